/** R15: whether a cache may be asked about a name at all. Pure. */
import type { Observation } from '../../server/core/observation.ts'
import { readings } from './reading.ts'

/**
 * True when every authoritative server that can be seen holds the name. A cache asked earlier would remember the
 * absence for the negative TTL (RFC 2308 §5): the checker itself would be the one who breaks the name for its users.
 */
export function mayAskCaches(observations: readonly Observation[], purpose: 'new' | 'old'): boolean {
  const seen = readings(observations, purpose).filter(({ says }) => says !== 'unseen')
  return (
    seen.length > 0 &&
    seen.every(
      ({ says, end }) =>
        says === 'has' && (end === null || end.state === 'addresses' || end.state === 'long'),
    )
  )
}

/** The address types that every seen server has for the name: a type that is missing would be planted as missing. */
export function typesServed(observations: readonly Observation[], purpose: 'new' | 'old'): ('A' | 'AAAA')[] {
  const seen = readings(observations, purpose).filter(({ says }) => says === 'has')
  return (['A', 'AAAA'] as const).filter(
    (type) => seen.length > 0 && seen.every((reading) => reading[type].length > 0),
  )
}
