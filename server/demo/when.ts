/** Instants of the demonstration, told from today: working days ago at a time of day, or minutes ago. Pure. */

export type When = { workdaysAgo: number; at: string } | { minutesAgo: number }

/** `on(3, '09:15')`: three working days ago at 09:15 WITA. */
export const on = (workdaysAgo: number, at: string): When => ({ workdaysAgo, at })
export const ago = (minutesAgo: number): When => ({ minutesAgo })

const DAY_MS = 86_400_000
const WITA_MS = 8 * 3_600_000

export function instantOf(when: When, now: Date): Date {
  if ('minutesAgo' in when) return new Date(now.getTime() - when.minutesAgo * 60_000)
  let day = Math.floor((now.getTime() + WITA_MS) / DAY_MS)
  for (let left = when.workdaysAgo; left > 0;) if (isWorkday(--day)) left--
  const [hours, minutes] = when.at.split(':').map(Number) as [number, number]
  return new Date(day * DAY_MS - WITA_MS + (hours * 60 + minutes) * 60_000)
}

// Day 0 was a Thursday.
const isWorkday = (day: number) => {
  const weekday = (day + 4) % 7
  return weekday !== 0 && weekday !== 6
}
