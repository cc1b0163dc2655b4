/** Documents shown in place: only PDF and pictures, told by content, and nothing that a browser would run. */
import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { openDatabase } from '../../server/database.ts'
import { letter, makeRequest, openDesk, settle, type TestDesk, type Who } from '../support/desk.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

let desk: TestDesk
afterEach(() => desk?.stop())

const preview = (who: Who, id: number) =>
  desk.alih.app.request(`/api/documents/${id}/preview`, { headers: { 'x-person': who } })
const documentsOf = async (requestId: number): Promise<{ id: number; kind: string; mediaType: string }[]> =>
  (await desk.call('operator', 'GET', `/documents?filter={"requestId":${requestId}}`)).body

const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk', 'base64')

test('letters and made documents, with headers that leave a page nothing to do', async () => {
  desk = await openDesk()
  await settle(desk)
  const id = await makeRequest(desk, 'receive')
  const documents = await documentsOf(id)
  for (const document of documents.filter(({ kind }) => kind !== 'archive')) {
    const response = await preview('operator', document.id)
    expect([document.kind, response.status]).toEqual([document.kind, 200])
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': expect.stringMatching(/^inline; filename\*=UTF-8''/),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'content-security-policy': expect.stringMatching(/^default-src 'none'.*frame-ancestors 'self'$/),
      'cache-control': 'private, no-store',
    })
  }
  // A pack is no page, an inner document is not the agency's, and a stranger sees none.
  const of = (kind: string) => documents.find((document) => document.kind === kind)!.id
  expect((await preview('operator', of('archive'))).status).toBe(404)
  expect((await preview('applicant', of('assignment'))).status).toBe(404)
  expect((await preview('applicant', of('disposition'))).status).toBe(200)
  expect((await preview('stranger', of('disposition'))).status).toBe(404)
})

test('a picture', async () => {
  desk = await openDesk()
  await settle(desk)
  const id = await makeRequest(desk, null)
  const scan = letter(id, new File([PNG], 'surat.png', { type: 'text/html' }))
  const { body } = await desk.call('applicant', 'POST', '/documents', scan)
  expect((await preview('applicant', body.id)).headers.get('content-type')).toBe('image/png')
})

test('what is kept under a type that its content is not is shown to nobody', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'alih-preview-'))
  try {
    desk = await openDesk(join(folder, 'a.sqlite'))
    await settle(desk)
    const id = await makeRequest(desk, 'submit')
    const [document] = await documentsOf(id)
    const { db, close } = openDatabase(join(folder, 'a.sqlite'))
    await sql`update document_contents set content = ${Buffer.from('<script>alert(1)</script>')}`.execute(db)
    await close()
    expect((await preview('applicant', document!.id)).status).toBe(404)
  } finally {
    await desk.stop()
    rmSync(folder, { recursive: true })
  }
})
