/** The days on which no clock runs, a year at a time. */
import UploadIcon from '@mui/icons-material/UploadFileOutlined'
import Box from '@mui/material/Box'
import {
  Button,
  CreateButton,
  DataTable,
  SelectInput,
  TopToolbar,
  useCanAccess,
  useLocaleState,
  useTranslate,
} from 'react-admin'
import { Link } from 'react-router-dom'
import { Empty } from '../empty.tsx'
import { isEstimate, type Holiday } from '../../server/core/holiday.ts'
import { useNow } from '../fields.tsx'
import { CalendarGaps } from '../gaps.tsx'
import { importPath } from '../layout.tsx'
import { ListPage } from '../list-page.tsx'
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
    <>
      <CalendarGaps />
      <ListPage
        filters={filters}
        filterDefaultValues={{ year: thisYear }}
        sort={{ field: 'heldOn', order: 'ASC' }}
        perPage={50}
        exporter={false}
        empty={<Empty />}
        actions={<Actions />}
      >
        <DataTable bulkActionButtons={false} rowClick={rowClick}>
          <Column
            source="heldOn"
            render={({ heldOn }) => <Box sx={{ whiteSpace: 'nowrap' }}>{formatDay(heldOn, locale)}</Box>}
          />
          <Column
            source="name"
            render={(day) => (
              <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
                {day.name}
                <Box sx={{ display: { sm: 'none' } }}>
                  <KindTag kind={day.kind} />
                </Box>
                {isEstimate(day) && (
                  <Tag tone="warn" label={t('alih.gaps.estimate')} hint={t('alih.gaps.estimate_hint')} />
                )}
              </Box>
            )}
          />
          <Column
            source="kind"
            sx={{ display: { xs: 'none', sm: 'table-cell' } }}
            render={({ kind }) => <KindTag kind={kind} />}
          />
          <Column source="source" disableSort sx={{ display: { xs: 'none', md: 'table-cell' } }} />
        </DataTable>
      </ListPage>
    </>
  )
}

function KindTag({ kind }: Pick<Holiday, 'kind'>) {
  const t = useTranslate()
  return <Tag tone={kind === 'joint_leave' ? 'wait' : 'brand'} label={t(`alih.holiday_kinds.${kind}`)} />
}

// Without this the year, which always filters, would bring the buttons of saved queries.
function Actions() {
  const { canAccess } = useCanAccess({ resource: 'holidays', action: 'create' })
  return (
    <TopToolbar>
      {canAccess && (
        <Button component={Link} to={importPath} label="alih.gaps.import" startIcon={<UploadIcon />} />
      )}
      <CreateButton />
    </TopToolbar>
  )
}
