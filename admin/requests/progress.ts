/** The six steps of one request as its history tells them: who had each, how long, and against which allowance. Pure. */
import type { Role } from '../../server/core/access.ts'
import { stepOf, steps, transitions, type State, type Step } from '../../server/core/lifecycle.ts'
import type { RenameRequest, RequestEvent } from '../../server/core/request.ts'
import {
  dueAt,
  workSecondsBetween,
  workSecondsUsed,
  type Allowance,
  type Calendar,
  type Pause,
} from '../../server/core/worktime.ts'

export type StepProgress = {
  step: Step
  /** Whose step it is. */
  role: Role
  allowance: Allowance | null
  standing: 'done' | 'current' | 'ahead' | 'stopped'
  startedAt: string | null
  endedAt: string | null
  actorName: string | null
  usedSeconds: number | null
  /** Working time for which its clock stood still. */
  pausedSeconds: number
  dueAt: string | null
  late: boolean
  /** When it was done before the request was reopened, if it is to be done again. */
  doneBeforeAt: string | null
}

type Subject = Pick<RenameRequest, 'state' | 'stepStartedAt' | 'dueAt' | 'heldAt'>

export function progressOf(
  request: Subject,
  events: readonly RequestEvent[],
  now: Date,
  calendar: Calendar,
): StepProgress[] {
  const here = stepOf(request.state)?.step ?? Infinity
  const reopening = reopeningOf(events)
  return steps.map(({ step, waitsIn, allowance }) => {
    const within = (state: State | null) => state !== null && (waitsIn as readonly State[]).includes(state)
    const start = events.findLast(({ fromState, toState }) => within(toState) && !within(fromState))
    const end =
      start &&
      events.find(({ seq, fromState, toState }) => seq > start.seq && within(fromState) && !within(toState))
    const current = within(request.state)
    const before = events.findLast(
      (event) => event.seq < (reopening?.seq ?? 0) && within(event.fromState) && !within(event.toState),
    )
    const base = { step, role: roleOf(waitsIn[0]), allowance, doneBeforeAt: null }
    // What lies beyond the step in hand was undone, if it ever was begun.
    if (!start || (!current && !end) || step > here)
      return {
        ...base,
        ...nothing,
        standing: isClosed(request.state) ? 'stopped' : 'ahead',
        doneBeforeAt: before?.at ?? null,
      }
    const went = end && isForward(end)
    const standing = current ? 'current' : went ? 'done' : isClosed(request.state) ? 'stopped' : 'ahead'
    const until = end ? new Date(end.at) : now
    const pauses = pausesOf(events, start.seq, end?.seq ?? Infinity)
    const fact = end && clockIn(end)
    // A step that has ended is judged by the due time it had then: no later change of the calendar makes it late.
    const due =
      instant(fact?.dueAt) ?? (allowance ? dueAt(new Date(start.at), allowance, calendar, pauses) : null)
    return {
      ...base,
      standing,
      startedAt: start.at,
      endedAt: end?.at ?? null,
      actorName: end?.actorName ?? null,
      usedSeconds: allowance
        ? (fact?.usedSeconds ?? workSecondsUsed(new Date(start.at), until, pauses, calendar))
        : null,
      pausedSeconds: pauses.reduce((sum, { from, to }) => {
        const end = to === null ? until : new Date(to)
        return sum + workSecondsBetween(new Date(from), end, calendar)
      }, 0),
      dueAt: current ? request.dueAt : (due?.toISOString() ?? null),
      late: allowance !== null && due !== null && until > due,
    }
  })
}

type ClockFact = { dueAt?: string | null; usedSeconds?: number | null }

const clockIn = ({ details }: RequestEvent) => details['clock'] as ClockFact | undefined
const instant = (iso: string | null | undefined) => (iso ? new Date(iso) : null)

/** The reopening from which the steps 4 to 6 are done once more; null when there was none, or it was taken back. */
export function reopeningOf(events: readonly RequestEvent[]): RequestEvent | null {
  const last = events.findLast(({ action }) => action === 'reopen' || action === 'rollback')
  return last?.action === 'reopen' ? last : null
}

/** A stretch in which the clock of step 4 stood still, and why. */
export type PauseFact = Pause & { by: string; reason: string | null }

/** Every pause of a request, the earliest first. */
export function pauseFacts(events: readonly RequestEvent[]): PauseFact[] {
  const pauses: PauseFact[] = []
  for (const { action, at, actorName, fromState, toState, details } of events) {
    const open = pauses.at(-1)
    const reason = typeof details['reason'] === 'string' ? details['reason'] : null
    if (action === 'hold') pauses.push({ from: at, to: null, by: actorName, reason })
    else if (open?.to === null && (action === 'resume' || fromState !== toState)) open.to = at
  }
  return pauses
}

const nothing = {
  startedAt: null,
  endedAt: null,
  actorName: null,
  usedSeconds: null,
  pausedSeconds: 0,
  dueAt: null,
  late: false,
}

const isClosed = (state: State) => state === 'rejected' || state === 'withdrawn'

const positions: readonly State[] = steps.flatMap(({ waitsIn }) => [...waitsIn])

/** A step that was sent back or stopped is not done. */
function isForward({ fromState, toState }: RequestEvent): boolean {
  if (toState === 'archived') return true
  return fromState !== null && positions.indexOf(toState) > positions.indexOf(fromState)
}

const roleOf = (state: State): Role =>
  transitions.find(({ from }) => (from as readonly State[]).includes(state))!.roles[0]

function pausesOf(events: readonly RequestEvent[], from: number, to: number): Pause[] {
  const pauses: Pause[] = []
  for (const { seq, action, at } of events) {
    if (seq <= from || seq > to) continue
    const open = pauses.at(-1)
    if (action === 'hold') pauses.push({ from: at, to: null })
    else if (open?.to === null && (action === 'resume' || seq === to)) open.to = at
  }
  return pauses
}
