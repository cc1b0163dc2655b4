/** Bars of the report. What they show stands as numbers in the table below each, so readers of screens are spared them. */
import Box from '@mui/material/Box'
import { useTheme } from '@mui/material/styles'
import useMediaQuery from '@mui/material/useMediaQuery'
import { BarChart } from '@mui/x-charts/BarChart'
import { toneOf, type Tone } from '../tag.tsx'

export type Series = { label: string; tone: Tone; values: (number | null)[] }
export type BarsProps = {
  title: string
  labels: string[]
  series: Series[]
  format: (value: number) => string
  stacked?: boolean
  /** The end of the scale; by the values where absent. */
  most?: number
  /** No part of one on the scale. */
  isCount?: boolean
}

const ROW = 34

export default function Bars({
  title,
  labels,
  series,
  format,
  stacked = false,
  most,
  isCount = false,
}: BarsProps) {
  const theme = useTheme()
  const isSmall = useMediaQuery(theme.breakpoints.down('sm'))
  const rows = labels.length * (stacked ? 1 : Math.max(1, series.length * 0.75))
  return (
    <Box component="figure" sx={{ m: 0, px: 1.5, pb: 1 }}>
      <Box component="figcaption" sx={{ px: 1, fontWeight: 600, fontSize: '.9rem' }}>
        {title}
      </Box>
      <div aria-hidden>
        <BarChart
          layout="horizontal"
          height={Math.round(rows * ROW) + 76}
          skipAnimation
          disableKeyboardNavigation
          borderRadius={3}
          margin={{ left: 0, right: 24, top: 4, bottom: 0 }}
          yAxis={[
            {
              data: labels,
              scaleType: 'band',
              width: isSmall ? 116 : 190,
              disableTicks: true,
              tickLabelStyle: { fontSize: 12 },
            },
          ]}
          xAxis={[
            {
              min: 0,
              ...(most === undefined ? {} : { max: most }),
              valueFormatter: format,
              tickNumber: isSmall ? 3 : 6,
              ...(isCount ? { tickMinStep: 1 } : {}),
            },
          ]}
          grid={{ vertical: true }}
          series={series.map(({ label, tone, values }) => ({
            label,
            data: values,
            color: toneOf(theme, tone).text,
            valueFormatter: (value: number | null) => (value === null ? '–' : format(value)),
            ...(stacked ? { stack: 'all' } : {}),
          }))}
          hideLegend={series.length < 2}
        />
      </div>
    </Box>
  )
}
