/** The panel of recursive resolvers. */
import { BooleanField, DataTable, List } from 'react-admin'
import { Empty } from '../empty.tsx'
import { useRowClick } from '../row.ts'

export default function ResolverList() {
  const rowClick = useRowClick('resolvers')
  return (
    <List sort={{ field: 'name', order: 'ASC' }} perPage={50} exporter={false} empty={<Empty />}>
      <DataTable bulkActionButtons={false} rowClick={rowClick}>
        <DataTable.Col source="name" />
        <DataTable.Col source="address" />
        <DataTable.Col source="active">
          <BooleanField source="active" />
        </DataTable.Col>
      </DataTable>
    </List>
  )
}
