/** Letters about several names, the preflight of names while they are typed, letters replaced, and numbers. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Checker, Ports } from '../../checks/index.ts'
import type { Observation } from '../../server/core/observation.ts'
import { onBothDatabases } from '../support/databases.ts'
import {
  checked,
  draft,
  found,
  letter,
  makeRequest,
  observed,
  openDesk,
  pdf,
  settle,
  type TestDesk,
  type Who,
} from '../support/desk.ts'
import { observe } from '../support/facts.ts'

const rename = (from: string, to: string) => ({
  ...draft,
  oldName: `${from}.kaltim.example`,
  newName: `${to}.kaltim.example`,
})
const codes = (findings: any[]) => findings.map(({ condition, field }) => `${condition} ${field}`)

onBothDatabases('a letter about several names', (fresh) => {
  let desk: TestDesk
  beforeEach(async () => {
    desk = await openDesk(await fresh())
    await settle(desk)
  })
  afterEach(() => desk.stop())
  const write = async (...requests: object[]) =>
    (await desk.call('applicant', 'POST', '/submissions', { requests })).body
  const send = (id: number, who: Who = 'applicant') => desk.call(who, 'POST', `/submissions/${id}/submit`, {})
  const numbers = async () =>
    (await desk.call('head', 'GET', '/requests?sort=["number","ASC"]')).body
      .map((request: any) => request.number)
      .filter(Boolean)

  test('is one submission with one request for each name; afterwards each goes its own way', async () => {
    const submission = await write(rename('app', 'aplikasi'), rename('www.app', 'www.aplikasi'))
    const [first, second] = submission.requests
    expect(first).toMatchObject({ state: 'draft', submissionId: submission.id, number: null })
    await desk.call('applicant', 'POST', '/documents', letter(first.id))
    const { status, body } = await send(submission.id)
    expect(status).toBe(200)
    expect(body.requests.map(({ number, state }: any) => [number, state])).toEqual([
      ['2026/0001', 'submitted'],
      ['2026/0002', 'submitted'],
    ])
    const events = (await desk.call('applicant', 'GET', `/requests/${second.id}/events`)).body
    expect(events.map(({ action }: any) => action)).toEqual(['create', 'submit'])
    await desk.call('head', 'POST', `/requests/${first.id}/actions/approve`, { disposition: 'Setuju.' })
    const siblings = await desk.call(
      'applicant',
      'GET',
      `/requests?filter={"submissionId":${submission.id}}&sort=["id","ASC"]`,
    )
    expect(siblings.body.map(({ state }: any) => state)).toEqual(['approved', 'submitted'])
    expect((await send(submission.id)).body.code).toBe('not_actionable')
  })

  test('one letter is on every request, stored once; another before sending takes its place', async () => {
    const submission = await write(rename('a', 'b'), rename('c', 'd'))
    const of = async (id: number) =>
      (await desk.call('applicant', 'GET', `/documents?filter={"requestId":${id}}`)).body
    const [one, two] = submission.requests
    await desk.call('applicant', 'POST', '/documents', letter(one.id))
    const [wrong] = await of(two.id)
    expect((await of(one.id))[0].digest).toBe(wrong.digest)
    const other = new File([Buffer.from('%PDF-1.7\n% yang benar\n%%EOF\n')], 'benar.pdf')
    await desk.call('applicant', 'POST', '/documents', letter(two.id, other))
    for (const { id } of submission.requests)
      expect((await of(id)).map(({ name }: any) => name)).toEqual(['benar.pdf'])
    expect((await desk.call('applicant', 'GET', `/documents/${wrong.id}/content`)).status).toBe(404)
  })

  test.each([
    ['without its letter', [rename('a', 'b'), rename('c', 'd')], false, 'letter_missing', ['letter']],
    [
      'two rows that claim one name',
      [rename('a', 'b'), rename('c', 'b')],
      true,
      'stopped_at_intake',
      ['requests.0.newName', 'requests.1.newName'],
    ],
    [
      'a reserved name among good ones',
      [rename('a', 'b'), rename('c', 'webmail')],
      true,
      'stopped_at_intake',
      ['requests.1.newName'],
    ],
  ])('%s: none is sent, and no number is taken', async (_, rows, withLetter, code, fields) => {
    const submission = await write(...rows)
    if (withLetter) await desk.call('applicant', 'POST', '/documents', letter(submission.requests[0].id))
    const { status, body } = await send(submission.id)
    expect([status, body.code, Object.keys(body.errors).sort()]).toEqual([422, code, fields])
    expect(await numbers()).toEqual([])
    await makeRequest(desk, 'submit', rename('x', 'y'))
    expect(await numbers()).toEqual(['2026/0001'])
  })

  test('a chain inside the letter is advice', async () => {
    const { requests } = await write(rename('a', 'b'), rename('b', 'c'))
    const { body } = await desk.call('applicant', 'GET', `/requests/${requests[0].id}/preflight`)
    expect(body).toMatchObject([{ condition: 'N09', stop: false, seen: expect.stringContaining('#2') }])
  })

  test('is corrected as a whole: names changed, added and left out, each with its history', async () => {
    const submission = await write(rename('a', 'b'), rename('c', 'd'))
    const [one, two] = submission.requests
    await desk.call('applicant', 'POST', '/documents', letter(one.id))
    const { status, body } = await desk.call('applicant', 'PUT', `/submissions/${submission.id}`, {
      ids: [one.id, null],
      requests: [rename('a', 'b2'), rename('e', 'f')],
    })
    expect(status).toBe(200)
    expect(body.requests.map(({ newName, state }: any) => [newName, state])).toEqual([
      ['b2.kaltim.example', 'draft'],
      ['d.kaltim.example', 'withdrawn'],
      ['f.kaltim.example', 'draft'],
    ])
    const events = (await desk.call('applicant', 'GET', `/requests/${two.id}/events`)).body
    expect(events.at(-1)).toMatchObject({ action: 'withdraw', toState: 'withdrawn' })
    expect((await send(submission.id)).body.requests.map(({ state }: any) => state)).toEqual([
      'submitted',
      'withdrawn',
      'submitted',
    ])
  })

  test.each([
    ['a stranger', 'stranger', 404],
    ['nobody', null, 401],
  ] as const)('%s reaches no letter of others', async (_, who, status) => {
    const { id } = await write(rename('a', 'b'))
    for (const [method, path, body] of [
      ['GET', `/submissions/${id}`, undefined],
      ['PUT', `/submissions/${id}`, { ids: [null], requests: [rename('a', 'b')] }],
      ['POST', `/submissions/${id}/submit`, {}],
    ] as const)
      expect((await desk.call(who, method, path, body)).status, path).toBe(status)
  })

  test('an officer writes none, and none that is outside the zones is written', async () => {
    expect((await desk.call('head', 'POST', '/submissions', { requests: [rename('a', 'b')] })).status).toBe(
      403,
    )
    const outside = { ...draft, newName: 'a.desa.example' }
    const { status, body } = await desk.call('applicant', 'POST', '/submissions', {
      requests: [rename('a', 'b'), outside],
    })
    expect([status, Object.keys(body.errors)]).toEqual([422, ['requests.1.newName']])
    expect((await desk.call('applicant', 'GET', '/requests')).body).toEqual([])
  })

  test('sent twice at the same moment, it is sent once', async () => {
    const submission = await write(rename('a', 'b'), rename('c', 'd'))
    await desk.call('applicant', 'POST', '/documents', letter(submission.requests[0].id))
    const answers = await Promise.all([send(submission.id), send(submission.id), send(submission.id)])
    expect(answers.map(({ status }) => status).sort()[0]).toBe(200)
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(await numbers()).toEqual(['2026/0001', '2026/0002'])
  })

  test(
    'fifty at the same moment have the numbers 1 to 50, and a refused one takes none',
    { timeout: 60_000 },
    async () => {
      const ids: number[] = []
      for (let n = 0; n < 50; n++) ids.push(await makeRequest(desk, null, rename(`l${n}`, `b${n}`)))
      const { body: without } = await desk.call('applicant', 'POST', '/requests', rename('x', 'y'))
      const act = (id: number) => desk.call('applicant', 'POST', `/requests/${id}/actions/submit`, {})
      const answers = await Promise.all([...ids.slice(0, 25), without.id, ...ids.slice(25)].map(act))
      expect(answers.filter(({ status }) => status !== 200)).toHaveLength(1)
      expect(await numbers()).toEqual(ids.map((_, n) => `2026/${String(n + 1).padStart(4, '0')}`))
    },
  )

  test('the pattern of numbers is a setting', async () => {
    const set = (numberPattern: string) => desk.call('admin', 'PUT', '/settings/intake', { numberPattern })
    expect(Object.keys((await set('{year}')).body.errors)).toEqual(['numberPattern'])
    await set('000.8/{number:3}/{agency}/{month:roman}/{year}')
    await makeRequest(desk, 'submit')
    expect(await numbers()).toEqual(['000.8/001/Dinkes/XI/2026'])
  })
})

describe('a letter of one request', () => {
  let desk: TestDesk
  beforeEach(async () => {
    desk = await openDesk()
    await settle(desk)
  })
  afterEach(() => desk.stop())

  test.each([
    ['a PDF', Buffer.from('%PDF-1.7\n%%EOF\n'), 200],
    ['a scan as JPEG', Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex'), 200],
    ['a scan as PNG', Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000', 'hex'), 200],
    ['a text that says it is a PDF', Buffer.from('halo'), 415],
    ['a picture of another kind', Buffer.from('474946383961010001000000', 'hex'), 415],
  ])('%s', async (_, content, status) => {
    const { body: request } = await desk.call('applicant', 'POST', '/requests', draft)
    const file = new File([new Uint8Array(content)], 'surat.pdf', { type: 'application/pdf' })
    expect((await desk.call('applicant', 'POST', '/documents', letter(request.id, file))).status).toBe(status)
    const sent = await desk.call('applicant', 'POST', `/requests/${request.id}/actions/submit`, {})
    expect(sent.status).toBe(status === 200 ? 200 : 422)
  })

  test('replaced after it was returned, the old one stays and says since when', async () => {
    const id = await makeRequest(desk, 'submit')
    await desk.call('head', 'POST', `/requests/${id}/actions/return`, {
      disposition: 'Tanda tangan.',
      reasonCode: 'letter_unsigned',
    })
    const signed = new File([Buffer.from('%PDF-1.7\n% bertanda tangan\n%%EOF\n')], 'baru.pdf')
    await desk.call('applicant', 'POST', '/documents', letter(id, signed))
    const { body } = await desk.call('head', 'GET', `/documents?filter={"requestId":${id}}&sort=["id","ASC"]`)
    const letters = body.filter(({ kind }: { kind: string }) => kind === 'letter')
    expect(letters).toMatchObject([
      { name: 'surat.pdf', supersededAt: '2026-11-23T01:00:00.000Z' },
      { name: 'baru.pdf', supersededAt: null },
    ])
  })

  test('a file that two requests share outlives its removal from one', async () => {
    const [one, two] = [await makeRequest(desk, null), await makeRequest(desk, null)]
    await desk.call(
      'applicant',
      'POST',
      '/documents',
      letter(one, new File([Buffer.from('%PDF-1.7\n%%EOF')], 'lain.pdf')),
    )
    const {
      body: [kept],
    } = await desk.call('applicant', 'GET', `/documents?filter={"requestId":${two}}`)
    const content = await desk.alih.app.request(`/api/documents/${kept.id}/content`, {
      headers: { 'x-person': 'applicant' },
    })
    expect(Buffer.from(await content.arrayBuffer())).toEqual(Buffer.from(await pdf().arrayBuffer()))
  })
})

describe('names that are being typed', () => {
  let desk: TestDesk
  const asked: string[] = []
  let answer: () => Promise<Observation[]> = async () => []
  const checker = (ports: Ports): Checker => ({
    check: async ({ newName }) => checked('ok', [found('A10', newName)], ports.now()),
    preflight: async () => [],
    ahead: async (pairs) => {
      asked.push(...pairs.map(({ oldName, newName }) => `${oldName} ${newName}`))
      return Promise.all(pairs.map(answer))
    },
    sweep: async () => ({ checked: 0, offline: false }),
    start: () => {},
    stop: async () => {},
  })
  beforeEach(async () => {
    asked.length = 0
    answer = async () => []
    desk = await openDesk(':memory:', { checker })
    await settle(desk)
  })
  afterEach(() => desk.stop())
  const look = async (names: [string, string][], dns = true, who: Who = 'applicant') =>
    desk.call(who, 'POST', '/requests/preflight', {
      names: names.map(([oldName, newName]) => ({ oldName, newName })),
      dns,
    })
  const at = (label: string) => `${label}.kaltim.example`

  test.each<[string, string, string, string[]]>([
    ['nothing yet', '', '', []],
    ['a good pair', at('a'), at('b'), []],
    ['an old name alone', at('a'), '', []],
    ['an old name outside', 'a.desa.example', '', ['N11 oldName']],
    ['a new name outside', at('a'), 'b.desa.example', ['N11 newName']],
    ['a reserved new name alone', '', at('webmail'), ['N05 newName']],
    ['a label of the policy list', at('a'), at('gubernur'), ['N05 newName']],
    ['an underscore in the old name', 'a_b.kaltim.example', at('b'), ['N01 oldName']],
    ['the same name', at('a'), at('A'), ['N06 newName']],
    ['the www pair', at('www.a'), at('www.b'), []],
    ['the www of the zone', at('www.a'), at('www'), ['N05 newName']],
    ['a name that another request wants', at('a'), at('dituju'), ['N08 newName']],
    ['an old name that another request moves', at('dipakai'), at('b'), ['N08 oldName']],
    ['a chain', at('a'), at('dipakai'), ['N09 newName']],
  ])('%s', async (_, oldName, newName, finds) => {
    await desk.call('admin', 'PUT', '/settings/intake', { reservedLabels: [' Gubernur ', ''] })
    await makeRequest(desk, 'submit', rename('dipakai', 'dituju'))
    const { status, body } = await look([[oldName, newName]], false)
    expect(status).toBe(200)
    expect(codes(body.names[0].findings)).toEqual(finds)
    expect(asked).toEqual([])
  })

  test('see the others of the letter: one name twice, a chain', async () => {
    const { body } = await look(
      [
        [at('a'), at('b')],
        [at('c'), at('b')],
        [at('b'), at('d')],
      ],
      false,
    )
    expect(body.names.map(({ findings }: any) => codes(findings).join())).toEqual([
      'N08 newName,N09 newName',
      'N08 newName,N09 newName',
      'N09 oldName,N09 oldName',
    ])
  })

  test('only names inside the zones are asked about, and each pair once', async () => {
    await look([
      [at('a'), at('b')],
      ['a.desa.example', at('b')],
      [at('c'), 'x.desa.example'],
      ['', at('b')],
    ])
    await look([
      [at('a'), at('b')],
      [at('c'), ''],
    ])
    expect(asked).toEqual([`${at('a')} ${at('b')}`, `${at('c')} null`])
  })

  test('what the servers say is told: records and TTL of today, a name that is taken', async () => {
    const taken = { new: 'A 192.0.2.5', old: 'A 192.0.2.10; ttl 86400' } as const
    answer = async () => observe({ servers: { ns1: taken, ns2: taken } })
    await desk.call('admin', 'POST', '/zones', { name: 'kota.test' })
    const { body } = await look([['lama.kota.test', 'baru.kota.test']])
    expect(body.names[0]).toMatchObject({
      dns: 'asked',
      today: [{ type: 'A', ttl: 86400, values: ['192.0.2.10'] }],
    })
    expect(codes(body.names[0].findings)).toEqual(['N07 newName', 'N14 oldName'])
  })

  test(
    'slow servers keep nobody waiting: what is on record is told, and the rest comes later',
    { timeout: 20_000 },
    async () => {
      const there = { new: 'NXDOMAIN', old: 'A 192.0.2.10' } as const
      await desk.call('admin', 'POST', '/zones', { name: 'kota.test' })
      answer = async () => {
        await sleep(8000)
        return observe({ servers: { ns1: there, ns2: there } })
      }
      const begun = performance.now()
      const { body } = await look([['lama.kota.test', 'baru.kota.test']])
      expect(performance.now() - begun).toBeLessThan(7500)
      expect(body.names[0]).toMatchObject({ dns: 'late', today: [] })
      await sleep(2500)
      expect((await look([['lama.kota.test', 'baru.kota.test']])).body.names[0].dns).toBe('asked')
      expect(asked).toHaveLength(1)
    },
  )

  test('say when step 4 would end, whether or not it crosses closing time', async () => {
    const when = async () => (await look([['', '']], false)).body.window
    expect(await when()).toEqual({
      startsAt: '2026-11-23T01:00:00.000Z',
      dueAt: '2026-11-23T05:00:00.000Z',
      crossesClosing: false,
    })
    desk.clock.now = new Date('2026-11-27T01:00:00Z')
    expect(await when()).toMatchObject({ dueAt: '2026-11-30T01:30:00.000Z', crossesClosing: true })
  })

  test('a person asks so often and no more; another still may', async () => {
    const many = (from: number) =>
      Array.from({ length: 20 }, (_, n): [string, string] => [at(`l${from + n}`), at(`b${from + n}`)])
    for (const from of [0, 20, 40]) expect((await look(many(from))).status).toBe(200)
    expect((await look(many(60))).body.code).toBe('too_many')
    expect((await look(many(0))).status).toBe(200)
    expect((await look(many(60), false)).status).toBe(200)
    expect((await look(many(60), true, 'stranger')).status).toBe(200)
  })

  test.each([
    ['an officer', 'head', 403],
    ['nobody', null, 401],
  ] as const)('%s asks nothing', async (_, who, status) => {
    expect((await desk.call(who, 'POST', '/requests/preflight', { names: [{}] })).status).toBe(status)
  })
})

describe('what the register remembers', () => {
  let desk: TestDesk
  beforeEach(async () => {
    desk = await openDesk()
    await settle(desk)
  })
  afterEach(() => desk.stop())
  const about = async (oldName: string, newName: string) =>
    (await desk.call('applicant', 'POST', '/requests/preflight', { names: [{ oldName, newName }] })).body
      .names[0]
  const [old, fresh] = [draft.oldName, draft.newName]

  test('a retired name rests for as long as the policy says', async () => {
    const id = await makeRequest(desk, 'execute')
    await desk.call('operator', 'POST', `/requests/${id}/actions/rollback`, { reason: 'Gagal.' })
    await desk.call('applicant', 'POST', `/requests/${id}/actions/withdraw`, { reason: 'Batal.' })
    const site = (await desk.call('operator', 'GET', `/sites?filter={"role":"retired"}`)).body[0]
    expect(site).toMatchObject({ hostname: fresh, retiredAt: '2026-11-23T01:00:00.000Z' })
    expect((await about('x.kaltim.example', fresh)).findings).toMatchObject([
      { condition: 'N08', seen: '2027-11-23' },
    ])
    await desk.call('admin', 'PUT', '/settings/policy', { quarantineDays: 0 })
    expect((await about('x.kaltim.example', fresh)).findings).toEqual([])
  })

  test('an old name that was seen gone rests, too', async () => {
    await makeRequest(desk, 'receive', { want: 'remove' })
    desk.world.look = ({ newName }) =>
      checked('ok', [found('A10', newName), found('A27', old)], desk.clock.now)
    desk.clock.now = new Date('2026-11-25T01:00:00Z')
    await desk.sweep()
    expect((await about('x.kaltim.example', old)).findings).toMatchObject([
      { condition: 'N08', seen: '2027-11-25' },
    ])
    await desk.call('admin', 'PUT', '/settings/policy', { quarantineDays: 0 })
    expect((await about('x.kaltim.example', old)).findings).toEqual([])
  })

  test('a registered name is taken, whatever the DNS shows of it', async () => {
    await desk.call('operator', 'POST', '/sites', {
      hostname: fresh,
      agencyId: 1,
      kind: 'website',
      records: { A: ['192.0.2.1'] },
    })
    expect((await about('x.kaltim.example', fresh)).findings).toMatchObject([
      { condition: 'N07', seen: 'register', field: 'newName' },
    ])
  })

  test('a wildcard certificate that was seen tells how deep a name may be', async () => {
    await desk.call('operator', 'POST', '/sites', {
      hostname: 'portal.kaltim.example',
      agencyId: 1,
      kind: 'website',
      records: { A: ['192.0.2.1'] },
    })
    const certificate = { names: ['*.kaltim.example', 'kaltim.example'], distrust: null }
    desk.world.look = ({ newName }) => ({
      ...checked('ok', [], desk.clock.now),
      observations: [
        observed({
          kind: 'web',
          name: newName,
          purpose: 'new',
          probe: 'home',
          hops: [],
          page: null,
          certificate,
        }),
      ],
    })
    await desk.sweep()
    expect((await about('x.kaltim.example', 'a.b.kaltim.example')).findings).toMatchObject([
      { condition: 'N13', seen: '*.kaltim.example', stop: false },
    ])
    expect((await about('x.kaltim.example', 'b.kaltim.example')).findings).toEqual([])
  })
})
