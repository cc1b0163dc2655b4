/** Group A, the servers: is the zone delegated, and does each of its servers do its duty? Pure. */
import type { DnsObservation } from '../../server/core/observation.ts'
import { dnsOf, isTelling, keyOf, labelOf, readings, wordOf } from './reading.ts'
import type { Reading } from './reading.ts'
import type { Facts, Remark, Rule } from './remark.ts'
import { isRegistry } from './takeover.ts'

/** The zone that the new name was found in; null when the walk did not come that far. */
export function zoneOfNew({ observations }: Facts): string | null {
  return dnsOf(observations).find((o) => o.role === 'authoritative' && o.purpose === 'new')?.zone ?? null
}

/** True when the registry itself answers for the name, and says no: nothing below it was ever delegated. */
export function undelegated(facts: Facts): boolean {
  const zone = zoneOfNew(facts)
  const telling = readings(facts.observations, 'new').filter(({ says }) => isTelling(says))
  return (
    zone !== null && isRegistry(zone) && telling.length > 0 && telling.every(({ says }) => says !== 'has')
  )
}

export const servers: Rule = (facts) => {
  const { expectation, observations } = facts
  const list = readings(observations, 'new')
  const telling = list.filter(({ says }) => isTelling(says))
  const zone = zoneOfNew(facts)
  const mute = withoutTcp(dnsOf(observations), list, zone)
  if (undelegated(facts)) {
    const seen = `${zone}: ${telling[0]!.says.toUpperCase()}`
    return [{ condition: 'A01', subject: expectation.newName, seen, argues: 'broken', severity: 'critical' }]
  }
  // When nobody told anything, whether that is their outage or our own firewall is for `none` to say.
  if (telling.length === 0) return [none(facts, list), ...mute.map(noted)]
  const cut = new Set(mute.map(({ server }) => server))
  const others = list.filter(({ server }) => !cut.has(server))
  return [...others.flatMap((reading) => unfit(zone, reading)), ...mute]
}

const noted = (remark: Remark): Remark => ({ ...remark, argues: null, severity: 'info' })

/** No server said anything about the new name: an outage, or only our own blindness? */
function none({ expectation, observations }: Facts, list: readonly Reading[]): Remark {
  const dns = dnsOf(observations)
  const subject = expectation.newName
  const seen = list.map(({ server, why }) => `${server}: ${why}`).join(' | ') || null
  const unknown: Remark = { condition: 'M04', subject, seen, argues: 'unknown', severity: 'info' }
  const guarded = dns.filter(({ outcome }) => outcome.status === 'not_allowed')
  if (guarded.length > 0 && list.every(({ says }) => says === 'unseen')) {
    const server = labelOf(guarded[0]!)
    return { ...unknown, condition: 'M06', server, seen: guarded[0]!.server.address }
  }
  if (list.length > 0 && list.every(({ says }) => says === 'unseen')) return unknown
  const outage: Remark = { condition: 'A01', subject, seen, argues: 'broken', severity: 'critical' }
  const heard = list.filter(({ says }) => says !== 'unseen')
  if (heard.some(({ says }) => says === 'lame')) return outage
  const closed = heard.every(({ why }) => why.startsWith('refused'))
  const resolved = dns.some((o) => o.role === 'resolver' && o.purpose === 'canary' && answers(o))
  const keys = new Set(list.map(({ key }) => key))
  const parentSpoke = dns.some((o) => o.role === 'parent' && spoke(o) && !keys.has(keyOf(o)))
  if (!parentSpoke && !resolved) return unknown
  // Caches that can still resolve the zone while its servers keep silent to us: perhaps only we are shut out.
  return resolved && !(closed && heard.length > 0) ? unknown : outage
}

/**
 * A server above that refuses has said nothing about the tree; neither has one that answers without authority and
 * without a referral: then somebody on the way answers in its place.
 */
export const spoke = ({ outcome }: DnsObservation): boolean =>
  outcome.status === 'answered' &&
  (outcome.rcode === 'NOERROR' || outcome.rcode === 'NXDOMAIN') &&
  (outcome.aa || outcome.authorities.some(({ type }) => type === 'NS'))

const answers = ({ outcome }: DnsObservation): boolean =>
  outcome.status === 'answered' && outcome.rcode === 'NOERROR' && outcome.answers.length > 0

/** Through this server the name cannot be resolved, though others give it. */
function unfit(zone: string | null, { server, says, why }: Reading): Remark[] {
  if (says !== 'lame' && says !== 'silent') return []
  const condition = says === 'lame' ? 'A02' : 'A03'
  return [{ condition, subject: zone ?? '.', server, seen: why, argues: 'broken', severity: 'warning' }]
}

/** Heard over UDP, mute over TCP (RFC 7766 §5): long answers reach nobody, and the new name's own may be one. */
function withoutTcp(dns: readonly DnsObservation[], list: readonly Reading[], zone: string | null): Remark[] {
  return list.flatMap(({ key, server, says }) => {
    const silent = dns.filter((o) => keyOf(o) === key && o.transport === 'tcp' && wordOf(o).word === 'silent')
    const cut = silent.find((o) => o.purpose === 'new' && o.truncated)
    const soa = silent.find((o) => o.purpose === 'zone' && o.question.type === 'SOA' && o.zone === zone)
    const mute = says === 'silent' ? cut : isTelling(says) ? soa : undefined
    if (!mute) return []
    const { why } = wordOf(mute)
    const subject = zone ?? '.'
    const remark = {
      condition: 'A04',
      subject,
      server,
      seen: why,
      argues: 'broken',
      severity: 'warning',
    } as const
    return [says === 'silent' ? remark : noted(remark)]
  })
}
