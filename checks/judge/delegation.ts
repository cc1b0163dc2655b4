/** R12: a resolver that still follows the zone's former delegation. Pure. */
import type { DnsObservation } from '../../server/core/observation.ts'
import { forecastFrom } from './forecast.ts'
import { dnsOf, labelOf } from './reading.ts'
import type { Facts, Remark } from './remark.ts'
import { zoneOfNew } from './servers.ts'

const names = (o: DnsObservation, apex: string) =>
  o.outcome.status === 'answered'
    ? [...o.outcome.answers, ...o.outcome.authorities].filter((r) => r.type === 'NS' && r.name === apex)
    : []

/** Told only of a resolver that answers otherwise than the zone: bound by the TTL of the NS set it holds. */
export function oldDelegation(facts: Facts, own: readonly DnsObservation[]): Remark[] {
  const apex = zoneOfNew(facts)
  if (apex === null) return []
  const now = dnsOf(facts.observations)
    .filter((o) => o.role !== 'resolver' && o.question.type === 'NS' && o.question.name === apex)
    .flatMap((o) => names(o, apex).map((r) => r.value))
  const asked = own.find((o) => o.purpose === 'zone' && o.question.type === 'NS')
  const held = asked ? names(asked, apex) : []
  if (!asked || now.length === 0 || held.length === 0 || held.some((r) => now.includes(r.value))) return []
  const forecast = forecastFrom(asked.at, Math.max(...held.map((r) => r.ttl)), {
    id: `Resolver ${labelOf(asked)} masih memakai delegasi lama; sisa TTL catatan NS-nya {time}, jadi sampai {until}.`,
    en: `Resolver ${labelOf(asked)} still uses the former delegation; {time} of the TTL of its NS records remain, so until {until}.`,
  })
  return [
    {
      condition: 'R12',
      subject: facts.expectation.newName,
      server: labelOf(asked),
      expected: [...new Set(now)].join(', '),
      seen: held.map((r) => r.value).join(', '),
      argues: 'propagating',
      severity: 'warning',
      forecast,
    },
  ]
}
