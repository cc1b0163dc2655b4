/** A month's report as the fold would give it, with figures that add up; and the same with much more or nothing in it. */
import { countingRules } from '../../server/core/report/rules.ts'
import type {
  AgencyMonth,
  Ailing,
  Counts,
  LateStep,
  MonthReport,
  NameTime,
  Rename,
  Shares,
} from '../../server/core/report.ts'
import { steps } from '../../server/core/lifecycle.ts'
import { settingSections } from '../../server/core/settings.ts'

const agencies = [
  ['Dinas Kesehatan', 'Dinkes', 9],
  ['Dinas Pendidikan dan Kebudayaan', 'Disdikbud', 7],
  ['Badan Pendapatan Daerah', 'Bapenda', 4],
  ['Dinas Pariwisata', 'Dispar', 3],
  ['Dinas Perhubungan', 'Dishub', 1],
] as const

const DAY = 86_400
const none: Counts = {
  carriedOver: 0,
  received: 0,
  reopened: 0,
  finished: 0,
  rejected: 0,
  withdrawn: 0,
  open: 0,
  returned: 0,
  resubmitted: 0,
}
const still: NameTime = { ok: 0, propagating: 0, stale: 0, wrong: 0, broken: 0, unknown: 0 }
const nothing: Shares = { good: null, bad: null, unknown: null }

export const sum = (all: readonly Counts[]): Counts =>
  Object.fromEntries(
    Object.keys(none).map((key) => [key, all.reduce((total, one) => total + one[key as keyof Counts], 0)]),
  ) as Counts

function agencyMonth([agency, shortName, received]: (typeof agencies)[number], at: number): AgencyMonth {
  const reopened = at === 0 ? 1 : 0
  const rejected = at % 2
  const open = Math.min(2, received)
  const watched = received * 30 * DAY
  const bad = at === 1 ? watched * 0.04 : 0
  return {
    ...none,
    agencyId: at + 1,
    agency,
    shortName,
    carriedOver: 1,
    received,
    reopened,
    rejected,
    open,
    finished: 1 + received + reopened - rejected - open,
    returned: at === 1 ? 2 : 0,
    resubmitted: at === 1 ? 1 : 0,
    late: at < 2 ? 1 : 0,
    renames: 1 + received - rejected - open,
    seconds: { ...still, ok: watched - bad, wrong: bad },
    shares: { good: 1 - bad / watched, bad: bad / watched, unknown: 0 },
  }
}

const instant = (day: number, time = '01:20:00') => `2026-10-${String(day).padStart(2, '0')}T${time}.000Z`

/** A name of 253 octets, the longest there is. */
export const longestName = (at: number): string =>
  `${String(at).padStart(4, '0')}${'a'.repeat(58)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(48)}.kaltim.example`

const renameOf = (at: number, isLong: boolean): Rename => ({
  requestId: at + 1,
  number: `2026/${String(at + 1).padStart(4, '0')}`,
  agencyId: (at % agencies.length) + 1,
  agency: agencies[at % agencies.length]![0],
  kind: at % 3 === 0 ? 'application' : 'website',
  oldName: isLong ? longestName(at) : `layanan-${at}.kaltim.example`,
  newName: isLong ? longestName(at + 5000) : `pelayanan-publik-${at}.kaltim.example`,
  submittedAt: instant((at % 20) + 1),
  approvedAt: instant((at % 20) + 2),
  executedAt: instant((at % 20) + 3, '03:15:00'),
  archivedAt: at % 4 === 3 ? null : instant((at % 20) + 5, '02:00:00'),
  papers: {
    letter: 'surat-permohonan.pdf',
    disposition: `500.12/${at}/DISP/DISKOMINFO/X/2026`,
    assignment: `500.12/${at}/TUGAS/DISKOMINFO/X/2026`,
    report: `500.12/${at}/LAP/DISKOMINFO/X/2026`,
    notification: at % 4 === 3 ? null : `500.12/${at}/DISKOMINFO/X/2026`,
  },
  isOverridden: at === 4,
  isRepeated: at === 7,
  wrongSeconds: at === 4 ? 9_000 : 0,
})

const lateOf = (at: number, isLong: boolean): LateStep => {
  const { requestId, number, agencyId, agency, kind, oldName, newName } = renameOf(at, isLong)
  const step = at % 2 === 0 ? 4 : 2
  return {
    requestId,
    number,
    agencyId,
    agency,
    kind,
    oldName,
    newName,
    step,
    startedAt: instant(12),
    endedAt: at % 3 === 2 ? null : instant(14),
    usedSeconds: 19_800,
    allowance: step === 4 ? { seconds: 14_400 } : { days: 1 },
    dueAt: instant(13),
    isLate: true,
    lateSeconds: at % 5 === 4 ? 0 : 5_400,
  }
}

const ailingOf = (at: number): Ailing => ({
  siteId: at + 1,
  hostname: at === 1 ? longestName(at) : `situs-${at}.kaltim.example`,
  agencyId: 1,
  agency: agencies[0][0],
  status: (['broken', 'stale', 'wrong'] as const)[at % 3]!,
  since: instant(8),
})

type Size = { renames?: number; late?: number; ailing?: number; isLong?: boolean }

/** October 2026, over. */
export function sampleMonth({ renames = 22, late = 2, ailing = 3, isLong = false }: Size = {}): MonthReport {
  const all = agencies.map(agencyMonth)
  const totals = sum(all)
  const application = { ...none, received: 8, carriedOver: 2, finished: 8, open: 2 }
  const website = Object.fromEntries(
    Object.entries(totals).map(([key, value]) => [key, value - application[key as keyof Counts]]),
  ) as Counts
  const ended = [24, 26, 24, 23, 23, 21]
  return {
    ...emptyMonth(),
    totals,
    states: {
      submitted: 2,
      returned: 1,
      approved: 1,
      assigned: 3,
      executed: 1,
      reported: 1,
      archived: totals.finished,
      rejected: totals.rejected,
      withdrawn: 0,
    },
    agencies: all,
    kinds: [
      { kind: 'application', ...application },
      { kind: 'website', ...website },
    ],
    steps: steps.map(({ step, allowance }, at) => ({
      step,
      allowance,
      ended: ended[at]!,
      medianSeconds: [1_200, 9_300, 480, 6_840, 2_100, 18_200][at]!,
      p90Seconds: [90_000, 30_600, 840, 13_980, 3_300, 41_000][at]!,
      maxSeconds: [180_000, 61_200, 900, 19_800, 3_540, 57_600][at]!,
      late: step === 4 || step === 2 ? 1 : 0,
      running: [1, 2, 1, 3, 1, 1][at]!,
      overdue: 0,
    })),
    late: { total: late, rows: Array.from({ length: Math.min(late, 500) }, (_, at) => lateOf(at, isLong)) },
    renames: {
      total: renames,
      rows: Array.from({ length: Math.min(renames, 500) }, (_, at) => renameOf(at, isLong)),
    },
    proof: {
      executions: 23,
      rightFirstTime: 20,
      overridden: 1,
      reopened: 1,
      rolledBack: 1,
      wrongRenames: 1,
      wrongSeconds: 9_000,
      wrongHours: 2.5,
    },
    dns: {
      names: 143,
      seconds: { ...still, ok: 350_000_000, propagating: 1_200_000, wrong: 2_000_000, unknown: 3_000_000 },
      shares: { good: 0.986, bad: 0.0056, unknown: 0.0084 },
      incidents: {
        openAtStart: 2,
        opened: 9,
        critical: 3,
        repaired: 8,
        openAtEnd: 3,
        repairMedianSeconds: 7_500,
        repairP90Seconds: 190_000,
      },
      ailing: { total: ailing, rows: Array.from({ length: Math.min(ailing, 500) }, (_, at) => ailingOf(at)) },
    },
    lines: { total: 29, digest: 'b'.repeat(64) },
  }
}

/** A month in which nothing happened and nothing was watched. */
export const emptyMonth = (): MonthReport => ({
  version: 1,
  month: '2026-10',
  from: '2026-09-30T16:00:00.000Z',
  to: '2026-10-31T16:00:00.000Z',
  asOf: '2026-10-31T16:00:00.000Z',
  isOver: true,
  letterhead: settingSections.letterhead.parse({ address: ['Jalan Basuki Rahmat Nomor 41, Samarinda'] }),
  signer: {
    acting: null,
    name: 'Rahmat Hidayatullah, S.Kom., M.T.',
    nip: '197906152005011002',
    rank: 'Pembina / IV.a',
  },
  totals: none,
  states: {
    submitted: 0,
    returned: 0,
    approved: 0,
    assigned: 0,
    executed: 0,
    reported: 0,
    archived: 0,
    rejected: 0,
    withdrawn: 0,
  },
  agencies: [],
  kinds: [
    { kind: 'application', ...none },
    { kind: 'website', ...none },
  ],
  steps: steps.map(({ step, allowance }) => ({
    step,
    allowance,
    ended: 0,
    medianSeconds: null,
    p90Seconds: null,
    maxSeconds: null,
    late: 0,
    running: 0,
    overdue: 0,
  })),
  late: { total: 0, rows: [] },
  renames: { total: 0, rows: [] },
  proof: {
    executions: 0,
    rightFirstTime: 0,
    overridden: 0,
    reopened: 0,
    rolledBack: 0,
    wrongRenames: 0,
    wrongSeconds: 0,
    wrongHours: 0,
  },
  dns: {
    names: 0,
    seconds: still,
    shares: nothing,
    incidents: {
      openAtStart: 0,
      opened: 0,
      critical: 0,
      repaired: 0,
      openAtEnd: 0,
      repairMedianSeconds: null,
      repairP90Seconds: null,
    },
    ailing: { total: 0, rows: [] },
  },
  rules: countingRules,
  lines: { total: 0, digest: 'a'.repeat(64) },
})
