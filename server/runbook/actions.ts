/** The runbook of a request from what is stored, its ticks, and the state of both names before and after. */
import type { Actor } from '../core/access.ts'
import { isWithin } from '../core/hostname.ts'
import type { ExecutionEvent } from '../core/request.ts'
import {
  runbookOf,
  tickRefusal,
  type Runbook,
  type RunbookItemId,
  type RunbookTick,
} from '../core/runbook.ts'
import { hasChanged, snapshotOf, type Snapshot } from '../core/snapshot.ts'
import type { Db } from '../database.ts'
import type { Desk } from '../env.ts'
import { Refused } from '../errors.ts'
import { latestLook } from '../findings/store.ts'
import { appendEvent } from '../history/store.ts'
import { loadCalendar } from '../holidays/store.ts'
import { mentionsOf } from '../mentions/store.ts'
import { digestOf, lookAtRequest } from '../requests/actions.ts'
import { raiseVersion, requestById, unlessBeaten, type StoredRequest } from '../requests/store.ts'
import { EVERYWHERE, found } from '../rest.ts'
import { siteNames } from '../sites/store.ts'
import { zoneNames } from '../zones/store.ts'
import { addTick, removeTick, ticksOf } from './store.ts'

export type ShownRunbook = Runbook & { ticks: RunbookTick[] }

export async function runbookFor({ db, now }: Desk, request: StoredRequest): Promise<ShownRunbook> {
  const ticks = await ticksOf(db, request.id)
  const registered = await siteNames(db)
  const runbook = runbookOf({
    request,
    baseline: request.baseline,
    latest: await latestSnapshot(db, request),
    zones: await zoneNames(db),
    children: registered.filter((name) => name !== request.oldName && isWithin(name, request.oldName)),
    inbound: await mentionsOf(db, request.oldName),
    ticks,
    calendar: await loadCalendar(db),
    now: now(),
  })
  return { ...runbook, ticks }
}

async function latestSnapshot(db: Db, request: StoredRequest): Promise<Snapshot | null> {
  const look = await latestLook(db, { requestId: request.id })
  return look && snapshotOf(request, look.observations, look.checkedAt)
}

/** Ticks an item off, or takes the tick back. Doing it twice changes nothing, and tells nothing twice. */
export async function tick(
  desk: Desk,
  request: StoredRequest,
  { item, done }: { item: RunbookItemId; done: boolean },
  actor: Actor,
): Promise<ShownRunbook> {
  const { db } = desk
  const refusal = tickRefusal(request, actor)
  if (refusal) throw new Refused(refusal)
  const now = desk.now()
  await db.transaction().execute(async (trx) => {
    const line = { item, personId: actor.id, personName: actor.name, at: now.toISOString() }
    const changed = done ? await addTick(trx, request.id, line) : await removeTick(trx, request.id, item)
    if (changed) await note(trx, request, done ? 'tick' : 'untick', { item }, actor, now)
  })
  return runbookFor(desk, request)
}

/** A line of the history about the execution in hand; refuses when the request has moved on meanwhile. */
export async function note(
  trx: Db,
  { id, state }: Pick<StoredRequest, 'id' | 'state'>,
  action: ExecutionEvent,
  details: Record<string, unknown>,
  actor: Actor,
  now: Date,
): Promise<void> {
  const request = unlessBeaten(await raiseVersion(trx, id, state, now))
  await appendEvent(trx, request, { action, fromState: state, toState: state, details }, actor, now)
}

export type BeforeAndAfter = {
  before: Snapshot | null
  /** SHA-256 of the kept state, as the history names it. */
  digest: string | null
  after: Snapshot | null
  /** The names read otherwise than before: the first change was seen. */
  changed: boolean
}

/** Both names as they were and as they are, for the eye and for the file. */
export async function beforeAndAfter(db: Db, request: StoredRequest): Promise<BeforeAndAfter> {
  const before = request.baseline?.snapshot ?? null
  const after = await latestSnapshot(db, request)
  return {
    before,
    digest: before && digestOf(before),
    after,
    changed: before !== null && after !== null && hasChanged(before, after, request),
  }
}

/** Takes the state before the change anew; refused once the first change was seen, because then it is not "before". */
export async function retake(desk: Desk, before: StoredRequest, actor: Actor): Promise<BeforeAndAfter> {
  const refusal = tickRefusal(before, actor)
  if (refusal) throw new Refused(refusal)
  const look = await lookAtRequest(desk, before)
  const request = found(await requestById(desk.db, before.id, EVERYWHERE))
  const taken = snapshotOf(request, look.observations, look.checkedAt)
  if (!taken) throw new Refused('proof_unknown')
  const kept = request.baseline?.snapshot
  if (!kept || hasChanged(kept, taken, request)) throw new Refused('baseline_kept')
  const now = desk.now()
  const details = { takenAt: kept.takenAt, digest: digestOf(kept) }
  await desk.db.transaction().execute((trx) => note(trx, request, 'snapshot', details, actor, now))
  return { before: kept, digest: details.digest, after: taken, changed: false }
}
