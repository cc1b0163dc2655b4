/** The sections of the month's report: tables, with bars beside the numbers. Pure. */
import type { Content } from 'pdfmake/interfaces.js'
import { formatCount, formatShare, longSpan, workSpan } from '../core/indonesian.ts'
import type { Counts, MonthReport, RegisteredState, Shares, StepTimes } from '../core/report.ts'
import { countWords } from '../core/report/words.ts'
import type { Status } from '../core/verdict.ts'
import { kindWords, stateWords, statusWords } from '../core/words.ts'
import { facts, grid, WIDTH, type Fact } from '../documents/parts.ts'
import { bar, legend, type Part } from './charts.ts'
import { headWords, stepName } from './words.ts'

// A small table stays with its title.
const together = (title: string, ...content: Content[]): Content => ({
  stack: [{ text: title }, ...content],
  unbreakable: true,
})

/** A heading, on one page with the first thing below it. */
export const section = (title: string, [first, ...rest]: Content[]): Content[] => [
  {
    stack: [{ text: title, bold: true, fontSize: 11, margin: [0, 8, 0, 5] }, first!],
    unbreakable: true,
  },
  ...rest,
]

export const none = (text: string): Content => ({ text, italics: true, margin: [0, 0, 0, 8] })

// The printed width of a column of bars, inside the padding of its cell.
const barWidth = (share: number, columns: number) => (WIDTH - 8 * columns - 0.7 * (columns + 1)) * share

const balance: (keyof Counts)[] = [
  'carriedOver',
  'received',
  'reopened',
  'finished',
  'rejected',
  'withdrawn',
  'open',
]

export function requests(report: MonthReport): Content[] {
  const { totals, kinds, states, agencies } = report
  const row = (key: keyof Counts) => [
    countWords[key].id,
    ...kinds.map((kind) => formatCount(kind[key])),
    formatCount(totals[key]),
  ]
  const held = (Object.keys(states) as RegisteredState[]).filter((state) => states[state] > 0)
  const most = Math.max(1, ...held.map((state) => states[state]))
  const stateBar = barWidth(0.55, 3)
  return section('B. PERMOHONAN', [
    together(
      '1. Menurut jenis',
      grid(
        ['Uraian', ...kinds.map(({ kind }) => kindWords[kind]), 'Jumlah'],
        [0.46, ...kinds.map(() => 0.36 / kinds.length), 0.18],
        [...balance, 'returned' as const, 'resubmitted' as const].map(row),
        { numbersFrom: 1 },
      ),
    ),
    together(
      '2. Menurut tahap pada akhir masa laporan',
      held.length === 0
        ? none('Tidak ada permohonan.')
        : grid(
            ['Tahap', 'Jumlah', 'Perbandingan'],
            [0.31, 0.14, 0.55],
            held.map((state) => [
              stateWords[state],
              { text: formatCount(states[state]), alignment: 'right' },
              bar([{ fill: 'good', share: states[state] / most }], stateBar),
            ]),
          ),
    ),
    { text: '3. Menurut instansi', headlineLevel: 2 },
    agencies.length === 0 ? none('Tidak ada instansi yang mengajukan permohonan.') : byAgency(report),
  ])
}

// As wide as the longest word of the head, in small type; what is left is the agency's.
const agencyColumns: [keyof Counts | 'late' | 'renames', string, number][] = [
  ['carriedOver', countWords.carriedOver.id, 0.055],
  ['received', countWords.received.id, 0.075],
  ['reopened', countWords.reopened.id, 0.07],
  ['finished', countWords.finished.id, 0.065],
  ['rejected', countWords.rejected.id, 0.06],
  ['withdrawn', countWords.withdrawn.id, 0.065],
  ['open', countWords.open.id, 0.055],
  ['returned', countWords.returned.id, 0.11],
  ['resubmitted', countWords.resubmitted.id, 0.075],
  ['late', headWords.late.id, 0.085],
  ['renames', headWords.renames.id, 0.085],
]

function byAgency({ agencies, totals, late, renames }: MonthReport): Content {
  const sums = { ...totals, late: late.total, renames: renames.total }
  return grid(
    ['Instansi', ...agencyColumns.map(([, head]) => head)],
    [0.2, ...agencyColumns.map(([, , share]) => share)],
    agencies.map((agency) => [agency.agency, ...agencyColumns.map(([key]) => formatCount(agency[key]))]),
    {
      numbersFrom: 1,
      isWhole: true,
      isDense: true,
      foot: ['Jumlah', ...agencyColumns.map(([key]) => formatCount(sums[key]))],
    },
  )
}

const span = (seconds: number | null) => (seconds === null ? '-' : workSpan(seconds))

const allowed = ({ allowance }: StepTimes) =>
  allowance === null
    ? '-'
    : 'days' in allowance
      ? `${formatCount(allowance.days)} hari kerja`
      : workSpan(allowance.seconds)

export function times({ steps }: MonthReport): Content[] {
  const timed = steps.filter(({ allowance, ended }) => allowance !== null && ended > 0)
  return section('C. WAKTU TIAP LANGKAH', [
    together(
      '1. Jam kerja yang dipakai terhadap jatah',
      grid(
        [
          'Langkah',
          'Jatah',
          'Selesai',
          'Median',
          'Persentil ke-90',
          'Terlama',
          'Terlambat',
          'Masih berjalan (lewat tenggat)',
        ],
        [0.17, 0.11, 0.085, 0.13, 0.13, 0.125, 0.12, 0.13],
        steps.map((step) => [
          stepName(step.step, 'id'),
          allowed(step),
          formatCount(step.ended),
          span(step.medianSeconds),
          span(step.p90Seconds),
          span(step.maxSeconds),
          formatCount(step.late),
          `${formatCount(step.running)} (${formatCount(step.overdue)})`,
        ]),
        { numbersFrom: 2 },
      ),
    ),
    together(
      '2. Ketepatan waktu',
      ...(timed.length === 0 ? [none('Tidak ada langkah berjatah waktu yang selesai.')] : punctuality(timed)),
    ),
  ])
}

function punctuality(timed: StepTimes[]): Content[] {
  const width = barWidth(0.28, 5)
  return [
    legend([
      ['good', 'tepat waktu; median'],
      ['bad', 'terlambat'],
      ['unknown', 'sisa jatah'],
    ]),
    grid(
      ['Langkah', 'Tepat waktu', 'Perbandingan', 'Median dari jatah', 'Perbandingan'],
      [0.2, 0.12, 0.28, 0.12, 0.28],
      timed.map((step) => {
        const { ended, late, allowance, medianSeconds } = step
        const onTime = (ended - late) / ended
        const used =
          allowance && 'seconds' in allowance && medianSeconds !== null
            ? medianSeconds / allowance.seconds
            : null
        const parts: Part[] = [
          { fill: 'good', share: onTime },
          { fill: 'bad', share: 1 - onTime },
        ]
        return [
          stepName(step.step, 'id'),
          { text: formatShare(onTime), alignment: 'right' },
          bar(parts, width),
          { text: used === null ? '-' : formatShare(used), alignment: 'right' },
          // The line is the allowance; what is beyond it is drawn up to half as much again.
          used === null ? '' : bar(againstAllowance(used), width, 1 / 1.5),
        ]
      }),
    ),
    {
      text: 'Garis tegak menandai jatah. Langkah dengan jatah hari kerja dinilai dari jam tutup hari jatuh temponya.',
      fontSize: 8,
      margin: [0, -6, 0, 8],
    },
  ]
}

const againstAllowance = (used: number): Part[] => [
  { fill: 'good', share: used / 1.5 },
  { fill: 'unknown', share: Math.max(0, 1 - used) / 1.5 },
]

export function proof({ proof: told }: MonthReport): Content[] {
  const { executions, rightFirstTime, overridden, rolledBack, reopened, wrongRenames, wrongHours } = told
  const share = executions === 0 ? '' : ` (${formatShare(rightFirstTime / executions)})`
  const rows: Fact[] = [
    ['Pelaksanaan', `${formatCount(executions)} kali`],
    ['Benar sejak pertama', `${formatCount(rightFirstTime)}${share}`],
    ['Dengan pengecualian Kabid', formatCount(overridden)],
    ['Dibatalkan setelah pelaksanaan', formatCount(rolledBack)],
    ['Dibuka kembali', formatCount(reopened)],
    [
      'Bermasalah setelah pelaksanaan',
      `${formatCount(wrongRenames)} perubahan nama, ${formatCount(wrongHours)} jam`,
    ],
  ]
  return section('D. MUTU BUKTI', [facts(rows, WIDTH, 170)])
}

const healthParts = ({ good, bad, unknown }: Shares): Part[] => [
  { fill: 'good', share: good ?? 0 },
  { fill: 'bad', share: bad ?? 0 },
  { fill: 'unknown', share: unknown ?? 0 },
]

const DAY = 86_400
const days = (seconds: number) => formatCount(Math.round((seconds / DAY) * 10) / 10)
const part = (share: number | null) => (share === null ? '-' : formatShare(share))

export function health({ dns, agencies }: MonthReport): Content[] {
  const { names, seconds, shares, incidents } = dns
  const watched = Object.values(seconds).reduce((sum, value) => sum + value, 0)
  const seen = agencies.filter((agency) => agency.shares.good !== null)
  const order: Status[] = ['ok', 'propagating', 'stale', 'wrong', 'broken', 'unknown']
  return section('E. KESEHATAN DNS', [
    ...(names === 0 || watched === 0
      ? [none('Tidak ada nama yang dipantau.')]
      : [
          together(
            `1. Keadaan ${formatCount(names)} nama yang dipantau`,
            bar(healthParts(shares), WIDTH),
            legend([
              ['good', `baik ${part(shares.good)}`],
              ['bad', `bermasalah ${part(shares.bad)}`],
              ['unknown', `belum diketahui ${part(shares.unknown)}`],
            ]),
            grid(
              ['Status', 'Lama (hari × nama)', 'Bagian'],
              [0.5, 0.3, 0.2],
              order.map((status) => [
                statusWords[status],
                days(seconds[status]),
                formatShare(seconds[status] / watched),
              ]),
              { numbersFrom: 1 },
            ),
          ),
          { text: '2. Menurut instansi', headlineLevel: 2 } as Content,
          seen.length === 0
            ? none('Tidak ada nama milik instansi yang dipantau.')
            : grid(
                ['Instansi', 'Baik', 'Bermasalah', 'Belum diketahui', 'Perbandingan'],
                [0.32, 0.12, 0.14, 0.14, 0.28],
                seen.map(({ agency, shares: own }) => [
                  agency,
                  ...[own.good, own.bad, own.unknown].map((share): Content => {
                    return { text: part(share), alignment: 'right' }
                  }),
                  bar(healthParts(own), barWidth(0.28, 5)),
                ]),
                { isWhole: true },
              ),
        ]),
    together(
      `${names === 0 ? '1' : '3'}. Insiden`,
      facts(
        [
          ['Terbuka pada awal bulan', formatCount(incidents.openAtStart)],
          [
            'Dibuka',
            incidents.opened === 0
              ? '0'
              : `${formatCount(incidents.opened)}, ${formatCount(incidents.critical)} di antaranya bertingkat Kritis`,
          ],
          ['Dipulihkan', formatCount(incidents.repaired)],
          ['Terbuka pada akhir bulan', formatCount(incidents.openAtEnd)],
          [
            'Waktu pemulihan',
            incidents.repairMedianSeconds === null
              ? '-'
              : `median ${longSpan(incidents.repairMedianSeconds)}, persentil ke-90 ${longSpan(incidents.repairP90Seconds!)}`,
          ],
        ],
        WIDTH,
        170,
      ),
    ),
  ])
}
