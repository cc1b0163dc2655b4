/** Runs the same tests on both databases: SQLite in memory, and a real PostgreSQL. */
import { afterAll, beforeAll, describe } from 'vitest'
import { startPostgres, type Postgres } from './postgres.ts'

/** `fresh` gives the address of an empty database. */
export function onBothDatabases(name: string, tests: (fresh: () => Promise<string>) => void): void {
  describe(`${name} · SQLite`, () => tests(async () => ':memory:'))
  describe(`${name} · PostgreSQL`, () => {
    let postgres: Postgres
    beforeAll(async () => {
      postgres = await startPostgres()
    })
    afterAll(() => postgres?.stop())
    tests(() => postgres.fresh())
  })
}
