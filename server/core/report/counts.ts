/** Counts of requests: none, and added up. Pure. */
import type { Counts, NameTime, Shares } from '../report.ts'

export const noCounts = (): Counts => ({
  carriedOver: 0,
  received: 0,
  reopened: 0,
  finished: 0,
  rejected: 0,
  withdrawn: 0,
  open: 0,
  returned: 0,
  resubmitted: 0,
})

export const noTime = (): NameTime => ({ broken: 0, wrong: 0, stale: 0, propagating: 0, ok: 0, unknown: 0 })

/** Adds `more` to `sum`, field by field. */
export function addTo<K extends string>(sum: Record<K, number>, more: Record<K, number>): void {
  for (const key of Object.keys(more) as K[]) sum[key] += more[key]
}

const share = (part: number, whole: number) => Math.round((part / whole) * 10_000) / 10_000

export function sharesOf(time: NameTime): Shares {
  const good = time.ok + time.propagating
  const bad = time.stale + time.wrong + time.broken
  const whole = good + bad + time.unknown
  if (whole === 0) return { good: null, bad: null, unknown: null }
  return { good: share(good, whole), bad: share(bad, whole), unknown: share(time.unknown, whole) }
}
