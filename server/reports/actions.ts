/** What is done with months: made once for all who ask, listed, frozen. */
import { randomUUID } from 'node:crypto'
import type { Actor } from '../core/access.ts'
import { canonical } from '../core/canonical.ts'
import type { MonthEntry, ReportProgress } from '../core/report.ts'
import { monthOf, monthsBetween, nextMonth, windowOf, type ReportWindow } from '../core/report/month.ts'
import { clockStart } from '../core/worktime.ts'
import { isDuplicate, type Db } from '../database.ts'
import { queueReport } from '../deliveries/queue.ts'
import { sha256 } from '../documents/store.ts'
import type { Desk } from '../env.ts'
import { Refused } from '../errors.ts'
import { loadCalendar } from '../holidays/store.ts'
import { countActions, firstEventAt } from './list.ts'
import { fold, makeReport, windowFor, type Made, type Tell } from './make.ts'
import {
  discardUnfrozen,
  frozenEntries,
  frozenMonth,
  frozenMonths,
  insertPage,
  insertReport,
} from './store.ts'

export { formats, reportFile, type Format } from './files.ts'
export type { Made } from './make.ts'

type Keeping = Pick<Desk, 'db' | 'now' | 'outbox'>

/** Who asks for a month that is being made waits for that one, and anybody may ask how far it is. */
export function createWorkshop(desk: Keeping) {
  const running = new Map<string, ReportProgress & { made: Promise<Made> }>()
  function share(key: string, make: (tell: Tell) => Promise<Made>): Promise<Made> {
    const before = running.get(key)
    if (before) return before.made
    const progress = { isMaking: true, done: 0, total: 0 }
    const made = make((done, total) => Object.assign(job, { done, total })).finally(() => running.delete(key))
    const job = { ...progress, made }
    running.set(key, job)
    return made
  }
  return {
    make: (month: string) => share(month, (tell) => makeReport(desk, month, tell)),
    freeze: (month: string, by: Actor) =>
      share(`freeze ${month}`, (tell) => freezeReport(desk, month, by, tell)),
    progress(month: string): ReportProgress {
      const job = running.get(month) ?? running.get(`freeze ${month}`)
      return { isMaking: job !== undefined, done: job?.done ?? 0, total: job?.total ?? 0 }
    },
  }
}

/** Freezes a month that is over, unless that is done; the one just over is mailed to the division heads. */
export async function freezeReport(
  desk: Keeping,
  month: string,
  by: Pick<Actor, 'name' | 'onBehalfOf'> | null,
  tell: Tell = () => {},
): Promise<Made> {
  const { db, now, outbox } = desk
  if (await frozenMonth(db, month)) return makeReport(desk, month)
  const window = await windowFor(desk, month)
  if (!window.isOver) throw new Refused('month_running')
  await discardUnfrozen(db, month)
  const making = `${month}/${randomUUID()}`
  let pages = 0
  // The lines are written before the report, page by page: nobody else has to wait for all of them.
  const { data } = await fold(db, window, tell, (text) => insertPage(db, making, pages++, text))
  const text = canonical(data)
  const frozenBy = by && (by.onBehalfOf ? `${by.name} (a.n. ${by.onBehalfOf.name})` : by.name)
  const seal = { digest: sha256(text), frozenAt: now().toISOString(), frozenBy }
  const isNews = nextMonth(month) === monthOf(now())
  try {
    await db.transaction().execute(async (trx) => {
      await insertReport(trx, { month, making, data: text }, seal.digest, data, pages, seal)
      if (isNews) await queueReport(trx, outbox, data, seal, now())
    })
  } catch (error) {
    // Somebody else was faster with the same.
    if (!isDuplicate(error)) throw error
    await discardUnfrozen(db, month)
  }
  outbox.wake()
  return makeReport(desk, month)
}

/** Freezes what is over and was not frozen yet, the oldest first, while the office is open: on the first working day after. */
export async function freezeFinished(desk: Keeping): Promise<void> {
  const { db, now } = desk
  if (clockStart(now(), await loadCalendar(db)) > now()) return
  const first = await firstEventAt(db)
  if (first === null) return
  const done = new Set(await frozenMonths(db))
  const running = monthOf(now())
  for (const month of monthsBetween(monthOf(new Date(first)), running)) {
    if (month !== running && !done.has(month)) await freezeReport(desk, month, null)
  }
}

/** Every month from the first with data to the running one, the newest first. */
export async function listMonths({ db, now }: Pick<Desk, 'db' | 'now'>): Promise<MonthEntry[]> {
  const first = await firstEventAt(db)
  if (first === null) return []
  const frozen = await frozenEntries(db)
  const months = monthsBetween(monthOf(new Date(first)), monthOf(now()))
  const entries: MonthEntry[] = []
  for (const month of months.toReversed())
    entries.push(frozen.get(month) ?? (await openEntry(db, windowOf(month, now())!)))
  return entries
}

async function openEntry(db: Db, window: ReportWindow): Promise<MonthEntry> {
  const rows = await countActions(db, window)
  const times = (action: string, except?: string) =>
    rows
      .filter((row) => row.action === action && row.fromState !== except)
      .reduce((sum, { total }) => sum + total, 0)
  return {
    id: window.month,
    isOver: window.isOver,
    isFrozen: false,
    digest: null,
    frozenAt: null,
    frozenBy: null,
    received: times('submit', 'returned'),
    finished: times('receive'),
    rejected: times('reject'),
    returned: times('return'),
    withdrawn: times('withdraw', 'draft'),
    executed: times('execute'),
    open: null,
    late: null,
  }
}
