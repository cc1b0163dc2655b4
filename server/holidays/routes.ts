/** HTTP in and out for holidays: rows, the calendar that they make, and a feed looked at before it is taken in. */
import { z } from 'zod'
import { MAX_FEED_DAYS } from '../core/feed.ts'
import { holidayInput } from '../core/holiday.ts'
import type { Desk } from '../env.ts'
import { parse } from '../errors.ts'
import { reachOf, readJson, restRoutes } from '../rest.ts'
import { reckonDueTimes } from '../requests/store.ts'
import { importHolidays, previewFeed } from './actions.ts'
import { calendarGaps, holidayFilter, holidayStore, loadClocks, type Changed } from './store.ts'

const feed = z.strictObject({
  text: z.string().min(1),
  /** For days that name no decree themselves. */
  source: z.string().trim().max(200).default(''),
})
const chosen = z.strictObject({ rows: z.array(holidayInput).min(1).max(MAX_FEED_DAYS) })

export function holidayRoutes({ db, now }: Desk) {
  // A day more or less moves every clock that runs across it.
  const changed: Changed = (trx, change, actor) => reckonDueTimes(trx, change, actor, now())
  const app = restRoutes({
    name: 'holidays',
    record: z.object({ id: z.int(), ...holidayInput.shape }),
    input: holidayInput,
    filter: holidayFilter,
    sorts: ['heldOn', 'name', 'id'],
    store: holidayStore(db, changed),
  })
  app.get('/calendar', async (c) => {
    reachOf(c.get('actor'), 'holidays', 'list')
    const { calendar } = await loadClocks(db)
    const { week, exceptions, closedOn } = calendar
    return c.json({ week, exceptions, closedOn: [...closedOn], gaps: await calendarGaps(db, now()) })
  })
  app.post('/holidays/preview', async (c) => {
    reachOf(c.get('actor'), 'holidays', 'create')
    const { text, source } = parse(feed, await readJson(c))
    return c.json(await previewFeed(db, text, source))
  })
  app.post('/holidays/import', async (c) => {
    const actor = c.get('actor')
    reachOf(actor, 'holidays', 'create')
    return c.json(await importHolidays(db, parse(chosen, await readJson(c)).rows, actor, changed))
  })
  return app
}
