import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { calendarOf } from '../../server/core/holiday.ts'
import {
  addWorkSeconds,
  clockStart,
  dueAt,
  localIso,
  parseAllowance,
  parseInstant,
  workSecondsBetween,
  workSecondsUsed,
  type Allowance,
} from '../../server/core/worktime.ts'

const none = calendarOf([])
const at = (text: string) => parseInstant(text)!

describe('a step is due', () => {
  // 2026-11-23 is a Monday.
  const rows: [what: string, start: string, allow: string, holidays: string[], due: string][] = [
    [
      'Friday at opening, four hours: longer than Friday',
      '2026-11-27T08:00',
      '14400s',
      [],
      '2026-11-30T08:30',
    ],
    ['Monday afternoon, four hours', '2026-11-23T12:01', '14400s', [], '2026-11-24T08:01'],
    ['exactly until closing time', '2026-11-23T12:00', '14400s', [], '2026-11-23T16:00'],
    ['a whole working week of hours', '2026-11-23T08:00', '127800s', [], '2026-11-27T11:30'],
    ['Friday at closing time starts on Monday', '2026-11-27T11:30', '900s', [], '2026-11-30T08:15'],
    ['Saturday starts on Monday', '2026-11-28T10:00', '900s', [], '2026-11-30T08:15'],
    ['before opening', '2026-11-23T05:00', '1h', [], '2026-11-23T09:00'],
    ['one second before closing', '2026-11-23T15:59:59', '900s', [], '2026-11-24T08:14:59'],
    ['no allowance at all ends where the clock starts', '2026-11-28T10:00', '0s', [], '2026-11-30T08:00'],
    ['one day from Thursday ends on Friday', '2026-11-26T15:00', '1d', [], '2026-11-27T11:30'],
    ['one day from Friday ends on Monday', '2026-11-27T09:00', '1d', [], '2026-11-30T16:00'],
    ['one day from Saturday: the clock starts on Monday', '2026-11-28T09:00', '1d', [], '2026-12-01T16:00'],
    ['one day after closing on Monday', '2026-11-23T16:00', '1d', [], '2026-11-25T16:00'],
    ['two days over a holiday', '2026-11-23T09:00', '2d', ['2026-11-24'], '2026-11-26T16:00'],
    ['hours over a holiday', '2026-11-23T15:00', '2h', ['2026-11-24'], '2026-11-25T09:00'],
    ['starts on a holiday', '2026-11-24T09:00', '2h', ['2026-11-24'], '2026-11-25T10:00'],
    [
      'across the long leave of Idul Fitri',
      '2026-03-17T15:30',
      '1h',
      ['2026-03-18', '2026-03-19', '2026-03-20', '2026-03-23', '2026-03-24'],
      '2026-03-25T08:30',
    ],
    ['across the turn of the year', '2026-12-31T15:00', '2h', ['2027-01-01'], '2027-01-04T09:00'],
  ]
  test.each(rows)('%s', (_, start, allow, holidays, due) => {
    expect(localIso(dueAt(at(start), parseAllowance(allow)!, calendarOf(holidays))!)).toBe(
      `${due}${due.length === 16 ? ':00' : ''}+08:00`,
    )
  })

  test('a pause pushes hours back by the working time it took, nights and week-ends left out', () => {
    const pauses = [{ from: at('2026-11-27T09:00').toISOString(), to: at('2026-11-30T09:00').toISOString() }]
    const due = dueAt(at('2026-11-27T08:00'), { seconds: 14_400 }, none, pauses)
    // Friday 1 h used, paused Friday 2.5 h and Monday 1 h; 3 h are left from Monday 09:00.
    expect(localIso(due!)).toBe('2026-11-30T12:00:00+08:00')
  })

  test('a clock that stands still has no due time', () => {
    expect(
      dueAt(at('2026-11-23T08:00'), { seconds: 60 }, none, [
        { from: at('2026-11-23T08:00').toISOString(), to: null },
      ]),
    ).toBeNull()
  })

  test('a calendar without working days is refused, not walked for ever', () => {
    expect(() => clockStart(at('2026-11-23T08:00'), { week: {}, closedOn: new Set() })).toThrow(RangeError)
  })
})

describe('properties', () => {
  const anyInstant = fc
    .integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) })
    .map((ms) => new Date(ms))
  const holidays = fc
    .uniqueArray(fc.integer({ min: 0, max: 700 }), { maxLength: 20 })
    .map((days) =>
      calendarOf(
        days.map((day) => new Date(Date.UTC(2026, 0, 1) + day * 86_400_000).toISOString().slice(0, 10)),
      ),
    )
  const seconds = fc.integer({ min: 0, max: 400_000 })

  test('adding a then b is adding a + b', () => {
    fc.assert(
      fc.property(
        anyInstant,
        seconds,
        fc.integer({ min: 1, max: 400_000 }),
        holidays,
        (start, a, b, calendar) => {
          const twice = addWorkSeconds(addWorkSeconds(start, a, calendar), b, calendar)
          expect(twice).toEqual(addWorkSeconds(start, a + b, calendar))
        },
      ),
      { seed: 1 },
    )
  })

  test('what was added is what lies between', () => {
    fc.assert(
      fc.property(anyInstant, seconds, holidays, (start, added, calendar) => {
        expect(workSecondsBetween(start, addWorkSeconds(start, added, calendar), calendar)).toBeCloseTo(
          added,
          6,
        )
      }),
      { seed: 2 },
    )
  })

  test('a due time is always within working hours, and never before the start', () => {
    const allowance: fc.Arbitrary<Allowance> = fc.oneof(
      seconds.map((count) => ({ seconds: count })),
      fc.integer({ min: 1, max: 30 }).map((days) => ({ days })),
    )
    fc.assert(
      fc.property(anyInstant, allowance, holidays, (start, allowed, calendar) => {
        const due = dueAt(start, allowed, calendar)!
        expect(due.getTime()).toBeGreaterThanOrEqual(start.getTime())
        const wall = new Date(due.getTime() + 8 * 3_600_000)
        const minutes = wall.getUTCHours() * 60 + wall.getUTCMinutes()
        const hours = calendar.week[wall.getUTCDay() || 7]!
        expect(minutes).toBeGreaterThanOrEqual(hours.opens)
        expect(minutes).toBeLessThanOrEqual(hours.closes)
        expect(calendar.closedOn.has(wall.toISOString().slice(0, 10))).toBe(false)
      }),
      { seed: 3 },
    )
  })

  test('time used and pauses add up to time passed', () => {
    fc.assert(
      fc.property(anyInstant, seconds, seconds, seconds, (start, a, b, c) => {
        const from = addWorkSeconds(start, a, none)
        const to = addWorkSeconds(from, b, none)
        const now = addWorkSeconds(to, c, none)
        const used = workSecondsUsed(start, now, [{ from: from.toISOString(), to: to.toISOString() }], none)
        expect(used).toBeCloseTo(a + c, 6)
      }),
      { seed: 4 },
    )
  })
})

describe('instants as people write them', () => {
  const rows: [string, string | null][] = [
    ['2026-11-27T08:00', '2026-11-27T00:00:00.000Z'],
    ['2026-11-27 08:00:30', '2026-11-27T00:00:30.000Z'],
    ['2026-11-27T08:00:00Z', '2026-11-27T08:00:00.000Z'],
    ['2026-11-27T08:00:00.5+08:00', '2026-11-27T00:00:00.500Z'],
    ['2026-11-27T08:00:00-0330', '2026-11-27T11:30:00.000Z'],
    ['2026-11-27', '2026-11-26T16:00:00.000Z'],
    ['2028-02-29T00:00:00Z', '2028-02-29T00:00:00.000Z'],
    ['2026-02-29T00:00', null],
    ['2026-13-01T00:00', null],
    ['2026-11-27T24:00', null],
    ['2026-11-27T08:60', null],
    ['2026-11-27T08:00+99:00', null],
    ['tomorrow', null],
    ['', null],
  ]
  test.each(rows)('%j', (text, instant) => {
    expect(parseInstant(text)?.toISOString() ?? null).toBe(instant)
  })
  test.each(['', '1', 'd', '-1d', '0d', '1.5h', '999999999h', '1w'])('%j is no allowance', (text) => {
    expect(parseAllowance(text)).toBeNull()
  })
})
