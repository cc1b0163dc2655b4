/** A running look put together from pieces of news, and the matrix of what is said and what is awaited. */
import { describe, expect, test } from 'vitest'
import { matrixOf, type Subject } from '../../admin/checks/matrix.ts'
import { follow } from '../../admin/live.ts'
import type { DnsQuestion, LookNews } from '../../server/core/live.ts'
import { observed } from '../support/desk.ts'

const question = (address: string, purpose: 'new' | 'old', type = 'A'): DnsQuestion => ({
  kind: 'dns',
  role: 'authoritative',
  purpose,
  server: { name: null, address, port: 53 },
  question: { name: `${purpose}.example`, type },
})
const answer = (address: string, purpose: 'new' | 'old', value: string) =>
  observed({
    ...question(address, purpose),
    outcome: {
      status: 'answered',
      rcode: 'NOERROR',
      answers: [{ name: `${purpose}.example`, type: 'A', ttl: 60, value }],
    },
  }) as LookNews['seen'][number]

const news = (more: Partial<LookNews>): LookNews => ({
  kind: 'look',
  requestId: 1,
  look: 7,
  startedAt: '2026-11-23T01:00:00Z',
  asked: 0,
  answered: 0,
  waiting: [],
  seen: [],
  ended: null,
  ...more,
})

describe('a running look', () => {
  const asked = follow(null, news({ asked: 2, waiting: [question('a', 'new'), question('b', 'new')] }))
  const answered = follow(asked, news({ asked: 2, answered: 1, seen: [answer('a', 'new', '192.0.2.10')] }))

  test('an answer takes the place of its question', () => {
    expect(answered?.waiting.map(({ server }) => server.address)).toEqual(['b'])
    expect(answered?.seen).toHaveLength(1)
  })

  test('the whole of it, told again after a lost connection, changes nothing', () => {
    const whole = news({ asked: 2, answered: 1, waiting: [question('b', 'new')], seen: answered!.seen })
    expect(follow(answered, whole)).toEqual(answered)
  })

  test('a newer look takes its place, an older one does not', () => {
    expect(follow(answered, news({ look: 8 }))).toMatchObject({ look: 8, seen: [], waiting: [] })
    expect(follow(answered, news({ look: 6 }))).toBe(answered)
    expect(follow(answered, { kind: 'over', look: 6 })).toBe(answered)
    expect(follow(answered, { kind: 'over', look: 7 })).toBeNull()
    expect(follow(answered, { kind: 'over', look: null })).toBeNull()
  })

  test('every server has its row, with what it said and what is awaited', () => {
    const subject: Subject = {
      newName: 'new.example',
      oldName: 'old.example',
      records: { A: ['192.0.2.10'] },
      want: 'redirect',
      executedAt: null,
    }
    const open = [question('b', 'new'), question('b', 'new', 'AAAA'), question('a', 'old')]
    const rows = matrixOf(answered!.seen, subject, false, open)
    const cells = rows.map((row) => [row.address, row.new, row.old])
    const outcomes = (cell: unknown) => (cell as { outcome: string }[]).map(({ outcome }) => outcome)
    expect(cells.map(([address, ...sides]) => [address, ...sides.map(outcomes)])).toEqual([
      ['a', ['right'], ['asking']],
      ['b', ['asking'], []],
    ])
  })
})
