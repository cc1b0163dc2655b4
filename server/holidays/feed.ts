/** Reads a feed of holidays: CSV (comma, semicolon or tab) or ICS. The only door to ical.js. */
import ICAL from 'ical.js'
import { MAX_FEED_DAYS, type FeedFault, type FeedLine } from '../core/feed.ts'
import { isDay, type Holiday } from '../core/holiday.ts'
import { headerOf, readTable } from '../csv.ts'

type Kind = Holiday['kind']

/** The days that a text names. `source` is for those that name no decree. */
export function readFeed(text: string, source: string): FeedLine[] {
  const plain = text.replace(/^\uFEFF/, '')
  return /^\s*BEGIN:VCALENDAR/i.test(plain) ? readIcs(plain, source) : readCsv(plain, source)
}

const columnsOf: Record<string, 'heldOn' | 'name' | 'kind' | 'source'> = {
  date: 'heldOn',
  tanggal: 'heldOn',
  heldon: 'heldOn',
  held_on: 'heldOn',
  name: 'name',
  nama: 'name',
  keterangan: 'name',
  kind: 'kind',
  jenis: 'kind',
  source: 'source',
  sumber: 'source',
  dasar: 'source',
  'dasar penetapan': 'source',
}
const standard = ['heldOn', 'name', 'kind', 'source'] as const

function readCsv(text: string, source: string): FeedLine[] {
  const { rows, broken } = readTable(text)
  const head = headerOf(rows[0], columnsOf)
  const isHead = head?.includes('heldOn') ?? false
  const columns = isHead ? head! : standard
  const days = rows.slice(isHead ? 1 : 0).map(({ line, cells }): FeedLine => {
    const cell = (column: (typeof standard)[number]) => cells[columns.indexOf(column)] ?? ''
    const kind = cell('kind') === '' ? kindOf(cell('name')) : kindNamed(cell('kind'))
    return dayLine(
      line,
      cells.join(' · '),
      readDay(cell('heldOn')),
      cell('name'),
      kind,
      cell('source') || source,
    )
  })
  const unread = broken.map((line): FeedLine => ({ line, text: '', fault: 'unreadable' }))
  return [...days, ...unread].toSorted((a, b) => a.line - b.line)
}

function dayLine(
  line: number,
  text: string,
  heldOn: string,
  name: string,
  kind: Kind | null,
  source: string,
): FeedLine {
  const refused = (fault: FeedFault): FeedLine => ({ line, text: text.slice(0, 200), fault })
  if (!isDay(heldOn)) return refused('not_a_day')
  if (name === '') return refused('no_name')
  if (name.length > 120 || source.length > 200) return refused('too_long')
  return kind === null
    ? refused('unknown_kind')
    : { line, text: text.slice(0, 200), row: { heldOn, name, kind, source } }
}

// 2027-03-10, 10/03/2027 or 10-03-2027: the day comes first here.
function readDay(text: string): string {
  const turned = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  return turned ? `${turned[3]}-${turned[2]!.padStart(2, '0')}-${turned[1]!.padStart(2, '0')}` : text
}

const kindNames: Record<string, Kind> = {
  national: 'national',
  nasional: 'national',
  'libur nasional': 'national',
  joint_leave: 'joint_leave',
  'joint leave': 'joint_leave',
  'cuti bersama': 'joint_leave',
  regional: 'regional',
  daerah: 'regional',
  'libur daerah': 'regional',
}
const kindNamed = (text: string): Kind | null => kindNames[text.toLowerCase()] ?? null
const kindOf = (name: string): Kind =>
  /cuti bersama|joint (leave|holiday)/i.test(name) ? 'joint_leave' : 'national'

// The joint leave of Idul Fitri is the longest that there is; an event of a month is no holiday.
const MAX_EVENT_DAYS = 14

function readIcs(text: string, source: string): FeedLine[] {
  const starts = [...text.matchAll(/^BEGIN:VEVENT\s*$/gim)].map(({ index }) => lineAt(text, index))
  let events: ICAL.Component[]
  try {
    events = new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents('vevent')
  } catch {
    return [{ line: 1, text: '', fault: 'unreadable' }]
  }
  return events
    .slice(0, 4 * MAX_FEED_DAYS)
    .flatMap((event, index) => eventLines(event, starts[index] ?? 1, source))
}

function eventLines(event: ICAL.Component, line: number, source: string): FeedLine[] {
  const said = (name: string) => String(event.getFirstPropertyValue(name) ?? '').trim()
  const name = said('summary')
  const refused = (fault: FeedFault): FeedLine[] => [{ line, text: name.slice(0, 200), fault }]
  const start = event.getFirstPropertyValue('dtstart')
  if (!(start instanceof ICAL.Time)) return refused('not_a_day')
  if (!start.isDate) return refused('not_all_day')
  // A rule would go on for ever, and no decree is known that far: each year is taken from its own feed.
  if (event.hasProperty('rrule') || event.hasProperty('rdate')) return refused('recurring')
  if (said('status').toUpperCase() === 'CANCELLED') return refused('cancelled')
  // Feeds carry days that are kept but not closed.
  if (/observance|perayaan|hari peringatan/i.test(said('description'))) return refused('not_closed')
  const days = lengthOf(event, start)
  if (days > MAX_EVENT_DAYS) return refused('too_many_days')
  const kind = kindOf(`${name} ${said('categories')} ${said('description')}`)
  return Array.from({ length: Math.max(days, 1) }, (_, offset) => {
    const day = start.clone()
    day.adjust(offset, 0, 0, 0)
    return dayLine(line, name, day.toString().slice(0, 10), name, kind, source)
  })
}

// The end is the day after the last one (RFC 5545, 3.6.1).
function lengthOf(event: ICAL.Component, start: ICAL.Time): number {
  const end = event.getFirstPropertyValue('dtend')
  if (end instanceof ICAL.Time) return Math.round((end.toUnixTime() - start.toUnixTime()) / 86_400)
  const duration = event.getFirstPropertyValue('duration')
  return duration instanceof ICAL.Duration ? Math.round(duration.toSeconds() / 86_400) : 1
}

const lineAt = (text: string, index: number) => text.slice(0, index).split('\n').length
