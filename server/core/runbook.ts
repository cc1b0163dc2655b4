/**
 * The runbook of one rename: what the team does in step 4, generated from what was measured of both names. Items have ids
 * that last; those of `runbookSteps` must be ticked before the change may be declared carried out. Pure.
 */
import { z } from 'zod'
import type { Actor } from './access.ts'
import type { Standing } from './advance.ts'
import type { Baseline } from './expectation.ts'
import { zoneOf } from './hostname.ts'
import { runbookSteps } from './lifecycle.ts'
import type { InboundReference } from './mention.ts'
import type { RecordType } from './records.ts'
import { refuse, type Refusal } from './refusal.ts'
import type { RenameRequest } from './request.ts'
import { itemsOf } from './runbook/items.ts'
import { LOW_TTL, momentsOf, type Moment } from './runbook/moments.ts'
import { rollbackOf } from './runbook/rollback.ts'
import { ownRecords, type Snapshot, type SnapshotRecord } from './snapshot.ts'
import type { Text } from './verdict.ts'
import type { Calendar } from './worktime.ts'

/** Every item there can be, in the order of the work. */
export const runbookItemIds = [
  'note_old_records',
  'lower_ttl',
  'add_new_records',
  'www_pair',
  'move_site',
  'certificate',
  'redirect_old',
  'other_records',
  'children',
  'restore_ttl',
  'remove_later',
] as const
export type RunbookItemId = (typeof runbookItemIds)[number]

/** Something to paste, or steps to click through. */
export type RunbookBlock =
  | { kind: 'zone' | 'nsupdate' | 'shell' | 'apache' | 'htaccess' | 'nginx'; title: Text; code: string }
  | { kind: 'steps'; title: Text; steps: Text[] }

export type RunbookItem = {
  id: RunbookItemId
  /** `execute` asks for it. */
  required: boolean
  title: Text
  notes: Text[]
  blocks: RunbookBlock[]
  /** Not before this moment of the plan; null when it may be done at once. */
  notBefore: string | null
}

/** An item that somebody ticked off. */
export type RunbookTick = { item: RunbookItemId; personId: number; personName: string; at: string }

export type Runbook = {
  oldName: string
  newName: string
  oldZone: string | null
  newZone: string | null
  /** When both names were last measured; null when they never were. */
  measuredAt: string | null
  moments: Moment[]
  items: RunbookItem[]
  /** What brings everything back as it was. */
  rollback: RunbookBlock[]
  /** What the reader must know first. */
  warnings: Text[]
}

export type RunbookFacts = {
  request: Pick<
    RenameRequest,
    'oldName' | 'newName' | 'records' | 'want' | 'redirectUntil' | 'kind' | 'state' | 'dueAt' | 'executedAt'
  >
  baseline: Baseline | null
  /** What the last look showed of the pair. */
  latest: Snapshot | null
  /** Zones under care. */
  zones: readonly string[]
  /** Registered names below the old one. */
  children: readonly string[]
  inbound: readonly InboundReference[]
  ticks: readonly RunbookTick[]
  calendar: Calendar
  now: Date
}

/** What the parts of the runbook are made from. */
export type Working = RunbookFacts & {
  oldZone: string | null
  newZone: string | null
  /** As it was before the first change. */
  before: Snapshot | null
  /** The old name's own records before, A, AAAA and CNAME. */
  oldRecords: SnapshotRecord[]
  /** Other records at the old name or below it, before. */
  otherRecords: SnapshotRecord[]
  www: boolean
  oldChanges: boolean
  moments: Moment[]
}

export const tickInput = z.strictObject({ item: z.enum(runbookItemIds), done: z.boolean() })

/** Why this person may not tick items now; null when they may. */
export function tickRefusal(request: Standing, actor: Actor): Refusal | null {
  if (actor.role !== 'operator') return refuse('not_allowed')
  if (request.state !== 'assigned') return refuse('not_actionable')
  return request.assigneeIds.includes(actor.id) ? null : refuse('not_assigned_to_you')
}

/** The steps that `execute` may take as done: those in its body, and those ticked before. */
export const stepsDone = (given: readonly string[], ticks: readonly Pick<RunbookTick, 'item'>[]) =>
  runbookSteps.filter((step) => given.includes(step) || ticks.some(({ item }) => item === step))

export function runbookOf(facts: RunbookFacts): Runbook {
  const { request, baseline, latest, zones, ticks, calendar, now } = facts
  const { oldName, newName, want } = request
  const before = baseline?.snapshot ?? latest
  const oldRecords = before ? ownRecords(before, oldName) : []
  const below = before ? before.records.filter(({ name }) => isAtOrBelow(name, oldName, newName)) : []
  const ttlNow = latest ? largestTtl(ownRecords(latest, oldName)) : null
  const seenLow = ttlNow !== null && ttlNow <= LOW_TTL ? latest!.takenAt : null
  // A redirect is the web server's work, and the old name's address stays, unless the site moves to another server.
  const elsewhere =
    oldRecords.length > 0 &&
    !oldRecords.some(({ type, value }) => request.records[type as RecordType]?.includes(value))
  const oldChanges = want === 'remove' || (want === 'redirect' && elsewhere)
  const moments = momentsOf({
    now,
    calendar,
    oldChanges,
    oldTtl: baseline?.oldTtl ?? largestTtl(oldRecords),
    negativeTtl: baseline?.negativeTtl ?? before?.negativeTtl ?? null,
    loweredAt: ticks.find(({ item }) => item === 'lower_ttl')?.at ?? seenLow,
    // Reopened, the request waits for another change; the one before is history.
    changedAt: request.state === 'assigned' ? null : request.executedAt,
    redirectUntil: want === 'redirect' ? request.redirectUntil : null,
  })
  const working: Working = {
    ...facts,
    oldZone: zoneOf(oldName, zones),
    newZone: zoneOf(newName, zones),
    before,
    oldRecords,
    otherRecords: below.filter((record) => !oldRecords.includes(record) && record.name !== `www.${oldName}`),
    www: below.some(({ name }) => name === `www.${oldName}`),
    oldChanges,
    moments,
  }
  return {
    oldName,
    newName,
    oldZone: working.oldZone,
    newZone: working.newZone,
    measuredAt: before?.takenAt ?? baseline?.measuredAt ?? null,
    moments,
    items: itemsOf(working),
    rollback: rollbackOf(working),
    warnings: warningsOf(working),
  }
}

const largestTtl = (records: readonly SnapshotRecord[]): number | null =>
  records.length === 0 ? null : Math.max(...records.map(({ ttl }) => ttl))

// The new name may itself lie below the old one: what stands there is not the old name's.
const isAtOrBelow = (name: string, oldName: string, newName: string) =>
  (name === oldName || name.endsWith(`.${oldName}`)) &&
  !(newName.endsWith(`.${oldName}`) && (name === newName || name.endsWith(`.${newName}`)))

function warningsOf({ before, moments, request, children }: Working): Text[] {
  const warnings: Text[] = []
  if (!before)
    warnings.push({
      id: 'Kedua nama belum pernah terukur, jadi record lama tidak diketahui. Jalankan pemeriksaan dahulu.',
      en: 'The two names were never measured, so the old records are not known. Run a check first.',
    })
  const change = moments.find(({ id }) => id === 'change')
  const waits = request.state === 'assigned' && moments.some(({ id }) => id === 'lower')
  if (request.dueAt && change && waits && change.at > request.dueAt)
    warnings.push({
      id: 'Menunggu TTL melewati tenggat tahap ini. Ubah sekarang tanpa menurunkan TTL (sebagian pengguna masih melihat jawaban lama sampai TTL habis), atau sepakati jadwal dengan instansi lalu tahan dengan alasan.',
      en: 'Waiting for the TTL goes past the due time of this step. Change now without lowering (some users see the old answer until the TTL runs out), or agree on a date with the agency and put it on hold with the reason.',
    })
  if (children.length > 0)
    warnings.push({
      id: `Ada nama terdaftar di bawah nama lama: ${children.join(', ')}.`,
      en: `Registered names exist below the old one: ${children.join(', ')}.`,
    })
  return warnings
}
