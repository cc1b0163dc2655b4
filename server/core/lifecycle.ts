/** The SOP as one table: server, admin, documents, reports, README and tests read it, and nothing repeats it. Pure data. */
import type { Role } from './access.ts'
import type { Allowance } from './worktime.ts'

/** Where a request can stand. Past participles. */
export const states = [
  'draft',
  'returned',
  'submitted',
  'approved',
  'assigned',
  'executed',
  'reported',
  'archived',
  'rejected',
  'withdrawn',
] as const
export type State = (typeof states)[number]

/** What must be there for an action. Each is checked by `advance`. */
export const needs = [
  'own_agency', // the actor's agency is the request's
  'assigned_to_me', // the actor is one of the assigned operators
  'not_my_work', // neither the actor nor whom they stand in for is one of the assigned operators
  'letter', // the request letter: PDF, or a scan as JPEG or PNG
  'intake', // no intake condition marked stop
  'disposition', // a disposition: the note that goes down with the decision
  'reason_code', // a coded reason
  'reason', // a reason in words
  'operators', // at least one operator
  'runbook', // every step of the runbook ticked
  'proof', // fresh authoritative proof, or a recorded override
  'report', // the activity report
  'notification', // the notification letter to the agency
] as const
export type Need = (typeof needs)[number]

/** The SOP's six steps. `waitsIn` is the state in which the step's clock runs. */
export const steps = [
  { step: 1, waitsIn: ['draft', 'returned'], allowance: null },
  { step: 2, waitsIn: ['submitted'], allowance: { days: 1 } },
  { step: 3, waitsIn: ['approved'], allowance: { seconds: 900 } },
  { step: 4, waitsIn: ['assigned'], allowance: { seconds: 14_400 } },
  { step: 5, waitsIn: ['executed'], allowance: { seconds: 3_600 } },
  { step: 6, waitsIn: ['reported'], allowance: { days: 1 } },
] as const satisfies readonly { step: number; waitsIn: readonly State[]; allowance: Allowance | null }[]
export type Step = (typeof steps)[number]['step']

type Row = {
  action: string
  from: readonly State[]
  to: State
  roles: readonly Role[]
  needs: readonly Need[]
  /** What the action does to the clock of the step in hand, where it stays in that step. */
  clock?: 'pause' | 'resume' | 'keep'
}

// One row per action. The order is the order in which buttons are shown.
export const transitions = [
  // Step 1: the agency sends its letter.
  {
    action: 'submit',
    from: ['draft', 'returned'],
    to: 'submitted',
    roles: ['applicant'],
    needs: ['own_agency', 'letter', 'intake'],
  },
  // Step 2: the head of department gives a disposition.
  { action: 'approve', from: ['submitted'], to: 'approved', roles: ['head'], needs: ['disposition'] },
  {
    action: 'return',
    from: ['submitted'],
    to: 'returned',
    roles: ['head'],
    needs: ['disposition', 'reason_code'],
  },
  {
    action: 'reject',
    from: ['submitted'],
    to: 'rejected',
    roles: ['head'],
    needs: ['disposition', 'reason_code'],
  },
  // Step 3: the division head assigns the team.
  { action: 'assign', from: ['approved'], to: 'assigned', roles: ['division_head'], needs: ['operators'] },
  // Step 4: the team carries it out. Only a division head may override a red proof (DESIGN, decision 3), and nobody
  // their own: an operator who acts for the division head would be the only one who looked.
  {
    action: 'execute',
    from: ['assigned'],
    to: 'executed',
    roles: ['operator'],
    needs: ['assigned_to_me', 'runbook', 'proof'],
  },
  {
    action: 'override',
    from: ['assigned'],
    to: 'assigned',
    roles: ['division_head'],
    needs: ['not_my_work', 'reason'],
    clock: 'keep',
  },
  {
    action: 'hold',
    from: ['assigned'],
    to: 'assigned',
    roles: ['operator', 'division_head'],
    needs: ['reason'],
    clock: 'pause',
  },
  {
    action: 'resume',
    from: ['assigned'],
    to: 'assigned',
    roles: ['operator', 'division_head'],
    needs: [],
    clock: 'resume',
  },
  // Step 5: the team reports.
  {
    action: 'report',
    from: ['executed'],
    to: 'reported',
    roles: ['operator'],
    needs: ['assigned_to_me', 'report'],
  },
  // Step 6: the division head receives the report; the agency is notified; the file is archived.
  {
    action: 'receive',
    from: ['reported'],
    to: 'archived',
    roles: ['division_head'],
    needs: ['notification'],
  },
  {
    action: 'rollback',
    from: ['assigned', 'executed', 'reported'],
    to: 'approved',
    roles: ['operator'],
    needs: ['assigned_to_me', 'reason'],
  },
  { action: 'reopen', from: ['archived'], to: 'assigned', roles: ['division_head'], needs: ['reason'] },
  {
    action: 'withdraw',
    from: ['draft', 'returned', 'submitted', 'approved', 'assigned'],
    to: 'withdrawn',
    roles: ['applicant'],
    needs: ['own_agency', 'reason'],
  },
] as const satisfies readonly Row[]

export type Transition = (typeof transitions)[number]
export type Action = Transition['action']
export const actions = transitions.map(({ action }) => action) as [Action, ...Action[]]

/** The row of an action, in the loose type that code reads fields from. */
export const transitionOf = (action: Action): Row & { action: Action } =>
  transitions.find((row) => row.action === action)!

/** The step whose clock runs in a state; null when none does. */
export function stepOf(state: State): (typeof steps)[number] | null {
  return steps.find(({ waitsIn }) => (waitsIn as readonly State[]).includes(state)) ?? null
}

/** Coded reasons for returning or rejecting. Codes are permanent. */
export const reasonCodes = [
  'letter_incomplete',
  'letter_unsigned',
  'name_unsuitable',
  'name_taken',
  'not_the_owner',
  'duplicate',
  'not_needed',
  'other',
] as const
export type ReasonCode = (typeof reasonCodes)[number]

/** What the operator ticks off in step 4, in this order. */
export const runbookSteps = [
  'note_old_records',
  'add_new_records',
  'move_site',
  'certificate',
  'redirect_old',
  'other_records',
] as const
export type RunbookStep = (typeof runbookSteps)[number]
