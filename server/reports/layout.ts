/** The month's report as an official document in Indonesian, from its data alone. Pure. */
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { formatCount, longDate, longInstant, longSpan } from '../core/indonesian.ts'
import type { Counts, MonthReport, Seal } from '../core/report.ts'
import { facts, grid, letterhead, MARGINS, plain, WIDTH } from '../documents/parts.ts'

/** The whole document as pdfmake takes it. `seal` is null while the report is not frozen. */
export function reportLayout(report: MonthReport, seal: Seal | null): TDocumentDefinitions {
  const title = `Laporan Bulanan ${monthName(report.month)}`
  return {
    pageSize: 'A4',
    pageMargins: MARGINS,
    version: '1.7',
    language: 'id',
    // A fixed date: the same data gives the same bytes.
    info: { title, creator: 'Alih', producer: 'Alih', creationDate: new Date(seal?.frozenAt ?? report.asOf) },
    defaultStyle: { font: 'Roboto', fontSize: 10.5, lineHeight: 1.1 },
    content: [
      ...letterhead(report),
      { text: title.toUpperCase(), alignment: 'center', bold: true, fontSize: 12.5, margin: [0, 0, 0, 12] },
      ...body(report),
    ],
    footer: (page, pages) => ({
      margin: [MARGINS[0], 10, MARGINS[2], 0],
      fontSize: 7,
      columns: [
        { width: WIDTH - 90, text: seal ? `SHA-256 ${seal.digest}` : 'Belum dibekukan' },
        { width: 90, text: `Halaman ${page} dari ${pages}`, alignment: 'right' },
      ],
    }),
  }
}

const monthName = (month: string) => longDate(`${month}-01`).slice(2)

const countLabels: Record<keyof Counts, string> = {
  carriedOver: 'Sisa bulan lalu',
  received: 'Diterima',
  reopened: 'Dibuka kembali',
  finished: 'Selesai',
  rejected: 'Ditolak',
  withdrawn: 'Dicabut',
  open: 'Sisa akhir bulan',
  returned: 'Dikembalikan',
  resubmitted: 'Diajukan kembali',
}

const span = (seconds: number | null) => (seconds === null ? '-' : longSpan(seconds))

function body({ asOf, totals, steps, rules }: MonthReport): Content[] {
  return [
    facts([
      ['Keadaan', longInstant(asOf)],
      ...(Object.keys(countLabels) as (keyof Counts)[]).map((key): [string, string] => [
        countLabels[key],
        formatCount(totals[key]),
      ]),
    ]),
    grid(
      ['Langkah', 'Selesai', 'Median', 'Persentil ke-90', 'Terlama', 'Terlambat'],
      [0.12, 0.12, 0.2, 0.2, 0.2, 0.16],
      steps.map(({ step, ended, medianSeconds, p90Seconds, maxSeconds, late }) => [
        String(step),
        formatCount(ended),
        span(medianSeconds),
        span(p90Seconds),
        span(maxSeconds),
        formatCount(late),
      ]),
    ),
    { text: 'Aturan hitung', bold: true, margin: [0, 6, 0, 4] },
    ...rules.map(({ title, text }): Content => ({
      text: [{ text: `${plain(title.id)}. `, bold: true }, plain(text.id)],
      fontSize: 9,
      margin: [0, 0, 0, 3],
    })),
  ]
}
