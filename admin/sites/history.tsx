/** What is told of a name, the newest first: who wrote it down and why it changed, its renames, how it stood, its rest. */
import Box from '@mui/material/Box'
import { useLocaleState, useTranslate } from 'react-admin'
import type { SiteHistoryLine } from '../../server/core/site-history.ts'
import { useSiteHistory } from '../client.ts'
import { Rename, StatusTag, When } from '../fields.tsx'
import { RecordLink } from '../link.tsx'
import { Fault, Panel, Waiting } from '../page.tsx'
import { formatDay } from '../time.ts'
import { InputChanges } from './changes.tsx'

export function SiteHistoryPanel({ id }: { id: number }) {
  const t = useTranslate()
  const { data, error, isPending, refetch } = useSiteHistory(id)
  return (
    <Panel title={t('alih.site_history.title')}>
      {isPending && <Waiting lines={4} />}
      {error && <Fault error={error} retry={refetch} />}
      {data?.lines.length === 0 && t('alih.site_history.none')}
      <Box
        component="ol"
        sx={{ listStyle: 'none', m: 0, p: 0, maxHeight: 640, overflowY: 'auto' }}
        tabIndex={0}
      >
        {data?.lines.map((line, at) => (
          <Box component="li" key={at} sx={place}>
            <Line line={line} />
          </Box>
        ))}
      </Box>
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
    <>
      <Box sx={said}>
        <strong>{actorName}</strong> {t(`alih.register_actions.${action}`)}
      </Box>
      <Box sx={aside}>
        {who} · <When at={at} />
      </Box>
      <InputChanges withName={'hostname' in before} input={after} was={before} />
    </>
  )
}

function Renamed({ line }: Of<'rename'>) {
  const t = useTranslate()
  const { action, actorName, actorRole, at, requestId, number, reason } = line
  return (
    <>
      <Box sx={said}>
        <strong>{actorName}</strong> {t(`alih.told_actions.${action}`)}
      </Box>
      <Box sx={aside}>
        {t(`alih.roles.${actorRole}`)} · <When at={at} />
      </Box>
      <Box sx={{ fontSize: '.85rem', mt: 0.5 }}>
        <RecordLink resource="requests" id={requestId}>
          {number ? t('alih.site_history.request', { number }) : t('alih.site_history.draft')}
        </RecordLink>
        <Box>
          <Rename request={line} />
        </Box>
        {reason && (
          <Box component="blockquote" sx={quote}>
            {reason}
          </Box>
        )}
      </Box>
    </>
  )
}

function Stood({ line: { status, before, at } }: Of<'status'>) {
  const t = useTranslate()
  const word = (one: string) => t(`alih.statuses.${one}`)
  return (
    <>
      <Box sx={{ ...said, display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <StatusTag status={status} />
        {before === null
          ? t('alih.site_history.first', { status: word(status) })
          : t('alih.site_history.became', { before: word(before), status: word(status) })}
      </Box>
      <Box sx={aside}>
        <When at={at} />
      </Box>
    </>
  )
}

function Rested({ line: { until, at } }: Of<'rest'>) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  return (
    <>
      <Box sx={said}>{t('alih.site_history.rests', { day: formatDay(until, locale) })}</Box>
      <Box sx={aside}>
        <When at={at} />
      </Box>
    </>
  )
}

const said = { fontSize: '.9rem', lineHeight: 1.4 } as const
const aside = { fontSize: '.78rem', color: 'text.secondary' } as const
const quote = {
  m: 0,
  mt: 0.5,
  px: 1.5,
  py: 0.75,
  borderRadius: 1,
  backgroundColor: 'background.default',
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
} as const
const place = {
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
} as const
