/** Our own clock, by the Date that web servers write (M02). */
import { expect, it } from 'vitest'
import { judge } from '../../checks/judge/index.ts'
import type { Observation } from '../../server/core/observation.ts'
import { expectation, NEW, NOW, observe } from '../support/facts.ts'

const MINUTE = 60_000

const visited = (address: string, skewMs: number, more: Record<string, string> = {}): Observation => ({
  kind: 'web',
  purpose: 'parent',
  probe: 'home',
  scheme: 'https',
  name: NEW,
  address,
  at: NOW.toISOString(),
  hops: [
    {
      url: `https://${NEW}/`,
      address,
      status: 200,
      failure: null,
      detail: '',
      location: null,
      headers: { date: new Date(NOW.getTime() + skewMs).toUTCString(), ...more },
      elapsedMs: 5,
    },
  ],
  outcome: 'response',
  certificate: null,
  page: null,
})
const [one, two] = ['192.0.2.10', '192.0.2.20']

it.each<[string, Observation[], boolean]>([
  ['two servers that agree with us', [visited(one, 0), visited(two, 900)], false],
  ['two servers an hour ahead', [visited(one, 60 * MINUTE), visited(two, 60 * MINUTE + 2000)], true],
  ['two servers an hour behind', [visited(one, -60 * MINUTE), visited(two, -60 * MINUTE)], true],
  ['two servers four minutes ahead', [visited(one, 4 * MINUTE), visited(two, 4 * MINUTE)], false],
  ['one server alone', [visited(one, 60 * MINUTE), visited(one, 60 * MINUTE)], false],
  ['one of two', [visited(one, 60 * MINUTE), visited(two, 0)], false],
  ['two that are off by different times', [visited(one, 60 * MINUTE), visited(two, 20 * MINUTE)], false],
  ['pages out of a cache', [one, two].map((to) => visited(to, -60 * MINUTE, { age: '3600' })), false],
  ['no readable Date', [one, two].map((to) => visited(to, 0, { date: 'yesterday' })), false],
])('%s: the clock is doubted %s', (_, web, doubted) => {
  const found = judge(expectation(), [...observe(), ...web], NOW).findings.filter(
    ({ condition }) => condition === 'M02',
  )
  expect(found).toHaveLength(doubted ? 1 : 0)
  if (doubted) expect(found[0]!.seen).toMatch(/^Date [+-]60 min$/)
})
