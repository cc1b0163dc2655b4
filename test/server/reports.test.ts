/** The monthly report through the front door: listed, made, frozen once and for ever, mailed, exported, verified. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readXlsx } from 'hucre/xlsx'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { report } from '../../server/commands/report.ts'
import { verify } from '../../server/commands/verify.ts'
import { canonical } from '../../server/core/canonical.ts'
import type { MonthEntry, ReportRecord } from '../../server/core/report.ts'
import { openDatabase } from '../../server/database.ts'
import { sha256 } from '../../server/documents/store.ts'
import { createWorkshop, freezeReport } from '../../server/reports/actions.ts'
import { insertPage } from '../../server/reports/store.ts'
import { onBothDatabases } from '../support/databases.ts'
import {
  checked,
  found,
  makeRequest,
  openDesk,
  people,
  settle,
  type TestDesk,
  type Who,
} from '../support/desk.ts'
import { soon, startMail, type MailServer } from '../support/mail.ts'
import { collect } from '../support/streams.ts'

// December 2026 begins on a Tuesday: a working day, open from 08:00 WITA.
const BEFORE_OPENING = new Date('2026-11-30T23:59:59Z')
const OPENING = new Date('2026-12-01T00:00:00Z')

let desk: TestDesk
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alih-reports-'))
})
afterEach(async () => {
  await desk?.stop()
  await rm(folder, { recursive: true, force: true })
})

const other = { oldName: 'l2.kaltim.example', newName: 'b2.kaltim.example' }

/** One request that is archived, and one that waits for the head, both of Monday 23 November. */
async function november(database = ':memory:', options: Parameters<typeof openDesk>[1] = {}) {
  desk = await openDesk(database, options)
  await settle(desk)
  await makeRequest(desk, 'receive')
  await makeRequest(desk, 'submit', other)
  return desk
}
const month = async (id = '2026-11', who: Who = 'division_head') =>
  (await desk.call(who, 'GET', `/reports/${id}`)).body as ReportRecord
const freeze = (id = '2026-11', who: Who = 'division_head') =>
  desk.call(who, 'POST', `/reports/${id}/actions/freeze`, {})
const file = async (name: string, language = 'id') => {
  const response = await desk.alih.app.request(`/api/reports/${name}`, {
    headers: { 'x-person': 'division_head', 'accept-language': language },
  })
  return {
    status: response.status,
    headers: response.headers,
    bytes: Buffer.from(await response.arrayBuffer()),
  }
}
const months = async (query = '') => (await desk.call('head', 'GET', `/reports${query}`)).body as MonthEntry[]
const kept = async (fresh: () => Promise<string>) =>
  (await fresh()).replace(':memory:', join(folder, 'reports.sqlite'))

onBothDatabases('frozen months', (fresh) => {
  test('a month freezes by itself when the first working day after it opens, and never changes', async () => {
    await november(await fresh())
    desk.clock.now = BEFORE_OPENING
    await desk.alih.deliver()
    expect((await months()).map(({ id, isFrozen, isOver }) => [id, isFrozen, isOver])).toEqual([
      ['2026-12', false, false],
      ['2026-11', false, true],
    ])
    desk.clock.now = OPENING
    await desk.alih.deliver()
    const before = await month()
    expect(before.seal).toEqual({
      digest: sha256(canonical(before.data)),
      frozenAt: OPENING.toISOString(),
      frozenBy: null,
    })
    expect(before.data.totals).toMatchObject({ received: 2, finished: 1, open: 1, carriedOver: 0 })
    expect(before.data.dns.names).toBe(1)
    // What would make another month of it: another calendar, another name, another agency's name.
    desk.clock.now = new Date('2026-12-01T02:00:00Z')
    for (const heldOn of ['2026-11-24', '2026-11-25'])
      await desk.call('admin', 'POST', '/holidays', { heldOn, name: 'x', kind: 'national', source: 'x' })
    await desk.call('admin', 'PUT', '/agencies/1', { name: 'Dinas Lain', shortName: 'Lain' })
    await desk.alih.deliver()
    expect(await month()).toEqual(before)
    expect((await freeze()).body).toEqual(before)
    expect((await months()).map(({ id, isFrozen, open, late }) => [id, isFrozen, open, late])).toEqual([
      ['2026-12', false, null, null],
      ['2026-11', true, before.data.totals.open, before.data.late.total],
    ])
  })

  test('the database itself refuses to change one, and verify names what was changed all the same', async () => {
    const address = await kept(fresh)
    await november(address)
    desk.clock.now = OPENING
    expect((await freeze()).status).toBe(200)
    await desk.stop()
    const run = async () => {
      const io = collect()
      return { code: await verify(io, address), err: io.err() }
    }
    expect(await run()).toEqual({ code: 0, err: '' })
    const { db, dialect, close } = openDatabase(address)
    const say = (text: string) => sql.raw(text).execute(db)
    for (const statement of [
      `update reports set data = replace(data, 'x', 'y')`,
      'delete from reports',
      `update report_lines set lines = 'x'`,
      'delete from report_lines',
      'insert into report_lines (making, page, lines) select making, 9, lines from report_lines',
    ])
      await expect(say(statement)).rejects.toThrow('a frozen report is never changed')
    for (const table of ['reports', 'report_lines'])
      for (const verb of ['update', 'delete'])
        await say(
          dialect === 'sqlite'
            ? `drop trigger ${table}_no_${verb}`
            : `alter table ${table} disable trigger all`,
        )
    const { making } = await db.selectFrom('reports').select('making').executeTakeFirstOrThrow()
    await db
      .updateTable('reportLines')
      .set((eb) => ({ lines: sql`replace(${eb.ref('lines')}, 'lama', 'lain')` }))
      .execute()
    expect(await run()).toMatchObject({
      code: 1,
      err: expect.stringContaining('lines of the report of 2026-11'),
    })
    await say(
      `update reports set data = replace(data, '"received":2', '"received":3') where making = '${making}'`,
    )
    expect(await run()).toMatchObject({
      code: 1,
      err: expect.stringContaining('the report of 2026-11 is not'),
    })
    await close()
  })

  test('what was begun and not finished leaves nothing, and freezing begins anew', async () => {
    const address = await kept(fresh)
    await november(address)
    const { db, close } = openDatabase(address)
    desk.clock.now = OPENING
    // A process that ended in the midst of it, and one whose last step failed: neither froze anything.
    await insertPage(db, '2026-11/gone', 0, 'x\n')
    const lost = { db, now: () => OPENING, outbox: { mail: true, url: 'no address', wake: () => {} } }
    await expect(freezeReport(lost, '2026-11', null)).rejects.toThrow()
    expect((await month()).seal).toBeNull()
    await desk.alih.deliver()
    expect((await month()).seal).not.toBeNull()
    const makings = await db.selectFrom('reportLines').select('making').distinct().execute()
    expect(makings).toEqual([await db.selectFrom('reports').select('making').executeTakeFirstOrThrow()])
    await close()
  })
})

describe('by hand', () => {
  test('only when the month is over, by the division head, and with their name', async () => {
    await november()
    expect(await freeze()).toMatchObject({ status: 409, body: { code: 'month_running' } })
    desk.clock.now = new Date('2026-11-30T16:00:00Z')
    expect((await freeze('2026-11', 'head')).status).toBe(403)
    expect((await freeze()).body.seal).toMatchObject({ frozenBy: people.division_head.name })
  })

  test('a month without data is none: before the first, to come, or no month', async () => {
    await november()
    for (const id of ['2026-10', '2027-01', '2026-13', 'x', '2026-11.doc'])
      expect([id, (await desk.call('division_head', 'GET', `/reports/${id}`)).status]).toEqual([id, 404])
  })

  test('by an acting division head, in whose stead it says', async () => {
    await november()
    const { body: all } = await desk.call('admin', 'GET', '/people')
    const idOf = (who: Who) =>
      (all as { id: number; email: string }[]).find(({ email }) => email === people[who].email)!.id
    desk.clock.now = OPENING
    await desk.call('admin', 'POST', '/actings', {
      personId: idOf('operator'),
      standsInForId: idOf('division_head'),
      title: 'plh',
      fromDay: '2026-12-01',
      toDay: '2026-12-01',
    })
    expect((await freeze('2026-11', 'operator')).body.seal.frozenBy).toBe('Tim (a.n. Kabid)')
  })
})

describe('mail', () => {
  let mail: MailServer
  beforeEach(async () => {
    mail = await startMail()
  })
  afterEach(() => mail.stop())

  test('the division heads hear of it once, however often it is asked for', async () => {
    await november(':memory:', { smtp: mail.url })
    await desk.alih.deliver()
    mail.box.length = 0
    desk.clock.now = OPENING
    for (let round = 0; round < 3; round++) await desk.alih.deliver()
    await freeze()
    const about = () => mail.box.filter(({ subject }) => subject?.includes('laporan bulanan'))
    await soon('the mail is there', () => about().length > 0)
    await desk.alih.deliver()
    expect(about().map(({ recipients, subject }) => [recipients, subject])).toEqual([
      [[people.division_head.email], 'November 2026: laporan bulanan'],
    ])
    const { seal } = await month()
    expect(about()[0]!.text).toContain(seal!.digest)
    expect(about()[0]!.text).toContain('http://alih.test/#/reports/2026-11/show')
  })

  test('months that were missed are frozen too, and only the last is news', async () => {
    await november(':memory:', { smtp: mail.url })
    desk.clock.now = new Date('2027-02-01T00:00:00Z')
    await desk.alih.deliver()
    expect((await months('?filter={"isFrozen":true}')).map(({ id }) => id)).toEqual([
      '2027-01',
      '2026-12',
      '2026-11',
    ])
    // What is open goes over into each month.
    expect((await month('2027-01')).data.totals).toMatchObject({ carriedOver: 1, received: 0, open: 1 })
    await soon('the mail is there', () =>
      mail.box.some(({ subject }) => subject?.includes('laporan bulanan')),
    )
    expect(
      mail.box.flatMap(({ subject }) => (subject?.includes('laporan bulanan') ? [subject] : [])),
    ).toEqual(['Januari 2027: laporan bulanan'])
  })
})

describe('as a file', () => {
  test('the workbook has the figures, the rows, the rules and the digest', async () => {
    await november()
    desk.clock.now = OPENING
    const { body: frozen } = (await freeze()) as { body: ReportRecord }
    const { headers, bytes } = await file('2026-11.xlsx')
    expect(headers.get('content-disposition')).toBe('attachment; filename="laporan-2026-11.xlsx"')
    const { sheets } = await readXlsx(new Uint8Array(bytes))
    expect(sheets.map(({ name }) => name)).toEqual([
      'Ringkasan',
      'Instansi',
      'Permohonan',
      'Langkah',
      'Terlambat',
      'Perubahan nama',
      'Bukti',
      'DNS',
      'Situs bermasalah',
      'Aturan penghitungan',
    ])
    const rows = (name: string) => sheets.find((sheet) => sheet.name === name)!.rows
    expect(rows('Ringkasan')).toContainEqual(['Sidik SHA-256 data laporan', null, frozen.seal!.digest])
    expect(rows('Ringkasan')).toContainEqual(['Diterima', 2, null])
    const [head, first, second] = rows('Permohonan')
    expect(head!.slice(0, 6)).toEqual([
      'Nomor',
      'Instansi',
      'Jenis',
      'Nama lama',
      'Nama baru',
      'Tahap akhir bulan',
    ])
    expect(first!.slice(0, 7)).toEqual([
      '2026/0001',
      'Dinas Kesehatan',
      'Website',
      'lama.kaltim.example',
      'baru.kaltim.example',
      'Diarsipkan',
      new Date('2026-11-23T09:00:00Z'),
    ])
    expect(second![5]).toBe('Diajukan')
    expect(rows('Perubahan nama')).toHaveLength(2)
    // Submitted on Monday, due on Tuesday 16:00, still waiting: late by Wednesday to Monday.
    expect(rows('Terlambat')[1]!.slice(5)).toEqual([
      '2. Disposisi',
      new Date('2026-11-23T09:00:00Z'),
      new Date('2026-11-24T16:00:00Z'),
      null,
      7 * 3600 + 4 * 28_800 + 12_600,
      3 * 28_800 + 12_600,
    ])
    expect(rows('Aturan penghitungan').length).toBeGreaterThan(8)
  })

  test('the CSV is the requests, in the language that is asked for; the PDF a PDF', async () => {
    await november()
    const { headers, bytes } = await file('2026-11.csv', 'en')
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const lines = bytes.toString().split('\r\n')
    expect(lines[0]).toMatch(/^\ufeffNumber;Agency;Kind;Old name;New name;Stage at the end;Submitted;/)
    expect(lines[1]).toMatch(
      /^2026\/0001;Dinas Kesehatan;Website;lama\.kaltim\.example;.*;2026-11-23 09:00:00;/,
    )
    expect(lines).toHaveLength(4)
    const pdf = await file('2026-11.pdf')
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  })

  test('the command writes the same, and says where nothing is', async () => {
    const address = join(folder, 'alih.sqlite')
    await november(address)
    desk.clock.now = OPENING
    await freeze()
    const expected = await file('2026-11.csv')
    await desk.stop()
    const run = async (...args: string[]) => {
      const io = collect()
      return { code: await report(args, io, address), out: io.out(), err: io.err() }
    }
    const output = join(folder, 'laporan.csv')
    expect(await run('2026-11', '--format', 'csv', '-o', output)).toMatchObject({
      code: 0,
      out: expect.stringContaining('SHA-256'),
    })
    expect(await readFile(output)).toEqual(expected.bytes)
    expect(await run('2026-09', '--format', 'csv', '-o', output)).toMatchObject({ code: 1 })
    for (const bad of [
      [],
      ['2026-13'],
      ['2026-11', '--format', 'doc', '-o', 'x'],
      ['2026-11', '--format', 'pdf'],
    ])
      expect((await run(...bad)).code).toBe(2)
  })
})

test('months are a list like any other: sorted, filtered, cut', async () => {
  await november()
  desk.clock.now = new Date('2027-01-15T02:00:00Z')
  expect((await months()).map(({ id }) => id)).toEqual(['2027-01', '2026-12', '2026-11'])
  expect((await months('?sort=["id","ASC"]&range=[0,1]')).map(({ id }) => id)).toEqual(['2026-11', '2026-12'])
  const { body, headers } = await desk.call('head', 'GET', '/reports?filter={"id":["2026-11"]}')
  expect(headers.get('content-range')).toBe('reports 0-0/1')
  expect(body[0]).toMatchObject({ id: '2026-11', received: 2, finished: 1, executed: 1, open: null })
})

test('who asks for a month that is being made shares it, and its progress can be asked', async () => {
  const address = join(folder, 'alih.sqlite')
  await november(address)
  const { db, close } = openDatabase(address)
  const workshop = createWorkshop({
    db,
    now: () => desk.clock.now,
    outbox: { mail: false, url: 'http://x', wake: () => {} },
  })
  const [one, two] = [workshop.make('2026-11'), workshop.make('2026-11')]
  expect(workshop.progress('2026-11')).toMatchObject({ isMaking: true })
  expect(await one).toBe(await two)
  expect(workshop.progress('2026-11')).toEqual({ isMaking: false, done: 0, total: 0 })
  await close()
})

test('a rename that breaks is told with its hours, and the site with since when', async () => {
  await november()
  const look = (status: 'broken' | 'ok', at: string) => {
    desk.clock.now = new Date(at)
    desk.world.look = ({ newName }) =>
      checked(status, status === 'ok' ? [found('A10', newName)] : [found('A01', newName)], desk.clock.now)
    return desk.sweep()
  }
  await look('broken', '2026-11-25T01:00:00Z')
  await look('ok', '2026-11-25T04:00:00Z')
  await look('broken', '2026-11-30T10:00:00Z')
  desk.clock.now = OPENING
  const { data } = await month()
  // Three hours on the 25th, and the last six of the month (18:00 to midnight WITA).
  expect(data.proof).toMatchObject({ wrongRenames: 1, wrongSeconds: 9 * 3600, wrongHours: 9 })
  expect(data.dns.ailing.rows).toMatchObject([
    { hostname: 'baru.kaltim.example', status: 'broken', since: '2026-11-30T10:00:00.000Z' },
  ])
  expect(data.renames.rows[0]!.papers).toMatchObject({
    letter: 'surat.pdf',
    disposition: '500.12/001/DISP/DISKOMINFO/XI/2026',
    notification: '500.12/001/DISKOMINFO/XI/2026',
  })
})
