/** The panel of recursive resolvers. */
import { BooleanField, DataTable, List } from 'react-admin'

export default function ResolverList() {
  return (
    <List sort={{ field: 'name', order: 'ASC' }} perPage={50} exporter={false}>
      <DataTable bulkActionButtons={false} rowClick="edit">
        <DataTable.Col source="name" />
        <DataTable.Col source="address" />
        <DataTable.Col source="active">
          <BooleanField source="active" />
        </DataTable.Col>
      </DataTable>
    </List>
  )
}
