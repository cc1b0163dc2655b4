/** Nobody can make the checker ask without end. */
import { expect, test } from 'vitest'
import { createAllowance } from '../../server/allowance.ts'
import { Refused } from '../../server/errors.ts'
import { makeRequest, openDesk, settle } from '../support/desk.ts'

test('so many a minute for each person, and what is refused costs nothing', () => {
  let now = 0
  const spend = createAllowance(3, () => new Date(now))
  const [ani, budi] = [{ id: 1 }, { id: 2 }]
  spend(ani, 2)
  expect(() => spend(ani, 2)).toThrow(Refused)
  spend(ani)
  expect(() => spend(ani)).toThrow(Refused)
  spend(budi, 3)
  now = 59_999
  expect(() => spend(ani)).toThrow(Refused)
  now = 60_000
  spend(ani, 3)
})

test('looks at once are bounded for each person, whichever way they are asked for', async () => {
  const desk = await openDesk()
  await settle(desk)
  let looks = 0
  const { look } = desk.world
  desk.world.look = (expectation) => {
    looks++
    return look(expectation)
  }
  const id = await makeRequest(desk, 'assign')
  looks = 0
  const ask = async (path: string) => (await desk.call('division_head', 'POST', path, {})).status
  const statuses: number[] = []
  for (let at = 0; at < 62; at++)
    statuses.push(await ask(at % 2 === 0 ? `/requests/${id}/check` : `/requests/${id}/proof`))
  expect(statuses.slice(0, 60)).toEqual(Array(60).fill(200))
  expect(statuses.slice(60)).toEqual([429, 429])
  expect(looks).toBe(60)
  // Others have a minute of their own, and the refused one may still read.
  expect((await desk.call('operator', 'POST', `/requests/${id}/check`, {})).status).toBe(200)
  expect((await desk.call('division_head', 'GET', `/requests/${id}/check`)).status).toBe(200)
  await desk.stop()
})
