/** The health board over HTTP, on both databases and by a clock of its own: what it counts, keeps of each day, and shows to whom. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Board, BoardDay, Counts } from '../../server/core/board.ts'
import type { Check, Status } from '../../server/core/verdict.ts'
import { openDatabase } from '../../server/database.ts'
import { onBothDatabases } from '../support/databases.ts'
import {
  checked,
  found,
  MONDAY_NINE,
  observed,
  openDesk,
  settle,
  type TestDesk,
  type Who,
} from '../support/desk.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

let desk: TestDesk
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alih-board-'))
})
afterEach(async () => {
  await desk?.stop()
  await rm(folder, { recursive: true, force: true })
})

const board = async (query = '', who: Who = 'operator'): Promise<Board> =>
  (await desk.call(who, 'GET', `/board${query}`)).body
const trend = async (query = '', who: Who = 'operator'): Promise<BoardDay[]> =>
  (await desk.call(who, 'GET', `/board/trend${query}`)).body.days
const none = { broken: 0, wrong: 0, stale: 0, propagating: 0, ok: 0, unknown: 0 }
const of = (counts: Partial<Counts>) => ({ ...none, ...counts })
const nameOf = (label: string) => `${label}.kaltim.example`
async function register(label: string, agencyId = 1): Promise<number> {
  const site = { hostname: nameOf(label), agencyId, kind: 'website', records: { A: ['192.0.2.1'] } }
  return (await desk.call('operator', 'POST', '/sites', site)).body.id
}

/** What looks will see, by label; `ok` where nothing is said. */
let sights: Record<string, Status>
const see = (label: string, at: Date): Check => {
  const status = sights[label] ?? 'ok'
  const check = checked(status, [found('A10', nameOf(label))], at)
  if (status !== 'propagating') return check
  const because = { id: 'Cache menyimpan jawaban lama.', en: 'Caches keep the old answer.' }
  return { ...check, forecast: { until: new Date(at.getTime() + HOUR).toISOString(), because } }
}
async function open(address: string) {
  desk = await openDesk(address)
  await settle(desk)
  sights = {}
  desk.world.look = ({ newName }) => see(newName.split('.')[0]!, desk.clock.now)
}
/** Looks at whatever is due and keeps the day, as every minute does. */
async function round(at: Date | string = desk.clock.now) {
  desk.clock.now = new Date(at)
  await desk.sweep()
  await desk.alih.deliver()
}
const kept = async (fresh: () => Promise<string>) =>
  (await fresh()).replace(':memory:', join(folder, 'board.sqlite'))

onBothDatabases('the health board', (fresh) => {
  test('counts by status, and shows the worst first', async () => {
    await open(await fresh())
    for (const label of ['a', 'b', 'c', 'd']) await register(label)
    sights = { d: 'broken', c: 'wrong' }
    await round()
    const shown = await board()
    expect(shown.at).toBe(MONDAY_NINE.toISOString())
    expect(shown.counts).toEqual(of({ broken: 1, wrong: 1, ok: 2 }))
    expect(shown.sites.map(({ hostname, status }) => [hostname, status])).toEqual([
      [nameOf('d'), 'broken'],
      [nameOf('c'), 'wrong'],
      [nameOf('a'), 'ok'],
      [nameOf('b'), 'ok'],
    ])
    const only = await board('?status=ok')
    expect(only.sites.map(({ hostname }) => hostname)).toEqual([nameOf('a'), nameOf('b')])
    expect([shown.matching, only.matching]).toEqual([4, 2])
    expect(only.counts).toEqual(shown.counts)
  })

  test('a day is kept as it ended, whatever it was before, and the days between are not invented', async () => {
    await open(await fresh())
    await register('a')
    await register('b')
    expect(await trend()).toEqual([{ day: '2026-11-23', counts: of({ unknown: 2 }) }])
    await round()
    sights = { a: 'broken' }
    await round('2026-11-23T10:00:00Z')
    expect(await trend()).toEqual([{ day: '2026-11-23', counts: of({ broken: 1, ok: 1 }) }])
    sights = {}
    // The last minute of the day in WITA, and the first hours of the next.
    await round('2026-11-23T15:59:00Z')
    sights = { a: 'stale', b: 'stale' }
    await round('2026-11-23T17:30:00Z')
    // Nobody is there on the 25th.
    await round('2026-11-26T01:00:00Z')
    const days = [
      { day: '2026-11-23', counts: of({ ok: 2 }) },
      { day: '2026-11-24', counts: of({ stale: 2 }) },
      { day: '2026-11-26', counts: of({ stale: 2 }) },
    ]
    expect(await trend()).toEqual(days)
    // Today is always as it is by now, also where the minute has not come yet.
    desk.clock.now = new Date('2026-11-27T01:00:00Z')
    sights = { a: 'wrong', b: 'stale' }
    await desk.sweep()
    expect(await trend()).toEqual([...days, { day: '2026-11-27', counts: of({ wrong: 1, stale: 1 }) }])
  })

  test('ninety simulated days: every one as the looks left it, and no more than is asked for', async () => {
    await open(await fresh())
    for (const label of ['a', 'b', 'c']) await register(label, label === 'c' ? 2 : 1)
    const fates: Status[] = ['ok', 'broken', 'ok', 'wrong', 'stale', 'unknown', 'ok']
    const expected: BoardDay[] = []
    const start = Date.parse('2026-11-23T02:00:00Z')
    for (let day = 0; day < 95; day++) {
      sights = { a: fates[day % 7]!, b: fates[(day * 3) % 7]!, c: fates[(day * 5) % 7]! }
      await round(new Date(start + day * DAY))
      const counts = of({})
      for (const status of Object.values(sights)) counts[status]++
      expected.push({ day: new Date(start + day * DAY).toISOString().slice(0, 10), counts })
    }
    expect(await trend('?days=90')).toEqual(expected.slice(-90))
    expect(await trend('?days=30')).toEqual(expected.slice(-30))
    const own = await trend('?days=30', 'applicant')
    expect(own).toHaveLength(30)
    expect(own.every(({ counts }) => Object.values(counts).reduce((a, b) => a + b) === 2)).toBe(true)
    expect(await trend('?days=30&agencyId=1')).toEqual(own)
  })

  test('a look that changed nothing writes nothing, and restarts lose nothing', async () => {
    const address = await kept(fresh)
    await open(address)
    await register('a')
    await round()
    const { db, close } = openDatabase(address)
    const rows = async () =>
      (await db.selectFrom('siteDays').selectAll().orderBy('day').orderBy('agencyId').execute()) as object[]
    const first = await rows()
    expect(first).toEqual([{ day: '2026-11-23', agencyId: 1, ...of({ ok: 1 }) }])
    // A row that is written again would move (SQLite) or have another version (PostgreSQL).
    const version = async () =>
      (
        await sql<{
          v: string
        }>`select ${sql.raw(address.startsWith('postgres') ? 'xmin::text' : "'-'")} as v from site_days`.execute(
          db,
        )
      ).rows[0]!.v
    const before = await version()
    for (let minute = 1; minute <= 10; minute++)
      await round(new Date(MONDAY_NINE.getTime() + minute * 60_000))
    expect(await rows()).toEqual(first)
    expect(await version()).toBe(before)
    await close()
    await desk.stop()
    desk = await openDesk(address)
    desk.clock.now = new Date('2026-11-24T01:00:00Z')
    expect(await trend()).toEqual([
      { day: '2026-11-23', counts: of({ ok: 1 }) },
      { day: '2026-11-24', counts: of({ ok: 1 }) },
    ])
  })

  test('agencies: the worst first, by what is broken; what is handed over moves, what is retired is gone', async () => {
    await open(await fresh())
    for (const label of ['a', 'b', 'c']) await register(label, 1)
    const id = await register('d', 2)
    sights = { a: 'stale', b: 'stale', c: 'stale', d: 'broken' }
    await round()
    const byAgency = async (who: Who = 'operator') =>
      (await board('', who)).agencies.map(({ shortName, counts }) => [shortName, counts])
    expect(await byAgency()).toEqual([
      ['Disdik', of({ broken: 1 })],
      ['Dinkes', of({ stale: 3 })],
    ])
    expect(await byAgency('applicant')).toEqual([['Dinkes', of({ stale: 3 })]])
    const moved = { hostname: nameOf('d'), agencyId: 1, kind: 'website', records: { A: ['192.0.2.1'] } }
    await desk.call('operator', 'PUT', `/sites/${id}`, moved)
    await desk.alih.deliver()
    expect(await byAgency()).toEqual([['Dinkes', of({ stale: 3, broken: 1 })]])
    // Of today, the agency that has none left has none; all of them together are as many as before.
    expect(await trend('?agencyId=2')).toEqual([{ day: '2026-11-23', counts: of({}) }])
    expect(await trend()).toEqual([{ day: '2026-11-23', counts: of({ stale: 3, broken: 1 }) }])
    desk.clock.now = new Date(desk.clock.now.getTime() + DAY)
    expect((await trend('?agencyId=2'))[0]).toEqual({ day: '2026-11-23', counts: of({}) })
    await desk.call('admin', 'DELETE', `/sites/${id}`)
    expect(await byAgency()).toEqual([['Dinkes', of({ stale: 3 })]])
  })

  test('one agency by itself: its counts, names, days and lists', async () => {
    await open(await fresh())
    await register('a', 1)
    await register('b', 2)
    sights = { a: 'broken', b: 'propagating' }
    await round()
    const own = await board('?agencyId=2')
    expect(own.agencyId).toBe(2)
    expect(own.counts).toEqual(of({ propagating: 1 }))
    expect(own.sites.map(({ hostname }) => hostname)).toEqual([nameOf('b')])
    expect(own.propagating).toHaveLength(1)
    expect(own.ailing).toEqual([])
    expect(own.agencies).toHaveLength(2)
    expect((await board('?agencyId=1')).propagating).toEqual([])
  })

  test('propagation: until when and why, the soonest first; over when it is', async () => {
    await open(await fresh())
    await register('b')
    await register('a')
    await register('c')
    sights = { a: 'propagating', b: 'ok', c: 'propagating' }
    await round()
    sights = { a: 'propagating', b: 'propagating', c: 'propagating' }
    const until = new Date(MONDAY_NINE.getTime() + HOUR).toISOString()
    const because = { id: 'Cache menyimpan jawaban lama.', en: 'Caches keep the old answer.' }
    const lines = async () =>
      (await board()).propagating.map(({ hostname, forecastUntil, because }) => ({
        hostname,
        forecastUntil,
        because,
      }))
    expect(await lines()).toEqual([
      { hostname: nameOf('a'), forecastUntil: until, because },
      { hostname: nameOf('c'), forecastUntil: until, because },
    ])
    sights = {}
    await round(new Date(MONDAY_NINE.getTime() + 2 * HOUR))
    expect(await lines()).toEqual([])
  })

  test('what ails: since when, the longest first, and whom to tell — for officers alone', async () => {
    await open(await fresh())
    await register('a', 1)
    await register('b', 2)
    await register('c', 1)
    sights = { a: 'stale' }
    await round()
    sights = { a: 'stale', b: 'stale', c: 'broken' }
    await round(new Date(MONDAY_NINE.getTime() + DAY))
    const shown = await board()
    expect(shown.ailing.map(({ hostname, status, statusSince }) => [hostname, status, statusSince])).toEqual([
      [nameOf('c'), 'broken', '2026-11-24T01:00:00.000Z'],
      [nameOf('a'), 'stale', '2026-11-23T01:00:00.000Z'],
      [nameOf('b'), 'stale', '2026-11-24T01:00:00.000Z'],
    ])
    const { body: people } = await desk.call(
      'admin',
      'GET',
      '/people?filter={"role":"applicant","active":true}',
    )
    const of1 = people
      .filter(({ agencyId }: { agencyId: number }) => agencyId === 1)
      .map(({ name, email }: { name: string; email: string }) => ({ name, email }))
    expect(of1.length).toBeGreaterThan(0)
    expect(shown.contacts![1]).toEqual(of1)
    expect(Object.keys(shown.contacts!)).toEqual(['1', '2'])
    const own = await board('', 'applicant')
    expect(own.contacts).toBeNull()
    expect(own.ailing.map(({ hostname }) => hostname)).toEqual([nameOf('c'), nameOf('a')])
    // Whoever has left is not written to.
    const gone = people.find(({ agencyId }: { agencyId: number }) => agencyId === 2)
    const { id, signedUp, ...person } = gone
    await desk.call('admin', 'PUT', `/people/${id}`, { ...person, active: false })
    const after = (await board()).contacts![2]!.map(({ email }) => email)
    expect(after).not.toContain(gone.email)
  })

  test('an applicant sees the own agency alone, and asking for another is refused', async () => {
    await open(await fresh())
    await register('a', 1)
    await register('b', 2)
    sights = { a: 'stale', b: 'propagating' }
    await round()
    const own = await board('', 'applicant')
    expect(own).toMatchObject({ agencyId: 1, counts: of({ stale: 1 }), matching: 1, propagating: [] })
    expect(own.sites.map(({ agencyId }) => agencyId)).toEqual([1])
    expect(own.agencies.map(({ id }) => id)).toEqual([1])
    expect(own.checker.resolvers).toBeNull()
    expect(await board('?agencyId=1', 'applicant')).toEqual(own)
    for (const path of ['/board?agencyId=2', '/board/trend?agencyId=2'])
      expect((await desk.call('applicant', 'GET', path)).status).toBe(403)
    for (const query of ['?status=fine', '?agencyId=x', '?days=30'])
      expect((await desk.call('operator', 'GET', `/board${query}`)).status).toBe(400)
    expect((await desk.call('operator', 'GET', '/board/trend?days=31')).status).toBe(400)
  })

  test('the checker: offline since when, each resolver’s last word, and what is open about it', async () => {
    await open(await fresh())
    await register('a')
    expect((await board()).checker).toMatchObject({ lastSweepAt: null, lastLookAt: null, backlog: 1 })
    await desk.call('operator', 'POST', '/resolvers', { name: 'Kantor', address: '192.0.2.53', active: true })
    await desk.call('operator', 'POST', '/resolvers', {
      name: 'Cadangan',
      address: '192.0.2.54',
      active: true,
    })
    const asked = (address: string, status: 'answered' | 'timeout') =>
      observed({
        kind: 'dns',
        role: 'resolver',
        purpose: 'new',
        server: { name: null, address, port: 53 },
        question: { name: nameOf('a'), type: 'A' },
        elapsedMs: 12,
        outcome: { status },
      })
    desk.world.look = ({ newName }) => ({
      ...checked('unknown', [found('A10', newName)], desk.clock.now),
      observations: [asked('192.0.2.53', 'answered'), asked('192.0.2.99', 'timeout')],
    })
    await round()
    const { swept } = desk.ports()
    swept({ checked: 1, offline: false })
    const at = MONDAY_NINE.toISOString()
    expect((await board()).checker).toEqual({
      lastSweepAt: at,
      lastLookAt: at,
      offline: false,
      offlineSince: null,
      backlog: 0,
      resolvers: [
        {
          name: 'Kantor',
          address: '192.0.2.53',
          seen: { vote: 'agrees', condition: null, at, elapsedMs: 12 },
        },
        { name: 'Cadangan', address: '192.0.2.54', seen: null },
        { name: null, address: '192.0.2.99', seen: { vote: 'silent', condition: null, at, elapsedMs: null } },
      ],
      conditions: { total: 0, rows: [] },
    })
    desk.clock.now = new Date(MONDAY_NINE.getTime() + 60_000)
    swept({ checked: 0, offline: true })
    desk.clock.now = new Date(MONDAY_NINE.getTime() + 120_000)
    swept({ checked: 0, offline: true })
    expect((await board()).checker).toMatchObject({
      offline: true,
      offlineSince: '2026-11-23T01:01:00.000Z',
      lastSweepAt: '2026-11-23T01:02:00.000Z',
    })
    swept({ checked: 0, offline: false })
    expect((await board()).checker).toMatchObject({ offline: false, offlineSince: null })
    // Not knowing for a day is a finding of group M; it is the checker's, and only its own agency's.
    for (let hour = 1; hour <= 27; hour++) await round(new Date(MONDAY_NINE.getTime() + hour * HOUR))
    const { conditions } = (await board()).checker
    expect(conditions.total).toBe(1)
    expect(conditions.rows).toMatchObject([{ condition: 'M04', level: 'warning', subject: nameOf('a') }])
    expect(conditions.rows[0]!.message.id).toMatch(/tidak dapat disimpulkan/)
    expect((await board('', 'applicant')).checker.conditions).toEqual(conditions)
    expect((await board('', 'stranger')).checker.conditions).toEqual({ total: 0, rows: [] })
  })
})
