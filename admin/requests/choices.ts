/** Which of the allowed actions lead forward, which are seldom the choice, and which can be taken for many at once. Pure. */
import { allowedActions } from '../../server/core/advance.ts'
import type { Actor } from '../../server/core/access.ts'
import { actions, transitionOf, type Action, type Need } from '../../server/core/lifecycle.ts'
import type { RenameRequest } from '../../server/core/request.ts'

/** Actions that close, send back or undo: never the first choice. */
export const backward: readonly Action[] = ['return', 'reject', 'rollback', 'withdraw']
export const aside: readonly Action[] = ['hold', 'override', 'reopen', ...backward]

/** Decided in a list: what moves a request on, and the head's two ways to say no. The rest belongs on its own page. */
export const quickActions = (request: RenameRequest, actor: Actor): Action[] =>
  allowedActions(request, actor).filter(
    (action) => !aside.includes(action) || action === 'return' || action === 'reject',
  )

// What belongs to one request alone: its letter and names, its runbook and proof, its own report.
const single: readonly Need[] = ['letter', 'intake', 'runbook', 'proof', 'report']

/** What can be taken for several at once: each of them allows it. An override names what is red of one. */
export const bulkActions = (requests: readonly RenameRequest[], actor: Actor): Action[] =>
  actions.filter(
    (action) =>
      action !== 'override' &&
      !transitionOf(action).needs.some((need) => single.includes(need)) &&
      requests.every((request) => allowedActions(request, actor).includes(action)),
  )

/** Whose turn it is: whether this person can move the request on. */
export const isTurnOf = (request: RenameRequest, actor: Actor) =>
  allowedActions(request, actor).some((action) => !aside.includes(action))
