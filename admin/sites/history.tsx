/** What is told of a name, the newest first: who wrote it down and why it changed, its renames, how it stood, its rest. */
import Box from '@mui/material/Box'
import { useLocaleState, useTranslate } from 'react-admin'
import type { SiteHistoryLine } from '../../server/core/site-history.ts'
import { useSiteHistory } from '../client.ts'
import { Rename, StatusTag, When } from '../fields.tsx'
import { RecordLink } from '../link.tsx'
import { Fault, Panel, Waiting } from '../page.tsx'
import { formatDay } from '../time.ts'
import { Moment, Quote, TimeLine } from '../time-line.tsx'
import { InputChanges } from './changes.tsx'

export function SiteHistoryPanel({ id }: { id: number }) {
  const t = useTranslate()
  const { data, error, isPending, refetch } = useSiteHistory(id)
  return (
    <Panel title={t('alih.site_history.title')}>
      {isPending && <Waiting lines={4} />}
      {error && <Fault error={error} retry={refetch} />}
      {data?.lines.length === 0 && t('alih.site_history.none')}
      <TimeLine mostHigh={640}>
        {data?.lines.map((line, at) => (
          <Line key={at} line={line} />
        ))}
      </TimeLine>
    </Panel>
  )
}

function Line({ line }: { line: SiteHistoryLine }) {
  switch (line.what) {
    case 'register':
      return <Written line={line} />
    case 'rename':
      return <Renamed line={line} />
    case 'status':
      return <Stood line={line} />
    default:
      return <Rested line={line} />
  }
}

type Of<W extends SiteHistoryLine['what']> = { line: Extract<SiteHistoryLine, { what: W }> }

function Written({ line: { action, actorName, actorRole, at, before, after } }: Of<'register'>) {
  const t = useTranslate()
  // Nobody's name, and no role: the command line.
  const who = actorName === 'alih import' ? t('alih.site_history.command_line') : t(`alih.roles.${actorRole}`)
  return (
    <Moment
      said={
        <>
          <strong>{actorName}</strong> {t(`alih.register_actions.${action}`)}
        </>
      }
      aside={
        <>
          {who} · <When at={at} />
        </>
      }
    >
      <InputChanges withName={'hostname' in before} input={after} was={before} />
    </Moment>
  )
}

function Renamed({ line }: Of<'rename'>) {
  const t = useTranslate()
  const { action, actorName, actorRole, at, requestId, number, reason } = line
  return (
    <Moment
      said={
        <>
          <strong>{actorName}</strong> {t(`alih.told_actions.${action}`)}
        </>
      }
      aside={
        <>
          {t(`alih.roles.${actorRole}`)} · <When at={at} />
        </>
      }
    >
      <Box sx={{ fontSize: '.85rem', mt: 0.5 }}>
        <RecordLink resource="requests" id={requestId}>
          {number ? t('alih.site_history.request', { number }) : t('alih.site_history.draft')}
        </RecordLink>
        <Box>
          <Rename request={line} />
        </Box>
        {reason && <Quote>{reason}</Quote>}
      </Box>
    </Moment>
  )
}

function Stood({ line: { status, before, at } }: Of<'status'>) {
  const t = useTranslate()
  const word = (one: string) => t(`alih.statuses.${one}`)
  return (
    <Moment
      said={
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
          <StatusTag status={status} />
          {before === null
            ? t('alih.site_history.first', { status: word(status) })
            : t('alih.site_history.became', { before: word(before), status: word(status) })}
        </Box>
      }
      aside={<When at={at} />}
    />
  )
}

function Rested({ line: { until, at } }: Of<'rest'>) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  return (
    <Moment said={t('alih.site_history.rests', { day: formatDay(until, locale) })} aside={<When at={at} />} />
  )
}
