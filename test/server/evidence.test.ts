/** What is shown of looks that saw the same again: when the newest was, since when it is so, and what it measured. */
import { expect, test } from 'vitest'
import { onBothDatabases } from '../support/databases.ts'
import { checked, found, makeRequest, observed, openDesk, settle } from '../support/desk.ts'

const MINUTE = 60_000

onBothDatabases('evidence', (fresh) => {
  async function watched(until: string) {
    const desk = await openDesk(await fresh())
    await settle(desk)
    // Every look measures another TTL and forecasts another end, which is nothing new.
    desk.world.look = ({ newName }) => {
      const until = new Date(desk.clock.now.getTime() + 60 * MINUTE).toISOString()
      return {
        ...checked('propagating', [found('A10', newName)], desk.clock.now),
        forecast: { until, because: { id: until, en: until } },
        observations: [observed({ kind: 'note' }, desk.clock.now)],
      }
    }
    const pass = (minutes: number) => {
      desk.clock.now = new Date(desk.clock.now.getTime() + minutes * MINUTE)
      return desk.clock.now.toISOString()
    }
    const id = await makeRequest(desk, until)
    const { body: sites } = await desk.call('operator', 'GET', '/sites?filter={"q":"baru"}')
    return { desk, pass, id, site: `/sites/${sites[0]?.id}` }
  }

  test('a scheduled look that sees the same is told, and keeps nothing', async () => {
    const { desk, pass, id, site } = await watched('execute')
    const first = desk.clock.now.toISOString()
    pass(30)
    await desk.sweep()
    const swept = pass(30)
    expect(await desk.sweep()).toBe(1)
    const { body } = await desk.call('operator', 'GET', `/requests/${id}/check`)
    expect(body).toMatchObject({ checkedAt: first, unchangedSince: first, lookedAt: swept })
    expect(body.observations[0].at).toBe(first)
    const { body: row } = await desk.call('operator', 'GET', site)
    expect([row.checkedAt, row.forecastUntil]).toEqual([body.lookedAt, body.forecast.until])
    await desk.stop()
  })

  test('a look that somebody asks for is what they see, and still tells since when it is so', async () => {
    const { desk, pass, id, site } = await watched('execute')
    const first = desk.clock.now.toISOString()
    for (const path of [`/requests/${id}/check`, `${site}/check`]) {
      const now = pass(30)
      const { body } = await desk.call('operator', 'POST', path)
      expect(body).toMatchObject({ checkedAt: now, unchangedSince: first, lookedAt: now })
      expect(body.observations[0].at).toBe(now)
      expect((await desk.call('operator', 'GET', path)).body).toEqual(body)
    }
    const changed = pass(30)
    desk.world.look = ({ newName }) => checked('ok', [found('A10', newName)], desk.clock.now)
    const { body } = await desk.call('operator', 'POST', `${site}/check`)
    expect(body).toMatchObject({ status: 'ok', unchangedSince: changed, lookedAt: changed })
    await desk.stop()
  })

  test('so is a look at a pair that nobody watches yet', async () => {
    const { desk, pass, id } = await watched('approve')
    const { body: before } = await desk.call('operator', 'POST', `/requests/${id}/check`)
    const now = pass(30)
    const { body } = await desk.call('operator', 'POST', `/requests/${id}/check`)
    expect(body).toMatchObject({ checkedAt: now, unchangedSince: before.checkedAt, lookedAt: now })
    await desk.stop()
  })

  test('where the proof was looked at anew, what the watch sees goes on from there', async () => {
    const { desk, pass, id } = await watched('report')
    pass(30)
    await desk.call('division_head', 'POST', `/requests/${id}/actions/reopen`, { reason: 'Belum lengkap.' })
    await desk.call('operator', 'POST', `/requests/${id}/proof`)
    const now = pass(30)
    const { body } = await desk.call('operator', 'POST', `/requests/${id}/check`)
    expect(body).toMatchObject({ checkedAt: now, lookedAt: now })
    await desk.stop()
  })
})
