/** The data provider against an answering fetch: the address, the headers, and what a "no" becomes. */
import { HttpError } from 'react-admin'
import { afterEach, expect, test, vi } from 'vitest'
import { createDataProvider } from '../../admin/providers/data.ts'
import { MORE } from '../../server/core/paging.ts'

const answer = (body: unknown, init: ResponseInit = {}) =>
  vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response(JSON.stringify(body), init))
afterEach(() => vi.restoreAllMocks())

const provider = createDataProvider('/api', () => 'en')

test('an action is posted to its own address with the language', async () => {
  const fetch = answer({ id: 7, state: 'approved' })
  const { data } = await provider.act('requests', 7, 'approve', { disposition: 'Setuju' })
  const [url, options] = fetch.mock.calls[0]!
  expect(url).toBe('/api/requests/7/actions/approve')
  expect(options).toMatchObject({
    method: 'POST',
    credentials: 'same-origin',
    body: '{"disposition":"Setuju"}',
  })
  expect(new Headers(options!.headers).get('accept-language')).toBe('en')
  expect(new Headers(options!.headers).get('content-type')).toBe('application/json')
  expect(data.state).toBe('approved')
})

test('a refusal keeps its message, status and the errors of each field', async () => {
  const body = {
    message: 'Some fields are not right yet.',
    code: 'invalid',
    errors: { disposition: 'required' },
  }
  answer(body, { status: 422 })
  const error: unknown = await provider.act('requests', 7, 'approve', {}).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(HttpError)
  expect(error).toMatchObject({ message: body.message, status: 422, body })
})

test('a dead network is said in words that can be translated', async () => {
  vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('fetch failed'))
  await expect(provider.board('sites')).rejects.toMatchObject({ message: 'alih.errors.network', status: 0 })
})

test('a letter goes as a form, without a content type of our own', async () => {
  const fetch = answer({ id: 1 })
  await provider.upload('documents', 7, new File(['%PDF-'], 'surat.pdf', { type: 'application/pdf' }))
  const { body, headers } = fetch.mock.calls[0]![1]!
  expect(body).toBeInstanceOf(FormData)
  expect(Object.fromEntries(body as FormData)).toMatchObject({ requestId: '7', kind: 'letter' })
  expect(new Headers(headers).has('content-type')).toBe(false)
})

test('documents carry the address of their content', async () => {
  const answered = () =>
    answer([{ id: 3, name: 'surat.pdf' }], { headers: { 'Content-Range': 'documents 0-0/1' } })
  const params = {
    pagination: { page: 1, perPage: 10 },
    sort: { field: 'id', order: 'ASC' },
    filter: {},
  } as const
  const addresses = { url: '/api/documents/3/content', previewUrl: '/api/documents/3/preview' }
  answered()
  expect((await provider.getList('documents', params)).data[0]).toMatchObject(addresses)
  // So the page of a request asks for them.
  answered()
  const { data } = await provider.getManyReference('documents', { ...params, target: 'requestId', id: 7 })
  expect(data[0]).toMatchObject(addresses)
})

test('a list that was counted only so far has a next page instead of a total', async () => {
  const params = {
    pagination: { page: 2, perPage: 1 },
    sort: { field: 'id', order: 'ASC' },
    filter: {},
  } as const
  const headers = { 'Content-Range': 'requests 1-1/10001', [MORE]: '10001' }
  answer([{ id: 3 }], { headers })
  expect(await provider.getList('requests', params)).toEqual({
    data: [{ id: 3 }],
    pageInfo: { hasNextPage: true, hasPreviousPage: true },
  })
  answer([{ id: 3 }], { headers: { 'Content-Range': 'requests 1-1/7' } })
  expect(await provider.getList('requests', params)).toEqual({ data: [{ id: 3 }], total: 7 })
})
