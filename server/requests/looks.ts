/** Looking at a request's pair of names now: told while it runs, kept when it ends. */
import { baselineOf } from '../core/baseline.ts'
import type { Baseline, Expectation } from '../core/expectation.ts'
import { keptSnapshot, snapshotOf } from '../core/snapshot.ts'
import { proves, redOf, type Check, type ShownCheck } from '../core/verdict.ts'
import type { Desk } from '../env.ts'
import { Refused } from '../errors.ts'
import { recordLook, recordRequestLook, requestExpectation, siteExpectation } from '../findings/actions.ts'
import { shownLook } from '../findings/store.ts'
import { found } from '../rest.ts'
import { siteOfRequest } from '../sites/store.ts'
import type { StoredRequest } from './store.ts'

/** One look now at a request's pair of names, kept and given as it is shown from now on. */
export async function lookAtRequest(desk: Desk, request: StoredRequest): Promise<ShownCheck> {
  const { db } = desk
  const executed = request.executedAt !== null
  const site = executed ? await siteOfRequest(db, request.id, request.newName) : null
  // The watch over the pair goes by the same, whoever asks for the look.
  const expectation = site ? await siteExpectation(db, site) : requestExpectation(request, request.executedAt)
  await look(desk, request, expectation, (check) =>
    site
      ? recordLook(desk, site, check)
      : recordRequestLook(db, request, check, executed ? null : measured(request, check)),
  )
  return found(await shownLook(db, { requestId: request.id }))
}

/** The look that `execute` would be judged by: what is red now, before anybody decides. */
export async function lookForProof(desk: Desk, request: StoredRequest): Promise<Check> {
  const expectation = requestExpectation(request, desk.now().toISOString())
  return look(desk, request, expectation, (check) => recordRequestLook(desk.db, request, check))
}

/** What an override would have to name: shown before anybody confirms one. */
export async function proofNow(desk: Desk, request: StoredRequest) {
  if (request.state !== 'assigned') throw new Refused('not_actionable')
  const look = await lookForProof(desk, request)
  const { status, severity, checkedAt } = look
  return { proved: proves(look), status, severity, checkedAt, red: redOf(look) }
}

// Those who watch hear of its end when it is kept: what they then read is what it saw.
async function look(
  { look, tellOf }: Desk,
  { id, agencyId }: StoredRequest,
  expectation: Expectation,
  keep: (check: Check) => Promise<void>,
): Promise<Check> {
  const telling = tellOf(id, agencyId)
  try {
    const check = await look(expectation, telling)
    await keep(check)
    telling.ended(check.status)
    return check
  } catch (error) {
    telling.ended(null)
    throw error
  }
}

/** The facts before the change, as far as this look showed any. */
function measured(request: StoredRequest, { observations, checkedAt }: Check): Baseline | null {
  const before = request.baseline
  const baseline = baselineOf(request, observations, checkedAt, before)
  const seen = snapshotOf(request, observations, checkedAt)
  return baseline && { ...baseline, snapshot: keptSnapshot(before?.snapshot ?? null, seen, request) }
}
