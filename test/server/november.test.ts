/** The month that was worked out by hand, lived through at a desk: what the API tells of it is the same to the second. */
import { afterEach, expect, test } from 'vitest'
import type { MonthReport, ReportRecord } from '../../server/core/report.ts'
import { onBothDatabases } from '../support/databases.ts'
import { openDesk, settle, type TestDesk } from '../support/desk.ts'
import { wita } from '../support/months.ts'
import { live, november } from '../support/november.ts'

let desk: TestDesk
afterEach(() => desk?.stop())

onBothDatabases('a November worked out by hand', (fresh) => {
  test('is told by the front door to the second', async () => {
    desk = await openDesk(await fresh())
    desk.clock.now = new Date(wita('09-30 09:00'))
    await settle(desk)
    const ids = await live(desk, november)
    desk.clock.now = new Date(wita('12-01 10:00'))
    const { body } = await desk.call('division_head', 'GET', '/reports/2026-11')
    const { data } = body as ReportRecord
    // The reckoning of each figure stands in test/core/report.test.ts.
    expect(data.totals).toEqual({
      carriedOver: 2,
      received: 6,
      reopened: 1,
      finished: 4,
      rejected: 1,
      withdrawn: 1,
      open: 3,
      returned: 1,
      resubmitted: 1,
    })
    expect(data.states).toMatchObject({ archived: 3, rejected: 1, withdrawn: 1, reported: 1, submitted: 2 })
    expect(data.agencies.map(({ shortName, late, renames }) => [shortName, late, renames])).toEqual([
      ['Dinkes', 4, 3],
      ['Disdik', 1, 1],
    ])
    expect(data.kinds.map(({ kind, received, finished, open }) => [kind, received, finished, open])).toEqual([
      ['application', 3, 3, 1],
      ['website', 3, 1, 2],
    ])
    expect(spans(data)).toEqual([
      [7, 0, 3600, 3600, 0, 0, 0],
      [5, 3600, 57_000, 57_000, 0, 2, 0],
      [4, 600, 1200, 1200, 1, 0, 0],
      [6, 4200, 16_200, 16_200, 1, 0, 0],
      [5, 1800, 5400, 5400, 1, 0, 0],
      [4, 23_400, 48_600, 48_600, 1, 1, 1],
    ])
    const numberOf = new Map([...ids].map(([number, id]) => [id, number]))
    expect(
      data.late.rows.map(({ requestId, step, usedSeconds, lateSeconds, dueAt }) => [
        numberOf.get(requestId),
        step,
        usedSeconds,
        lateSeconds,
        dueAt,
      ]),
    ).toEqual([
      [5, 6, 133_200, 99_000, wita('11-24 16:00')],
      [1, 5, 5400, 1800, wita('11-02 10:00')],
      [2, 4, 16_200, 1800, wita('11-13 08:10')],
      [4, 3, 1200, 300, wita('11-19 08:45')],
      [1, 6, 48_600, 0, wita('11-03 16:00')],
    ])
    expect(
      data.renames.rows.map(({ requestId, executedAt, papers }) => [
        numberOf.get(requestId),
        executedAt,
        papers.letter,
      ]),
    ).toEqual([
      [1, wita('11-02 09:00'), 'surat-1.pdf'],
      [2, wita('11-13 08:40'), 'surat-2.pdf'],
      [5, wita('11-23 14:00'), 'surat-5.pdf'],
      [4, wita('11-24 10:00'), 'surat-4.pdf'],
    ])
    expect(data.proof).toEqual({
      executions: 6,
      rightFirstTime: 2,
      overridden: 1,
      reopened: 1,
      rolledBack: 1,
      wrongRenames: 1,
      wrongSeconds: 21_600,
      wrongHours: 6,
    })
  })
})

const spans = ({ steps }: MonthReport) =>
  steps.map(({ ended, medianSeconds, p90Seconds, maxSeconds, late, running, overdue }) => [
    ended,
    medianSeconds,
    p90Seconds,
    maxSeconds,
    late,
    running,
    overdue,
  ])
