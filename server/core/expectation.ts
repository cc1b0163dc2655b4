/** What DNS and web should show for a pair of names at an instant. Pure. */
import type { Hostname } from './hostname.ts'
import type { PageMark } from './observation.ts'
import type { ExpectedRecords } from './records.ts'
import type { Before } from './serial.ts'
import type { Snapshot } from './snapshot.ts'
import { dayOf, parseInstant } from './worktime.ts'

export const wants = ['redirect', 'remove', 'keep'] as const
/** What should become of the old name. */
export type Want = (typeof wants)[number]

/** What was measured before the change: the facts that forecasts need. TTLs in seconds. */
export type Baseline = {
  measuredAt: string
  /** The old name's records, as the authoritative servers gave them. */
  oldRecords: ExpectedRecords
  /** Largest TTL that the old records were handed out with. */
  oldTtl: number | null
  /** min(SOA TTL, SOA minimum), RFC 2308 §5. */
  negativeTtl: number | null
  /** The old site's home page as it was: what the new name should show. */
  page?: PageMark | null
  /** Everything as it was before the first change: what a roll-back brings back, and what the proof is compared with. */
  snapshot?: Snapshot | null
}

/** One check's expectation. A registered site alone has no old name. */
export type Expectation = {
  newName: Hostname
  oldName: Hostname | null
  /** Equal as sets to what every authoritative server must give for the new name. */
  records: ExpectedRecords
  want: Want
  /** When the change was carried out; null while it has not been. */
  executedAt: string | null
  /** The last day or instant on which the old name must redirect, and after which it should be gone; null for no end. */
  redirectUntil: string | null
  baseline: Baseline | null
  /** When the authoritative proof was accepted: a difference after that is drift. */
  verifiedAt?: string | null
  /** When the old name was first seen gone: an answer after that is a return. */
  goneAt?: string | null
  /** What the zone showed at the look before, where that is remembered. */
  before?: Before
}

/** What is wanted of the old name at an instant: after the last day of its redirect, as the office has days, that it is gone. */
export function wantedAt(
  { want, redirectUntil }: Pick<Expectation, 'want' | 'redirectUntil'>,
  at: Date,
): Want {
  return want === 'redirect' && redirectUntil !== null && at >= endOf(redirectUntil) ? 'remove' : want
}

/** When a day is over; of an instant, itself. */
export function endOf(day: string): Date {
  const at = parseInstant(day) ?? new Date(NaN)
  return /^\d{4}-\d\d-\d\d$/.test(day) ? dayOf(at).to : at
}
