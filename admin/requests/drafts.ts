/** What a dialog is filled with when it opens: the official texts as core drafts them. Pure. */
import { draftNotification, draftReport } from '../../server/core/drafts.ts'
import type { ActionInput, RenameRequest, RequestEvent } from '../../server/core/request.ts'
import type { Check } from '../../server/core/verdict.ts'
import { runbookSteps, type Action } from '../../server/core/lifecycle.ts'
import type { RunbookTick } from '../../server/core/runbook.ts'

type Known = {
  request: RenameRequest
  events: readonly RequestEvent[]
  check: Check | null
  ticks: readonly RunbookTick[]
}

export function draftOf(action: Action, known: Known): ActionInput {
  if (action === 'report') return { report: draftReport(known) }
  if (action === 'receive') return { notification: draftNotification(known.request) }
  if (action === 'assign') return { assigneeIds: known.request.assigneeIds }
  if (action === 'execute') {
    const ticked = known.ticks.map(({ item }) => item as string)
    return { runbook: runbookSteps.filter((step) => ticked.includes(step)) }
  }
  return {}
}
