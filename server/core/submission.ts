/** One letter about several names: what is written in one act, and what is told of the names while they are typed. Pure. */
import { z } from 'zod'
import { requestInput, type RenameRequest, type RequestInput } from './request.ts'
import type { VerdictFinding } from './verdict.ts'

export const MAX_NAMES = 20

const requests = z.array(requestInput).min(1).max(MAX_NAMES)

/** A new letter: one request for each name. */
export const submissionInput = z.strictObject({ requests })
export type SubmissionInput = z.infer<typeof submissionInput>

/** A letter that is corrected: requests with an id are rewritten, others are new, those left out are withdrawn. */
export const submissionChange = z.strictObject({
  ids: z.array(z.int().positive().nullable()).max(MAX_NAMES),
  requests,
})
export type SubmissionChange = { ids: (number | null)[]; requests: RequestInput[] }

/** A letter as the API gives it, with its requests in the order in which they were written. */
export type Submission = {
  id: number
  agencyId: number
  applicantId: number
  createdAt: string
  requests: RenameRequest[]
}

const typed = z.string().max(1024).default('')

/** Names as far as they are typed. `dns: false` answers at once, from what is on record. */
export const preflightInput = z.strictObject({
  names: z
    .array(z.strictObject({ oldName: typed, newName: typed }))
    .min(1)
    .max(MAX_NAMES),
  dns: z.boolean().default(true),
})
export type PreflightInput = z.infer<typeof preflightInput>

export type NameField = 'oldName' | 'newName'

/** What is known of one rename that is being written. */
export type NamePreflight = {
  /** What must be solved first, then advice; `field` is where it is shown. */
  findings: (VerdictFinding & { field: NameField })[]
  /** The old name's records as its servers give them now. */
  today: { type: string; ttl: number; values: string[] }[]
  /** Other registered sites that link to the old name or point at it. */
  mentions: { hostname: string; place: string }[]
  /** `late`: no server answered in the time that a writer can wait; it is asked again at submission. */
  dns: 'asked' | 'not_asked' | 'late'
}

/** When step 4 would run if it began now: instants, ISO 8601 UTC. */
export type ExecutionWindow = { startsAt: string; dueAt: string; crossesClosing: boolean }

export type PreflightAnswer = { window: ExecutionWindow; names: NamePreflight[] }
