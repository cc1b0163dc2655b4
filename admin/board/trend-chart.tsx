/** The two charts of the trend. Fetched only where they are shown. */
import { useTheme } from '@mui/material/styles'
import { BarChart } from '@mui/x-charts/BarChart'
import { LineChart } from '@mui/x-charts/LineChart'
import { useLocaleState, useTranslate } from 'react-admin'
import { goodShare, type Counts } from '../../server/core/board.ts'
import { statuses } from '../../server/core/verdict.ts'
import { statusLooks } from '../fields.tsx'
import { toneOf } from '../tag.tsx'
import { formatCount, formatDay, formatDayShort, formatShare } from '../time.ts'

// What is well would be so tall that nothing else could be seen: it has the line below.
const amiss = statuses.filter((status) => status !== 'ok')
const margin = { left: 0, right: 12, top: 8, bottom: 0 }

type TrendChartProps = { days: { day: string; counts: Counts | null }[] }

export default function TrendChart({ days }: TrendChartProps) {
  const t = useTranslate()
  const theme = useTheme()
  const [locale] = useLocaleState()
  const shares = days.map(({ counts }) => (counts ? goodShare(counts) : null))
  const known = shares.filter((share) => share !== null)
  const lowest = Math.floor(Math.min(1, ...known) * 20) / 20
  const xAxis = [
    {
      scaleType: 'band' as const,
      data: days.map(({ day }) => day),
      valueFormatter: (day: string, { location }: { location: string }) =>
        location === 'tick' ? formatDayShort(day, locale) : formatDay(day, locale),
      height: 26,
    },
  ]
  const most = Math.max(
    4,
    ...days.map(({ counts }) => (counts ? amiss.reduce((sum, status) => sum + counts[status], 0) : 0)),
  )
  return (
    <>
      <BarChart
        height={220}
        margin={margin}
        skipAnimation
        disableKeyboardNavigation
        xAxis={xAxis}
        yAxis={[
          { width: 44, tickMinStep: 1, max: most, valueFormatter: (n: number) => formatCount(n, locale) },
        ]}
        series={amiss.map((status) => ({
          stack: 'names',
          label: t(`alih.statuses.${status}`),
          color: toneOf(theme, statusLooks[status].tone).text,
          data: days.map(({ counts }) => counts?.[status] ?? null),
          valueFormatter: (count: number | null) => (count === null ? '–' : formatCount(count, locale)),
        }))}
        slotProps={{ legend: { position: { vertical: 'top', horizontal: 'start' }, sx: { fontSize: 12 } } }}
      />
      <LineChart
        height={150}
        margin={margin}
        skipAnimation
        disableKeyboardNavigation
        xAxis={xAxis}
        yAxis={[
          {
            width: 44,
            min: Math.min(lowest, 0.95),
            max: 1,
            valueFormatter: (share: number) => formatShare(share, locale),
          },
        ]}
        series={[
          {
            label: t('alih.board.good_share'),
            color: toneOf(theme, 'good').text,
            data: shares,
            curve: 'linear',
            showMark: known.length < 3,
            valueFormatter: (share) => formatShare(share, locale),
          },
        ]}
        slotProps={{ legend: { position: { vertical: 'top', horizontal: 'start' }, sx: { fontSize: 12 } } }}
      />
    </>
  )
}
