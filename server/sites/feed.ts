/** Reads names for the register from a table or a zone file, line by line. */
import { canonicalAddress } from '../core/address.ts'
import { parseHostname } from '../core/hostname.ts'
import { recordTypes, type RecordType } from '../core/records.ts'
import {
  checkedRecords,
  type ImportFormat,
  type SiteKind,
  type SiteLine,
  type SiteRow,
} from '../core/register.ts'
import type { SiteFault } from '../core/register-faults.ts'
import { headerOf, readTable, type TextRow } from '../csv.ts'
import { readZone, type ZonePlace } from './zone-file.ts'

/** What a text says of names; told from its looks where nobody said what it is. */
export function readSites(
  text: string,
  { format = looksLike(text), ...place }: { format?: ImportFormat | undefined } & ZonePlace,
): { format: ImportFormat; lines: SiteLine[] } {
  return { format, lines: format === 'zone' ? readZone(text, place) : readCsv(text) }
}

/** A zone file has directives, or types between blanks, on a line near its beginning; a table has a header. */
function looksLike(text: string): ImportFormat {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/, 200)
  const first = lines.find((line) => line.trim() !== '') ?? ''
  if (headerOf(readTable(first).rows[0], columnsOf)?.includes('hostname')) return 'csv'
  return lines.some((line) => /^\s*\$|^[^;,"]*\s(SOA|NS|A|AAAA|CNAME|MX|TXT)\s+\S/i.test(line))
    ? 'zone'
    : 'csv'
}

type ColumnName = 'hostname' | 'agency' | 'kind' | 'records' | RecordType

const columnsOf: Record<string, ColumnName> = {
  hostname: 'hostname',
  host: 'hostname',
  name: 'hostname',
  nama: 'hostname',
  'nama host': 'hostname',
  'nama situs': 'hostname',
  domain: 'hostname',
  subdomain: 'hostname',
  agency: 'agency',
  instansi: 'agency',
  opd: 'agency',
  kind: 'kind',
  jenis: 'kind',
  records: 'records',
  record: 'records',
  a: 'A',
  aaaa: 'AAAA',
  cname: 'CNAME',
}
const standard: ColumnName[] = ['hostname', 'agency', 'kind', 'records']

function readCsv(text: string): SiteLine[] {
  const { rows, broken } = readTable(text)
  const head = headerOf(rows[0], columnsOf)
  const columns = head?.includes('hostname') ? head : null
  const lines = rows.slice(columns ? 1 : 0).map((row) => csvLine(row, columns ?? standard))
  const unread = broken.map((line): SiteLine => ({ line, text: '', fault: 'unreadable' }))
  return [...lines, ...unread].toSorted((a, b) => a.line - b.line)
}

function csvLine({ line, cells }: TextRow, columns: readonly (ColumnName | undefined)[]): SiteLine {
  const text = cells.filter(Boolean).join(' · ').slice(0, 200)
  const cell = (column: ColumnName) => cells[columns.indexOf(column)] ?? ''
  const refused = (fault: SiteFault): SiteLine => ({ line, text, fault })
  if (cell('hostname') === '') return refused('no_name')
  const parsed = parseHostname(cell('hostname'))
  if (!parsed.ok) return refused(parsed.problem)
  const row: SiteRow = { hostname: parsed.hostname }
  if (cell('agency') !== '') row.agency = cell('agency')
  if (cell('kind') !== '') {
    const kind = kindNames[cell('kind').toLowerCase()]
    if (!kind) return refused('unknown_kind')
    row.kind = kind
  }
  const written = valuesIn(cell('records'))
  for (const type of recordTypes) for (const value of split(cell(type))) (written[type] ??= []).push(value)
  if (Object.keys(written).length > 0) {
    const records = checkedRecords(written)
    if (typeof records === 'string') return refused(records)
    row.records = records
  }
  return { line, text, row }
}

const kindNames: Record<string, SiteKind> = {
  website: 'website',
  web: 'website',
  situs: 'website',
  'situs web': 'website',
  application: 'application',
  aplikasi: 'application',
}

const split = (text: string) => text.split(/[\s,;|]+/).filter(Boolean)

/** `A 192.0.2.1, 192.0.2.2; AAAA 2001:db8::1`, or values alone, whose looks tell their type. */
function valuesIn(text: string): Partial<Record<RecordType, string[]>> {
  const values: Partial<Record<RecordType, string[]>> = {}
  let said: RecordType | undefined
  for (const word of split(text)) {
    const type = recordTypes.find((one) => one === word.toUpperCase())
    if (type) said = type
    else (values[said ?? typeOf(word)] ??= []).push(word)
  }
  return values
}

function typeOf(value: string): RecordType {
  const address = canonicalAddress(value)
  if (address === null) return 'CNAME'
  return address.includes(':') ? 'AAAA' : 'A'
}
