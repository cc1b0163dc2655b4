/** Group A, the new name: what is worth knowing though it works, and what an address says about itself. Pure. */
import { inRange, notPublic, parseRange, sayNotPublic } from '../../server/core/address.ts'
import type { Range } from '../../server/core/address.ts'
import { isWithin } from '../../server/core/hostname.ts'
import type { DnsObservation } from '../../server/core/observation.ts'
import type { Language } from '../../server/core/verdict.ts'
import { faultOf, seenText } from './compare.ts'
import { at, dnsOf } from './reading.ts'
import type { Reading } from './reading.ts'
import type { Facts, Remark } from './remark.ts'
import { byWildcard } from './wildcard.ts'

const WEEK_MS = 7 * 86_400_000
// Below this a TTL was lowered for a change; the panel's own is 14400.
const LOW_TTL_S = 1800

type Note = Pick<Remark, 'condition'> & Partial<Remark>

export function tolerable(facts: Facts, telling: readonly Reading[]): Remark[] {
  const { newName: subject, oldName, records, want } = facts.expectation
  const working = telling.filter((reading) => faultOf(reading, records) === null)
  const note = (remark: Note): Remark => ({ subject, argues: null, severity: 'ok', ...remark })
  const dns = dnsOf(facts.observations)
  const remarks: Remark[] = []
  const wild = working.find((reading) => byWildcard(dns, reading, subject))
  if (wild) remarks.push(note({ condition: 'A16', seen: seenText(wild), level: 'notice', stop: false }))
  const leaning = working.find(
    ({ end, own }) =>
      oldName !== null &&
      (own.CNAME.includes(oldName) || end?.links.includes(oldName) || end?.name === oldName),
  )
  if (leaning) {
    const gentle = { level: 'notice', stop: false } as const
    const breaks = want === 'keep' ? gentle : ({ argues: 'wrong', severity: 'warning' } as const)
    remarks.push(note({ condition: 'A24', seen: seenText(leaning), ...breaks }))
  }
  const long = working.find(({ end }) => end?.state === 'long')
  if (long) {
    remarks.push(
      note({ condition: 'A21', seen: seenText(long), level: 'warning', stop: false, severity: 'info' }),
    )
  }
  return [...remarks, ...outside(facts, working).map(note), ...ttls(facts, dns, working).map(note)]
}

/** A chain that ends at a host which nobody approved. Suffixes are given whole; "the last two labels" prove nothing. */
function outside({ policy }: Facts, working: readonly Reading[]): Note[] {
  if (policy.allowedSuffixes.length === 0) return []
  const off = working.find(
    ({ end }) => end && !policy.allowedSuffixes.some((suffix) => isWithin(end.name, suffix)),
  )
  return off ? [{ condition: 'A23', seen: seenText(off), severity: 'warning' }] : []
}

function ttls(
  { expectation, now }: Facts,
  dns: readonly DnsObservation[],
  working: readonly Reading[],
): Note[] {
  const notes: Note[] = []
  const byServer = new Set(working.flatMap(({ ttl }) => (ttl === null ? [] : [ttl])))
  const inSet = dns
    .filter((o) => o.role === 'authoritative' && o.purpose === 'new' && o.outcome.status === 'answered')
    .flatMap((o) =>
      o.outcome.status === 'answered' ? [at(o.outcome, o.question.name, o.question.type)] : [],
    )
    .find((set) => new Set(set.map(({ ttl }) => ttl)).size > 1)
  if (byServer.size > 1 || inSet) {
    const seen = [...new Set(inSet ? inSet.map(({ ttl }) => ttl) : byServer)].join(', ')
    notes.push({ condition: 'A33', seen })
  }
  const usual = expectation.baseline?.oldTtl ?? 0
  const ttl = Math.max(0, ...byServer)
  const settled =
    expectation.executedAt !== null && now.getTime() - Date.parse(expectation.executedAt) > WEEK_MS
  if (settled && ttl > 0 && ttl < LOW_TTL_S && usual > 2 * ttl) {
    notes.push({ condition: 'A34', expected: String(usual), seen: String(ttl) })
  }
  return notes
}

/** Addresses that the public cannot reach: a fault where nobody expects them, a note where somebody does. */
export function notPublicNotes({ expectation, policy }: Facts, telling: readonly Reading[]): Remark[] {
  const own = (policy.ownRanges ?? []).map(parseRange).filter((range): range is Range => range !== null)
  const inner = [...new Set(telling.flatMap(({ A, AAAA }) => [...A, ...AAAA]))].filter(
    (address) => notPublic(address) !== null && !own.some((range) => inRange(address, range)),
  )
  if (inner.length === 0) return []
  const expected = [...(expectation.records.A ?? []), ...(expectation.records.AAAA ?? [])]
  const declared =
    inner.every((address) => expected.includes(address)) || expectation.records.CNAME !== undefined
  const seen = inner.join(', ')
  const say = (language: Language) =>
    inner.map((address) => `${address} (${sayNotPublic(address)![language]})`).join(', ')
  const words = { id: say('id'), en: say('en') }
  const subject = expectation.newName
  if (!declared) return [{ condition: 'A18', subject, seen, words, argues: 'wrong', severity: 'warning' }]
  return [
    { condition: 'A18', subject, seen, words, level: 'notice', stop: false, argues: null, severity: 'ok' },
  ]
}
