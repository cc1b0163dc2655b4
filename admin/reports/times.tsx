/** Working time of each step against its allowance, and every step that was late. */
import type { LateStep, MonthReport } from '../../server/core/report.ts'
import { When } from '../fields.tsx'
import { Panel } from '../page.tsx'
import { Chart } from './chart.tsx'
import { Cut, SubjectCell } from './listed.tsx'
import { Gap } from './requests.tsx'
import { Figures } from './table.tsx'
import { useWords } from './words.ts'

export function Times({ report: { steps, late } }: { report: MonthReport }) {
  const { t, count, work, step, allowance } = useWords()
  const timed = steps.filter((one) => one.allowance !== null && one.ended > 0)
  const inSeconds = steps.flatMap(({ step, allowance, medianSeconds, p90Seconds }) =>
    allowance && 'seconds' in allowance && medianSeconds !== null
      ? [{ step, most: allowance.seconds, medianSeconds, p90Seconds: p90Seconds! }]
      : [],
  )
  const ofAllowance = (value: number) => `${count(Math.round(value * 1000) / 10)}%`
  return (
    <Panel title={t('alih.reports.times')} flush>
      <Figures
        caption={t('alih.reports.times_table')}
        heads={[
          t('alih.reports.step'),
          t('alih.reports.allowance'),
          t('alih.reports.ended'),
          t('alih.reports.median'),
          t('alih.reports.p90'),
          t('alih.reports.longest'),
          t('alih.reports.counts.late'),
          t('alih.reports.still_running'),
          t('alih.reports.overdue'),
        ]}
        numbersFrom={2}
        rows={steps.map((one) => [
          step(one.step),
          allowance(one.allowance),
          count(one.ended),
          work(one.medianSeconds),
          work(one.p90Seconds),
          work(one.maxSeconds),
          count(one.late),
          count(one.running),
          count(one.overdue),
        ])}
      />
      <Gap />
      {inSeconds.length > 0 && (
        <Chart
          title={t('alih.reports.allowance_chart')}
          labels={inSeconds.map((one) => step(one.step))}
          series={[
            {
              label: t('alih.reports.median'),
              tone: 'good',
              values: inSeconds.map(({ medianSeconds, most }) => medianSeconds / most),
            },
            {
              label: t('alih.reports.p90'),
              tone: 'wait',
              values: inSeconds.map(({ p90Seconds, most }) => p90Seconds / most),
            },
          ]}
          format={ofAllowance}
        />
      )}
      {timed.length > 0 && (
        <Chart
          title={t('alih.reports.punctual_chart')}
          labels={timed.map((one) => step(one.step))}
          stacked
          series={[
            {
              label: t('alih.reports.in_time'),
              tone: 'good',
              values: timed.map((one) => one.ended - one.late),
            },
            { label: t('alih.reports.counts.late'), tone: 'bad', values: timed.map((one) => one.late) },
          ]}
          format={count}
          isCount
        />
      )}
      <Late late={late} />
    </Panel>
  )
}

function Late({ late: { total, rows } }: { late: MonthReport['late'] }) {
  const { t, work, step } = useWords()
  // Since closing time no working time has run: it is late all the same.
  const by = ({ lateSeconds }: LateStep) =>
    lateSeconds === 0 ? t('alih.reports.after_hours') : work(lateSeconds)
  return (
    <>
      <Figures
        caption={t('alih.reports.late_list', { smart_count: total })}
        heads={[
          t('alih.reports.request'),
          t('alih.reports.step'),
          t('alih.reports.due'),
          t('alih.reports.ended_at'),
          t('alih.reports.used'),
          t('alih.reports.late_by'),
        ]}
        numbersFrom={4}
        rows={rows.map((run) => [
          <SubjectCell key="subject" subject={run} />,
          step(run.step),
          run.dueAt === null ? '–' : <When key="due" at={run.dueAt} short />,
          run.endedAt === null ? t('alih.reports.not_ended') : <When key="ended" at={run.endedAt} short />,
          work(run.usedSeconds),
          by(run),
        ])}
      />
      <Cut total={total} rows={rows.length} />
    </>
  )
}
