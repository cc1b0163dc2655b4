/** All SQL for holidays, and the calendar that they make. */
import { z } from 'zod'
import { calendarOf, type Holiday, type HolidayInput } from '../core/holiday.ts'
import type { Calendar } from '../core/worktime.ts'
import type { Db } from '../database.ts'
import { plainTable } from '../plain-table.ts'
import { idFilter } from '../rest.ts'

export const holidayFilter = z.strictObject({ id: idFilter, year: z.int().min(1900).max(2999).optional() })

export const holidayStore = (db: Db, changed: (db: Db) => Promise<void>) =>
  plainTable<Holiday, HolidayInput, z.infer<typeof holidayFilter>>(db, 'holidays', {
    toRow: (input) => input,
    fromRow: (row: Holiday) => row,
    where: (query, { year }) =>
      year === undefined
        ? query
        : query.where('heldOn', '>=', `${year}-01-01`).where('heldOn', '<=', `${year}-12-31`),
    changed,
  })

/** The calendar in force: the SOP's week less the stored days. */
export async function loadCalendar(db: Db): Promise<Calendar> {
  const rows = await db.selectFrom('holidays').select('heldOn').execute()
  return calendarOf(rows.map(({ heldOn }) => heldOn))
}
