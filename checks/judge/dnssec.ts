/** Group D: is the zone signed, does the parent vouch for it, and do the new records carry valid signatures? Pure. */
import type { DnsObservation, SeenRecord } from '../../server/core/observation.ts'
import { counting, parseKey, shownDs, shownKey, vouches } from './keys.ts'
import type { Key } from './keys.ts'
import { dnsOf, keyOf, labelOf } from './reading.ts'
import type { Facts, Remark, Rule } from './remark.ts'
import { undelegated, zoneOfNew } from './servers.ts'
import { signatureClock } from './clock.ts'
import { parseSignature } from './signature.ts'
import type { Signature } from './signature.ts'

const DAY_MS = 86_400_000
/** Signatures with less time left than this are about to become an outage. */
const SOON_DAYS = 3

export const dnssec: Rule = (facts) => {
  const apex = zoneOfNew(facts)
  if (apex === null || undelegated(facts)) return []
  const dns = dnsOf(facts.observations)
  const keys = keysOf(dns, apex)
  const anchors = anchorsOf(dns, apex)
  if (keys === null || (anchors === null && keys.length > 0)) return unsure(dns, apex)
  if (keys.length === 0) {
    if (anchors !== null && anchors.length > 0) return [orphaned(apex, anchors, keys)]
    return [{ condition: 'D01', subject: apex, argues: null, severity: 'ok' }]
  }
  if (anchors!.length > 0 && !counting(anchors!).some((ds) => keys.some((key) => vouches(apex, ds, key)))) {
    return [orphaned(apex, anchors!, keys)]
  }
  return signed(facts, dns, { apex, keys, anchored: anchors!.length > 0 })
}

// Nothing was asked, or nobody answered: silence about DNSSEC is only worth a word when something was signed.
function unsure(dns: readonly DnsObservation[], apex: string): Remark[] {
  const asked = dns.some(({ question, purpose }) => question.type === 'DNSKEY' && purpose === 'zone')
  const answered = dns.some(
    ({ outcome, role }) => role === 'authoritative' && outcome.status === 'answered' && outcome.aa,
  )
  return asked && answered
    ? [{ condition: 'D06', subject: apex, seen: 'DNSKEY or DS', argues: null, severity: 'ok' }]
    : []
}

/** The zone's keys; null when no server answered. */
function keysOf(dns: readonly DnsObservation[], apex: string): Key[] | null {
  const answers = dns.flatMap(({ question, outcome, zone }) =>
    question.type === 'DNSKEY' && zone === apex && outcome.status === 'answered' && outcome.aa
      ? [outcome]
      : [],
  )
  if (answers.length === 0) return null
  const texts = answers.flatMap((a) => a.answers.filter((r) => r.type === 'DNSKEY').map((r) => r.value))
  return [...new Set(texts)].map(parseKey)
}

/** The parent's DS records: from the question itself, or with the referral; null when neither came. */
function anchorsOf(dns: readonly DnsObservation[], apex: string): string[] | null {
  for (const { role, question, outcome } of dns) {
    if (role !== 'parent' || question.name !== apex || question.type !== 'DS') continue
    if (outcome.status === 'answered' && outcome.aa && outcome.rcode === 'NOERROR')
      return dsOf(outcome.answers, apex)
  }
  for (const { role, question, outcome } of dns) {
    if (role !== 'parent' || question.name !== apex || outcome.status !== 'answered' || outcome.aa) continue
    const ds = dsOf(outcome.authorities, apex)
    if (ds.length > 0) return ds
  }
  return null
}

const dsOf = (records: readonly SeenRecord[], apex: string): string[] =>
  records.filter((r) => r.type === 'DS' && r.name === apex).map((r) => r.value)

/** Every validating resolver now refuses the whole zone. */
function orphaned(apex: string, anchors: readonly string[], keys: readonly Key[]): Remark {
  const expected = anchors.map(shownDs).join(', ')
  const seen = keys.map((key) => shownKey(apex, key, anchors[0])).join(', ') || '-'
  return { condition: 'D04', subject: apex, expected, seen, argues: 'broken', severity: 'critical' }
}

type Signed = { apex: string; keys: readonly Key[]; anchored: boolean }

function signed(
  { expectation, now, observations }: Facts,
  dns: DnsObservation[],
  { apex, keys, anchored }: Signed,
): Remark[] {
  const subject = expectation.newName
  const remarks: Remark[] = []
  // Who was asked without EDNS, for want of an answer to it, was not asked for signatures (RFC 4035 §3.2.1).
  const asked = dns.filter(
    (o) =>
      o.role === 'authoritative' &&
      (o.purpose === 'new' || (o.question.type === 'DNSKEY' && o.question.name === apex)) &&
      o.outcome.status === 'answered' &&
      o.outcome.aa &&
      o.withoutEdns === undefined,
  )
  const faults = asked.flatMap((o) => signatureFault(o, { apex, keys }, now) ?? [])
  const clean = new Set(asked.map(keyOf)).size > new Set(faults.map(({ key }) => key)).size
  // When everything up to the registries looks out of date, it is our clock that is wrong (M02).
  if (signatureClock(observations, now) === null) {
    for (const { subject, server, condition, seen } of distinct(faults)) {
      const bad = condition === 'D03' || seen.startsWith('expired')
      remarks.push({
        condition,
        subject,
        server,
        seen,
        ...(bad ? {} : { level: 'warning' as const }),
        // Without a DS nobody validates, and a bad signature harms nobody.
        ...(anchored ? {} : { level: 'notice' as const, stop: false }),
        argues: bad && anchored ? 'broken' : null,
        severity: !anchored ? 'ok' : bad && !clean ? 'critical' : 'warning',
      })
    }
  }
  if (faults.length > 0) return remarks
  if (!anchored)
    return [{ condition: 'D01', subject: apex, seen: 'DNSKEY without DS', argues: null, severity: 'ok' }]
  const validated = dns.find(
    (o) => o.role === 'resolver' && o.purpose === 'new' && o.outcome.status === 'answered' && o.outcome.ad,
  )
  if (validated)
    return [{ condition: 'D02', subject, seen: `AD: ${labelOf(validated)}`, argues: null, severity: 'ok' }]
  return [
    { condition: 'D06', subject, seen: 'no validating resolver in the panel', argues: null, severity: 'ok' },
  ]
}

type SignatureFault = {
  key: string
  subject: string
  server: string
  condition: 'D03' | 'D05'
  seen: string
}

/** What is wrong with the signatures over the records of one answer: all of RFC 4035 §5.3.1 but the mathematics. */
function signatureFault(
  o: DnsObservation,
  { apex, keys }: Pick<Signed, 'apex' | 'keys'>,
  now: Date,
): SignatureFault | null {
  if (o.outcome.status !== 'answered') return null
  const { name } = o.question
  const signatures = o.outcome.answers
    .filter((r) => r.type === 'RRSIG' && r.name === name)
    .flatMap((r) => parseSignature(r) ?? [])
  const types = new Set(
    o.outcome.answers.filter((r) => r.name === name && r.type !== 'RRSIG').map((r) => r.type),
  )
  const fault = (condition: 'D03' | 'D05', seen: string): SignatureFault => ({
    key: keyOf(o),
    subject: name,
    server: labelOf(o),
    condition,
    seen,
  })
  const ofZone = ({ signer, tag, algorithm }: Signature) =>
    signer === apex && keys.some((key) => key.tag === tag && key.algorithm === algorithm)
  for (const type of types) {
    const over = signatures.filter(({ covers }) => covers === type)
    const [first] = over
    if (!first) return fault('D03', `${type} without RRSIG`)
    const known = over.filter(ofZone)
    if (known.length === 0)
      return fault('D03', `${type} signed by ${first.signer} ${first.tag}, no key of the zone`)
    const begun = known.filter(({ begins }) => begins <= now.getTime())
    if (begun.length === 0) return fault('D03', `${type} not valid before ${shown(known, 'begins')}`)
    const expires = Math.max(...begun.map((one) => one.expires))
    if (expires < now.getTime()) return fault('D05', `expired ${shown(begun, 'expires')}`)
    if (expires < now.getTime() + SOON_DAYS * DAY_MS) return fault('D05', `until ${shown(begun, 'expires')}`)
  }
  return null
}

const shown = (signatures: readonly Signature[], which: 'begins' | 'expires') =>
  new Date(Math.max(...signatures.map((one) => one[which]))).toISOString()

function distinct(faults: readonly SignatureFault[]): SignatureFault[] {
  return [
    ...new Map(faults.map((fault) => [`${fault.key} ${fault.subject} ${fault.condition}`, fault])).values(),
  ]
}
