/** What a dialog is filled with when it opens: the official texts as core drafts them. Pure. */
import { draftDisposition, draftNotification, draftReport, proposedTeam } from '../../server/core/drafts.ts'
import type { Assignee } from '../../server/core/directory.ts'
import type { ActionInput, RenameRequest, RequestEvent } from '../../server/core/request.ts'
import type { Check } from '../../server/core/verdict.ts'
import { runbookSteps, type Action } from '../../server/core/lifecycle.ts'
import type { RunbookTick } from '../../server/core/runbook.ts'

type Known = {
  request: RenameRequest
  events: readonly RequestEvent[]
  check: Check | null
  ticks: readonly RunbookTick[]
  assignees: readonly Assignee[]
}

export function draftOf(action: Action, known: Known): ActionInput {
  if (action === 'report') return { report: draftReport(known) }
  if (action === 'receive') return { notification: draftNotification(known.request) }
  if (action === 'approve') return { disposition: draftDisposition(known.request) }
  if (action === 'assign') return { assigneeIds: proposedTeam(known.assignees) }
  if (action === 'execute') {
    const ticked = known.ticks.map(({ item }) => item as string)
    return { runbook: runbookSteps.filter((step) => ticked.includes(step)) }
  }
  return {}
}
