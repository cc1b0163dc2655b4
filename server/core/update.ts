/**
 * Changing a zone by machine (RFC 2136): what would be added and removed at one server for a request, under which
 * prerequisites, and the way back. Off unless an administrator gives a zone its key. Schemas and types; pure.
 */
import { z } from 'zod'
import type { Actor } from './access.ts'
import { parseEndpoint } from './address.ts'
import { zoneOf } from './hostname.ts'
import { recordTypes, type RecordType } from './records.ts'
import { refuse, type Refusal } from './refusal.ts'
import type { RenameRequest } from './request.ts'
import { linesOf } from './runbook/lines.ts'
import { LOW_TTL } from './runbook/moments.ts'

export const tsigAlgorithms = ['hmac-sha256', 'hmac-sha384', 'hmac-sha512'] as const
export type TsigAlgorithm = (typeof tsigAlgorithms)[number]

/** What an update may touch; everything else is a person's work. */
export type UpdateRecord = { name: string; type: RecordType; ttl: number; value: string }

/** What must be so at the server, or nothing is applied (RFC 2136 §2.4). */
export type Prerequisite =
  | { is: 'free'; name: string } // nothing at all stands at the name
  | { is: 'absent'; name: string; type: RecordType } // no set of that type
  | { is: 'exactly'; records: readonly UpdateRecord[] } // the set is these values; TTLs do not count

/** What stands at the names now; `free` are those where nothing stands at all. */
export type ZoneContents = { records: UpdateRecord[]; free: string[] }

export type Diff = {
  zone: string
  /** `192.0.2.53`, the server that was read and would be sent to. */
  server: string
  current: ZoneContents
  add: UpdateRecord[]
  remove: UpdateRecord[]
}

type Pair = Pick<RenameRequest, 'oldName' | 'newName' | 'records' | 'want'>

/** The names of a request that an update of this zone may touch. */
export function namesIn({ oldName, newName, want }: Pair, zone: string, zones: readonly string[]): string[] {
  const touched = want === 'remove' ? [newName, oldName] : [newName]
  return touched.filter((name) => zoneOf(name, zones) === zone)
}

type Named = { name: string; type: string; value: string }
const has = (list: readonly Named[], one: Named) =>
  list.some(({ name, type, value }) => name === one.name && type === one.type && value === one.value)

/** From what stands there to what was asked for. */
export function diffOf(
  request: Pair,
  names: readonly string[],
  zone: string,
  server: string,
  current: ZoneContents,
): Diff {
  const wanted = names.includes(request.newName) ? linesOf(request.newName, request.records, LOW_TTL) : []
  const records = current.records.filter(({ name }) => names.includes(name))
  return {
    zone,
    server,
    current: { records, free: current.free },
    add: (wanted as UpdateRecord[]).filter((one) => !has(records, one)),
    remove: records.filter((one) => !has(wanted, one)),
  }
}

const touchedBy = ({ add, remove }: Diff) => [...new Set([...add, ...remove].map(({ name }) => name))].sort()

/** That every name it touches still is as it was read. */
export function prerequisitesOf(diff: Diff): Prerequisite[] {
  const { current } = diff
  return touchedBy(diff).flatMap((name): Prerequisite[] =>
    current.free.includes(name)
      ? [{ is: 'free', name }]
      : recordTypes.map((type): Prerequisite => {
          const records = current.records.filter((one) => one.name === name && one.type === type)
          return records.length > 0 ? { is: 'exactly', records } : { is: 'absent', name, type }
        }),
  )
}

/** What stands at the touched names once it is applied. */
export function appliedTo(diff: Diff): UpdateRecord[] {
  const { current, add, remove } = diff
  return [...current.records.filter((one) => !has(remove, one)), ...add]
}

/** The way back, from exactly what the update left. TTLs return as they were. */
export function inverseOf(diff: Diff): Diff {
  return { ...diff, current: { records: appliedTo(diff), free: [] }, add: diff.remove, remove: diff.add }
}

/** Whether the touched names hold these values and no others; TTLs do not count. */
export function holds(contents: ZoneContents, expected: readonly UpdateRecord[], diff: Diff): boolean {
  const names = touchedBy(diff)
  const text = (list: readonly UpdateRecord[]) =>
    list
      .filter(({ name }) => names.includes(name))
      .map(({ name, type, value }) => `${name} ${type} ${value}`)
      .sort()
      .join('\n')
  return text(contents.records) === text(expected)
}

export const updateStatuses = ['sent', 'applied', 'failed', 'unknown'] as const
export type UpdateStatus = (typeof updateStatuses)[number]

/** One update that was sent; `sent` for as long as nobody knows what became of it. */
export type SentUpdate = {
  id: number
  requestId: number
  zone: string
  server: string
  keyName: string
  diff: Diff
  digest: string
  status: UpdateStatus
  /** The server's answer in words. */
  result: string | null
  /** The update that this one took back. */
  undoes: number | null
  personId: number
  personName: string
  sentAt: string
  settledAt: string | null
}

/** Why this person may not change the zone for a request now; null when they may. */
export function updateRefusal(
  request: Pick<RenameRequest, 'state' | 'assigneeIds' | 'heldAt'>,
  actor: Actor,
  undo: boolean,
): Refusal | null {
  if (actor.role !== 'operator') return refuse('not_allowed')
  const states: string[] = undo ? ['assigned', 'executed', 'reported'] : ['assigned']
  if (!states.includes(request.state) || (!undo && request.heldAt !== null)) return refuse('not_actionable')
  return request.assigneeIds.includes(actor.id) ? null : refuse('not_assigned_to_you')
}

export const applyInput = z.strictObject({
  zoneId: z.int().positive(),
  /** Of the very comparison that was shown. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
})
export const diffInput = applyInput.pick({ zoneId: true })

const SECRET = /^[A-Za-z0-9+/]{22,172}={0,2}$/
/** What an administrator gives a zone. The secret is only ever written: left out, the one that is kept stays. */
export const updateKeyInput = z.strictObject({
  server: z
    .string()
    .trim()
    .max(100)
    .refine((text) => parseEndpoint(text) !== null, { error: 'SERVER_ADDRESS' }),
  name: z
    .string()
    .trim()
    .max(200)
    .transform((text) => text.toLowerCase().replace(/\.$/, ''))
    .refine((text) => /^[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*$/.test(text), { error: 'KEY_NAME' }),
  algorithm: z.enum(tsigAlgorithms).default('hmac-sha256'),
  secret: z.string().trim().regex(SECRET, { error: 'KEY_SECRET' }).optional(),
  active: z.boolean().default(false),
})
export type UpdateKeyInput = z.infer<typeof updateKeyInput>

/** A key as the API gives it: never its secret. */
export type UpdateKey = Omit<UpdateKeyInput, 'secret'> & { zoneId: number; updatedAt: string }
