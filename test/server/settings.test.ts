/** Settings over HTTP: defaults before anything is set, one section replaced at a time, by the administrator alone. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDesk, settle, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openDesk()
  await settle(desk)
})
afterEach(() => desk.stop())

test('there are defaults, and what is set stays', async () => {
  expect((await desk.call('head', 'GET', '/settings')).body.policy).toEqual({
    redirectDays: 180,
    quarantineDays: 365,
  })
  const set = await desk.call('admin', 'PUT', '/settings/policy', { redirectDays: 90 })
  expect(set.body).toEqual({ redirectDays: 90, quarantineDays: 365 })
  expect((await desk.call('operator', 'GET', '/settings')).body.policy.redirectDays).toBe(90)
})

test.each([
  ['nobody', null, 401],
  ['an applicant', 'applicant', 403],
  ['a division head', 'division_head', 403],
] as const)('%s sets nothing', async (_, who, status) => {
  expect((await desk.call(who, 'PUT', '/settings/policy', {})).status).toBe(status)
})

test('a section that is none, and a value that is none, are refused by name', async () => {
  expect((await desk.call('admin', 'PUT', '/settings/constructor', {})).status).toBe(404)
  const { status, body } = await desk.call('admin', 'PUT', '/settings/policy', { redirectDays: 0 })
  expect([status, Object.keys(body.errors)]).toEqual([422, ['redirectDays']])
})
