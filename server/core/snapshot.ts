/** A pair of names at one moment, as the authoritative servers and the web showed it: before the change, and after. Pure. */
import { negativeTtl } from './baseline.ts'
import { isWithin } from './hostname.ts'
import type { Answer, DnsObservation, Observation, WebObservation } from './observation.ts'
import { recordTypes } from './records.ts'

/** A record as the authoritative servers hand it out; `value` is presentation form. */
export type SnapshotRecord = { name: string; type: string; ttl: number; value: string }

export type SnapshotServer = { zone: string; server: string; address: string; serial: number | null }

export type SnapshotCertificate = {
  name: string
  issuer: string
  names: string[]
  notBefore: string
  notAfter: string
  sha256: string
  /** Why a browser would not trust it; null when it would. */
  distrust: string | null
}

export type SnapshotPage = { name: string; url: string; title: string | null; fingerprint: string }

/** What a visit to a name's home page met. Statuses are null where nothing answered. */
export type SnapshotVisit = {
  name: string
  scheme: 'http' | 'https'
  status: number | null
  /** Where its redirects ended, and what answered there; null when there were none. */
  end: { url: string; status: number | null } | null
}

export type Snapshot = {
  takenAt: string
  /** Both names and what stands below them; CAA also above them. Each once, with the largest TTL seen. */
  records: SnapshotRecord[]
  /** Every authoritative server with the serial it showed; null when it showed none. */
  servers: SnapshotServer[]
  /** min(SOA TTL, SOA minimum), RFC 2308 §5; the largest of the zones. */
  negativeTtl: number | null
  certificates: SnapshotCertificate[]
  pages: SnapshotPage[]
  /** Absent of those that were taken before visits were kept. */
  visits?: SnapshotVisit[]
}

type Pair = { oldName: string | null; newName: string }
type Answered = DnsObservation & { outcome: Answer }

// Signatures and denials change by themselves, and say nothing about the names.
const PASSING = new Set(['RRSIG', 'NSEC', 'NSEC3', 'SOA'])

/** Null when no authoritative server answered: there is nothing to keep. */
export function snapshotOf(
  { oldName, newName }: Pair,
  observations: readonly Observation[],
  takenAt: string,
): Snapshot | null {
  const dns = observations.filter(
    (seen): seen is Answered =>
      seen.kind === 'dns' &&
      seen.role === 'authoritative' &&
      seen.outcome.status === 'answered' &&
      seen.outcome.aa,
  )
  if (dns.length === 0) return null
  const names = [oldName, newName].filter((name) => name !== null)
  const ours = (name: string) => names.some((own) => isWithin(name, own))
  const above = (name: string) => names.some((own) => isWithin(own, name))
  const records = dns
    .filter(({ purpose }) => purpose !== 'wildcard')
    .flatMap(({ outcome }) => outcome.answers)
    .filter(({ name, type }) => (ours(name) && !PASSING.has(type)) || (type === 'CAA' && above(name)))
  const negatives = dns.map(({ outcome }) => negativeTtl(outcome)).filter((ttl) => ttl !== null)
  const web = observations.filter((seen): seen is WebObservation => seen.kind === 'web')
  return {
    takenAt,
    records: distinct(records),
    servers: serversOf(dns),
    negativeTtl: negatives.length === 0 ? null : Math.max(...negatives),
    certificates: names.flatMap((name) => certificateOf(name, web)),
    pages: names.flatMap((name) => pageOf(name, web)),
    visits: names.flatMap((name) => visitsOf(name, web)),
  }
}

function distinct(seen: readonly SnapshotRecord[]): SnapshotRecord[] {
  const once = new Map<string, SnapshotRecord>()
  for (const { name, type, ttl, value } of seen) {
    const key = `${name} ${type} ${value}`
    once.set(key, { name, type, value, ttl: Math.max(ttl, once.get(key)?.ttl ?? 0) })
  }
  return [...once].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, record]) => record)
}

function serversOf(dns: readonly Answered[]): SnapshotServer[] {
  const servers = new Map<string, SnapshotServer>()
  for (const { zone, server, outcome, purpose } of dns) {
    if (zone === null || purpose === 'chain' || purpose === 'delegation') continue
    const key = `${zone} ${server.address}#${server.port}`
    const soa = outcome.answers.find(({ type, name }) => type === 'SOA' && name === zone)
    const serial = soa ? Number(soa.value.split(' ')[2]) : (servers.get(key)?.serial ?? null)
    servers.set(key, { zone, server: server.name ?? server.address, address: server.address, serial })
  }
  return [...servers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, server]) => server)
}

function certificateOf(name: string, web: readonly WebObservation[]): SnapshotCertificate[] {
  const visit = web.find((seen) => seen.name === name && seen.certificate && seen.purpose !== 'parent')
  if (!visit?.certificate) return []
  const { issuer, names, notBefore, notAfter, sha256, distrust } = visit.certificate
  return [{ name, issuer, names, notBefore, notAfter, sha256, distrust }]
}

function pageOf(name: string, web: readonly WebObservation[]): SnapshotPage[] {
  const visits = web.filter(
    (seen) =>
      seen.name === name && seen.probe === 'home' && seen.hops.at(-1)?.status === 200 && seen.page !== null,
  )
  const best = visits.find(({ scheme }) => scheme === 'https') ?? visits[0]
  if (!best?.page) return []
  const { url, title, fingerprint } = best.page
  return [{ name, url, title, fingerprint }]
}

function visitsOf(name: string, web: readonly WebObservation[]): SnapshotVisit[] {
  return (['https', 'http'] as const).flatMap((scheme) => {
    const visits = web.filter(
      (seen) => seen.name === name && seen.scheme === scheme && seen.probe === 'home' && seen.hops.length > 0,
    )
    const hops = (visits.find(({ hops }) => hops[0]!.status !== null) ?? visits[0])?.hops
    if (!hops) return []
    const [first, last] = [hops[0]!, hops.at(-1)!]
    const end = last === first ? null : { url: last.url, status: last.status }
    return [{ name, scheme, status: first.status, end }]
  })
}

/** What stands at the very name, of the types that a rename changes. */
export const ownRecords = ({ records }: Snapshot, name: string): SnapshotRecord[] =>
  records.filter((record) => record.name === name && (recordTypes as readonly string[]).includes(record.type))

/**
 * True when the two names read otherwise than they did, TTLs included, or lead their visitors to another host: somebody
 * has begun to change them. A web server that did not answer once has not been changed.
 */
export function hasChanged(before: Snapshot, after: Snapshot, { oldName, newName }: Pair): boolean {
  const text = (snapshot: Snapshot, name: string) =>
    ownRecords(snapshot, name)
      .map(({ type, ttl, value }) => `${type} ${ttl} ${value}`)
      .sort()
      .join('\n')
  const names = [oldName, newName].filter((name) => name !== null)
  return names.some((name) => text(before, name) !== text(after, name) || leadsElsewhere(before, after, name))
}

function leadsElsewhere(before: Snapshot, after: Snapshot, name: string): boolean {
  const answered = ({ visits = [] }: Snapshot) =>
    visits.filter((visit) => visit.name === name && visit.status !== null)
  return answered(before).some((visit) => {
    const now = answered(after).find(({ scheme }) => scheme === visit.scheme)
    return now !== undefined && hostOf(now) !== hostOf(visit)
  })
}

const hostOf = ({ name, end }: SnapshotVisit) =>
  end === null ? name : URL.canParse(end.url) ? new URL(end.url).hostname : end.url

/** The snapshot to keep after a look: the newer one, until the first change is seen; then the one before it for good. */
export function keptSnapshot(before: Snapshot | null, after: Snapshot | null, pair: Pair): Snapshot | null {
  if (!before || !after) return before ?? after
  return hasChanged(before, after, pair) ? before : after
}
