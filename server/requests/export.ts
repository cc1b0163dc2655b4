/** The list of requests as a file: exactly what a filter, an order and a choice of columns show, however many rows. */
import { allAgencies } from '../agencies/store.ts'
import type { Actor } from '../core/access.ts'
import { gridWords, type GridColumn } from '../core/grid.ts'
import type { Language } from '../core/verdict.ts'
import { localDate } from '../core/worktime.ts'
import type { Db } from '../database.ts'
import type { Desk } from '../env.ts'
import { loadCalendar } from '../holidays/store.ts'
import { namesOf } from '../people/store.ts'
import type { ListQuery, Reach } from '../rest.ts'
import { csv, CSV_TYPE, xlsx, XLSX_TYPE, type CellValue } from '../sheets.ts'
import { listedIds, requestsInOrder, type RequestFilter } from './list.ts'
import { sheetOf } from './sheet.ts'

export const exportFormats = ['csv', 'xlsx'] as const
export type ExportFormat = (typeof exportFormats)[number]

export type Wanted = Pick<ListQuery<RequestFilter>, 'filter' | 'sort'> & {
  format: ExportFormat
  columns: readonly GridColumn[]
  language: Language
  /** By which the one who asks can follow how far it has come. */
  key: string | null
}

type Progress = { done: number; total: number }

// What is held at once, besides a number for each row.
const BATCH = 500

export function createExports({ db, now }: Pick<Desk, 'db' | 'now'>) {
  // What is being sent from here, by person and key. Only for a bar: losing it loses nothing.
  const running = new Map<string, Progress>()
  const placeOf = (actor: Actor, key: string) => `${actor.id}/${key}`

  return {
    /** The file's name, type and bytes, and of how many requests it will be. */
    async make({ format, columns, language, key, ...list }: Wanted, reach: Reach, actor: Actor) {
      const at = now()
      const ids = await listedIds(db, list, reach, actor, at)
      const sheet = sheetOf(columns, language)
      const progress = { done: 0, total: ids.length }
      async function* rows() {
        if (key !== null) running.set(placeOf(actor, key), progress)
        try {
          for await (const cells of rowsOf(db, ids, sheet, at)) {
            yield cells
            progress.done += 1
          }
        } finally {
          if (key !== null) running.delete(placeOf(actor, key))
        }
      }
      const table = { columns: sheet.columns, rows: rows() }
      const isCsv = format === 'csv'
      const name = gridWords.sheet[language]
      return {
        name: `${name.toLowerCase()}-${localDate(at)}.${format}`,
        type: isCsv ? CSV_TYPE : XLSX_TYPE,
        total: ids.length,
        bytes: isCsv ? csv(table, language) : xlsx([{ name, ...table }]),
      }
    },
    /** How far one's own export has come; null where none of that key runs here. */
    progress: (actor: Actor, key: string): Progress | null => running.get(placeOf(actor, key)) ?? null,
  }
}

async function* rowsOf(
  db: Db,
  ids: readonly number[],
  { cells }: ReturnType<typeof sheetOf>,
  now: Date,
): AsyncGenerator<CellValue[]> {
  const agencies = new Map((await allAgencies(db)).map(({ id, shortName }) => [id, shortName]))
  const calendar = await loadCalendar(db)
  for (let from = 0; from < ids.length; from += BATCH) {
    const requests = await requestsInOrder(db, ids.slice(from, from + BATCH))
    const people = await namesOf(db, [...new Set(requests.flatMap(({ assigneeIds }) => assigneeIds))])
    for (const request of requests) yield cells(request, { agencies, people, calendar, now })
  }
}
