/** Every route for every role and ownership, from one table; and no list, count or id that shows a foreign row. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { actions, runbookSteps, transitionOf, type Action } from '../../server/core/lifecycle.ts'
import { documentFilter } from '../../server/documents/store.ts'
import { findingFilter, findingSorts } from '../../server/findings/store.ts'
import type { Identity } from '../../server/index.ts'
import { requestFilter, requestSorts } from '../../server/requests/list.ts'
import { siteFilter, siteSorts } from '../../server/sites/list.ts'
import {
  accountRoutes,
  columns,
  doors,
  elsewhere,
  providerDoors,
  routes,
  type Column,
  type Route,
  type Subject,
} from '../support/access-table.ts'
import { openAccounts, type Browser } from '../support/accounts.ts'
import {
  checked,
  draft,
  found,
  letter,
  openDesk,
  people,
  settle,
  way,
  type TestDesk,
  type Who,
} from '../support/desk.ts'
import { routesOf } from '../support/routes.ts'

type Ids = Record<Subject | 'foreignRequest' | 'foreignSite' | 'free', number>

const callerOf = (column: Column) => (column === 'nobody' ? null : column)
const others = columns.filter((column) => column !== 'nobody')

const everybody: Record<string, Identity> = {
  ...people,
  newcomer: { id: 'p9', name: 'Tini', email: 'tini@baru.example', role: 'applicant', agencyId: 3 },
}

let desk: TestDesk
// Stopping twice is safe: not every test opens one.
afterEach(() => desk?.stop())

const broken: TestDesk['world']['look'] = ({ newName }) =>
  checked('broken', [found('A01', newName), found('A10', newName)], desk.clock.now)

/** Both agencies have a draft with its letter, a letter that was sent, a site with an open finding, and the same words in both. */
async function town(): Promise<Ids> {
  desk = await openDesk(':memory:', {
    patience: { open: { k: 1, n: 1 } },
    // Keys that are kept are sealed with it.
    secret: 's'.repeat(32),
    identify: (request) => everybody[request.headers.get('x-person')!] ?? null,
  })
  await settle(desk)
  await desk.call('admin', 'POST', '/agencies', { name: 'Dinas Baru', shortName: 'Baru' })
  desk.world.look = broken
  const post = async (who: Who, path: string, body: unknown) =>
    (await desk.call(who, 'POST', path, body)).body
  const ids = { person: 0, session: 0 } as Ids
  for (const [who, agencyId, name] of [
    ['applicant', 1, 'kita'],
    ['stranger', 2, 'mereka'],
  ] as const) {
    const names = { oldName: `lama-${name}.kaltim.example`, newName: `baru-${name}.kaltim.example` }
    const { id } = await post(who, '/requests', { ...draft, ...names })
    const document = await post(who, '/documents', letter(id))
    const others = { oldName: `lama-${name}-2.kaltim.example`, newName: `baru-${name}-2.kaltim.example` }
    const sent = await post(who, '/submissions', { requests: [{ ...draft, ...others }] })
    const sentDocument = await post(who, '/documents', letter(sent.requests[0].id))
    await post(who, `/submissions/${sent.id}/submit`, {})
    const site = await post('operator', '/sites', {
      hostname: `situs-${name}.kaltim.example`,
      agencyId,
      kind: 'website',
      records: { A: ['192.0.2.7'] },
    })
    if (agencyId === 1) {
      const [request, sentRequest] = [id, sent.requests[0].id]
      Object.assign(ids, { request, sentRequest, sentSubmission: sent.id, site: site.id })
      Object.assign(ids, { document: document.id, sentDocument: sentDocument.id })
    } else Object.assign(ids, { foreignRequest: id, foreignSite: site.id })
  }
  const spare = await post('admin', '/people', { name: 'Baru', email: 'baru@example.com', role: 'head' })
  const several = { ...draft, oldName: 'lama-surat.kaltim.example', newName: 'baru-surat.kaltim.example' }
  ids.submission = (await post('applicant', '/submissions', { requests: [several] })).id
  await post('admin', '/actings', {
    personId: 5,
    standsInForId: 4,
    title: 'plt',
    fromDay: '2026-01-01',
    toDay: '2026-01-02',
  })
  await post('admin', '/webhooks', { name: 'Satu', url: 'https://hook.example/' })
  await post('operator', '/resolvers', { name: 'Satu', address: '192.0.2.99' })
  await desk.sweep()
  const { body: findings } = await desk.call('admin', 'GET', list('findings', { siteId: ids.site }))
  return Object.assign(ids, { finding: findings[0].id, person: spare.id })
}

const list = (resource: string, filter: object, sort?: string, range?: [number, number]) =>
  `/${resource}?filter=${encodeURIComponent(JSON.stringify(filter))}` +
  (sort ? `&sort=${encodeURIComponent(JSON.stringify([sort, 'ASC']))}` : '') +
  (range ? `&range=${encodeURIComponent(JSON.stringify(range))}` : '')

const subjects: Record<string, Subject> = {
  requests: 'request',
  submissions: 'submission',
  sites: 'site',
  findings: 'finding',
  documents: 'document',
  people: 'person',
}

/** The status that somebody gets of a route. */
async function statusFor(
  { route, id, params = {}, body, isFile, isStream }: Route,
  who: Column,
  ids: Ids,
): Promise<number> {
  const [method, template] = route.split(' ') as [string, string]
  const subject = id ?? subjects[template.split('/')[1]!]
  const path = template.replace(/:(\w+)/g, (_, name: string) =>
    name === 'id' ? String(subject ? ids[subject] : 1) : params[name]!,
  )
  if (['/healthz', '/readyz', '/metrics'].includes(path) || path.startsWith('/verifikasi/'))
    return (await desk.alih.app.request(path)).status
  if (isFile || path.endsWith('/content')) {
    const headers = who === 'nobody' ? {} : { 'x-person': who }
    return (await desk.alih.app.request(`/api${path}`, { headers })).status
  }
  if (isStream) {
    const headers = who === 'nobody' ? {} : { 'x-person': who }
    const response = await desk.alih.app.request(`/api${path}`, { headers })
    const events = response.headers.get('content-type') === 'text/event-stream'
    expect(events).toBe(response.status === 200)
    await response.body?.cancel()
    return response.status
  }
  const sent = route === 'POST /documents' ? letter(ids[id!]) : body?.(who)
  return (await desk.call(callerOf(who), method, path, sent)).status
}

test('the table has every route of the app, and no other', async () => {
  desk = await openDesk()
  const rows = new Set([...routes.map(({ route }) => route), ...elsewhere])
  expect([...rows].sort()).toEqual(routesOf(desk.alih))
})

test.each(
  routes.map(
    (route) => [`${route.route} ${route.params?.['month'] ?? route.id ?? ''}`.trim(), route] as const,
  ),
)('%s', async (_, route) => {
  const ids = await town()
  const answers: Partial<Record<Column, number>> = {}
  for (const who of columns) answers[who] = await statusFor(route, who, ids)
  expect(answers).toEqual(route.answers)
})

describe('with accounts of our own', () => {
  type Accounts = Awaited<ReturnType<typeof openAccounts>>
  let accounts: Accounts | undefined
  afterEach(() => accounts?.stop())
  const table = [...new Set(routes.map(({ route }) => route).concat(elsewhere))]

  test('the table has every route, and no other', async () => {
    accounts = await openAccounts()
    const rows = accountRoutes.map(({ route }) => route)
    expect(routesOf(accounts.alih)).toEqual([...table, ...rows, ...doors].sort())
    await accounts.stop()
    const provider = { issuer: 'http://127.0.0.1:1', clientId: 'alih', clientSecret: 's', name: 'SSO' }
    accounts = await openAccounts(':memory:', { provider })
    expect(routesOf(accounts.alih)).toEqual([...table, ...rows, ...doors, ...providerDoors].sort())
  })

  test('who gets what', async () => {
    accounts = await openAccounts()
    const { begin, join, browser } = accounts
    const admin = await begin()
    for (const shortName of ['Satu', 'Dua'])
      await admin.call('POST', '/agencies', { name: shortName, shortName })
    const by: Partial<Record<Column, Browser>> = { nobody: browser(), admin }
    const own = await join(admin, 'applicant@example.com', 'applicant', 1)
    by.applicant = own.by
    by.stranger = (await join(admin, 'stranger@example.com', 'applicant', 2)).by
    for (const role of ['head', 'division_head', 'operator'] as const)
      by[role] = (await join(admin, `${role}@example.com`, role)).by
    const signIn = () => accounts!.signIn(browser(), 'applicant@example.com')
    for (const row of accountRoutes) {
      const answers: Partial<Record<Column, number>> = {}
      for (const who of columns) {
        await signIn()
        const { body: sessions } = await own.by.call('GET', '/account/sessions')
        const other = sessions.find(({ current }: { current: boolean }) => !current)
        const id = row.id === 'session' ? other.id : own.person.id
        const [method, path] = row.route.split(' ') as [string, string]
        answers[who] = (await by[who]!.call(method, path.replace(':id', String(id)))).status
      }
      expect({ route: row.route, ...answers }).toEqual({ route: row.route, ...row.answers })
    }
  })
})

describe('actions', () => {
  const inputs: Record<Action, object> = {
    submit: {},
    approve: { disposition: 'Setuju.' },
    return: { disposition: 'Lengkapi.', reasonCode: 'other' },
    reject: { disposition: 'Tidak.', reasonCode: 'other' },
    assign: {},
    execute: { runbook: runbookSteps },
    override: { reason: 'Terpaksa.' },
    hold: { reason: 'Menunggu.' },
    resume: {},
    report: { report: 'Selesai.' },
    receive: { notification: 'Aktif.' },
    rollback: { reason: 'Gagal.' },
    reopen: { reason: 'Kembali lagi.' },
    withdraw: { reason: 'Batal.' },
  }
  // The way to where an action begins.
  const before: Partial<Record<Action, string>> = {
    approve: 'submit',
    return: 'submit',
    reject: 'submit',
    assign: 'approve',
    execute: 'assign',
    override: 'assign',
    hold: 'assign',
    resume: 'assign',
    report: 'execute',
    receive: 'report',
    rollback: 'assign',
    reopen: 'receive',
  }

  async function reach(id: number, until: string | undefined, team: object): Promise<void> {
    if (!until) return
    for (const [who, action, input] of way) {
      await act(who, id, action, action === 'assign' ? team : input)
      if (action === until) return
    }
  }
  const act = (who: Who | null, id: number, action: string, body: object) =>
    desk.call(who, 'POST', `/requests/${id}/actions/${action}`, body)

  test.each(actions)('%s: only for its roles, and a foreign agency finds nothing there', async (action) => {
    const ids = await town()
    desk.world.look = ({ newName }) => checked('ok', [found('A10', newName)], desk.clock.now)
    const { body: team } = await desk.call('admin', 'GET', list('people', { role: 'operator' }))
    const assigned = { assigneeIds: [team[0].id] }
    await reach(ids.request, before[action], assigned)
    // Only a red proof can be overridden.
    if (action === 'override') desk.world.look = broken
    if (action === 'resume') await act('operator', ids.request, 'hold', inputs.hold)
    const may = transitionOf(action).roles
    const body = action === 'assign' ? assigned : inputs[action]
    expect((await act(null, ids.request, action, body)).status).toBe(401)
    expect((await act('stranger', ids.request, action, body)).status).toBe(404)
    // A draft is not there for officers either.
    const isDraft = before[action] === undefined
    for (const who of others.filter((one) => one !== 'stranger' && !may.includes(people[one].role))) {
      const status = isDraft && who !== 'applicant' ? 404 : 403
      expect([who, (await act(who, ids.request, action, body)).status]).toEqual([who, status])
    }
    const first = others.find((who) => who !== 'stranger' && may.includes(people[who].role))!
    expect((await act(first, ids.request, action, body)).status).toBe(200)
  })

  test('an action that is none is not there', async () => {
    const ids = await town()
    expect((await act('admin', ids.request, 'toString', {})).status).toBe(404)
    expect((await act('admin', ids.request, 'delete', {})).status).toBe(404)
  })
})

describe('lists show and count only rows of the own agency', () => {
  let ids: Ids
  beforeEach(async () => {
    ids = await town()
  })

  const all = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
  const given = (): Record<string, Record<string, unknown[]>> => ({
    requests: {
      id: [ids.request, ids.foreignRequest, all, []],
      q: ['', 'kaltim', 'kita', 'mereka', '%', '_', '\\', 'Nama'],
      state: ['draft', ['draft', 'submitted'], 'archived'],
      status: ['ok', ['broken']],
      agencyId: [1, 2, 0, -1],
      applicantId: all,
      submissionId: all,
      queue: ['mine', ['all', 'late']],
      soon: [true],
      kind: ['website'],
      waitsFor: ['applicant', 'head'],
      late: [true, false],
      mine: [true, false],
    },
    sites: {
      id: [ids.site, ids.foreignSite, all, []],
      q: ['kaltim', 'kita', '%'],
      agencyId: [1, 2],
      requestId: all,
      kind: ['website'],
      role: ['active', ['active', 'old', 'new', 'retired']],
      status: ['unknown', ['broken', 'ok']],
      resting: [true],
    },
    findings: {
      id: [all, ids.finding],
      state: ['open', ['suspected', 'open', 'closed']],
      level: ['critical', ['critical', 'error', 'warning']],
      siteId: [ids.site, ids.foreignSite],
      requestId: all,
      agencyId: [1, 2],
      condition: ['A01'],
      q: ['kaltim', 'mereka', ''],
    },
    documents: { id: [all, ids.document], requestId: [ids.request, ids.foreignRequest] },
  })
  const known = {
    requests: { filter: requestFilter, sorts: requestSorts },
    sites: { filter: siteFilter, sorts: siteSorts },
    findings: { filter: findingFilter, sorts: findingSorts },
    documents: { filter: documentFilter, sorts: ['uploadedAt', 'name', 'id'] },
  } as const
  const read = async (who: Who, path: string) => {
    const { status, body, headers } = await desk.call(who, 'GET', path)
    expect([path, status]).toEqual([path, 200])
    return {
      ids: body.map(({ id }: { id: number }) => id) as number[],
      total: Number(headers.get('content-range')!.split('/')[1]),
    }
  }

  test.each(Object.keys(known) as (keyof typeof known)[])('%s, by every filter', async (resource) => {
    const filters = given()[resource]!
    // A filter that is new in the product is new here too.
    expect(Object.keys(filters).sort()).toEqual(Object.keys(known[resource].filter.shape).sort())
    const seen = await read('admin', list(resource, {}))
    for (const who of ['applicant', 'stranger'] as const) {
      const own = await read(who, list(resource, {}))
      expect(own.ids.length).toBeGreaterThan(0)
      expect(seen.ids.every((id) => own.ids.includes(id))).toBe(false)
      for (const [field, values] of Object.entries(filters))
        for (const value of values) {
          const path = list(resource, { [field]: value })
          const [theirs, everything] = [await read(who, path), await read('admin', path)]
          // What "mine" is differs by who asks; of everything else it is the officers' answer without foreign rows, and
          // with what the office has not got yet.
          if (field !== 'mine' && field !== 'queue')
            expect([path, theirs.ids.filter((id) => seen.ids.includes(id))]).toEqual([
              path,
              everything.ids.filter((id) => own.ids.includes(id)),
            ])
          expect(everything.ids.filter((id) => !seen.ids.includes(id))).toEqual([])
          expect([path, everything.total]).toEqual([path, everything.ids.length])
          expect(theirs.ids.filter((id) => !own.ids.includes(id))).toEqual([])
          expect([path, theirs.total]).toEqual([path, theirs.ids.length])
        }
    }
  })

  test.each(Object.keys(known) as (keyof typeof known)[])('%s, by every order and page', async (resource) => {
    for (const who of ['applicant', 'stranger'] as const) {
      const own = await read(who, list(resource, {}))
      for (const sort of known[resource].sorts) {
        const sorted = await read(who, list(resource, {}, sort))
        expect(sorted.ids.sort()).toEqual([...own.ids].sort())
        const beyond = await read(who, list(resource, {}, sort, [own.ids.length, own.ids.length + 9]))
        expect(beyond).toEqual({ ids: [], total: own.total })
      }
    }
  })

  test('an applicant whose agency has nothing sees nothing', async () => {
    for (const resource of Object.keys(known)) {
      const headers = { 'x-person': 'newcomer' }
      const response = await desk.alih.app.request(`/api/${resource}`, { headers })
      expect([resource, response.headers.get('content-range')]).toEqual([resource, `${resource} 0-0/0`])
      expect(await response.json()).toEqual([])
    }
  })

  test('the board counts and shows the own sites alone', async () => {
    const { body } = await desk.call('applicant', 'GET', '/board')
    expect(body.sites.map(({ agencyId }: { agencyId: number }) => agencyId)).toEqual([1])
    expect(Object.values<number>(body.counts).reduce((sum, count) => sum + count)).toBe(1)
    const { body: whole } = await desk.call('admin', 'GET', '/board')
    const sum = (counts: Record<string, number>) => Object.values(counts).reduce((all, one) => all + one, 0)
    expect(sum(whole.openFindings)).toBe(2 * sum(body.openFindings))
    expect(sum(body.openFindings)).toBeGreaterThan(0)
    // Both sites wait for their next look.
    desk.clock.now = new Date(desk.clock.now.getTime() + 30 * 86_400_000)
    expect((await desk.call('admin', 'GET', '/board')).body.checker.backlog).toBe(2)
    expect((await desk.call('applicant', 'GET', '/board')).body.checker.backlog).toBe(1)
  })

  test('the procedure and the queues count the own requests alone', async () => {
    const drafts = async (who: Who) => (await desk.call(who, 'GET', '/procedure')).body[0].waiting
    expect([await drafts('applicant'), await drafts('stranger'), await drafts('admin')]).toEqual([2, 1, 0])
    const queued = async (who: Who) => (await desk.call(who, 'GET', '/queues')).body.all.all
    const listed = async (who: Who) => (await read(who, list('requests', { queue: ['all'] }))).total
    for (const who of others) expect(await queued(who)).toBe(await listed(who))
  })

  test('a site that is handed to another agency takes its findings along', async () => {
    const site = (await desk.call('operator', 'GET', `/sites/${ids.site}`)).body
    const { hostname, kind, records } = site
    await desk.call('operator', 'PUT', `/sites/${ids.site}`, { hostname, kind, records, agencyId: 2 })
    const filter = list('findings', { siteId: ids.site })
    expect((await desk.call('applicant', 'GET', filter)).body).toEqual([])
    expect((await desk.call('applicant', 'GET', `/findings/${ids.finding}`)).status).toBe(404)
    expect((await desk.call('stranger', 'GET', filter)).body.length).toBeGreaterThan(0)
  })
})
