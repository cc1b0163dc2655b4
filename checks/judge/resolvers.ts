/** Group R: what the caches of the panel still hold, and until when. Pure. */
import type { DnsObservation } from '../../server/core/observation.ts'
import { bogus, bogusRemark, compare, replyText, resolves } from './caches.ts'
import { faultOf } from './compare.ts'
import { oldDelegation } from './delegation.ts'
import { dnsOf, keyOf, labelOf, readings, wordOf } from './reading.ts'
import type { Facts, Remark, Rule } from './remark.ts'

// Extended errors by which a resolver says that it filters (RFC 8914 §4.16–4.19).
const FILTERED = new Set([15, 16, 17, 18])

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
  // When every vote fails validation, it is not a share of the users that is hit.
  const refused = remarks.filter(({ condition }) => condition === 'R10')
  if (refused.length >= votes.length) for (const remark of refused) remark.severity = 'critical'
  if (unasked(facts, dns)) {
    remarks.push({ condition: 'R15', subject: expectation.newName, argues: null, severity: 'ok' })
  }
  const right = votes.filter(({ right }) => right)
  if (right.length > 0 && right.length >= votes.length * policy.quorum) {
    const seen = `${right.length}/${votes.length}`
    remarks.push({ condition: 'R01', subject: expectation.newName, seen, argues: null, severity: 'ok' })
  }
  return remarks
}

/** The guard kept the panel from being asked: the name is not at every authoritative server yet. */
function unasked({ observations }: Facts, panel: readonly DnsObservation[]): boolean {
  const seen = readings(observations, 'new').some(({ says }) => says === 'nxdomain' || says === 'nodata')
  return seen && !panel.some(({ purpose }) => purpose === 'new')
}

/** It answers for a name that nobody created, though the zone itself does not. */
function invents(facts: Facts, own: readonly DnsObservation[]): DnsObservation | undefined {
  const probes = dnsOf(facts.observations).filter(
    (o) => o.purpose === 'wildcard' && o.role === 'authoritative',
  )
  if (probes.some((o) => wordOf(o).word === 'has')) return undefined
  return own.find((o) => o.purpose === 'wildcard' && resolves(o))
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
  const lie = filtered ?? invents(facts, own)
  if (lie) return no('R07', replyText(lie))
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
    const { says, remark } = compare(facts, own, o)
    if (says === 'forged') return no('R07', replyText(o))
    if (says === 'right') right ||= o.purpose === 'new'
    if (says === 'mute') mute++
    if (remark) remarks.push({ ...remark, server })
  }
  if (asked.length > 0 && mute === asked.length) return no('R08', replyText(asked[0]!))
  if (remarks.some((remark) => remark.subject === subject && remark.argues !== null)) right = false
  if (!right) remarks.push(...oldDelegation(facts, own))
  const proved = readings(facts.observations, 'new').every(
    (one) => faultOf(one, facts.expectation.records) === null,
  )
  right &&= proved
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
