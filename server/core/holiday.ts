/** Holidays and joint leave: the days on which no clock runs. Pure. */
import { z } from 'zod'
import { sopWeek, type Calendar, type Exception, type Week } from './worktime.ts'

export const holidayKinds = ['national', 'joint_leave', 'regional'] as const

/** True for a day that exists. */
export const isDay = (text: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text

export const day = z.string().refine(isDay, { error: 'NOT_A_DAY' })

export const holidayInput = z.strictObject({
  heldOn: day,
  name: z.string().trim().min(1).max(120),
  kind: z.enum(holidayKinds),
  /** The decree that set it. */
  source: z.string().trim().max(200).default(''),
})
export type HolidayInput = z.infer<typeof holidayInput>
export type Holiday = HolidayInput & { id: number }

/** A week less the holidays; the SOP's where no other is given. */
export const calendarOf = (
  days: Iterable<string>,
  week: Week = sopWeek,
  exceptions: readonly Exception[] = [],
): Calendar => ({ week, exceptions, closedOn: new Set(days) })

/** What a year lacks of what the joint decree sets each year. */
export type Gap = { year: number; kind: 'national' | 'joint_leave' }

const NEXT_YEAR_FROM = '-10-01'

/** The gaps of this year, and from 1 October (the decree is out by then) of the next. `today` is a local date. */
export function gapsOf(days: readonly Pick<Holiday, 'heldOn' | 'kind'>[], today: string): Gap[] {
  const year = Number(today.slice(0, 4))
  const years = today >= `${year}${NEXT_YEAR_FROM}` ? [year, year + 1] : [year]
  return years.flatMap((one) =>
    (['national', 'joint_leave'] as const)
      .filter((kind) => !days.some((day) => day.kind === kind && day.heldOn.startsWith(`${one}-`)))
      .map((kind) => ({ year: one, kind })),
  )
}

/** Begins the source of a day that the decree must still confirm. */
export const ESTIMATE = 'perkiraan'
export const isEstimate = ({ source }: Pick<Holiday, 'source'>) => source.toLowerCase().startsWith(ESTIMATE)

/** What moved the clocks: told in the history of each request whose due time moved. */
export type CalendarChange =
  | { what: 'added' | 'removed'; heldOn: string; name: string }
  | { what: 'edited'; heldOn: string; name: string; was: { heldOn: string; name: string } }
  | { what: 'imported'; added: string[]; changed: string[] }
  | { what: 'hours' }
