/** What became of the month's requests: the balance by kind, where they stood at the end, and each agency. */
import Box from '@mui/material/Box'
import type { Counts, MonthReport, RegisteredState } from '../../server/core/report.ts'
import { Panel } from '../page.tsx'
import { Chart } from './chart.tsx'
import { Figures } from './table.tsx'
import { useWords } from './words.ts'

const balance = [
  'carriedOver',
  'received',
  'reopened',
  'finished',
  'rejected',
  'withdrawn',
  'open',
  'returned',
  'resubmitted',
] as const satisfies (keyof Counts)[]

// More would be a chart that nobody can read; the table has them all.
const DRAWN = 12

export function Requests({ report }: { report: MonthReport }) {
  const { t, count } = useWords()
  const { totals, kinds, states } = report
  const held = (Object.keys(states) as RegisteredState[]).filter((state) => states[state] > 0)
  const stateWord = (state: RegisteredState) => t(`alih.states.${state}`)
  return (
    <Panel title={t('alih.reports.requests')} flush>
      <Figures
        caption={t('alih.reports.by_kind')}
        heads={[
          t('alih.reports.what'),
          ...kinds.map(({ kind }) => t(`alih.kinds.${kind}`)),
          t('alih.reports.sum'),
        ]}
        numbersFrom={1}
        rows={balance.map((key) => [
          t(`alih.reports.counts.${key}`),
          ...kinds.map((kind) => count(kind[key])),
          count(totals[key]),
        ])}
      />
      <Gap />
      {held.length > 0 && (
        <Chart
          title={t('alih.reports.states_chart')}
          labels={held.map(stateWord)}
          series={[
            { label: t('alih.reports.sum'), tone: 'brand', values: held.map((state) => states[state]) },
          ]}
          format={count}
          isCount
        />
      )}
      <Figures
        caption={t('alih.reports.by_state')}
        heads={[t('alih.reports.state'), t('alih.reports.sum')]}
        numbersFrom={1}
        rows={(Object.keys(states) as RegisteredState[]).map((state) => [
          stateWord(state),
          count(states[state]),
        ])}
      />
      <Gap />
      <Agencies report={report} />
    </Panel>
  )
}

function Agencies({ report: { agencies, totals, late, renames } }: { report: MonthReport }) {
  const { t, count } = useWords()
  const shown = agencies
    .filter(({ received, finished, open }) => received + finished + open > 0)
    .toSorted((a, b) => b.received - a.received)
    .slice(0, DRAWN)
  return (
    <>
      {shown.length > 0 && (
        <Chart
          title={
            shown.length < agencies.length
              ? t('alih.reports.agencies_chart_some', { count: count(shown.length) })
              : t('alih.reports.agencies_chart')
          }
          labels={shown.map(({ shortName }) => shortName)}
          series={[
            {
              label: t('alih.reports.counts.received'),
              tone: 'wait',
              values: shown.map(({ received }) => received),
            },
            {
              label: t('alih.reports.counts.finished'),
              tone: 'good',
              values: shown.map(({ finished }) => finished),
            },
            { label: t('alih.reports.counts.open'), tone: 'warn', values: shown.map(({ open }) => open) },
          ]}
          format={count}
          isCount
        />
      )}
      <Figures
        caption={t('alih.reports.by_agency')}
        heads={[
          t('alih.reports.agency'),
          ...balance.map((key) => t(`alih.reports.counts.${key}`)),
          t('alih.reports.counts.late'),
          t('alih.reports.counts.renames'),
        ]}
        numbersFrom={1}
        rows={agencies.map((agency) => [
          agency.agency,
          ...balance.map((key) => count(agency[key])),
          count(agency.late),
          count(agency.renames),
        ])}
        foot={[
          t('alih.reports.sum'),
          ...balance.map((key) => count(totals[key])),
          count(late.total),
          count(renames.total),
        ]}
      />
    </>
  )
}

export const Gap = () => <Box sx={{ height: 20 }} />
