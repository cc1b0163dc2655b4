/** Who decides for whom, what is returned and why, who has how much in hand, and what waits for whom. */
import { afterEach, beforeEach, expect, test } from 'vitest'
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

onBothDatabases('decisions', (fresh) => {
  let desk: TestDesk
  const ids = {} as Record<Who, number>
  beforeEach(async () => {
    desk = await openDesk(await fresh())
    await settle(desk)
    for (const { id, role, email } of (await desk.call('admin', 'GET', '/people')).body)
      ids[email === 'budi@disdik.example' ? 'stranger' : (role as Who)] = id
  })
  afterEach(() => desk.stop())

  const at = (text: string) => {
    desk.clock.now = new Date(`${text}+08:00`)
  }
  const act = (who: Who, id: number, action: string, body: object = {}) =>
    desk.call(who, 'POST', `/requests/${id}/actions/${action}`, body)
  const eventsOf = async (id: number, who: Who = 'head') =>
    (await desk.call(who, 'GET', `/requests/${id}/events`)).body
  const appoint = (personId: number, standsInForId: number, changes: object = {}, who: Who = 'admin') =>
    desk.call(who, 'POST', '/actings', {
      personId,
      standsInForId,
      title: 'plt',
      fromDay: '2026-11-23',
      toDay: '2026-11-24',
      note: 'SK 800/12/2026',
      ...changes,
    })
  const other = { oldName: 'c.kaltim.example', newName: 'd.kaltim.example' }
  const third = { oldName: 'e.kaltim.example', newName: 'f.kaltim.example' }
  /** A second operator, who never signs in. */
  const hire = async (name: string) =>
    (
      await desk.call('admin', 'POST', '/people', {
        name,
        email: `${name.toLowerCase()}@example.com`,
        role: 'operator',
      })
    ).body.id as number

  test('an acting head decides for the head, and the history says for whom', async () => {
    expect((await appoint(ids.division_head, ids.head)).status).toBe(200)
    const id = await makeRequest(desk, 'submit')
    expect((await desk.call('division_head', 'GET', '/me')).body).toMatchObject({
      role: 'division_head',
      acting: { id: ids.head, name: 'Kadis', role: 'head', title: 'plt', toDay: '2026-11-24' },
    })
    expect((await act('division_head', id, 'approve', { disposition: 'Setuju.' })).body.state).toBe(
      'approved',
    )
    // The next step is their own: nobody is acted for.
    expect((await act('division_head', id, 'assign', { assigneeIds: [ids.operator] })).status).toBe(200)
    const events = await eventsOf(id)
    expect(events[2]).toMatchObject({
      action: 'approve',
      actorId: ids.division_head,
      actorName: 'Kabid',
      actorRole: 'head',
      onBehalfOf: { id: ids.head, name: 'Kadis', title: 'plt' },
    })
    expect(events[3]).toMatchObject({ action: 'assign', actorRole: 'division_head' })
    expect(events[3]).not.toHaveProperty('onBehalfOf')
  })

  test('nobody overrides the proof of their own work: neither an operator who acts as Kabid, nor a Kabid who acts as operator', async () => {
    await appoint(ids.operator, ids.division_head, { title: 'plh' })
    const id = await makeRequest(desk, 'assign')
    desk.world.look = () => checked('broken', [found('A11', 'baru.kaltim.example')], desk.clock.now)
    const own = await act('operator', id, 'override', { reason: 'Saya yakin.' })
    expect([own.status, own.body.code]).toEqual([403, 'own_work'])
    expect((await act('division_head', id, 'override', { reason: 'Server cadangan rusak.' })).status).toBe(
      200,
    )
    at('2026-11-26T09:00:00')
    const days = { fromDay: '2026-11-26', toDay: '2026-11-26' }
    expect((await appoint(ids.division_head, ids.operator, days)).status).toBe(200)
    expect((await act('division_head', id, 'override', { reason: 'Lagi.' })).body.code).toBe('own_work')
    const told = (await eventsOf(id)).filter(({ action }: { action: string }) => action === 'override')
    expect(told).toHaveLength(1)
  })

  test.each([
    ['the day before', '2026-11-22T23:59:59', 403],
    ['the first moment', '2026-11-23T00:00:00', 200],
    ['the last moment', '2026-11-24T23:59:59', 200],
    ['the day after', '2026-11-25T00:00:00', 403],
  ])('%s in WITA: %s', async (_, when, status) => {
    await appoint(ids.division_head, ids.head)
    const id = await makeRequest(desk, 'submit')
    at(when)
    expect((await act('division_head', id, 'approve', { disposition: 'Setuju.' })).status).toBe(status)
    const { body: me } = await desk.call('division_head', 'GET', '/me')
    expect(me.acting !== undefined).toBe(status === 200)
  })

  test('an operator acts as division head, but not further up', async () => {
    await appoint(ids.operator, ids.division_head, { title: 'plh' })
    await appoint(ids.division_head, ids.head)
    const id = await makeRequest(desk, 'submit')
    expect((await act('operator', id, 'approve', { disposition: 'Setuju.' })).body.code).toBe('not_allowed')
    await act('head', id, 'approve', { disposition: 'Setuju.' })
    expect((await act('operator', id, 'assign', { assigneeIds: [ids.operator] })).status).toBe(200)
    // Both roles allow a hold: the own one is taken.
    expect((await act('operator', id, 'hold', { reason: 'Menunggu.' })).status).toBe(200)
    const events = await eventsOf(id)
    expect(events[3]).toMatchObject({
      actorRole: 'division_head',
      onBehalfOf: { name: 'Kabid', title: 'plh' },
    })
    expect(events[4]).toMatchObject({ action: 'hold', actorRole: 'operator' })
    expect(events[4]).not.toHaveProperty('onBehalfOf')
  })

  test('who acts for an operator has the requests assigned to that one', async () => {
    const away = await hire('Wahyu')
    const id = await makeRequest(desk, 'approve')
    await act('division_head', id, 'assign', { assigneeIds: [away] })
    expect((await act('operator', id, 'execute', way[3]![2])).body.code).toBe('not_assigned_to_you')
    await appoint(ids.operator, away, { title: 'plh' })
    expect((await desk.call('operator', 'GET', '/requests?filter={"queue":"mine"}')).body).toHaveLength(1)
    expect((await act('operator', id, 'execute', way[3]![2])).body.state).toBe('executed')
    expect((await eventsOf(id)).at(-1)).toMatchObject({ actorName: 'Tim', onBehalfOf: { name: 'Wahyu' } })
  })

  test.each([
    ['oneself', () => appoint(ids.head, ids.head), 422, 'standsInForId'],
    ['an administrator who acts', () => appoint(ids.admin, ids.head), 422, 'personId'],
    ['an applicant who acts', () => appoint(ids.applicant, ids.head), 422, 'personId'],
    ['acting for an administrator', () => appoint(ids.operator, ids.admin), 422, 'standsInForId'],
    ['somebody who is not there', () => appoint(999, ids.head), 422, 'personId'],
    ['days in reverse', () => appoint(ids.operator, ids.head, { fromDay: '2026-11-25' }), 422, 'toDay'],
    ['a day that is none', () => appoint(ids.operator, ids.head, { toDay: '2026-02-30' }), 422, 'toDay'],
    [
      'a second one for the same office',
      () => appoint(ids.operator, ids.head, { fromDay: '2026-11-24', toDay: '2026-12-24' }),
      409,
      'fromDay',
    ],
    [
      'a second office for the same person',
      () => appoint(ids.division_head, ids.operator, { fromDay: '2026-11-01', toDay: '2026-11-23' }),
      409,
      'fromDay',
    ],
  ])('refused: %s', async (_, appointing, status, field) => {
    await appoint(ids.division_head, ids.head)
    const { status: answered, body } = await appointing()
    expect([answered, Object.keys(body.errors)]).toEqual([status, [field]])
  })

  test('at the same moment one of two wins; the day after is free, and so is its own time', async () => {
    const answers = await Promise.all([appoint(ids.division_head, ids.head), appoint(ids.operator, ids.head)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const { body: made } = answers.find(({ status }) => status === 200)!
    expect((await desk.call('admin', 'PUT', `/actings/${made.id}`, { ...made, note: 'SK 2' })).status).toBe(
      200,
    )
    expect(
      (await appoint(ids.operator, ids.head, { fromDay: '2026-11-25', toDay: '2026-11-25' })).status,
    ).toBe(200)
  })

  test.each(['head', 'division_head', 'operator', 'applicant', 'stranger'] as const)(
    '%s appoints nobody',
    async (who) => {
      expect((await appoint(ids.operator, ids.head, {}, who)).status).toBe(403)
      const seen = (await desk.call(who, 'GET', '/actings')).status
      expect(seen).toBe(who === 'applicant' || who === 'stranger' ? 403 : 200)
    },
  )

  test('who becomes administrator, or is no longer active, acts for nobody', async () => {
    await appoint(ids.division_head, ids.head)
    const { body: person } = await desk.call('admin', 'GET', `/people/${ids.head}`)
    // The office falls vacant: its holder has left, and Plt. goes on.
    await desk.call('admin', 'PUT', `/people/${ids.head}`, { ...person, active: false })
    const id = await makeRequest(desk, null)
    await act('applicant', id, 'submit')
    expect((await desk.call('division_head', 'GET', '/me')).body.acting.name).toBe('Kadis')
    // Its holder is something else now: there is no office to act in.
    await desk.call('admin', 'PUT', `/people/${ids.head}`, { ...person, role: 'admin' })
    expect((await act('division_head', id, 'approve', { disposition: 'Setuju.' })).status).toBe(403)
    expect((await act('admin', id, 'approve', { disposition: 'Setuju.' })).body.code).toBe('not_allowed')
  })

  test('returned with marks: shown to the agency, gone once it is sent again, kept in the history', async () => {
    const id = await makeRequest(desk, 'submit')
    const fields = [{ field: 'newName', note: 'Terlalu umum.' }, { field: 'letter' }]
    const input = { disposition: 'Perbaiki.', reasonCode: 'name_unsuitable', fields }
    expect((await act('head', id, 'return', input)).body).toMatchObject({ state: 'returned', marks: fields })
    const { body: request } = await desk.call('applicant', 'GET', `/requests/${id}`)
    const corrected = { ...request, newName: 'lain.kaltim.example' }
    expect((await desk.call('applicant', 'PUT', `/requests/${id}`, corrected)).body.marks).toEqual(fields)
    expect((await act('applicant', id, 'submit')).body).toMatchObject({ state: 'submitted', marks: [] })
    const events = await eventsOf(id, 'applicant')
    expect(events[2]).toMatchObject({
      action: 'return',
      details: { fields },
      before: { marks: [] },
      after: { marks: fields },
    })
    expect(events[3]).toMatchObject({
      action: 'edit',
      before: { newName: 'baru.kaltim.example' },
      after: { newName: 'lain.kaltim.example' },
    })
    expect(Object.keys(events[3].after)).toEqual(['newName'])
    expect(events[4]).toMatchObject({ action: 'submit', before: { marks: fields }, after: { marks: [] } })
  })

  test.each([
    ['a field that is none', [{ field: 'state' }], 'fields.0.field'],
    ['one field twice', [{ field: 'reason' }, { field: 'reason', note: 'Lagi.' }], 'fields'],
    ['no list', 'newName', 'fields'],
  ])('a return with %s is refused', async (_, fields, field) => {
    const id = await makeRequest(desk, 'submit')
    const { status, body } = await act('head', id, 'return', {
      disposition: 'P.',
      reasonCode: 'other',
      fields,
    })
    expect([status, Object.keys(body.errors)]).toEqual([422, [field]])
  })

  test('a rejection keeps its code and its text, and takes no marks', async () => {
    const id = await makeRequest(desk, 'submit')
    const no = { disposition: 'Tidak sesuai.', reasonCode: 'not_the_owner' }
    expect((await act('head', id, 'reject', { ...no, fields: [] })).status).toBe(422)
    expect((await act('head', id, 'reject', no)).body.state).toBe('rejected')
    expect((await eventsOf(id, 'applicant')).at(-1).details).toMatchObject(no)
  })

  test('what is kept of a person comes back, and a host’s sign-in leaves it alone', async () => {
    const { body: person } = await desk.call('admin', 'GET', `/people/${ids.operator}`)
    const kept = {
      nip: '198501012010011001',
      rank: 'Penata / III.c',
      position: 'Pranata Komputer Ahli Muda',
      decreeNumber: '489/076/III/Diskominfo/2018',
      decreeDay: '2018-03-12',
      qualifications: ['pranata_komputer', 'networking'],
      otherQualifications: 'Sertifikat CCNA',
    }
    const sent = {
      ...person,
      ...kept,
      nip: '19850101 201001 1 001',
      qualifications: ['networking', 'pranata_komputer'],
    }
    expect((await desk.call('admin', 'PUT', `/people/${ids.operator}`, sent)).body).toMatchObject(kept)
    await desk.call('operator', 'GET', '/me')
    expect((await desk.call('head', 'GET', `/people/${ids.operator}`)).body).toMatchObject(kept)
    const wrong = await desk.call('admin', 'PUT', `/people/${ids.operator}`, { ...person, nip: '123' })
    expect([wrong.status, Object.keys(wrong.body.errors)]).toEqual([422, ['nip']])
  })

  test('the division head sees who has how much in hand, and how much of it is late', async () => {
    await makeRequest(desk, 'assign')
    at('2026-11-23T15:30:00')
    await makeRequest(desk, 'assign', other)
    const done = await makeRequest(desk, 'report', third)
    const free = await hire('Wahyu')
    const gone = await hire('Mantan')
    const { body: person } = await desk.call('admin', 'GET', `/people/${gone}`)
    await desk.call('admin', 'PUT', `/people/${gone}`, { ...person, active: false })
    const { status, body } = await desk.call('division_head', 'GET', `/requests/${done}/assignees`)
    expect(status).toBe(200)
    // The least busy first; reported is no longer theirs.
    expect(body.map(({ id, open, late }: any) => [id, open, late])).toEqual([
      [free, 0, 0],
      [ids.operator, 2, 1],
    ])
    expect(body[0]).toMatchObject({ name: 'Wahyu', decreeNumber: '', qualifications: [] })
    expect((await desk.call('applicant', 'GET', `/requests/${done}/assignees`)).status).toBe(403)
    const again = await makeRequest(desk, 'approve', {
      oldName: 'g.kaltim.example',
      newName: 'h.kaltim.example',
    })
    for (const id of [gone, ids.head, 999])
      expect((await act('division_head', again, 'assign', { assigneeIds: [id] })).status).toBe(422)
  })

  test('queues: mine, all, late, due today, together and counted, by role and in roles acted in', async () => {
    const queue = async (who: Who, ...names: string[]) => {
      const filter = encodeURIComponent(JSON.stringify({ queue: names }))
      return (await desk.call(who, 'GET', `/requests?filter=${filter}`)).body.map(({ id }: any) => id)
    }
    const counts = async (who: Who) => (await desk.call(who, 'GET', '/queues')).body
    const submitted = await makeRequest(desk, 'submit') // due Tuesday 16:00
    const assigned = await makeRequest(desk, 'assign', other) // due Monday 13:00
    const written = await makeRequest(desk, null, third)
    expect(await queue('head', 'mine')).toEqual([submitted])
    expect(await queue('division_head', 'mine')).toEqual([])
    expect(await queue('operator', 'mine')).toEqual([assigned])
    expect(await queue('admin', 'mine')).toEqual([])
    expect(await queue('applicant', 'mine')).toEqual([written])
    expect(await queue('stranger', 'all')).toEqual([])
    expect(await queue('head', 'due_today')).toEqual([assigned])
    expect(await queue('head', 'mine', 'due_today')).toEqual([])
    expect(await counts('operator')).toEqual({
      all: { all: 2, late: 0, due_today: 1 },
      mine: { all: 1, late: 0, due_today: 1 },
    })
    await appoint(ids.division_head, ids.head)
    expect(await queue('division_head', 'mine')).toEqual([submitted])
    at('2026-11-23T13:00:01')
    expect(await queue('head', 'late')).toEqual([assigned])
    expect(await queue('operator', 'late', 'mine')).toEqual([assigned])
    at('2026-11-24T00:00:00')
    expect(await counts('head')).toEqual({
      all: { all: 2, late: 1, due_today: 1 },
      mine: { all: 1, late: 0, due_today: 1 },
    })
    expect(await counts('stranger')).toMatchObject({ all: { all: 0, late: 0 }, mine: { all: 0 } })
    // On hold nothing is due.
    await act('operator', assigned, 'hold', { reason: 'Menunggu.' })
    expect(await queue('head', 'late')).toEqual([])
    expect((await desk.call('head', 'GET', '/requests?filter={"queue":"soon"}')).status).toBe(400)
    expect((await desk.call(null, 'GET', '/queues')).status).toBe(401)
  })

  test('hold and resume, each once', async () => {
    const id = await makeRequest(desk, 'assign')
    expect((await act('operator', id, 'resume')).body.code).toBe('not_actionable')
    expect((await act('operator', id, 'hold', {})).status).toBe(422)
    expect((await act('division_head', id, 'hold', { reason: 'Menunggu.' })).status).toBe(200)
    expect((await act('operator', id, 'hold', { reason: 'Lagi.' })).body.code).toBe('not_actionable')
    expect((await act('division_head', id, 'override', { reason: 'Mendesak.' })).body.heldAt).not.toBeNull()
    expect((await act('operator', id, 'resume')).body.heldAt).toBeNull()
    expect((await act('operator', id, 'resume')).status).toBe(409)
  })

  test('rolled back while on hold, the clock of the hold is closed with it', async () => {
    const id = await makeRequest(desk, 'assign')
    await act('operator', id, 'hold', { reason: 'Menunggu.' })
    at('2026-11-23T10:00:00')
    const { body } = await act('operator', id, 'rollback', { reason: 'Tidak jadi.' })
    expect(body).toMatchObject({
      state: 'approved',
      heldAt: null,
      assigneeIds: [],
      dueAt: '2026-11-23T02:15:00.000Z',
    })
    expect((await act('division_head', id, 'assign', { assigneeIds: [ids.operator] })).body.heldAt).toBeNull()
  })

  test('rolled back, the register is as it was, and the same way can be gone again', async () => {
    const records = { A: ['192.0.2.1'] }
    const site = { hostname: 'lama.kaltim.example', agencyId: 1, kind: 'website', records }
    await desk.call('operator', 'POST', '/sites', site)
    const id = await makeRequest(desk, 'execute')
    const before = await desk.call('applicant', 'GET', `/requests/${id}`)
    expect(before.body.redirectUntil).toBe('2027-05-22')
    const sites = async () => (await desk.call('operator', 'GET', '/sites?sort=["hostname","ASC"]')).body
    const refused = await act('operator', id, 'rollback', {})
    expect([refused.status, Object.keys(refused.body.errors)]).toEqual([422, ['reason']])
    // The day that the execution reckoned goes with it: the next execution reckons its own.
    const { body } = await act('operator', id, 'rollback', { reason: 'Aplikasi gagal.' })
    expect(body).toMatchObject({ state: 'approved', executedAt: null, redirectUntil: null })
    expect(await sites()).toMatchObject([
      { hostname: 'baru.kaltim.example', role: 'retired', requestId: null },
      { ...site, role: 'active', requestId: null, want: null, redirectUntil: null },
    ])
    expect((await act('operator', id, 'rollback', { reason: 'Lagi.' })).body.code).toBe('not_actionable')
    at('2026-11-24T09:00:00')
    await act('division_head', id, 'assign', { assigneeIds: [ids.operator] })
    const again = await act('operator', id, 'execute', way[3]![2])
    expect(again.body).toMatchObject({ state: 'executed', redirectUntil: '2027-05-23' })
    expect(await sites()).toMatchObject([
      { role: 'new', requestId: id },
      { role: 'old', requestId: id, records },
    ])
  })

  test('reopened once, it goes to the same team, needs proof anew, and can be rolled back', async () => {
    const id = await makeRequest(desk, 'receive')
    expect((await act('division_head', id, 'reopen', {})).status).toBe(422)
    const reopened = await act('division_head', id, 'reopen', { reason: 'Nama lama muncul lagi.' })
    expect(reopened.body).toMatchObject({ state: 'assigned', assigneeIds: [ids.operator], archivedAt: null })
    expect((await act('division_head', id, 'reopen', { reason: 'Lagi.' })).body.code).toBe('not_actionable')
    desk.world.look = ({ newName }) => checked('broken', [found('A11', newName)], desk.clock.now)
    expect((await act('operator', id, 'execute', way[3]![2])).body.code).toBe('not_proved')
    expect((await act('operator', id, 'rollback', { reason: 'Tidak dapat dipertahankan.' })).status).toBe(200)
    const { body: sites } = await desk.call('operator', 'GET', '/sites?sort=["hostname","ASC"]')
    expect(sites.map(({ role }: any) => role)).toEqual(['retired', 'active'])
  })

  test('what is archived cannot be reopened while another open request is about its names', async () => {
    const id = await makeRequest(desk, 'receive')
    const { body: next } = await desk.call('applicant', 'POST', '/requests', {
      ...draft,
      newName: 'lain.kaltim.example',
    })
    await desk.call('applicant', 'POST', '/documents', letter(next.id))
    expect((await act('applicant', next.id, 'submit')).status).toBe(200)
    const reopen = () => act('division_head', id, 'reopen', { reason: 'Muncul lagi.' })
    const refused = await reopen()
    expect([refused.status, refused.body.code]).toEqual([409, 'name_claimed'])
    expect((await eventsOf(id)).at(-1).action).toBe('receive')
    await act('applicant', next.id, 'withdraw', { reason: 'Tidak jadi.' })
    expect((await reopen()).status).toBe(200)
  })
})
