import { HttpError, type DataProvider } from 'ra-core'
import simpleRestProvider from 'ra-data-simple-rest'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { draft, makeRequest, openDesk, settle, type TestDesk, type Who } from '../support/desk.ts'

let desk: TestDesk
beforeEach(async () => {
  desk = await openDesk()
  await settle(desk)
})
afterEach(() => desk.stop())

/** The real provider over the app, without a port. */
const providerOf = (who: Who): DataProvider =>
  simpleRestProvider('http://alih.test/api', async (url, options = {}) => {
    const headers = new Headers(options.headers)
    headers.set('x-person', who)
    if (options.body) headers.set('content-type', 'application/json')
    const response = await desk.alih.app.request(url, { ...(options as RequestInit), headers })
    const body = await response.text()
    const json = body === '' ? undefined : JSON.parse(body)
    if (!response.ok) throw new HttpError(json.message, response.status, json)
    return { status: response.status, headers: response.headers, body, json }
  })

const list = {
  pagination: { page: 1, perPage: 10 },
  sort: { field: 'id', order: 'ASC' as const },
  filter: {},
}

describe('the real simple-rest provider drives the API', () => {
  test('lists with total, pages, sort and filter', async () => {
    const provider = providerOf('admin')
    for (let n = 0; n < 25; n++) await provider.create('zones', { data: { name: `z${n}.example`, note: '' } })
    const second = await provider.getList('zones', { ...list, pagination: { page: 2, perPage: 10 } })
    expect(second.total).toBe(26)
    expect(second.data).toHaveLength(10)
    const last = await provider.getList('zones', {
      ...list,
      pagination: { page: 3, perPage: 10 },
      sort: { field: 'name', order: 'DESC' },
    })
    expect(last.data).toHaveLength(6)
    const found = await provider.getList('zones', { ...list, filter: { q: 'Z24' } })
    expect(found).toMatchObject({ total: 1, data: [{ name: 'z24.example' }] })
    expect(await provider.getList('zones', { ...list, filter: { q: 'nothing' } })).toEqual({
      data: [],
      total: 0,
    })
    expect((await provider.getList('zones', { ...list, pagination: { page: 9, perPage: 10 } })).data).toEqual(
      [],
    )
  })

  test('one, many, references', async () => {
    const provider = providerOf('operator')
    expect((await provider.getOne('agencies', { id: 1 })).data).toEqual({
      id: 1,
      name: 'Dinas Kesehatan',
      shortName: 'Dinkes',
    })
    expect((await provider.getMany('agencies', { ids: [1, 2, 99] })).data).toHaveLength(2)
    const site = { hostname: 'a.kaltim.example', agencyId: 1, kind: 'website', records: { A: ['192.0.2.1'] } }
    await provider.create('sites', { data: site })
    const own = await provider.getManyReference('sites', { ...list, target: 'agencyId', id: 1 })
    expect(own).toMatchObject({ total: 1, data: [site] })
  })

  test('writes: create, update with the whole record, updateMany, delete, deleteMany', async () => {
    const provider = providerOf('admin')
    const { data: one } = await provider.create('holidays', {
      data: { heldOn: '2028-01-01', name: 'Tahun Baru', kind: 'national' },
    })
    const { data: two } = await provider.create('holidays', {
      data: { heldOn: '2028-01-02', name: 'Cuti', kind: 'joint_leave' },
    })
    expect(
      (
        await provider.update('holidays', {
          id: one.id,
          data: { ...one, name: 'Tahun Baru 2027' },
          previousData: one,
        })
      ).data.name,
    ).toBe('Tahun Baru 2027')
    expect(
      (await provider.updateMany('holidays', { ids: [two.id], data: { ...two, kind: 'regional' } })).data,
    ).toEqual([two.id])
    expect((await provider.delete('holidays', { id: one.id, previousData: one })).data).toMatchObject({
      id: one.id,
    })
    expect((await provider.deleteMany('holidays', { ids: [two.id] })).data).toEqual([two.id])
  })

  test('requests: a draft is written, read back and corrected', async () => {
    const provider = providerOf('applicant')
    const { data: made } = await provider.create('requests', { data: draft })
    expect(made).toMatchObject({ ...draft, state: 'draft', number: null, agencyId: 1, redirectUntil: null })
    const { data: changed } = await provider.update('requests', {
      id: made.id,
      data: { ...made, reason: 'Lain.' },
      previousData: made,
    })
    expect(changed).toMatchObject({ reason: 'Lain.', version: 2 })
  })

  test('a refusal lands on the form’s fields', async () => {
    const error = await providerOf('applicant')
      .create('requests', { data: { ...draft, newName: 'a..b', records: { A: ['1.2.3'] } } })
      .catch((caught: unknown) => caught as HttpError)
    expect(error).toMatchObject({
      status: 422,
      body: { code: 'invalid', errors: { newName: expect.any(String), 'records.A.0': expect.any(String) } },
    })
  })
})

describe('bad input gets a clear 4xx with a code and the field', () => {
  const long = `${'a'.repeat(63)}.${'a'.repeat(63)}.${'a'.repeat(63)}.${'b'.repeat(61)}`
  const names: [string, unknown][] = [
    ['an empty label', 'a..kaltim.example'],
    ['a 64-octet label', `${'a'.repeat(64)}.kaltim.example`],
    ['254 octets', `${long}c`],
    ['a space', 'a b.kaltim.example'],
    ['an underscore', 'a_b.kaltim.example'],
    ['dots alone', '..'],
    ['an IDN that does not decode', 'xn--a.kaltim.example'],
    ['outside the managed zones', 'a.other.example'],
    ['a number', 5],
    ['nothing', undefined],
    ['null', null],
    ['a list', ['a.kaltim.example']],
    ['a very long text', 'a'.repeat(100_000)],
  ]
  test.each(names)('a name with %s', async (_, newName) => {
    const { status, body } = await desk.call('applicant', 'POST', '/requests', { ...draft, newName })
    expect(status).toBe(422)
    expect(body).toMatchObject({ code: 'invalid', errors: { newName: expect.any(String) } })
    expect((await desk.call('applicant', 'GET', '/requests')).body).toEqual([])
  })

  const bodies: [string, object, string][] = [
    ['an unknown field', { ...draft, colour: 'red' }, 'colour'],
    ['a state', { ...draft, state: 'archived' }, 'state'],
    ['a kind that is none', { ...draft, kind: 'blog' }, 'kind'],
    ['no records', { ...draft, records: {} }, 'records'],
    ['a CNAME beside an A', { ...draft, records: { A: ['192.0.2.1'], CNAME: ['x.example'] } }, 'records'],
    ['an address that is none', { ...draft, records: { A: ['300.1.1.1'] } }, 'records.A.0'],
    ['the same name twice', { ...draft, newName: 'LAMA.kaltim.example.' }, 'newName'],
    ['a day that is none', { ...draft, redirectUntil: '2026-02-30' }, 'redirectUntil'],
    ['an empty reason', { ...draft, reason: '  ' }, 'reason'],
  ]
  test.each(bodies)('a request with %s', async (_, input, field) => {
    const { status, body } = await desk.call('applicant', 'POST', '/requests', input)
    expect({ status, code: body.code, fields: Object.keys(body.errors) }).toEqual({
      status: 422,
      code: 'invalid',
      fields: [field],
    })
  })

  const queries: [string, string][] = [
    ['a filter on a column that is not offered', 'filter={"secret":1}'],
    ['a filter of the wrong type', 'filter={"agencyId":"1"}'],
    ['a filter that is no JSON', 'filter={'],
    ['a filter that is a list', 'filter=[1]'],
    ['a sort on a column that is not offered', 'sort=["baseline","ASC"]'],
    ['a sort that is an injection', 'sort=["id; drop table people","ASC"]'],
    ['an order that is none', 'sort=["id","UP"]'],
    ['a negative range', 'range=[-1,5]'],
    ['a range of words', 'range=["a","b"]'],
  ]
  test.each(queries)('%s', async (_, query) => {
    const { status, body } = await desk.call('head', 'GET', `/requests?${encodeURI(query)}`)
    expect(status).toBe(400)
    expect(body).toMatchObject({ code: 'bad_query', errors: expect.any(Object) })
  })

  test.each(['0', '-1', 'abc', '1.5', '999999', '99999999999999999999', '%00', 'null'])(
    'an id that is not there: %s',
    async (id) => {
      for (const path of [
        `/requests/${id}`,
        `/sites/${id}`,
        `/requests/${id}/events`,
        `/requests/${id}/check`,
      ]) {
        expect((await desk.call('head', 'GET', path)).status).toBe(404)
      }
      expect((await desk.call('head', 'POST', `/requests/${id}/actions/approve`, {})).status).toBe(404)
    },
  )

  test('a body that is no JSON, of another type, or over the limit', async () => {
    const post = (body: string, type: string) =>
      desk.alih.app.request('/api/requests', {
        method: 'POST',
        headers: { 'x-person': 'applicant', 'content-type': type },
        body,
      })
    expect((await post('{', 'application/json')).status).toBe(400)
    expect((await post('{}', 'text/plain')).status).toBe(415)
    expect((await post('null', 'application/json')).status).toBe(422)
    expect((await post('[]', 'application/json')).status).toBe(422)
    const over = await post(JSON.stringify({ ...draft, reason: 'x'.repeat(300_000) }), 'application/json')
    expect({ status: over.status, body: await over.json() }).toMatchObject({
      status: 413,
      body: { code: 'too_large' },
    })
  })

  test('an action that is none, and one with the wrong body', async () => {
    const id = await makeRequest(desk, 'submit')
    expect((await desk.call('head', 'POST', `/requests/${id}/actions/explode`, {})).status).toBe(404)
    const wrong = await desk.call('head', 'POST', `/requests/${id}/actions/approve`, {
      disposition: 5,
      extra: 1,
    })
    expect(wrong).toMatchObject({
      status: 422,
      body: { errors: { disposition: expect.any(String), extra: expect.any(String) } },
    })
  })

  test('texts come in the reader’s language', async () => {
    const ask = async (language: string) => {
      const headers = { 'x-person': 'head', 'accept-language': language }
      return (await (await desk.alih.app.request('/api/requests/99', { headers })).json()).message
    }
    expect(await ask('en-GB,en;q=0.9')).toBe('There is nothing here by that name or number.')
    expect(await ask('id')).toBe('Data yang dicari tidak ada.')
  })
})

describe('access is denied unless a table allows it', () => {
  test('nobody signed in gets nothing', async () => {
    for (const path of ['/me', '/requests', '/sites', '/people', '/board', '/nowhere']) {
      expect((await desk.call(null, 'GET', path)).status).toBe(401)
    }
  })
  test('a change that comes from another site is refused', async () => {
    const headers = {
      'x-person': 'admin',
      'content-type': 'application/json',
      origin: 'https://evil.example',
      host: 'alih.test',
    }
    const response = await desk.alih.app.request('/api/zones', {
      method: 'POST',
      headers,
      body: '{"name":"x.example"}',
    })
    expect({ status: response.status, body: await response.json() }).toMatchObject({
      status: 403,
      body: { code: 'foreign_origin' },
    })
  })
  test('the last administrator stays', async () => {
    const { body: people } = await desk.call('admin', 'GET', '/people?filter={"role":"admin"}')
    expect((await desk.call('admin', 'DELETE', `/people/${people[0].id}`)).body.code).toMatch(
      /last_admin|in_use/,
    )
    expect(
      (await desk.call('admin', 'PUT', `/people/${people[0].id}`, { ...people[0], active: false })).body.code,
    ).toBe('last_admin')
  })
  test('what others still use cannot be deleted, what is there already cannot be made', async () => {
    await makeRequest(desk, null)
    expect((await desk.call('admin', 'DELETE', '/agencies/1')).body.code).toBe('in_use')
    expect((await desk.call('admin', 'POST', '/zones', { name: 'KALTIM.example' })).body.code).toBe(
      'already_there',
    )
  })
})

test('/openapi.json describes every route it serves', async () => {
  const document = (await desk.call(null, 'GET', '/openapi.json')).body
  expect(document.openapi).toBe('3.1.0')
  for (const name of [
    'requests',
    'sites',
    'findings',
    'agencies',
    'people',
    'holidays',
    'zones',
    'resolvers',
  ]) {
    expect(document.paths[`/${name}`]?.get, name).toBeDefined()
    expect(document.paths[`/${name}/{id}`]?.get, name).toBeDefined()
  }
  expect(document.paths['/requests/{id}/actions/execute'].post.requestBody).toBeDefined()
})
