/** Agencies by name. */
import { DataTable, List, SearchInput } from 'react-admin'

export default function AgencyList() {
  return (
    <List filters={filters} sort={{ field: 'name', order: 'ASC' }} perPage={50} exporter={false}>
      <DataTable bulkActionButtons={false} rowClick="edit">
        <DataTable.Col source="shortName" />
        <DataTable.Col source="name" />
      </DataTable>
    </List>
  )
}

const filters = [<SearchInput key="q" source="q" alwaysOn />]
