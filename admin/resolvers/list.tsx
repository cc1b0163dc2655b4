/** The panel of recursive resolvers. */
import { BooleanField, DataTable } from 'react-admin'
import { Empty } from '../empty.tsx'
import { ListPage } from '../list-page.tsx'
import { useRowClick } from '../row.ts'

export default function ResolverList() {
  const rowClick = useRowClick('resolvers')
  return (
    <ListPage sort={{ field: 'name', order: 'ASC' }} perPage={50} exporter={false} empty={<Empty />}>
      <DataTable bulkActionButtons={false} rowClick={rowClick}>
        <DataTable.Col source="name" />
        <DataTable.Col source="address" />
        <DataTable.Col source="active">
          <BooleanField source="active" />
        </DataTable.Col>
      </DataTable>
    </ListPage>
  )
}
