/** The days on which no clock runs, a year at a time. */
import Box from '@mui/material/Box'
import {
  CreateButton,
  DataTable,
  List,
  SelectInput,
  TopToolbar,
  useLocaleState,
  useTranslate,
} from 'react-admin'
import type { Holiday } from '../../server/core/holiday.ts'
import { useNow } from '../fields.tsx'
import { Tag } from '../tag.tsx'
import { formatDay } from '../time.ts'
import { useRowClick } from '../row.ts'

const Column = DataTable.Col<Holiday>

export default function HolidayList() {
  const rowClick = useRowClick('holidays')
  const t = useTranslate()
  const [locale] = useLocaleState()
  const thisYear = useNow().getFullYear()
  const years = [thisYear + 1, thisYear, thisYear - 1, thisYear - 2]
  const filters = [
    <SelectInput
      key="year"
      source="year"
      alwaysOn
      choices={years.map((id) => ({ id, name: String(id) }))}
      translateChoice={false}
    />,
  ]
  return (
    <List
      filters={filters}
      filterDefaultValues={{ year: thisYear }}
      sort={{ field: 'heldOn', order: 'ASC' }}
      perPage={50}
      exporter={false}
      actions={<Actions />}
    >
      <DataTable bulkActionButtons={false} rowClick={rowClick}>
        <Column
          source="heldOn"
          render={({ heldOn }) => <Box sx={{ whiteSpace: 'nowrap' }}>{formatDay(heldOn, locale)}</Box>}
        />
        <Column source="name" />
        <Column
          source="kind"
          render={({ kind }) => (
            <Tag tone={kind === 'joint_leave' ? 'wait' : 'brand'} label={t(`alih.holiday_kinds.${kind}`)} />
          )}
        />
        <Column source="source" disableSort sx={{ display: { xs: 'none', md: 'table-cell' } }} />
      </DataTable>
    </List>
  )
}

// Without this the year, which always filters, would bring the buttons of saved queries.
const Actions = () => (
  <TopToolbar>
    <CreateButton />
  </TopToolbar>
)
