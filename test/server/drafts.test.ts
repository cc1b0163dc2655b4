/** A draft is its agency's own until it is sent: no list, count, file, stream or id tells an officer of it before. */
import { afterEach, expect, test } from 'vitest'
import { roles, scopeOf } from '../../server/core/access.ts'
import { actions } from '../../server/core/lifecycle.ts'
import { requestSorts } from '../../server/requests/list.ts'
import { onBothDatabases } from '../support/databases.ts'
import { draft, letter, makeRequest, openDesk, settle, type TestDesk, type Who } from '../support/desk.ts'
import { listenTo } from '../support/events.ts'

const officers = ['head', 'division_head', 'operator', 'admin'] as const satisfies Who[]

let desk: TestDesk
afterEach(() => desk?.stop())

const act = (who: Who, id: number, action: string, body: object = {}) =>
  desk.call(who, 'POST', `/requests/${id}/actions/${action}`, body)
const query = (values: object) =>
  new URLSearchParams(Object.entries(values).map(([name, value]) => [name, JSON.stringify(value)])).toString()

/** What a list shows, and how many it says that there are. */
async function listed(who: Who, filter: object = {}, more: object = {}, list = 'requests') {
  const { status, body, headers } = await desk.call(who, 'GET', `/${list}?${query({ filter, ...more })}`)
  expect(status).toBe(200)
  const ids = (body as { id: number }[]).map(({ id }) => id)
  return { ids: ids.toSorted((a, b) => a - b), total: Number(headers.get('content-range')!.split('/')[1]) }
}
const all = (ids: number[]) => ({ ids, total: ids.length })
const names = (word: string) => ({
  oldName: `lama-${word}.kaltim.example`,
  newName: `baru-${word}.kaltim.example`,
})

/** What was sent, was returned and was withdrawn after that; two drafts, and one that was withdrawn as such. */
async function desks(database: string) {
  desk = await openDesk(database)
  await settle(desk)
  const sent = await makeRequest(desk, 'submit', names('kirim'))
  const returned = await makeRequest(desk, 'submit', names('kembali'))
  await act('head', returned, 'return', { disposition: 'Lengkapi.', reasonCode: 'other' })
  const recalled = await makeRequest(desk, 'submit', names('tarik'))
  await act('applicant', recalled, 'withdraw', { reason: 'Batal.' })
  const kept = await makeRequest(desk, null, names('konsep'))
  const dropped = await makeRequest(desk, null, names('buang'))
  expect((await act('applicant', dropped, 'withdraw', { reason: 'Batal.' })).status).toBe(200)
  const { body: foreign } = await desk.call('stranger', 'POST', '/requests', { ...draft, ...names('lain') })
  return {
    open: [sent, returned, recalled],
    kept,
    dropped,
    hidden: [kept, dropped, foreign.id as number],
    own: [sent, returned, recalled, kept, dropped],
  }
}

onBothDatabases('what was never sent', (fresh) => {
  test('is in no officer’s list, by whatever filter, order or page; the agency sees all of its own', async () => {
    const { open, own, kept, dropped } = await desks(await fresh())
    const [, returned, recalled] = open as [number, number, number]
    const { applicantId } = (await desk.call('applicant', 'GET', `/requests/${kept}`)).body
    const filters: [object, number[]][] = [
      [{}, open],
      [{ state: 'draft' }, []],
      [{ state: ['draft', 'returned'] }, [returned]],
      [{ state: 'withdrawn' }, [recalled]],
      [{ agencyId: 1 }, open],
      [{ agencyId: 1, state: 'withdrawn' }, [recalled]],
      [{ agencyId: 2 }, []],
      [{ q: 'konsep' }, []],
      [{ q: 'kaltim' }, open],
      [{ q: 'la' }, open],
      [{ id: own }, open],
      [{ kind: 'website' }, open],
      [{ applicantId }, open],
      [{ waitsFor: 'applicant' }, [returned]],
      [{ queue: ['all'] }, open],
      [{ late: false }, open],
    ]
    for (const who of officers)
      for (const [filter, expected] of filters)
        expect([who, filter, await listed(who, filter)]).toEqual([who, filter, all(expected)])
    for (const sort of requestSorts)
      for (const order of ['ASC', 'DESC']) {
        expect(await listed('head', {}, { sort: [sort, order] })).toEqual(all(open))
        // Pages one by one, from either end.
        const pages = await Promise.all(
          open.map((_, at) => listed('head', {}, { sort: [sort, order], range: [at, at] })),
        )
        expect(pages.flatMap(({ ids }) => ids).toSorted((a, b) => a - b)).toEqual(open)
      }
    expect(await listed('applicant')).toEqual(all(own))
    expect(await listed('applicant', { state: 'withdrawn' })).toEqual(all([recalled, dropped]))
    expect(await listed('applicant', { state: 'draft' })).toEqual(all([kept]))
  })

  test('is in no officer’s count: the queues and the steps', async () => {
    await desks(await fresh())
    const atStepOne = async (who: Who) => (await desk.call(who, 'GET', '/procedure')).body[0].waiting
    const queued = async (who: Who) => (await desk.call(who, 'GET', '/queues')).body.all.all
    for (const who of officers) expect([who, await atStepOne(who), await queued(who)]).toEqual([who, 1, 3])
    expect([await atStepOne('applicant'), await queued('applicant')]).toEqual([2, 5])
    expect([await atStepOne('stranger'), await queued('stranger')]).toEqual([1, 1])
  })

  test('is in no officer’s file', async () => {
    await desks(await fresh())
    const rowsOf = async (who: Who) => {
      const headers = { 'x-person': who }
      const answer = await desk.alih.app.request(`/api/requests.csv?${query({ columns: ['newName'] })}`, {
        headers,
      })
      expect(answer.status).toBe(200)
      const lines = (await answer.text()).trimEnd().split('\r\n').slice(1)
      expect(answer.headers.get('x-total')).toBe(String(lines.length))
      return lines
    }
    for (const who of officers) {
      const rows = await rowsOf(who)
      expect(rows).toHaveLength(3)
      expect(rows.join()).not.toMatch(/konsep|buang|lain/)
    }
    expect(await rowsOf('applicant')).toHaveLength(5)
  })

  test('is not there for officers: not itself, its letter, its history, its looks, nor anything to do with it', async () => {
    const { kept, dropped } = await desks(await fresh())
    const { body: letters } = await desk.call('applicant', 'GET', `/documents?${query({ filter: {} })}`)
    for (const id of [kept, dropped]) {
      const document = letters.find(({ requestId }: { requestId: number }) => requestId === id).id
      const paths = [
        ...[
          '',
          '/check',
          '/preflight',
          '/events',
          '/live',
          '/assignees',
          '/baseline',
          '/runbook',
          '/updates',
        ].map((path) => `GET /requests/${id}${path}`),
        ...['/check', '/proof', ...actions.map((action) => `/actions/${action}`)].map(
          (path) => `POST /requests/${id}${path}`,
        ),
        ...['', '/content', '/preview'].map((path) => `GET /documents/${document}${path}`),
      ]
      for (const who of officers) {
        for (const path of paths) {
          const [method, address] = path.split(' ') as [string, string]
          const { status, body } = await desk.call(who, method, address, method === 'GET' ? undefined : {})
          expect([who, path, status, body.code]).toEqual([who, path, 404, 'not_found'])
        }
        expect((await listed(who, {}, {}, 'documents')).ids).not.toContain(document)
        expect(await listed(who, { requestId: id }, {}, 'documents')).toEqual(all([]))
      }
      expect((await desk.call('operator', 'POST', '/documents', letter(id))).status).toBe(404)
      expect((await desk.call('applicant', 'GET', `/documents/${document}`)).status).toBe(200)
    }
  })

  test('keeps its letter hidden, of which an officer sees what was sent and no more', async () => {
    desk = await openDesk(await fresh())
    await settle(desk)
    const requests = ['satu', 'dua'].map((word) => ({ ...draft, ...names(word) }))
    const { body: submission } = await desk.call('applicant', 'POST', '/submissions', { requests })
    const [first, second] = submission.requests
    const path = `/submissions/${submission.id}`
    for (const who of officers) {
      expect((await desk.call(who, 'GET', path)).status).toBe(404)
      expect((await desk.call(who, 'POST', `${path}/submit`, {})).status).toBe(404)
    }
    await desk.call('applicant', 'POST', '/documents', letter(first.id))
    expect((await act('applicant', second.id, 'submit')).status).toBe(200)
    for (const who of officers) {
      const { body } = await desk.call(who, 'GET', path)
      expect(body.requests.map(({ id }: { id: number }) => id)).toEqual([second.id])
    }
    expect((await desk.call('applicant', 'GET', path)).body.requests).toHaveLength(2)
  })

  test('is not in the history of a name in the register', async () => {
    const { kept } = await desks(await fresh())
    const { body: site } = await desk.call('operator', 'POST', '/sites', {
      hostname: names('konsep').oldName,
      agencyId: 1,
      kind: 'website',
      records: { A: ['192.0.2.7'] },
    })
    await act('applicant', kept, 'withdraw', { reason: 'Batal.' })
    const renames = async (who: Who) =>
      (await desk.call(who, 'GET', `/sites/${site.id}/history`)).body.lines.filter(
        ({ what }: { what: string }) => what === 'rename',
      )
    for (const who of officers) expect(await renames(who)).toEqual([])
    expect((await renames('applicant')).length).toBeGreaterThan(0)
  })

  test('is told in no officer’s stream, until it is sent', async () => {
    desk = await openDesk(await fresh())
    await settle(desk)
    const streamOf = (who: Who) =>
      listenTo(() => desk.alih.app.request('/api/live', { headers: { 'x-person': who } }))
    const [office, agency] = [await streamOf('operator'), await streamOf('applicant')]
    const id = await makeRequest(desk, null)
    const dropped = await makeRequest(desk, null, names('buang'))
    await desk.call('applicant', 'POST', `/requests/${id}/check`, {})
    await agency.next('looked', ({ requestId }) => requestId === id)
    await act('applicant', dropped, 'withdraw', { reason: 'Batal.' })
    await agency.next('moved', ({ action }) => action === 'withdraw')
    await act('applicant', id, 'submit')
    await office.next('moved')
    expect(office.heard).toEqual([{ kind: 'moved', requestId: id, action: 'submit', state: 'submitted' }])
  })

  test('is there for every officer from the moment that it is sent, and stays', async () => {
    desk = await openDesk(await fresh())
    await settle(desk)
    const id = await makeRequest(desk, null)
    const seen = async () => {
      const statuses = []
      for (const who of officers) statuses.push((await desk.call(who, 'GET', `/requests/${id}`)).status)
      return statuses
    }
    expect(await seen()).toEqual([404, 404, 404, 404])
    for (const [who, action, body] of [
      ['applicant', 'submit', {}],
      ['head', 'return', { disposition: 'Lengkapi.', reasonCode: 'other' }],
      ['applicant', 'withdraw', { reason: 'Batal.' }],
    ] as const) {
      expect((await act(who, id, action, body)).status).toBe(200)
      expect(await seen()).toEqual([200, 200, 200, 200])
      expect(await listed('head')).toEqual(all([id]))
    }
  })
})

test('whoever reads requests of all agencies reads only what was sent, and so their documents', () => {
  for (const role of roles)
    for (const resource of ['requests', 'documents'] as const)
      for (const verb of ['list', 'show', 'create', 'edit', 'export'] as const)
        expect(['own', 'sent', null]).toContain(scopeOf(role, resource, verb))
})
