/** Agencies by name. */
import { DataTable, SearchInput } from 'react-admin'
import { Empty } from '../empty.tsx'
import { ListPage } from '../list-page.tsx'
import { useRowClick } from '../row.ts'

export default function AgencyList() {
  const rowClick = useRowClick('agencies')
  return (
    <ListPage
      filters={filters}
      sort={{ field: 'name', order: 'ASC' }}
      perPage={50}
      exporter={false}
      empty={<Empty />}
    >
      <DataTable bulkActionButtons={false} rowClick={rowClick}>
        <DataTable.Col source="shortName" />
        <DataTable.Col source="name" />
      </DataTable>
    </ListPage>
  )
}

const filters = [<SearchInput key="q" source="q" alwaysOn />]
