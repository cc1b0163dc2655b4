/** A month worked out by hand, to the second; and what holds of any month. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarOf } from '../../server/core/holiday.ts'
import type { Counts, MonthReport, ReportLine } from '../../server/core/report.ts'
import { monthsBetween, windowOf } from '../../server/core/report/month.ts'
import { noCounts } from '../../server/core/report/counts.ts'
import type { Incident, WatchedSite } from '../../server/core/report/health.ts'
import { lineOf, type RequestHistory } from '../../server/core/report/line.ts'
import { createSample } from '../../server/core/report/sample.ts'
import { createTally } from '../../server/core/report/tally.ts'
import { settingSections } from '../../server/core/settings.ts'
import { sopWeek } from '../../server/core/worktime.ts'
import { historyOf, wita, type Told } from '../support/months.ts'
import { november as histories } from '../support/november.ts'

// November 2026: the 1st is a Sunday; Fridays are the 6th, 13th, 20th and 27th; Tuesday the 17th is made a holiday.
const calendar = calendarOf(['2026-11-17'], sopWeek)
const window = windowOf('2026-11', new Date('2026-12-01T02:00:00Z'))!
const agencies = [
  { id: 1, name: 'Dinas Kesehatan', shortName: 'Dinkes' },
  { id: 2, name: 'Dinas Pendidikan', shortName: 'Disdik' },
]
const frame = {
  letterhead: settingSections.letterhead.parse({}),
  signer: null,
  lines: { total: 0, digest: '' },
}

const site = (id: number, agencyId: number, looks: [string, 'ok' | 'stale' | 'broken'][], more = {}) =>
  ({
    id,
    hostname: `situs${id}.kaltim.example`,
    agencyId,
    agency: agencies[agencyId - 1]!.name,
    looks: looks.map(([at, status]) => ({ at: wita(at), status })),
    checkedAt: wita('12-01 09:00'),
    watchedUntil: null,
    ...more,
  }) satisfies WatchedSite

const sites: WatchedSite[] = [
  // All 30 days, one of them stale.
  site(1, 1, [
    ['10-20 00:00', 'ok'],
    ['11-10 00:00', 'stale'],
    ['11-11 00:00', 'ok'],
  ]),
  // Watched for ten days, the last two of them broken.
  site(2, 2, [
    ['11-21 00:00', 'ok'],
    ['11-29 00:00', 'broken'],
  ]),
  // Looked at last on the 25th at midnight: from the 26th on nobody knows, five days.
  site(3, 2, [['11-01 00:00', 'ok']], { checkedAt: wita('11-25 00:00') }),
  // An old name: from its rename on it counts with the new one. 12 days and 8 h 40 min.
  site(4, 1, [['10-01 00:00', 'ok']], { watchedUntil: wita('11-13 08:40') }),
]

const incidents: Incident[] = [
  { level: 'critical', openedAt: wita('10-30 00:00'), closedAt: wita('11-02 00:00') },
  { level: 'error', openedAt: wita('11-10 00:00'), closedAt: wita('11-11 00:00') },
  { level: 'critical', openedAt: wita('11-29 00:00'), closedAt: wita('12-03 00:00') },
  { level: 'critical', openedAt: wita('12-01 00:00'), closedAt: null },
  { level: 'error', openedAt: wita('10-01 00:00'), closedAt: wita('10-31 23:59:59') },
]

const linesOf = (all: readonly RequestHistory[]): ReportLine[] =>
  all.flatMap((history) => lineOf(history, window, calendar) ?? [])

function fold(all: readonly RequestHistory[], watched = sites, found = incidents): MonthReport {
  const tally = createTally(window, agencies)
  for (const line of linesOf(all)) tally.addLine(line)
  for (const one of watched) tally.addSite(one)
  for (const one of found) tally.addIncident(one)
  return tally.report(frame)
}

const counts = (some: Partial<Counts>): Counts => ({ ...noCounts(), ...some })

describe('a November worked out by hand', () => {
  const report = fold(histories)

  test('requests', () => {
    expect(report.totals).toEqual({
      carriedOver: 2, // 1, 8
      received: 6, // 2, 3, 4, 5, 7, 9
      reopened: 1, // 4
      finished: 4, // 1, 2, and 4 twice
      rejected: 1, // 3
      withdrawn: 1, // 8
      open: 3, // 5, 7, 9
      returned: 1, // 2
      resubmitted: 1, // 2
    })
    expect(report.states).toMatchObject({ archived: 3, rejected: 1, withdrawn: 1, reported: 1, submitted: 2 })
    expect(linesOf(histories).map(({ requestId }) => requestId)).toEqual([1, 2, 3, 4, 5, 7, 8, 9])
  })

  test('agencies and kinds', () => {
    expect(report.agencies.map(({ shares, seconds, ...row }) => row)).toEqual([
      {
        agencyId: 1,
        agency: 'Dinas Kesehatan',
        shortName: 'Dinkes',
        ...counts({ carriedOver: 2, received: 3, finished: 2, withdrawn: 1, open: 2 }),
        returned: 1,
        resubmitted: 1,
        late: 4, // 1 twice, 2, 5
        renames: 3,
      },
      {
        agencyId: 2,
        agency: 'Dinas Pendidikan',
        shortName: 'Disdik',
        ...counts({ received: 3, reopened: 1, finished: 2, rejected: 1, open: 1 }),
        late: 1,
        renames: 1,
      },
    ])
    expect(report.kinds).toEqual([
      {
        kind: 'application',
        ...counts({ received: 3, reopened: 1, finished: 3, open: 1, returned: 1, resubmitted: 1 }),
      },
      {
        kind: 'website',
        ...counts({ carriedOver: 2, received: 3, finished: 1, rejected: 1, withdrawn: 1, open: 2 }),
      },
    ])
  })

  // Nearest rank: the median of n is the ⌈n/2⌉th, the 90th percentile the ⌈0.9 n⌉th.
  test.each([
    // 0 (4), 0 (5), 0 (7), 0 (9), 900 (2), 1,200 (2 again: Fri 600, Mon 600), 3,600 (3): 4th and 7th.
    [1, null, 7, 0, 3600, 3600, 0, 0, 0],
    // 1,200 (2 returned), 1,800 (4), 3,600 (5), 7,200 (3), 57,000 (2: Mon 28,200 and Tue 28,800): 3rd and 5th.
    [2, { days: 1 }, 5, 3600, 57000, 57000, 0, 2, 0],
    // 600 (2), 600 (5 again), 900 (5, just in time), 1,200 (4): 2nd and 4th.
    [3, { seconds: 900 }, 4, 600, 1200, 1200, 1, 0, 0],
    // 3,600 (4 again), 3,900 (1), 4,200 (4), 6,300 (5), 8,400 (5 again), 16,200 (2): 3rd and 6th.
    [4, { seconds: 14400 }, 6, 4200, 16200, 16200, 1, 0, 0],
    // 600 (4), 1,800 (4 again), 1,800 (5), 3,000 (2), 5,400 (1): 3rd and 5th.
    [5, { seconds: 3600 }, 5, 1800, 5400, 5400, 1, 0, 0],
    // 3,000 (4), 23,400 (4 again), 36,000 (2: Fri 7,200 and Mon 28,800), 48,600 (1: 19,800 and Tue 28,800): 2nd and 4th.
    [6, { days: 1 }, 4, 23400, 48600, 48600, 1, 1, 1],
  ])('step %i', (step, allowance, ended, medianSeconds, p90Seconds, maxSeconds, late, running, overdue) => {
    expect(report.steps[step - 1]).toEqual({
      step,
      allowance,
      ended,
      medianSeconds,
      p90Seconds,
      maxSeconds,
      late,
      running,
      overdue,
    })
  })

  test('late ones, the worst first', () => {
    expect(report.late.total).toBe(5)
    expect(
      report.late.rows.map(({ requestId, step, usedSeconds, lateSeconds, dueAt, endedAt }) => [
        requestId,
        step,
        usedSeconds,
        lateSeconds,
        dueAt,
        endedAt,
      ]),
    ).toEqual([
      [5, 6, 133200, 99000, wita('11-24 16:00'), null],
      [1, 5, 5400, 1800, wita('11-02 10:00'), wita('11-02 10:30')],
      // Due 14,400 s after Wed 08:10, the pause of 6 h and 6 h left out: Wed 6,600, Thu 7,200, so Fri 08:10.
      [2, 4, 16200, 1800, wita('11-13 08:10'), wita('11-13 08:40')],
      [4, 3, 1200, 300, wita('11-19 08:45'), wita('11-19 08:50')],
      [1, 6, 48600, 0, wita('11-03 16:00'), wita('11-04 08:00')],
    ])
  })

  test('renames', () => {
    expect(report.renames.rows.map(({ requestId, executedAt }) => [requestId, executedAt])).toEqual([
      [1, wita('11-02 09:00')],
      [2, wita('11-13 08:40')],
      [5, wita('11-23 14:00')],
      [4, wita('11-24 10:00')],
    ])
    expect(report.renames.rows[1]).toEqual({
      requestId: 2,
      number: '2026/0002',
      agencyId: 1,
      agency: 'Dinas Kesehatan',
      kind: 'application',
      oldName: 'lama2.kaltim.example',
      newName: 'baru2.kaltim.example',
      submittedAt: wita('11-06 11:00'),
      approvedAt: wita('11-10 16:00'),
      executedAt: wita('11-13 08:40'),
      archivedAt: wita('11-16 16:00'),
      papers: {
        letter: 'surat-2.pdf',
        disposition: 'D/1',
        assignment: 'T/1',
        report: 'L/1',
        notification: 'N/1',
      },
      isOverridden: false,
      isRepeated: false,
      wrongSeconds: 21600,
    })
  })

  test('proof', () => {
    expect(report.proof).toEqual({
      executions: 6, // 1, 2, 4 twice, 5 twice
      rightFirstTime: 2, // 1, 2
      overridden: 1, // 4
      reopened: 1, // 4
      rolledBack: 1, // 5
      wrongRenames: 1, // 2
      wrongSeconds: 21600,
      wrongHours: 6,
    })
  })

  test('DNS', () => {
    const day = 86_400
    const seconds = { broken: 2 * day, wrong: 0, stale: day, propagating: 0, unknown: 5 * day }
    // 29 days of the first, 8 of the second, 25 of the third, and 12 days 8 h 40 min of the old name.
    const ok = (29 + 8 + 25 + 12) * day + 31_200
    expect(report.dns).toEqual({
      names: 4,
      seconds: { ...seconds, ok },
      // 6,424,800, 259,200 and 432,000 of 7,116,000.
      shares: { good: 0.9029, bad: 0.0364, unknown: 0.0607 },
      // Three days and one day to repair.
      incidents: {
        openAtStart: 1,
        opened: 2,
        critical: 1,
        repaired: 2,
        openAtEnd: 1,
        repairMedianSeconds: day,
        repairP90Seconds: 3 * day,
      },
      ailing: {
        total: 1,
        rows: [
          {
            siteId: 2,
            hostname: 'situs2.kaltim.example',
            agencyId: 2,
            agency: 'Dinas Pendidikan',
            status: 'broken',
            since: wita('11-29 00:00'),
          },
        ],
      },
    })
  })
})

// Any walk through the lifecycle, at any times: what it is worth is not the point, that it adds up is.
const walk = fc
  .array(fc.tuple(fc.nat(12), fc.integer({ min: 1, max: 5 * 86_400 })), { maxLength: 14 })
  .map((choices): Told[] => {
    const ways: Record<string, [Told[0], string][]> = {
      draft: [['submit', 'submitted']],
      submitted: [
        ['approve', 'approved'],
        ['return', 'returned'],
        ['reject', 'rejected'],
      ],
      returned: [
        ['submit', 'submitted'],
        ['withdraw', 'withdrawn'],
      ],
      approved: [
        ['assign', 'assigned'],
        ['withdraw', 'withdrawn'],
      ],
      assigned: [
        ['execute', 'executed'],
        ['override', 'assigned'],
        ['rollback', 'approved'],
      ],
      executed: [
        ['report', 'reported'],
        ['rollback', 'approved'],
      ],
      reported: [['receive', 'archived']],
      archived: [['reopen', 'assigned']],
    }
    let [state, at] = ['draft', Date.parse(wita('10-10 08:00'))]
    const told: Told[] = [['create', new Date(at).toISOString()]]
    for (const [choice, seconds] of choices) {
      const next = ways[state]
      if (!next) break
      const [action, to] = next[choice % next.length]!
      at += seconds * 1000
      told.push([action, new Date(at).toISOString()])
      state = to
    }
    return told
  })
const anyHistory = (id: number) =>
  fc
    .record({ agencyId: fc.constantFrom(1, 2), kind: fc.constantFrom('website', 'application'), told: walk })
    .map(({ agencyId, kind, told }) => historyOf(id, agencyId, kind as 'website', told))
const anyMonth = fc
  .integer({ min: 1, max: 12 })
  .chain((many) => fc.tuple(...Array.from({ length: many }, (_, at) => anyHistory(at + 1))))
const shuffled = <T>(all: readonly T[], seed: number) =>
  all
    .map((one, at) => ({ one, key: (((at + 1) * 2_654_435_761) ^ seed) >>> 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ one }) => one)

describe('of any month', () => {
  test('the order in which it is read does not matter', () => {
    fc.assert(
      fc.property(anyMonth, fc.nat(), (month, seed) => {
        const mixed = shuffled(
          month.map((history) => ({ ...history, events: shuffled(history.events, seed) })),
          seed,
        )
        expect(fold(mixed, shuffled(sites, seed), shuffled(incidents, seed))).toEqual(fold(month))
      }),
    )
  })

  test('the balance holds, and agencies and kinds add up to the totals', () => {
    fc.assert(
      fc.property(anyMonth, (month) => {
        const { totals, agencies: rows, kinds, late, steps, states, dns, renames } = fold(month)
        const { carriedOver, received, reopened, finished, rejected, withdrawn, open } = totals
        expect(carriedOver + received + reopened).toBe(finished + rejected + withdrawn + open)
        const sum = (all: readonly object[], key: string) =>
          all.reduce((total, row) => total + (row as Record<string, number>)[key]!, 0)
        for (const [key, value] of Object.entries(totals)) {
          expect(sum(rows, key)).toBe(value)
          expect(sum(kinds, key)).toBe(value)
        }
        expect(sum(rows, 'late')).toBe(late.total)
        expect(sum(steps, 'late') + sum(steps, 'overdue')).toBe(late.total)
        expect(sum(rows, 'renames')).toBe(renames.total)
        expect(Object.values(states).reduce((a, b) => a + b)).toBe(linesOf(month).length)
        for (const [status, seconds] of Object.entries(dns.seconds))
          expect(
            sum(
              rows.map(({ seconds: own }) => own),
              status,
            ),
          ).toBe(seconds)
      }),
    )
  })

  test('a percentile is the value at its nearest rank', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1e6), { minLength: 1, maxLength: 300 }), (values) => {
        const sample = createSample()
        for (const value of values) sample.add(value)
        const { median, p90, max, count } = sample.figures()
        expect([count, max]).toEqual([values.length, Math.max(...values)])
        // As many at or below it as its share of them, and no smaller value has that.
        for (const [figure, share] of [
          [median!, 0.5],
          [p90!, 0.9],
        ] as const) {
          const below = (limit: number) => values.filter((value) => value < limit).length
          const upTo = (limit: number) => values.filter((value) => value <= limit).length
          expect(upTo(figure)).toBeGreaterThanOrEqual(values.length * share - 1e-9)
          expect(below(figure)).toBeLessThan(values.length * share + 1e-9)
        }
      }),
    )
  })
})

test('months follow each other, and one that has not begun is none', () => {
  expect(monthsBetween('2026-11', '2027-02')).toEqual(['2026-11', '2026-12', '2027-01', '2027-02'])
  // Midnight WITA is 16:00 UTC of the day before.
  expect(windowOf('2026-11', new Date('2026-11-30T15:59:59Z'))).toEqual({
    month: '2026-11',
    from: '2026-10-31T16:00:00.000Z',
    to: '2026-11-30T16:00:00.000Z',
    asOf: '2026-11-30T15:59:59.000Z',
    isOver: false,
  })
  expect(windowOf('2026-11', new Date('2026-11-30T16:00:00Z'))!.isOver).toBe(true)
  expect(windowOf('2026-12', new Date('2026-11-30T15:59:59Z'))).toBeNull()
  for (const none of ['2026-13', '2026-00', '2026-1', 'x', '2026-11-01']) {
    expect(windowOf(none, new Date('2030-01-01T00:00:00Z'))).toBeNull()
  }
})
