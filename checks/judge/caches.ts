/** One answer of a cache held against what the authoritative servers say now: what it still holds, until when. Pure. */
import { notPublic } from '../../server/core/address.ts'
import type { DnsObservation, SeenRecord } from '../../server/core/observation.ts'
import { sameSet } from '../../server/core/records.ts'
import { changedAt } from './converge.ts'
import { forecastFrom } from './forecast.ts'
import { isTelling, labelOf, latestSerial, negativeTtl, parseSoa, readings } from './reading.ts'
import type { Reading } from './reading.ts'
import type { Facts, Remark } from './remark.ts'

// RFC 9520 §3.2: a resolver may remember a failure for five minutes at most.
const FAILURE_MEMORY_S = 300
// What caches keep at most by default, where nobody measured the TTL of before: BIND's max-cache-ttl.
const LONGEST_MEMORY_S = 7 * 86_400
const STALE_ANSWER = new Set([3, 19])

export const resolves = ({ outcome }: DnsObservation): boolean =>
  outcome.status === 'answered' && outcome.rcode === 'NOERROR' && outcome.answers.length > 0

/** It fails, but with checking disabled it answers: validation fails (RFC 4035 §4.3). */
export function bogus(own: readonly DnsObservation[], failed: DnsObservation): boolean {
  if (failed.outcome.status !== 'answered' || failed.outcome.rcode !== 'SERVFAIL') return false
  const { name, type } = failed.question
  return own.some(
    (o) => o.checkingDisabled && o.question.name === name && o.question.type === type && resolves(o),
  )
}

export function bogusRemark(subject: string, server: string, o: DnsObservation): Remark {
  return { condition: 'R10', subject, server, seen: replyText(o), argues: 'broken', severity: 'warning' }
}

export function replyText({ outcome }: DnsObservation): string {
  if (outcome.status !== 'answered') return `${outcome.status}: ${outcome.detail}`
  const errors = outcome.extendedErrors.map(({ code, text }) => `EDE ${code}${text && ` ${text}`}`)
  const values = outcome.answers.filter((r) => r.type !== 'RRSIG').map((r) => `${r.type} ${r.value}`)
  return [outcome.rcode, ...values, ...errors].join(', ')
}

/** `forged`: no cache that waits to run out, but somebody's own answer. */
export type Found = { says: 'right' | 'mute' | 'other' | 'forged'; remark?: Remark }

/** One resolver's answer held against what the authoritative servers say now. */
export function compare(facts: Facts, own: readonly DnsObservation[], o: DnsObservation): Found {
  const { outcome, question, purpose } = o
  const { name } = question
  if (outcome.status !== 'answered') return { says: 'mute' }
  const truth = readings(facts.observations, purpose as 'new' | 'old').filter(({ says }) => isTelling(says))
  if (truth.length === 0) return { says: 'other' }
  if (outcome.rcode === 'SERVFAIL') {
    return { says: 'other', remark: bogus(own, o) ? bogusRemark(name, '', o) : failed(o) }
  }
  if (outcome.rcode !== 'NOERROR' && outcome.rcode !== 'NXDOMAIN') return { says: 'mute' }
  const type = question.type as 'A' | 'AAAA'
  const held = outcome.answers.filter((r) => r.type === type || (r.type === 'CNAME' && r.name === name))
  const ttl = Math.max(0, ...held.filter((r) => r.name === name).map((r) => r.ttl))
  if (agrees(truth, held, name, type)) return { says: 'right', ...remarkOf(manners(o, truth, ttl)) }
  if (held.length === 0) return { says: 'other', remark: negative(facts, o, truth) }
  const split = splitView(facts, o, truth)
  if (split === null && outlived(facts, truth) && !wasThere(facts, held)) return { says: 'forged' }
  return { says: 'other', remark: split ?? positive(facts, o, truth, ttl) }
}

const remarkOf = (remark: Remark | null): { remark?: Remark } => (remark ? { remark } : {})

const isStale = ({ outcome }: DnsObservation): boolean =>
  outcome.status === 'answered' && outcome.extendedErrors.some(({ code }) => STALE_ANSWER.has(code))

/** Right, and yet worth a word: served from an expired entry, or kept longer than the zone says. */
function manners(o: DnsObservation, truth: readonly Reading[], ttl: number): Remark | null {
  const subject = o.question.name
  if (isStale(o)) return { condition: 'R05', subject, seen: replyText(o), argues: null, severity: 'info' }
  const most = Math.max(0, ...truth.map((reading) => reading.ttl ?? 0))
  if (most === 0 || ttl <= most) return null
  return {
    condition: 'R06',
    subject,
    expected: String(most),
    seen: String(ttl),
    argues: null,
    severity: 'ok',
  }
}

/** An inner address where the world gets a public one: another view of the zone, which no waiting changes. */
function splitView({ expectation }: Facts, o: DnsObservation, truth: readonly Reading[]): Remark | null {
  if (o.outcome.status !== 'answered') return null
  const values = o.outcome.answers.filter((r) => r.type === 'A' || r.type === 'AAAA').map((r) => r.value)
  const real = truth.flatMap(({ A, AAAA }) => [...A, ...AAAA])
  const before = [
    ...(expectation.baseline?.oldRecords.A ?? []),
    ...(expectation.baseline?.oldRecords.AAAA ?? []),
  ]
  const inner = values.filter((value) => notPublic(value) !== null && !before.includes(value))
  if (inner.length === 0 || real.length === 0 || real.some((value) => notPublic(value) !== null)) return null
  const expected = real.join(', ')
  return {
    condition: 'R09',
    subject: o.question.name,
    expected,
    seen: inner.join(', '),
    argues: null,
    severity: 'warning',
  }
}

/** Whether it is what the old name held before the change. */
function wasThere({ expectation }: Facts, held: readonly SeenRecord[]): boolean {
  const before = Object.values(expectation.baseline?.oldRecords ?? {}).flat()
  return held.some(({ value }) => before.includes(value))
}

function agrees(
  truth: readonly Reading[],
  held: { name: string; type: string; value: string }[],
  name: string,
  type: 'A' | 'AAAA',
): boolean {
  const values = (kind: string) => held.filter((r) => r.type === kind).map((r) => r.value)
  return truth.some((reading) => {
    const aliases = held.filter((r) => r.type === 'CNAME' && r.name === name).map((r) => r.value)
    // Behind an alias, others decide and may answer by place: the alias itself is what was changed.
    if (reading.own.CNAME.length > 0) return sameSet(reading.own.CNAME, aliases)
    return aliases.length === 0 && sameSet(reading.own[type], values(type))
  })
}

const expectedText = (truth: readonly Reading[], type: 'A' | 'AAAA'): string =>
  truth[0]!.own.CNAME.length > 0
    ? `CNAME ${truth[0]!.own.CNAME.join(', ')}`
    : truth[0]![type].join(', ') || truth[0]!.says.toUpperCase()

function positive(facts: Facts, o: DnsObservation, truth: readonly Reading[], ttl: number): Remark {
  const expected = expectedText(truth, o.question.type as 'A' | 'AAAA')
  const stale = isStale(o)
  const forecast = forecastFrom(o.at, ttl, {
    id: `Resolver ${labelOf(o)} masih menyimpan jawaban lama; sisa TTL-nya {time}, jadi sampai {until}.`,
    en: `Resolver ${labelOf(o)} still holds the old answer; {time} of its TTL remain, so until {until}.`,
  })
  const condition = stale ? 'R05' : 'R02'
  const held = { condition, subject: o.question.name, expected, seen: replyText(o), forecast } as const
  return waiting(facts, truth, held, 'wrong')
}

function negative(facts: Facts, o: DnsObservation, truth: readonly Reading[]): Remark {
  const record =
    o.outcome.status === 'answered' ? o.outcome.authorities.find((r) => r.type === 'SOA') : undefined
  const zoneSoa = truth.find(({ soa }) => soa)?.soa
  const shown = record && parseSoa(record)
  // With NSEC records in hand a resolver may deny names that nobody asked it for (RFC 8198).
  const ranged =
    o.outcome.status === 'answered' && o.outcome.authorities.some((r) => r.type.startsWith('NSEC'))
  // What is shown counts down from the bound, unless a forwarder shows the SOA as it stands in the zone (RFC 2308 §5).
  // Without an SOA a negative answer should not be cached at all (RFC 2308 §5); the zone's bound is the safe guess.
  const seconds = shown ? negativeTtl(shown) : zoneSoa ? negativeTtl(zoneSoa) : FAILURE_MEMORY_S
  const forecast = forecastFrom(o.at, seconds, {
    id: `Resolver ${labelOf(o)} mengingat bahwa nama ini tidak ada; sisa TTL negatifnya {time}, jadi sampai {until}.`,
    en: `Resolver ${labelOf(o)} remembers that the name does not exist; {time} of its negative TTL remain, so until {until}.`,
  })
  const expected = expectedText(truth, o.question.type as 'A' | 'AAAA')
  const condition = ranged ? 'R11' : 'R03'
  const held = { condition, subject: o.question.name, expected, seen: replyText(o), forecast } as const
  return waiting(facts, truth, held, 'broken')
}

function failed(o: DnsObservation): Remark {
  const forecast = forecastFrom(o.at, FAILURE_MEMORY_S, {
    id: `Resolver ${labelOf(o)} boleh mengingat kegagalan paling lama {time} (RFC 9520), jadi sampai {until}.`,
    en: `Resolver ${labelOf(o)} may remember a failure for {time} at most (RFC 9520), so until {until}.`,
  })
  return {
    condition: 'R13',
    subject: o.question.name,
    seen: replyText(o),
    argues: 'propagating',
    severity: 'warning',
    forecast,
  }
}

type Held = Pick<Remark, 'condition' | 'subject' | 'expected' | 'seen' | 'forecast'>

/** Waiting is enough; but once every bound known beforehand has passed, it is also overdue, and twice as late no cache. */
function waiting(facts: Facts, truth: readonly Reading[], held: Held, lasting: 'wrong' | 'broken'): Remark {
  const { expectation, now } = facts
  const remark = { ...held, severity: 'warning' as const }
  if (outlived(facts, truth)) {
    const argues = held.subject === expectation.newName ? lasting : 'stale'
    return { ...remark, condition: 'R04', level: 'error', argues }
  }
  const bound = boundOf(facts)
  const overdue = bound !== null && now.getTime() > Date.parse(changedAt(expectation.executedAt, now)) + bound
  return { ...remark, ...(overdue ? { condition: 'R04' as const } : {}), argues: 'propagating' }
}

/** How long caches may hold what was there before, with the margin, in milliseconds; null where nobody measured it. */
function boundOf({ expectation: { baseline }, policy }: Facts): number | null {
  const seconds = Math.max(baseline?.oldTtl ?? 0, baseline?.negativeTtl ?? 0)
  return seconds > 0 ? seconds * 1000 + policy.marginMs : null
}

/** No cache can still hold this: the zone has said what it says for twice as long as anything may be remembered. */
function outlived(facts: Facts, truth: readonly Reading[]): boolean {
  const { expectation, now } = facts
  const latest = latestSerial(truth)
  const zone = truth.find(({ soa }) => soa?.serial === latest)?.zone
  const known = zone == null ? undefined : expectation.before?.zones[zone]
  if (!known?.seenAt || known.serial !== latest) return false
  const since = Math.max(
    Date.parse(known.seenAt),
    Date.parse(changedAt(expectation.executedAt ?? known.seenAt, now)),
  )
  return now.getTime() > since + 2 * (boundOf(facts) ?? LONGEST_MEMORY_S * 1000)
}
