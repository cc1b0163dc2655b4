/** How soon to look again, by what the last look said. Pure. */
import type { Phase } from './finding.ts'
import type { Status } from './verdict.ts'

// Every minute while caches run out; often while somebody should act; sparser when calm.
const minutes: Record<Status, number> = { propagating: 1, unknown: 2, broken: 2, wrong: 5, stale: 15, ok: 30 }

// Until the horizon of a change people wait for every word.
const MINUTES_DURING_CHANGE = 5

/** The instant of the next look. `spread` in 0–1 keeps names that were looked at together from staying together. */
export function nextLookAt(status: Status, now: Date, spread: number, phase: Phase = 'calm'): Date {
  const ms = Math.min(minutes[status], phase === 'silent' ? MINUTES_DURING_CHANGE : Infinity) * 60_000
  return new Date(now.getTime() + Math.round(ms * (status === 'propagating' ? 1 : 0.9 + 0.2 * spread)))
}
