/** Makes the report of a month: the frozen one as it was written, or what the month is by now. */
import { createHash } from 'node:crypto'
import { canonical } from '../core/canonical.ts'
import type { MonthReport, ReportLine, Seal } from '../core/report.ts'
import { monthOf, windowOf, type ReportWindow } from '../core/report/month.ts'
import { createTally } from '../core/report/tally.ts'
import { localDate } from '../core/worktime.ts'
import { officeHolder } from '../actings/store.ts'
import { allAgencies } from '../agencies/store.ts'
import type { Db } from '../database.ts'
import type { Desk } from '../env.ts'
import { Refused } from '../errors.ts'
import { loadCalendar } from '../holidays/store.ts'
import { found } from '../rest.ts'
import { settingsOf } from '../settings/store.ts'
import { countCandidates, firstEventAt, incidentsOf, lastEventId, liveLines, watchedSites } from './list.ts'
import { frozenMonth, linesIn, pagesOf } from './store.ts'

/** A report with the way to its lines, which are read anew each time. */
export type Made = {
  data: MonthReport
  seal: Seal | null
  lines: () => AsyncIterable<ReportLine>
}

export type Tell = (done: number, total: number) => void

/** The window of a month of which there can be a report: it has begun, and something had happened by its end. */
export async function windowFor({ db, now }: Pick<Desk, 'db' | 'now'>, month: string): Promise<ReportWindow> {
  const window = found(windowOf(month, now()))
  const first = found(await firstEventAt(db))
  if (window.month < monthOf(new Date(first))) throw new Refused('not_found')
  return window
}

/** The report of a month: the frozen one, or what the month is by now. */
export async function makeReport(
  desk: Pick<Desk, 'db' | 'now'>,
  month: string,
  tell: Tell = () => {},
): Promise<Made> {
  const { db } = desk
  const frozen = await frozenMonth(db, month)
  if (frozen) return { data: frozen.data, seal: frozen.seal, lines: () => frozenLines(db, frozen.making) }
  const window = await windowFor(desk, month)
  const { data, lines } = await fold(db, window, tell)
  return { data, seal: null, lines }
}

async function* frozenLines(db: Db, making: string): AsyncGenerator<ReportLine> {
  for await (const page of pagesOf(db, making)) yield* linesIn(page)
}

/** Folds a month as it is now; `keep` is given the canonical JSON of its lines, page by page. */
export async function fold(
  db: Db,
  window: ReportWindow,
  tell: Tell,
  keep: (lines: string) => Promise<void> = async () => {},
) {
  const untilEvent = await lastEventId(db)
  const calendar = await loadCalendar(db)
  const tally = createTally(window, await allAgencies(db))
  const pages = () => liveLines(db, window, untilEvent, calendar)
  const total = await countCandidates(db, window)
  const hash = createHash('sha256')
  let [done, count] = [0, 0]
  tell(0, total)
  for await (const { lines, read } of pages()) {
    for (const line of lines) tally.addLine(line)
    const text = lines.map((line) => `${canonical(line)}\n`).join('')
    hash.update(text)
    if (lines.length > 0) await keep(text)
    done += read
    count += lines.length
    tell(Math.min(done, total), total)
  }
  for await (const site of watchedSites(db, window)) tally.addSite(site)
  for await (const incident of incidentsOf(db, window)) tally.addIncident(incident)
  const lastDay = localDate(new Date(Date.parse(window.asOf) - 1))
  const data = tally.report({
    letterhead: await settingsOf(db, 'letterhead'),
    signer: await officeHolder(db, 'division_head', lastDay),
    lines: { total: count, digest: hash.digest('hex') },
  })
  async function* lines(): AsyncGenerator<ReportLine> {
    for await (const page of pages()) yield* page.lines
  }
  return { data, lines }
}
