/** Taking in a feed of holidays: looked at first, then saved in one transaction in which the clocks are reckoned again. */
import type { Actor } from '../core/access.ts'
import { compareFeed, type FeedPreview } from '../core/feed.ts'
import type { HolidayInput } from '../core/holiday.ts'
import type { Standing } from '../core/preview.ts'
import type { Db } from '../database.ts'
import { readFeed } from './feed.ts'
import { holidaysOn, saveHolidays, type Changed } from './store.ts'

/** What a feed would change; nothing is saved. */
export async function previewFeed(db: Db, text: string, source: string): Promise<FeedPreview[]> {
  const lines = readFeed(text, source)
  const days = lines.flatMap((line) => ('row' in line ? [line.row.heldOn] : []))
  return compareFeed(lines, await holidaysOn(db, [...new Set(days)].slice(0, MAX_ASKED)))
}

// More than this is refused in any case.
const MAX_ASKED = 1_000

/** Saves the chosen days. */
export async function importHolidays(
  db: Db,
  rows: readonly HolidayInput[],
  actor: Actor,
  changed: Changed,
): Promise<{ added: number; changed: number; same: number; moved: number }> {
  // The last of a day named twice stands, as it would if they were saved one after the other.
  const days = [...new Map(rows.map((row) => [row.heldOn, row])).values()]
  return db.transaction().execute(async (trx) => {
    const stored = await holidaysOn(
      trx,
      days.map(({ heldOn }) => heldOn),
    )
    const lines = days.map((row) => ({ line: 0, text: '', row }))
    const of = (standing: Standing) =>
      compareFeed(lines, stored).flatMap((one) => (one.standing === standing ? [one.row!] : []))
    const [fresh, edited] = [of('new'), of('changed')]
    await saveHolidays(trx, [...fresh, ...edited])
    const dates = (list: HolidayInput[]) => list.map(({ heldOn }) => heldOn)
    const moved = Number(
      await changed(trx, { what: 'imported', added: dates(fresh), changed: dates(edited) }, actor),
    )
    return {
      added: fresh.length,
      changed: edited.length,
      same: days.length - fresh.length - edited.length,
      moved,
    }
  })
}
