/** Serial numbers of zones: their arithmetic, and what is remembered of them between looks (A09). Pure. */
import type { DnsObservation, Observation } from './observation.ts'
import { recordTypes } from './records.ts'

/** Is serial `a` later than `b`? By serial-number arithmetic (RFC 1982 §3.2), so across the wrap at 2^32. */
export const laterSerial = (a: number, b: number): boolean => a !== b && (a - b) >>> 0 < 0x80000000

/** The latest of them; null where there are none. */
export const latestOf = (serials: readonly number[]): number | null =>
  serials.reduce<number | null>((best, one) => (best === null || laterSerial(one, best) ? one : best), null)

/** The serial that was the latest when the servers of a zone were first seen to differ, while one of them still lacks it. */
export type Split = { serial: number; at: string }

/**
 * The latest serial that a zone ever showed, when it was first seen, since when the zone shows only earlier ones, and
 * since when its servers differ.
 */
export type ZoneSerial = {
  serial: number
  seenAt: string | null
  backAt: string | null
  split: Split | null
}

/** What every authoritative server said of a name, under one serial of its zone. */
export type Published = { zone: string; serial: number; records: string }

/** What was known before a look. */
export type Before = { zones: Readonly<Record<string, ZoneSerial>>; published: Published | null }

/**
 * Has the zone gone back? Until whoever holds the later serial has expired the zone, it waits for one later still, and
 * takes no change (RFC 1034 §4.3.5, RFC 1982 §3.2); after that the earlier serial is as good as any.
 */
export function wentBack(
  { serial, backAt }: ZoneSerial,
  latest: number,
  expireSeconds: number,
  at: Date,
): boolean {
  if (!laterSerial(serial, latest)) return false
  return backAt === null || at.getTime() - Date.parse(backAt) <= expireSeconds * 1000
}

/** The memory of a zone's serial after one more look. */
export function serialAfter(before: ZoneSerial | null, seen: SeenSerial, at: Date): ZoneSerial {
  const now = at.toISOString()
  const split = splitAfter(before?.split ?? null, seen, now)
  if (before && wentBack(before, seen.serial, seen.expire, at))
    return { ...before, backAt: before.backAt ?? now, split }
  const seenAt = (before?.serial === seen.serial ? before.seenAt : null) ?? now
  return { serial: seen.serial, seenAt, backAt: null, split }
}

/** Whoever lags has caught up with what it lacked, or goes on lacking it: a zone that changes every minute never agrees. */
function splitAfter(before: Split | null, { serial, least }: SeenSerial, at: string): Split | null {
  if (before && laterSerial(before.serial, least)) return before
  return laterSerial(serial, least) ? { serial, at } : null
}

type SeenSerial = { serial: number; least: number; expire: number }

/** The latest and the earliest serial that the servers of each zone gave in a look, and the latest's expiry in seconds. */
export function serialsIn(observations: readonly Observation[]): Map<string, SeenSerial> {
  const seen = new Map<string, SeenSerial>()
  for (const { zone, serial, expire } of observations.flatMap(soaIn)) {
    const known = seen.get(zone)
    if (!known) seen.set(zone, { serial, least: serial, expire })
    else if (laterSerial(serial, known.serial)) seen.set(zone, { ...known, serial, expire })
    else if (laterSerial(known.least, serial)) seen.set(zone, { ...known, least: serial })
  }
  return seen
}

type Soa = { zone: string; server: string; serial: number; expire: number }

function soaIn(seen: Observation): Soa[] {
  if (!speaks(seen) || seen.purpose !== 'zone' || seen.question.type !== 'SOA' || seen.zone === null)
    return []
  const record = seen.outcome.answers.find(({ name, type }) => type === 'SOA' && name === seen.zone)
  const [, , serial, , , expire] = record?.value.split(' ').map(Number) ?? []
  return serial === undefined || expire === undefined || Number.isNaN(serial + expire)
    ? []
    : [{ zone: seen.zone, server: keyOf(seen), serial, expire }]
}

type Speaking = DnsObservation & { outcome: { status: 'answered' } }
const speaks = (seen: Observation): seen is Speaking =>
  seen.kind === 'dns' &&
  seen.role === 'authoritative' &&
  seen.outcome.status === 'answered' &&
  seen.outcome.aa
const keyOf = ({ server }: DnsObservation) => `${server.address}#${server.port}`

/** Null where the servers differ, or one of them could not be heard out: then nothing can be told from one serial. */
export function publishedOf(name: string, observations: readonly Observation[]): Published | null {
  const asked = observations.filter(
    (seen): seen is DnsObservation =>
      seen.kind === 'dns' &&
      seen.role === 'authoritative' &&
      seen.question.name === name &&
      (seen.purpose === 'new' || seen.purpose === 'old'),
  )
  const zones = new Set(asked.map(({ zone }) => zone))
  const [zone] = zones
  const heard = asked.filter(speaks).filter(({ outcome }) => /^NO|^NX/.test(outcome.rcode))
  const servers = new Set(heard.map(keyOf))
  if (zones.size !== 1 || zone == null || heard.length < servers.size * recordTypes.length) return null
  const says = (server: string) =>
    heard
      .filter((seen) => keyOf(seen) === server)
      .flatMap(({ outcome }) => outcome.answers)
      .filter((record) => record.name === name && (recordTypes as readonly string[]).includes(record.type))
      .map(({ type, value }) => `${type} ${value}`)
  const [records, ...others] = new Set(
    [...servers].map((server) => [...new Set(says(server))].sort().join(', ')),
  )
  const soas = observations.flatMap(soaIn).filter((soa) => soa.zone === zone)
  const [serial, ...more] = new Set(soas.map((soa) => soa.serial))
  if (records === undefined || serial === undefined || others.length + more.length > 0) return null
  return { zone, serial, records }
}
