/** DNSSEC signatures as texts, and what they tell about our own clock. Pure. */
import type { Observation, SeenRecord } from '../../server/core/observation.ts'
import { dnsOf } from './reading.ts'

/** Instants in milliseconds since 1970. */
export type Signature = { covers: string; signer: string; expires: number; begins: number }

export function parseSignature({ value }: SeenRecord): Signature | null {
  const [covers, , , , expires, begins, , signer] = value.split(' ')
  const [end, start] = [instant(expires), instant(begins)]
  return covers === undefined || signer === undefined || end === null || start === null
    ? null
    : { covers, signer, expires: end, begins: start }
}

// YYYYMMDDHHmmSS (RFC 4034 §3.2).
function instant(text = ''): number | null {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text)?.slice(1)
  if (!parts) return null
  const at = Date.parse(`${parts.slice(0, 3).join('-')}T${parts.slice(3).join(':')}Z`)
  return Number.isNaN(at) ? null : at
}

/**
 * Our clock is wrong when the signatures of two zones or more are all past, or all still to come: zones are signed by
 * different people. Null when nothing speaks against the clock.
 */
export function signatureClock(observations: readonly Observation[], now: Date): string | null {
  const seen = dnsOf(observations)
    .filter(({ role }) => role === 'parent')
    .flatMap(({ outcome }) =>
      outcome.status === 'answered' ? [...outcome.answers, ...outcome.authorities] : [],
    )
    .filter(({ type }) => type === 'RRSIG')
    .flatMap((record) => parseSignature(record) ?? [])
  if (new Set(seen.map(({ signer }) => signer)).size < 2) return null
  const late = seen.every(({ expires }) => expires < now.getTime())
  const early = seen.every(({ begins }) => begins > now.getTime())
  if (!late && !early) return null
  const bound = late
    ? Math.max(...seen.map(({ expires }) => expires))
    : Math.min(...seen.map(({ begins }) => begins))
  return `${now.toISOString()} ${late ? '>' : '<'} ${new Date(bound).toISOString()}`
}
