/** The calendar over HTTP: holidays in by hand and by feed, loud where a year is bare, clocks reckoned again in sight. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { onBothDatabases } from '../support/databases.ts'
import { makeRequest, openDesk, settle, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
const open = async (address?: string) => {
  desk = await openDesk(address)
  await settle(desk)
}
const get = async (path: string, who: 'admin' | 'head' | 'applicant' = 'admin') =>
  (await desk.call(who, 'GET', path)).body
const request = (id: number) => get(`/requests/${id}`)
const eventsOf = (id: number) => get(`/requests/${id}/events`)
const holiday = (heldOn: string, name = 'Libur mendadak') => ({
  heldOn,
  name,
  kind: 'regional',
  source: 'SE Gubernur',
})

onBothDatabases('when the calendar changes, open clocks', (fresh) => {
  beforeEach(async () => open(await fresh()))
  afterEach(() => desk.stop())

  test('are reckoned again, and each that moved says so in its history', async () => {
    // Assigned on Monday 09:00: step 4 is due at 13:00 of the same day; the next one waits for the head until Tuesday.
    const fast = await makeRequest(desk, 'assign')
    const slow = await makeRequest(desk, 'submit', {
      oldName: 'l2.kaltim.example',
      newName: 'b2.kaltim.example',
    })
    expect([(await request(fast)).dueAt, (await request(slow)).dueAt]).toEqual([
      '2026-11-23T05:00:00.000Z',
      '2026-11-24T08:00:00.000Z',
    ])
    expect([(await request(fast)).warnAt, (await request(slow)).warnAt]).toEqual([
      '2026-11-23T04:00:00.000Z',
      '2026-11-24T06:00:00.000Z',
    ])
    const { body: day } = await desk.call('admin', 'POST', '/holidays', holiday('2026-11-24'))
    const moved = await request(slow)
    expect([moved.dueAt, moved.warnAt]).toEqual(['2026-11-25T08:00:00.000Z', '2026-11-25T06:00:00.000Z'])
    expect((await eventsOf(slow)).at(-1)).toMatchObject({
      seq: moved.version,
      action: 'recompute',
      fromState: 'submitted',
      toState: 'submitted',
      actorName: 'Admin',
      details: {
        dueAt: { from: '2026-11-24T08:00:00.000Z', to: '2026-11-25T08:00:00.000Z' },
        change: { what: 'added', heldOn: '2026-11-24', name: 'Libur mendadak' },
      },
    })
    // The other one did not move, and has nothing to tell.
    expect((await eventsOf(fast)).map(({ action }: any) => action)).not.toContain('recompute')

    await desk.call('admin', 'PUT', `/holidays/${day.id}`, { ...holiday('2026-11-25', 'Digeser') })
    expect((await request(slow)).dueAt).toBe('2026-11-24T08:00:00.000Z')
    await desk.call('admin', 'DELETE', `/holidays/${day.id}`)
    const changes = (await eventsOf(slow)).map(({ details }: any) => details.change?.what).filter(Boolean)
    // Removing the 25th moves nothing: the due time lies before it.
    expect(changes).toEqual(['added', 'edited'])
  })

  test('follow the opening hours of the settings, and go on afterwards', async () => {
    const id = await makeRequest(desk, 'assign')
    const { status } = await desk.call('admin', 'PUT', '/settings/clocks', {
      exceptions: ['2026-11-23 2026-12-04 senin-kamis 08:00-12:00'],
    })
    expect(status).toBe(200)
    expect((await request(id)).dueAt).toBe('2026-11-24T01:00:00.000Z')
    expect((await eventsOf(id)).at(-1)).toMatchObject({
      action: 'recompute',
      details: { change: { what: 'hours' } },
    })
    const { body: after, status: done } = await desk.call(
      'division_head',
      'POST',
      `/requests/${id}/actions/hold`,
      { reason: 'Menunggu OPD.' },
    )
    expect([done, after.dueAt, after.warnAt]).toEqual([200, null, null])
  })

  test('keep their pauses', async () => {
    const id = await makeRequest(desk, 'assign')
    await desk.call('division_head', 'POST', `/requests/${id}/actions/hold`, { reason: 'Menunggu OPD.' })
    desk.clock.now = new Date('2026-11-23T05:00:00Z')
    await desk.call('division_head', 'POST', `/requests/${id}/actions/resume`, {})
    expect((await request(id)).dueAt).toBe('2026-11-24T01:00:00.000Z')
    await desk.call('admin', 'POST', '/holidays', holiday('2026-11-24'))
    expect((await request(id)).dueAt).toBe('2026-11-25T01:00:00.000Z')
  })

  test('are warned of by a query: near, then late', async () => {
    const id = await makeRequest(desk, 'assign')
    const ids = async (filter: object) =>
      (await get(`/requests?filter=${JSON.stringify(filter)}`)).map((row: any) => row.id)
    expect(await ids({ soon: true })).toEqual([])
    desk.clock.now = new Date('2026-11-23T04:00:00Z')
    expect(await ids({ soon: true })).toEqual([id])
    expect((await get('/procedure')).find(({ step }: any) => step === 4)).toEqual({
      step: 4,
      waiting: 1,
      late: 0,
      soon: 1,
    })
    desk.clock.now = new Date('2026-11-23T05:00:01Z')
    expect([await ids({ soon: true }), await ids({ late: true })]).toEqual([[], [id]])
    expect((await get('/procedure')).map(({ waiting, late, soon }: any) => [waiting, late, soon])).toEqual([
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
      [1, 1, 0],
      [0, 0, 0],
      [0, 0, 0],
    ])
  })

  test('a feed is looked at, then taken in as a whole', async () => {
    const slow = await makeRequest(desk, 'submit')
    const text =
      'tanggal;nama;jenis;dasar\n24/11/2026;Libur Pilkada;nasional;Keppres\n2027-01-01;Tahun Baru;nasional;SKB\n'
    const { body: preview } = await desk.call('admin', 'POST', '/holidays/preview', { text })
    expect(preview.map(({ line, standing }: any) => [line, standing])).toEqual([
      [2, 'new'],
      [3, 'changed'],
    ])
    const rows = preview.map(({ row }: any) => row)
    const { body } = await desk.call('admin', 'POST', '/holidays/import', { rows })
    expect(body).toEqual({ added: 1, changed: 1, same: 0, moved: 1 })
    expect((await eventsOf(slow)).at(-1).details.change).toEqual({
      what: 'imported',
      added: ['2026-11-24'],
      changed: ['2027-01-01'],
    })
    expect((await desk.call('admin', 'POST', '/holidays/import', { rows })).body).toEqual({
      added: 0,
      changed: 0,
      same: 2,
      moved: 0,
    })
  })
})

describe('a feed', () => {
  beforeEach(() => open())
  afterEach(() => desk.stop())
  const preview = async (text: string, source = '') => {
    const { status, body } = await desk.call('admin', 'POST', '/holidays/preview', { text, source })
    expect(status).toBe(200)
    return body.map(({ line, standing, row: day, fault }: any) => [
      line,
      standing,
      day ? `${day.heldOn} ${day.kind} ${day.name} (${day.source})` : fault,
    ])
  }
  const ics = (...events: string[][]) =>
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//test//',
      ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']),
      'END:VCALENDAR',
    ].join('\r\n')

  const feeds: [string, string, unknown[][]][] = [
    [
      'commas and a head',
      'date,name,kind,source\n2028-01-01,Tahun Baru,national,SKB\n',
      [[2, 'new', '2028-01-01 national Tahun Baru (SKB)']],
    ],
    [
      'no head, no kind, no source',
      '2028-01-01,Tahun Baru\n2028-01-02,Cuti bersama Tahun Baru',
      [
        [1, 'new', '2028-01-01 national Tahun Baru (SE)'],
        [2, 'new', '2028-01-02 joint_leave Cuti bersama Tahun Baru (SE)'],
      ],
    ],
    [
      'a spreadsheet’s: mark, separator line, semicolons, quotes',
      '\uFEFFsep=;\r\nNama;Tanggal;Jenis\r\n"Imlek; malam";5/2/2028;Cuti Bersama\r\n',
      [[3, 'new', '2028-02-05 joint_leave Imlek; malam (SE)']],
    ],
    [
      'what is there already',
      '2026-12-25,Kelahiran Yesus Kristus (Natal),national,"SKB 3 Menteri No. 1497, 2, 5 Tahun 2025"',
      [
        [
          1,
          'same',
          '2026-12-25 national Kelahiran Yesus Kristus (Natal) (SKB 3 Menteri No. 1497, 2, 5 Tahun 2025)',
        ],
      ],
    ],
    [
      'each fault by its line',
      `date,name,kind\n2028-02-30,Tiada,national\n2028-03-01,,national\n2028-03-02,Aneh,pesta\n2028-03-03,${'x'.repeat(121)},national\n2028-03-04,Satu,national\n2028-03-04,Dua,national`,
      [
        [2, 'refused', 'not_a_day'],
        [3, 'refused', 'no_name'],
        [4, 'refused', 'unknown_kind'],
        [5, 'refused', 'too_long'],
        [6, 'new', '2028-03-04 national Satu (SE)'],
        [7, 'refused', 'twice'],
      ],
    ],
    [
      'a calendar: one day, and several',
      ics(
        ['DTSTART;VALUE=DATE:20280101', 'SUMMARY:Tahun Baru'],
        ['DTSTART;VALUE=DATE:20280227', 'DTEND;VALUE=DATE:20280301', 'SUMMARY:Idul Fitri'],
        ['DTSTART;VALUE=DATE:20280302', 'DURATION:P1D', 'SUMMARY:Cuti Bersama Idul Fitri'],
      ),
      [
        [4, 'new', '2028-01-01 national Tahun Baru (SE)'],
        [8, 'new', '2028-02-27 national Idul Fitri (SE)'],
        [8, 'new', '2028-02-28 national Idul Fitri (SE)'],
        [8, 'new', '2028-02-29 national Idul Fitri (SE)'],
        [13, 'new', '2028-03-02 joint_leave Cuti Bersama Idul Fitri (SE)'],
      ],
    ],
    [
      'zammad 390: days that are kept but not closed, and other surprises',
      ics(
        ['DTSTART;VALUE=DATE:20280214', 'SUMMARY:Valentine', 'DESCRIPTION:Observance'],
        ['DTSTART:20280214T090000Z', 'SUMMARY:Rapat'],
        ['DTSTART;VALUE=DATE:20280817', 'RRULE:FREQ=YEARLY', 'SUMMARY:Kemerdekaan'],
        ['DTSTART;VALUE=DATE:20280101', 'DTEND;VALUE=DATE:20290101', 'SUMMARY:Setahun'],
        ['DTSTART;VALUE=DATE:20280102', 'STATUS:CANCELLED', 'SUMMARY:Batal'],
        ['SUMMARY:Kapan'],
      ),
      [
        [4, 'refused', 'not_closed'],
        [9, 'refused', 'not_all_day'],
        [13, 'refused', 'recurring'],
        [18, 'refused', 'too_many_days'],
        [23, 'refused', 'cancelled'],
        [28, 'refused', 'not_a_day'],
      ],
    ],
    [
      'a calendar that breaks off',
      'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART',
      [[1, 'refused', 'unreadable']],
    ],
    ['a quote that is never closed', 'date,name\n2028-01-01,"Tahun', [[2, 'refused', 'unreadable']]],
    ['a page that is no feed', '<!doctype html><p>404', [[1, 'refused', 'not_a_day']]],
  ]
  test.each(feeds)('%s', async (_, text, rows) => {
    expect(await preview(text, 'SE')).toEqual(rows)
  })

  test('looking changes nothing, and a bad row saves nothing of the others', async () => {
    const count = async () =>
      (await desk.call('admin', 'GET', '/holidays?range=[0,0]')).headers.get('content-range')
    const before = await count()
    await preview('2028-01-01,Tahun Baru')
    const good = { heldOn: '2028-01-01', name: 'Tahun Baru', kind: 'national', source: '' }
    const { status, body } = await desk.call('admin', 'POST', '/holidays/import', {
      rows: [good, { ...good, heldOn: '2028-02-30' }],
    })
    expect([status, Object.keys(body.errors)]).toEqual([422, ['rows.1.heldOn']])
    expect(await count()).toBe(before)
  })

  test.each([
    ['applicant', 403],
    ['head', 403],
    ['operator', 403],
    [null, 401],
  ] as const)('is not for %s', async (who, status) => {
    expect((await desk.call(who, 'POST', '/holidays/preview', { text: 'x' })).status).toBe(status)
    expect((await desk.call(who, 'POST', '/holidays/import', { rows: [] })).status).toBe(status)
  })
})

describe('the calendar', () => {
  beforeEach(() => open())
  afterEach(() => desk.stop())

  test('is loud: the decree of 2027 has set no joint leave yet', async () => {
    const gaps = [{ year: 2027, kind: 'joint_leave' }]
    expect((await get('/calendar', 'applicant')).gaps).toEqual(gaps)
    expect(await (await desk.alih.app.request('/readyz')).json()).toEqual({
      status: 'ok',
      calendarGaps: gaps,
    })
    desk.clock.now = new Date('2026-09-30T00:00:00Z')
    expect((await get('/calendar')).gaps).toEqual([])
    desk.clock.now = new Date('2028-01-01T00:00:00Z')
    expect((await get('/calendar')).gaps).toHaveLength(2)
  })

  test('knows 2026 by decree, and of 2027 what law and reckoning tell, the moon’s days marked', async () => {
    const days = await get('/holidays?range=[0,99]')
    const of = (year: string, kind: string) =>
      days.filter((day: any) => day.heldOn.startsWith(year) && day.kind === kind)
    expect([of('2026', 'national').length, of('2026', 'joint_leave').length]).toEqual([17, 8])
    expect([of('2027', 'national').length, of('2027', 'joint_leave').length]).toEqual([17, 0])
    const estimated = days
      .filter(({ source }: any) => source.startsWith('perkiraan'))
      .map(({ name }: any) => name)
    expect(estimated).toEqual([
      'Isra Mikraj Nabi Muhammad saw.',
      'Idul Fitri 1448 Hijriah',
      'Idul Fitri 1448 Hijriah (hari kedua)',
      'Idul Adha 1448 Hijriah',
      'Tahun Baru Islam 1449 Hijriah',
      'Maulid Nabi Muhammad saw.',
    ])
    expect(days.every(({ source }: any) => source !== '')).toBe(true)
  })

  test('gives the hours in force', async () => {
    const { week, exceptions, closedOn } = await get('/calendar')
    expect(week[5]).toEqual({ opens: 480, closes: 690 })
    expect([exceptions, closedOn.includes('2026-12-25')]).toEqual([[], true])
  })

  test('the counts of an agency are its own', async () => {
    await makeRequest(desk, 'submit')
    const waiting = async (who: 'applicant' | 'stranger') =>
      (await desk.call(who, 'GET', '/procedure')).body.map((row: any) => row.waiting)
    expect(await waiting('applicant')).toEqual([0, 1, 0, 0, 0, 0])
    expect(await waiting('stranger')).toEqual([0, 0, 0, 0, 0, 0])
  })
})
