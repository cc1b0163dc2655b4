/** Names for which waiting is enough: how long still, until when, and why. */
import Box from '@mui/material/Box'
import { useLocaleState, useTranslate } from 'react-admin'
import type { PropagatingSite } from '../../server/core/board.ts'
import { inLanguage } from '../checks/findings.tsx'
import { Name, useNow } from '../fields.tsx'
import { RecordLink } from '../link.tsx'
import { Panel } from '../page.tsx'
import { formatCountdown, formatShort } from '../time.ts'

type PropagatingProps = { sites: PropagatingSite[]; total: number }

export function Propagating({ sites, total }: PropagatingProps) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  if (sites.length === 0) return null
  return (
    <Panel title={t('alih.board.propagating')}>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.75 }}>
        {sites.map((site) => (
          <Box component="li" key={site.id} sx={{ minWidth: 0 }}>
            <RecordLink resource="sites" id={site.id}>
              <Name strong>{site.hostname}</Name>
            </RecordLink>
            <Box sx={{ fontSize: '.9rem', fontWeight: 600 }}>
              <TimeLeft until={site.forecastUntil} />
            </Box>
            {site.because && (
              <Box sx={{ fontSize: '.82rem', color: 'text.secondary' }}>
                {inLanguage(site.because, locale)}
              </Box>
            )}
          </Box>
        ))}
      </Box>
      {sites.length < total && (
        <Box sx={{ mt: 1.5, fontSize: '.82rem', color: 'text.secondary' }}>
          {t('alih.board.soonest', { count: sites.length, total })}
        </Box>
      )}
    </Panel>
  )
}

/** A countdown, to the second when it is near. */
export function TimeLeft({ until }: { until: string | null }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const now = useNow(until)
  if (until === null) return <>{t('alih.board.no_forecast')}</>
  const seconds = (Date.parse(until) - now.getTime()) / 1000
  const at = formatShort(until, locale)
  if (seconds <= 0) return <>{t('alih.board.over_at', { at })}</>
  return <>{t('alih.board.left', { time: formatCountdown(seconds, t), at })}</>
}
