/** Holidays and joint leave: the days on which no clock runs. Pure. */
import { z } from 'zod'
import { sopWeek, type Calendar } from './worktime.ts'

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

/** The SOP's week less the holidays. */
export const calendarOf = (days: Iterable<string>): Calendar => ({ week: sopWeek, closedOn: new Set(days) })
