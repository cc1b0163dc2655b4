/** What is offered for several requests at once: what the lifecycle allows for each of them, and nothing that is about one alone. */
import { expect, test } from 'vitest'
import { bulkActions } from '../../admin/requests/choices.ts'
import type { Actor, Role } from '../../server/core/access.ts'
import { allowedActions } from '../../server/core/advance.ts'
import { states, type State } from '../../server/core/lifecycle.ts'
import type { RenameRequest } from '../../server/core/request.ts'

const actor = (role: Role): Actor => ({
  id: 7,
  name: role,
  role,
  agencyId: role === 'applicant' ? 1 : null,
})
const request = (state: State, more: Partial<RenameRequest> = {}) =>
  ({ state, agencyId: 1, assigneeIds: [7], heldAt: null, ...more }) as RenameRequest

test.each<[Role, Partial<Record<State, string[]>>]>([
  ['head', { submitted: ['approve', 'return', 'reject'] }],
  [
    'division_head',
    { approved: ['assign'], assigned: ['hold'], reported: ['receive'], archived: ['reopen'] },
  ],
  ['operator', { assigned: ['hold', 'rollback'], executed: ['rollback'], reported: ['rollback'] }],
  [
    'applicant',
    {
      draft: ['withdraw'],
      returned: ['withdraw'],
      submitted: ['withdraw'],
      approved: ['withdraw'],
      assigned: ['withdraw'],
    },
  ],
  ['admin', {}],
])('the %s is offered, for two of a state', (role, expected) => {
  const offered = Object.fromEntries(
    states.flatMap((state) => {
      const actions = bulkActions([request(state), request(state)], actor(role))
      return actions.length > 0 ? [[state, actions]] : []
    }),
  )
  expect(offered).toEqual(expected)
})

test('what one of them does not allow is offered for none', () => {
  const head = actor('head')
  expect(bulkActions([request('submitted'), request('approved')], head)).toEqual([])
  const applicant = actor('applicant')
  expect(bulkActions([request('draft'), request('draft', { agencyId: 2 })], applicant)).toEqual([])
  const held = request('assigned', { heldAt: '2026-11-23T01:00:00.000Z' })
  expect(bulkActions([held, request('assigned')], actor('division_head'))).toEqual([])
  expect(bulkActions([held, held], actor('division_head'))).toEqual(['resume'])
})

test('nothing is offered that the lifecycle does not allow', () => {
  for (const role of ['applicant', 'head', 'division_head', 'operator', 'admin'] as const)
    for (const one of states)
      for (const other of states) {
        const both = [request(one), request(other)]
        for (const action of bulkActions(both, actor(role)))
          for (const each of both) expect(allowedActions(each, actor(role))).toContain(action)
      }
})
