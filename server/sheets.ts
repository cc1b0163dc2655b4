/** Tables as files, made while they are read: XLSX and CSV. The only door to hucre and csv-stringify. */
import { setImmediate } from 'node:timers/promises'
import { stringify } from 'csv-stringify/sync'
import { strFromU8, strToU8, unzipSync, Zip, ZipDeflate } from 'fflate'
import { writeXlsx, type CellStyle, type WriteSheet } from 'hucre/xlsx'
import type { Language } from './core/verdict.ts'
import { localIso, parseInstant } from './core/worktime.ts'

/** What a column's cells are: a day is `2026-11-23`, an instant ISO 8601; both become dates in Makassar wall time. */
export type ColumnType = 'text' | 'integer' | 'number' | 'date' | 'datetime'
/** `width` is in characters. */
export type Column = { header: string; type: ColumnType; width?: number }
export type CellValue = string | number | null
/** A row has one value for each column, in their order. */
export type Rows = Iterable<readonly CellValue[]> | AsyncIterable<readonly CellValue[]>
export type Sheet = { name: string; columns: readonly Column[]; rows: Rows }

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export const CSV_TYPE = 'text/csv; charset=utf-8'

// How many rows are made before others have their turn.
const TURN = 500
// What Excel takes of a sheet, its header included, and of a cell.
const MAX_ROWS = 1_048_576
const MAX_TEXT = 32_767

const formats: Record<ColumnType, { numFmt: string; width: number }> = {
  text: { numFmt: '@', width: 24 },
  integer: { numFmt: '#,##0', width: 12 },
  number: { numFmt: '#,##0.00', width: 12 },
  date: { numFmt: 'yyyy-mm-dd', width: 12 },
  datetime: { numFmt: 'yyyy-mm-dd hh:mm:ss', width: 20 },
}
const headStyle: CellStyle = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E8ECEF' } },
}

/**
 * A workbook as a stream of bytes: the header stays in sight and filters. hucre makes the workbook around the rows, which
 * its own stream can do for one sheet only; the rows are written here as they come.
 */
export async function* xlsx(sheets: readonly Sheet[]): AsyncGenerator<Uint8Array> {
  const parts = unzipSync(await writeXlsx({ sheets: sheets.map(emptySheet) }))
  const made: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    made.push(chunk)
  })
  for (const [path, content] of Object.entries(parts)) {
    const entry = new ZipDeflate(path, { level: 6 })
    zip.add(entry)
    const at = /^xl\/worksheets\/sheet(\d+)\.xml$/.exec(path)?.[1]
    if (at === undefined) entry.push(content, true)
    else
      for await (const { xml, isLast } of sheetXml(strFromU8(content), sheets[Number(at) - 1]!)) {
        entry.push(strToU8(xml), isLast)
        yield* made.splice(0)
      }
    yield* made.splice(0)
  }
  zip.end()
  yield* made.splice(0)
}

// The header, and one row by whose cells the styles of the columns are found again.
function emptySheet({ name, columns }: Sheet): WriteSheet {
  return {
    name,
    columns: columns.map(({ type, width }) => ({
      numFmt: formats[type].numFmt,
      width: width ?? formats[type].width,
    })),
    rows: [columns.map(({ header }) => header), columns.map(({ type }) => (type === 'text' ? '' : 0))],
    cells: new Map(columns.map(({ header }, at) => [`0,${at}`, { value: header, style: headStyle }])),
    freezePane: { rows: 1 },
    autoFilter: { range: `A1:${letters(columns.length - 1)}2` },
  }
}

type Part = { xml: string; isLast: boolean }

async function* sheetXml(empty: string, { columns, rows, name }: Sheet): AsyncGenerator<Part> {
  const sample = /<row r="2".*?<\/row>/s.exec(empty)
  if (!sample) throw new Error('the empty sheet is not as expected')
  const styles = [...sample[0].matchAll(/<c [^>]*?\bs="(\d+)"/g)].map(([, style]) => style!)
  const refs = columns.map((_, at) => letters(at))
  yield { xml: empty.slice(0, sample.index).replace(/<dimension [^>]*\/>/, ''), isLast: false }
  let row = 1
  let pending: string[] = []
  for await (const values of rows) {
    row += 1
    if (row > MAX_ROWS) throw new RangeError(`the sheet ${name} has more rows than a sheet can hold`)
    const cells = columns.map(({ type }, at) =>
      cellXml(values[at] ?? null, type, `${refs[at]}${row}`, styles[at]!),
    )
    pending.push(`<row r="${row}">${cells.join('')}</row>`)
    if (pending.length < TURN) continue
    yield { xml: pending.join(''), isLast: false }
    pending = []
    await setImmediate()
  }
  const rest = empty.slice(sample.index + sample[0].length)
  const filter = rest.replace(/(<autoFilter ref="A1:[A-Z]+)\d+"/, `$1${Math.max(row, 2)}"`)
  yield { xml: pending.join('') + filter, isLast: true }
}

function cellXml(value: CellValue, type: ColumnType, ref: string, style: string): string {
  if (value === null) return ''
  const held = type === 'text' ? value : typeof value === 'number' ? value : serial(value, type)
  // What is no number or date in a column of such is better seen than lost.
  if (typeof held === 'number' && Number.isFinite(held))
    return `<c r="${ref}" s="${style}"><v>${held}</v></c>`
  return `<c r="${ref}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(String(value))}</t></is></c>`
}

const DAY_MS = 86_400_000
// Days from the day 0 of spreadsheets to that of instants.
const EPOCH_DAYS = 25_569

/** Spreadsheets know no zones: what is written is wall time. */
function serial(text: string, type: ColumnType): number | null {
  const at = type === 'date' || type === 'datetime' ? parseInstant(text) : null
  return at && Date.parse(`${localIso(at).slice(0, 19)}Z`) / DAY_MS + EPOCH_DAYS
}

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const escaped = (text: string) =>
  text
    .slice(0, MAX_TEXT)
    // XML 1.0 §2.2: no other character may stand there, escaped or not.
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>]/g, (mark) => marks[mark]!)

/** `A` … `Z`, `AA` … of a column from 0. */
function letters(at: number): string {
  const last = String.fromCharCode(65 + (at % 26))
  return at < 26 ? last : letters(Math.floor(at / 26) - 1) + last
}

/**
 * As Excel reads it where it speaks the language: in Indonesian semicolons and decimal commas, in English commas and
 * points. Text that looks like a formula stays text.
 */
export async function* csv(
  { columns, rows }: Omit<Sheet, 'name'>,
  language: Language = 'id',
): AsyncGenerator<Uint8Array> {
  const delimiter = language === 'id' ? ';' : ','
  const format = (batch: string[][], isFirst: boolean) =>
    strToU8(stringify(batch, { bom: isFirst, delimiter, escape_formulas: true, record_delimiter: '\r\n' }))
  let batch = [columns.map(({ header }) => header)]
  let isFirst = true
  for await (const values of rows) {
    batch.push(columns.map(({ type }, at) => csvText(values[at] ?? null, type, language)))
    if (batch.length < TURN) continue
    yield format(batch, isFirst)
    ;[batch, isFirst] = [[], false]
    await setImmediate()
  }
  if (batch.length > 0) yield format(batch, isFirst)
}

function csvText(value: CellValue, type: ColumnType, language: Language): string {
  if (value === null) return ''
  if (typeof value === 'number') return language === 'id' ? String(value).replace('.', ',') : String(value)
  const at = type === 'datetime' ? parseInstant(value) : null
  return at ? localIso(at).slice(0, 19).replace('T', ' ') : value
}
