/** Zones under care. */
import { DataTable, List } from 'react-admin'

export default function ZoneList() {
  return (
    <List sort={{ field: 'name', order: 'ASC' }} perPage={50} exporter={false}>
      <DataTable bulkActionButtons={false} rowClick="edit">
        <DataTable.Col source="name" />
        <DataTable.Col source="note" disableSort />
      </DataTable>
    </List>
  )
}
