/** Which of the allowed actions lead forward, which are seldom the choice, and which can be taken for many at once. Pure. */
import { allowedActions } from '../../server/core/advance.ts'
import type { Actor } from '../../server/core/access.ts'
import type { Action } from '../../server/core/lifecycle.ts'
import type { RenameRequest } from '../../server/core/request.ts'

/** Actions that close, send back or undo: never the first choice. */
export const backward: readonly Action[] = ['return', 'reject', 'rollback', 'withdraw']
export const aside: readonly Action[] = ['hold', 'override', 'reopen', ...backward]

/** Decided in a list: what moves a request on, and the head's two ways to say no. The rest belongs on its own page. */
export const quickActions = (request: RenameRequest, actor: Actor): Action[] =>
  allowedActions(request, actor).filter(
    (action) => !aside.includes(action) || action === 'return' || action === 'reject',
  )

/** Whose turn it is: whether this person can move the request on. */
export const isTurnOf = (request: RenameRequest, actor: Actor) =>
  allowedActions(request, actor).some((action) => !aside.includes(action))
