/** An acting officer: two roles, one choice for each action, and the title that a document gives them. */
import { describe, expect, test } from 'vitest'
import { roles, type Actor, type Role } from '../../server/core/access.ts'
import { hatsOf, isOfficer } from '../../server/core/acting.ts'
import { advance, allowedActions, inRoleFor, refusalOf, type Standing } from '../../server/core/advance.ts'
import { calendarOf } from '../../server/core/holiday.ts'
import { actions, runbookSteps, states } from '../../server/core/lifecycle.ts'
import { isRefusal } from '../../server/core/refusal.ts'

const now = new Date('2026-11-23T01:00:00Z')
const actorOf = (role: Role, acts: Role | null): Actor => ({
  id: 7,
  name: 'A',
  role,
  agencyId: role === 'applicant' ? 1 : null,
  ...(acts ? { acting: { id: 8, name: 'B', role: acts, title: 'plt', toDay: '2026-11-23' } } : {}),
})
const standing = (state: Standing['state'], changes: Partial<Standing> = {}) => ({
  state,
  agencyId: 1,
  assigneeIds: [7],
  heldAt: null,
  stepStartedAt: null,
  pauses: [],
  ...changes,
})
const input = {
  disposition: 'd',
  reasonCode: 'other',
  reason: 'r',
  assigneeIds: [7],
  runbook: [...runbookSteps],
  report: 'r',
  notification: 'n',
}
const evidence = { letter: true, intakeStops: [], proof: null, overridden: true, operatorIds: new Set([7]) }

describe('whoever acts for whomever, offer, permission and deed agree', () => {
  for (const role of roles) {
    for (const acts of roles) {
      test(`${role} for ${acts}`, () => {
        const [actor, self, other] = [
          actorOf(role, acts),
          actorOf(role, null),
          { ...actorOf(acts, null), id: 8 },
        ]
        const both = isOfficer(role) && isOfficer(acts)
        for (const state of states) {
          for (const assigneeIds of [[7], [8], [9]]) {
            const request = standing(state, { assigneeIds })
            for (const action of actions) {
              // What is the work of either of the two, neither role may override.
              const judgesItself = action === 'override' && both && assigneeIds[0] !== 9
              const own = !judgesItself && refusalOf(request, self, action) === null
              const theirs = !judgesItself && both && refusalOf(request, other, action) === null
              const label = `${action} in ${state}`
              expect(refusalOf(request, actor, action) === null, label).toBe(own || theirs)
              expect(allowedActions(request, actor).includes(action), label).toBe(own || theirs)
              const chosen = inRoleFor(request, actor, action)
              // Nobody acts for another where they could act themselves.
              expect(chosen.onBehalfOf?.id, label).toBe(!own && theirs ? 8 : undefined)
              expect(chosen.role, label).toBe(!own && theirs ? acts : role)
              const moved = advance(request, action, chosen, input, evidence, now, calendarOf([]))
              expect(!isRefusal(moved), label).toBe(own || theirs)
            }
          }
        }
      })
    }
  }
})

test('an administrator or an agency gets no second role, whatever is written down', () => {
  for (const role of ['admin', 'applicant'] as const) {
    expect(hatsOf(actorOf(role, 'head'))).toEqual([actorOf(role, null)])
    expect(hatsOf(actorOf('operator', role))).toHaveLength(1)
  }
})
