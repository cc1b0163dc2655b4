/** What happened, by whom, the newest first. */
import Box from '@mui/material/Box'
import { useLocaleState, useTranslate, type Identifier } from 'react-admin'
import type { CalendarChange } from '../../server/core/holiday.ts'
import { formatRecords } from '../../server/core/records.ts'
import type { Mark, RequestEvent } from '../../server/core/request.ts'
import { useEvents } from '../client.ts'
import { When } from '../fields.tsx'
import { Fault, Panel, Waiting } from '../page.tsx'
import { ExecutionDetails } from '../runbook/details.tsx'
import { formatDay } from '../time.ts'
import { Moment, Quote, TimeLine } from '../time-line.tsx'
import { MarkList } from './marks.tsx'

// What of an event's details people wrote, and so want to read.
const written = ['disposition', 'reason', 'report', 'notification'] as const

export function HistoryPanel({ id }: { id: Identifier }) {
  const t = useTranslate()
  const { data, error, isPending, refetch } = useEvents(id)
  return (
    <Panel title={t('alih.requests.history')}>
      {isPending && <Waiting lines={4} />}
      {error && <Fault error={error} retry={refetch} />}
      <TimeLine>
        {data?.toReversed().map((event) => (
          <EventLine key={event.id} event={event} />
        ))}
      </TimeLine>
    </Panel>
  )
}

function EventLine({ event }: { event: RequestEvent }) {
  const t = useTranslate()
  const code = event.details['reasonCode']
  return (
    <Moment
      said={
        <>
          <strong>{event.actorName}</strong> {t(`alih.events.${event.action}`)}
        </>
      }
      aside={
        <>
          <Capacity event={event} /> · <When at={event.at} />
        </>
      }
    >
      <ExecutionDetails details={event.details} />
      {typeof code === 'string' && (
        <Box sx={{ fontSize: '.85rem', fontWeight: 600, mt: 0.5 }}>
          {t(`alih.reason_codes.${code}`, { _: code })}
        </Box>
      )}
      {event.action === 'recompute' && <Recomputed details={event.details} />}
      {written.map((field) => {
        const text = event.details[field]
        return (
          typeof text === 'string' &&
          !(field === 'reason' && isInput(event)) && <Quote key={field}>{text}</Quote>
        )
      })}
      {Array.isArray(event.details['fields']) && (
        <Box sx={{ fontSize: '.85rem' }}>
          <MarkList marks={event.details['fields'] as Mark[]} />
        </Box>
      )}
      <Changes event={event} />
    </Moment>
  )
}

type Moved = { dueAt?: { from: string; to: string | null }; change?: CalendarChange }

/** The due time before and after, and what of the calendar moved it. */
function Recomputed({ details }: { details: Moved }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const { dueAt, change } = details
  const days = (list: readonly string[]) => list.map((day) => formatDay(day, locale)).join(', ')
  const because = (what: CalendarChange) => {
    switch (what.what) {
      case 'hours':
        return t('alih.recompute.hours')
      case 'imported':
        return t('alih.recompute.imported', { days: days([...what.added, ...what.changed]) })
      default:
        return t(`alih.recompute.${what.what}`, { day: formatDay(what.heldOn, locale), name: what.name })
    }
  }
  return (
    <Box sx={{ fontSize: '.85rem', mt: 0.5 }}>
      {dueAt && (
        <Box sx={{ fontWeight: 600 }}>
          <s>
            <When at={dueAt.from} />
          </s>{' '}
          → <When at={dueAt.to} />
        </Box>
      )}
      {change && <Box sx={{ color: 'text.secondary' }}>{because(change)}</Box>}
    </Box>
  )
}

// What these were given is the request itself: its reason is no reason of theirs.
const isInput = ({ action }: RequestEvent) => action === 'create' || action === 'edit'

/** In which role somebody acted, and for whom. */
function Capacity({ event: { actorRole, onBehalfOf } }: { event: RequestEvent }) {
  const t = useTranslate()
  const role = t(`alih.roles.${actorRole}`)
  if (!onBehalfOf) return <>{role}</>
  return (
    <>
      {t(`alih.acting.titles.${onBehalfOf.title}`)} {role},{' '}
      {t('alih.acting.on_behalf', { name: onBehalfOf.name })}
    </>
  )
}

const inputs = ['kind', 'oldName', 'newName', 'records', 'want', 'redirectUntil', 'reason'] as const

/** What of the request's inputs became another: the old value struck out, the new one below it. */
function Changes({ event: { action, before = {}, after = {} } }: { event: RequestEvent }) {
  const t = useTranslate()
  const changed = action === 'create' ? [] : inputs.filter((field) => field in after)
  if (changed.length === 0) return null
  return (
    <Box component="dl" sx={{ m: 0, mt: 0.75, fontSize: '.85rem', display: 'grid', rowGap: 0.75 }}>
      {changed.map((field) => (
        <Box key={field} sx={{ overflowWrap: 'anywhere' }}>
          <Box component="dt" sx={{ fontSize: '.78rem', color: 'text.secondary' }}>
            {t(`resources.requests.fields.${field}`)}
          </Box>
          <Box component="dd" sx={{ m: 0 }}>
            <Box component="del" aria-label={t('alih.marks.before')} sx={{ color: 'text.secondary' }}>
              <Value field={field} value={before[field]} />
            </Box>
          </Box>
          <Box component="dd" sx={{ m: 0 }}>
            <Box
              component="ins"
              aria-label={t('alih.marks.after')}
              sx={{ textDecoration: 'none', fontWeight: 600 }}
            >
              <Value field={field} value={after[field]} />
            </Box>
          </Box>
        </Box>
      ))}
    </Box>
  )
}

function Value({ field, value }: { field: (typeof inputs)[number]; value: unknown }) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  if (value === null || value === undefined) return <>–</>
  if (field === 'records') return <>{formatRecords(value)}</>
  const text = value as string
  if (field === 'kind') return <>{t(`alih.kinds.${text}`)}</>
  if (field === 'want') return <>{t(`alih.wants.${text}`)}</>
  return <>{field === 'redirectUntil' ? formatDay(text, locale) : text}</>
}
