/** Dynamic updates through HTTP against a real BIND: the key stays secret, and only what was shown is applied. */
import { execFileSync } from 'node:child_process'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createUpdater } from '../../checks/index.ts'
import { createVault } from '../../server/vault.ts'
import { loopback, startBind, type Bind } from '../support/bind.ts'
import { makeRequest, openDesk, settle, type TestDesk } from '../support/desk.ts'
import { needs } from '../support/programs.ts'

const ZONE = 'kaltim.example'
const SECRET = 'a-secret-of-this-installation-only'
const zoneText = `$TTL 14400
@ IN SOA ns1 host 2026112401 3600 7200 1209600 3600
@ IN NS ns1
ns1 IN A 127.0.0.1
lama IN A 192.0.2.1
lama IN MX 10 ns1
`
const sight = { allow: ['127.0.0.0/8'] }

test('a sealed secret opens with the same secret and for the same thing only', () => {
  const vault = createVault(SECRET)
  const sealed = vault.seal(Buffer.from('rahasia'), 'zone 1')
  expect(sealed).not.toContain(Buffer.from('rahasia').toString('base64'))
  expect(vault.open(sealed, 'zone 1')?.toString()).toBe('rahasia')
  expect(vault.open(sealed, 'zone 2')).toBeNull()
  expect(createVault(`${SECRET}!`).open(sealed, 'zone 1')).toBeNull()
  expect(vault.open(`${sealed.slice(0, -6)}AAAA==`, 'zone 1')).toBeNull()
  expect(vault.seal(Buffer.from('rahasia'), 'zone 1')).not.toBe(sealed)
})

test('without a secret of the installation, it is off and says so', async () => {
  const desk = await openDesk()
  await settle(desk)
  expect((await desk.call('admin', 'GET', '/zones/1/key')).body).toEqual({ available: false, key: null })
  const key = { server: '127.0.0.1', name: 'alih', secret: Buffer.alloc(32).toString('base64') }
  expect((await desk.call('admin', 'PUT', '/zones/1/key', key)).body.code).toBe('updates_no_secret')
  const id = await makeRequest(desk, 'assign')
  expect((await desk.call('operator', 'GET', `/requests/${id}/updates`)).body).toEqual({
    available: false,
    zones: [],
    updates: [],
  })
  await desk.stop()
})

const READY = needs(
  ['named', 'nsupdate', 'tsig-keygen'],
  'apt-get install -y bind9 bind9-utils bind9-dnsutils',
)

describe.skipIf(!READY)('updates through the API', () => {
  const clause = execFileSync('tsig-keygen', ['-a', 'hmac-sha256', 'alih'], { encoding: 'utf8' })
  const secret = /secret "([^"]+)"/.exec(clause)![1]!
  let bind: Bind
  let desk: TestDesk
  let key: object
  const lines: string[] = []
  const logger = Object.fromEntries(
    ['info', 'warn', 'error'].map((level) => [
      level,
      (facts: object, message: string) => lines.push(JSON.stringify(facts) + message),
    ]),
  ) as any

  beforeAll(async () => {
    bind = await startBind({
      addresses: [loopback()],
      clauses: clause,
      zones: [
        { name: ZONE, text: zoneText, dynamic: false, extra: 'allow-update { key alih; 127.0.0.0/8; };' },
      ],
    })
  }, 60_000)
  afterAll(() => bind?.stop())
  beforeEach(async () => {
    desk = await openDesk(':memory:', { secret: SECRET, sight, logger, now: () => new Date() })
    await settle(desk)
    key = { server: bind.address, name: 'alih', algorithm: 'hmac-sha256', secret, active: true }
    await bind.update(
      `update delete baru.${ZONE}`,
      `update delete lama.${ZONE} A`,
      `update add lama.${ZONE} 14400 A 192.0.2.1`,
    )
  })
  afterEach(() => desk.stop())

  const updater = createUpdater({ now: () => new Date(), sight: async () => sight })
  const zone = async () => {
    const state = await updater.read(ZONE, { address: bind.address, port: 53 }, [
      `baru.${ZONE}`,
      `lama.${ZONE}`,
    ])
    return state.ok
      ? state.records.map(({ name, type, ttl, value }) => `${name} ${ttl} ${type} ${value}`)
      : state
  }
  const post = (who: Parameters<TestDesk['call']>[0], id: number, path: string, body: object = {}) =>
    desk.call(who, 'POST', `/requests/${id}/updates${path}`, body)
  const OLD = `lama.${ZONE} 14400 A 192.0.2.1`
  const NEW = `baru.${ZONE} 300 A 192.0.2.10`

  test('the secret goes in and never comes out', async () => {
    const put = await desk.call('admin', 'PUT', '/zones/1/key', key)
    expect(put.status, JSON.stringify(put.body)).toBe(200)
    const { secret: _, ...rest } = key as { secret: string }
    expect(put.body).toMatchObject({ ...rest, zoneId: 1 })
    const got = await desk.call('admin', 'GET', '/zones/1/key')
    const listed = await desk.call('admin', 'GET', '/zones/1')
    const planned = await desk.call(
      'operator',
      'GET',
      `/requests/${await makeRequest(desk, 'assign')}/updates`,
    )
    expect(planned.body.zones).toEqual([{ zoneId: 1, zone: ZONE, server: bind.address, keyName: 'alih' }])
    for (const { body } of [put, got, listed, planned]) expect(JSON.stringify(body)).not.toContain(secret)
    expect(lines.join('\n')).not.toContain(secret)
    expect((await desk.call('admin', 'POST', '/zones/1/key/test', {})).body).toEqual({
      ok: true,
      result: 'NOERROR',
    })
    // What is not secret changes without the secret; a wrong one is refused by the server.
    const moved = await desk.call('admin', 'PUT', '/zones/1/key', { ...rest, active: false })
    expect(moved.body.active).toBe(false)
    expect((await desk.call('admin', 'POST', '/zones/1/key/test', {})).body.ok).toBe(true)
    await desk.call('admin', 'PUT', '/zones/1/key', { ...key, secret: Buffer.alloc(32).toString('base64') })
    expect((await desk.call('admin', 'POST', '/zones/1/key/test', {})).body).toEqual({
      ok: false,
      result: 'BADSIG: the signature is empty',
    })
    for (const who of ['operator', 'division_head', 'head', 'applicant'] as const) {
      expect((await desk.call(who, 'GET', '/zones/1/key')).status).toBe(403)
      expect((await desk.call(who, 'PUT', '/zones/1/key', key)).status).toBe(403)
    }
    const bad = await desk.call('admin', 'PUT', '/zones/1/key', {
      server: 'x',
      name: 'a b',
      secret: 'kurang',
    })
    expect([bad.status, Object.keys(bad.body.errors).sort()]).toEqual([422, ['name', 'secret', 'server']])
  })

  test('off until it is switched on', async () => {
    await desk.call('admin', 'PUT', '/zones/1/key', { ...key, active: false })
    const id = await makeRequest(desk, 'assign')
    expect((await desk.call('operator', 'GET', `/requests/${id}/updates`)).body.zones).toEqual([])
    expect((await post('operator', id, '/diff', { zoneId: 1 })).body.code).toBe('updates_off')
  })

  test('shows the difference, applies that one, and takes it back', async () => {
    await desk.call('admin', 'PUT', '/zones/1/key', key)
    const id = await makeRequest(desk, 'assign', { want: 'remove' })
    const { body: diff } = await post('operator', id, '/diff', { zoneId: 1 })
    expect(diff).toMatchObject({
      zone: ZONE,
      add: [{ name: `baru.${ZONE}`, type: 'A', ttl: 300, value: '192.0.2.10' }],
      remove: [{ name: `lama.${ZONE}`, type: 'A', ttl: 14_400, value: '192.0.2.1' }],
    })
    expect(await zone()).toEqual([OLD])
    const confirmed = { zoneId: 1, digest: diff.digest }
    expect((await post('division_head', id, '', confirmed)).body.code).toBe('not_allowed')
    expect((await post('operator', id, '', { zoneId: 1, digest: '0'.repeat(64) })).body.code).toBe(
      'state_moved',
    )
    expect(await zone()).toEqual([OLD])

    const { status, body: update } = await post('operator', id, '', confirmed)
    expect(status, JSON.stringify(update)).toBe(200)
    expect(update).toMatchObject({ status: 'applied', result: 'NOERROR', personName: 'Tim' })
    expect(await zone()).toEqual([NEW])
    expect((await post('operator', id, '', confirmed)).body.code).toBe('state_moved')

    // Somebody changes it by hand: the way back would destroy their work, so it is refused.
    await bind.update(`update add baru.${ZONE} 300 A 192.0.2.99`)
    expect((await post('operator', id, `/${update.id}/undo`)).body.code).toBe('state_moved')
    await bind.update(`update delete baru.${ZONE} A 192.0.2.99`)
    const undone = await post('operator', id, `/${update.id}/undo`)
    expect(undone.body, JSON.stringify(undone.body)).toMatchObject({ status: 'applied', undoes: update.id })
    expect(await zone()).toEqual([OLD])
    expect((await post('operator', id, `/${update.id}/undo`)).body.code).toBe('not_actionable')

    const { body: events } = await desk.call('head', 'GET', `/requests/${id}/events`)
    const sent = events.filter(({ action }: { action: string }) => action.endsWith('_update'))
    expect(sent.map(({ action, details }: any) => `${action} ${details.status} ${details.result}`)).toEqual(
      ['apply_update applied NOERROR', 'undo_update failed YXRRSET', 'undo_update applied NOERROR'].map(
        (line) => line.replace('YXRRSET', sent[1].details.result),
      ),
    )
    expect(JSON.stringify(events)).not.toContain(secret)
  })

  test('a change between the comparison and the confirmation is noticed', async () => {
    await desk.call('admin', 'PUT', '/zones/1/key', key)
    const id = await makeRequest(desk, 'assign')
    const { body: diff } = await post('operator', id, '/diff', { zoneId: 1 })
    expect(diff.remove).toEqual([])
    await bind.update(`update add baru.${ZONE} 300 A 192.0.2.99`)
    expect((await post('operator', id, '', { zoneId: 1, digest: diff.digest })).body.code).toBe('state_moved')
    const { body: again } = await post('operator', id, '/diff', { zoneId: 1 })
    expect(again.remove).toMatchObject([{ value: '192.0.2.99' }])
    expect((await post('operator', id, '', { zoneId: 1, digest: again.digest })).status).toBe(200)
    expect(await zone()).toEqual([NEW, OLD])
    const { body: none } = await post('operator', id, '/diff', { zoneId: 1 })
    expect((await post('operator', id, '', { zoneId: 1, digest: none.digest })).body.code).toBe(
      'nothing_to_update',
    )
  })

  test('a server that is down, or may not be dialled, changes nothing and says why', async () => {
    const id = await makeRequest(desk, 'assign')
    for (const [server, why] of [
      [loopback(), 'refused'],
      ['10.9.8.7', 'not_allowed'],
    ]) {
      await desk.call('admin', 'PUT', '/zones/1/key', { ...key, server })
      const { status, body } = await post('operator', id, '/diff', { zoneId: 1 })
      expect([status, body.code, body.errors.server]).toEqual([
        422,
        'update_failed',
        expect.stringContaining(why!),
      ])
    }
  })
})
