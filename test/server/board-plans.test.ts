/** The board's questions go by indexes and kept counts: their plans are read on both databases, and none walks a table. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CompiledQuery, sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  agencyHealth,
  ailingSites,
  checkerFindings,
  contactsOf,
  daysUntil,
  keepDay,
  lastLookAt,
  propagatingSites,
  worstSites,
} from '../../server/board/store.ts'
import { migrate, openDatabase, type Db } from '../../server/database.ts'
import { backlog, countByStatus } from '../../server/sites/store.ts'
import { onBothDatabases } from '../support/databases.ts'
import { MONDAY_NINE } from '../support/desk.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alih-plans-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

type Question = [name: string, ask: (db: Db) => Promise<unknown>]
const questions = [null, 3].flatMap((agencyId): Question[] => {
  const reach = { agencyId, sentOnly: false }
  const of = agencyId === null ? 'all' : 'one agency'
  return [
    [`counts of ${of}`, (db) => countByStatus(db, reach)],
    [`the worst of ${of}`, (db) => worstSites(db, reach, { limit: 50 })],
    [`what is well of ${of}`, (db) => worstSites(db, reach, { status: 'ok', limit: 50 })],
    [`agencies of ${of}`, (db) => agencyHealth(db, reach)],
    [`propagation of ${of}`, (db) => propagatingSites(db, reach, 50)],
    [`what ails of ${of}`, (db) => ailingSites(db, reach, 50)],
    [`backlog of ${of}`, (db) => backlog(db, MONDAY_NINE, reach)],
    [`the checker of ${of}`, (db) => checkerFindings(db, reach, 5)],
    [`days of ${of}`, (db) => daysUntil(db, reach, MONDAY_NINE, 90)],
  ]
})
questions.push(
  ['the last look', (db) => lastLookAt(db)],
  ['whom to tell', (db) => contactsOf(db, [1, 2])],
  ['keeping the day', (db) => keepDay(db, MONDAY_NINE)],
)

// As many as make a walk of the table dearer than an index to both planners.
const SITES = 20_000
const AGENCIES = 40

async function fill(db: Db): Promise<void> {
  const at = MONDAY_NINE.toISOString()
  const agencies = Array.from({ length: AGENCIES }, (_, id) => ({ name: `Dinas ${id}`, shortName: `D${id}` }))
  await db.insertInto('agencies').values(agencies).execute()
  const statusOf = (id: number) =>
    id % 500 === 0 ? 'broken' : id % 700 === 0 ? 'stale' : id % 900 === 0 ? 'propagating' : 'ok'
  for (let from = 0; from < SITES; from += 500) {
    const rows = Array.from({ length: 500 }, (_, index) => from + index).map((id) => ({
      hostname: `n${id}.kaltim.example`,
      agencyId: (id % AGENCIES) + 1,
      kind: 'website',
      records: '{}',
      role: 'active',
      status: statusOf(id),
      severity: 'ok',
      statusSince: at,
      checkedAt: at,
      nextCheckAt: new Date(MONDAY_NINE.getTime() + 60_000 * ((id % 30) - 1)).toISOString(),
      forecastUntil: statusOf(id) === 'propagating' ? at : null,
    }))
    await db.insertInto('sites').values(rows).execute()
  }
  for (let from = 0; from < SITES / 4; from += 500) {
    const rows = Array.from({ length: 500 }, (_, index) => from + index).map((id) => ({
      siteId: id + 1,
      agencyId: (id % AGENCIES) + 1,
      findingKey: `k${id}`,
      condition: id % 100 === 0 ? 'M04' : 'A13',
      name: 'x',
      level: 'warning',
      stop: 0,
      subject: 'x',
      message: '{}',
      remedy: '{}',
      state: id % 3 === 0 ? 'open' : 'closed',
      looks: '1',
      flapping: 0,
      firstSeenAt: at,
      openedAt: at,
    }))
    await db.insertInto('findings').values(rows).execute()
  }
  await sql.raw('analyze').execute(db)
}

/** The same database, which writes down what it is asked. */
function listening(db: Db, asked: CompiledQuery[]): Db {
  return db.withPlugin({
    transformQuery({ node, queryId }) {
      asked.push(db.getExecutor().compileQuery(node, queryId))
      return node
    },
    transformResult: async ({ result }) => result,
  })
}

async function planOf(db: Db, { sql: text, parameters }: CompiledQuery, explain: string): Promise<string> {
  const { rows } = await db.executeQuery(CompiledQuery.raw(`${explain} ${text}`, [...parameters]))
  return rows.map((row) => Object.values(row as object).join(' ')).join('\n')
}

const ways = {
  // A scan by an index ends at the limit; one of the table, or a sort, has read everything.
  sqlite: {
    explain: 'explain query plan',
    walks: /SCAN (sites|findings)\b(?! USING)|TEMP B-TREE FOR ORDER BY/,
  },
  postgres: { explain: 'explain', walks: /Seq Scan on (sites|findings)\b/ },
}
// Few rows, by agency, day or what is under way: they may be sorted.
const small = /from "(tallies|people|site_days|agencies)"|insert into site_days|where status = 'propagating'/i

onBothDatabases('the plans of the board', (fresh) => {
  test('no question walks the names or the findings', { timeout: 240_000 }, async () => {
    const address = (await fresh()).replace(':memory:', join(folder, 'plans.sqlite'))
    const database = openDatabase(address)
    try {
      await migrate(database)
      await fill(database.db)
      const { explain, walks } = ways[database.dialect]
      const asked: CompiledQuery[] = []
      const db = listening(database.db, asked)
      const walking: string[] = []
      for (const [name, ask] of questions) {
        asked.length = 0
        await ask(db)
        expect(asked.length, name).toBeGreaterThan(0)
        for (const query of asked) {
          const plan = await planOf(database.db, query, explain)
          const sorts = small.test(query.sql) ? plan.replaceAll('TEMP B-TREE FOR ORDER BY', '') : plan
          if (walks.test(sorts)) walking.push(`${name}\n${query.sql}\n${plan}`)
        }
      }
      expect(walking).toEqual([])
      // The net catches what it is there for.
      const walk = database.db.selectFrom('sites').select('id').where('records', '=', 'x').compile()
      expect(await planOf(database.db, walk, explain)).toMatch(walks)
    } finally {
      await database.close()
    }
  })
})
