/** Names that are not as wanted: since when, and whom to tell. */
import MailIcon from '@mui/icons-material/MailOutlined'
import Box from '@mui/material/Box'
import MuiLink from '@mui/material/Link'
import { useLocaleState, useTranslate } from 'react-admin'
import type { AgencyHealth, Board, BoardSite, Contact } from '../../server/core/board.ts'
import { Name, StatusTag, When } from '../fields.tsx'
import { RecordLink } from '../link.tsx'
import { Panel } from '../page.tsx'
import { formatInstant } from '../time.ts'

// More would hide the others; the rest of them are on the agency's page of people.
const MOST_CONTACTS = 3

export function Ailing({ board: { ailing, agencies, contacts, counts } }: { board: Board }) {
  const t = useTranslate()
  if (ailing.length === 0) return null
  const total = counts.broken + counts.wrong + counts.stale
  const agencyOf = new Map(agencies.map((agency) => [agency.id, agency]))
  return (
    <Panel title={t(contacts ? 'alih.board.whom_to_tell' : 'alih.board.since_when')}>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {ailing.map((site) => (
          <Line
            key={site.id}
            site={site}
            agency={agencyOf.get(site.agencyId)}
            contacts={contacts && (contacts[site.agencyId] ?? [])}
          />
        ))}
      </Box>
      {ailing.length < total && (
        <Box sx={{ mt: 1.5, fontSize: '.82rem', color: 'text.secondary' }}>
          {t('alih.board.worst_of', { count: ailing.length, total })}
        </Box>
      )}
    </Panel>
  )
}

type LineProps = { site: BoardSite; agency: AgencyHealth | undefined; contacts: Contact[] | null }

function Line({ site, agency, contacts }: LineProps) {
  const t = useTranslate()
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', md: 'minmax(0, 1.3fr) minmax(0, .8fr) minmax(0, 1.3fr)' },
        columnGap: 3,
        rowGap: 0.5,
        py: 1.25,
        borderTop: 1,
        borderColor: 'divider',
        '&:first-of-type': { borderTop: 0, pt: 0 },
      }}
    >
      <Box sx={{ minWidth: 0 }}>
        <RecordLink resource="sites" id={site.id}>
          <Name strong>{site.hostname}</Name>
        </RecordLink>
        <Box sx={{ mt: 0.5 }}>
          <StatusTag status={site.status} />
        </Box>
      </Box>
      <Box sx={{ fontSize: '.85rem' }}>
        <Box sx={{ color: 'text.secondary', fontSize: '.78rem' }}>{t('alih.board.amiss_since')}</Box>
        <When at={site.statusSince} short />
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {' '}
          (<When at={site.statusSince} ago />)
        </Box>
      </Box>
      <Box sx={{ fontSize: '.85rem', minWidth: 0 }}>
        <Box sx={{ color: 'text.secondary', fontSize: '.78rem' }}>{agency?.name}</Box>
        {contacts && <Contacts site={site} contacts={contacts} />}
      </Box>
    </Box>
  )
}

function Contacts({ site, contacts }: { site: BoardSite; contacts: Contact[] }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  if (contacts.length === 0) return <Box>{t('alih.board.nobody_to_tell')}</Box>
  const status = t(`alih.statuses.${site.status}`)
  const subject = `${site.hostname}: ${status.toLowerCase()}`
  const body = t('alih.board.letter', {
    name: site.hostname,
    status: status.toLowerCase(),
    time: site.statusSince ? formatInstant(site.statusSince, locale) : '–',
  })
  return (
    <>
      {contacts.slice(0, MOST_CONTACTS).map(({ name, email }) => (
        <Box key={email} sx={{ display: 'flex', gap: 0.75, alignItems: 'center', minWidth: 0 }}>
          <MailIcon aria-hidden sx={{ fontSize: 16, color: 'text.secondary' }} />
          <MuiLink
            href={`mailto:${email}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`}
            sx={{ overflowWrap: 'anywhere' }}
          >
            {name} ({email})
          </MuiLink>
        </Box>
      ))}
      {contacts.length > MOST_CONTACTS && (
        <Box sx={{ color: 'text.secondary' }}>
          {t('alih.board.more_contacts', { smart_count: contacts.length - MOST_CONTACTS })}
        </Box>
      )}
    </>
  )
}
