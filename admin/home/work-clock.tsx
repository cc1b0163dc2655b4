/** Whether working time runs now, and until when: every countdown on the page goes by it. */
import ClosedIcon from '@mui/icons-material/BedtimeOutlined'
import OpenIcon from '@mui/icons-material/WbSunnyOutlined'
import Box from '@mui/material/Box'
import { useLocaleState, useTranslate } from 'react-admin'
import { addWorkSeconds, clockStart, dayOf, workSecondsBetween } from '../../server/core/worktime.ts'
import { useCalendar } from '../calendar.ts'
import { useNow } from '../fields.tsx'
import { formatInstant, formatSeconds } from '../time.ts'

export function WorkClock() {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const now = useNow()
  const calendar = useCalendar()
  const opens = clockStart(now, calendar)
  const left = workSecondsBetween(now, dayOf(now).to, calendar)
  const open = opens <= now && left > 0
  const Icon = open ? OpenIcon : ClosedIcon
  return (
    <Box component="span" sx={{ display: 'inline-flex', gap: 0.75, alignItems: 'center' }}>
      <Icon aria-hidden sx={{ fontSize: '1.15em' }} />
      {open
        ? t('alih.home.open', {
            time: formatInstant(addWorkSeconds(now, left, calendar).toISOString(), locale),
            left: formatSeconds(left, t),
          })
        : t('alih.home.closed', { time: formatInstant(opens.toISOString(), locale) })}
    </Box>
  )
}
