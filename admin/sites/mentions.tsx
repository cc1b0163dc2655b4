/** Which other sites mention this name, where, and when that was last seen. */
import LinkOffIcon from '@mui/icons-material/LinkOffOutlined'
import Box from '@mui/material/Box'
import { useTranslate } from 'react-admin'
import type { Site } from '../../server/core/site.ts'
import { useMentions } from '../client.ts'
import { Name, When } from '../fields.tsx'
import { RecordLink } from '../link.tsx'
import { Blank, Fault, Panel, Waiting } from '../page.tsx'

export function MentionsPanel({ site }: { site: Site }) {
  const t = useTranslate()
  const { data, error, isPending, refetch } = useMentions(site.id)
  return (
    <Panel flush title={t('alih.mentions.title')}>
      {isPending && (
        <Box sx={{ px: 2.5 }}>
          <Waiting />
        </Box>
      )}
      {error && <Fault error={error} retry={refetch} />}
      {data?.length === 0 && (
        <Blank small icon={LinkOffIcon} title={t('alih.mentions.none')} hint={t('alih.mentions.none_hint')} />
      )}
      {data && data.length > 0 && (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, maxHeight: 420, overflowY: 'auto' }}>
          {data.map(({ siteId, hostname, place, seenAt }) => (
            <Box
              component="li"
              key={`${siteId} ${place}`}
              sx={{ px: 2.5, py: 1.25, borderTop: 1, borderColor: 'divider' }}
            >
              <RecordLink resource="sites" id={siteId}>
                <Name strong>{hostname}</Name>
              </RecordLink>
              <Box sx={{ fontSize: '.85rem', color: 'text.secondary' }}>
                {t(`alih.places.${place}`, { _: place })} · <When at={seenAt} ago />
              </Box>
            </Box>
          ))}
        </Box>
      )}
    </Panel>
  )
}
