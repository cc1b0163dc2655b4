/** The register over HTTP on both databases: files looked at and taken in, its history, and names that rest. */
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MAX_IMPORT_CHARACTERS } from '../../server/core/register.ts'
import { firstRegisterBreak } from '../../server/register/store.ts'
import { migrate, openDatabase } from '../../server/database.ts'
import { importSites } from '../../server/sites/actions.ts'
import { onBothDatabases } from '../support/databases.ts'
import { checked, found, makeRequest, openDesk, settle, type TestDesk, type Who } from '../support/desk.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

let desk: TestDesk
const later = (ms: number) => void (desk.clock.now = new Date(desk.clock.now.getTime() + ms))
const preview = async (text: string, options: object = {}, who: Who = 'operator') =>
  desk.call(who, 'POST', '/sites/preview', { text, ...options })
const confirm = (rows: object[], who: Who = 'operator') =>
  desk.call(who, 'POST', '/sites/import', { rows: rows.map(({ row, was }: any) => ({ row, was })) })
const good = (rows: any[]) => rows.filter(({ standing }) => ['new', 'changed', 'same'].includes(standing))
const site = (hostname: string, changes: object = {}) => ({
  hostname,
  agencyId: 1,
  kind: 'website',
  records: { A: ['192.0.2.7'] },
  ...changes,
})
const register = async (hostname: string, changes: object = {}) =>
  (await desk.call('operator', 'POST', '/sites', site(hostname, changes))).body
const history = async (id: number, who: Who = 'operator') =>
  (await desk.call(who, 'GET', `/sites/${id}/history`)).body
const idOf = async (hostname: string) => {
  const { body } = await desk.call('operator', 'GET', `/sites?filter={"q":"${hostname}"}`)
  return body.find((one: any) => one.hostname === hostname).id
}

onBothDatabases('the register', (fresh) => {
  beforeEach(async () => {
    desk = await openDesk(await fresh())
    await settle(desk)
  })
  afterEach(() => desk.stop())

  test('a table is looked at line by line, confirmed as a whole, and the same file again changes nothing', async () => {
    await register('tetap.kaltim.example')
    await register('pindah.kaltim.example')
    const text = [
      'nama;instansi;jenis;A;AAAA',
      'tetap.kaltim.example;Dinkes;website;192.0.2.7;',
      'pindah.kaltim.example;Disdik;aplikasi;192.0.2.7 192.0.2.8;',
      'baru.kaltim.example;dinas pendidikan;;192.0.2.9;2001:DB8::9',
      'salah_nama.kaltim.example;Dinkes;website;192.0.2.9;',
      '=cmd();Dinkes;website;192.0.2.9;',
      'luar.example.org;Dinkes;website;192.0.2.9;',
      'lain.kaltim.example;Dinas Entah;website;192.0.2.9;',
      'bolong.kaltim.example;Dinkes;website;;',
      'baru.kaltim.example;Dinkes;website;192.0.2.9;',
    ].join('\r\n')
    const { body } = await preview(`\ufeff${text}`)
    expect(body.format).toBe('csv')
    expect(body.rows.map(({ line, standing, fault }: any) => [line, standing, fault])).toEqual([
      [2, 'same', null],
      [3, 'changed', null],
      [4, 'new', null],
      [5, 'refused', 'LABEL_ILLEGAL'],
      [6, 'refused', 'LABEL_ILLEGAL'],
      [7, 'refused', 'OUTSIDE_ZONE'],
      [8, 'refused', 'unknown_agency'],
      [9, 'refused', 'NO_RECORDS'],
      [10, 'refused', 'twice'],
    ])
    expect(body.rows[1]).toMatchObject({
      row: { agencyId: 2, kind: 'application', records: { A: ['192.0.2.7', '192.0.2.8'] } },
      was: { agencyId: 1, kind: 'website', records: { A: ['192.0.2.7'] } },
    })
    // Looking saves nothing.
    expect((await desk.call('operator', 'GET', '/sites')).body).toHaveLength(2)

    expect((await confirm(good(body.rows))).body).toEqual({ added: 1, changed: 1, same: 1 })
    const saved = await desk.call('operator', 'GET', `/sites/${await idOf('baru.kaltim.example')}`)
    expect(saved.body).toMatchObject({
      agencyId: 2,
      kind: 'website',
      records: { A: ['192.0.2.9'], AAAA: ['2001:db8::9'] },
      role: 'active',
      status: 'unknown',
    })
    expect((await confirm(good(body.rows))).body).toEqual({ added: 0, changed: 0, same: 3 })
    expect((await history(await idOf('pindah.kaltim.example'))).lines[0]).toMatchObject({
      what: 'register',
      action: 'import',
      actorName: 'Tim',
      before: { agencyId: 1, kind: 'website', records: { A: ['192.0.2.7'] } },
      after: { agencyId: 2, kind: 'application', records: { A: ['192.0.2.7', '192.0.2.8'] } },
    })
    expect((await history(await idOf('tetap.kaltim.example'))).lines).toHaveLength(1)
  })

  test('a zone file takes the chosen agency for new names, and leaves those that are known with theirs', async () => {
    await register('dinkes.kaltim.example', { kind: 'application', records: { A: ['192.0.2.99'] } })
    const text = `$ORIGIN kaltim.example.
$TTL 14400
@ IN SOA ns1 hostmaster ( 2026112701
    3600 7200 1209600 86400 )
  IN NS ns1
  IN A 192.0.2.1
ns1 IN A 192.0.2.53
dinkes 300 IN A 192.0.2.10
       IN AAAA 2001:db8::10
portal IN CNAME dinkes
*.uji IN A 192.0.2.1
`
    const { body } = await preview(text, { agencyId: 2 })
    expect(body.format).toBe('zone')
    expect(body.rows.map(({ line, standing, fault }: any) => [line, standing, fault])).toEqual([
      [3, 'skipped', 'apex'],
      [7, 'skipped', 'infrastructure'],
      [8, 'changed', null],
      [10, 'new', null],
      [11, 'skipped', 'wildcard'],
    ])
    expect((await confirm(good(body.rows))).body).toEqual({ added: 1, changed: 1, same: 0 })
    const known = await desk.call('operator', 'GET', `/sites/${await idOf('dinkes.kaltim.example')}`)
    expect(known.body).toMatchObject({
      agencyId: 1,
      kind: 'application',
      records: { A: ['192.0.2.10'], AAAA: ['2001:db8::10'] },
    })
    const fresh = await desk.call('operator', 'GET', `/sites/${await idOf('portal.kaltim.example')}`)
    expect(fresh.body).toMatchObject({ agencyId: 2, records: { CNAME: ['dinkes.kaltim.example'] } })
    // Nothing was chosen: nobody's.
    const bare = await preview('$ORIGIN kaltim.example.\nkosong IN A 192.0.2.1\n')
    expect(bare.body.rows).toMatchObject([{ line: 2, standing: 'refused', fault: 'no_agency' }])
  })

  test('what moved since it was looked at is refused as a whole', async () => {
    const known = await register('satu.kaltim.example')
    const text = 'nama,instansi,A\nsatu.kaltim.example,Dinkes,192.0.2.8\ndua.kaltim.example,Dinkes,192.0.2.9'
    const { body } = await preview(text)
    await desk.call('operator', 'PUT', `/sites/${known.id}`, site('satu.kaltim.example', { agencyId: 2 }))
    const { status, body: refusal } = await confirm(body.rows)
    expect([status, refusal.code]).toEqual([409, 'register_moved'])
    expect((await desk.call('operator', 'GET', '/sites')).body).toHaveLength(1)
    // A row that was made up, and not looked at, gets no further.
    const outside = { row: site('luar.example.org'), was: null }
    expect((await confirm([outside])).body.code).toBe('register_moved')
    expect((await confirm([{ row: site('tiga.kaltim.example', { agencyId: 77 }), was: null }])).status).toBe(
      409,
    )
  })

  test('edits by hand are told with before and after, and a removed name leaves its lines', async () => {
    const { id } = await register('satu.kaltim.example')
    later(HOUR)
    await desk.call(
      'admin',
      'PUT',
      `/sites/${id}`,
      site('satu.kaltim.example', { records: { A: ['192.0.2.8'] } }),
    )
    // What changes nothing is no line.
    await desk.call(
      'admin',
      'PUT',
      `/sites/${id}`,
      site('satu.kaltim.example', { records: { A: ['192.0.2.8'] } }),
    )
    const { lines } = await history(id)
    expect(lines).toEqual([
      {
        what: 'register',
        action: 'edit',
        at: '2026-11-23T02:00:00.000Z',
        actorName: 'Admin',
        actorRole: 'admin',
        before: { records: { A: ['192.0.2.7'] } },
        after: { records: { A: ['192.0.2.8'] } },
      },
      {
        what: 'register',
        action: 'register',
        at: '2026-11-23T01:00:00.000Z',
        actorName: 'Tim',
        actorRole: 'operator',
        before: {},
        after: site('satu.kaltim.example'),
      },
    ])
    expect((await desk.call('admin', 'DELETE', `/sites/${id}`)).status).toBe(200)
    expect((await desk.call('admin', 'GET', `/sites/${id}/history`)).status).toBe(404)
  })

  test('the history tells the renames that touched a name, how it stood since when, and its rest', async () => {
    await register('lama.kaltim.example')
    await desk.sweep()
    later(HOUR)
    const requestId = await makeRequest(desk, 'execute')
    const [oldId, newId] = [await idOf('lama.kaltim.example'), await idOf('baru.kaltim.example')]
    later(HOUR)
    desk.world.look = ({ newName }) => checked('broken', [found('A01', newName)], desk.clock.now)
    await desk.sweep()
    later(HOUR)
    await desk.sweep()
    const old = await history(oldId)
    expect(old.lines.map(({ what, action, status }: any) => action ?? status ?? what)).toEqual([
      'execute',
      'submit',
      'ok',
      'register',
    ])
    expect(old.lines[1]).toMatchObject({
      what: 'rename',
      requestId,
      oldName: 'lama.kaltim.example',
      newName: 'baru.kaltim.example',
      actorName: 'Sari',
      reason: 'Nama instansi berubah.',
    })
    const renamed = await history(newId)
    expect(renamed.lines[0]).toEqual({
      what: 'status',
      at: '2026-11-23T03:00:00.000Z',
      status: 'broken',
      before: 'ok',
    })
    expect(renamed.spans).toEqual([
      { status: 'ok', from: '2026-11-23T02:00:00.000Z', to: '2026-11-23T03:00:00.000Z' },
      { status: 'broken', from: '2026-11-23T03:00:00.000Z', to: '2026-11-23T04:00:00.000Z' },
    ])
    // It is taken back: the new name rests.
    const undone = await desk.call('operator', 'POST', `/requests/${requestId}/actions/rollback`, {
      reason: 'Salah server.',
    })
    expect(undone.status).toBe(200)
    const { lines } = await history(newId)
    expect(lines.filter(({ what }: any) => what === 'rest')).toEqual([
      { what: 'rest', at: '2026-11-23T04:00:00.000Z', until: '2027-11-23' },
    ])
    expect(lines.find(({ action }: any) => action === 'rollback')).toMatchObject({ reason: 'Salah server.' })
  })

  test('a name that rests is found among those, is refused, and may be had again afterwards', async () => {
    const requestId = await makeRequest(desk, 'execute')
    await desk.call('operator', 'POST', `/requests/${requestId}/actions/rollback`, { reason: 'Salah.' })
    await register('biasa.kaltim.example')
    const resting = async () => (await desk.call('operator', 'GET', '/sites?filter={"resting":true}')).body
    expect(await resting()).toMatchObject([
      {
        hostname: 'baru.kaltim.example',
        role: 'retired',
        restsSince: '2026-11-23T01:00:00.000Z',
        restsUntil: '2027-11-23',
      },
    ])
    const text = 'nama,instansi,A\nbaru.kaltim.example,Dinkes,192.0.2.8'
    expect((await preview(text)).body.rows).toMatchObject([{ standing: 'refused', fault: 'resting' }])
    const again = await desk.call('operator', 'POST', '/sites', site('baru.kaltim.example'))
    expect([again.status, again.body.errors.hostname]).toEqual([422, expect.stringContaining('istirahat')])

    later(366 * DAY)
    expect(await resting()).toEqual([])
    const { body } = await preview(text)
    expect(body.rows).toMatchObject([{ standing: 'new', was: null }])
    expect((await confirm(body.rows)).body).toMatchObject({ added: 1 })
    const revived = await desk.call('operator', 'GET', `/sites/${await idOf('baru.kaltim.example')}`)
    expect(revived.body).toMatchObject({ role: 'active', restsUntil: null, requestId: null, retiredAt: null })
  })

  test('an old name that was seen gone rests too, and no file changes what its request wants', async () => {
    desk.world.look = ({ newName, oldName }) =>
      checked('ok', [found('A10', newName), ...(oldName ? [found('A27', oldName)] : [])], desk.clock.now)
    await register('lama.kaltim.example')
    await makeRequest(desk, 'execute', { want: 'remove' })
    const { body } = await desk.call('operator', 'GET', '/sites?filter={"resting":true}')
    expect(body).toMatchObject([{ hostname: 'lama.kaltim.example', role: 'old', restsUntil: '2027-11-23' }])
    const rows = await preview('nama,instansi,A\nlama.kaltim.example,Dinkes,192.0.2.200')
    expect(rows.body.rows).toMatchObject([{ standing: 'refused', fault: 'old_name' }])
  })

  test('an applicant reads the history of their own names, without the requests of others', async () => {
    const requestId = await makeRequest(desk, 'execute')
    const id = await idOf('baru.kaltim.example')
    expect((await history(id, 'applicant')).lines.map(({ what }: any) => what)).toContain('rename')
    expect((await desk.call('stranger', 'GET', `/sites/${id}/history`)).status).toBe(404)
    // Handed over: the new agency sees its name, and not what the other asked for.
    const record = (await desk.call('operator', 'GET', `/sites/${id}`)).body
    await desk.call('operator', 'PUT', `/sites/${id}`, { ...record, agencyId: 2 })
    const { lines } = await history(id, 'stranger')
    expect(lines.some(({ what }: any) => what === 'register')).toBe(true)
    expect(JSON.stringify(lines)).not.toContain(`"requestId":${requestId}`)
  })

  test.each<[Who, number]>([
    ['applicant', 403],
    ['head', 403],
    ['division_head', 403],
    ['operator', 200],
    ['admin', 200],
  ])('%s may look at a file: %i', async (who, status) => {
    expect((await preview('nama\na.kaltim.example', {}, who)).status).toBe(status)
    const rows = [{ row: site('a.kaltim.example'), was: null }]
    expect((await confirm(rows, who)).status).toBe(status)
  })
})

describe('limits of an import', () => {
  beforeEach(async () => {
    desk = await openDesk()
    await settle(desk)
  })
  afterEach(() => desk.stop())

  test('5,000 names are taken in at once, and the next one is told', async () => {
    const rows = Array.from({ length: 5001 }, (_, at) => `n${at}.kaltim.example,Dinkes,website,192.0.2.1`)
    const { body } = await preview(['nama,instansi,jenis,a', ...rows].join('\n'))
    expect(body.rows.at(-1)).toMatchObject({ line: 5002, standing: 'refused', fault: 'too_many' })
    expect((await confirm(good(body.rows))).body).toEqual({ added: 5000, changed: 0, same: 0 })
    expect((await confirm(body.rows.slice(0, 5000))).body).toEqual({ added: 0, changed: 0, same: 5000 })
  })

  test('a file that is too large is refused before it is read', async () => {
    expect((await preview('x'.repeat(MAX_IMPORT_CHARACTERS + 1))).status).toBe(422)
    expect((await preview('x'.repeat(5_000_000))).status).toBe(413)
    // Elsewhere the limit is the old one.
    expect((await desk.call('operator', 'POST', '/sites', { x: 'x'.repeat(300_000) })).status).toBe(413)
  })
})

test('the list comes as a file: its filter and order, and no foreign row', async () => {
  desk = await openDesk()
  await settle(desk)
  await register('b.kaltim.example')
  await register('a.kaltim.example', { agencyId: 2, records: { A: ['192.0.2.1', '192.0.2.2'] } })
  await register('c.kaltim.example')
  const file = async (who: Who, query: string) => {
    const headers = { 'x-person': who }
    const answer = await desk.alih.app.request(`/api/sites.csv?${query}`, { headers })
    const [head, ...rows] = (await answer.text()).trim().split('\r\n')
    return {
      head,
      rows: rows.map((row) => row.split(';').slice(0, 4).join(' ')),
      total: answer.headers.get('x-total'),
    }
  }
  expect(await file('operator', 'sort=["hostname","DESC"]')).toEqual({
    head: 'Nama;Instansi;Jenis;A;AAAA;CNAME;Peran;DNS;Status sejak;Diperiksa;Bebas mulai',
    rows: [
      'c.kaltim.example Dinkes Website 192.0.2.7',
      'b.kaltim.example Dinkes Website 192.0.2.7',
      'a.kaltim.example Disdik Website 192.0.2.1 192.0.2.2',
    ],
    total: '3',
  })
  expect((await file('operator', 'filter={"q":"c.kal"}')).rows).toHaveLength(1)
  expect((await file('stranger', 'sort=["hostname","ASC"]')).rows).toEqual([
    'a.kaltim.example Disdik Website 192.0.2.1 192.0.2.2',
  ])
  await desk.stop()
})

onBothDatabases('the chain of the register', (fresh) => {
  test('cannot be changed, and what was changed in spite of that is named', async () => {
    const database = openDatabase(await fresh())
    const { db, dialect, close } = database
    await migrate(database)
    for (const line of [
      "insert into agencies (name, short_name) values ('Dinas Kesehatan', 'Dinkes')",
      "insert into zones (name, note) values ('kaltim.example', '')",
    ])
      await sql.raw(line).execute(db)
    const rows = ['a', 'b', 'c'].map((label) => ({ row: site(`${label}.kaltim.example`), was: null }))
    const registrar = { id: null, name: 'alih import', role: 'admin' } as const
    await importSites(db, rows as never, registrar, new Date('2026-11-23T01:00:00Z'))
    expect(await firstRegisterBreak(db)).toBeNull()
    for (const statement of ["update register_events set after = '{}'", 'delete from register_events'])
      await expect(sql.raw(statement).execute(db)).rejects.toThrow('append-only')
    await sql
      .raw(
        dialect === 'sqlite'
          ? 'drop trigger register_events_no_update'
          : 'drop trigger register_events_append_only on register_events',
      )
      .execute(db)
    await sql.raw("update register_events set after = '{}' where id = 2").execute(db)
    expect(await firstRegisterBreak(db)).toContain('register event 2 (import of b.kaltim.example')
    await close()
  })
})
