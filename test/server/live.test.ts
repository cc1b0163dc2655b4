/** The live streams over HTTP: what is told, to whom, within which bounds, and how a stream ends. */
import { serve, type ServerType } from '@hono/node-server'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { afterEach, describe, expect, test } from 'vitest'
import type { Expectation } from '../../server/core/expectation.ts'
import { MOST_STREAMS } from '../../server/live/routes.ts'
import { openAccounts } from '../support/accounts.ts'
import { onBothDatabases } from '../support/databases.ts'
import {
  checked,
  draft,
  found,
  letter,
  makeRequest,
  observed,
  openDesk,
  people,
  settle,
  type TestDesk,
  type Who,
} from '../support/desk.ts'
import { listenTo } from '../support/events.ts'
import { freePort } from '../support/postgres.ts'

const BEAT_MS = 100

let desk: TestDesk
afterEach(() => desk?.stop())

const listen = (who: Who, path = '/live', from: Pick<TestDesk, 'alih'> = desk) =>
  listenTo(() => from.alih.app.request(`/api${path}`, { headers: { 'x-person': who } }))

const act = (who: Who, id: number, action: string, body: object = {}) =>
  desk.call(who, 'POST', `/requests/${id}/actions/${action}`, body)

const site = async (agencyId: number, hostname: string) =>
  (
    await desk.call('operator', 'POST', '/sites', {
      hostname,
      agencyId,
      kind: 'website',
      records: { A: ['192.0.2.7'] },
    })
  ).body.id as number

/** A look of the schedule at a site. */
const look = (siteId: number, newName = 'situs.kaltim.example') => {
  const expectation = { newName } as Expectation
  return desk.ports().record({ id: String(siteId), expectation }, desk.world.look(expectation))
}

onBothDatabases('what is told', (fresh) => {
  test('a move, a look that shows something else, and counts that changed', async () => {
    desk = await openDesk(await fresh(), { patience: { open: { k: 1, n: 1 } } })
    await settle(desk)
    const id = await makeRequest(desk, 'submit')
    const siteId = await site(1, 'situs.kaltim.example')
    const [all, one] = [await listen('head'), await listen('head', `/requests/${id}/live`)]
    await act('head', id, 'approve', { disposition: 'Setuju.' })
    const moved = { kind: 'moved', requestId: id, action: 'approve', state: 'approved' }
    expect(await all.next('moved')).toEqual(moved)
    expect(await one.next('moved')).toEqual(moved)

    desk.world.look = ({ newName }) => checked('broken', [found('A01', newName)], desk.clock.now)
    await look(siteId)
    expect(await all.next('looked')).toEqual({ kind: 'looked', requestId: null, siteId, status: 'broken' })
    await all.next('counted', ({ list }) => list === 'sites')
    await all.next('counted', ({ list }) => list === 'findings')
    desk.ports().swept({ checked: 1, offline: false })
    await all.next('swept')

    // Nothing of it belongs to the request, and a look that shows the same is not told again.
    const before = all.heard.length
    await look(siteId)
    await act('applicant', id, 'withdraw', { reason: 'Batal.' })
    await all.next('moved', ({ action }) => action === 'withdraw')
    await one.next('moved', ({ action }) => action === 'withdraw')
    expect(all.heard.slice(before).map(({ kind }) => kind)).toEqual(['moved'])
    expect(one.heard.map(({ kind }) => kind)).toEqual(['moved', 'moved'])
  })

  test('what another process wrote is found', async () => {
    const address = await fresh()
    if (address === ':memory:') return
    desk = await openDesk(address)
    await settle(desk)
    const id = await makeRequest(desk, null)
    const other = await openDesk(address)
    try {
      const stream = await listen('applicant', `/requests/${id}/live`, other)
      await act('applicant', id, 'submit')
      expect(await stream.next('moved')).toMatchObject({ requestId: id, state: 'submitted' })
    } finally {
      await other.stop()
    }
  })

  test('an applicant hears of nothing that is another agency’s', async () => {
    desk = await openDesk(await fresh(), { patience: { open: { k: 1, n: 1 } } })
    await settle(desk)
    const names = { oldName: 'lama-lain.kaltim.example', newName: 'baru-lain.kaltim.example' }
    const { body: theirs } = await desk.call('stranger', 'POST', '/requests', { ...draft, ...names })
    await desk.call('stranger', 'POST', '/documents', letter(theirs.id))
    const own = await makeRequest(desk, null)
    await site(2, 'situs-lain.kaltim.example')
    const stream = await listen('applicant')
    await act('stranger', theirs.id, 'submit')
    await desk.call('operator', 'POST', `/requests/${theirs.id}/check`, {})
    desk.world.look = ({ newName }) => checked('broken', [found('A01', newName)], desk.clock.now)
    await desk.sweep()
    await act('applicant', own, 'submit')
    await stream.next('moved')
    expect(stream.heard).toEqual([expect.objectContaining({ kind: 'moved', requestId: own })])
    const foreign = await desk.call('applicant', 'GET', `/requests/${theirs.id}/live`)
    expect(foreign).toMatchObject({ status: 404, body: { code: 'not_found' } })
  })
})

describe('a look while it runs', () => {
  const answer = (address: string, purpose: string, values: string[]) =>
    observed({
      kind: 'dns',
      role: 'authoritative',
      purpose,
      zone: 'kaltim.example',
      server: { name: 'ns1.kaltim.example', address, port: 53 },
      question: { name: draft.newName, type: 'A' },
      transport: 'udp',
      outcome: {
        status: 'answered',
        rcode: 'NOERROR',
        answers: values.map((value) => ({ name: draft.newName, type: 'A', ttl: 60, value })),
        authorities: [],
        additionals: [],
        raw: 'AAAA',
      },
    })

  test('tells questions and answers as they come, also to whoever comes late, and its end when it is kept', async () => {
    let go = (): void => {}
    const held = new Promise<void>((resolve) => (go = resolve))
    const seen = [answer('192.0.2.1', 'new', ['192.0.2.10']), answer('192.0.2.1', 'zone', [])]
    desk = await openDesk(':memory:', {
      checker: () => ({
        async check(expectation, watch) {
          for (const one of seen) watch?.asked?.(one)
          watch?.asked?.(answer('192.0.2.2', 'new', []))
          for (const one of seen) watch?.seen?.(one)
          await held
          return {
            ...checked('wrong', [found('A10', expectation.newName)], desk.clock.now),
            observations: seen,
          }
        },
        preflight: async () => [],
        sweep: async () => ({ checked: 0, offline: false }),
        start: () => {},
        stop: async () => {},
      }),
    })
    await settle(desk)
    const id = await makeRequest(desk, 'submit')
    const early = await listen('operator', `/requests/${id}/live`)
    const looking = desk.call('operator', 'POST', `/requests/${id}/check`, {})
    await early.next('look', ({ answered }) => answered === 2)
    const late = await listen('applicant', `/requests/${id}/live`)
    const soFar = await late.next('look')
    expect(soFar).toMatchObject({ requestId: id, asked: 3, answered: 2, ended: null })
    expect(soFar.waiting.map(({ server }) => server.address)).toEqual(['192.0.2.2'])
    // What is not about the two names is counted and not sent; nobody watches packets.
    expect(soFar.seen.map(({ purpose, outcome }) => [purpose, outcome])).toEqual([
      ['new', expect.objectContaining({ rcode: 'NOERROR', raw: '' })],
    ])
    go()
    await late.next('look', ({ ended }) => ended === 'wrong')
    expect((await desk.call('applicant', 'GET', `/requests/${id}/check`)).body.status).toBe('wrong')
    expect((await looking).status).toBe(200)
  })

  test('that comes to nothing says so', async () => {
    desk = await openDesk()
    await settle(desk)
    const id = await makeRequest(desk, 'submit')
    desk.world.look = () => {
      throw new Error('no network at all')
    }
    const stream = await listen('operator', `/requests/${id}/live`)
    expect((await desk.call('operator', 'POST', `/requests/${id}/check`, {})).status).toBe(500)
    await stream.next('look', ({ ended }) => ended === 'failed')
  })
})

describe('a stream', () => {
  test('says how to come back, is kept alive, and is kept by nobody on the way', async () => {
    desk = await openDesk(':memory:', { beatMs: BEAT_MS })
    await settle(desk)
    const stream = await listen('head')
    expect(Object.fromEntries(stream.response.headers)).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    })
    await stream.until(() => stream.text().includes(': beat'))
    expect(stream.text()).toMatch(/^retry: \d+\n/)
  })

  test('ends with the session that it was opened with', async () => {
    const accounts = await openAccounts(':memory:', { beatMs: BEAT_MS })
    try {
      const admin = await accounts.begin()
      const { person, by } = await accounts.join(admin, 'operator@example.com')
      const cookie = [...by.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const stream = await listenTo(() =>
        accounts.alih.app.request('http://alih.test/api/live', { headers: { cookie } }),
      )
      await stream.until(() => stream.text().includes(': beat'))
      expect((await admin.call('DELETE', `/people/${person.id}/sessions`)).status).toBe(200)
      await stream.ended()
    } finally {
      await accounts.stop()
    }
  })

  test('ends when its holder becomes somebody else', async () => {
    let role = 'operator'
    desk = await openDesk(':memory:', {
      beatMs: BEAT_MS,
      identify: (request) => {
        const person = people[request.headers.get('x-person') as Who]
        return person && { ...person, ...(person.id === people.operator.id ? { role: role as never } : {}) }
      },
    })
    await settle(desk)
    const stream = await listen('operator')
    await stream.until(() => stream.text().includes(': beat'))
    role = 'head'
    await stream.ended()
    expect(stream.text()).toContain(': beat')
  })

  test('is one of so many for each person, and gives its place back', async () => {
    desk = await openDesk(':memory:', { beatMs: BEAT_MS })
    await settle(desk)
    const streams = []
    for (let at = 0; at < MOST_STREAMS; at++) streams.push(await listen('head'))
    const refused = await desk.call('head', 'GET', '/live')
    expect(refused).toMatchObject({ status: 429, body: { code: 'too_many' } })
    expect(refused.headers.get('retry-after')).toBe('60')
    await (await listen('operator')).hangUp()
    await streams[0]!.hangUp()
    // The place is free as soon as the server has noticed.
    for (;;) {
      const again = await listen('head')
      if (again.response.status === 200) break
    }
    // A question about the stream holds none.
    for (let at = 0; at <= MOST_STREAMS; at++) {
      const head = { method: 'HEAD', headers: { 'x-person': 'operator' } }
      expect((await desk.alih.app.request('/api/live', head)).status).toBe(200)
    }
  })

  test('ends at once with stop, and holds nothing up', async () => {
    desk = await openDesk()
    await settle(desk)
    const [one, two] = [await listen('head'), await listen('operator')]
    const began = performance.now()
    await desk.stop()
    await Promise.all([one.ended(), two.ended()])
    expect(performance.now() - began).toBeLessThan(2000)
    const late = await listen('admin').catch(() => null)
    await late?.ended()
  })
})

describe('over a socket', () => {
  let server: ServerType | undefined
  afterEach(() => new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve())))

  test('below a host’s path and behind its compression, events come as they happen', async () => {
    desk = await openDesk()
    await settle(desk)
    const id = await makeRequest(desk, null)
    const host = new Hono()
    host.use('*', compress())
    host.route('/subdomains', desk.alih.app)
    const port = await freePort()
    server = serve({ fetch: host.fetch, port })
    const stream = await listenTo(() =>
      fetch(`http://127.0.0.1:${port}/subdomains/api/requests/${id}/live`, {
        headers: { 'x-person': 'applicant', 'accept-encoding': 'gzip' },
      }),
    )
    expect(stream.response.headers.get('content-encoding')).toBeNull()
    await stream.until(() => stream.text().includes(': open'))
    await act('applicant', id, 'submit')
    await stream.next('moved')
    // A server that closes waits for its connections: the streams are ended before.
    desk.alih.hush()
    const began = performance.now()
    await new Promise<void>((resolve) => server!.close(() => resolve()))
    server = undefined
    await stream.ended()
    expect(performance.now() - began).toBeLessThan(2000)
  })

  test('who hangs up gives the place back', async () => {
    desk = await openDesk()
    await settle(desk)
    const port = await freePort()
    server = serve({ fetch: desk.alih.app.fetch, port })
    const open = () =>
      listenTo(() => fetch(`http://127.0.0.1:${port}/api/live`, { headers: { 'x-person': 'head' } }))
    for (let at = 0; at < 2 * MOST_STREAMS; at++) {
      const stream = await open()
      if (stream.response.status === 429) at--
      else await stream.until(() => stream.text().includes(': open'))
      await stream.hangUp()
    }
    const last = await open()
    expect(last.response.status).toBe(200)
    desk.alih.hush()
    await last.ended()
  })
})
