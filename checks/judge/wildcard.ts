/** Tells a name of its own from one that only a wildcard answers for. Pure. */
import { sameSet } from '../../server/core/records.ts'
import type { DnsObservation } from '../../server/core/observation.ts'
import { at, keyOf } from './reading.ts'
import type { Reading } from './reading.ts'
import { parentOf } from '../../server/core/hostname.ts'

/** True when the server would give the same for any sibling of `name`. */
export function byWildcard(dns: readonly DnsObservation[], reading: Reading, name: string): boolean {
  if (reading.says !== 'has') return false
  const own = dns.filter((o) => keyOf(o) === reading.key && o.role === 'authoritative')
  const signed = signedLabels(own, name)
  // A signature counts the labels of the record as it stands in the zone, without the asterisk (RFC 4034 §3.1.3).
  if (signed !== null) return signed < name.split('.').length
  const sibling = own.filter((o) => o.purpose === 'wildcard' && parentOf(o.question.name) === parentOf(name))
  if (sibling.length === 0) return false
  const values = (type: string) =>
    sibling.flatMap((o) =>
      o.outcome.status === 'answered' && o.outcome.aa
        ? at(o.outcome, o.question.name, type).map((r) => r.value)
        : [],
    )
  const types = ['A', 'AAAA', 'CNAME'] as const
  return (
    types.some((type) => values(type).length > 0) &&
    types.every((type) => sameSet(values(type), reading.own[type]))
  )
}

function signedLabels(own: readonly DnsObservation[], name: string): number | null {
  for (const { outcome, question } of own) {
    if (outcome.status !== 'answered' || question.name !== name) continue
    const signature = outcome.answers.find((r) => r.type === 'RRSIG' && r.name === name)
    if (signature) return Number(signature.value.split(' ')[2])
  }
  return null
}
