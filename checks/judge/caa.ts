/** Rule T07: may the certificate authority issue for the new name? Speaks only when CAA was asked for. Pure. */
import type { DnsObservation } from '../../server/core/observation.ts'
import { parentOf } from '../../server/core/hostname.ts'
import { covers } from '../names.ts'
import { looksAt } from './looks.ts'
import type { Facts, Remark } from './remark.ts'

/** The names by which an authority is allowed, the one to be told first. */
type Names = readonly [string, ...string[]]

/** The authority that the panel's AutoSSL uses. */
const PANEL: Names = ['letsencrypt.org']

// The organization in an issuer's name, and what its practice statement calls it in CAA (RFC 8659 §4.2).
const AUTHORITIES: readonly (readonly [organization: string, names: Names])[] = [
  ["Let's Encrypt", PANEL],
  ['Google Trust Services', ['pki.goog']],
  ['DigiCert', ['digicert.com', 'geotrust.com', 'rapidssl.com', 'thawte.com', 'symantec.com']],
  ['Sectigo', ['sectigo.com', 'comodoca.com', 'comodo.com', 'usertrust.com', 'trust-provider.com']],
  ['ZeroSSL', ['sectigo.com', 'comodoca.com', 'comodo.com', 'usertrust.com', 'trust-provider.com']],
  ['GlobalSign', ['globalsign.com']],
  ['GoDaddy.com', ['godaddy.com', 'starfieldtech.com']],
  ['Amazon', ['amazon.com', 'amazontrust.com', 'awstrust.com', 'amazonaws.com']],
  ['SSL Corp', ['ssl.com']],
]

export function caaRemarks(facts: Facts): Remark[] {
  const { newName: subject, executedAt } = facts.expectation
  const set = nearest(facts)
  const names = executedAt === null ? authorityNow(facts) : PANEL
  if (!set || !names) return []
  const issuers = set.values.flatMap(
    (value) => /^\d+\s+issue\s+"?([^";\s]*)/i.exec(value)?.[1]?.toLowerCase() ?? [],
  )
  // A set without `issue` forbids nothing (RFC 8659 §4.2).
  if (issuers.length === 0 || names.some((name) => issuers.includes(name))) return []
  const weight = { argues: null, severity: 'warning' } as const
  const seen = set.values.join(', ')
  return [{ condition: 'T07', subject, server: set.name, expected: names[0], seen, ...weight }]
}

/** Who issued the old name's certificate; null for an authority that is not listed, the panel's where there is none. */
function authorityNow(facts: Facts): Names | null {
  const certificates = looksAt(facts, 'old', 'home').flatMap(({ name, certificate }) =>
    certificate?.distrust === null && covers(certificate.names, name) ? [certificate] : [],
  )
  if (certificates.length === 0) return PANEL
  const issued = AUTHORITIES.find(([organization]) =>
    certificates.some(({ issuer }) => `, ${issuer}`.includes(`, O=${organization}`)),
  )
  return issued?.[1] ?? null
}

/** The nearest set up the tree counts, and only that one (RFC 8659 §3). */
function nearest({ expectation, observations }: Facts): { name: string; values: string[] } | null {
  const sets = new Map<string, string[]>()
  for (const observation of observations) {
    if (observation.kind === 'dns') collect(observation, sets)
  }
  for (let name: string | null = expectation.newName; name !== null; name = parentOf(name)) {
    const values = sets.get(name)
    if (values) return { name, values }
  }
  return null
}

function collect({ question, outcome }: DnsObservation, sets: Map<string, string[]>): void {
  if (question.type !== 'CAA' || outcome.status !== 'answered') return
  for (const { name, type, value } of outcome.answers) {
    if (type !== 'CAA') continue
    sets.set(name, [...new Set([...(sets.get(name) ?? []), value])])
  }
}
