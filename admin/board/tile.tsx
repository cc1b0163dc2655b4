/** One name on the board: its status in colour, icon and words. */
import Box from '@mui/material/Box'
import { useLocaleState, useTranslate } from 'react-admin'
import type { BoardSite } from '../../server/core/board.ts'
import { Name, StatusTag, statusLooks, useNow } from '../fields.tsx'
import { RecordLink } from '../link.tsx'
import { toneOf } from '../tag.tsx'
import { formatAgo, formatShort } from '../time.ts'

export function Tile({ site }: { site: BoardSite }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const now = useNow()
  const { tone } = statusLooks[site.status]
  const line =
    site.status === 'propagating' && site.forecastUntil
      ? t('alih.board.done_at', { time: formatShort(site.forecastUntil, locale) })
      : site.statusSince
        ? t('alih.board.since', { time: formatAgo(site.statusSince, now, locale) })
        : t('alih.time.never')
  return (
    <Box component="li" sx={{ display: 'grid' }}>
      <RecordLink resource="sites" id={site.id} block>
        <Box
          sx={[
            {
              height: '100%',
              px: 1.5,
              py: 1.25,
              border: 1,
              borderColor: 'divider',
              borderLeft: '4px solid',
              borderRadius: 1,
              backgroundColor: 'background.paper',
              '&:hover': { backgroundColor: 'action.hover' },
            },
            (theme) => ({ borderLeftColor: toneOf(theme, tone).text }),
          ]}
        >
          <Box sx={{ mb: 0.75, fontSize: '.9rem', lineHeight: 1.35 }}>
            <Name strong>{site.hostname}</Name>
          </Box>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75, alignItems: 'center' }}>
            <StatusTag status={site.status} />
            <Box component="span" sx={{ fontSize: '.78rem', color: 'text.secondary' }}>
              {line}
            </Box>
          </Box>
        </Box>
      </RecordLink>
    </Box>
  )
}
