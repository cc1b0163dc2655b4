/** How states, statuses, names and times look everywhere. `useNow` is the only reader of the clock. */
import AccessTimeIcon from '@mui/icons-material/AccessTime'
import ArchiveIcon from '@mui/icons-material/Inventory2Outlined'
import ArrowForwardIcon from '@mui/icons-material/ArrowForward'
import BlockIcon from '@mui/icons-material/Block'
import CheckCircleIcon from '@mui/icons-material/CheckCircleOutlined'
import EditNoteIcon from '@mui/icons-material/EditNote'
import ErrorIcon from '@mui/icons-material/ErrorOutlined'
import GroupsIcon from '@mui/icons-material/GroupsOutlined'
import HelpIcon from '@mui/icons-material/HelpOutlined'
import HistoryIcon from '@mui/icons-material/History'
import HourglassIcon from '@mui/icons-material/HourglassTop'
import PauseIcon from '@mui/icons-material/PauseCircleOutlined'
import SoonIcon from '@mui/icons-material/NotificationsActiveOutlined'
import SendIcon from '@mui/icons-material/SendOutlined'
import SummarizeIcon from '@mui/icons-material/SummarizeOutlined'
import TaskIcon from '@mui/icons-material/TaskAltOutlined'
import ThumbUpIcon from '@mui/icons-material/ThumbUpAltOutlined'
import UndoIcon from '@mui/icons-material/Undo'
import WarningIcon from '@mui/icons-material/WarningAmber'
import WrongLocationIcon from '@mui/icons-material/WrongLocationOutlined'
import Box from '@mui/material/Box'
import Tooltip from '@mui/material/Tooltip'
import { Fragment, useEffect, useState, type ElementType } from 'react'
import { useLocaleState, useTranslate } from 'react-admin'
import type { Level } from '../server/core/conditions/index.ts'
import { stepOf, type State } from '../server/core/lifecycle.ts'
import type { RenameRequest } from '../server/core/request.ts'
import type { Status } from '../server/core/verdict.ts'
import { workSecondsBetween } from '../server/core/worktime.ts'
import { useCalendar } from './calendar.ts'
import { Tag, visuallyHidden, type Tone } from './tag.tsx'
import { formatAgo, formatBrief, formatCountdown, formatInstant, formatShort } from './time.ts'

const NEAR_MS = 15 * 60_000

/** The current time, told again every half minute; around an instant that is waited for, every second. */
export function useNow(awaited: string | null = null): Date {
  const [now, setNow] = useState(() => new Date())
  const near = awaited !== null && Math.abs(Date.parse(awaited) - now.getTime()) < NEAR_MS
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), near ? 1000 : 30_000)
    return () => clearInterval(timer)
  }, [near])
  return now
}

type Look = { tone: Tone; icon: ElementType }

export const statusLooks: Record<Status, Look> = {
  broken: { tone: 'bad', icon: ErrorIcon },
  wrong: { tone: 'wrong', icon: WrongLocationIcon },
  stale: { tone: 'warn', icon: HistoryIcon },
  propagating: { tone: 'wait', icon: HourglassIcon },
  ok: { tone: 'good', icon: CheckCircleIcon },
  unknown: { tone: 'calm', icon: HelpIcon },
}

const stateLooks: Record<State, Look> = {
  draft: { tone: 'calm', icon: EditNoteIcon },
  returned: { tone: 'warn', icon: UndoIcon },
  submitted: { tone: 'wait', icon: SendIcon },
  approved: { tone: 'brand', icon: ThumbUpIcon },
  assigned: { tone: 'brand', icon: GroupsIcon },
  executed: { tone: 'brand', icon: TaskIcon },
  reported: { tone: 'brand', icon: SummarizeIcon },
  archived: { tone: 'good', icon: ArchiveIcon },
  rejected: { tone: 'bad', icon: BlockIcon },
  withdrawn: { tone: 'calm', icon: BlockIcon },
}

export const levelLooks: Record<Level, Look> = {
  pass: { tone: 'good', icon: CheckCircleIcon },
  info: { tone: 'wait', icon: HelpIcon },
  notice: { tone: 'wait', icon: HelpIcon },
  warning: { tone: 'warn', icon: WarningIcon },
  error: { tone: 'bad', icon: ErrorIcon },
  critical: { tone: 'bad', icon: ErrorIcon },
}

export function StateTag({ state, large = false }: { state: State; large?: boolean }) {
  const t = useTranslate()
  return (
    <Tag
      {...stateLooks[state]}
      large={large}
      label={t(`alih.states.${state}`)}
      hint={t(`alih.next.${state}`)}
    />
  )
}

export function StatusTag({ status, large = false }: { status: Status | null; large?: boolean }) {
  const t = useTranslate()
  const known = status ?? 'unknown'
  return (
    <Tag
      {...statusLooks[known]}
      large={large}
      label={t(`alih.statuses.${known}`)}
      hint={t(`alih.status_hints.${known}`)}
    />
  )
}

/** What the DNS shows of a request's pair. Before the change there is nothing to be broken yet. */
export function PairStatusTag({ request }: { request: Pick<RenameRequest, 'status' | 'executedAt'> }) {
  const t = useTranslate()
  if (request.executedAt !== null) return request.status && <StatusTag status={request.status} />
  return (
    request.status && (
      <Tag
        tone="calm"
        icon={EditNoteIcon}
        label={t('alih.check.before')}
        hint={t('alih.check.before_hint')}
      />
    )
  )
}

export function LevelTag({ level }: { level: Level }) {
  return <Tag {...levelLooks[level]} label={useTranslate()(`alih.levels.${level}`)} />
}

/** How much of a name's zone is seen: all of it, what is left of one line, or nothing. It is always read aloud. */
type Zone = 'whole' | 'cut' | 'hidden'

type NameProps = { children: string; strong?: boolean; zone?: Zone }

/** A host name: breaks after dots only, so that it stays readable on a phone. Its own label leads, the zone steps back. */
export function Name({ children, strong = false, zone: asked = 'whole' }: NameProps) {
  const [own = '', ...zone] = children.split('.')
  const seen = asked === 'cut' && own.length > LONGEST_LINE ? 'whole' : asked
  return (
    <Box component="span" title={seen === 'whole' ? undefined : children} sx={nameLooks[seen]}>
      <Box component="span" sx={{ fontWeight: strong ? 650 : 'inherit' }}>
        {own}
      </Box>
      <Box
        component="span"
        sx={[strong && { color: 'text.secondary', fontWeight: 400 }, seen === 'hidden' && visuallyHidden]}
      >
        {zone.map((label, index) => (
          <span key={index}>
            .{seen !== 'cut' && <wbr />}
            {label}
          </span>
        ))}
      </Box>
    </Box>
  )
}

// In characters: a label that is longer may not fit into one line, and is broken rather than cut.
const LONGEST_LINE = 20
const nameLooks = {
  whole: { overflowWrap: 'break-word' },
  cut: { display: 'block', minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  hidden: { position: 'relative', minWidth: 0, overflowWrap: 'break-word' },
} as const

type RenameProps = { request: Record<'oldName' | 'newName', string>; zone?: Zone }

/** Old name, arrow, new name. A zone is only shortened where both names share it. */
export function Rename({ request: { oldName, newName }, zone = 'whole' }: RenameProps) {
  const seen = zoneOf(oldName) === zoneOf(newName) ? zone : 'whole'
  return (
    <Box component="span" sx={{ ...inLine, flexWrap: 'wrap' }}>
      <Box component="span" sx={{ ...inLine, color: 'text.secondary' }}>
        <Name zone={seen}>{oldName}</Name>
      </Box>
      <Box component="span" sx={inLine}>
        <ArrowForwardIcon sx={{ fontSize: 16, flexShrink: 0, color: 'primary.main' }} aria-label="→" />
        <Name strong zone={seen}>
          {newName}
        </Name>
      </Box>
    </Box>
  )
}

const zoneOf = (name: string) => name.slice(name.indexOf('.'))
const inLine = { display: 'inline-flex', alignItems: 'center', columnGap: 0.75, maxWidth: '100%' } as const

/** The number of a letter breaks after its slashes, if it must. */
export const LetterNumber = ({ children }: { children: string }) =>
  children.split('/').map((part, at) => (
    <Fragment key={at}>
      {at > 0 && (
        <>
          /<wbr />
        </>
      )}
      {part}
    </Fragment>
  ))

type WhenProps = { at: string | null; ago?: boolean; short?: boolean }

/** An instant; the whole of it is in the tooltip. */
export function When({ at, ago = false, short = false }: WhenProps) {
  const [locale] = useLocaleState()
  const t = useTranslate()
  const now = useNow()
  if (!at) return <>{t('alih.time.never')}</>
  const full = formatInstant(at, locale)
  const text = ago ? formatAgo(at, now, locale) : short ? formatShort(at, locale) : full
  return (
    <Tooltip title={full}>
      <time dateTime={at}>{text}</time>
    </Tooltip>
  )
}

type DueProps = {
  request: Pick<RenameRequest, 'state' | 'dueAt' | 'warnAt' | 'heldAt'>
  wrap?: boolean
  /** In abbreviations, where there is little room; they are read aloud in full. */
  brief?: boolean
}

/** Working time that is left, or by which the request is late: in words, with an icon. */
export function Due({ request, wrap = false, brief = false }: DueProps) {
  const t = useTranslate()
  const [locale] = useLocaleState()
  const now = useNow(request.dueAt)
  const calendar = useCalendar()
  if (request.heldAt) return <Tag tone="calm" icon={PauseIcon} label={t('alih.time.held')} />
  if (!request.dueAt)
    return (
      <Box component="span" sx={{ color: 'text.secondary' }}>
        –
      </Box>
    )
  const due = new Date(request.dueAt)
  const late = due < now
  const soon = !late && request.warnAt !== null && new Date(request.warnAt) <= now
  const seconds = late ? workSecondsBetween(due, now, calendar) : workSecondsBetween(now, due, calendar)
  // Since closing time no working time has run: it is late all the same.
  const isJustLate = late && seconds < 60
  const full = isJustLate
    ? t('alih.time.late_short')
    : t(late ? 'alih.time.late' : 'alih.time.left', { time: formatCountdown(seconds, t) })
  const text =
    !brief || isJustLate ? (
      full
    ) : (
      <Box component="span" sx={{ position: 'relative' }}>
        <span aria-hidden>
          {t(late ? 'alih.time_brief.late' : 'alih.time_brief.left', { time: formatBrief(seconds, t) })}
        </span>
        <Box component="span" sx={visuallyHidden}>
          {full}
        </Box>
      </Box>
    )
  const allowance = stepOf(request.state)?.allowance
  return (
    <Tag
      wrap={wrap || soon}
      tone={late ? 'bad' : soon ? 'warn' : 'calm'}
      icon={late ? WarningIcon : soon ? SoonIcon : AccessTimeIcon}
      label={
        soon ? (
          <>
            <strong>{t('alih.time.soon')}</strong> · {text}
          </>
        ) : (
          text
        )
      }
      hint={[
        t('alih.time.due', { time: formatInstant(request.dueAt, locale) }),
        ...(allowance && 'days' in allowance
          ? [t('alih.time.due_days', { smart_count: allowance.days })]
          : []),
      ].join('. ')}
    />
  )
}
