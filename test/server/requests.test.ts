import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '../../server/database.ts'
import { onBothDatabases } from '../support/databases.ts'
import {
  checked,
  draft,
  found,
  letter,
  makeRequest,
  openDesk,
  settle,
  way,
  type TestDesk,
  type Who,
} from '../support/desk.ts'

onBothDatabases('a request', (fresh) => {
  let desk: TestDesk
  let address: string
  beforeEach(async () => {
    address = await fresh()
    desk = await openDesk(address)
    await settle(desk)
  })
  afterEach(() => desk.stop())
  const act = (who: Who, id: number, action: string, body: object = {}) =>
    desk.call(who, 'POST', `/requests/${id}/actions/${action}`, body)

  test('goes the six steps of the SOP, and its history tells them', async () => {
    const id = await makeRequest(desk, 'receive')
    const { body: request } = await desk.call('applicant', 'GET', `/requests/${id}`)
    expect(request).toMatchObject({
      number: '2026/0001',
      state: 'archived',
      waitsFor: null,
      dueAt: null,
      status: 'ok',
    })
    expect(request).not.toHaveProperty('pauses')
    const { body: events } = await desk.call('applicant', 'GET', `/requests/${id}/events`)
    expect(
      events.map((event: any) => [event.seq, event.action, event.fromState, event.toState, event.actorName]),
    ).toEqual([
      [1, 'create', null, 'draft', 'Sari'],
      [2, 'submit', 'draft', 'submitted', 'Sari'],
      [3, 'approve', 'submitted', 'approved', 'Kadis'],
      [4, 'assign', 'approved', 'assigned', 'Kabid'],
      [5, 'execute', 'assigned', 'executed', 'Tim'],
      [6, 'report', 'executed', 'reported', 'Tim'],
      [7, 'receive', 'reported', 'archived', 'Kabid'],
    ])
    expect(events[4].details.proof).toMatchObject({ proved: true, status: 'ok' })
  })

  test('carried out, it ties both names in the register', async () => {
    const id = await makeRequest(desk, 'execute')
    const { body: sites } = await desk.call('operator', 'GET', '/sites?sort=["hostname","ASC"]')
    expect(sites).toMatchObject([
      {
        hostname: 'baru.kaltim.example',
        role: 'new',
        requestId: id,
        status: 'ok',
        records: { A: ['192.0.2.10'] },
      },
      {
        hostname: 'lama.kaltim.example',
        role: 'old',
        want: 'redirect',
        redirectUntil: '2027-05-22',
        requestId: id,
        nextCheckAt: null,
      },
    ])
  })

  test('an unproved change is refused with the reason, and nothing is half-written', async () => {
    desk.world.look = ({ newName }) => checked('broken', [found('A11', newName)], desk.clock.now)
    const id = await makeRequest(desk, 'assign')
    const refusal = await act('operator', id, 'execute', way[3]![2])
    expect(refusal.status).toBe(422)
    expect(refusal.body).toMatchObject({
      code: 'not_proved',
      errors: { proof: expect.stringContaining('baru.kaltim.example') },
    })
    expect((await desk.call('operator', 'GET', `/requests/${id}`)).body).toMatchObject({
      state: 'assigned',
      status: 'broken',
    })
    expect((await desk.call('operator', 'GET', '/sites')).body).toEqual([])

    expect(
      (await act('division_head', id, 'override', { reason: 'Server cadangan diperbaiki besok.' })).status,
    ).toBe(200)
    expect((await act('operator', id, 'execute', way[3]![2])).body).toMatchObject({ state: 'executed' })
    const { body: events } = await desk.call('head', 'GET', `/requests/${id}/events`)
    expect(events.at(-1).details.override).toMatchObject({ reason: 'Server cadangan diperbaiki besok.' })
  })

  test('two people act at once: exactly one wins, the other is told so', async () => {
    const id = await makeRequest(desk, 'submit')
    const answers = await Promise.all([
      act('head', id, 'approve', { disposition: 'Setuju.' }),
      act('head', id, 'reject', { disposition: 'Tidak.', reasonCode: 'other' }),
      act('head', id, 'return', { disposition: 'Lengkapi.', reasonCode: 'letter_incomplete' }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    const { body: events } = await desk.call('head', 'GET', `/requests/${id}/events`)
    expect(events).toHaveLength(3)
  })

  test('a name is claimed by one open request, even when two are sent at the same moment', async () => {
    const [one, two] = [await makeRequest(desk, null), await makeRequest(desk, null)]
    const answers = await Promise.all([act('applicant', one, 'submit'), act('applicant', two, 'submit')])
    expect(
      answers
        .map(({ status }) => status)
        .sort()
        .at(0),
    ).toBe(200)
    expect([409, 422]).toContain(
      answers
        .map(({ status }) => status)
        .sort()
        .at(1),
    )
    const third = await act('applicant', await makeRequest(desk, null), 'submit')
    expect(third).toMatchObject({
      status: 422,
      body: { code: 'stopped_at_intake', errors: { newName: expect.any(String) } },
    })
  })

  test('the preflight is told, and what it marks stop blocks the submission', async () => {
    const { body: request } = await desk.call('applicant', 'POST', '/requests', {
      ...draft,
      newName: 'www.kaltim.example',
    })
    await desk.call('applicant', 'POST', '/documents', letter(request.id))
    const { body: advice } = await desk.call('applicant', 'GET', `/requests/${request.id}/preflight`)
    expect(advice).toMatchObject([{ condition: 'N05', stop: true, subject: 'www.kaltim.example' }])
    const refused = await act('applicant', request.id, 'submit')
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'stopped_at_intake', errors: { newName: expect.any(String) } },
    })
    expect((await desk.call('stranger', 'GET', `/requests/${request.id}/preflight`)).status).toBe(404)
    desk.clock.now = new Date('2026-11-27T01:00:00Z') // Friday 09:00: four hours reach into Monday.
    const { body: friday } = await desk.call('applicant', 'GET', `/requests/${request.id}/preflight`)
    expect(friday.map((one: any) => one.condition).sort()).toEqual(['N05', 'N16'])
  })

  test('numbers have no gaps, whoever sends at the same moment', async () => {
    const ids = []
    for (let n = 0; n < 8; n++) {
      ids.push(
        await makeRequest(desk, null, { oldName: `l${n}.kaltim.example`, newName: `b${n}.kaltim.example` }),
      )
    }
    await Promise.all(ids.map((id) => act('applicant', id, 'submit')))
    const { body } = await desk.call('head', 'GET', '/requests?sort=["number","ASC"]')
    expect(body.map((request: any) => request.number)).toEqual(ids.map((_, n) => `2026/000${n + 1}`))
  })

  test('returned, corrected and sent again, it keeps its number', async () => {
    const id = await makeRequest(desk, 'submit')
    await act('head', id, 'return', { disposition: 'Perbaiki nama.', reasonCode: 'name_unsuitable' })
    const { body: request } = await desk.call('applicant', 'GET', `/requests/${id}`)
    const corrected = await desk.call('applicant', 'PUT', `/requests/${id}`, {
      ...request,
      newName: 'lain.kaltim.example',
      state: 'archived',
    })
    expect(corrected).toMatchObject({
      status: 200,
      body: { newName: 'lain.kaltim.example', state: 'returned' },
    })
    expect((await act('applicant', id, 'submit')).body).toMatchObject({
      state: 'submitted',
      number: '2026/0001',
    })
    expect((await desk.call('applicant', 'PUT', `/requests/${id}`, request)).status).toBe(409)
  })

  test('hold, resume, roll back, reopen', async () => {
    const id = await makeRequest(desk, 'assign')
    desk.clock.now = new Date('2026-11-23T02:00:00Z')
    expect((await act('operator', id, 'hold', { reason: 'Menunggu instansi.' })).body).toMatchObject({
      dueAt: null,
      heldAt: '2026-11-23T02:00:00.000Z',
    })
    expect((await act('operator', id, 'execute', way[3]![2])).status).toBe(409)
    desk.clock.now = new Date('2026-11-23T03:00:00Z')
    expect((await act('operator', id, 'resume')).body).toMatchObject({
      heldAt: null,
      dueAt: '2026-11-23T06:00:00.000Z',
    })
    expect((await act('operator', id, 'execute', way[3]![2])).body.state).toBe('executed')
    expect((await act('operator', id, 'rollback', { reason: 'Aplikasi gagal.' })).body).toMatchObject({
      state: 'approved',
      assigneeIds: [],
      executedAt: null,
    })
    const { body: sites } = await desk.call('operator', 'GET', '/sites?sort=["hostname","ASC"]')
    expect(sites).toMatchObject([
      { role: 'retired', requestId: null },
      { role: 'active', want: null },
    ])

    const done = await makeRequest(desk, 'receive', {
      oldName: 'c.kaltim.example',
      newName: 'd.kaltim.example',
    })
    expect(
      (await act('division_head', done, 'reopen', { reason: 'Nama lama muncul lagi.' })).body,
    ).toMatchObject({ state: 'assigned', archivedAt: null })
  })

  test('a new holiday moves the clocks that run across it', async () => {
    const id = await makeRequest(desk, 'submit')
    await desk.call('admin', 'POST', '/holidays', {
      heldOn: '2026-11-24',
      name: 'Pilkada',
      kind: 'national',
      source: 'Keppres',
    })
    expect((await desk.call('head', 'GET', `/requests/${id}`)).body.dueAt).toBe('2026-11-25T08:00:00.000Z')
  })

  test('past its horizon a finding opens at once, closes after two looks, and unknown changes nothing', async () => {
    const id = await makeRequest(desk, 'execute')
    const findings = async () =>
      (await desk.call('operator', 'GET', `/findings?filter={"requestId":${id}}`)).body.map((row: any) => [
        row.condition,
        row.state,
      ])
    const look = (status: 'ok' | 'wrong' | 'unknown', condition: 'A10' | 'A13') => {
      desk.world.look = ({ newName }) =>
        checked(status, [found(condition, newName, '203.0.113.9')], desk.clock.now)
      desk.clock.now = new Date(desk.clock.now.getTime() + 3_600_000)
      return desk.sweep()
    }
    expect(await look('wrong', 'A13')).toBe(1)
    expect(await findings()).toEqual([['A13', 'open']])
    await look('unknown', 'A13')
    await look('ok', 'A10')
    expect(await findings()).toEqual([['A13', 'open']])
    await look('ok', 'A10')
    expect(await findings()).toEqual([['A13', 'closed']])
    expect((await desk.call('operator', 'GET', `/requests/${id}/check`)).body.status).toBe('ok')
  })

  test('findings about a name alone end when the rename ties it to the new one', async () => {
    const site = {
      hostname: 'lama.kaltim.example',
      agencyId: 1,
      kind: 'website',
      records: { A: ['192.0.2.1'] },
    }
    const { body: old } = await desk.call('operator', 'POST', '/sites', site)
    const calm = desk.world.look
    desk.world.look = ({ newName }) =>
      newName === site.hostname
        ? checked('broken', [found('A11', newName)], desk.clock.now)
        : checked('ok', [found('A10', newName)], desk.clock.now)
    for (let look = 0; look < 2; look++) await desk.call('operator', 'POST', `/sites/${old.id}/check`, {})
    const states = async () => {
      const { body: findings } = await desk.call('operator', 'GET', `/findings?filter={"siteId":${old.id}}`)
      return findings.map(({ state }: any) => state)
    }
    expect(await states()).toEqual(['open'])
    desk.world.look = calm
    await makeRequest(desk, 'execute')
    expect(await states()).toEqual(['closed'])
  })

  test('looks that change nothing write no evidence', async () => {
    await makeRequest(desk, 'execute')
    const count = async () => {
      const { db, close } = address === ':memory:' ? { db: null, close: null } : openDatabase(address)
      if (!db) return null
      const rows = await db.selectFrom('looks').select('id').execute()
      await close()
      return rows.length
    }
    const before = await count()
    for (let n = 0; n < 5; n++) {
      desk.clock.now = new Date(desk.clock.now.getTime() + 3_600_000)
      expect(await desk.sweep()).toBe(1)
    }
    expect(await count()).toBe(before)
  })

  test('filters: state, agency, late, mine, search, status', async () => {
    const id = await makeRequest(desk, 'submit')
    await makeRequest(desk, null, { oldName: 'x.kaltim.example', newName: 'y.kaltim.example' })
    const ids = async (who: Who, filter: object) =>
      (
        await desk.call(who, 'GET', `/requests?filter=${encodeURIComponent(JSON.stringify(filter))}`)
      ).body.map((row: any) => row.id)
    expect(await ids('head', { state: ['submitted'] })).toEqual([id])
    expect(await ids('head', { state: 'submitted', agencyId: 2 })).toEqual([])
    expect(await ids('head', { mine: true })).toEqual([id])
    expect(await ids('operator', { mine: true })).toEqual([])
    expect(await ids('head', { q: 'BARU.kal' })).toEqual([id])
    expect(await ids('head', { q: '%' })).toEqual([])
    expect(await ids('head', { q: '2026/0001' })).toEqual([id])
    expect(await ids('head', { late: true })).toEqual([])
    expect(await ids('head', { id: [] })).toEqual([])
    desk.clock.now = new Date('2026-11-25T01:00:00Z')
    expect(await ids('head', { late: true })).toEqual([id])
    expect(await ids('stranger', {})).toEqual([])
    const assigned = await makeRequest(desk, 'assign', {
      oldName: 'm.kaltim.example',
      newName: 'n.kaltim.example',
    })
    expect(await ids('operator', { mine: true })).toEqual([assigned])
  })

  test('documents: told by content, kept once, given to whom the request belongs', async () => {
    const id = await makeRequest(desk, null)
    const upload = (file: File, who: Who = 'applicant') =>
      desk.call(who, 'POST', '/documents', letter(id, file))
    expect(
      (await upload(new File(['<script>alert(1)</script>'], 'surat.pdf', { type: 'application/pdf' })))
        .status,
    ).toBe(415)
    expect((await upload(new File([Buffer.alloc(11 * 1024 * 1024, '%PDF-1.7 ')], 'besar.pdf'))).status).toBe(
      413,
    )
    expect((await upload(new File(['%PDF-1.7\n'], '../../etc/passwd\u0007.pdf'), 'stranger')).status).toBe(
      404,
    )
    const { body: stored } = await upload(new File(['%PDF-1.7\n'], '../../etc/passwd\u0007.pdf'))
    expect(stored).toMatchObject({
      name: 'passwd.pdf',
      mediaType: 'application/pdf',
      size: 9,
      kind: 'letter',
    })
    const download = await desk.alih.app.request(`/api/documents/${stored.id}/content`, {
      headers: { 'x-person': 'applicant' },
    })
    expect(await download.text()).toBe('%PDF-1.7\n')
    expect(download.headers.get('content-disposition')).toMatch(/^attachment/)
    expect((await desk.call('stranger', 'GET', `/documents/${stored.id}/content`)).status).toBe(404)
    expect((await desk.call('stranger', 'GET', '/documents')).body).toEqual([])
  })
})

describe('history', () => {
  onBothDatabases('the database itself', (fresh) => {
    test.each(["update request_events set actor_name = 'x'", 'delete from request_events'])(
      'refuses %s',
      async (statement) => {
        const address = (await fresh()).replace(
          ':memory:',
          `/tmp/alih-history-${process.pid}-${Date.now()}.sqlite`,
        )
        const desk = await openDesk(address)
        await settle(desk)
        await makeRequest(desk, 'submit')
        const { db, close } = openDatabase(address)
        await expect(sql.raw(statement).execute(db)).rejects.toThrow('append-only')
        await close()
        await desk.stop()
      },
    )
  })
})
