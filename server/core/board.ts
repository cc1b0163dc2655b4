/** The health board: what it shows, what is worse than what, and whether the checker itself can be believed. Pure. */
import type { ConditionId, Level } from './conditions/index.ts'
import type { ResolverSeen } from './pulse.ts'
import type { Site } from './site.ts'
import { statuses, type Status, type Text } from './verdict.ts'

export type Counts = Record<Status, number>

export type BoardSite = Pick<
  Site,
  'id' | 'hostname' | 'agencyId' | 'status' | 'statusSince' | 'forecastUntil'
>
export type PropagatingSite = BoardSite & { because: Text | null }

/** Who is written to about an agency's names. */
export type Contact = { name: string; email: string }
/** An agency that has watched names. */
export type AgencyHealth = { id: number; name: string; shortName: string; counts: Counts }

/** A resolver of the panel; `name` is null for one that the installation was started with. */
export type ResolverHealth = { name: string | null; address: string; seen: ResolverSeen | null }

/** An open finding about the checker itself (group M). */
export type CheckerFinding = {
  id: number
  condition: ConditionId
  level: Level
  subject: string
  message: Text
  openedAt: string
}

export type CheckerHealth = {
  /** The last sweep of this process, and the last look that is on record. */
  lastSweepAt: string | null
  lastLookAt: string | null
  offline: boolean
  offlineSince: string | null
  backlog: number
  /** Null for those to whom the panel is not shown. */
  resolvers: ResolverHealth[] | null
  conditions: { total: number; rows: CheckerFinding[] }
}

export type Board = {
  /** The instant of what is shown. */
  at: string
  /** The agency that it is about; null for all that may be seen. */
  agencyId: number | null
  counts: Counts
  openFindings: { critical: number; error: number; warning: number }
  /** The worst first, as many as fit; `matching` is how many there are. */
  sites: BoardSite[]
  matching: number
  /** The worst first. */
  agencies: AgencyHealth[]
  /** The soonest done first. */
  propagating: PropagatingSite[]
  /** Broken, wrong and stale names, those of the worst status first, and of each status the longest. */
  ailing: BoardSite[]
  /** Whom to tell, by agency; null for those who are told themselves. */
  contacts: Record<number, Contact[]> | null
  checker: CheckerHealth
}

/** How a day ended; of today, how it is by now. */
export type BoardDay = { day: string; counts: Counts }
export const trendDays = [30, 90] as const
export type TrendDays = (typeof trendDays)[number]

export const ailingStatuses = ['broken', 'wrong', 'stale'] as const satisfies readonly Status[]

export const noNames = (): Counts => ({ broken: 0, wrong: 0, stale: 0, propagating: 0, ok: 0, unknown: 0 })
export const totalOf = (counts: Counts): number => statuses.reduce((sum, status) => sum + counts[status], 0)

// What is not known is neither good nor bad, but it is the first thing to say where nothing is bad.
const speaking: readonly Status[] = ['broken', 'wrong', 'stale', 'unknown', 'propagating', 'ok']

/** The status that speaks for all of them; null where there is nothing. */
export const worstOf = (counts: Counts): Status | null =>
  speaking.find((status) => counts[status] > 0) ?? null

/** Sorts the worst first: one broken name weighs more than any number of stale ones. */
export function byHealth(a: AgencyHealth, b: AgencyHealth): number {
  for (const status of speaking.slice(0, -1)) {
    const more = b.counts[status] - a.counts[status]
    if (more !== 0) return more
  }
  return a.name < b.name ? -1 : 1
}

/**
 * What part of the names is as wanted or only waits for caches, as the monthly report counts it (rule `dns`); null of
 * none.
 */
export function goodShare(counts: Counts): number | null {
  const all = totalOf(counts)
  return all === 0 ? null : (counts.ok + counts.propagating) / all
}

/** The days one by one up to the last of them; null where nobody kept one. */
export function everyDay(kept: readonly BoardDay[], days: number): { day: string; counts: Counts | null }[] {
  const last = kept.at(-1)
  if (!last) return []
  const counts = new Map(kept.map(({ day, counts }) => [day, counts]))
  return Array.from({ length: days }, (_, at) => {
    const day = new Date(Date.parse(last.day) - (days - 1 - at) * 86_400_000).toISOString().slice(0, 10)
    return { day, counts: counts.get(day) ?? null }
  })
}

// A sweep begins every minute; one over many names may take longer, but looks are recorded all the while.
const SILENT_MS = 10 * 60_000

/** `silent`: nothing was looked at for so long that what is shown may be old. `new`: nothing was ever looked at. */
export type CheckerState = 'offline' | 'silent' | 'new' | 'well'

export function checkerState(
  { offline, lastSweepAt, lastLookAt }: Pick<CheckerHealth, 'offline' | 'lastSweepAt' | 'lastLookAt'>,
  at: string,
): CheckerState {
  if (offline) return 'offline'
  const last = [lastSweepAt, lastLookAt]
    .filter((one) => one !== null)
    .sort()
    .at(-1)
  if (last === undefined) return 'new'
  return Date.parse(at) - Date.parse(last) > SILENT_MS ? 'silent' : 'well'
}
