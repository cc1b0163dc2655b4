/** Months in WITA: from midnight to midnight. Pure. */
import { localDate, parseInstant } from '../worktime.ts'

/** A month as it is reported: its bounds, and the instant as of which is told. ISO 8601 UTC. */
export type ReportWindow = { month: string; from: string; to: string; asOf: string; isOver: boolean }

/** The window of a month `2026-11`; null when it is no month, or has not begun. */
export function windowOf(month: string, now: Date): ReportWindow | null {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return null
  const from = parseInstant(`${month}-01`)!
  const to = parseInstant(`${nextMonth(month)}-01`)!
  if (from > now) return null
  const isOver = to <= now
  return {
    month,
    from: from.toISOString(),
    to: to.toISOString(),
    asOf: (isOver ? to : now).toISOString(),
    isOver,
  }
}

/** The month that an instant is in. */
export const monthOf = (at: Date): string => localDate(at).slice(0, 7)

/** `2027-01` after `2026-12`. */
export function nextMonth(month: string): string {
  const [year, number] = month.split('-').map(Number)
  const next = new Date(Date.UTC(year!, number, 1))
  return next.toISOString().slice(0, 7)
}

/** From the first month to the last, both included. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = []
  for (let month = first; month <= last; month = nextMonth(month)) months.push(month)
  return months
}
