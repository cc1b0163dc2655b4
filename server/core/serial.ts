/** Serial numbers of zones: their arithmetic, and what is remembered of them between looks (A09). Pure. */
import type { DnsObservation, Observation } from './observation.ts'
import { recordTypes } from './records.ts'

/** Is serial `a` later than `b`? By serial-number arithmetic (RFC 1982 §3.2), so across the wrap at 2^32. */
export const laterSerial = (a: number, b: number): boolean => a !== b && (a - b) >>> 0 < 0x80000000

/** The latest of them; null where there are none. */
export const latestOf = (serials: readonly number[]): number | null =>
  serials.reduce<number | null>((best, one) => (best === null || laterSerial(one, best) ? one : best), null)

/** The latest serial that a zone ever showed, and since when it shows only earlier ones. */
export type ZoneSerial = { serial: number; backAt: string | null }

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
export function serialAfter(before: ZoneSerial | null, { serial, expire }: SeenSerial, at: Date): ZoneSerial {
  return before && wentBack(before, serial, expire, at)
    ? { serial: before.serial, backAt: before.backAt ?? at.toISOString() }
    : { serial, backAt: null }
}

type SeenSerial = { serial: number; expire: number }

/** The latest serial that the servers of each zone gave in a look, with its expiry in seconds. */
export function serialsIn(observations: readonly Observation[]): Map<string, SeenSerial> {
  const latest = new Map<string, SeenSerial>()
  for (const { zone, serial, expire } of observations.flatMap(soaIn)) {
    const known = latest.get(zone)
    if (!known || laterSerial(serial, known.serial)) latest.set(zone, { serial, expire })
  }
  return latest
}

function soaIn(seen: Observation): (SeenSerial & { zone: string; server: string })[] {
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
