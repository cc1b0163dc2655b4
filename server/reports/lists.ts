/** The attachments of the month's report: what was renamed, what was late, which sites are not well. Pure. */
import type { Content } from 'pdfmake/interfaces.js'
import { formatCount, longDate, longSpan, workSpan } from '../core/indonesian.ts'
import type { LateStep, Listed, MonthReport, Papers, Rename } from '../core/report.ts'
import { localIso } from '../core/worktime.ts'
import { kindWords, statusWords } from '../core/words.ts'
import { grid, LANDSCAPE_WIDTH, plain } from '../documents/parts.ts'
import { none } from './sections.ts'
import { stepName } from './words.ts'

/** The lists lie on their side: names are long. What comes before them stands upright. */
export function attachments({ renames, late, dns, asOf }: MonthReport): Content[] {
  const { ailing } = dns
  const options = { isWhole: true, width: LANDSCAPE_WIDTH }
  const [first, ...others] = [
    ...attachment('LAMPIRAN I', 'Perubahan nama yang dilaksanakan', renames, 'Tidak ada.', (rows) =>
      grid(
        [
          'No',
          'Nomor',
          'Instansi',
          'Nama lama',
          'Nama baru',
          'Dilaksanakan',
          'Diarsipkan',
          'Nomor surat',
          'Catatan',
        ],
        [0.025, 0.063, 0.1, 0.15, 0.15, 0.083, 0.073, 0.271, 0.085],
        rows.map((rename, at) => [String(at + 1), ...renameRow(rename)]),
        { ...options, fontSize: 8 },
      ),
    ),
    ...attachment('LAMPIRAN II', 'Langkah yang terlambat', late, 'Tidak ada yang terlambat.', (rows) =>
      grid(
        ['No', 'Nomor', 'Instansi', 'Nama lama', 'Nama baru', 'Langkah', 'Tenggat', 'Terlambat'],
        [0.04, 0.08, 0.15, 0.19, 0.19, 0.13, 0.1, 0.12],
        rows.map((one, at) => [String(at + 1), ...lateRow(one)]),
        options,
      ),
    ),
    ...attachment(
      'LAMPIRAN III',
      'Situs yang bermasalah',
      ailing,
      'Tidak ada situs yang bermasalah.',
      (rows) =>
        grid(
          ['No', 'Nama', 'Instansi', 'Status', 'Sejak', 'Lamanya'],
          [0.05, 0.35, 0.22, 0.12, 0.12, 0.14],
          rows.map(({ hostname, agency, status, since }, at) => [
            String(at + 1),
            hostname,
            agency,
            statusWords[status],
            shortInstant(since),
            longSpan((Date.parse(asOf) - Date.parse(since)) / 1000),
          ]),
          options,
        ),
      'situs, yang terlama bermasalah lebih dahulu.',
    ),
  ]
  return [{ stack: [first!], pageBreak: 'before', pageOrientation: 'landscape' }, ...others]
}

const titled = (mark: string, title: string): Content[] => [
  {
    text: `${mark}. ${title.toUpperCase()}`,
    bold: true,
    fontSize: 11,
    margin: [0, 8, 0, 5],
    headlineLevel: 1,
  },
]

/** A list that is cut short says so. Of what is made from the requests' lines, the spreadsheet has all. */
const attachment = <T>(
  mark: string,
  title: string,
  { total, rows }: Listed<T>,
  empty: string,
  table: (rows: T[]) => Content,
  rest = 'baris; daftar lengkap ada pada berkas XLSX laporan ini.',
): Content[] => [
  ...titled(mark, title),
  ...(rows.length === 0 ? [none(empty)] : [table(rows)]),
  ...(total > rows.length
    ? [none(`Dimuat ${formatCount(rows.length)} dari ${formatCount(total)} ${rest}`)]
    : []),
]

/** `14-10-2026 09.20` in WITA: short enough for a table. */
function shortInstant(iso: string): string {
  const [year, month, day, hour, minute] = localIso(new Date(iso)).split(/\D/)
  return `${day}-${month}-${year} ${hour}.${minute}`
}

const subjectOf = ({ number, agency, kind, oldName, newName }: Rename | LateStep) => [
  number ?? '-',
  `${agency}\n(${kindWords[kind].toLowerCase()})`,
  oldName,
  newName,
]

/** The letters that the department wrote, in the order of the SOP. */
const lettersOf = ({ disposition, assignment, report, notification }: Papers) =>
  [
    disposition && `Disposisi ${disposition}`,
    assignment && `Penugasan ${assignment}`,
    report && `Laporan ${report}`,
    notification && `Pemberitahuan ${notification}`,
  ].filter((line) => line !== null)

function renameRow(rename: Rename): (string | Content)[] {
  const { papers, isOverridden, isRepeated, wrongSeconds, archivedAt, executedAt } = rename
  const notes = [
    isOverridden && 'dengan pengecualian',
    isRepeated && 'pelaksanaan ulang',
    wrongSeconds > 0 && `bermasalah selama ${longSpan(wrongSeconds)}`,
  ].filter((note) => note !== false)
  return [
    ...subjectOf(rename),
    shortInstant(executedAt),
    archivedAt === null ? 'belum' : shortInstant(archivedAt),
    { text: plain(lettersOf(papers).join('\n') || '-'), fontSize: 7 },
    notes.join(', ') || '-',
  ]
}

function lateRow(late: LateStep): string[] {
  const { step, dueAt, endedAt, lateSeconds } = late
  const by = lateSeconds ? `${workSpan(lateSeconds)} jam kerja` : 'di luar jam kerja'
  return [
    ...subjectOf(late),
    stepName(step, 'id'),
    dueAt === null ? '-' : shortInstant(dueAt),
    endedAt === null ? `${by}, masih berjalan` : by,
  ]
}

/** `1 s.d. 31 Oktober 2026`, up to the day before the month's end. */
export function periodOf({ from, to, asOf, isOver }: MonthReport): string {
  const last = longDate(new Date(Date.parse(isOver ? to : asOf) - 1).toISOString())
  return `${longDate(from).split(' ')[0]} s.d. ${last}`
}
