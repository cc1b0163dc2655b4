/** Letters about several names: written, corrected and sent in one act each, all of their requests or none. */
import type { Actor } from '../core/access.ts'
import { advance, refusalOf, type Evidence } from '../core/advance.ts'
import { isRefusal, refuse, type Refusal } from '../core/refusal.ts'
import type { RequestInput } from '../core/request.ts'
import type { Submission, SubmissionChange, SubmissionInput } from '../core/submission.ts'
import type { Text } from '../core/verdict.ts'
import type { Db } from '../database.ts'
import { shareLetter } from '../documents/store.ts'
import type { Desk } from '../env.ts'
import { Refused } from '../errors.ts'
import { loadCalendar } from '../holidays/store.ts'
import { carryOut, evidenceFor, insideZones } from '../requests/actions.ts'
import { holdNumbers } from '../requests/numbering.ts'
import {
  insertRequest,
  requestsOfSubmission,
  rewriteRequest,
  shown,
  unlessBeaten,
  type StoredRequest,
} from '../requests/store.ts'
import { found, reachOf, type Reach } from '../rest.ts'
import { holdDrafts, insertSubmission, submissionById } from './store.ts'

export { createGlimpse as preflightOf } from './preflight.ts'

/** A letter with its requests, when it is within reach. */
export async function submissionOf(db: Db, id: number, reach: Reach): Promise<Submission> {
  const submission = found(await submissionById(db, id, reach))
  return { ...submission, requests: (await requestsOfSubmission(db, id, reach)).map(shown) }
}

/** A new letter: as many drafts as it has names. */
export async function createSubmission(
  { db, now }: Desk,
  { requests }: SubmissionInput,
  actor: Actor,
): Promise<Submission> {
  await allInsideZones(db, requests)
  return db.transaction().execute(async (trx) => {
    const submission = await insertSubmission(trx, actor.agencyId!, actor.id, now())
    const drafts: StoredRequest[] = []
    for (const input of requests) drafts.push(await insertRequest(trx, input, actor, now(), submission.id))
    return { ...submission, requests: drafts.map(shown) }
  })
}

/** Corrects a letter that was not sent yet. A request that it no longer names is withdrawn, and says so. */
export async function changeSubmission(
  desk: Desk,
  id: number,
  { ids, requests }: SubmissionChange,
  actor: Actor,
): Promise<Submission> {
  const { db, now } = desk
  const reach = reachOf(actor, 'requests', 'edit')
  found(await submissionById(db, id, reach))
  await allInsideZones(db, requests)
  const before = await draftsOf(db, id, reach)
  if (before.length === 0) throw new Refused('not_actionable')
  const calendar = await loadCalendar(db)
  await db.transaction().execute(async (trx) => {
    await holdAll(trx, before)
    const added: number[] = []
    for (const [at, input] of requests.entries()) {
      const wanted = ids[at] ?? null
      if (wanted === null) {
        added.push((await insertRequest(trx, input, actor, now(), id)).id)
        continue
      }
      const draft = found(before.find((one) => one.id === wanted))
      if (!same(draft, input)) unlessBeaten(await rewriteRequest(trx, draft, input, actor, now()))
    }
    await shareLetter(trx, before[0]!.id, added)
    for (const draft of before.filter((one) => !ids.includes(one.id))) {
      const reason = 'Tidak lagi disebut dalam surat permohonan.'
      const change = advance(draft, 'withdraw', actor, { reason }, noEvidence, now(), calendar)
      if (isRefusal(change)) throw new Refused(change)
      await carryOut(trx, desk, draft, 'withdraw', { reason }, change, null, actor, now())
    }
  })
  return submissionOf(db, id, reach)
}

// Each is a look at the DNS.
const AT_ONCE = 4

/** Sends every request of a letter that was not sent yet: all of them, or none. */
export async function sendSubmission(desk: Desk, id: number, actor: Actor): Promise<Submission> {
  const { db } = desk
  const reach = reachOf(actor, 'requests', 'show')
  found(await submissionById(db, id, reach))
  const letter = await requestsOfSubmission(db, id, reach)
  const drafts = letter.filter(({ state }) => state === 'draft')
  const [first] = drafts.length > 0 ? drafts : letter
  const refusal = first ? refusalOf(first, actor, 'submit') : refuse('not_actionable')
  if (refusal) throw new Refused(refusal)

  const calendar = await loadCalendar(db)
  const evidence: Evidence[] = []
  for (let from = 0; from < drafts.length; from += AT_ONCE) {
    const few = drafts.slice(from, from + AT_ONCE)
    evidence.push(...(await Promise.all(few.map((draft) => evidenceFor(desk, draft, 'submit')))))
  }
  const now = desk.now()
  const moves = drafts.map((draft, at) => advance(draft, 'submit', actor, {}, evidence[at]!, now, calendar))
  const refused = moves.map((move) => (isRefusal(move) ? move : null))
  if (refused.some(Boolean)) throw new Refused(together(refused))

  await db.transaction().execute(async (trx) => {
    await holdNumbers(trx, now)
    await holdAll(trx, drafts)
    for (const [at, draft] of drafts.entries()) {
      const move = moves[at]!
      if (!isRefusal(move)) await carryOut(trx, desk, draft, 'submit', {}, move, null, actor, now)
    }
  })
  desk.outbox.wake()
  return submissionOf(db, id, reach)
}

const noEvidence = {
  letter: false,
  intakeStops: [],
  proof: null,
  overridden: false,
  operatorIds: new Set<number>(),
}

const draftsOf = async (db: Db, id: number, reach: Reach) =>
  (await requestsOfSubmission(db, id, reach)).filter(({ state }) => state === 'draft')

async function holdAll(trx: Db, drafts: readonly StoredRequest[]): Promise<void> {
  const ids = drafts.map(({ id }) => id)
  if ((await holdDrafts(trx, ids)) !== ids.length) throw new Refused('acted_before_you')
}

const same = (draft: StoredRequest, input: RequestInput) =>
  (Object.keys(input) as (keyof RequestInput)[]).every(
    (field) => JSON.stringify(draft[field]) === JSON.stringify(input[field]),
  )

async function allInsideZones(db: Db, requests: readonly RequestInput[]): Promise<void> {
  const refused = await Promise.all(
    requests.map((input) =>
      insideZones(db, input).then(
        () => null,
        (error: unknown) => {
          if (error instanceof Refused) return error.refusal
          throw error
        },
      ),
    ),
  )
  if (refused.some(Boolean)) throw new Refused(together(refused))
}

/** The refusals of several requests as one, each field with its place in the letter. The first tells the code. */
function together(refused: readonly (Refusal | null)[]): Refusal {
  const errors: Record<string, Text> = {}
  for (const [at, refusal] of refused.entries())
    for (const [field, text] of Object.entries(refusal?.errors ?? {})) {
      // The letter is one for all.
      errors[field === 'letter' ? field : `requests.${at}.${field}`] = text
    }
  return refuse(refused.find((one) => one !== null)!.refused, errors)
}
