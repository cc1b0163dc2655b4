/** Could a stranger take the name at the end of a chain? Told by who says that it does not exist. Pure. */
import { getPublicSuffix } from 'tldts'
import type { DnsObservation } from '../../server/core/observation.ts'
import { dnsOf } from './reading.ts'

/** True for the root and for zones under which anybody may register (public suffixes). */
export const isRegistry = (zone: string): boolean => zone === '.' || getPublicSuffix(zone) === zone

/**
 * The dangling end of `owner`'s chain when its registrable name is free (the registry itself says NXDOMAIN), or when it
 * lies directly below a hosting suffix where customers pick their names; null otherwise.
 */
export function takeover(dns: readonly DnsObservation[], owner: string): string | null {
  for (const { purpose, role, outcome, question, zone } of dnsOf(dns)) {
    if (role !== 'authoritative' || purpose !== 'chain' || outcome.status !== 'answered') continue
    if (outcome.rcode !== 'NXDOMAIN' || question.name === owner || zone === null) continue
    const hosting = getPublicSuffix(question.name, { allowPrivateDomains: true })
    if (isRegistry(zone) || (hosting !== null && hosting !== getPublicSuffix(question.name)))
      return question.name
  }
  return null
}
