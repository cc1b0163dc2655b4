/** The sections of the month's report: tables, with bars beside the numbers. Pure. */
import type { Content } from 'pdfmake/interfaces.js'
import { formatCount, formatShare, longSpan, workSpan } from '../core/indonesian.ts'
import type { Counts, MonthReport, RegisteredState, Shares, StepTimes } from '../core/report.ts'
import type { Status } from '../core/verdict.ts'
import { kindWords, stateWords, statusWords, stepWords } from '../core/words.ts'
import { facts, grid, WIDTH, type Fact } from '../documents/parts.ts'
import { bar, legend, type Part } from './charts.ts'

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
const countWords: Record<keyof Counts, string> = {
  carriedOver: 'Sisa bulan lalu',
  received: 'Diterima',
  reopened: 'Dibuka kembali',
  finished: 'Selesai',
  rejected: 'Ditolak',
  withdrawn: 'Dicabut',
  open: 'Masih berjalan',
  returned: 'Dikembalikan kepada instansi',
  resubmitted: 'Diajukan kembali',
}

export function requests({ totals, kinds, states, agencies }: MonthReport): Content[] {
  const row = (key: keyof Counts) => [
    countWords[key],
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
    { text: '3. Menurut instansi' },
    agencies.length === 0 ? none('Tidak ada instansi yang mengajukan permohonan.') : byAgency(agencies),
  ])
}

const agencyColumns: [keyof Counts | 'late', string][] = [
  ['carriedOver', 'Sisa lalu'],
  ['received', 'Terima'],
  ['reopened', 'Buka'],
  ['finished', 'Selesai'],
  ['rejected', 'Tolak'],
  ['withdrawn', 'Cabut'],
  ['open', 'Jalan'],
  ['late', 'Lambat'],
]

const byAgency = (agencies: MonthReport['agencies']): Content =>
  grid(
    ['Instansi', ...agencyColumns.map(([, head]) => head)],
    [0.28, ...agencyColumns.map(() => 0.09)],
    agencies.map((agency) => [agency.agency, ...agencyColumns.map(([key]) => formatCount(agency[key]))]),
    { numbersFrom: 1, isWhole: true },
  )

const span = (seconds: number | null) => (seconds === null ? '-' : workSpan(seconds))

const allowed = ({ allowance }: StepTimes) =>
  allowance === null
    ? '-'
    : 'days' in allowance
      ? `${formatCount(allowance.days)} hari kerja`
      : workSpan(allowance.seconds)

const stepName = ({ step }: Pick<StepTimes, 'step'>) => `${step}. ${stepWords[step]}`

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
          'Persentil 90',
          'Terlama',
          'Lambat',
          'Berjalan (lewat tenggat)',
        ],
        [0.19, 0.11, 0.09, 0.13, 0.13, 0.13, 0.09, 0.13],
        steps.map((step) => [
          stepName(step),
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
          stepName(step),
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
    ['Pelaksanaan perubahan nama', `${formatCount(executions)} kali`],
    ['Benar sejak pertama', `${formatCount(rightFirstTime)}${share}`],
    ['Dengan pengecualian Kabid', formatCount(overridden)],
    ['Dibatalkan (rollback)', formatCount(rolledBack)],
    ['Dibuka kembali', formatCount(reopened)],
    ['Sempat tidak sesuai', `${formatCount(wrongRenames)} perubahan nama, ${formatCount(wrongHours)} jam`],
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
              ['unknown', `tidak diketahui ${part(shares.unknown)}`],
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
          { text: '2. Menurut instansi' } as Content,
          seen.length === 0
            ? none('Tidak ada nama milik instansi yang dipantau.')
            : grid(
                ['Instansi', 'Baik', 'Bermasalah', 'Tak diketahui', 'Perbandingan'],
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
          ['Terbuka pada awal', formatCount(incidents.openAtStart)],
          [
            'Baru',
            incidents.opened === 0
              ? '0'
              : `${formatCount(incidents.opened)}, ${formatCount(incidents.critical)} di antaranya kritis`,
          ],
          ['Dipulihkan', formatCount(incidents.repaired)],
          ['Masih terbuka pada akhir', formatCount(incidents.openAtEnd)],
          [
            'Waktu pemulihan',
            incidents.repairMedianSeconds === null
              ? '-'
              : `median ${longSpan(incidents.repairMedianSeconds)}, persentil 90 ${longSpan(incidents.repairP90Seconds!)}`,
          ],
        ],
        WIDTH,
        170,
      ),
    ),
  ])
}
