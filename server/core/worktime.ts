/**
 * Working time: when a step is due, and how much of its allowance is left. Pure integers over a calendar that is passed
 * in; the only file that knows a time zone exists (SOP part E).
 */

/** Opening hours as minutes after local midnight, by ISO weekday (1 Monday … 7 Sunday); a missing day is closed. */
export type Week = Readonly<Partial<Record<number, { opens: number; closes: number }>>>

/** Other hours between two dates, both included: Ramadan, or a week of moving. A day that is missing is closed. */
export type Exception = { from: string; to: string; week: Week }

export type Calendar = {
  week: Week
  /** Where two cover a day, the later one decides. */
  exceptions?: readonly Exception[]
  /** Dates, `YYYY-MM-DD`, on which nobody works: national holidays and joint leave. */
  closedOn: ReadonlySet<string>
}

/** What a step may take: working seconds, or working days. */
export type Allowance = { seconds: number } | { days: number }

/** A stretch in which a clock stood still. An open one has no end. Instants are ISO 8601. */
export type Pause = { from: string; to: string | null }

/** SOP part E: Monday–Thursday 08:00–16:00, Friday 08:00–11:30 WITA. */
export const sopWeek: Week = {
  1: { opens: 480, closes: 960 },
  2: { opens: 480, closes: 960 },
  3: { opens: 480, closes: 960 },
  4: { opens: 480, closes: 960 },
  5: { opens: 480, closes: 690 },
}

// WITA, Asia/Makassar: UTC+8 without summer time since 1964.
const OFFSET_MS = 8 * 3_600_000
const DAY_MS = 86_400_000
// A calendar that closes every day of three years is a mistake, not a calendar.
const HORIZON_DAYS = 1_100

/** The local date of an instant, `YYYY-MM-DD`. */
export function localDate(at: Date): string {
  return new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 10)
}

/** The local day that an instant is in: from midnight to midnight. */
export function dayOf(at: Date): { from: Date; to: Date } {
  const from = Math.floor((at.getTime() + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS
  return { from: new Date(from), to: new Date(from + DAY_MS) }
}

/** `2026-11-23T16:00:00+08:00`: an instant in local wall time. */
export function localIso(at: Date): string {
  const wall = new Date(at.getTime() + OFFSET_MS).toISOString()
  return `${wall.slice(0, 19).concat(at.getTime() % 1000 === 0 ? '' : wall.slice(19, 23))}+08:00`
}

/**
 * Reads an ISO 8601 instant; one without an offset is local wall time (WITA), a date alone its midnight.
 * Null when it is none, or a day or hour that does not exist.
 */
export function parseInstant(text: string): Date | null {
  const parts =
    /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(
      text.trim(),
    )
  if (!parts) return null
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((part) => Number(part ?? 0))
  const millisecond = Number((parts[7] ?? '').padEnd(3, '0'))
  const wall = Date.UTC(year!, month! - 1, day, hour, minute, second, millisecond)
  const back = new Date(wall)
  const exists =
    back.getUTCMonth() === month! - 1 &&
    back.getUTCDate() === day &&
    hour! < 24 &&
    minute! < 60 &&
    second! < 60
  const offset = parts[8] === undefined ? OFFSET_MS : offsetMs(parts[8])
  return exists && offset !== null ? new Date(wall - offset) : null
}

function offsetMs(text: string): number | null {
  if (text.toUpperCase() === 'Z') return 0
  const hours = Number(text.slice(1, 3))
  const minutes = Number(text.slice(-2))
  if (hours > 23 || minutes > 59) return null
  return (text.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000
}

type Opening = { opens: number; closes: number }

// Days are counted in local wall time shifted to UTC, so that plain integers do.
function openingOf(day: number, calendar: Calendar): Opening | null {
  const midnight = new Date(day * DAY_MS)
  const date = midnight.toISOString().slice(0, 10)
  const week = calendar.exceptions?.findLast(({ from, to }) => from <= date && date <= to)?.week
  const hours = (week ?? calendar.week)[midnight.getUTCDay() || 7]
  if (!hours || hours.closes <= hours.opens || calendar.closedOn.has(date)) return null
  return { opens: day * DAY_MS + hours.opens * 60_000, closes: day * DAY_MS + hours.closes * 60_000 }
}

const wallOf = (at: Date) => at.getTime() + OFFSET_MS
const instantOf = (wall: number) => new Date(wall - OFFSET_MS)

function* openingsFrom(wall: number, calendar: Calendar): Generator<Opening> {
  const first = Math.floor(wall / DAY_MS)
  for (let day = first; day < first + HORIZON_DAYS; day++) {
    const opening = openingOf(day, calendar)
    if (opening) yield opening
  }
  throw new RangeError('the calendar has no working day within three years')
}

/** When a clock that is started at `at` begins to run: at once in working hours, else at the next opening. */
export function clockStart(at: Date, calendar: Calendar): Date {
  const wall = wallOf(at)
  for (const { opens, closes } of openingsFrom(wall, calendar)) {
    if (wall < closes) return instantOf(Math.max(wall, opens))
  }
  throw new RangeError('unreachable')
}

/** The instant at which `seconds` of working time have run since `at`. Zero seconds end where the clock starts. */
export function addWorkSeconds(at: Date, seconds: number, calendar: Calendar): Date {
  const wall = wallOf(clockStart(at, calendar))
  let left = seconds * 1000
  for (const { opens, closes } of openingsFrom(wall, calendar)) {
    const from = Math.max(wall, opens)
    if (from >= closes) continue
    if (left <= closes - from) return instantOf(from + left)
    left -= closes - from
  }
  throw new RangeError('unreachable')
}

/** Closing time of the Nth working day after the day on which the clock starts. */
export function addWorkDays(at: Date, days: number, calendar: Calendar): Date {
  const startDay = Math.floor(wallOf(clockStart(at, calendar)) / DAY_MS)
  let left = days
  for (const { closes } of openingsFrom((startDay + 1) * DAY_MS, calendar)) {
    left -= 1
    if (left <= 0) return instantOf(closes)
  }
  throw new RangeError('unreachable')
}

/** Working seconds between two instants; zero when `to` is not after `from`. */
export function workSecondsBetween(from: Date, to: Date, calendar: Calendar): number {
  const start = wallOf(from)
  const end = wallOf(to)
  let total = 0
  for (let day = Math.floor(start / DAY_MS); day <= Math.floor(end / DAY_MS); day++) {
    const opening = openingOf(day, calendar)
    if (opening) total += Math.max(0, Math.min(end, opening.closes) - Math.max(start, opening.opens))
  }
  return total / 1000
}

/** Working seconds that a clock has run from `start` to `now`, pauses left out. */
export function workSecondsUsed(
  start: Date,
  now: Date,
  pauses: readonly Pause[],
  calendar: Calendar,
): number {
  const paused = pauses.reduce((sum, { from, to }) => {
    const end = to === null ? now : new Date(Math.min(Date.parse(to), now.getTime()))
    return sum + workSecondsBetween(new Date(Math.max(Date.parse(from), start.getTime())), end, calendar)
  }, 0)
  return workSecondsBetween(start, now, calendar) - paused
}

/**
 * When a step is due. Pauses that have ended push a due time in seconds back by the working time they took; working
 * days are not counted in hours, so pauses leave them alone. A clock that stands still now has no due time.
 */
export function dueAt(
  start: Date,
  allowance: Allowance,
  calendar: Calendar,
  pauses: readonly Pause[] = [],
): Date | null {
  if (pauses.some(({ to }) => to === null)) return null
  if ('days' in allowance) return addWorkDays(start, allowance.days, calendar)
  const paused = pauses.reduce(
    (sum, { from, to }) => sum + workSecondsBetween(new Date(from), new Date(to!), calendar),
    0,
  )
  return addWorkSeconds(start, allowance.seconds + paused, calendar)
}

/** How long before the due time to warn, in working seconds: of a step in seconds, and of a step in days. */
export type Lead = { seconds: number; days: number }

/**
 * When to warn of a due time: so many working seconds before it, and half of the allowance at most, so that a step of
 * fifteen minutes warns after half of them. Walks the calendar backwards over open hours alone: never at night, on a
 * closed day, at the start of the clock or at the due time itself. Null where nothing is due.
 */
export function warnAt(
  start: Date,
  allowance: Allowance,
  calendar: Calendar,
  pauses: readonly Pause[],
  lead: Lead,
): Date | null {
  const due = dueAt(start, allowance, calendar, pauses)
  if (!due) return null
  if ('seconds' in allowance)
    return backFrom(due, Math.min(lead.seconds, allowance.seconds / 2), calendar, pauses)
  return backFrom(due, Math.min(lead.days, workSecondsBetween(start, due, calendar) / 2), calendar, [])
}

// At the opening rather than at the closing before it: both have as much working time left, but nobody reads at night.
function backFrom(due: Date, seconds: number, calendar: Calendar, pauses: readonly Pause[]): Date {
  const end = wallOf(due)
  let left = Math.floor(seconds * 1000)
  const last = Math.floor(end / DAY_MS)
  for (let day = last; day > last - HORIZON_DAYS; day--) {
    const opening = openingOf(day, calendar)
    if (!opening) continue
    for (const { opens, closes } of running(opening, pauses)) {
      const until = Math.min(closes, end)
      if (until <= opens) continue
      if (left <= until - opens) return instantOf(until - left)
      left -= until - opens
    }
  }
  throw new RangeError('the calendar has no working day within three years')
}

// What a pause leaves of an opening, the latest first.
function running(opening: Opening, pauses: readonly Pause[]): Opening[] {
  return pauses
    .reduce(
      (parts, { from, to }) => {
        const [begins, ends] = [wallOf(new Date(from)), wallOf(new Date(to!))]
        return parts.flatMap(({ opens, closes }) => [
          { opens, closes: Math.min(closes, begins) },
          { opens: Math.max(opens, ends), closes },
        ])
      },
      [opening],
    )
    .filter(({ opens, closes }) => opens < closes)
    .toSorted((a, b) => b.opens - a.opens)
}

/** Reads `14400s`, `15m`, `1h`, `1d`; null when it is no allowance. */
export function parseAllowance(text: string): Allowance | null {
  const parts = /^(\d{1,9})([smhd])$/.exec(text.trim())
  if (!parts) return null
  const count = Number(parts[1])
  const unit = parts[2]
  if (unit === 'd') return count >= 1 && count <= 366 ? { days: count } : null
  const seconds = count * (unit === 'h' ? 3600 : unit === 'm' ? 60 : 1)
  return seconds <= 366 * 8 * 3600 ? { seconds } : null
}
