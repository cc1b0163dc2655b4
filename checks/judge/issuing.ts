/** Rules T07 and T08: can a certificate be issued for the new name? Pure. */
import { covers } from '../names.ts'
import { caaRemarks } from './caa.ts'
import { fold, isOurs, looksAt } from './looks.ts'
import type { Look, Note } from './looks.ts'
import type { Facts, Remark } from './remark.ts'

/**
 * Asked before the change, when a certificate must still be had, and after it only where one is missing: then `failing`
 * holds, and this is why the panel could not have it.
 */
export function issuingRemarks(facts: Facts, failing: boolean): Remark[] {
  const { oldName, executedAt } = facts.expectation
  const ahead = oldName !== null && executedAt === null && !isCovered(facts)
  if (!failing && !ahead) return []
  const looks = failing ? looksAt(facts, 'new', 'home') : plannedLooks(facts)
  const http = looks.filter(({ scheme }) => scheme === 'http')
  const dead = http.filter(({ hops }) => hops[0]?.failure && !isOurs(hops[0].failure))
  const notes = dead.map(({ address, hops }): Note => {
    return {
      condition: 'T08',
      argues: null,
      severity: 'info',
      address,
      seen: `${address} ${hops[0]!.failure}`,
    }
  })
  return [...fold(facts.expectation.newName, notes, http), ...caaRemarks(facts)]
}

/** Either name shows a certificate for the new one already. */
function isCovered(facts: Facts): boolean {
  const looks = [...looksAt(facts, 'new', 'home'), ...looksAt(facts, 'old', 'home')]
  return looks.some(
    ({ certificate }) =>
      certificate?.distrust === null && covers(certificate.names, facts.expectation.newName),
  )
}

// A new name without an address cannot be looked at, but its server can, where the old name is there already.
function plannedLooks(facts: Facts): Look[] {
  const { A = [], AAAA = [] } = facts.expectation.records
  const planned = new Set([...A, ...AAAA])
  const seen = new Set(looksAt(facts, 'new', 'home').map(({ address }) => address))
  return looksAt(facts, 'old', 'home').filter(({ address }) => planned.has(address) && !seen.has(address))
}
