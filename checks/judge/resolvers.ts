/** Group R: what the caches of the panel still hold, and until when. Pure. */
import type { DnsObservation } from '../../server/core/observation.ts'
import { sameSet } from '../../server/core/records.ts'
import { changedAt } from './converge.ts'
import { forecastFrom } from './forecast.ts'
import { dnsOf, keyOf, labelOf, negativeTtl, parseSoa, readings } from './reading.ts'
import type { Reading } from './reading.ts'
import type { Facts, Remark, Rule } from './remark.ts'

// RFC 9520 §3.2: a resolver may remember a failure for five minutes at most.
const FAILURE_MEMORY_S = 300
// Extended errors by which a resolver says that it filters (RFC 8914 §4.16–4.19).
const FILTERED = new Set([15, 16, 17, 18])
const STALE_ANSWER = new Set([3, 19])

export const resolvers: Rule = (facts) => {
  const { expectation, policy } = facts
  const dns = dnsOf(facts.observations).filter(({ role }) => role === 'resolver')
  const keys = [...new Set(dns.map(keyOf))]
  if (keys.length === 0) return []
  const remarks: Remark[] = []
  const views = keys.map((key) =>
    view(
      facts,
      dns.filter((o) => keyOf(o) === key),
    ),
  )
  for (const { remarks: own } of views) remarks.push(...own)
  const votes = views.filter(({ votes }) => votes)
  if (votes.length < keys.length * policy.quorum) {
    const seen = `${votes.length}/${keys.length}`
    remarks.push({
      condition: 'R14',
      subject: expectation.newName,
      seen,
      argues: 'unknown',
      severity: 'info',
    })
    return remarks
  }
  const right = votes.filter(({ right }) => right)
  if (right.length > 0 && right.length >= votes.length * policy.quorum) {
    const seen = `${right.length}/${votes.length}`
    remarks.push({ condition: 'R01', subject: expectation.newName, seen, argues: null, severity: 'ok' })
  }
  return remarks
}

type View = { votes: boolean; right: boolean; remarks: Remark[] }

function view(facts: Facts, own: DnsObservation[]): View {
  const server = labelOf(own[0]!)
  const subject = facts.expectation.newName
  const no = (condition: 'R07' | 'R08', seen: string): View => ({
    votes: false,
    right: false,
    remarks: [{ condition, subject, server, seen, argues: null, severity: 'info' }],
  })
  const checked = own.filter((o) => !o.checkingDisabled)
  const filtered = checked.find(
    (o) => o.outcome.status === 'answered' && o.outcome.extendedErrors.some((e) => FILTERED.has(e.code)),
  )
  if (filtered) return no('R07', replyText(filtered))
  const canary = checked.find(({ purpose }) => purpose === 'canary')
  if (canary && !resolves(canary)) {
    if (!bogus(own, canary)) return no('R08', replyText(canary))
    return { votes: true, right: false, remarks: [bogusRemark(subject, server, canary)] }
  }
  const remarks: Remark[] = []
  let right = false
  let mute = 0
  const asked = checked.filter(({ purpose }) => purpose === 'new' || purpose === 'old')
  for (const o of asked) {
    const found = compare(facts, own, o)
    if (found === 'right') right ||= o.purpose === 'new'
    else if (found === 'mute') mute++
    else if (found) remarks.push({ ...found, server })
  }
  if (asked.length > 0 && mute === asked.length) return no('R08', replyText(asked[0]!))
  if (remarks.some((remark) => remark.subject === subject && remark.argues !== null)) right = false
  return { votes: true, right, remarks: distinct(remarks) }
}

// A and AAAA usually tell the same story: say it once, with the longer wait.
function distinct(remarks: Remark[]): Remark[] {
  const best = new Map<string, Remark>()
  for (const remark of remarks) {
    const key = `${remark.condition} ${remark.subject}`
    const known = best.get(key)
    if (!known || (remark.forecast?.until ?? '') > (known.forecast?.until ?? '')) best.set(key, remark)
  }
  return [...best.values()]
}

const resolves = ({ outcome }: DnsObservation): boolean =>
  outcome.status === 'answered' && outcome.rcode === 'NOERROR' && outcome.answers.length > 0

/** It fails, but with checking disabled it answers: validation fails (RFC 4035 §4.3). */
function bogus(own: readonly DnsObservation[], failed: DnsObservation): boolean {
  if (failed.outcome.status !== 'answered' || failed.outcome.rcode !== 'SERVFAIL') return false
  const { name, type } = failed.question
  return own.some(
    (o) => o.checkingDisabled && o.question.name === name && o.question.type === type && resolves(o),
  )
}

function bogusRemark(subject: string, server: string, o: DnsObservation): Remark {
  return { condition: 'R10', subject, server, seen: replyText(o), argues: 'broken', severity: 'warning' }
}

function replyText({ outcome }: DnsObservation): string {
  if (outcome.status !== 'answered') return `${outcome.status}: ${outcome.detail}`
  const errors = outcome.extendedErrors.map(({ code, text }) => `EDE ${code}${text && ` ${text}`}`)
  const values = outcome.answers.filter((r) => r.type !== 'RRSIG').map((r) => `${r.type} ${r.value}`)
  return [outcome.rcode, ...values, ...errors].join(', ')
}

type Found = Remark | 'right' | 'mute' | null

/** One resolver's answer held against what the authoritative servers say now. */
function compare(facts: Facts, own: readonly DnsObservation[], o: DnsObservation): Found {
  const { outcome, question, purpose } = o
  const name = question.name
  const truth = readings(facts.observations, purpose as 'new' | 'old').filter(
    ({ says }) => says === 'has' || says === 'nxdomain' || says === 'nodata',
  )
  if (truth.length === 0 || outcome.status !== 'answered')
    return outcome.status === 'answered' ? null : 'mute'
  if (outcome.rcode === 'SERVFAIL') {
    if (bogus(own, o)) return bogusRemark(name, '', o)
    return failed(o)
  }
  if (outcome.rcode !== 'NOERROR' && outcome.rcode !== 'NXDOMAIN') return 'mute'
  const type = question.type as 'A' | 'AAAA'
  const held = outcome.answers.filter((r) => r.type === type || (r.type === 'CNAME' && r.name === name))
  if (
    agrees(
      truth,
      held.map((r) => ({ ...r })),
      name,
      type,
    )
  )
    return 'right'
  return held.length === 0
    ? negative(facts, o, truth)
    : positive(facts, o, truth, Math.max(...held.map((r) => r.ttl)))
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
  const stale =
    o.outcome.status === 'answered' && o.outcome.extendedErrors.some((e) => STALE_ANSWER.has(e.code))
  const forecast = forecastFrom(o.at, ttl, {
    id: `Resolver ${labelOf(o)} masih menyimpan jawaban lama; sisa TTL-nya {time}, jadi sampai {until}.`,
    en: `Resolver ${labelOf(o)} still holds the old answer; {time} of its TTL remain, so until {until}.`,
  })
  return waiting(facts, {
    condition: stale ? 'R05' : 'R02',
    subject: o.question.name,
    expected,
    seen: replyText(o),
    forecast,
  })
}

function negative(facts: Facts, o: DnsObservation, truth: readonly Reading[]): Remark {
  const record =
    o.outcome.status === 'answered' ? o.outcome.authorities.find((r) => r.type === 'SOA') : undefined
  const zoneSoa = truth.find(({ soa }) => soa)?.soa
  const shown = record && parseSoa(record)
  // Without an SOA a negative answer should not be cached at all (RFC 2308 §5); the zone's bound is the safe guess.
  const seconds = shown ? shown.ttl : zoneSoa ? negativeTtl(zoneSoa) : FAILURE_MEMORY_S
  const forecast = forecastFrom(o.at, seconds, {
    id: `Resolver ${labelOf(o)} mengingat bahwa nama ini tidak ada; sisa TTL negatifnya {time}, jadi sampai {until}.`,
    en: `Resolver ${labelOf(o)} remembers that the name does not exist; {time} of its negative TTL remain, so until {until}.`,
  })
  const expected = expectedText(truth, o.question.type as 'A' | 'AAAA')
  return waiting(facts, {
    condition: 'R03',
    subject: o.question.name,
    expected,
    seen: replyText(o),
    forecast,
  })
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

/** Waiting is enough; but once every bound known beforehand has passed, it is also overdue. */
function waiting(
  facts: Facts,
  remark: Pick<Remark, 'condition' | 'subject' | 'expected' | 'seen' | 'forecast'>,
): Remark {
  const { expectation, policy, now } = facts
  const { baseline } = expectation
  const bound = Math.max(baseline?.oldTtl ?? 0, baseline?.negativeTtl ?? 0)
  const horizon = Date.parse(changedAt(expectation.executedAt, now)) + bound * 1000 + policy.marginMs
  const overdue = bound > 0 && now.getTime() > horizon
  return {
    ...remark,
    ...(overdue ? { condition: 'R04' as const } : {}),
    argues: 'propagating',
    severity: 'warning',
  }
}
