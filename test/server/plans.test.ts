/**
 * No list reads a whole table: the plans of everything that is asked of the database for each page, filter, order, search
 * and count, as the app asks it, on both databases.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { migrate, openDatabase } from '../../server/database.ts'
import { createAlih, type Alih } from '../../server/index.ts'
import { fill, NOW } from '../bench/grid-fill.ts'
import { people, type Who } from '../support/people.ts'
import { startPostgres, type Postgres } from '../support/postgres.ts'
import { questions } from '../support/questions.ts'

const SIZE = 2_000
const large = ['requests', 'sites', 'findings']

type Asked = { text: string; values: readonly unknown[] }
type Bench = {
  alih: Alih
  asked: Asked[]
  plan: (asked: Asked) => Promise<string[]>
  stop: () => Promise<void>
}

async function open(address: string): Promise<Alih> {
  const database = openDatabase(address)
  await migrate(database)
  await fill(database, SIZE, () => {})
  await database.close()
  const alih = createAlih({
    database: address,
    url: 'http://alih.test',
    identify: (request) => people[request.headers.get('x-person') as Who] ?? null,
    now: () => NOW,
    schedule: false,
  })
  await alih.start()
  return alih
}

const isQuery = (text: string) => /^\s*(select|with)\b/i.test(text)

/** What a plan reads from beginning to end, in SQLite's own words. */
const scansOfSqlite = (plan: readonly string[], text: string) =>
  // What is walked in its order ends with the page: an index, or the table itself by its key. Otherwise nobody knows where.
  byKey.test(text)
    ? []
    : plan.filter((line) => new RegExp(`^SCAN (${large.join('|')})\\b(?!.*USING)`).test(line))
// What was never sent is few, so passing over it is no walk either.
const byKey =
  /from "\w+"( where "id" not in \(select "id" from "requests" where "requests"\."submitted_at" is null\))? order by "id" (asc|desc) limit \?/

const scansOfPostgres = (plan: readonly string[]) =>
  plan.filter((line) => new RegExp(`Seq Scan on (${large.join('|')})\\b`).test(line))

async function sqlite(): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'alih-plans-'))
  const file = join(folder, 'alih.sqlite')
  const asked: Asked[] = []
  // oxlint-disable-next-line typescript/unbound-method -- called on what the spy is called on
  const prepare = SqliteDatabase.prototype.prepare
  const spy = vi.spyOn(SqliteDatabase.prototype, 'prepare').mockImplementation(function (
    this: never,
    text: string,
  ) {
    if (isQuery(text)) asked.push({ text, values: [] })
    return prepare.call(this, text)
  })
  const alih = await open(file)
  const reader = new SqliteDatabase(file, { readonly: true })
  return {
    alih,
    asked,
    // The plan is made without the values, as the statement is when it is prepared.
    async plan({ text }) {
      const statement: SqliteDatabase.Statement<unknown[]> = prepare.call(
        reader,
        `explain query plan ${text}`,
      )
      const parameters = Array.from({ length: (text.match(/\?/g) ?? []).length }, () => null)
      return (statement.all(...parameters) as { detail: string }[]).map(({ detail }) => detail)
    },
    async stop() {
      spy.mockRestore()
      reader.close()
      await alih.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function postgres(): Promise<Bench> {
  const server: Postgres = await startPostgres()
  const address = await server.fresh()
  const asked: Asked[] = []
  // oxlint-disable-next-line typescript/unbound-method -- called on what the spy is called on
  const query = pg.Client.prototype.query as (...args: any[]) => any
  const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
    this: never,
    ...args: any[]
  ) {
    const [first, values] = args
    const text = typeof first === 'string' ? first : first?.text
    if (typeof text === 'string' && isQuery(text)) asked.push({ text, values: values ?? first.values ?? [] })
    return query.apply(this, args)
  } as never)
  const alih = await open(address)
  const reader = new pg.Client(address)
  await reader.connect()
  // Small tables are read whole because that is cheap; what is asked here is whether anything else could be done.
  await query.call(reader, 'set enable_seqscan = off')
  return {
    alih,
    asked,
    async plan({ text, values }) {
      const { rows } = await query.call(reader, `explain ${text}`, [...values])
      return rows.map((row: Record<string, string>) => row['QUERY PLAN']!)
    },
    async stop() {
      spy.mockRestore()
      await reader.end()
      await alih.stop()
      await server.stop()
    },
  }
}

describe.each([
  ['SQLite', sqlite, scansOfSqlite],
  ['PostgreSQL', postgres, scansOfPostgres],
] as const)('the plans of %s', (_, start, scansOf) => {
  let bench: Bench
  beforeAll(async () => {
    bench = await start()
  }, 180_000)
  afterAll(() => bench?.stop())

  test.each(questions(SIZE))('$list, $kind: $name', async ({ path }) => {
    const seen = new Set<string>()
    const scans: object[] = []
    for (const who of ['division_head', 'operator', 'applicant'] as const) {
      bench.asked.length = 0
      const response = await bench.alih.app.request(`/api${path}`, { headers: { 'x-person': who } })
      expect(response.status).toBe(200)
      await response.arrayBuffer()
      for (const one of bench.asked.splice(0)) {
        if (seen.has(one.text)) continue
        seen.add(one.text)
        const found = scansOf(await bench.plan(one), one.text)
        if (found.length > 0) scans.push({ who, found, text: one.text })
      }
    }
    expect(scans).toEqual([])
  })

  test('it would see a query that has no index to go by', async () => {
    for (const table of large) {
      const text =
        `select id from ${table} where ${table === 'requests' ? 'reason' : 'severity'} = 'x'`.replace(
          /findings where severity/,
          'findings where message',
        )
      expect(scansOf(await bench.plan({ text, values: [] }), text)).toHaveLength(1)
    }
  })

  test('it has seen what the lists asked', async () => {
    bench.asked.length = 0
    // A number of conditions that no question above has.
    const path =
      '/api/requests?filter={"kind":"website","state":["approved","assigned"],"agencyId":3,"q":"lama"}'
    await bench.alih.app.request(encodeURI(path), { headers: { 'x-person': 'division_head' } })
    expect(bench.asked.filter(({ text }) => /from "?requests"?/.test(text)).length).toBeGreaterThan(0)
  })
})
