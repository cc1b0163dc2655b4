/** When the clock stood still: from when to when, by whom and why, and what it took of working time. */
import Box from '@mui/material/Box'
import { useTranslate, type Identifier } from 'react-admin'
import { workSecondsBetween } from '../../server/core/worktime.ts'
import { useCalendar } from '../calendar.ts'
import { useEvents } from '../client.ts'
import { useNow, When } from '../fields.tsx'
import { Panel } from '../page.tsx'
import { formatSeconds } from '../time.ts'
import { pauseFacts } from './progress.ts'

export function PausesPanel({ id }: { id: Identifier }) {
  const t = useTranslate()
  const now = useNow()
  const calendar = useCalendar()
  const { data = [] } = useEvents(id)
  const pauses = pauseFacts(data)
  if (pauses.length === 0) return null
  return (
    <Panel title={t('alih.pauses.title')}>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.5 }}>
        {pauses.map(({ from, to, by, reason }) => (
          <Box component="li" key={from} sx={{ fontSize: '.9rem' }}>
            <Box sx={{ fontWeight: 600 }}>
              <When at={from} /> – {to === null ? t('alih.pauses.open') : <When at={to} />}
            </Box>
            <Box sx={{ color: 'text.secondary', fontSize: '.85rem' }}>
              {t('alih.pauses.took', {
                time: formatSeconds(
                  workSecondsBetween(new Date(from), to === null ? now : new Date(to), calendar),
                  t,
                ),
              })}{' '}
              · {by}
            </Box>
            {reason && <Box sx={{ mt: 0.25 }}>{reason}</Box>}
          </Box>
        ))}
      </Box>
    </Panel>
  )
}
