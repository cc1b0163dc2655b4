/** Moving a request: what is allowed, and what a move changes. The only reader of the transition table. Pure. */
import type { Actor, Role } from './access.ts'
import { assigneeOf, hatsOf, isWorkOf } from './acting.ts'
import {
  runbookSteps,
  states,
  stepOf,
  transitionOf,
  transitions,
  type Action,
  type Need,
  type State,
} from './lifecycle.ts'
import { refuse, type Refusal } from './refusal.ts'
import type { ActionInput, RenameRequest } from './request.ts'
import { proves, type Text, type Verdict, type VerdictFinding } from './verdict.ts'
import { dueAt, workSecondsUsed, type Calendar, type Pause } from './worktime.ts'

/** What of a request decides which actions apply. */
export type Standing = Pick<RenameRequest, 'state' | 'agencyId' | 'assigneeIds' | 'heldAt'>

/** Facts that the guards need, gathered by the server before it asks. */
export type Evidence = {
  letter: boolean
  /** Intake conditions marked stop. */
  intakeStops: readonly (VerdictFinding & { field?: string })[]
  /** A look made for this action; null when the action needs none. */
  proof: Pick<Verdict, 'status' | 'findings'> | null
  overridden: boolean
  /** Ids of people who are operators and active. */
  operatorIds: ReadonlySet<number>
}

/** What a move changes. `pauses` are those of the step in hand. */
export type Change = {
  state: State
  stepStartedAt: string | null
  heldAt: string | null
  dueAt: string | null
  pauses: Pause[]
  assigneeIds: number[]
  /** Working seconds that the step took, pauses left out; null where the step goes on. */
  usedSeconds: number | null
}

/** The actions that this person may try now. */
export function allowedActions(request: Standing, actor: Actor): Action[] {
  return transitions
    .map(({ action }) => action)
    .filter((action) => refusalOf(request, actor, action) === null)
}

/** Why this person may not try an action now; null when they may. Ownership is looked at before the state. */
export function refusalOf(request: Standing, actor: Actor, action: Action): Refusal | null {
  const refusals = hatsOf(actor).map((hat) => refusalAs(request, hat, action))
  if (refusals.includes(null)) return null
  // Of two refusals, the one that says more than that the role is another's.
  return refusals.findLast((refusal) => refusal!.refused !== 'not_allowed') ?? refusals[0]!
}

/** The actor in the role in which they take this action: their own where it allows it, else the one they stand in for. */
export function inRoleFor(request: Standing, actor: Actor, action: Action): Actor {
  const hats = hatsOf(actor)
  return hats.find((hat) => refusalAs(request, hat, action) === null) ?? hats[0]!
}

function refusalAs(request: Standing, actor: Actor, action: Action): Refusal | null {
  const row = transitionOf(action)
  if (!row.roles.includes(actor.role)) return refuse('not_allowed')
  if (actor.role === 'applicant' && actor.agencyId !== request.agencyId) return refuse('not_your_agency')
  if (!row.from.includes(request.state)) return refuse('not_actionable')
  if (row.needs.includes('assigned_to_me') && !request.assigneeIds.includes(assigneeOf(actor)))
    return refuse('not_assigned_to_you')
  if (row.needs.includes('not_my_work') && isWorkOf(actor, request.assigneeIds)) return refuse('own_work')
  const held = request.heldAt !== null
  // While a request is on hold its clock stands still, so it cannot be carried out; resume first.
  if (held ? action === 'hold' || action === 'execute' : action === 'resume') return refuse('not_actionable')
  return null
}

/** Carries out one action on paper: the change to save, or the refusal to give. */
export function advance(
  request: Standing & { stepStartedAt: string | null; pauses: readonly Pause[] },
  action: Action,
  actor: Actor,
  input: ActionInput,
  evidence: Evidence,
  now: Date,
  calendar: Calendar,
): Change | Refusal {
  const row = transitionOf(action)
  const refusal = refusalOf(request, actor, action) ?? firstUnmet(row.needs, input, evidence)
  if (refusal) return refusal
  const assigneeIds = action === 'assign' ? input.assigneeIds! : [...request.assigneeIds]
  if (row.clock) return { ...sameStep(request, row.clock, now, calendar), assigneeIds }
  const next = stepOf(row.to)
  const end = closed(request.pauses, now)
  return {
    state: row.to,
    stepStartedAt: next ? now.toISOString() : null,
    heldAt: null,
    dueAt: next?.allowance ? dueAt(now, next.allowance, calendar)!.toISOString() : null,
    pauses: [],
    assigneeIds: row.to === 'approved' ? [] : assigneeIds,
    usedSeconds: request.stepStartedAt
      ? workSecondsUsed(new Date(request.stepStartedAt), now, end, calendar)
      : null,
  }
}

type SameStep = Omit<Change, 'assigneeIds'>

function sameStep(
  request: Standing & { stepStartedAt: string | null; pauses: readonly Pause[] },
  clock: 'pause' | 'resume' | 'keep',
  now: Date,
  calendar: Calendar,
): SameStep {
  const at = now.toISOString()
  const pauses =
    clock === 'pause'
      ? [...request.pauses, { from: at, to: null }]
      : clock === 'resume'
        ? closed(request.pauses, now)
        : [...request.pauses]
  const allowance = stepOf(request.state)?.allowance
  const due =
    allowance && request.stepStartedAt
      ? dueAt(new Date(request.stepStartedAt), allowance, calendar, pauses)
      : null
  return {
    state: request.state,
    stepStartedAt: request.stepStartedAt,
    heldAt: clock === 'pause' ? at : clock === 'resume' ? null : request.heldAt,
    dueAt: due?.toISOString() ?? null,
    pauses,
    usedSeconds: null,
  }
}

const closed = (pauses: readonly Pause[], now: Date): Pause[] =>
  pauses.map((pause) => (pause.to === null ? { ...pause, to: now.toISOString() } : pause))

function firstUnmet(needed: readonly Need[], input: ActionInput, evidence: Evidence): Refusal | null {
  for (const need of needed) {
    const refusal = guards[need](input, evidence)
    if (refusal) return refusal
  }
  return null
}

const required = { id: 'wajib diisi', en: 'required' }
const text =
  (field: 'disposition' | 'reasonCode' | 'reason' | 'report' | 'notification') => (input: ActionInput) =>
    input[field] ? null : refuse('invalid', { [field]: required })

// The guards of the table's needs. Ownership is judged by `refusalOf`, because buttons depend on it too.
const guards: Record<Need, (input: ActionInput, evidence: Evidence) => Refusal | null> = {
  own_agency: () => null,
  assigned_to_me: () => null,
  not_my_work: () => null,
  letter: (_, { letter }) => (letter ? null : refuse('letter_missing', { letter: required })),
  intake: (_, { intakeStops }) =>
    intakeStops.length === 0 ? null : refuse('stopped_at_intake', byField(intakeStops)),
  disposition: text('disposition'),
  reason_code: text('reasonCode'),
  reason: text('reason'),
  operators: ({ assigneeIds = [] }, { operatorIds }) =>
    assigneeIds.length > 0 && assigneeIds.every((id) => operatorIds.has(id))
      ? null
      : refuse('invalid', {
          assigneeIds: {
            id: 'pilih paling sedikit satu anggota Tim Pengelola yang aktif',
            en: 'choose at least one active operator',
          },
        }),
  runbook: ({ runbook = [] }) =>
    runbookSteps.every((step) => runbook.includes(step))
      ? null
      : refuse('runbook_open', { runbook: required }),
  proof: (_, { proof, overridden }) => {
    if (overridden || (proof && proves(proof))) return null
    if (!proof || proof.status === 'unknown') return refuse('proof_unknown')
    const stops = proof.findings.filter(({ stop }) => stop)
    return refuse('not_proved', stops.length === 0 ? undefined : { proof: joined(stops) })
  },
  report: text('report'),
  notification: text('notification'),
}

// Intake conditions about the old name, where the finding itself does not say its field.
const aboutOldName: readonly string[] = ['N10', 'N12']

function byField(stops: Evidence['intakeStops']): Record<string, Text> {
  const errors: Record<string, Text> = {}
  for (const stop of stops) {
    const field = stop.field ?? (aboutOldName.includes(stop.condition) ? 'oldName' : 'newName')
    const before = errors[field]
    errors[field] = before ? joined([{ message: before }, stop]) : stop.message
  }
  return errors
}

const joined = (stops: readonly Pick<VerdictFinding, 'message'>[]) => ({
  id: stops.map(({ message }) => message.id).join(' '),
  en: stops.map(({ message }) => message.en).join(' '),
})

/** The role that a state waits for: that of the step's own action. */
export function waitsFor(state: State): Role | null {
  if (!stepOf(state)) return null
  const row = transitions.find(({ from }) => (from as readonly State[]).includes(state))
  return row ? row.roles[0] : null
}

/** The states that wait for a role. */
export const statesWaitingFor = (role: Role): State[] => states.filter((state) => waitsFor(state) === role)
