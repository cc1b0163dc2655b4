/** Zones under care. */
import { DataTable, List } from 'react-admin'
import { Empty } from '../empty.tsx'
import { useRowClick } from '../row.ts'

export default function ZoneList() {
  const rowClick = useRowClick('zones')
  return (
    <List sort={{ field: 'name', order: 'ASC' }} perPage={50} exporter={false} empty={<Empty />}>
      <DataTable bulkActionButtons={false} rowClick={rowClick}>
        <DataTable.Col source="name" />
        <DataTable.Col source="note" disableSort />
      </DataTable>
    </List>
  )
}
