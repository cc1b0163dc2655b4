/** What Prometheus reads: who may, that it counts what there is, and that no name or person is in it. */
import { serve } from '@hono/node-server'
import type { AddressInfo } from 'node:net'
import { request } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readEnvironment } from '../../server/environment.ts'
import { checked, found, makeRequest, openDesk, people, settle, type TestDesk } from '../support/desk.ts'

const TOKEN = 'a-token-of-the-observatory'
let desk: TestDesk
let server: ReturnType<typeof serve>
let port: number

beforeEach(async () => {
  desk = await openDesk(':memory:', { metricsToken: TOKEN, patience: { open: { k: 1, n: 1 } } })
  await settle(desk)
  await new Promise<void>((resolve) => {
    server = serve({ fetch: desk.alih.app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve())
  })
  port = (server.address() as AddressInfo).port
})
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve))
  await desk.stop()
})

const get = (headers: Record<string, string> = {}, path = '/metrics') =>
  new Promise<{ status: number; type: string; text: string }>((resolve, reject) => {
    request({ port, path, headers, host: '127.0.0.1', agent: false }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => (text += part))
      response.on('end', () =>
        resolve({ status: response.statusCode!, type: response.headers['content-type'] ?? '', text }),
      )
    })
      .on('error', reject)
      .end()
  })
const value = (text: string, series: string) => {
  const line = text.split('\n').find((one) => one.startsWith(`${series} `))
  return line === undefined ? undefined : Number(line.slice(series.length + 1))
}

test('this machine may read it by a name of its own, others by the token, and nobody else', async () => {
  const near = await get()
  expect(near.status).toBe(200)
  expect(near.type).toBe('text/plain; version=0.0.4; charset=utf-8')
  expect((await get({ host: `localhost:${port}` })).status).toBe(200)
  // A proxy on this machine passes on the name by which the public came, or says that it forwards.
  expect((await get({ host: 'alih.kaltimprov.go.id' })).status).toBe(403)
  expect((await get({ 'x-forwarded-for': '203.0.113.7' })).status).toBe(403)
  const far = { host: 'alih.kaltimprov.go.id' }
  expect((await get({ ...far, authorization: `Bearer ${TOKEN}` })).status).toBe(200)
  expect((await get({ ...far, authorization: `Bearer ${TOKEN}x` })).status).toBe(403)
  expect((await get({ ...far, authorization: 'Bearer' })).status).toBe(403)
})

test('it counts what there is', async () => {
  const site = (hostname: string) =>
    desk.call('operator', 'POST', '/sites', {
      hostname,
      agencyId: 1,
      kind: 'website',
      records: { A: ['192.0.2.7'] },
    })
  await site('satu.kaltim.example')
  await site('dua.kaltim.example')
  desk.world.look = ({ newName }) => ({
    ...checked('broken', [found('A01', newName)], desk.clock.now),
    observations: [{ at: new Date(desk.clock.now.getTime() - 2_000).toISOString() } as never],
  })
  expect(value((await get()).text, 'alih_backlog')).toBe(2)
  expect(value((await get()).text, 'alih_last_sweep_age_seconds')).toBeNaN()
  await desk.sweep()
  desk.ports().swept({ checked: 2, offline: true })
  await makeRequest(desk, 'submit')
  desk.clock.now = new Date(desk.clock.now.getTime() + 3 * 86_400_000)
  const { text } = await get()
  expect(value(text, 'alih_sites{status="broken"}')).toBe(2)
  expect(value(text, 'alih_sites{status="ok"}')).toBe(0)
  expect(value(text, 'alih_findings_open{level="critical"}')).toBe(2)
  expect(value(text, 'alih_requests_open{step="2"}')).toBe(1)
  expect(value(text, 'alih_requests_late{step="2"}')).toBe(1)
  expect(value(text, 'alih_requests_open{step="4"}')).toBe(0)
  expect(value(text, 'alih_deliveries{state="pending"}')).toBe(0)
  expect(value(text, 'alih_offline')).toBe(1)
  expect(value(text, 'alih_last_sweep_age_seconds')).toBe(3 * 86_400)
  expect(value(text, 'alih_look_duration_seconds_count')).toBe(2)
  expect(value(text, 'alih_look_duration_seconds_bucket{le="1"}')).toBe(0)
  expect(value(text, 'alih_look_duration_seconds_bucket{le="2.5"}')).toBe(2)
  expect(value(text, 'process_resident_memory_bytes')).toBeGreaterThan(1e6)
})

test('its labels are patterns and words of ours: no name, no person, no address', async () => {
  await makeRequest(desk, 'approve')
  await get({ 'x-person': 'applicant' }, '/api/requests/1')
  await get({ 'x-person': 'applicant' }, '/api/requests/1?filter=rahasia')
  await get({}, '/api/rahasia/orang')
  await get({}, '/rahasia')
  const { text } = await get()
  expect(value(text, 'alih_http_requests_total{method="GET",route="/api/requests/:id",status="200"}')).toBe(2)
  expect(text).toContain('alih_http_requests_total{method="POST",route="/api/requests/:id/actions/:action"')
  for (const word of ['kaltim.example', 'rahasia', ...Object.values(people).map(({ email }) => email)])
    expect(text).not.toContain(word)
})

test('a token that is easily guessed is refused when the program starts', () => {
  expect(readEnvironment({ ALIH_METRICS_TOKEN: 'short' })).toEqual({
    problems: ['ALIH_METRICS_TOKEN: must be at least 16 characters'],
  })
})
