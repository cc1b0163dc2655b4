import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ConditionId, Level } from '../../server/core/conditions/index.ts'
import { findingKey, horizonOf, settle, type Kept, type Phase } from '../../server/core/finding.ts'
import { defaultPatience, REMEMBERED_LOOKS } from '../../server/core/patience.ts'
import type { VerdictFinding } from '../../server/core/verdict.ts'

const finding = (condition: ConditionId = 'A26', level: Level = 'warning', stop = false) =>
  ({ condition, level, stop, subject: 'a.example', server: null }) as VerdictFinding

/** Plays looks one after another: `1` sees it, `0` does not, `?` cannot tell. Gives the states, `-` for none. */
function play(looks: string, phases: string = '', seen = finding()): string {
  let kept: Kept[] = []
  let states = ''
  for (const [at, look] of looks.split('').entries()) {
    const phase = ({ s: 'silent', h: 'strict' } as Record<string, Phase>)[phases[at] ?? ''] ?? 'calm'
    const status = look === '?' ? 'unknown' : look === '1' ? 'stale' : 'ok'
    const { begin, update, close, drop } = settle(
      kept,
      { status, findings: look === '1' ? [seen] : [] },
      phase,
      defaultPatience,
    )
    const changed = new Map([...update].map((one) => [one.id, one]))
    const gone = new Set([...close, ...drop].map(({ id }) => id))
    kept = kept.filter(({ id }) => !gone.has(id)).map((one) => changed.get(one.id) ?? one)
    for (const one of begin)
      kept.push({ id: at, key: findingKey(one.finding), state: one.state, looks: '1', flapping: false })
    states += kept[0] ? kept[0].state[0]! : '-'
  }
  return states
}

describe('a finding opens and closes by k of n looks', () => {
  const rows: [what: string, looks: string, states: string][] = [
    ['once is a suspicion, twice is a finding', '11', 'so'],
    ['two of three are enough', '101', 'sso'],
    ['a suspicion that does not hold is dropped', '100', 'ss-'],
    ['an open finding closes after two looks without it', '1100', 'soo-'],
    ['one good look does not close it', '11011', 'soooo'],
    ['a look that could not tell changes nothing', '1?1', 'sso'],
    ['nor does it close anything', '11??0?0', 'sooooo-'],
    ['flapping keeps it open through a short calm', '110110110100', 'sooooooooooo'],
  ]
  test.each(rows)('%s', (_, looks, states) => expect(play(looks)).toBe(states))
})

describe('alarms around a change', () => {
  test('silent until the horizon, then strict', () => {
    expect(play('11111', 'sssss')).toBe('sssss')
    expect(play('11', 'sh')).toBe('so')
    expect(play('1', 'h')).toBe('o')
  })
  test('what stops a rename is never silent', () => {
    expect(play('11', 'ss', finding('A13', 'error', true))).toBe('so')
    expect(play('11', 'ss', finding('A20', 'critical'))).toBe('so')
  })
  test('the horizon is the longest that a cache may hold what was, and a margin', () => {
    const at = horizonOf('2026-11-23T01:00:00.000Z', { oldTtl: 14_400, negativeTtl: 3_600 }, defaultPatience)
    expect(at.toISOString()).toBe('2026-11-23T05:15:00.000Z')
    expect(horizonOf('2026-11-23T01:00:00.000Z', null, defaultPatience).toISOString()).toBe(
      '2026-11-23T01:15:00.000Z',
    )
  })
})

test('what passes or only informs is no finding', () => {
  for (const level of ['pass', 'info', 'notice'] as const)
    expect(play('111', '', finding('A10', level))).toBe('---')
})

test('whatever comes, memory is bounded, and a steady state changes nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('0', '1', '?'), { maxLength: 60 }), (looks) => {
      const states = play(looks.join('') + '1'.repeat(REMEMBERED_LOOKS * 2))
      expect(states.at(-1)).toBe('o')
      expect(play(looks.join('') + '0'.repeat(REMEMBERED_LOOKS * 2)).at(-1)).toBe('-')
    }),
    { seed: 6 },
  )
  const full: Kept = {
    id: 1,
    key: findingKey(finding()),
    state: 'open',
    looks: '1'.repeat(REMEMBERED_LOOKS),
    flapping: false,
  }
  expect(settle([full], { status: 'stale', findings: [finding()] }, 'calm', defaultPatience)).toEqual({
    begin: [],
    update: [],
    close: [],
    drop: [],
  })
})
