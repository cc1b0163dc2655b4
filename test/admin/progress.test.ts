/** The six steps as a history tells them. Times are WITA, Monday 23 November 2026 and after. */
import { expect, test } from 'vitest'
import { pauseFacts, progressOf, reopeningOf } from '../../admin/requests/progress.ts'
import type { State } from '../../server/core/lifecycle.ts'
import type { RequestEvent } from '../../server/core/request.ts'
import { sopWeek } from '../../server/core/worktime.ts'

const calendar = { week: sopWeek, closedOn: new Set<string>() }
const wita = (text: string) => new Date(`2026-11-${text}:00+08:00`).toISOString()

type Line = [action: RequestEvent['action'], from: State | null, to: State, at: string]
const history = (...lines: Line[]): RequestEvent[] =>
  lines.map(([action, fromState, toState, at], index) => ({
    id: index + 1,
    requestId: 1,
    seq: index + 1,
    action,
    fromState,
    toState,
    actorId: 1,
    actorName: action,
    actorRole: 'head',
    at: wita(at),
    details: {},
  }))
const standing = (state: State, now: string, events: RequestEvent[]) =>
  progressOf({ state, stepStartedAt: null, dueAt: null, heldAt: null }, events, new Date(wita(now)), calendar)

const begun: Line[] = [
  ['create', null, 'draft', '23T08:00'],
  ['submit', 'draft', 'submitted', '23T09:00'],
  ['approve', 'submitted', 'approved', '23T10:30'],
]

test('a draft stands in the first step, and everything else lies ahead', () => {
  const steps = standing('draft', '23T08:30', history(begun[0]!))
  expect(steps.map((step) => step.standing)).toEqual(['current', 'ahead', 'ahead', 'ahead', 'ahead', 'ahead'])
})

test('a step that is done knows who did it, how long it took, and whether that was late', () => {
  const steps = standing(
    'assigned',
    '23T11:30',
    history(...begun, ['assign', 'approved', 'assigned', '23T11:00']),
  )
  expect(steps[1]).toMatchObject({ standing: 'done', actorName: 'approve', usedSeconds: 5400, late: false })
  expect(steps[2]).toMatchObject({ standing: 'done', usedSeconds: 1800, late: true })
  expect(steps[3]).toMatchObject({ standing: 'current', usedSeconds: 1800, late: false })
})

test('a hold stops the clock of step 4', () => {
  const events = history(
    ...begun,
    ['assign', 'approved', 'assigned', '23T11:00'],
    ['hold', 'assigned', 'assigned', '23T12:00'],
    ['resume', 'assigned', 'assigned', '23T14:00'],
  )
  expect(standing('assigned', '23T15:00', events)[3]).toMatchObject({
    standing: 'current',
    usedSeconds: 7200,
    pausedSeconds: 7200,
  })
})

test('after a rollback only the steps before it are done', () => {
  const events = history(
    ...begun,
    ['assign', 'approved', 'assigned', '23T11:00'],
    ['execute', 'assigned', 'executed', '23T11:30'],
    ['rollback', 'executed', 'approved', '23T12:00'],
  )
  expect(standing('approved', '23T12:05', events).map((step) => step.standing)).toEqual([
    'done',
    'done',
    'current',
    'ahead',
    'ahead',
    'ahead',
  ])
})

const filed: Line[] = [
  ...begun,
  ['assign', 'approved', 'assigned', '23T10:40'],
  ['execute', 'assigned', 'executed', '23T11:00'],
  ['report', 'executed', 'reported', '23T11:30'],
  ['receive', 'reported', 'archived', '23T13:00'],
]

test('a reopened request runs from its reopening, and the steps to be done again tell when they were done', () => {
  const events = history(...filed, ['reopen', 'archived', 'assigned', '25T09:00'])
  expect(reopeningOf(events)?.at).toBe(wita('25T09:00'))
  const steps = standing('assigned', '25T10:00', events)
  expect(steps[3]).toMatchObject({
    standing: 'current',
    startedAt: wita('25T09:00'),
    usedSeconds: 3600,
    doneBeforeAt: null,
  })
  expect(steps.slice(4).map(({ standing, doneBeforeAt }) => [standing, doneBeforeAt])).toEqual([
    ['ahead', wita('23T11:30')],
    ['ahead', wita('23T13:00')],
  ])
  expect(reopeningOf(history(...filed))).toBeNull()
})

test('a rollback takes a reopening back', () => {
  const events = history(
    ...filed,
    ['reopen', 'archived', 'assigned', '25T09:00'],
    ['rollback', 'assigned', 'approved', '25T10:00'],
  )
  expect(reopeningOf(events)).toBeNull()
  expect(standing('approved', '25T10:05', events).every(({ doneBeforeAt }) => doneBeforeAt === null)).toBe(
    true,
  )
})

test('a rejected request stops where it was', () => {
  const events = history(begun[0]!, begun[1]!, ['reject', 'submitted', 'rejected', '23T10:00'])
  expect(standing('rejected', '23T12:00', events).map((step) => step.standing)).toEqual([
    'done',
    'stopped',
    'stopped',
    'stopped',
    'stopped',
    'stopped',
  ])
})

test('an archived request has six steps done', () => {
  const steps = standing('archived', '24T09:00', history(...filed))
  expect(steps.every((step) => step.standing === 'done')).toBe(true)
})

test('a step that has ended is judged by the due time it had then, whatever the calendar says since', () => {
  const events = history(...begun)
  // It was due on Monday at 10:00 by the calendar of that day; today's would give it until Tuesday.
  events[2]!.details = { clock: { dueAt: wita('23T10:00'), usedSeconds: 5_400 } }
  const second = standing('approved', '23T10:40', events)[1]!
  expect([second.late, second.dueAt, second.usedSeconds]).toEqual([true, wita('23T10:00'), 5_400])
})

test('pauses are facts with start, end, person and reason; one that another action ended is closed by it', () => {
  const events = history(
    ...begun,
    ['assign', 'approved', 'assigned', '23T10:40'],
    ['hold', 'assigned', 'assigned', '23T11:00'],
    ['recompute', 'assigned', 'assigned', '23T11:30'],
    ['resume', 'assigned', 'assigned', '23T12:00'],
    ['hold', 'assigned', 'assigned', '23T13:00'],
    ['rollback', 'assigned', 'approved', '23T14:00'],
  )
  events[4]!.details = { reason: 'Menunggu OPD.' }
  expect(pauseFacts(events)).toEqual([
    { from: wita('23T11:00'), to: wita('23T12:00'), by: 'hold', reason: 'Menunggu OPD.' },
    { from: wita('23T13:00'), to: wita('23T14:00'), by: 'hold', reason: null },
  ])
  expect(pauseFacts(events.slice(0, 5))[0]!.to).toBeNull()
})
