/** How the watched names were over the month: shares of time, incidents and their repair, and who is not well. */
import type { MonthReport, Shares } from '../../server/core/report.ts'
import { statuses } from '../../server/core/verdict.ts'
import { Name, StatusTag, When } from '../fields.tsx'
import { RecordLink } from '../link.tsx'
import { Facts, Panel } from '../page.tsx'
import { Chart } from './chart.tsx'
import { Cut } from './listed.tsx'
import { Gap } from './requests.tsx'
import { Figures } from './table.tsx'
import { useWords } from './words.ts'

const DRAWN = 12
const parts = ['good', 'bad', 'unknown'] as const
const tones = { good: 'good', bad: 'bad', unknown: 'calm' } as const

export function Health({ report }: { report: MonthReport }) {
  const { t, share, span } = useWords()
  const { names, shares, seconds } = report.dns
  const all = Object.values(seconds).reduce((sum, value) => sum + value, 0)
  return (
    <Panel title={t('alih.reports.dns')} flush>
      {all === 0 ? (
        <Cut total={0} rows={0} />
      ) : (
        <>
          <Figures
            caption={t('alih.reports.names', { smart_count: names })}
            heads={[t('alih.reports.status'), t('alih.reports.name_time'), t('alih.reports.part')]}
            numbersFrom={1}
            rows={[...statuses]
              .toReversed()
              .map((status) => [
                <StatusTag key={status} status={status} />,
                span(seconds[status]),
                share(seconds[status] / all),
              ])}
          />
          <Gap />
          <Agencies report={report} total={shares} />
        </>
      )}
    </Panel>
  )
}

function Agencies({ report: { agencies }, total }: { report: MonthReport; total: Shares }) {
  const { t, share } = useWords()
  const seen = agencies.filter(({ shares }) => shares.good !== null)
  const worst = seen.toSorted((a, b) => a.shares.good! - b.shares.good!).slice(0, DRAWN)
  const heads = parts.map((part) => t(`alih.reports.shares.${part}`))
  return (
    <>
      <Chart
        title={worst.length < seen.length ? t('alih.reports.dns_chart_some') : t('alih.reports.dns_chart')}
        labels={[t('alih.reports.all'), ...worst.map(({ shortName }) => shortName)]}
        stacked
        most={1}
        series={parts.map((part, at) => ({
          label: heads[at]!,
          tone: tones[part],
          values: [total[part], ...worst.map(({ shares }) => shares[part])],
        }))}
        format={share}
      />
      <Figures
        caption={t('alih.reports.dns_by_agency')}
        heads={[t('alih.reports.agency'), ...heads]}
        numbersFrom={1}
        rows={seen.map(({ agency, shares }) => [agency, ...parts.map((part) => share(shares[part]))])}
        foot={[t('alih.reports.all'), ...parts.map((part) => share(total[part]))]}
      />
      <Gap />
    </>
  )
}

export function Incidents({ report: { dns } }: { report: MonthReport }) {
  const { t, count, span } = useWords()
  const { incidents } = dns
  return (
    <Panel title={t('alih.reports.incidents')}>
      <Facts
        columns={2}
        facts={[
          { label: t('alih.reports.open_at_start'), value: count(incidents.openAtStart) },
          {
            label: t('alih.reports.opened'),
            value: t('alih.reports.opened_value', {
              opened: count(incidents.opened),
              critical: count(incidents.critical),
            }),
          },
          { label: t('alih.reports.repaired'), value: count(incidents.repaired) },
          { label: t('alih.reports.open_at_end'), value: count(incidents.openAtEnd) },
          { label: t('alih.reports.repair_median'), value: span(incidents.repairMedianSeconds) },
          { label: t('alih.reports.repair_p90'), value: span(incidents.repairP90Seconds) },
        ]}
      />
    </Panel>
  )
}

export function AilingSites({ report: { dns, asOf } }: { report: MonthReport }) {
  const { t, span } = useWords()
  const { ailing } = dns
  return (
    <Panel title={t('alih.reports.ailing_title')} flush>
      <Figures
        caption={t('alih.reports.ailing', { smart_count: ailing.total })}
        heads={[
          t('alih.reports.site'),
          t('alih.reports.agency'),
          t('alih.reports.status'),
          t('alih.reports.since'),
          t('alih.reports.for_long'),
        ]}
        rows={ailing.rows.map(({ siteId, hostname, agency, status, since }) => [
          <RecordLink key="site" resource="sites" id={siteId}>
            <Name strong>{hostname}</Name>
          </RecordLink>,
          agency,
          <StatusTag key="status" status={status} />,
          <When key="since" at={since} short />,
          span((Date.parse(asOf) - Date.parse(since)) / 1000),
        ])}
      />
      <Cut total={ailing.total} rows={ailing.rows.length} of="sites" />
    </Panel>
  )
}
