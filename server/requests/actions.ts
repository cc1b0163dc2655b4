/** Moving a request: load, advance, save, record, in one transaction for each action. */
import { createHash } from 'node:crypto'
import type { Actor } from '../core/access.ts'
import { advance, inRoleFor, refusalOf, type Change, type Evidence } from '../core/advance.ts'
import { zoneOf } from '../core/hostname.ts'
import { issueTexts } from '../core/issues.ts'
import type { Action } from '../core/lifecycle.ts'
import { isRefusal, refuse } from '../core/refusal.ts'
import {
  actionInputs,
  type ActionInput,
  type Override,
  type RedFinding,
  type RenameRequest,
  type RequestInput,
} from '../core/request.ts'
import { stepsDone } from '../core/runbook.ts'
import { proves, redOf, type Check, type VerdictFinding } from '../core/verdict.ts'
import { localDate } from '../core/worktime.ts'
import { isDuplicate, type Db } from '../database.ts'
import { queueMove } from '../deliveries/queue.ts'
import { issue, sealAll } from '../documents/actions.ts'
import { hasLetter, type IssuedLine } from '../documents/store.ts'
import type { Desk } from '../env.ts'
import { parse, Refused } from '../errors.ts'
import { recordLook } from '../findings/actions.ts'
import { closeFindingsOf } from '../findings/store.ts'
import { lastEventOf } from '../history/store.ts'
import { loadCalendar } from '../holidays/store.ts'
import { operatorIds } from '../people/store.ts'
import { EVERYWHERE, found, reachOf } from '../rest.ts'
import { clearTicks, ticksOf } from '../runbook/store.ts'
import { settingsOf } from '../settings/store.ts'
import { siteOfRequest, tieNames, untieNames } from '../sites/store.ts'
import { zoneNames } from '../zones/store.ts'
import { lookOver } from './intake.ts'
import { lookAtRequest, lookForProof } from './looks.ts'
import { nextNumber } from './numbering.ts'
import {
  insertRequest,
  requestById,
  rewriteRequest,
  saveMove,
  shown,
  unlessBeaten,
  type Extra,
  type StoredRequest,
} from './store.ts'

export { createExports, exportFormats } from './export.ts'
export { lookOver } from './intake.ts'
export { lookAtRequest, proofNow } from './looks.ts'

/** A new draft by an applicant. */
export async function createRequest(
  { db, now }: Desk,
  input: RequestInput,
  actor: Actor,
): Promise<RenameRequest> {
  await insideZones(db, input)
  return shown(await db.transaction().execute((trx) => insertRequest(trx, input, actor, now())))
}

/** Changes a draft, or a request that was returned. */
export async function editRequest({ db, now }: Desk, id: number, input: RequestInput, actor: Actor) {
  const before = found(await requestById(db, id, reachOf(actor, 'requests', 'edit')))
  if (before.state !== 'draft' && before.state !== 'returned') throw new Refused('not_actionable')
  await insideZones(db, input)
  return shown(
    unlessBeaten(await db.transaction().execute((trx) => rewriteRequest(trx, before, input, actor, now()))),
  )
}

export async function insideZones(db: Db, { oldName, newName }: RequestInput): Promise<void> {
  const zones = await zoneNames(db)
  const outside = Object.entries({ oldName, newName }).filter(([, name]) => zoneOf(name, zones) === null)
  if (outside.length === 0) return
  const errors = Object.fromEntries(outside.map(([field]) => [field, issueTexts.OUTSIDE_ZONE!]))
  throw new Refused(refuse('invalid', errors))
}

/** Carries out one action of the table, or refuses it. */
export async function act(
  desk: Desk,
  id: number,
  action: Action,
  body: unknown,
  person: Actor,
): Promise<RenameRequest> {
  const { db } = desk
  const before = found(await requestById(db, id, reachOf(person, 'requests', 'show')))
  // Who may not act learns that first, before anything about the body.
  const refusal = refusalOf(before, person, action)
  if (refusal) throw new Refused(refusal)
  // An acting officer takes it for the one they stand in for, unless their own role allows it.
  const actor = inRoleFor(before, person, action)
  const input: ActionInput = parse(actionInputs[action] as never, body)
  if (action === 'execute') input.runbook = stepsDone(input.runbook ?? [], await ticksOf(db, id))
  const calendar = await loadCalendar(db)
  const evidence = await evidenceFor(desk, before, action)

  let now = desk.now()
  let look: Check | null = null
  let moved = advance(before, action, actor, input, evidence, now, calendar)
  if (isRefusal(moved) && moved.refused === 'proof_unknown') {
    // Everything else is in order: now it is worth asking the DNS.
    look = await lookForProof(desk, before)
    now = desk.now()
    moved = advance(before, action, actor, input, { ...evidence, proof: look }, now, calendar)
  }
  if (action === 'override' && !isRefusal(moved)) {
    // An override names what is red, so it is looked at now; where nothing can be seen, nothing can be named.
    look = await lookForProof(desk, before)
    now = desk.now()
    if (look.status === 'unknown') throw new Refused('proof_unknown')
    if (proves(look)) throw new Refused('nothing_red')
  }
  if (isRefusal(moved)) throw new Refused(moved)
  const change = moved

  const { saved: after, documents } = await db
    .transaction()
    .execute((trx) => carryOut(trx, desk, before, action, input, change, look, actor, now))
    .catch(tellWhoseNames)
  desk.outbox.wake()
  if (documents.length > 0) desk.later(() => sealAll(desk, documents))
  if (action === 'execute' && look) await watch(desk, after, look)
  // The baseline is TTLs and old values as they are before anybody changes them; nobody has to wait for it.
  if (action === 'assign') desk.later(() => lookAtRequest(desk, after))
  // The look has said something more of it since.
  return shown(look ? found(await requestById(db, after.id, EVERYWHERE)) : after)
}

/** Writes a move that was allowed: the request, its history, and what follows from it, in the caller's transaction. */
export async function carryOut(
  trx: Db,
  desk: Pick<Desk, 'outbox' | 'verifyLink'>,
  before: StoredRequest,
  action: Action,
  input: ActionInput,
  change: Change,
  look: Check | null,
  actor: Actor,
  now: Date,
): Promise<{ saved: StoredRequest; documents: IssuedLine[] }> {
  const extra = await extraOf(trx, before, action, input, actor, now, look)
  const documents = await issue(desk, trx, {
    request: before,
    action,
    input,
    dueAt: change.dueAt,
    actor,
    now,
  })
  const details = {
    ...input,
    ...(look ? { proof: proofLine(look) } : {}),
    ...(action === 'override' ? { red: redOf(look!).map(asRed) } : {}),
    ...(action === 'execute' ? await executionLine(trx, before) : {}),
    ...(documents.length > 0 ? { documents } : {}),
  }
  const saved = unlessBeaten(await saveMove(trx, before, change, extra, { action, details }, actor, now))
  await follow(trx, saved, action, now)
  await queueMove(trx, desk.outbox, before, saved, action, input, actor, now)
  return { saved, documents }
}

// One open request at most is about a name: the database itself refuses the second.
function tellWhoseNames(error: unknown): never {
  throw isDuplicate(error) ? new Refused('name_claimed') : error
}

export async function evidenceFor(desk: Desk, request: StoredRequest, action: Action): Promise<Evidence> {
  const { db } = desk
  const letter = action === 'submit' && (await hasLetter(db, request.id))
  return {
    letter,
    // Without its letter it is refused anyway: the DNS need not be asked.
    intakeStops: letter ? (await lookOver(desk, request)).filter(({ stop }) => stop) : [],
    proof: null,
    overridden: request.override !== null,
    operatorIds: action === 'assign' ? await operatorIds(db) : new Set(),
  }
}

/** Columns that belong to one action alone. */
async function extraOf(
  trx: Db,
  before: StoredRequest,
  action: Action,
  { reason, fields = [] }: ActionInput,
  { id: by }: Actor,
  now: Date,
  look: Check | null,
): Promise<Extra> {
  const at = now.toISOString()
  switch (action) {
    case 'submit':
      return {
        number: before.number ?? (await nextNumber(trx, now, before.agencyId)),
        submittedAt: before.submittedAt ?? at,
        marks: '[]',
      }
    case 'return':
      return { marks: JSON.stringify(fields) }
    case 'withdraw':
      return { marks: '[]' }
    case 'override':
      return { override: JSON.stringify(overrideOf({ by, reason: reason!, at }, look!)) }
    case 'execute': {
      const { redirectDays } = await settingsOf(trx, 'policy')
      const last = new Date(now.getTime() + redirectDays * 86_400_000)
      const redirectUntil = before.want === 'redirect' ? (before.redirectUntil ?? localDate(last)) : null
      return { executedAt: at, redirectUntil }
    }
    case 'receive':
      return { archivedAt: at }
    case 'rollback':
      return { executedAt: null, override: null, goneAt: null, ...(await daysOf(trx, before)) }
    case 'reopen':
      return { archivedAt: null, override: null }
    default:
      return {}
  }
}

/** The day until which the old name redirects, as it was before the execution reckoned one. */
async function daysOf(trx: Db, { id }: StoredRequest): Promise<Extra> {
  const { before = {} } = (await lastEventOf(trx, id, 'execute')) ?? {}
  return 'redirectUntil' in before ? { redirectUntil: before['redirectUntil'] as string | null } : {}
}

/** What a move means for the register, in the same transaction. */
async function follow(trx: Db, request: StoredRequest, action: Action, now: Date): Promise<void> {
  if (action === 'execute') {
    await tieNames(trx, request, now)
    // From now on the new name's site carries the watch over both.
    await closeFindingsOf(trx, request.oldName, now.toISOString())
  }
  if (action === 'rollback' || action === 'reopen') await clearTicks(trx, request.id)
  if (action === 'rollback') {
    await untieNames(trx, request, now)
    await closeFindingsOf(trx, request.newName, now.toISOString())
  }
}

async function watch(desk: Desk, request: StoredRequest, look: Check): Promise<void> {
  const site = await siteOfRequest(desk.db, request.id, request.newName)
  if (site) await recordLook(desk, site, look)
}

const asRed = ({ condition, subject, server, seen }: VerdictFinding): RedFinding => ({
  condition,
  subject,
  server,
  seen,
})

const proofLine = (look: Check) => ({
  proved: proves(look),
  status: look.status,
  checkedAt: look.checkedAt,
  findings: look.findings.map(asRed),
})

const overrideOf = (
  said: Pick<Override, 'by' | 'reason' | 'at'>,
  { status, checkedAt, ...look }: Check,
): Override => ({ ...said, status, checkedAt, red: redOf({ status, ...look }).map(asRed) })

/** What the execution stood on: who ticked what, the state before, and an override where there was one. */
async function executionLine(trx: Db, { id, override, baseline }: StoredRequest) {
  const ticks = await ticksOf(trx, id)
  const snapshot = baseline?.snapshot
  return {
    ...(override ? { override } : {}),
    ...(ticks.length > 0 ? { ticks } : {}),
    ...(snapshot ? { before: { takenAt: snapshot.takenAt, digest: digestOf(snapshot) } } : {}),
  }
}

/** SHA-256 of something kept, as the history names it. */
export const digestOf = (kept: object) => createHash('sha256').update(JSON.stringify(kept)).digest('hex')
