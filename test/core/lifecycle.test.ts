import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { roles, type Actor } from '../../server/core/access.ts'
import {
  advance,
  allowedActions,
  refusalOf,
  waitsFor,
  type Evidence,
  type Standing,
} from '../../server/core/advance.ts'
import { calendarOf } from '../../server/core/holiday.ts'
import {
  actions,
  runbookSteps,
  states,
  stepOf,
  steps,
  transitionOf,
  transitions,
} from '../../server/core/lifecycle.ts'
import { isRefusal, type Refusal } from '../../server/core/refusal.ts'
import type { ActionInput } from '../../server/core/request.ts'
import type { VerdictFinding } from '../../server/core/verdict.ts'
import { sopTable } from '../support/sop-table.ts'

const now = new Date('2026-11-23T01:00:00Z') // Monday 09:00 WITA
const calendar = calendarOf([])
// 7 is an operator, and assigned; the others are other people.
const actorOf = (role: Actor['role']): Actor => ({
  id: role === 'operator' ? 7 : 9,
  name: 'A',
  role,
  agencyId: role === 'applicant' ? 1 : null,
})
const standing = (
  changes: Partial<Standing> = {},
): Standing & { stepStartedAt: string | null; pauses: [] } => ({
  state: 'draft',
  agencyId: 1,
  assigneeIds: [7],
  heldAt: null,
  stepStartedAt: '2026-11-23T00:00:00.000Z',
  pauses: [],
  ...changes,
})
const finding = (condition: string, stop: boolean) =>
  ({ condition, stop, message: { id: 'm', en: 'm' } }) as VerdictFinding
const evidence: Evidence = {
  letter: true,
  intakeStops: [],
  proof: { status: 'ok', findings: [finding('A10', false)] },
  overridden: false,
  operatorIds: new Set([7]),
}
const input: ActionInput = {
  disposition: 'd',
  reasonCode: 'other',
  reason: 'r',
  assigneeIds: [7],
  runbook: [...runbookSteps],
  report: 'r',
  notification: 'n',
}

describe('every state × action × role is what the table says', () => {
  for (const state of states) {
    for (const action of actions) {
      test(`${action} in ${state}`, () => {
        const row = transitionOf(action)
        for (const role of roles) {
          const heldAt = action === 'resume' ? now.toISOString() : null
          const moved = advance(
            standing({ state, heldAt }),
            action,
            actorOf(role),
            input,
            evidence,
            now,
            calendar,
          )
          const allowed = row.roles.includes(role) && row.from.includes(state)
          expect(isRefusal(moved), role).toBe(!allowed)
          if (isRefusal(moved))
            expect(moved.refused).toBe(row.roles.includes(role) ? 'not_actionable' : 'not_allowed')
          else expect(moved.state).toBe(row.to)
          const offered = allowedActions(standing({ state, heldAt }), actorOf(role))
          expect(offered.includes(action), `${role} is offered it`).toBe(allowed)
        }
      })
    }
  }
})

describe('what an action needs', () => {
  const refused = (
    action: (typeof actions)[number],
    changes: {
      input?: ActionInput
      evidence?: Partial<Evidence>
      standing?: Partial<Standing>
      actor?: Partial<Actor>
    },
  ) => {
    const row = transitionOf(action)
    const request = standing({ state: row.from[0]!, ...changes.standing })
    const actor = { ...actorOf(row.roles[0]!), ...changes.actor }
    const moved = advance(
      request,
      action,
      actor,
      { ...input, ...changes.input },
      { ...evidence, ...changes.evidence },
      now,
      calendar,
    )
    return (moved as Refusal).refused
  }
  test('submit: the letter', () =>
    expect(refused('submit', { evidence: { letter: false } })).toBe('letter_missing'))
  test('submit: no intake condition that stops', () =>
    expect(refused('submit', { evidence: { intakeStops: [finding('N07', true)] } })).toBe(
      'stopped_at_intake',
    ))
  test('submit: the own agency', () =>
    expect(refused('submit', { actor: { agencyId: 2 } })).toBe('not_your_agency'))
  test('approve: a disposition', () =>
    expect(refused('approve', { input: { disposition: '' } })).toBe('invalid'))
  test('reject: a coded reason', () =>
    expect(refused('reject', { input: { reasonCode: '' } })).toBe('invalid'))
  test('assign: operators who are operators', () => {
    expect(refused('assign', { input: { assigneeIds: [] } })).toBe('invalid')
    expect(refused('assign', { input: { assigneeIds: [8] } })).toBe('invalid')
  })
  test('execute: by an assigned operator', () =>
    expect(refused('execute', { standing: { assigneeIds: [8] } })).toBe('not_assigned_to_you'))
  test('override: nobody overrides the proof of their own work', () =>
    expect(refused('override', { standing: { assigneeIds: [9] } })).toBe('own_work'))
  test('override: nor of the work of whom they stand in for', () => {
    const acting = { id: 7, name: 'B', role: 'operator', title: 'plh', toDay: '2026-11-23' } as const
    expect(refused('override', { actor: { acting } })).toBe('own_work')
    const onBehalfOf = { id: 8, name: 'B', title: 'plt' } as const
    expect(refused('override', { actor: { id: 7, onBehalfOf } })).toBe('own_work')
  })
  test('execute: the whole runbook', () =>
    expect(refused('execute', { input: { runbook: ['move_site'] } })).toBe('runbook_open'))
  test('execute: not while it is on hold', () =>
    expect(refused('execute', { standing: { heldAt: now.toISOString() } })).toBe('not_actionable'))
  test.each([
    ['no look at all', null, 'proof_unknown'],
    ['a look that could not tell', { status: 'unknown' as const, findings: [] }, 'proof_unknown'],
    ['a red look', { status: 'broken' as const, findings: [finding('A11', true)] }, 'not_proved'],
    [
      'right at some, yet something stops',
      { status: 'stale' as const, findings: [finding('A10', false), finding('A24', true)] },
      'not_proved',
    ],
    ['nothing that says it is right', { status: 'ok' as const, findings: [] }, 'not_proved'],
    [
      'the new name is right, the old one lingers',
      { status: 'stale' as const, findings: [finding('A10', false)] },
      undefined,
    ],
    [
      'caches still run out',
      { status: 'propagating' as const, findings: [finding('A10', false)] },
      undefined,
    ],
  ])('execute: proof — %s', (_, proof, code) =>
    expect(refused('execute', { evidence: { proof } })).toBe(code),
  )
  test('execute: an override stands in for proof', () =>
    expect(refused('execute', { evidence: { proof: null, overridden: true } })).toBeUndefined())
})

describe('the clocks', () => {
  const move = (
    state: (typeof states)[number],
    action: (typeof actions)[number],
    changes: Partial<ReturnType<typeof standing>> = {},
  ) => {
    const moved = advance(
      standing({ state, ...changes }),
      action,
      actorOf(transitionOf(action).roles[0]!),
      input,
      evidence,
      now,
      calendar,
    )
    if (isRefusal(moved)) throw new Error(moved.refused)
    return moved
  }
  test.each([
    ['draft', 'submit', '2026-11-24T08:00:00.000Z'], // one working day: Tuesday 16:00
    ['submitted', 'approve', '2026-11-23T01:15:00.000Z'],
    ['approved', 'assign', '2026-11-23T05:00:00.000Z'],
    ['assigned', 'execute', '2026-11-23T02:00:00.000Z'],
    ['executed', 'report', '2026-11-24T08:00:00.000Z'],
    ['reported', 'receive', null],
  ] as const)('%s → %s starts the next step’s clock', (state, action, dueAt) => {
    const change = move(state, action)
    expect(change.dueAt).toBe(dueAt)
    expect(change.usedSeconds).toBe(3600)
  })
  test('hold stops the clock, resume gives back what was left', () => {
    const held = move('assigned', 'hold')
    expect(held).toMatchObject({ state: 'assigned', heldAt: now.toISOString(), dueAt: null })
    const paused = { heldAt: held.heldAt, pauses: [{ from: '2026-11-23T00:30:00.000Z', to: null }] }
    const resumed = move('assigned', 'resume', paused as never)
    // Half an hour stood still, so the due time of 12:00 moves to 12:30.
    expect(resumed).toMatchObject({ heldAt: null, dueAt: '2026-11-23T04:30:00.000Z' })
  })
  test('an override leaves the clock alone', () => {
    expect(move('assigned', 'override')).toMatchObject({
      state: 'assigned',
      stepStartedAt: '2026-11-23T00:00:00.000Z',
      usedSeconds: null,
    })
  })
  test('rolled back, nobody is assigned any more', () =>
    expect(move('executed', 'rollback').assigneeIds).toEqual([]))
})

test('each open state waits for one role, each step for one state', () => {
  for (const state of states) expect(waitsFor(state) === null, state).toBe(stepOf(state) === null)
  expect(steps.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6])
  expect(refusalOf(standing({ state: 'archived' }), actorOf('admin'), 'reopen')?.refused).toBe('not_allowed')
})

test('no two rows speak of the same action', () => {
  expect(new Set(actions).size).toBe(transitions.length)
})

test('the README shows the table as it is', () => {
  expect(readFileSync('README.md', 'utf8')).toContain(sopTable())
})
