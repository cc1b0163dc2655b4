/** What happened, by whom, the newest first. */
import Box from '@mui/material/Box'
import { useTranslate, type Identifier } from 'react-admin'
import type { RequestEvent } from '../../server/core/request.ts'
import { useEvents } from '../client.ts'
import { When } from '../fields.tsx'
import { Fault, Panel, Waiting } from '../page.tsx'
import { ExecutionDetails } from '../runbook/details.tsx'

// What of an event's details people wrote, and so want to read.
const written = ['disposition', 'reason', 'report', 'notification'] as const

export function HistoryPanel({ id }: { id: Identifier }) {
  const t = useTranslate()
  const { data, error, isPending, refetch } = useEvents(id)
  return (
    <Panel title={t('alih.requests.history')}>
      {isPending && <Waiting lines={4} />}
      {error && <Fault error={error} retry={refetch} />}
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {data?.toReversed().map((event) => (
          <EventLine key={event.id} event={event} />
        ))}
      </Box>
    </Panel>
  )
}

function EventLine({ event }: { event: RequestEvent }) {
  const t = useTranslate()
  const code = event.details['reasonCode']
  return (
    <Box
      component="li"
      sx={{
        position: 'relative',
        pl: 2.5,
        pb: 2,
        borderLeft: 2,
        borderColor: 'divider',
        ml: 0.75,
        '&:last-child': { pb: 0 },
        '&::before': {
          content: '""',
          position: 'absolute',
          left: -7,
          top: 4,
          width: 12,
          height: 12,
          borderRadius: '50%',
          backgroundColor: 'primary.main',
          border: 2,
          borderColor: 'background.paper',
          boxSizing: 'border-box',
        },
      }}
    >
      <Box sx={{ fontSize: '.9rem', lineHeight: 1.4 }}>
        <strong>{event.actorName}</strong> {t(`alih.events.${event.action}`)}
      </Box>
      <Box sx={{ fontSize: '.78rem', color: 'text.secondary' }}>
        {t(`alih.roles.${event.actorRole}`)} · <When at={event.at} />
      </Box>
      <ExecutionDetails details={event.details} />
      {typeof code === 'string' && (
        <Box sx={{ fontSize: '.85rem', fontWeight: 600, mt: 0.5 }}>
          {t(`alih.reason_codes.${code}`, { _: code })}
        </Box>
      )}
      {written.map((field) => {
        const text = event.details[field]
        return typeof text === 'string' && <Quote key={field} text={text} />
      })}
    </Box>
  )
}

const Quote = ({ text }: { text: string }) => (
  <Box
    component="blockquote"
    sx={{
      m: 0,
      mt: 0.75,
      px: 1.5,
      py: 1,
      borderRadius: 1,
      backgroundColor: 'background.default',
      fontSize: '.875rem',
      whiteSpace: 'pre-wrap',
      overflowWrap: 'anywhere',
      maxHeight: 240,
      overflowY: 'auto',
    }}
  >
    {text}
  </Box>
)
