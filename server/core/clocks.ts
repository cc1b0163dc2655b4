/** Opening hours as the administrator writes them, one line each: `senin-kamis 08:00-16:00`. Schemas and reading; pure. */
import { z } from 'zod'
import { calendarOf, isDay } from './holiday.ts'
import type { Calendar, Exception, Lead, Week } from './worktime.ts'

const dayNames = [
  ['senin', 'monday'],
  ['selasa', 'tuesday'],
  ['rabu', 'wednesday'],
  ['kamis', 'thursday'],
  ['jumat', 'friday'],
  ['sabtu', 'saturday'],
  ['minggu', 'sunday'],
]

// ISO: 1 Monday … 7 Sunday; 0 when it is none.
const dayOf = (name: string) => dayNames.findIndex((names) => names.includes(name.toLowerCase())) + 1

const closed = { opens: 0, closes: 0 }

/** Reads `senin-kamis 08:00-16:00` or `sabtu tutup`; null when it is no such line. */
export function readHours(line: string): Week | null {
  const parts =
    /^\s*([a-z]+)(?:\s*-\s*([a-z]+))?\s+(?:(\d{1,2})[.:](\d{2})\s*-\s*(\d{1,2})[.:](\d{2})|tutup|closed)\s*$/i.exec(
      line,
    )
  if (!parts) return null
  const [first, last] = [dayOf(parts[1]!), dayOf(parts[2] ?? parts[1]!)]
  if (first === 0 || last < first) return null
  const [opens, closes] = [minutes(parts[3], parts[4]), minutes(parts[5], parts[6])]
  if (parts[3] !== undefined && (opens === null || closes === null || closes <= opens)) return null
  const hours = parts[3] === undefined ? closed : { opens: opens!, closes: closes! }
  return Object.fromEntries(Array.from({ length: last - first + 1 }, (_, n) => [first + n, hours]))
}

function minutes(hour: string | undefined, minute: string | undefined): number | null {
  const count = Number(hour) * 60 + Number(minute)
  return Number(minute) < 60 && count <= 24 * 60 ? count : null
}

/** Reads `2027-02-08 2027-03-09 senin-kamis 08:00-15:00, jumat 08:00-15:30`; days not named keep their hours. */
export function readException(line: string, week: Week): Exception | null {
  const parts = /^\s*(\d{4}-\d{2}-\d{2})\s+(\d{4}-\d{2}-\d{2})\s+(.+)$/.exec(line)
  if (!parts) return null
  const [from, to] = [parts[1]!, parts[2]!]
  const hours = parts[3]!.split(/[,;]/).map(readHours)
  if (!isDay(from) || !isDay(to) || to < from || hours.includes(null)) return null
  return { from, to, week: Object.assign({}, week, ...hours) as Week }
}

const lines = (most: number, isOne: (line: string) => boolean, error: string) =>
  z
    .array(z.string().max(200))
    .max(most)
    .transform((all) => all.map((line) => line.trim()).filter((line) => line !== ''))
    .refine((all) => all.every(isOne), { error })

/** Working hours, and how early to warn. The SOP's hours (part E) unless a decree sets others. */
export const clocks = z
  .strictObject({
    week: lines(14, (line) => readHours(line) !== null, 'NOT_HOURS').default([
      'senin-kamis 08:00-16:00',
      'jumat 08:00-11:30',
    ]),
    exceptions: lines(60, (line) => readException(line, {}) !== null, 'NOT_AN_EXCEPTION').default([]),
    /** Working seconds before the due time of a step that is given in seconds. */
    warnSeconds: z.int().min(60).max(28_800).default(3_600),
    /** Working seconds before the due time of a step that is given in days. */
    warnDaySeconds: z.int().min(60).max(28_800).default(7_200),
  })
  .refine(({ week }) => Object.values(weekOf(week)).some(({ closes }) => closes > 0), {
    error: 'NO_OPEN_DAY',
    path: ['week'],
  })
export type Clocks = z.infer<typeof clocks>

const weekOf = (given: readonly string[]): Record<number, { opens: number; closes: number }> =>
  Object.assign({}, ...given.map((line) => readHours(line) ?? {}))

/** The calendar that the settings and the stored days make. */
export function calendarFrom(
  { week, exceptions }: Pick<Clocks, 'week' | 'exceptions'>,
  days: Iterable<string>,
): Calendar {
  const usual: Week = weekOf(week)
  return calendarOf(
    days,
    usual,
    exceptions.map((line) => readException(line, usual)!),
  )
}

export const leadOf = ({ warnSeconds, warnDaySeconds }: Clocks): Lead => ({
  seconds: warnSeconds,
  days: warnDaySeconds,
})
