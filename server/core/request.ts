/** The rename request, its history, and what each action takes. Schemas and types; pure. */
import { z } from 'zod'
import { hostnameInput } from './directory.ts'
import { wants, type Baseline } from './expectation.ts'
import { day } from './holiday.ts'
import { reasonCodes, runbookSteps, type Action, type State } from './lifecycle.ts'
import { expectedRecords } from './records.ts'
import { siteKinds } from './site.ts'
import type { Severity, Status, VerdictFinding } from './verdict.ts'
import type { Role } from './access.ts'
import type { ActingTitle } from './acting.ts'

/** What an applicant writes. State, number, people and dates move only by actions. */
export const requestInput = z
  .strictObject({
    kind: z.enum(siteKinds),
    oldName: hostnameInput,
    newName: hostnameInput,
    records: expectedRecords,
    want: z.enum(wants).default('redirect'),
    /** Last day on which the old name redirects; 180 days after execution when absent. */
    redirectUntil: day.nullable().default(null),
    reason: z.string().trim().min(1).max(2000),
  })
  .refine(({ oldName, newName }) => oldName !== newName, {
    error: 'SAME_NAME',
    path: ['newName'],
  })
export type RequestInput = z.infer<typeof requestInput>

/** What can be marked for correction: what the applicant writes, and the letter. */
export const markable = [
  'letter',
  'kind',
  'oldName',
  'newName',
  'records',
  'want',
  'redirectUntil',
  'reason',
] as const satisfies readonly (keyof RequestInput | 'letter')[]
export type Markable = (typeof markable)[number]
export type Mark = { field: Markable; note?: string | undefined }

/** A rename request as the API gives it. Instants are ISO 8601 UTC; `dueAt` is null while nothing is due. */
export type RenameRequest = RequestInput & {
  id: number
  /** The letter that it came with; null where it came alone. */
  submissionId: number | null
  /** `2026/0001`, given on first submission; null in a first draft. */
  number: string | null
  agencyId: number
  applicantId: number
  state: State
  /** Counts every change; the compare-and-set key. */
  version: number
  assigneeIds: number[]
  /** Who has it now: the role that the step waits for. */
  waitsFor: Role | null
  stepStartedAt: string | null
  heldAt: string | null
  dueAt: string | null
  /** From when on the due time is near; null while nothing is due. */
  warnAt: string | null
  submittedAt: string | null
  executedAt: string | null
  archivedAt: string | null
  /** What the last look said of the pair. */
  status: Status | null
  severity: Severity | null
  checkedAt: string | null
  forecastUntil: string | null
  /** What must be corrected before it is sent again; empty unless it was returned. */
  marks: Mark[]
  createdAt: string
  updatedAt: string
}

/** What happens within step 4 without moving the request. */
export const executionEvents = ['tick', 'untick', 'snapshot', 'apply_update', 'undo_update'] as const
export type ExecutionEvent = (typeof executionEvents)[number]

/** One line of the history: append-only. */
export type RequestEvent = {
  id: number
  requestId: number
  /** 1, 2, 3 … within the request. */
  seq: number
  action: Action | 'create' | 'edit' | 'recompute' | ExecutionEvent
  fromState: State | null
  toState: State
  actorId: number
  actorName: string
  actorRole: Role
  /** For whom an acting officer acted; `actorRole` is then that person's. */
  onBehalfOf?: { id: number; name: string; title: ActingTitle }
  at: string
  /** What the action was given, and what the clock was. */
  details: Record<string, unknown>
  /** The columns of the request that changed, as they were and as they became. Absent in lines older than these. */
  before?: Record<string, unknown>
  after?: Record<string, unknown>
  /** Which HTTP request it was, and from where; officers alone see it. */
  origin?: { requestId: string; address: string }
}

const note = z.string().trim().min(1).max(4000)
const disposition = z.strictObject({ disposition: note })
const refusalOf = z.strictObject({ disposition: note, reasonCode: z.enum(reasonCodes) })
const because = z.strictObject({ reason: note })

const marks = z
  .array(
    z.strictObject({
      field: z.enum(markable),
      note: z.string().trim().max(500).optional(),
    }),
  )
  .max(markable.length)
  .refine((all) => new Set(all.map(({ field }) => field)).size === all.length, { error: 'MARKED_TWICE' })
  .default([])

/** What each action takes in its body. */
export const actionInputs = {
  submit: z.strictObject({}),
  approve: disposition,
  return: refusalOf.extend({ fields: marks }),
  reject: refusalOf,
  assign: z.strictObject({
    assigneeIds: z
      .array(z.int().positive())
      .min(1)
      .max(20)
      .transform((ids) => [...new Set(ids)]),
    disposition: note.optional(),
  }),
  // What was ticked off before counts too.
  execute: z.strictObject({ runbook: z.array(z.enum(runbookSteps)).max(20).default([]) }),
  override: because,
  hold: because,
  resume: z.strictObject({}),
  report: z.strictObject({ report: note.max(20_000) }),
  receive: z.strictObject({ notification: note }),
  rollback: because,
  reopen: because,
  withdraw: because,
} as const satisfies Record<Action, z.ZodType>

export type ActionInput = {
  disposition?: string | undefined
  reasonCode?: string
  reason?: string
  fields?: Mark[]
  assigneeIds?: number[]
  runbook?: string[]
  report?: string
  notification?: string
}

/** A finding as the history keeps it. */
export type RedFinding = Pick<VerdictFinding, 'condition' | 'subject' | 'server' | 'seen'>

/** A division head's word that it is done though the proof is red, and what was red in the look made for it. */
export type Override = {
  by: number
  reason: string
  at: string
  /** Absent in overrides of earlier versions. */
  status?: Status
  checkedAt?: string
  red?: RedFinding[]
}

/** Facts of a request that only the server needs. */
export type RequestFacts = {
  baseline: Baseline | null
  override: Override | null
  /** When the old name was first seen gone. */
  goneAt: string | null
}
