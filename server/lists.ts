/** Whole lists as files: a number for each row is held, and the rows are read as they are taken. */
import type { Language } from './core/verdict.ts'
import { csv, CSV_TYPE, xlsx, XLSX_TYPE, type CellValue, type Column } from './sheets.ts'

export const listFormats = ['csv', 'xlsx'] as const
export type ListFormat = (typeof listFormats)[number]

/** How a list is told: its columns, and the cells of the rows with some ids. */
export type Listing = {
  title: string
  columns: readonly Column[]
  ids: readonly number[]
  read: (ids: readonly number[]) => Promise<readonly (readonly CellValue[])[]>
}

const BATCH = 500

export type ListFile = { type: string; total: number; bytes: AsyncIterable<Uint8Array> }

export function listFile(
  { title, columns, ids, read }: Listing,
  format: ListFormat,
  language: Language,
): ListFile {
  async function* rows() {
    for (let from = 0; from < ids.length; from += BATCH) yield* await read(ids.slice(from, from + BATCH))
  }
  const table = { columns, rows: rows() }
  return format === 'csv'
    ? { type: CSV_TYPE, total: ids.length, bytes: csv(table, language) }
    : { type: XLSX_TYPE, total: ids.length, bytes: xlsx([{ name: title, ...table }]) }
}
