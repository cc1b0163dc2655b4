/** One request in a month, folded from its history. Pure. */
import { stepOf, transitionOf, transitions, type Action, type State } from '../lifecycle.ts'
import type { ProofQuality, RegisteredState, ReportLine, SiteKind, StepRun } from '../report.ts'
import type { RequestEvent } from '../request.ts'
import type { Calendar } from '../worktime.ts'
import { noCounts } from './counts.ts'
import { badSeconds, type Seen } from './health.ts'
import type { ReportWindow } from './month.ts'
import { runOf, type OpenRun } from './run.ts'

export type ReportEvent = Pick<RequestEvent, 'seq' | 'action' | 'at' | 'details'>

/** What a line is made of. Events and looks come in any order; those after the month do not count. */
export type RequestHistory = {
  id: number
  number: string | null
  agencyId: number
  agency: string
  /** File name of the letter of request. */
  letter: string | null
  events: readonly ReportEvent[]
  /** Looks at the new name's site; needed where the month has an execution. */
  looks: readonly Seen[]
}

type Names = { kind: SiteKind; oldName: string; newName: string }

/** Where a request stands while its history is told. */
type Tale = {
  state: State
  names: Names
  submittedAt: string | null
  decidedAt: string | null
  approvedAt: string | null
  assignedAt: string | null
  executedAt: string | null
  archivedAt: string | null
  run: OpenRun | null
  executions: number
  isOverridden: boolean
  first: { at: string; isOverridden: boolean; isUndone: boolean } | null
  papers: Record<string, string>
}

const closedStates: readonly State[] = ['archived', 'rejected', 'withdrawn']
const isOpen = ({ submittedAt, state }: Tale) => submittedAt !== null && !closedStates.includes(state)

/** What ends a step without being its outcome. */
const breaksOff = (action: Action) => action === 'rollback' || action === 'withdraw'
const isAction = (action: RequestEvent['action']): action is Action =>
  transitions.some((row) => row.action === action)

type Proof = Pick<ProofQuality, 'executions' | 'rightFirstTime' | 'overridden' | 'reopened' | 'rolledBack'>

/** The request's line; null where the month knows nothing of it. */
export function lineOf(history: RequestHistory, window: ReportWindow, calendar: Calendar): ReportLine | null {
  const events = history.events.filter(({ at }) => at < window.to).toSorted((a, b) => a.seq - b.seq)
  const tale = begin()
  const counts = noCounts()
  const proof: Proof = { executions: 0, rightFirstTime: 0, overridden: 0, reopened: 0, rolledBack: 0 }
  const runs: StepRun[] = []
  const isWithin = (at: string | null) => at !== null && at >= window.from
  const earlier = events.filter(({ at }) => !isWithin(at))
  for (const event of earlier) tell(tale, event)
  if (isOpen(tale)) counts.carriedOver = 1
  for (const event of events.slice(earlier.length)) {
    const { action, at } = event
    count(tale, event, counts, proof)
    const { run } = tale
    if (run && isAction(action) && !transitionOf(action).clock && !breaksOff(action))
      runs.push(runOf(run, at, at, calendar))
    tell(tale, event)
  }
  if (isOpen(tale)) counts.open = 1
  if (Object.values(counts).every((one) => one === 0)) return null
  if (tale.run && isOpen(tale)) runs.push(runOf(tale.run, null, window.asOf, calendar))
  const { first, state, submittedAt, decidedAt, assignedAt, executedAt, archivedAt } = tale
  if (first && isWithin(first.at) && !first.isOverridden && !first.isUndone) proof.rightFirstTime = 1
  const { id, number, agencyId, agency } = history
  const subject = { requestId: id, number, agencyId, agency, ...tale.names }
  return {
    ...subject,
    state: state as RegisteredState,
    submittedAt: submittedAt!,
    decidedAt,
    assignedAt,
    executedAt,
    archivedAt,
    counts,
    runs,
    proof,
    rename: isWithin(executedAt) ? { ...subject, ...renameOf(tale, history, window) } : null,
  }
}

const begin = (): Tale => ({
  state: 'draft',
  names: { kind: 'website', oldName: '', newName: '' },
  submittedAt: null,
  decidedAt: null,
  approvedAt: null,
  assignedAt: null,
  executedAt: null,
  archivedAt: null,
  run: null,
  executions: 0,
  isOverridden: false,
  first: null,
  papers: {},
})

// What an event adds to the month. `tale` is as it stood before.
function count(tale: Tale, { action, details }: ReportEvent, counts: ReportLine['counts'], proof: Proof) {
  switch (action) {
    case 'submit':
      counts[tale.submittedAt === null ? 'received' : 'resubmitted'] += 1
      break
    case 'return':
      counts.returned += 1
      break
    case 'reject':
      counts.rejected += 1
      break
    case 'withdraw':
      if (tale.submittedAt !== null) counts.withdrawn += 1
      break
    case 'execute':
      proof.executions += 1
      if ('override' in details) proof.overridden += 1
      break
    case 'receive':
      counts.finished += 1
      break
    case 'rollback':
      if (tale.executedAt !== null) proof.rolledBack += 1
      break
    case 'reopen':
      counts.reopened += 1
      proof.reopened += 1
      break
    default:
  }
}

// Carries the tale on by one event.
function tell(tale: Tale, { action, at, details }: ReportEvent): void {
  if (action === 'create' || action === 'edit') {
    const { kind, oldName, newName } = details as Names
    tale.names = { kind, oldName, newName }
    if (action === 'create') tale.run = { step: 1, startedAt: at, pauses: [] }
  }
  if (!isAction(action)) return
  for (const { kind, number } of papersIn(details)) tale.papers[kind] = number
  const { clock, to } = transitionOf(action)
  if (clock === 'pause') tale.run?.pauses.push({ from: at, to: null })
  if (clock === 'resume') for (const pause of tale.run?.pauses ?? []) pause.to ??= at
  if (clock) return
  tale.state = to
  const step = stepOf(to)?.step
  tale.run = step ? { step, startedAt: at, pauses: [] } : null
  date(tale, action, at, details)
}

function date(tale: Tale, action: Action, at: string, details: ReportEvent['details']): void {
  switch (action) {
    case 'submit':
      tale.submittedAt ??= at
      tale.decidedAt = null
      break
    case 'approve':
      tale.approvedAt = at
      tale.decidedAt = at
      break
    case 'return':
    case 'reject':
      tale.decidedAt = at
      break
    case 'assign':
      tale.assignedAt = at
      break
    case 'execute':
      tale.executedAt = at
      tale.executions += 1
      tale.isOverridden = 'override' in details
      tale.first ??= { at, isOverridden: tale.isOverridden, isUndone: false }
      break
    case 'receive':
      tale.archivedAt = at
      break
    case 'rollback':
      if (tale.first && tale.executedAt !== null) tale.first.isUndone = true
      tale.assignedAt = null
      tale.executedAt = null
      break
    case 'reopen':
      if (tale.first) tale.first.isUndone = true
      tale.archivedAt = null
      break
    default:
  }
}

type Issued = { kind: string; number: string | null }
const papersIn = ({ documents }: ReportEvent['details']) =>
  ((documents ?? []) as Issued[]).flatMap(({ kind, number }) => (number === null ? [] : [{ kind, number }]))

function renameOf(tale: Tale, { letter, looks }: RequestHistory, { asOf }: ReportWindow) {
  const { submittedAt, approvedAt, executedAt, archivedAt, papers, isOverridden, executions } = tale
  return {
    submittedAt: submittedAt!,
    approvedAt,
    executedAt: executedAt!,
    archivedAt,
    papers: {
      letter,
      disposition: papers['disposition'] ?? null,
      assignment: papers['assignment'] ?? null,
      report: papers['report'] ?? null,
      notification: papers['notification'] ?? null,
    },
    isOverridden,
    isRepeated: executions > 1,
    wrongSeconds: badSeconds(looks, executedAt!, asOf),
  }
}
