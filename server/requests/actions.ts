/** Moving a request: load, advance, save, record, in one transaction for each action. */
import type { Actor } from '../core/access.ts'
import { advance, refusalOf, type Evidence } from '../core/advance.ts'
import { baselineOf } from '../core/baseline.ts'
import { zoneOf } from '../core/hostname.ts'
import { issueTexts } from '../core/issues.ts'
import { stepOf, type Action } from '../core/lifecycle.ts'
import { isRecordPlace } from '../core/mention.ts'
import { isRefusal, refuse } from '../core/refusal.ts'
import { actionInputs, type ActionInput, type RenameRequest, type RequestInput } from '../core/request.ts'
import { proves, type Check, type VerdictFinding } from '../core/verdict.ts'
import { clockStart, dueAt, localDate, localIso, type Calendar } from '../core/worktime.ts'
import type { Db } from '../database.ts'
import { issue, sealAll } from '../documents/actions.ts'
import { hasLetter, type IssuedLine } from '../documents/store.ts'
import type { Desk } from '../env.ts'
import { parse, Refused } from '../errors.ts'
import { recordLook, recordRequestLook, requestExpectation } from '../findings/actions.ts'
import { closeFindingsOf } from '../findings/store.ts'
import { loadCalendar } from '../holidays/store.ts'
import { operatorIds } from '../people/store.ts'
import { found, reachOf } from '../rest.ts'
import { mentionsOf } from '../mentions/store.ts'
import { settingsOf } from '../settings/store.ts'
import { siteNames, siteOfRequest, tieNames, untieNames } from '../sites/store.ts'
import { zoneNames } from '../zones/store.ts'
import {
  insertRequest,
  nextNumber,
  openRenames,
  requestById,
  rewriteRequest,
  saveMove,
  shown,
  unlessBeaten,
  type Extra,
  type StoredRequest,
} from './store.ts'

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

async function insideZones(db: Db, { oldName, newName }: RequestInput): Promise<void> {
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
  actor: Actor,
): Promise<RenameRequest> {
  const { db } = desk
  const before = found(await requestById(db, id, reachOf(actor, 'requests', 'show')))
  // Who may not act learns that first, before anything about the body.
  const refusal = refusalOf(before, actor, action)
  if (refusal) throw new Refused(refusal)
  const input: ActionInput = parse(actionInputs[action] as never, body)
  const calendar = await loadCalendar(db)
  const evidence = await evidenceFor(desk, before, action)

  let now = desk.now()
  let look: Check | null = null
  let moved = advance(before, action, actor, input, evidence, now, calendar)
  if (isRefusal(moved) && moved.refused === 'proof_unknown') {
    // Everything else is in order: now it is worth asking the DNS.
    look = await desk.look(requestExpectation(before, now.toISOString()))
    await recordRequestLook(db, before, look)
    now = desk.now()
    moved = advance(before, action, actor, input, { ...evidence, proof: look }, now, calendar)
  }
  if (isRefusal(moved)) throw new Refused(moved)
  const change = moved

  let documents: IssuedLine[] = []
  const after = await db.transaction().execute(async (trx) => {
    const extra = await extraOf(trx, before, action, input, actor, now)
    documents = await issue(desk, trx, { request: before, action, input, dueAt: change.dueAt, actor, now })
    const details = {
      ...input,
      ...(look ? { proof: proofLine(look) } : {}),
      ...overrideLine(before, action),
      ...(documents.length > 0 ? { documents } : {}),
    }
    const saved = unlessBeaten(await saveMove(trx, before, change, extra, { action, details }, actor, now))
    await follow(trx, saved, action, now)
    return saved
  })
  if (documents.length > 0) desk.later(() => sealAll(desk, documents))
  if (action === 'execute' && look) await watch(desk, after, look)
  // The baseline is TTLs and old values as they are before anybody changes them; nobody has to wait for it.
  if (action === 'assign') desk.later(() => lookAtRequest(desk, after))
  // The look has said something more of it since.
  return shown(look ? found(await requestById(db, after.id, { agencyId: null })) : after)
}

async function evidenceFor(desk: Desk, request: StoredRequest, action: Action): Promise<Evidence> {
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
  { reason }: ActionInput,
  { id: by }: Actor,
  now: Date,
): Promise<Extra> {
  const at = now.toISOString()
  switch (action) {
    case 'submit':
      return { number: before.number ?? (await nextNumber(trx, now)), submittedAt: before.submittedAt ?? at }
    case 'override':
      return { override: JSON.stringify({ by, reason, at }) }
    case 'execute': {
      const { redirectDays } = await settingsOf(trx, 'policy')
      const last = new Date(now.getTime() + redirectDays * 86_400_000)
      const redirectUntil = before.want === 'redirect' ? (before.redirectUntil ?? localDate(last)) : null
      return { executedAt: at, redirectUntil }
    }
    case 'receive':
      return { archivedAt: at }
    case 'rollback':
      return { executedAt: null, override: null, goneAt: null }
    case 'reopen':
      return { archivedAt: null, override: null }
    default:
      return {}
  }
}

/** What a move means for the register, in the same transaction. */
async function follow(trx: Db, request: StoredRequest, action: Action, now: Date): Promise<void> {
  if (action === 'execute') {
    await tieNames(trx, request, now)
    // From now on the new name's site carries the watch over both.
    await closeFindingsOf(trx, request.oldName, now.toISOString())
  }
  if (action === 'rollback') {
    await untieNames(trx, request, now)
    await closeFindingsOf(trx, request.newName, now.toISOString())
  }
}

async function watch(desk: Desk, request: StoredRequest, look: Check): Promise<void> {
  const site = await siteOfRequest(desk.db, request.id, request.newName)
  if (site) await recordLook(desk, site, look)
}

/** The preflight: everything of group N that speaks against a request as it stands. Blocking where marked stop. */
export async function lookOver(desk: Desk, request: StoredRequest): Promise<VerdictFinding[]> {
  const { db } = desk
  const { oldName, newName } = request
  const [zones, registered, open, mentions] = [
    await zoneNames(db),
    await siteNames(db),
    await openRenames(db, request.id),
    await mentionsOf(db, oldName),
  ]
  return desk.preflight({
    oldName,
    newName,
    zones,
    registered,
    open,
    ...windowFrom(desk.now(), await loadCalendar(db)),
    records: mentions
      .filter(({ place }) => isRecordPlace(place))
      .map(({ hostname, place }) => ({ name: hostname, type: place, value: oldName })),
  })
}

/** One look now at a request's pair of names, kept as far as it changed anything. */
export async function lookAtRequest(desk: Desk, request: StoredRequest): Promise<Check> {
  const { db } = desk
  const expectation = requestExpectation(request, request.executedAt)
  const check = await desk.look(expectation)
  const executed = request.executedAt !== null
  const site = executed ? await siteOfRequest(db, request.id, request.newName) : null
  if (site) await recordLook(desk, site, check)
  else {
    const measured = executed
      ? null
      : baselineOf(expectation, check.observations, check.checkedAt, request.baseline)
    await recordRequestLook(db, request, check, measured)
  }
  return check
}

const proofLine = (look: Check) => ({
  proved: proves(look),
  status: look.status,
  checkedAt: look.checkedAt,
  findings: look.findings.map(({ condition, subject, server, seen }) => ({
    condition,
    subject,
    server,
    seen,
  })),
})

const overrideLine = ({ override }: StoredRequest, action: Action) =>
  action === 'execute' && override ? { override } : {}

// How long step 4 may take, and when it would be due if it began now: the caches' and the office's hours meet here.
function windowFrom(now: Date, calendar: Calendar): { windowSeconds: number; dueAfterClosing?: string } {
  const allowance = stepOf('assigned')!.allowance as { seconds: number }
  const due = dueAt(now, allowance, calendar)!
  const crosses = localDate(due) !== localDate(clockStart(now, calendar))
  return { windowSeconds: allowance.seconds, ...(crosses ? { dueAfterClosing: localIso(due) } : {}) }
}
