/** Rules for an old name that need not redirect: is it gone as wanted, or kept as wanted. Pure. */
import { ending, hostAt, lastHop } from './looks.ts'
import type { Look, Note, Pair } from './looks.ts'
import { isBlock, isSamePage } from './pages.ts'
import { dnsOf, readings } from './reading.ts'
import type { Facts } from './remark.ts'
import { byWildcard } from './wildcard.ts'

export function wantedGone(look: Look, facts: Facts, pair: Pair): Note[] {
  const { address, outcome } = look
  const { status } = lastHop(look)
  if (outcome !== 'response' || !pair.isOld(hostAt(lastHop(look)))) return []
  if (status === 410) return [{ condition: 'H17', argues: null, severity: 'ok', address, seen: 'HTTP 410' }]
  if (status === null || status < 200 || status >= 300) return []
  const overdue = facts.expectation.want === 'redirect'
  const noSite = answersByWildcard(look, facts)
  return [
    {
      condition: 'H18',
      ...(overdue ? { level: 'error' as const } : {}),
      argues: noSite ? null : 'stale',
      severity: noSite ? 'info' : 'warning',
      address,
      seen: ending(look),
    },
  ]
}

// Below a wildcard a removed name answers for ever, with whatever the wildcard's server shows (RFC 4592 §2.2.1); only the
// page of before tells that it is still the old site.
function answersByWildcard({ page }: Look, { expectation, observations }: Facts): boolean {
  const { oldName, baseline } = expectation
  const dns = dnsOf(observations)
  const served = readings(observations, 'old').filter(({ says }) => says === 'has')
  const before = baseline?.page
  if (before && page && isSamePage(page, before)) return false
  return served.length > 0 && served.every((reading) => byWildcard(dns, reading, oldName!))
}

export function wantedKept(look: Look, pair: Pair): Note[] {
  const { address } = look
  const { status, url } = lastHop(look)
  const landed = hostAt(lastHop(look))
  if (look.outcome === 'loop' || look.outcome === 'too_many_hops') {
    return [
      {
        condition: 'H11',
        level: 'warning',
        stop: false,
        argues: 'stale',
        severity: 'warning',
        address,
        seen: url,
      },
    ]
  }
  if (!pair.isOld(landed) && !pair.isNew(landed)) {
    return [
      {
        condition: 'H13',
        argues: 'stale',
        severity: 'warning',
        address,
        seen: url,
        expected: pair.oldName ?? '',
      },
    ]
  }
  if (status === null || status < 500 || isBlock(look)) return []
  return [{ condition: 'H04', argues: 'stale', severity: 'warning', address, seen: ending(look) }]
}
