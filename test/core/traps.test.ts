/** The working-time traps of reference/conditions.md: each is a test that names where somebody else fell into it. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarFrom, clocks, readException, readHours } from '../../server/core/clocks.ts'
import { calendarOf, gapsOf } from '../../server/core/holiday.ts'
import { stepOf } from '../../server/core/lifecycle.ts'
import {
  addWorkSeconds,
  clockStart,
  dueAt,
  localDate,
  localIso,
  parseInstant,
  sopWeek,
  warnAt,
  workSecondsBetween,
  workSecondsUsed,
  type Allowance,
  type Calendar,
  type Pause,
} from '../../server/core/worktime.ts'

const none = calendarOf([])
const at = (text: string) => parseInstant(text)!
const wall = (instant: Date | null) => instant && localIso(instant).slice(0, 16)
const pause = (from: string, to: string): Pause => ({
  from: at(from).toISOString(),
  to: at(to).toISOString(),
})
const step4 = stepOf('assigned')!.allowance as { seconds: number }
const lead = { seconds: 3_600, days: 7_200 }

describe('the week of the SOP', () => {
  test('is 35.5 hours, and step 4 is longer than its Friday', () => {
    expect(workSecondsBetween(at('2026-11-23'), at('2026-11-30'), none)).toBe(35.5 * 3600)
    const friday = workSecondsBetween(at('2026-11-27'), at('2026-11-28'), none)
    expect([friday, step4.seconds > friday]).toEqual([12_600, true])
  })
  test('a cache filled just before the change may lawfully last as long as step 4: the panel’s default TTL', () => {
    const PANEL_TTL = 14_400
    expect(step4.seconds).toBe(PANEL_TTL)
  })
  test.each([
    ['2026-11-27T08:00', '2026-11-30T08:30'],
    ['2026-11-23T12:01', '2026-11-24T08:01'],
  ])('step 4 from %s is due %s', (start, due) => {
    expect(wall(dueAt(at(start), step4, none))).toBe(due)
  })
  test.each(['2026-11-27T11:30', '2026-11-28T09:00', '2026-11-29T23:59'])(
    'a clock of %s starts on Monday at opening',
    (start) => expect(wall(clockStart(at(start), none))).toBe('2026-11-30T08:00'),
  )
})

describe('one working day is neither 8 nor 24 hours', () => {
  test.each([
    ['2026-11-23T08:00', '2026-11-24T16:00'],
    ['2026-11-23T15:59', '2026-11-24T16:00'],
    ['2026-11-26T15:00', '2026-11-27T11:30'],
    ['2026-11-27T11:29', '2026-11-30T16:00'],
  ])('from %s to closing time, %s', (start, due) => {
    expect(wall(dueAt(at(start), { days: 1 }, none))).toBe(due)
  })
})

describe('GLPI 10594: a pause is counted by the same calendar as the deadline', () => {
  test('a pause over the week-end costs its working time alone', () => {
    const pauses = [pause('2026-11-27T10:30', '2026-11-30T09:00')]
    // Paused: Friday 10:30–11:30 and Monday 08:00–09:00, two hours and not seventy.
    expect(wall(dueAt(at('2026-11-27T08:00'), step4, none, pauses))).toBe('2026-11-30T10:30')
  })
  test('a pause that lies outside working hours costs nothing', () => {
    const pauses = [pause('2026-11-23T17:00', '2026-11-24T07:00')]
    const due = dueAt(at('2026-11-23T15:00'), step4, none, pauses)
    expect(due).toEqual(dueAt(at('2026-11-23T15:00'), step4, none))
  })
  test('whatever the pauses: when it is due, exactly the allowance was used', () => {
    fc.assert(
      fc.property(anyStart, anyGaps, anyCalendar, (start, gaps, calendar) => {
        const pauses = pausesFrom(start, gaps, calendar)
        const due = dueAt(start, step4, calendar, pauses)!
        expect(workSecondsUsed(start, due, pauses, calendar)).toBeCloseTo(step4.seconds, 3)
      }),
      { seed: 11 },
    )
  })
})

describe('GLPI 15605: another allowance or another calendar keeps the accumulated pause', () => {
  const pauses = [pause('2026-11-23T09:00', '2026-11-23T11:00')]
  test('a longer allowance', () => {
    expect(wall(dueAt(at('2026-11-23T08:00'), { seconds: 7_200 }, none, pauses))).toBe('2026-11-23T12:00')
    expect(wall(dueAt(at('2026-11-23T08:00'), { seconds: 14_400 }, none, pauses))).toBe('2026-11-23T14:00')
  })
  test('a holiday that was declared meanwhile', () => {
    const due = dueAt(at('2026-11-23T15:00'), { seconds: 7_200 }, calendarOf(['2026-11-24']), [
      pause('2026-11-23T15:30', '2026-11-23T16:00'),
    ])
    expect(wall(due)).toBe('2026-11-25T09:30')
  })
})

describe('a warning before the due time walks the calendar backwards', () => {
  const rows: [what: string, start: string, allowance: Allowance, calendar: Calendar, warn: string][] = [
    ['one hour before, on the same day', '2026-11-23T08:00', step4, none, '2026-11-23T11:00'],
    ['half an hour on Monday, half on Friday', '2026-11-27T08:00', step4, none, '2026-11-27T11:00'],
    ['over a holiday', '2026-11-23T12:30', step4, calendarOf(['2026-11-24']), '2026-11-23T15:30'],
    ['GLPI 22678: at opening, not at 00:00', '2026-11-23T13:00', step4, none, '2026-11-24T08:00'],
    [
      'GLPI 15429: a step as long as the lead warns at half',
      '2026-11-23T08:00',
      { seconds: 3600 },
      none,
      '2026-11-23T08:30',
    ],
    [
      'a step of fifteen minutes warns at half',
      '2026-11-23T08:00',
      { seconds: 900 },
      none,
      '2026-11-23T08:07',
    ],
    [
      'a step of fifteen minutes over the week-end',
      '2026-11-27T11:25',
      { seconds: 900 },
      none,
      '2026-11-30T08:02',
    ],
    ['of a working day: the last two hours', '2026-11-23T09:00', { days: 1 }, none, '2026-11-24T14:00'],
    ['of a working day that ends on a Friday', '2026-11-26T15:00', { days: 1 }, none, '2026-11-27T09:30'],
  ]
  test.each(rows)('%s', (_, start, allowance, calendar, warn) => {
    expect(wall(warnAt(at(start), allowance, calendar, [], lead))).toBe(warn)
  })
  test('a pause moves it as far as the due time', () => {
    const pauses = [pause('2026-11-23T10:00', '2026-11-23T11:30')]
    expect(wall(warnAt(at('2026-11-23T08:00'), step4, none, pauses, lead))).toBe('2026-11-23T12:30')
  })
  test('a pause within the lead is not counted as time to work', () => {
    const pauses = [pause('2026-11-23T11:30', '2026-11-23T12:30')]
    expect(wall(warnAt(at('2026-11-23T08:00'), step4, none, pauses, lead))).toBe('2026-11-23T11:00')
  })
  test('a clock that stands still warns of nothing', () => {
    expect(
      warnAt(
        at('2026-11-23T08:00'),
        step4,
        none,
        [{ from: at('2026-11-23T09:00').toISOString(), to: null }],
        lead,
      ),
    ).toBeNull()
  })

  const anyAllowance: fc.Arbitrary<Allowance> = fc.oneof(
    fc.integer({ min: 2, max: 200_000 }).map((seconds) => ({ seconds })),
    fc.integer({ min: 1, max: 10 }).map((days) => ({ days })),
  )
  const anyLead = fc.record({
    seconds: fc.integer({ min: 60, max: 28_800 }),
    days: fc.integer({ min: 60, max: 28_800 }),
  })
  test('GLPI 15357, 15569, zammad 4432: after the start, before the due time, within opening hours of an open day', () => {
    fc.assert(
      fc.property(
        anyStart,
        anyAllowance,
        anyLead,
        anyGaps,
        anyCalendar,
        (start, allowance, early, gaps, calendar) => {
          const pauses = pausesFrom(start, gaps, calendar)
          const warn = warnAt(start, allowance, calendar, pauses, early)!
          const due = dueAt(start, allowance, calendar, pauses)!
          expect(warn.getTime()).toBeGreaterThan(clockStart(start, calendar).getTime())
          expect(warn.getTime()).toBeLessThan(due.getTime())
          expect(clockStart(warn, calendar)).toEqual(warn)
        },
      ),
      { seed: 12, numRuns: 300 },
    )
  })
  test('what is left at the warning is the lead, or half of the allowance', () => {
    fc.assert(
      fc.property(
        anyStart,
        fc.integer({ min: 2, max: 200_000 }),
        anyGaps,
        anyCalendar,
        (start, seconds, gaps, calendar) => {
          const pauses = pausesFrom(start, gaps, calendar, seconds)
          const warn = warnAt(start, { seconds }, calendar, pauses, lead)!
          const left = seconds - workSecondsUsed(start, warn, clipped(pauses, warn), calendar)
          expect(left).toBeCloseTo(Math.min(lead.seconds, seconds / 2), 2)
        },
      ),
      { seed: 13, numRuns: 300 },
    )
  })
})

describe('GLPI 687: what comes in outside working hours', () => {
  test('has used nothing yet, and is not done in nothing', () => {
    const saturday = at('2026-11-28T09:00')
    expect(workSecondsUsed(saturday, at('2026-11-29T22:00'), [], none)).toBe(0)
    expect(wall(dueAt(saturday, { seconds: 900 }, none))).toBe('2026-11-30T08:15')
    expect(workSecondsUsed(saturday, at('2026-11-30T08:10'), [], none)).toBe(600)
  })
})

describe('GOV.UK: a register of holidays that could not be read is not a year without holidays', () => {
  const of = (year: number) => [
    { heldOn: `${year}-01-01`, kind: 'national' as const },
    { heldOn: `${year}-12-24`, kind: 'joint_leave' as const },
  ]
  test.each([
    ['nothing at all', [], '2026-06-01', ['2026 national', '2026 joint_leave']],
    ['a year without joint leave', of(2026).slice(0, 1), '2026-06-01', ['2026 joint_leave']],
    ['the next year does not matter in September', of(2026), '2026-09-30', []],
    ['from 1 October on it does', of(2026), '2026-10-01', ['2027 national', '2027 joint_leave']],
    [
      'local holidays are no national ones',
      [{ heldOn: '2026-01-09', kind: 'regional' as const }, of(2026)[1]!],
      '2026-06-01',
      ['2026 national'],
    ],
    ['all is there', [...of(2026), ...of(2027)], '2026-12-31', []],
  ])('%s', (_, days, today, gaps) => {
    expect(gapsOf(days, today).map(({ year, kind }) => `${year} ${kind}`)).toEqual(gaps)
  })
})

describe('opening hours change by decree', () => {
  const settings = clocks.parse({
    exceptions: [
      '2027-02-08 2027-03-09 senin-kamis 08:00-15:00, jumat 08.00-15.30',
      '2027-03-01 2027-03-01 senin tutup',
    ],
  })
  const calendar = calendarFrom(settings, ['2027-02-09'])
  test('without a decree they are the SOP’s', () => {
    expect(calendarFrom(clocks.parse({}), [])).toEqual(calendarOf([], sopWeek))
  })
  test('Ramadan: the day is shorter, and Friday longer', () => {
    expect(wall(addWorkSeconds(at('2027-02-11T14:00'), 7_200, calendar))).toBe('2027-02-12T09:00')
    expect(wall(dueAt(at('2027-02-11T14:00'), { days: 1 }, calendar))).toBe('2027-02-12T15:30')
  })
  test('before and after it the week is as it was, and holidays stay closed', () => {
    expect(wall(dueAt(at('2027-02-04T09:00'), { days: 1 }, calendar))).toBe('2027-02-05T11:30')
    expect(wall(dueAt(at('2027-03-09T14:30'), { seconds: 3_600 }, calendar))).toBe('2027-03-10T08:30')
    expect(wall(dueAt(at('2027-02-08T14:30'), { seconds: 3_600 }, calendar))).toBe('2027-02-10T08:30')
  })
  test('a later line decides', () => {
    expect(wall(clockStart(at('2027-03-01T09:00'), calendar))).toBe('2027-03-02T08:00')
  })
  test.each([
    ['senin 08:00-16:00', { 1: { opens: 480, closes: 960 } }],
    ['Monday-Tuesday 8.00 - 12.30', { 1: { opens: 480, closes: 750 }, 2: { opens: 480, closes: 750 } }],
    ['sabtu tutup', { 6: { opens: 0, closes: 0 } }],
    ['kamis-senin 08:00-16:00', null],
    ['senin 16:00-08:00', null],
    ['senin 08:60-16:00', null],
    ['senin 08:00-24:30', null],
    ['hari 08:00-16:00', null],
    ['senin', null],
    ['', null],
  ])('%j', (line, week) => expect(readHours(line)).toEqual(week))
  test.each([
    '2027-02-08 2027-02-30 senin tutup',
    '2027-02-08 2027-02-07 senin tutup',
    '2027-02-08 senin tutup',
    '2027-02-08 2027-02-09 senin',
  ])('%j is no stretch', (line) => expect(readException(line, {})).toBeNull())
  test.each([
    [{ week: [] }, 'NO_OPEN_DAY'],
    [{ week: ['senin tutup'] }, 'NO_OPEN_DAY'],
    [{ week: ['senin'] }, 'NOT_HOURS'],
    [{ exceptions: ['besok'] }, 'NOT_AN_EXCEPTION'],
  ])('%j is refused', (values, error) => {
    expect(clocks.safeParse(values).error?.issues.map(({ message }) => message)).toContain(error)
  })
})

const anyStart = fc
  .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) })
  .map((ms) => new Date(ms))
const anyCalendar = fc
  .uniqueArray(fc.integer({ min: 0, max: 900 }), { maxLength: 25 })
  .map((days) => calendarOf(days.map((day) => localDate(new Date(Date.UTC(2026, 0, 1) + day * 86_400_000)))))
const anyGaps = fc.array(
  fc.record({ after: fc.integer({ min: 0, max: 20_000 }), lasts: fc.integer({ min: 1, max: 300_000 }) }),
  { maxLength: 3 },
)

// One after the other, none of them when the clock has already run out.
function pausesFrom(
  start: Date,
  gaps: { after: number; lasts: number }[],
  calendar: Calendar,
  within = step4.seconds,
): Pause[] {
  const pauses: Pause[] = []
  let [now, used] = [start, 0]
  for (const { after, lasts } of gaps) {
    used += after
    if (used >= within) break
    const from = addWorkSeconds(now, after, calendar)
    now = new Date(from.getTime() + lasts * 1000)
    pauses.push({ from: from.toISOString(), to: now.toISOString() })
  }
  return pauses
}

const clipped = (pauses: Pause[], until: Date) =>
  pauses.filter(({ from }) => Date.parse(from) < until.getTime())
