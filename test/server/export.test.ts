/** The list of requests as a file: what the list shows, every row of it, and nothing that the reader may not see. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readXlsx } from 'hucre/xlsx'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { RenameRequest } from '../../server/core/request.ts'
import { openDatabase } from '../../server/database.ts'
import { onBothDatabases } from '../support/databases.ts'
import { makeRequest, openDesk, settle, type TestDesk, type Who } from '../support/desk.ts'

let desk: TestDesk
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alih-export-'))
})
afterEach(async () => {
  await desk?.stop()
  await rm(folder, { recursive: true, force: true })
})

type Query = { filter?: object; sort?: [string, 'ASC' | 'DESC']; columns?: string[]; key?: string }

const search = ({ key, ...query }: Query) =>
  new URLSearchParams([
    ...Object.entries(query).map(([name, value]) => [name, JSON.stringify(value)]),
    ...(key === undefined ? [] : [['key', key]]),
  ]).toString()
const ask = (who: Who, format: 'csv' | 'xlsx', query: Query = {}, language = 'id') =>
  desk.alih.app.request(`/api/requests.${format}?${search(query)}`, {
    headers: { 'x-person': who, 'accept-language': language },
  })
const listed = async (who: Who, query: Query) =>
  (await desk.call(who, 'GET', `/requests?${search(query)}`)).body as RenameRequest[]

// Nothing in these tests has a semicolon or a line break inside a cell.
const csvRows = async (answer: Response) => {
  const text = Buffer.from(await answer.arrayBuffer()).toString()
  expect(text.startsWith('\ufeff')).toBe(true)
  expect(text.endsWith('\r\n')).toBe(true)
  return text
    .slice(1)
    .split('\r\n')
    .slice(0, -1)
    .map((line) => line.split(';'))
}
const xlsxRows = async (answer: Response) => {
  const { sheets } = await readXlsx(new Uint8Array(await answer.arrayBuffer()))
  expect(sheets.map(({ name }) => name)).toEqual(['Permohonan'])
  return sheets[0]!.rows
}

const names = (at: number) => ({ oldName: `l${at}.kaltim.example`, newName: `b${at}.kaltim.example` })

/** One archived, one assigned, two that wait for the head, one draft; and a draft of the other agency. */
async function few(database: string) {
  desk = await openDesk(database)
  await settle(desk)
  for (const [at, until] of ['receive', 'assign', 'submit', 'submit', null].entries()) {
    desk.clock.now = new Date(desk.clock.now.getTime() + 60_000)
    await makeRequest(desk, until, { ...names(at), ...(at === 3 ? { reason: '=1+1' } : {}) })
  }
  const { kind, records, want, reason, ...stranger } = {
    kind: 'application',
    records: { A: ['192.0.2.9'] },
    want: 'remove',
    reason: 'Lain.',
    ...names(9),
  }
  await desk.call('stranger', 'POST', '/requests', { kind, records, want, reason, ...stranger })
}

onBothDatabases('the list as a file', (fresh) => {
  test('has the rows of the list, under the same filter and in the same order', async () => {
    await few(await fresh())
    const queries: Query[] = [
      {},
      { sort: ['newName', 'DESC'] },
      { sort: ['dueAt', 'ASC'] },
      { sort: ['number', 'DESC'] },
      { filter: { state: ['submitted', 'assigned'] }, sort: ['dueAt', 'DESC'] },
      { filter: { q: 'b3' } },
      { filter: { agencyId: 2 } },
      { filter: { queue: 'mine' }, sort: ['updatedAt', 'ASC'] },
      { filter: { state: [] } },
    ]
    for (const query of queries) {
      const rows = await listed('head', query)
      const expected = rows.map(({ oldName, newName, state }) => [oldName, newName, state])
      const columns = ['newName', 'state']
      for (const [format, read] of [
        ['csv', csvRows],
        ['xlsx', xlsxRows],
      ] as const) {
        const answer = await ask('head', format, { ...query, columns })
        expect([answer.status, answer.headers.get('x-total')]).toEqual([200, String(rows.length)])
        const [, ...told] = await read(answer)
        const codes: Record<string, string> = {
          Diajukan: 'submitted',
          Ditugaskan: 'assigned',
          Diarsipkan: 'archived',
        }
        expect([query, told.map((row) => [row[0], row[1], codes[String(row[4])]])]).toEqual([query, expected])
      }
    }
  })

  test('has the columns that were chosen, in their order; dates are wall time, formulas are text', async () => {
    await few(await fresh())
    const columns = ['reason', 'dueAt', 'number', 'assigneeIds', 'status', 'submittedAt']
    const query: Query = { columns, sort: ['newName', 'ASC'] }
    const [head, ...rows] = await csvRows(await ask('head', 'csv', query))
    expect(head).toEqual([
      'Alasan perubahan',
      'Tenggat',
      'Sisa waktu kerja (detik, negatif bila terlambat)',
      'Ditunda sejak',
      'Nomor',
      'Tim Pengelola',
      'DNS',
      'Diajukan',
    ])
    expect(rows.map((row) => row.slice(0, 7))).toEqual([
      ['Nama instansi berubah.', '', '', '', '2026/0001', 'Tim', 'Baik'],
      // Assigned at 09:02: 14,400 s. The look made for the assignment has seen it.
      ['Nama instansi berubah.', '2026-11-23 13:02:00', '14220', '', '2026/0002', 'Tim', expect.any(String)],
      ['Nama instansi berubah.', '2026-11-24 16:00:00', '53700', '', '2026/0003', '', ''],
      ["'=1+1", '2026-11-24 16:00:00', '53700', '', '2026/0004', '', ''],
    ])
    // A draft has a name too, where it is seen at all.
    const own = await csvRows(await ask('applicant', 'csv', { ...query, columns: ['number'] }))
    expect(own.at(-1)).toEqual(['Konsep #5'])
    expect(rows[3]![7]).toBe('2026-11-23 09:04:00')
    const cells = await xlsxRows(await ask('head', 'xlsx', query))
    expect(cells[4]!.slice(0, 3)).toEqual(['=1+1', new Date('2026-11-24T16:00:00Z'), 53_700])
  })

  test('an applicant gets the own agency’s rows alone, and no names of officers', async () => {
    await few(await fresh())
    const columns = ['newName']
    for (const [who, count] of [
      ['applicant', 5],
      ['stranger', 1],
    ] as const) {
      const [, ...rows] = await csvRows(await ask(who, 'csv', { columns }))
      expect(rows.map(([, newName]) => newName).sort()).toEqual(
        (await listed(who, {})).map(({ newName }) => newName).sort(),
      )
      expect(rows).toHaveLength(count)
    }
    const foreign = await ask('stranger', 'csv', { columns, filter: { agencyId: 1 } })
    expect(await csvRows(foreign)).toHaveLength(1)
    for (const format of ['csv', 'xlsx'] as const)
      expect((await ask('applicant', format, { columns: ['number', 'assigneeIds'] })).status).toBe(403)
  })

  test('20,000 rows come as they are taken, each once, though one is changed meanwhile', async () => {
    const address = (await fresh()).replace(':memory:', join(folder, 'alih.sqlite'))
    await few(address)
    await fill(address, 20_000)
    const key = 'of-twenty-thousand'
    const progress = async (who: Who = 'head') =>
      (await desk.call(who, 'GET', `/requests/exports/${key}`)).body as { done: number; total: number } | null
    expect(await progress()).toBeNull()
    const query: Query = { columns: ['newName'], sort: ['updatedAt', 'DESC'], key }
    const answer = await ask('head', 'csv', query)
    expect(answer.headers.get('x-total')).toBe('20004')
    const reader = answer.body!.getReader()
    const parts = [(await reader.read()).value!, (await reader.read()).value!]
    // Nothing runs ahead of whoever reads: a stream holds a chunk or two, of 500 rows each.
    const early = (await progress())!
    expect(early.total).toBe(20_004)
    expect(early.done).toBeGreaterThanOrEqual(500)
    expect(early.done).toBeLessThanOrEqual(2500)
    expect(await progress('operator')).toBeNull()
    // The last of them, still to be told, moves to the front: a page by offset would now tell another row twice and it never.
    const [last] = await listed('head', { sort: ['updatedAt', 'ASC'] })
    await moveOn(address, last!.id)
    for (let next = await reader.read(); !next.done; next = await reader.read()) parts.push(next.value)
    expect(await progress()).toBeNull()
    const lines = Buffer.concat(parts).toString().trimEnd().split('\r\n').slice(1)
    expect(lines).toHaveLength(20_004)
    expect(new Set(lines).size).toBe(20_004)
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(100_000)
  })

  test('whoever goes away stops it', async () => {
    const address = (await fresh()).replace(':memory:', join(folder, 'alih.sqlite'))
    await few(address)
    await fill(address, 3000)
    const key = 'given-up'
    const reader = (await ask('head', 'xlsx', { key })).body!.getReader()
    await reader.read()
    await reader.cancel()
    expect((await desk.call('head', 'GET', `/requests/exports/${key}`)).body).toBeNull()
  })
})

/** Archived requests of agency 1, straight into the table. */
async function fill(address: string, count: number) {
  const { db, close } = openDatabase(address)
  const { id: _, ...row } = await db.selectFrom('requests').selectAll().limit(1).executeTakeFirstOrThrow()
  const at = Date.parse('2026-10-01T01:00:00Z')
  for (let from = 0; from < count; from += 500)
    await db
      .insertInto('requests')
      .values(
        Array.from({ length: Math.min(500, count - from) }, (_, add) => {
          const nth = from + add
          const updatedAt = new Date(at + nth * 1000).toISOString()
          return { ...row, number: `L/${nth}`, newName: `n${nth}.kaltim.example`, updatedAt }
        }),
      )
      .execute()
  await close()
}

/** As any action would: it is the last that was changed now. */
async function moveOn(address: string, id: number) {
  const { db, close } = openDatabase(address)
  await db
    .updateTable('requests')
    .set({ updatedAt: '2026-12-31T00:00:00.000Z' })
    .where('id', '=', id)
    .execute()
  await close()
}

describe('what is asked for', () => {
  test('says it in English with commas, where that is preferred', async () => {
    await few(':memory:')
    const answer = await ask('head', 'csv', { columns: ['number', 'state'], filter: { id: 1 } }, 'en-GB')
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="requests-2026-11-23.csv"')
    // Not `text()`, which would take the byte order mark away.
    expect(Buffer.from(await answer.arrayBuffer()).toString()).toBe(
      '\ufeffNumber,Stage,Step,Waits for\r\n2026/0001,Archived,,\r\n',
    )
  })

  test('shows the columns of the page’s first visit where none are named', async () => {
    await few(':memory:')
    const [head] = await csvRows(await ask('head', 'csv'))
    const names = 'Nomor|Nama lama|Nama baru|Instansi|Jenis|Tahap|Langkah|Menunggu'
    const clocks = 'Tenggat|Sisa waktu kerja (detik, negatif bila terlambat)|Ditunda sejak|DNS'
    expect(head).toEqual(`${names}|${clocks}`.split('|'))
  })

  test('is refused where it is none of the columns, filters or orders', async () => {
    desk = await openDesk()
    await settle(desk)
    for (const query of [
      { columns: ['baseline'] },
      { columns: [] },
      { filter: { baseline: 1 } },
      { sort: ['records', 'ASC'] as [string, 'ASC'] },
      { key: '../..' },
    ])
      expect([query, (await ask('head', 'csv', query)).status]).toEqual([query, 400])
    const openapi = (await desk.call(null, 'GET', '/openapi.json')).body
    expect(Object.keys(openapi.paths)).toEqual(
      expect.arrayContaining(['/requests.csv', '/requests.xlsx', '/requests/exports/{key}']),
    )
  })
})
