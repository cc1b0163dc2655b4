/** Which names a site's pages and records mention, folded from what a look fetched anyway. Pure. */
import { isWithin } from './hostname.ts'
import type { Observation } from './observation.ts'

/** `host` is mentioned at `place`: `link`, `canonical`, `redirect`, `certificate`, `CNAME`, … */
export type Mention = { host: string; place: string }

/** A site that mentions a name, as the API gives it. */
export type InboundReference = { siteId: number; hostname: string; place: string; seenAt: string }

/** A name below the managed zones that nobody has registered, and who mentions it where. */
export type UnregisteredName = { host: string } & InboundReference

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
  const ours = ({ host }: Mention) =>
    host !== hostname && !host.startsWith('*') && zones.some((zone) => isWithin(host, zone))
  const visits = observations.flatMap((seen) =>
    seen.kind === 'web' && seen.purpose === 'new' && seen.name === hostname && seen.page ? [seen] : [],
  )
  const answers = observations.flatMap((seen) =>
    seen.kind === 'dns' &&
    seen.role === 'authoritative' &&
    seen.outcome.status === 'answered' &&
    seen.question.name === hostname
      ? [seen.outcome.answers]
      : [],
  )
  const inPages = visits.flatMap(({ page, hops, certificate }) => [
    ...page!.mentions.map(({ host, where }) => ({ host, place: where })),
    ...hops.flatMap(({ url }) => hostIn(url).map((host) => ({ host, place: 'redirect' }))),
    ...(certificate?.names ?? []).map((name) => ({ host: name.toLowerCase(), place: 'certificate' })),
  ])
  const inRecords = answers
    .flat()
    .filter(({ name, type }) => name === hostname && naming.has(type))
    .map(({ type, value }) => ({ host: value.split(' ').at(-1)!, place: type }))
  return {
    pages: visits.length === 0 ? null : distinct(inPages.filter(ours)),
    records: answers.length === 0 ? null : distinct(inRecords.filter(ours)),
  }
}

const hostIn = (url: string): string[] => (URL.canParse(url) ? [new URL(url).hostname] : [])

const keyOf = ({ host, place }: Mention) => `${host} ${place}`

const distinct = (mentions: readonly Mention[]): Mention[] => [
  ...new Map(mentions.map((mention) => [keyOf(mention), mention])).values(),
]

/** True for places in records, false for places in pages. */
export const isRecordPlace = (place: string) => naming.has(place)
