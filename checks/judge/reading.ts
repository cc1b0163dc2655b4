/** What each authoritative server says about a name, folded from the observations of one look. Pure. */
import type { Answer, DnsObservation, Observation, SeenRecord } from '../../server/core/observation.ts'
import { latestOf } from '../../server/core/serial.ts'
import { chainEnd } from './chain.ts'
import type { ChainEnd } from './chain.ts'
import { denies } from './denial.ts'

/** What one reply says. `unseen` is the checker's own limit (no IPv6, guarded address), not the server's. */
export type Word = 'has' | 'nxdomain' | 'nodata' | 'lame' | 'silent' | 'unseen'

/** Whether a reply tells of the name at all, be it that there is none. */
export const isTelling = (word: Word): boolean => word === 'has' || word === 'nxdomain' || word === 'nodata'

export type Soa = {
  serial: number
  refresh: number
  retry: number
  expire: number
  minimum: number
  ttl: number
  mname: string
}

/** One server's view of one name. */
export type Reading = {
  server: string
  /** The name that was asked for. */
  name: string
  key: string
  zone: string | null
  nsName: string | null
  says: Word
  /** Why it is lame, silent or unseen. */
  why: string
  soa: Soa | null
  own: { A: string[]; AAAA: string[]; CNAME: string[] }
  /** The addresses that a client ends at: the name's own, or those of the end of its CNAME chain. */
  A: string[]
  AAAA: string[]
  end: ChainEnd | null
  /** Largest TTL of the name's own records. */
  ttl: number | null
  /** The name exists, but this type's question got no proper answer. */
  trouble: { type: string; why: string } | null
}

export const dnsOf = (observations: readonly Observation[]): DnsObservation[] =>
  observations.filter((o): o is DnsObservation => o.kind === 'dns')

export const keyOf = ({ server }: Pick<DnsObservation, 'server'>): string =>
  `${server.address}#${server.port}`

export function labelOf({ server }: Pick<DnsObservation, 'server'>): string {
  const address =
    server.port === 53 || server.address.startsWith('https:')
      ? server.address
      : `${server.address}#${server.port}`
  return server.name === null ? address : `${server.name} (${address})`
}

/** The records of a reply that stand at the very name, of one type. Never those further along a chain. */
export const at = (answer: Answer, name: string, type: string): SeenRecord[] =>
  answer.answers.filter((record) => record.name === name && record.type === type)

/** What one reply from an authoritative server says about the name that was asked for. */
export function wordOf({ outcome, question, server }: DnsObservation): { word: Word; why: string } {
  if (outcome.status !== 'answered') {
    const own =
      outcome.status === 'not_allowed' ||
      outcome.status === 'not_sent' ||
      outcome.status === 'held_back' ||
      (outcome.status === 'unreachable' && server.address.includes(':'))
    return { word: own ? 'unseen' : 'silent', why: `${outcome.status}: ${outcome.detail}` }
  }
  if (outcome.rcode !== 'NOERROR' && outcome.rcode !== 'NXDOMAIN') return { word: 'lame', why: outcome.rcode }
  if (!outcome.aa) {
    const referral = outcome.authorities.find(({ type }) => type === 'NS')
    return { word: 'lame', why: referral ? `referral to ${referral.name}` : 'no AA' }
  }
  const there = outcome.answers.some(
    (r) => r.name === question.name && (r.type === question.type || r.type === 'CNAME'),
  )
  if (there) return { word: 'has', why: '' }
  return { word: denies(outcome, question.name) ? 'nxdomain' : 'nodata', why: '' }
}

/** Every authoritative server's view of the name that was asked for as `purpose`. */
export function readings(observations: readonly Observation[], purpose: 'new' | 'old'): Reading[] {
  if (!Object.isFrozen(observations)) return readAll(observations, purpose)
  const known = read.get(observations) ?? {}
  read.set(observations, known)
  return (known[purpose] ??= readAll(observations, purpose))
}

// Every rule reads the same look. A list that is frozen cannot come to say anything else.
const read = new WeakMap<readonly Observation[], { new?: Reading[]; old?: Reading[] }>()

function readAll(observations: readonly Observation[], purpose: 'new' | 'old'): Reading[] {
  const dns = dnsOf(observations)
  const asked = dns.filter(
    (o) => o.role === 'authoritative' && o.purpose === purpose && ADDRESS.has(o.question.type),
  )
  // Servers hand out NS records in turn: in whatever order they were asked, a look that sees the same says the same.
  const keys = [...new Set(asked.map(keyOf))].sort()
  return keys.map((key) =>
    reading(
      asked.filter((o) => keyOf(o) === key),
      dns,
    ),
  )
}

const ADDRESS = new Set(['A', 'AAAA', 'CNAME'])

function reading(own: DnsObservation[], dns: DnsObservation[]): Reading {
  const first = own[0]!
  const words = own.map((o) => ({ type: o.question.type, ...wordOf(o) }))
  const sets = { A: valuesOf(own, 'A'), AAAA: valuesOf(own, 'AAAA'), CNAME: valuesOf(own, 'CNAME') }
  const { says, why } = overall(words)
  const bad = words.find(
    ({ type, word }) => type !== 'CNAME' && (word === 'nxdomain' || word === 'lame' || word === 'silent'),
  )
  const target = sets.CNAME[0]
  const end = target === undefined ? null : chainEnd(dns, first.question.name, target)
  return {
    server: labelOf(first),
    name: first.question.name,
    key: keyOf(first),
    zone: first.zone,
    nsName: first.server.name,
    says,
    why,
    soa: soaAt(dns, keyOf(first), first.zone),
    own: sets,
    A: end ? end.A : sets.A,
    AAAA: end ? end.AAAA : sets.AAAA,
    end,
    ttl: ttlOf(own),
    trouble: says === 'has' && bad ? { type: bad.type, why: bad.why || bad.word.toUpperCase() } : null,
  }
}

// Having something outweighs all; then silence and lameness about one type leave the name untold.
function overall(words: { word: Word; why: string }[]): { says: Word; why: string } {
  for (const says of ['has', 'nxdomain', 'lame', 'silent', 'unseen'] as const) {
    const one = words.find(({ word }) => word === says)
    if (one) return { says, why: one.why }
  }
  return { says: 'nodata', why: '' }
}

/** The values of one type that stand at the very names that were asked for. */
export function valuesOf(own: readonly DnsObservation[], type: string): string[] {
  const values = own.flatMap((o) =>
    o.outcome.status === 'answered' && o.outcome.aa
      ? at(o.outcome, o.question.name, type).map((r) => r.value)
      : [],
  )
  return [...new Set(values)].sort()
}

function ttlOf(own: DnsObservation[]): number | null {
  const ttls = own.flatMap((o) =>
    o.outcome.status === 'answered'
      ? o.outcome.answers.filter((r) => r.name === o.question.name && ADDRESS.has(r.type))
      : [],
  )
  return ttls.length === 0 ? null : Math.max(...ttls.map(({ ttl }) => ttl))
}

/** Reads the text of an SOA record. */
export function parseSoa({ value, ttl }: SeenRecord): Soa | null {
  const [mname, , serial, refresh, retry, expire, minimum] = value.split(' ')
  const numbers = [serial, refresh, retry, expire, minimum].map(Number)
  if (mname === undefined || numbers.some((n) => !Number.isFinite(n))) return null
  const [a, b, c, d, e] = numbers as [number, number, number, number, number]
  return { mname, serial: a, refresh: b, retry: c, expire: d, minimum: e, ttl }
}

/** The SOA that one server gave for its zone. */
export function soaAt(dns: readonly DnsObservation[], key: string, zone: string | null): Soa | null {
  for (const o of dns) {
    if (keyOf(o) !== key || o.outcome.status !== 'answered' || !o.outcome.aa) continue
    if (o.purpose !== 'zone' || o.question.type !== 'SOA') continue
    const record = o.outcome.answers.find((r) => r.type === 'SOA' && r.name === zone)
    if (record) return parseSoa(record)
  }
  return null
}

/** min(SOA TTL, SOA minimum), RFC 2308 §5: how long "does not exist" may be remembered. */
export const negativeTtl = ({ ttl, minimum }: Soa): number => Math.min(ttl, minimum)

/** The latest serial that any server showed; null when none did. */
export const latestSerial = (list: readonly Reading[]): number | null =>
  latestOf(list.flatMap(({ soa }) => (soa ? [soa.serial] : [])))

/** Every address that the authoritative servers gave for one of the two names, chains followed. */
export function addressesSeen(observations: readonly Observation[], purpose: 'new' | 'old'): string[] {
  return [...new Set(readings(observations, purpose).flatMap(({ A, AAAA }) => [...A, ...AAAA]))].sort()
}
