/** Who is told of what, as one table; when it may go, and when a failed try is made again. Pure. */
import { z } from 'zod'
import type { Role } from './access.ts'
import { actions, type Action, type State } from './lifecycle.ts'
import type { Language } from './verdict.ts'
import { addWorkSeconds, clockStart, workSecondsBetween, type Calendar } from './worktime.ts'

/** What can be told: every action, the clocks, the DNS, and the summaries of the day and of the month. */
export const noticeKinds = [
  ...actions,
  'due_soon',
  'late',
  'finding_opened',
  'finding_closed',
  'digest',
  'monthly_report',
] as const
export type NoticeKind =
  Action | 'due_soon' | 'late' | 'finding_opened' | 'finding_closed' | 'digest' | 'monthly_report'

/** Summaries are for people; everything else a program can be told too. */
export const hookKinds = noticeKinds.filter((kind) => kind !== 'digest' && kind !== 'monthly_report') as [
  NoticeKind,
  ...NoticeKind[],
]

export const channels = ['mail', 'webhook'] as const
export type Channel = (typeof channels)[number]

/**
 * `failed` is tried again by itself; `given_up` is not. `uncertain`: the process or the connection ended after the
 * message was handed over and before the answer, so only a person may send it again.
 */
export const deliveryStates = ['pending', 'sending', 'sent', 'failed', 'given_up', 'uncertain'] as const
export type DeliveryState = (typeof deliveryStates)[number]

/** What a person may ask to be sent again. */
export const resendable: readonly DeliveryState[] = ['failed', 'given_up', 'uncertain']

/** `digest`: the day's summary instead of single notices. `essential`: only what nobody can do without. */
export const noticeChoices = ['all', 'digest', 'essential'] as const
export type NoticeChoice = (typeof noticeChoices)[number]

export const languages = ['id', 'en'] as const satisfies readonly Language[]

/** How a person wants to be told. */
export const noticePreference = z.strictObject({
  language: z.enum(languages),
  notices: z.enum(noticeChoices),
})
export type NoticePreference = z.infer<typeof noticePreference>

/** `waiting`: whoever the step waits for, or waited for when it was withdrawn. `agency`: everybody of the agency. */
export type Audience = 'applicant' | 'head' | 'division_head' | 'assigned' | 'waiting' | 'agency' | 'team'

/** What is said; the texts are in `notice-text.ts`. */
export type Saying =
  | 'received'
  | 'to_decide'
  | 'approved'
  | 'to_assign'
  | 'returned'
  | 'rejected'
  | 'to_execute'
  | 'in_hand'
  | 'executed'
  | 'overridden'
  | 'held'
  | 'resumed'
  | 'to_receive'
  | 'archived'
  | 'rolled_back'
  | 'reopened'
  | 'withdrawn'
  | 'due_soon'
  | 'late'
  | 'finding_opened'
  | 'finding_closed'
  | 'monthly_report'

export type NoticeRule = {
  kind: Exclude<NoticeKind, 'digest'>
  to: Audience
  say: Saying
  /** A decision about one's own request, or work given to one by name: cannot be muted. */
  essential?: true
  /** Whoever did it is told too: a receipt. Nobody else hears of what they did themselves. */
  receipt?: true
}

// The first row by which a person is told of a kind decides what is said.
export const noticeRules: readonly NoticeRule[] = [
  { kind: 'submit', to: 'head', say: 'to_decide' },
  { kind: 'submit', to: 'applicant', say: 'received', receipt: true },
  { kind: 'approve', to: 'division_head', say: 'to_assign' },
  { kind: 'approve', to: 'applicant', say: 'approved', essential: true },
  { kind: 'return', to: 'applicant', say: 'returned', essential: true },
  { kind: 'reject', to: 'applicant', say: 'rejected', essential: true },
  { kind: 'assign', to: 'assigned', say: 'to_execute', essential: true },
  { kind: 'assign', to: 'applicant', say: 'in_hand' },
  { kind: 'execute', to: 'applicant', say: 'executed' },
  { kind: 'execute', to: 'division_head', say: 'executed' },
  { kind: 'override', to: 'assigned', say: 'overridden', essential: true },
  { kind: 'override', to: 'head', say: 'overridden' },
  { kind: 'hold', to: 'applicant', say: 'held', essential: true },
  { kind: 'hold', to: 'assigned', say: 'held' },
  { kind: 'hold', to: 'division_head', say: 'held' },
  { kind: 'resume', to: 'applicant', say: 'resumed' },
  { kind: 'resume', to: 'assigned', say: 'resumed' },
  { kind: 'resume', to: 'division_head', say: 'resumed' },
  { kind: 'report', to: 'division_head', say: 'to_receive' },
  { kind: 'receive', to: 'applicant', say: 'archived', essential: true },
  { kind: 'rollback', to: 'division_head', say: 'rolled_back' },
  { kind: 'rollback', to: 'applicant', say: 'rolled_back' },
  { kind: 'reopen', to: 'assigned', say: 'reopened', essential: true },
  { kind: 'reopen', to: 'applicant', say: 'reopened' },
  { kind: 'withdraw', to: 'waiting', say: 'withdrawn' },
  { kind: 'due_soon', to: 'waiting', say: 'due_soon' },
  { kind: 'late', to: 'waiting', say: 'late' },
  { kind: 'late', to: 'division_head', say: 'late' },
  { kind: 'finding_opened', to: 'team', say: 'finding_opened' },
  { kind: 'finding_opened', to: 'agency', say: 'finding_opened' },
  { kind: 'finding_closed', to: 'team', say: 'finding_closed' },
  { kind: 'finding_closed', to: 'agency', say: 'finding_closed' },
  { kind: 'monthly_report', to: 'division_head', say: 'monthly_report', essential: true },
]

/** Somebody who may be told something. */
export type Addressee = NoticePreference & {
  id: number
  name: string
  email: string
  role: Role
  agencyId: number | null
  /** Whom an acting officer stands in for today: both are told. */
  standsInFor?: { id: number; role: Role } | null
}

/** In which roles somebody works today, and as whom. */
export const hats = ({ id, role, standsInFor }: Addressee) => [
  { id, role },
  ...(standsInFor ? [standsInFor] : []),
]

/** What a notice is about, as far as it decides who is told. `waitsFor` is the role of the step in question. */
export type NoticeSubject = {
  agencyId: number
  applicantId: number | null
  assigneeIds: readonly number[]
  waitsFor: Role | null
}

/** Who is told of a kind, and what is said to each. `people` are the active ones. */
export function receiversOf(
  kind: NoticeKind,
  subject: NoticeSubject,
  people: readonly Addressee[],
  actorId: number | null,
): { person: Addressee; say: Saying }[] {
  const heard = new Map<number, { person: Addressee; say: Saying }>()
  for (const { kind: about, to, say, essential, receipt } of noticeRules) {
    if (about !== kind) continue
    for (const person of audienceOf(to, subject, people)) {
      const own = person.id === actorId && !receipt
      const muted = person.notices !== 'all' && !essential
      if (own || muted || heard.has(person.id) || !maySee(person, subject)) continue
      heard.set(person.id, { person, say })
    }
  }
  return [...heard.values()]
}

/** An applicant is told of the own agency's affairs alone. */
const maySee = ({ role, agencyId }: Addressee, subject: NoticeSubject) =>
  role !== 'applicant' || agencyId === subject.agencyId

function audienceOf(to: Audience, subject: NoticeSubject, people: readonly Addressee[]): Addressee[] {
  const wearing = (fits: (hat: { id: number; role: Role }) => boolean) =>
    people.filter((one) => hats(one).some(fits))
  const having = (role: Role) => wearing((hat) => hat.role === role)
  const agency = () => having('applicant').filter(({ agencyId }) => agencyId === subject.agencyId)
  const assigned = () => wearing(({ id, role }) => role === 'operator' && subject.assigneeIds.includes(id))
  switch (to) {
    case 'applicant': {
      // Whoever asked has left or moved: then the agency's others are told.
      const own = agency().filter(({ id }) => id === subject.applicantId)
      return own.length > 0 ? own : agency()
    }
    case 'agency':
      return agency()
    case 'team':
      return having('operator')
    case 'assigned':
      return assigned()
    case 'waiting':
      if (subject.waitsFor === 'operator') return assigned()
      return subject.waitsFor === null || subject.waitsFor === 'applicant' ? [] : having(subject.waitsFor)
    default:
      return having(to)
  }
}

/** Nobody at the department has seen a draft, so its withdrawal is nobody's news. */
export const isNews = (action: Action, from: State) =>
  action !== 'withdraw' || (from !== 'draft' && from !== 'returned')

/** Reminders and summaries belong to working hours: never on closed days, never at night. */
export const inOfficeHours = (kind: NoticeKind) => kind === 'due_soon' || kind === 'late' || kind === 'digest'

const WARN_SHARE = 0.75

/** When a running step's reminders are due; both lie in working hours. `warnAt` takes the place of three quarters. */
export function noticeTimes(
  { stepStartedAt, dueAt, warnAt }: { stepStartedAt: string; dueAt: string; warnAt?: string | null },
  calendar: Calendar,
): { soon: Date; late: Date } {
  const due = new Date(dueAt)
  const start = clockStart(new Date(stepStartedAt), calendar)
  const share = Math.floor(workSecondsBetween(start, due, calendar) * WARN_SHARE)
  const soon = warnAt ? new Date(warnAt) : addWorkSeconds(start, share, calendar)
  return { soon: clockStart(soon, calendar), late: clockStart(new Date(due.getTime() + 1), calendar) }
}

const MAX_TRIES = 10
const FIRST_MINUTES = 1
const MOST_MINUTES = 360
const JITTER = 0.25

/** When to try again after the `attempts`th try failed; null when that was the last. `chance` is in [0, 1). */
export function nextTry(attempts: number, at: Date, chance: number): Date | null {
  if (attempts >= MAX_TRIES) return null
  const minutes = Math.min(FIRST_MINUTES * 2 ** (attempts - 1), MOST_MINUTES)
  return new Date(at.getTime() + minutes * 60_000 * (1 - JITTER + 2 * JITTER * chance))
}

/** A delivery as the API gives it: to whom, what, and how far it came. */
export type Delivery = {
  id: number
  channel: Channel
  kind: NoticeKind
  requestId: number | null
  personId: number | null
  webhookId: number | null
  name: string
  address: string
  subject: string
  messageId: string
  state: DeliveryState
  attempts: number
  nextAttemptAt: string | null
  lastError: string | null
  createdAt: string
  sentAt: string | null
}
export type DeliverySummary = { mail: boolean; counts: Record<DeliveryState, number> }

/** A program that is told too. Its secret is shown once, when it is made. */
export const webhookInput = z.strictObject({
  name: z.string().trim().min(1).max(120),
  url: z
    .string()
    .trim()
    .max(1000)
    .refine((text) => isHookUrl(text), { error: 'HOOK_URL' }),
  /** Empty for all. */
  events: z.array(z.enum(hookKinds)).max(hookKinds.length).default([]),
  active: z.boolean().default(true),
})
export type WebhookInput = z.infer<typeof webhookInput>
export type Webhook = WebhookInput & { id: number; createdAt: string; secret?: string }

function isHookUrl(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return false
  const { username, password, hash } = new URL(text)
  return username === '' && password === '' && hash === ''
}
