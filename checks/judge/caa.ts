/** Rule T07: may the panel's certificate authority issue for the new name? Speaks only when CAA was asked for. Pure. */
import type { DnsObservation } from '../../server/core/observation.ts'
import { parentOf } from '../../server/core/hostname.ts'
import type { Facts, Remark } from './remark.ts'

/** The authority that the panel's AutoSSL uses. */
const PANEL_ISSUER = 'letsencrypt.org'

export function caaRemarks({ expectation: { newName }, observations }: Facts): Remark[] {
  const sets = new Map<string, string[]>()
  for (const observation of observations) {
    if (observation.kind === 'dns') collect(observation, sets)
  }
  // The nearest set up the tree counts, and only that one (RFC 8659 §3).
  for (let name: string | null = newName; name !== null; name = parentOf(name)) {
    const set = sets.get(name)
    if (!set) continue
    const issuers = set.flatMap(
      (value) => /^\d+\s+issue\s+"?([^";\s]*)/i.exec(value)?.[1]?.toLowerCase() ?? [],
    )
    // A set without `issue` forbids nothing (RFC 8659 §4.2).
    if (!set.some((value) => /^\d+\s+issue\s/i.test(value)) || issuers.includes(PANEL_ISSUER)) return []
    const seen = set.join(', ')
    return [
      {
        condition: 'T07',
        subject: newName,
        server: name,
        expected: PANEL_ISSUER,
        seen,
        argues: null,
        severity: 'warning',
      },
    ]
  }
  return []
}

function collect({ question, outcome }: DnsObservation, sets: Map<string, string[]>): void {
  if (question.type !== 'CAA' || outcome.status !== 'answered') return
  for (const { name, type, value } of outcome.answers) {
    if (type !== 'CAA') continue
    sets.set(name, [...new Set([...(sets.get(name) ?? []), value])])
  }
}
