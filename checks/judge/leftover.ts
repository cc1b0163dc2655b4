/** Rules for an old name that need not redirect: is it gone as wanted, or kept as wanted. Pure. */
import { ending, hostAt, lastHop } from './looks.ts'
import type { Look, Note, Pair } from './looks.ts'
import { isBlock } from './pages.ts'
import type { Facts } from './remark.ts'

export function wantedGone(look: Look, facts: Facts, pair: Pair): Note[] {
  const { address, outcome } = look
  const { status } = lastHop(look)
  if (outcome !== 'response' || !pair.isOld(hostAt(lastHop(look)))) return []
  if (status === 410) return [{ condition: 'H17', argues: null, severity: 'ok', address, seen: 'HTTP 410' }]
  if (status === null || status < 200 || status >= 300) return []
  const overdue = facts.expectation.want === 'redirect'
  return [
    {
      condition: 'H18',
      ...(overdue ? { level: 'error' as const } : {}),
      argues: wildcardAnswers(facts) ? null : 'stale',
      severity: wildcardAnswers(facts) ? 'info' : 'warning',
      address,
      seen: ending(look),
    },
  ]
}

// Below a wildcard a removed name answers for ever, with whatever the wildcard's server shows (RFC 4592 §2.2.1).
function wildcardAnswers({ observations }: Facts): boolean {
  return observations.some(
    (o) =>
      o.kind === 'dns' &&
      o.purpose === 'wildcard' &&
      o.outcome.status === 'answered' &&
      o.outcome.answers.length > 0,
  )
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
