/** How names were over a month, from the looks that said something new. Pure. */
import type { Ailing, NameTime } from '../report.ts'
import type { Status } from '../verdict.ts'
import { noTime } from './counts.ts'
import type { ReportWindow } from './month.ts'

/** What a look said, and when. */
export type Seen = { at: string; status: Status }

/** A watched name. Its looks begin with the last good one before the month, where there was one. */
export type WatchedSite = {
  id: number
  hostname: string
  agencyId: number
  agency: string
  looks: readonly Seen[]
  /** When it was last looked at, whether or not that changed anything. */
  checkedAt: string | null
  /** From when its state counts with another name's, or nobody looks any more; null while it is watched. */
  watchedUntil: string | null
}

/** A finding of level error or critical. */
export type Incident = { level: 'error' | 'critical'; openedAt: string; closedAt: string | null }

// Everybody is looked at more often than that (rule `dns`).
const KNOWN_FOR_MS = 24 * 3_600_000

const isBad = (status: Status): status is Ailing['status'] =>
  status === 'stale' || status === 'wrong' || status === 'broken'

// Whole seconds on the line of time: spans that touch add up to their sum.
const second = (iso: string) => Math.floor(Date.parse(iso) / 1000)

/** Seconds by status between two instants; nothing before the first look, and unknown after `knownUntil`. */
function timeBetween(looks: readonly Seen[], from: string, to: string, knownUntil: string): NameTime {
  const time = noTime()
  const ordered = looks.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  for (const [index, { at, status }] of ordered.entries()) {
    const next = ordered[index + 1]?.at
    const begins = Math.max(second(at), second(from))
    const ends = Math.min(second(next ?? to), second(to))
    const known = next === undefined ? Math.min(ends, Math.max(begins, second(knownUntil))) : ends
    time[status] += Math.max(0, known - begins)
    time.unknown += Math.max(0, ends - Math.max(known, begins))
  }
  return time
}

/** Seconds in which a name was not as wanted. */
export function badSeconds(looks: readonly Seen[], from: string, to: string): number {
  const { stale, wrong, broken } = timeBetween(looks, from, to, to)
  return stale + wrong + broken
}

/** What a name adds to the month; null where it was not watched in it. */
export function watchOf(
  { looks, checkedAt, watchedUntil, ...site }: WatchedSite,
  { from, asOf }: ReportWindow,
): { agencyId: number; agency: string; time: NameTime; ailing: Ailing | null } | null {
  const until = watchedUntil !== null && watchedUntil < asOf ? watchedUntil : asOf
  const lastAt = checkedAt ?? looks.at(-1)?.at
  if (lastAt === undefined || until <= from) return null
  const knownUntil = new Date(Date.parse(lastAt) + KNOWN_FOR_MS).toISOString()
  const time = timeBetween(looks, from, until, knownUntil)
  if (Object.values(time).every((seconds) => seconds === 0)) return null
  const { agencyId, agency } = site
  const ailing = until === asOf && knownUntil >= asOf ? ailingOf(site, looks, asOf) : null
  return { agencyId, agency, time, ailing }
}

function ailingOf(
  { id: siteId, ...site }: Pick<WatchedSite, 'id' | 'hostname' | 'agencyId' | 'agency'>,
  looks: readonly Seen[],
  asOf: string,
): Ailing | null {
  const seen = looks.filter(({ at }) => at <= asOf).toSorted((a, b) => (a.at < b.at ? -1 : 1))
  const last = seen.at(-1)
  if (!last || !isBad(last.status)) return null
  const good = seen.findLastIndex(({ status }) => status === 'ok' || status === 'propagating')
  const since = seen.slice(good + 1).find(({ status }) => isBad(status))!.at
  return { siteId, ...site, status: last.status, since }
}
