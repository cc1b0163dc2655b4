/** Group A, the zone: name servers, glue, timers and manners. Findings under `ok`: none of them stops a name. Pure. */
import type { DnsObservation, SeenRecord } from '../../server/core/observation.ts'
import { sameSet } from '../../server/core/records.ts'
import { laterSerial, serialsIn, publishedOf, wentBack } from '../../server/core/serial.ts'
import { at, dnsOf, keyOf, labelOf, readings } from './reading.ts'
import type { Reading } from './reading.ts'
import type { Facts, Remark, Rule } from './remark.ts'
import { undelegated, zoneOfNew } from './servers.ts'

export const zone: Rule = (facts) => {
  const apex = zoneOfNew(facts)
  if (apex === null || undelegated(facts)) return []
  const dns = dnsOf(facts.observations)
  const list = readings(facts.observations, 'new')
  const tree = [...nameServers(dns, apex, list), ...glue(dns, apex)]
  return [
    ...tree,
    ...serials(facts, apex, list),
    ...sinceBefore(facts, apex),
    ...timers(apex, list),
    ...manners(dns, apex),
    ...aliases(facts, apex),
  ]
}

type Note = Pick<Remark, 'condition' | 'subject' | 'severity'> & Partial<Remark>
const note = (remark: Note): Remark => ({ argues: null, ...remark })

const nsSet = (records: readonly SeenRecord[], apex: string): string[] =>
  [...new Set(records.filter((r) => r.type === 'NS' && r.name === apex).map((r) => r.value))].sort()

/** The NS set as the parent gave it in a referral; null when the same server holds parent and child. */
function parentSet(dns: readonly DnsObservation[], apex: string): string[] | null {
  for (const { role, question, outcome } of dns) {
    if (role !== 'parent' || question.name !== apex || question.type !== 'NS') continue
    if (outcome.status !== 'answered' || outcome.aa) continue
    const set = nsSet(outcome.authorities, apex)
    if (set.length > 0) return set
  }
  return null
}

/** The NS set that each server of the zone gave. */
function childSets(dns: readonly DnsObservation[], apex: string): { server: string; set: string[] }[] {
  return dns.flatMap((o) => {
    if (
      o.role !== 'authoritative' ||
      o.purpose !== 'zone' ||
      o.question.type !== 'NS' ||
      o.question.name !== apex
    )
      return []
    if (o.outcome.status !== 'answered' || !o.outcome.aa) return []
    return [{ server: labelOf(o), set: nsSet(o.outcome.answers, apex) }]
  })
}

function nameServers(dns: readonly DnsObservation[], apex: string, list: readonly Reading[]): Remark[] {
  const parent = parentSet(dns, apex)
  const children = childSets(dns, apex)
  const remarks: Remark[] = []
  const odd = children.find(({ set }) => !sameSet(set, parent ?? children[0]!.set))
  if (odd) {
    const expected = parent ?? children[0]!.set
    // One that only one side names costs a way in; one that is gone is asked in vain.
    const isMore = expected.every((name) => odd.set.includes(name))
    remarks.push(
      note({
        condition: 'A36',
        subject: apex,
        server: odd.server,
        expected: expected.join(', '),
        seen: odd.set.join(', '),
        ...(isMore ? { level: 'notice' as const } : {}),
        severity: 'ok',
      }),
    )
  }
  const named = [...new Set([...(parent ?? []), ...children.flatMap(({ set }) => set)])]
  if (named.length === 0) return remarks
  // Servers that the operator gave carry names of their own; only a walk tells where each NS stands.
  const walked = dns.some(({ role, question }) => role === 'parent' && question.name === apex)
  const places = named.map((name) => ({ name, addresses: addressesOf(name, apex, dns) }))
  for (const { name, addresses } of walked ? places : []) {
    if (addresses.length > 0) continue
    remarks.push(note({ condition: 'A05', subject: apex, server: name, seen: name, severity: 'warning' }))
  }
  const found = places.flatMap(({ addresses }) => addresses)
  const apart = new Set(found).size
  if (named.length < 2 || (walked && (apart < 2 || apart < found.length))) {
    const seen = walked
      ? places.map(({ name, addresses }) => `${name} (${addresses.join(', ') || '-'})`).join(', ')
      : list.map(({ server }) => server).join(', ')
    remarks.push(note({ condition: 'A38', subject: apex, seen, severity: 'ok' }))
  }
  return remarks
}

/** Where an NS stands: the addresses it was asked at, and those that its own zone gave. `readings` know one name each. */
function addressesOf(name: string, apex: string, dns: readonly DnsObservation[]): string[] {
  const found = dns.flatMap(({ role, purpose, zone, server, question, outcome }) => {
    if (role !== 'authoritative') return []
    if (zone === apex && server.name === name) return [server.address]
    if (purpose !== 'delegation' || question.name !== name) return []
    if (outcome.status !== 'answered' || !outcome.aa) return []
    return [...at(outcome, name, 'A'), ...at(outcome, name, 'AAAA')].map(({ value }) => value)
  })
  return [...new Set(found)]
}

/** Glue that the parent hands out against the address that the zone itself gives (RFC 1034 §4.2.1). */
function glue(dns: readonly DnsObservation[], apex: string): Remark[] {
  const handed = dns.flatMap(({ role, question, outcome }) =>
    role === 'parent' && question.name === apex && outcome.status === 'answered' && !outcome.aa
      ? outcome.additionals
      : [],
  )
  const own = dns.flatMap(({ role, purpose, outcome, question }) =>
    role === 'authoritative' && purpose === 'delegation' && outcome.status === 'answered' && outcome.aa
      ? outcome.answers.filter((r) => r.name === question.name)
      : [],
  )
  const values = (list: readonly SeenRecord[], name: string, type: string) => [
    ...new Set(list.filter((r) => r.name === name && r.type === type).map((r) => r.value)),
  ]
  const remarks: Remark[] = []
  for (const name of new Set(handed.map((r) => r.name))) {
    for (const type of ['A', 'AAAA']) {
      const [given, held] = [values(handed, name, type), values(own, name, type)]
      if (given.length === 0 || held.length === 0 || sameSet(given, held)) continue
      remarks.push(
        note({
          condition: 'A37',
          subject: apex,
          server: name,
          expected: held.join(', '),
          seen: given.join(', '),
          severity: 'warning',
        }),
      )
    }
  }
  return remarks
}

/** The primary that the SOA names must not be behind the others (RFC 1982): they would never fetch from it. */
function serials({ expectation }: Facts, apex: string, list: readonly Reading[]): Remark[] {
  const withSoa = list.filter(({ soa }) => soa !== null)
  const primary = withSoa.find(({ soa, nsName }) => soa!.mname === nsName)
  if (!primary) return []
  const ahead = withSoa.filter(({ soa }) => laterSerial(soa!.serial, primary.soa!.serial))
  if (ahead.length === 0) return []
  const seen = [primary, ...ahead].map(({ server, soa }) => `${server}: ${soa!.serial}`).join(' | ')
  const sayDifferent = ahead.some(
    (other) => !sameSet([...other.A, ...other.AAAA], [...primary.A, ...primary.AAAA]),
  )
  const subject = sayDifferent ? expectation.newName : apex
  return [note({ condition: 'A09', subject, server: primary.server, seen, severity: 'warning' })]
}

/** Against the look before: a serial that went back at every server, and records that changed under the same one. */
function sinceBefore({ expectation: { newName, before }, observations, now }: Facts, apex: string): Remark[] {
  const known = before?.zones[apex]
  const latest = serialsIn(observations).get(apex)
  if (known && latest && wentBack(known, latest.serial, latest.expire, now)) {
    const seen = `${known.serial} → ${latest.serial}`
    return [note({ condition: 'A09', subject: apex, seen, severity: 'warning' })]
  }
  const [was, is] = [before?.published, publishedOf(newName, observations)]
  if (!was || !is || was.zone !== is.zone || was.serial !== is.serial || was.records === is.records) return []
  const seen = `${is.serial}: ${newName} ${was.records || '-'} → ${is.records || '-'}`
  // Every server has the change already; only one that fetches by the serial would never get it (RFC 1912 §2.2).
  return [note({ condition: 'A09', level: 'warning', subject: apex, seen, severity: 'info' })]
}

/** Zonemaster's Zone02–06. The hosting panel's own refresh trips the first, so this is advice. */
function timers(apex: string, list: readonly Reading[]): Remark[] {
  const soa = list.find((reading) => reading.soa)?.soa
  if (!soa) return []
  const odd: string[] = []
  if (soa.refresh < 14400) odd.push(`refresh ${soa.refresh}`)
  if (soa.retry < 3600 || soa.retry >= soa.refresh) odd.push(`retry ${soa.retry}`)
  if (soa.expire < 604800) odd.push(`expire ${soa.expire}`)
  if (soa.minimum < 300 || soa.minimum > 86400) odd.push(`minimum ${soa.minimum}`)
  return odd.length === 0
    ? []
    : [note({ condition: 'A35', subject: apex, seen: odd.join(', '), severity: 'ok' })]
}

function manners(dns: readonly DnsObservation[], apex: string): Remark[] {
  const own = dns.filter((o) => o.role === 'authoritative' && o.zone === apex)
  const remarks: Remark[] = []
  for (const key of new Set(own.map(keyOf))) {
    const here = own.filter((o) => keyOf(o) === key)
    const server = labelOf(here[0]!)
    const dropped = here.filter(({ withoutEdns }) => withoutEdns !== undefined)
    // One lost packet can look like a server that cannot do EDNS; several cannot.
    if (dropped.some(({ withoutEdns }) => withoutEdns !== 'silence') || dropped.length > 2) {
      remarks.push(
        note({ condition: 'A40', subject: apex, server, seen: dropped[0]!.withoutEdns!, severity: 'ok' }),
      )
    }
    const cut = here.find((o) => o.truncated && (o.purpose === 'new' || o.purpose === 'old'))
    if (cut) remarks.push(note({ condition: 'A41', subject: cut.question.name, server, severity: 'ok' }))
    if (here.some(recursed)) remarks.push(note({ condition: 'A39', subject: apex, server, severity: 'ok' }))
    if (here.some(copied)) remarks.push(note({ condition: 'A42', subject: apex, server, severity: 'ok' }))
  }
  return remarks
}

// Recursion is proved by an answer that is not the server's own.
const recursed = ({ outcome, question, recursionDesired }: DnsObservation): boolean =>
  recursionDesired &&
  question.name === '.' &&
  outcome.status === 'answered' &&
  outcome.ra &&
  !outcome.aa &&
  outcome.answers.length > 0

const copied = ({ outcome, question }: DnsObservation): boolean =>
  question.type === 'AXFR' &&
  outcome.status === 'answered' &&
  outcome.rcode === 'NOERROR' &&
  outcome.answers[0]?.type === 'SOA'

/** Neither NS nor MX may point at an alias (RFC 2181 §10.3). */
function aliases({ observations, expectation }: Facts, apex: string): Remark[] {
  const pointing = dnsOf(observations).flatMap(({ role, purpose, outcome, question }) =>
    role === 'authoritative' && (purpose === 'zone' || purpose === 'beside') && outcome.status === 'answered'
      ? outcome.answers.filter((r) => (r.type === 'NS' || r.type === 'MX') && r.name === question.name)
      : [],
  )
  return (['new', 'old'] as const).flatMap((purpose) => {
    const subject = purpose === 'new' ? expectation.newName : expectation.oldName
    const alias = readings(observations, purpose).find(({ own }) => own.CNAME.length > 0)
    const record = pointing.find((r) => r.value.split(' ').at(-1) === subject)
    if (!alias || !record || subject === null) return []
    const seen = `${record.name || apex} ${record.type} ${record.value}; CNAME ${alias.own.CNAME.join(', ')}`
    return [note({ condition: 'A32', subject, seen, severity: 'warning' })]
  })
}
