/** How the last days ended: what was not well, and what part was; the numbers behind it as a table for whoever wants them. */
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { lazy, Suspense, useState } from 'react'
import { useLocaleState, useTranslate } from 'react-admin'
import { everyDay, goodShare, trendDays, type TrendDays } from '../../server/core/board.ts'
import { statuses } from '../../server/core/verdict.ts'
import { useBoardTrend } from './client.ts'
import { Fault, Panel, Waiting } from '../page.tsx'
import { formatCount, formatDay, formatShare } from '../time.ts'

// The charts are as large as a page of ours, and only this one needs them.
const TrendChart = lazy(() => import('./trend-chart.tsx'))

// In the page for whoever listens to it.
const unseen = {
  position: 'absolute',
  width: '1px',
  height: '1px',
  overflow: 'hidden',
  clip: 'rect(0 0 0 0)',
  whiteSpace: 'nowrap',
} as const

type TrendProps = { days: TrendDays; agencyId: number | null; onPick: (days: TrendDays) => void }

export function Trend({ days, agencyId, onPick }: TrendProps) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const [open, setOpen] = useState(false)
  const { data, error, refetch } = useBoardTrend(days, agencyId ?? undefined)
  const first = data?.[0]?.day
  return (
    <Panel
      title={t('alih.board.trend')}
      aside={
        <ToggleButtonGroup
          exclusive
          size="small"
          value={days}
          aria-label={t('alih.board.trend_span')}
          onChange={(_, picked: TrendDays | null) => picked && onPick(picked)}
        >
          {trendDays.map((count) => (
            <ToggleButton key={count} value={count} sx={{ py: 0.25 }}>
              {t('alih.board.days', { smart_count: count })}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      }
    >
      {error && !data && <Fault error={error} retry={refetch} />}
      {!error && !data && <Waiting lines={6} />}
      {data && (
        <>
          {/* Drawn for the eye; the table says the same. */}
          <Box aria-hidden sx={{ minHeight: 372 }}>
            <Suspense fallback={<Waiting lines={6} />}>
              <TrendChart days={everyDay(data, days)} />
            </Suspense>
          </Box>
          {first !== undefined && data.length < days && (
            <Box sx={{ fontSize: '.82rem', color: 'text.secondary' }}>
              {t('alih.board.kept_since', { day: formatDay(first, locale) })}
            </Box>
          )}
          <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)} sx={{ mt: 0.5 }}>
            {t(open ? 'alih.board.hide_numbers' : 'alih.board.show_numbers')}
          </Button>
          <Box
            tabIndex={open ? 0 : undefined}
            role="group"
            aria-label={t('alih.board.trend_numbers')}
            sx={open ? { overflowX: 'auto', mt: 1 } : unseen}
          >
            <Box
              component="table"
              sx={{
                borderCollapse: 'collapse',
                fontSize: '.82rem',
                width: '100%',
                '& th, & td': { textAlign: 'right', px: 1, py: 0.5, borderBottom: 1, borderColor: 'divider' },
                '& th:first-of-type': { textAlign: 'left', whiteSpace: 'nowrap' },
              }}
            >
              <caption style={{ textAlign: 'left' }}>{t('alih.board.trend_numbers')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('alih.board.day')}</th>
                  {statuses.map((status) => (
                    <th key={status} scope="col">
                      {t(`alih.statuses.${status}`)}
                    </th>
                  ))}
                  <th scope="col">{t('alih.board.good_share')}</th>
                </tr>
              </thead>
              <tbody>
                {data.toReversed().map(({ day, counts }) => (
                  <tr key={day}>
                    <th scope="row">{formatDay(day, locale)}</th>
                    {statuses.map((status) => (
                      <td key={status}>{formatCount(counts[status], locale)}</td>
                    ))}
                    <td>{formatShare(goodShare(counts), locale)}</td>
                  </tr>
                ))}
              </tbody>
            </Box>
          </Box>
        </>
      )}
    </Panel>
  )
}
