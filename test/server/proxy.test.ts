/** Behind a real nginx: whose rate is limited, and which address the history keeps. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { afterEach, describe, expect, test } from 'vitest'
import { readEnvironment } from '../../server/environment.ts'
import { createAlih } from '../../server/index.ts'
import { draft, letter, openDesk, settle, type TestDesk } from '../support/desk.ts'
import { freePort } from '../support/postgres.ts'
import { needs } from '../support/programs.ts'
import { serverFolder, startNginx, type WebServer } from '../support/web-server.ts'

const ready = needs(['nginx'], 'apt-get install nginx-light')

type Asked = { who?: string; from?: string; forwarded?: string; body?: object }

/** Asks from one of this machine's loopback addresses. */
function ask(port: number, path: string, { who, from, forwarded, body }: Asked = {}) {
  return new Promise<{ status: number; body: any }>((resolve, reject) => {
    const headers = {
      ...(who ? { 'x-person': who } : {}),
      ...(forwarded ? { 'x-forwarded-for': forwarded } : {}),
      ...(body ? { 'content-type': 'application/json' } : {}),
    }
    const where = { host: '127.0.0.1', port, path, method: body ? 'POST' : 'GET', headers, agent: false }
    const request = http.request({ ...where, ...(from ? { localAddress: from } : {}) }, (answer) => {
      let text = ''
      answer.on('data', (chunk: Buffer) => (text += chunk))
      answer.on('end', () => {
        const isJson = answer.headers['content-type']?.includes('json')
        resolve({ status: answer.statusCode!, body: isJson ? JSON.parse(text) : text })
      })
    })
    request.on('error', reject)
    request.end(body && JSON.stringify(body))
  })
}

describe.skipIf(!ready)('behind a reverse proxy', () => {
  const ends: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const end of ends.splice(0).toReversed()) await end()
  })

  /** The product itself at one port, and nginx in front of it at another. */
  async function town(trustedProxies: string[]) {
    const desk: TestDesk = await openDesk(':memory:', { trustedProxies })
    await settle(desk)
    const server = serve({ fetch: desk.alih.app.fetch, hostname: '127.0.0.1', port: 0 })
    await new Promise((resolve) => server.once('listening', resolve))
    const own = (server.address() as AddressInfo).port
    const port = await freePort()
    const nginx: WebServer = await startNginx(
      serverFolder(),
      `server { listen 127.0.0.1:${port}; location / {
        proxy_pass http://127.0.0.1:${own}; proxy_set_header Host $host;
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; } }`,
      port,
    )
    ends.push(desk.stop, () => new Promise((resolve) => server.close(resolve)), nginx.stop)
    const addressOf = async (at: number, asked: Asked, number: number) => {
      const names = { oldName: `lama-${number}.kaltim.example`, newName: `baru-${number}.kaltim.example` }
      const made = await ask(at, '/api/requests', {
        who: 'applicant',
        ...asked,
        body: { ...draft, ...names },
      })
      expect(made.status, JSON.stringify(made.body)).toBe(200)
      // The office sees the history, addresses included, of what was sent to it.
      await desk.call('applicant', 'POST', '/documents', letter(made.body.id))
      await desk.call('applicant', 'POST', `/requests/${made.body.id}/actions/submit`, {})
      const { body } = await ask(at, `/api/requests/${made.body.id}/events`, { who: 'admin' })
      return body[0].origin.address
    }
    return { own, port, addressOf }
  }

  test('a trusted one is believed, what its client claims is not', async () => {
    const { own, port, addressOf } = await town(['127.0.0.1'])
    expect(await addressOf(port, { from: '127.0.0.7' }, 1)).toBe('127.0.0.7')
    expect(await addressOf(port, { from: '127.0.0.7', forwarded: '203.0.113.9' }, 2)).toBe('127.0.0.7')
    expect(await addressOf(port, { from: '127.0.0.7', forwarded: '127.0.0.1, 203.0.113.9' }, 3)).toBe(
      '127.0.0.7',
    )
    // Past the proxy, from an address that is none: the header is not read.
    expect(await addressOf(own, { from: '127.0.0.8', forwarded: '203.0.113.9' }, 4)).toBe('127.0.0.8')
    // Who asks from the proxy's own address, and writes nonsense, is the proxy.
    expect(await addressOf(own, { forwarded: '203.0.113.9, unknown' }, 5)).toBe('127.0.0.1')
  })

  test('by itself nobody is trusted', async () => {
    const { port, addressOf } = await town([])
    expect(await addressOf(port, { from: '127.0.0.7', forwarded: '203.0.113.9' }, 1)).toBe('127.0.0.1')
  })

  test('several of them are walked back to the first that is not trusted', async () => {
    const { own, addressOf } = await town(['127.0.0.1', '10.0.0.0/24'])
    expect(await addressOf(own, { forwarded: '198.51.100.4, 203.0.113.9, 10.0.0.5' }, 1)).toBe('203.0.113.9')
    expect(await addressOf(own, { forwarded: '2001:DB8::0001, 10.0.0.5' }, 2)).toBe('2001:db8::1')
  })

  test('each client has a limit of its own, and cannot leave it by a header', async () => {
    const { port } = await town(['127.0.0.1'])
    const verify = (from: string, forwarded?: string) =>
      ask(port, '/verifikasi/none', { from, ...(forwarded ? { forwarded } : {}) })
    const greedy = []
    for (let n = 0; n < 121; n++) greedy.push((await verify('127.0.0.7', `203.0.113.${n}`)).status)
    expect(greedy.slice(-2)).toEqual([404, 429])
    expect((await verify('127.0.0.9')).status).toBe(404)
    expect((await verify('127.0.0.7')).status).toBe(429)
  })
})

test('the setting is read from the environment, and refused where it is no range', () => {
  expect(readEnvironment({ ALIH_TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/24' })).toMatchObject({
    trustedProxies: ['127.0.0.1', '10.0.0.0/24'],
  })
  expect(readEnvironment({})).toMatchObject({ trustedProxies: [] })
  expect(readEnvironment({ ALIH_TRUSTED_PROXIES: 'nginx' })).toHaveProperty('problems')
  expect(() =>
    createAlih({ database: ':memory:', url: 'http://a.test', identify: () => null, trustedProxies: ['x'] }),
  ).toThrow('not an address range')
})
