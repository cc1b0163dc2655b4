/** Until when waiting is enough: the moment, how long that is from now, and why. */
import HourglassIcon from '@mui/icons-material/HourglassTop'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import { useLocaleState, useTranslate } from 'react-admin'
import type { Check } from '../../server/core/verdict.ts'
import { useNow } from '../fields.tsx'
import { formatCountdown, formatInstant } from '../time.ts'
import { inLanguage } from './findings.tsx'

/** Caches keep no office hours: this is time by the clock on the wall. */
export function Forecast({ forecast: { until, because } }: { forecast: NonNullable<Check['forecast']> }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const left = (Date.parse(until) - useNow(until).getTime()) / 1000
  return (
    // No alert: a countdown that is read aloud at every second lets nobody hear anything else.
    <Alert role="note" severity="info" icon={<HourglassIcon />} sx={{ mt: 1.25 }}>
      <Box role="timer" sx={{ fontWeight: 650, fontSize: '1.05rem', fontVariantNumeric: 'tabular-nums' }}>
        {left > 0
          ? t('alih.check.forecast_left', { left: formatCountdown(left, t) })
          : t('alih.check.forecast_over')}
      </Box>
      {t('alih.check.forecast', {
        time: formatInstant(until, locale),
        because: inLanguage(because, locale),
      })}
    </Alert>
  )
}
