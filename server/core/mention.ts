/** Which names a site's pages and records mention, folded from what a look fetched anyway. Pure. */
import { isWithin } from './hostname.ts'
import type { Observation } from './observation.ts'

/** `host` is mentioned at `place`: `link`, `canonical`, `CNAME`, … */
export type Mention = { host: string; place: string }

/** A site that mentions a name, as the API gives it. */
export type InboundReference = { siteId: number; hostname: string; place: string; seenAt: string }

/** Types of records whose value is another host's name (N17, RFC 2181 §10.3). */
const naming = new Set(['CNAME', 'MX', 'NS', 'SRV'])

/**
 * What `hostname` mentions of the managed zones, itself left out. Null for a kind of place that was not looked at:
 * pages that could not be fetched say nothing about what they link to.
 */
export function mentionsIn(
  hostname: string,
  zones: readonly string[],
  observations: readonly Observation[],
): { pages: Mention[] | null; records: Mention[] | null } {
  const ours = ({ host }: Mention) => host !== hostname && zones.some((zone) => isWithin(host, zone))
  const pages = observations.flatMap((seen) =>
    seen.kind === 'web' && seen.purpose === 'new' && seen.name === hostname && seen.page ? [seen.page] : [],
  )
  const answers = observations.flatMap((seen) =>
    seen.kind === 'dns' &&
    seen.role === 'authoritative' &&
    seen.outcome.status === 'answered' &&
    seen.question.name === hostname
      ? [seen.outcome.answers]
      : [],
  )
  const inPages = pages.flatMap(({ mentions }) => mentions.map(({ host, where }) => ({ host, place: where })))
  const inRecords = answers
    .flat()
    .filter(({ name, type }) => name === hostname && naming.has(type))
    .map(({ type, value }) => ({ host: value.split(' ').at(-1)!, place: type }))
  return {
    pages: pages.length === 0 ? null : distinct(inPages.filter(ours)),
    records: answers.length === 0 ? null : distinct(inRecords.filter(ours)),
  }
}

const keyOf = ({ host, place }: Mention) => `${host} ${place}`

const distinct = (mentions: readonly Mention[]): Mention[] => [
  ...new Map(mentions.map((mention) => [keyOf(mention), mention])).values(),
]

/** True for places in records, false for places in pages. */
export const isRecordPlace = (place: string) => naming.has(place)
