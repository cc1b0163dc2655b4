/** Months in WITA: from midnight to midnight. Pure. */
import { localDate, parseInstant } from '../worktime.ts'

/** The first instant of a month `2026-11`, and the first of the next; null when it is no month. */
export function monthBounds(month: string): { from: Date; to: Date } | null {
  const parts = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month)
  if (!parts) return null
  const from = parseInstant(`${month}-01`)
  return from && { from, to: parseInstant(`${nextMonth(month)}-01`)! }
}

/** The month that an instant is in. */
export const monthOf = (at: Date): string => localDate(at).slice(0, 7)

/** `2027-01` after `2026-12`. */
export function nextMonth(month: string): string {
  const [year, number] = month.split('-').map(Number)
  return number === 12
    ? `${String(year! + 1).padStart(4, '0')}-01`
    : `${month.slice(0, 4)}-${String(number! + 1).padStart(2, '0')}`
}

/** From the first month to the last, both included. */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = []
  for (let month = first; month <= last; month = nextMonth(month)) months.push(month)
  return months
}
