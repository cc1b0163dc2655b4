/** The months: which one runs, which are over, which are frozen, and what happened in each. */
import icon from '@mui/icons-material/SummarizeOutlined'
import Box from '@mui/material/Box'
import { DataTable, useLocaleState, useTranslate } from 'react-admin'
import type { MonthEntry } from '../../server/core/report.ts'
import { When } from '../fields.tsx'
import { formatMonth, formatNumber } from '../figures.ts'
import { RecordLink } from '../link.tsx'
import { ListPage } from '../list-page.tsx'
import { Blank } from '../page.tsx'
import { MonthTag } from './seal.tsx'

const Column = DataTable.Col<MonthEntry>
const counts = [
  'received',
  'finished',
  'rejected',
  'returned',
  'withdrawn',
  'executed',
  'open',
  'late',
] as const

export default function MonthList() {
  const t = useTranslate()
  const [locale] = useLocaleState()
  return (
    <ListPage
      sort={{ field: 'id', order: 'DESC' }}
      perPage={25}
      exporter={false}
      actions={false}
      empty={<Blank icon={icon} title={t('alih.reports.none')} hint={t('alih.reports.none_hint')} />}
    >
      <DataTable bulkActionButtons={false} rowClick="show">
        <Column
          source="id"
          label="alih.reports.month"
          render={(month) => (
            <>
              <RecordLink resource="reports" id={month.id}>
                <Box component="span" sx={{ fontWeight: 650 }}>
                  {formatMonth(month.id, locale)}
                </Box>
              </RecordLink>
              <Small month={month} />
            </>
          )}
        />
        <Column
          source="isFrozen"
          label="alih.reports.standing"
          disableSort
          render={(month) => <Standing month={month} />}
        />
        {counts.map((field) => (
          <Column
            key={field}
            source={field}
            label={`alih.reports.counts.${field}`}
            disableSort
            align="right"
            sx={wide}
            render={({ [field]: count }) => (count === null ? '–' : formatNumber(count, locale))}
          />
        ))}
      </DataTable>
    </ListPage>
  )
}

function Standing({ month }: { month: MonthEntry }) {
  const t = useTranslate()
  return (
    <>
      <MonthTag {...month} />
      {month.digest !== null && (
        <Box sx={small}>
          <When at={month.frozenAt} short /> · {month.frozenBy ?? t('alih.reports.by_itself')}
          <br />
          SHA-256 <code title={month.digest}>{month.digest.slice(0, 12)}…</code>
        </Box>
      )}
    </>
  )
}

/** On a phone the counts stand below the month. */
function Small({ month }: { month: MonthEntry }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  return (
    <Box sx={{ ...small, display: { xl: 'none' } }}>
      {counts
        .flatMap((field) => {
          const count = month[field]
          return count === null ? [] : [`${t(`alih.reports.counts.${field}`)} ${formatNumber(count, locale)}`]
        })
        .join(' · ')}
    </Box>
  )
}

const small = {
  fontSize: '.8rem',
  color: 'text.secondary',
  mt: 0.5,
  fontVariantNumeric: 'tabular-nums',
} as const
const wide = { display: { xs: 'none', xl: 'table-cell' }, fontVariantNumeric: 'tabular-nums' } as const
