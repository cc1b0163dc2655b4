/** Dynamic updates for a request: a comparison first, then exactly that one, then what came of it; and the way back. */
import { createHash } from 'node:crypto'
import type { TsigKey, UpdateOutcome } from '../../checks/index.ts'
import type { Actor } from '../core/access.ts'
import { formatEndpoint, parseEndpoint, type Endpoint } from '../core/address.ts'
import { refuse } from '../core/refusal.ts'
import {
  appliedTo,
  diffOf,
  holds,
  inverseOf,
  namesIn,
  prerequisitesOf,
  updateRefusal,
  type Diff,
  type SentUpdate,
  type TsigAlgorithm,
  type UpdateKey,
  type UpdateKeyInput,
  type UpdateStatus,
} from '../core/update.ts'
import type { Desk } from '../env.ts'
import { Refused } from '../errors.ts'
import { requestById, type StoredRequest } from '../requests/store.ts'
import { EVERYWHERE, found } from '../rest.ts'
import { note } from '../runbook/actions.ts'
import type { Vault } from '../vault.ts'
import { zoneNames } from '../zones/store.ts'
import {
  activeKeys,
  insertUpdate,
  keyOfZone,
  saveKey,
  settleUpdate,
  updatesOf,
  zoneById,
  type StoredKey,
} from './store.ts'

// A secret that is moved to another row, zone or algorithm opens nothing.
const contextOf = ({ zoneId, name, algorithm }: Pick<StoredKey, 'zoneId' | 'name' | 'algorithm'>) =>
  `${zoneId} ${name} ${algorithm}`

function vaultOf({ vault }: Desk): Vault {
  if (!vault) throw new Refused('updates_no_secret')
  return vault
}

export const shownKey = ({ zoneId, server, name, algorithm, active, updatedAt }: StoredKey): UpdateKey => ({
  zoneId,
  server,
  name,
  algorithm: algorithm as TsigAlgorithm,
  active: active === 1,
  updatedAt,
})

/** Gives a zone its key, or changes what is not secret of it. */
export async function setKey(
  desk: Desk,
  zoneId: number,
  input: UpdateKeyInput,
  actor: Actor,
): Promise<UpdateKey> {
  const vault = vaultOf(desk)
  found(await zoneById(desk.db, zoneId))
  return desk.db.transaction().execute(async (trx) => {
    const before = await keyOfZone(trx, zoneId)
    const secret =
      input.secret === undefined
        ? before && vault.open(before.secret, contextOf(before))
        : Buffer.from(input.secret, 'base64')
    if (!secret) throw new Refused(refuse('invalid', { secret: { id: 'wajib diisi', en: 'required' } }))
    const sealed = vault.seal(secret, contextOf({ zoneId, ...input }))
    await saveKey(trx, zoneId, input, sealed, { id: actor.id, at: desk.now().toISOString() })
    return shownKey(found(await keyOfZone(trx, zoneId)))
  })
}

type Tool = { key: TsigKey; server: Endpoint; zone: string }

/** What is needed to speak to a zone's server. */
async function toolOf(desk: Desk, zoneId: number, needsActive: boolean): Promise<Tool> {
  const vault = vaultOf(desk)
  const zone = found(await zoneById(desk.db, zoneId))
  const stored = await keyOfZone(desk.db, zoneId)
  if (!stored || (needsActive && stored.active !== 1)) throw new Refused('updates_off')
  const secret = vault.open(stored.secret, contextOf(stored))
  if (!secret)
    throw failed({
      id: 'Kunci tidak dapat dibuka: ALIH_SECRET bukan lagi yang dipakai saat kunci disimpan. Masukkan ulang kuncinya.',
      en: 'The key cannot be opened: ALIH_SECRET is not the one it was kept with. Enter the key again.',
    })
  const { name, algorithm } = stored
  return {
    key: { name, algorithm: algorithm as TsigAlgorithm, secret },
    server: parseEndpoint(stored.server)!,
    zone: zone.name,
  }
}

const failed = (server: { id: string; en: string }) => new Refused(refuse('update_failed', { server }))

/** Whether the key is taken: an update that changes nothing, with a prerequisite that always holds. */
export async function tryKey(desk: Desk, zoneId: number): Promise<{ ok: boolean; result: string }> {
  const { key, server, zone } = await toolOf(desk, zoneId, false)
  const outcome = await desk.updater.send({ zone, prerequisites: [], remove: [], add: [] }, server, key)
  return { ok: outcome.status === 'done', result: wordsOf(outcome) }
}

/** What there is to update by machine for a request, and what was sent. */
export async function updatesFor({ db, vault }: Desk, request: StoredRequest) {
  const zones = await zoneNames(db)
  const keys = await activeKeys(db)
  return {
    available: vault !== null,
    zones: keys
      .filter(({ zone }) => namesIn(request, zone, zones).length > 0)
      .map(({ zoneId, zone, server, name }) => ({ zoneId, zone, server, keyName: name })),
    updates: await updatesOf(db, request.id),
  }
}

export type ShownDiff = Diff & { digest: string }

/** The dry run: reads the server, and says what would be added and removed. Changes nothing. */
export async function compare(desk: Desk, request: StoredRequest, zoneId: number): Promise<ShownDiff> {
  return comparison(desk, request, await toolOf(desk, zoneId, true))
}

async function comparison(desk: Desk, request: StoredRequest, { server, zone }: Tool): Promise<ShownDiff> {
  const names = namesIn(request, zone, await zoneNames(desk.db))
  const state = await desk.updater.read(zone, server, names)
  if (!state.ok) {
    const said = `${formatEndpoint(server)}: ${state.status}: ${state.detail}`
    throw failed({ id: said, en: said })
  }
  const diff = diffOf(request, names, zone, formatEndpoint(server), state)
  return { ...diff, digest: digestOf(diff) }
}

const digestOf = ({ zone, server, current, add, remove }: Diff) =>
  createHash('sha256')
    .update(JSON.stringify([zone, server, current, add, remove]))
    .digest('hex')

/** Applies the very comparison that was confirmed; refused when the server reads otherwise by now. */
export async function apply(
  desk: Desk,
  request: StoredRequest,
  { zoneId, digest }: { zoneId: number; digest: string },
  actor: Actor,
): Promise<SentUpdate> {
  const refusal = updateRefusal(request, actor, false)
  if (refusal) throw new Refused(refusal)
  const tool = await toolOf(desk, zoneId, true)
  const { digest: now, ...diff } = await comparison(desk, request, tool)
  if (now !== digest) throw new Refused('state_moved')
  if (diff.add.length + diff.remove.length === 0) throw new Refused('nothing_to_update')
  return carryOut(desk, request, tool, diff, null, actor)
}

/** Takes an applied update back, if the server still holds exactly what it left. */
export async function undo(
  desk: Desk,
  request: StoredRequest,
  updateId: number,
  actor: Actor,
): Promise<SentUpdate> {
  const refusal = updateRefusal(request, actor, true)
  if (refusal) throw new Refused(refusal)
  const updates = await updatesOf(desk.db, request.id)
  const update = found(updates.find(({ id }) => id === updateId))
  const undone = updates.some(({ undoes, status }) => undoes === updateId && status === 'applied')
  if (update.undoes !== null || update.status === 'failed' || undone) throw new Refused('not_actionable')
  const zone = (await activeKeys(desk.db)).find((one) => one.zone === update.zone)
  if (!zone) throw new Refused('updates_off')
  const tool = await toolOf(desk, zone.zoneId, true)
  return carryOut(desk, request, tool, inverseOf(update.diff), updateId, actor)
}

async function carryOut(
  desk: Desk,
  request: StoredRequest,
  { key, server, zone }: Tool,
  diff: Diff,
  undoes: number | null,
  actor: Actor,
): Promise<SentUpdate> {
  const { db, updater } = desk
  const line = {
    requestId: request.id,
    zone,
    server: formatEndpoint(server),
    keyName: key.name,
    diff,
    digest: digestOf(diff),
    undoes,
    personId: actor.id,
    personName: actor.name,
    sentAt: desk.now().toISOString(),
  }
  const id = await insertUpdate(db, { ...line, status: 'sent' })
  const { add, remove } = diff
  const outcome = await updater.send({ zone, prerequisites: prerequisitesOf(diff), remove, add }, server, key)
  // Whatever was said of it, what stands there now is what counts.
  const names = [...new Set([...add, ...remove].map(({ name }) => name))]
  const after = await updater.read(zone, server, names)
  const holdsIt = after.ok && holds(after, appliedTo(diff), diff)
  const status = statusOf(outcome, after.ok, holdsIt)
  const result = `${wordsOf(outcome)}${after.ok ? '' : `; ${after.status}: ${after.detail}`}`
  const settledAt = desk.now()
  await db.transaction().execute(async (trx) => {
    await settleUpdate(trx, id, { status, result, settledAt: settledAt.toISOString() })
    const current = found(await requestById(trx, request.id, EVERYWHERE))
    const details = { updateId: id, zone, server: line.server, key: key.name, add, remove, status, result }
    const event = undoes === null ? ('apply_update' as const) : ('undo_update' as const)
    await note(trx, current, event, undoes === null ? details : { ...details, undoes }, actor, settledAt)
  })
  if (status === 'failed') {
    if (outcome.status === 'refused' && CONCURRENT.has(outcome.rcode)) throw new Refused('state_moved')
    throw failed({ id: result, en: result })
  }
  return { ...line, id, status, result, settledAt: settledAt.toISOString() }
}

// The prerequisites did not hold (RFC 2136 §3.2).
const CONCURRENT = new Set(['YXDOMAIN', 'YXRRSET', 'NXRRSET', 'NXDOMAIN'])

function statusOf(outcome: UpdateOutcome, seen: boolean, holdsIt: boolean): UpdateStatus {
  if (outcome.status === 'done') return seen && !holdsIt ? 'unknown' : 'applied'
  // The server's signed no; and what never left cannot have been applied.
  if (outcome.status === 'refused' || (outcome.status === 'silent' && !outcome.sent)) return 'failed'
  // Nobody who can be believed said anything: what stands there decides.
  if (!seen) return 'unknown'
  return holdsIt ? 'applied' : 'failed'
}

function wordsOf(outcome: UpdateOutcome): string {
  switch (outcome.status) {
    case 'done':
      return 'NOERROR'
    case 'refused':
      return outcome.rcode
    case 'key':
      return [outcome.error, outcome.detail].filter(Boolean).join(': ')
    default:
      return `${outcome.status}: ${outcome.detail}`
  }
}
