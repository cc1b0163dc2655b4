/** Zones under care. */
import { DataTable } from 'react-admin'
import { Empty } from '../empty.tsx'
import { ListPage } from '../list-page.tsx'
import { useRowClick } from '../row.ts'

export default function ZoneList() {
  const rowClick = useRowClick('zones')
  return (
    <ListPage sort={{ field: 'name', order: 'ASC' }} perPage={50} exporter={false} empty={<Empty />}>
      <DataTable bulkActionButtons={false} rowClick={rowClick}>
        <DataTable.Col source="name" />
        <DataTable.Col source="note" disableSort />
      </DataTable>
    </ListPage>
  )
}
