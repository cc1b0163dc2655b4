/** Reads tables that are text: commas, semicolons or tabs, as spreadsheets save them. The only door to csv-parse. */
import { parse } from 'csv-parse/sync'

/** A record with the line that it ends on. */
export type TextRow = { line: number; cells: string[] }

/** The records, and the lines of those that could not be read. */
export function readTable(text: string): { rows: TextRow[]; broken: number[] } {
  const plain = text.replace(/^\uFEFF/, '')
  // Spreadsheets may say their separator in a line of its own.
  const said = /^sep=(.)\r?\n/i.exec(plain)
  const body = said ? plain.slice(said[0].length) : plain
  const before = said ? 1 : 0
  const first = /^[^\r\n]*/.exec(body)![0]
  const delimiter = said?.[1] ?? [';', '\t', ','].find((one) => first.includes(one)) ?? ','
  const broken: number[] = []
  const lineOf = (error: unknown) => ((error as { lines?: number } | undefined)?.lines ?? 1) + before
  try {
    const records = parse(body, {
      delimiter,
      info: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      skip_records_with_error: true,
      on_skip: (error: unknown) => void broken.push(lineOf(error)),
      max_record_size: 10_000,
    }) as unknown as { record: string[]; info: { lines: number } }[]
    const rows = records.map(({ record, info }) => ({
      line: info.lines + before,
      cells: record.map(asWritten),
    }))
    return { rows, broken }
  } catch (error) {
    return { rows: [], broken: [lineOf(error)] }
  }
}

// What looked like a formula is written with an apostrophe before it, so that no spreadsheet reckons it.
const asWritten = (cell: string) => cell.replace(/^'(?=[=+\-@\t\r])/, '')

/** Which column each cell of the first row names; null where it names none, and so is no header. */
export function headerOf<C extends string>(
  first: TextRow | undefined,
  columns: Readonly<Record<string, C>>,
): (C | undefined)[] | null {
  const named = first?.cells.map((cell) => columns[cell.toLowerCase()])
  return named?.some((column) => column !== undefined) ? named : null
}
