/** What others' clocks say about our own. Pure. */
import type { Observation } from '../../server/core/observation.ts'
import { dnsOf } from './reading.ts'
import { parseSignature } from './signature.ts'

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

// Date has whole seconds, and a reply is some time under way.
const MOST_SKEW_MS = 5 * 60_000
const AGREE_MS = 60_000

/**
 * Our clock is wrong when web servers at two addresses or more are all off from it by more than five minutes, and all
 * by the same: each of them alone may have a wrong clock, and pages out of caches carry old dates of many ages
 * (RFC 9110 §6.6.1). Null when nothing speaks against the clock.
 */
export function headerClock(observations: readonly Observation[]): string | null {
  const seen = observations.flatMap((o) =>
    o.kind === 'web'
      ? o.hops.flatMap(({ address, headers }) => {
          const told = headers.age === undefined ? Date.parse(headers.date ?? '') : NaN
          return Number.isNaN(told) ? [] : [{ address, skew: told - Date.parse(o.at) }]
        })
      : [],
  )
  if (new Set(seen.map(({ address }) => address)).size < 2) return null
  const skews = seen.map(({ skew }) => skew)
  const [least, most] = [Math.min(...skews), Math.max(...skews)]
  if (most - least > AGREE_MS || (least <= MOST_SKEW_MS && most >= -MOST_SKEW_MS)) return null
  return `Date ${least > 0 ? '+' : ''}${Math.round(least / 60_000)} min`
}
