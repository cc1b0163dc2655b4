/** All SQL for holidays, and the calendar that they make with the settings. */
import { z } from 'zod'
import type { Actor } from '../core/access.ts'
import { calendarFrom, leadOf } from '../core/clocks.ts'
import { gapsOf, type CalendarChange, type Gap, type Holiday, type HolidayInput } from '../core/holiday.ts'
import { localDate, type Calendar, type Lead } from '../core/worktime.ts'
import type { Db } from '../database.ts'
import { plainTable } from '../plain-table.ts'
import { idFilter } from '../rest.ts'
import { settingsOf } from '../settings/store.ts'

export const holidayFilter = z.strictObject({ id: idFilter, year: z.int().min(1900).max(2999).optional() })

/** Told in the same transaction of every change of the calendar. */
export type Changed = (trx: Db, change: CalendarChange, actor: Actor) => Promise<unknown>

export const holidayStore = (db: Db, changed: Changed) =>
  plainTable<Holiday, HolidayInput, z.infer<typeof holidayFilter>>(db, 'holidays', {
    toRow: (input) => input,
    fromRow: (row: Holiday) => row,
    where: (query, { year }) =>
      year === undefined
        ? query
        : query.where('heldOn', '>=', `${year}-01-01`).where('heldOn', '<=', `${year}-12-31`),
    changed: async (trx, { before, after }, actor) =>
      void (await changed(trx, changeOf(before, after), actor)),
  })

const dayOf = ({ heldOn, name }: Holiday) => ({ heldOn, name })

function changeOf(before: Holiday | null, after: Holiday | null): CalendarChange {
  if (!after) return { what: 'removed', ...dayOf(before!) }
  return before ? { what: 'edited', ...dayOf(after), was: dayOf(before) } : { what: 'added', ...dayOf(after) }
}

/** The calendar in force, and how early to warn. */
export async function loadClocks(db: Db): Promise<{ calendar: Calendar; lead: Lead }> {
  const clocks = await settingsOf(db, 'clocks')
  const rows = await db.selectFrom('holidays').select('heldOn').execute()
  const days = rows.map(({ heldOn }) => heldOn)
  return { calendar: calendarFrom(clocks, days), lead: leadOf(clocks) }
}

/** The calendar in force: the week of the settings less the stored days. */
export const loadCalendar = async (db: Db): Promise<Calendar> => (await loadClocks(db)).calendar

/** What this year and the next one lack. */
export async function calendarGaps(db: Db, now: Date): Promise<Gap[]> {
  const today = localDate(now)
  const days = await db
    .selectFrom('holidays')
    .select(['heldOn', 'kind'])
    .where('heldOn', '>=', today.slice(0, 4))
    .execute()
  return gapsOf(days as Pick<Holiday, 'heldOn' | 'kind'>[], today)
}

/** The stored days among these. */
export async function holidaysOn(db: Db, days: readonly string[]): Promise<Map<string, Holiday>> {
  const rows =
    days.length > 0 ? await db.selectFrom('holidays').selectAll().where('heldOn', 'in', days).execute() : []
  return new Map((rows as Holiday[]).map((row) => [row.heldOn, row]))
}

/** Writes days down over what stood there. */
export async function saveHolidays(trx: Db, rows: readonly HolidayInput[]): Promise<void> {
  if (rows.length === 0) return
  await trx
    .insertInto('holidays')
    .values([...rows])
    .onConflict((conflict) =>
      conflict.column('heldOn').doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'),
        kind: eb.ref('excluded.kind'),
        source: eb.ref('excluded.source'),
      })),
    )
    .execute()
}
