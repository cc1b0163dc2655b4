import { Hono } from 'hono'
import { afterEach, describe, expect, test } from 'vitest'
import { createAlih } from '../../server/index.ts'
import { openDesk, type TestDesk } from '../support/desk.ts'

let desk: TestDesk | null = null
afterEach(async () => {
  await desk?.stop()
  desk = null
})

describe('mounted in a host', () => {
  test('below a path, beside the host’s own routes and error handler', async () => {
    desk = await openDesk()
    const host = new Hono()
    host.onError((_, c) => c.text('the host’s own', 500))
    host.get('/own', (c) => c.text('own'))
    host.get('/fails', () => {
      throw new Error('host')
    })
    host.route('/subdomains', desk.alih.app)
    const ask = (path: string, who = 'admin') => host.request(path, { headers: { 'x-person': who } })
    expect(await (await ask('/own')).text()).toBe('own')
    expect(await (await ask('/fails')).text()).toBe('the host’s own')
    expect((await ask('/subdomains/api/requests')).status).toBe(200)
    expect((await ask('/subdomains/healthz')).status).toBe(200)
    // Errors of ours stay ours; a path below the mount that is nobody's is ours too where the API begins.
    expect(await (await ask('/subdomains/api/requests/5')).json()).toMatchObject({ code: 'not_found' })
    expect(await (await ask('/subdomains/api/nowhere')).json()).toMatchObject({ code: 'not_found' })
    expect((await ask('/nowhere')).status).toBe(404)
  })

  test('under another base path', async () => {
    desk = await openDesk(':memory:', { basePath: '/v1/renames' })
    const response = await desk.alih.app.request('/v1/renames/me', { headers: { 'x-person': 'head' } })
    expect(await response.json()).toMatchObject({ role: 'head' })
  })

  test('the host says who is who: no account is asked, none is made', async () => {
    desk = await openDesk()
    expect((await desk.call(null, 'GET', '/info')).body).toMatchObject({ accounts: false })
    expect((await desk.call('head', 'GET', '/auth/get-session')).status).toBe(404)
    expect(await desk.alih.firstLink()).toBeNull()
  })
})

describe('start and stop', () => {
  test('may both be called twice; callers share one', async () => {
    desk = await openDesk()
    await Promise.all([desk.alih.start(), desk.alih.start()])
    await Promise.all([desk.alih.stop(), desk.alih.stop()])
    expect((await desk.alih.app.request('/readyz')).status).toBe(503)
    expect((await desk.alih.app.request('/healthz')).status).toBe(200)
  })

  test('ready once started', async () => {
    desk = await openDesk()
    expect((await desk.alih.app.request('/readyz')).status).toBe(200)
  })

  test('a failed start can be stopped', async () => {
    const alih = createAlih({
      database: 'postgres://nobody@127.0.0.1:1/none',
      url: 'http://alih.test',
      secret: 's'.repeat(32),
    })
    await expect(alih.start()).rejects.toThrow()
    await alih.stop()
  })

  test('nobody comes in by default: a secret or identify() is needed', () => {
    expect(() => createAlih({ database: ':memory:', url: 'http://alih.test' })).toThrow('secret')
  })
})
