/** Opens SQLite or PostgreSQL and brings the schema up to date. The only file that knows which of the two it is. */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import {
  CamelCasePlugin,
  Kysely,
  Migrator,
  PostgresDialect,
  SqliteDialect,
  type Dialect as KyselyDialect,
  type SqliteDatabase as Connection,
} from 'kysely'
import pg from 'pg'
import { migrations, type Dialect } from '../migrations/index.ts'
import type { Tables } from './tables.ts'

export type Db = Kysely<Tables>

export type Database = { db: Db; dialect: Dialect; close: () => Promise<void> }

const NAMING = { maintainNestedObjectKeys: true }
const INT8 = 20

/** Opens a SQLite file (`:memory:` too) or a `postgres://` address. Folders of the file are made. */
export function openDatabase(address: string): Database {
  const dialect: Dialect = isPostgres(address) ? 'postgres' : 'sqlite'
  const db = new Kysely<Tables>({
    dialect: dialect === 'postgres' ? postgres(address) : sqlite(address),
    plugins: [new CamelCasePlugin(NAMING)],
  })
  return { db, dialect, close: () => db.destroy() }
}

function sqlite(file: string): KyselyDialect {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  const database = new SqliteDatabase(file)
  database.pragma('journal_mode = WAL')
  // An action that was acknowledged outlives a power cut. better-sqlite3 is built with NORMAL, which does not promise
  // that; looks, the only frequent writes, share a transaction and so its one flush.
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  database.pragma('busy_timeout = 5000')
  return new SqliteDialect({ database: remembering(database) })
}

const STATEMENTS = 256
// Lists of many values make texts that hardly ever come again.
const LONGEST = 4000

/** Keeps statements by their text: to parse one costs more than to run it. The longest unused goes first. */
function remembering(database: SqliteDatabase.Database): Connection {
  const known = new Map<string, SqliteDatabase.Statement<unknown[]>>()
  return {
    close: () => database.close(),
    prepare(text) {
      const kept = known.get(text)
      // One that is still being read from row by row cannot be begun again.
      if (kept?.busy) return database.prepare(text)
      const statement = kept ?? database.prepare(text)
      if (text.length > LONGEST) return statement
      known.delete(text)
      known.set(text, statement)
      if (known.size > STATEMENTS) known.delete(known.keys().next().value!)
      return statement
    },
  }
}

function postgres(connectionString: string): KyselyDialect {
  // Counts come as int8, which pg gives as text; ours fit a number, as they do from SQLite. Set for this pool alone.
  const types: pg.CustomTypesConfig = {
    getTypeParser: (oid: number, format: any) =>
      oid === INT8 ? Number : pg.types.getTypeParser(oid, format),
  }
  const pool = new pg.Pool({ connectionString, max: 10, types })
  // A server that goes away while a connection idles is no fault of ours: the pool drops it, and the next query, which
  // fails or reconnects, tells. Without a listener the process would end.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return new PostgresDialect({ pool })
}

/** Runs the pending migrations and names them. Bookkeeping tables of our own stand beside a host's. */
export async function migrate({ db, dialect }: Database): Promise<string[]> {
  const migrator = new Migrator({
    db: db.withoutPlugins(),
    provider: { getMigrations: async () => migrations(dialect) },
    migrationTableName: 'alih_migrations',
    migrationLockTableName: 'alih_migrations_lock',
  })
  const { error, results = [] } = await migrator.migrateToLatest()
  if (error)
    throw new Error('the database could not be brought up to date; nothing was changed', { cause: error })
  return results.map(({ migrationName }) => migrationName)
}

/** True for an address of PostgreSQL. */
export const isPostgres = (address: string) => /^postgres(ql)?:\/\//.test(address)

/** Copies a SQLite database while it is in use; the copy is one consistent moment. */
export async function copyDatabase(from: string, to: string): Promise<void> {
  const source = new SqliteDatabase(from, { readonly: true, fileMustExist: true })
  try {
    await source.backup(to)
  } finally {
    source.close()
  }
}

/** Why a file is no sound database of ours; null when it is one. */
export function unsoundness(file: string): string | null {
  try {
    const database = new SqliteDatabase(file, { readonly: true, fileMustExist: true })
    try {
      const [check] = database.pragma('integrity_check') as { integrity_check: string }[]
      if (check?.integrity_check !== 'ok') return `is damaged: ${check?.integrity_check}`
      const ours = database.prepare("select 1 from sqlite_master where name = 'request_events'").get()
      return ours ? null : 'is a database, but not one of Alih'
    } finally {
      database.close()
    }
  } catch (error) {
    return `cannot be read as a database (${error instanceof Error ? error.message : String(error)})`
  }
}

/** True when an error is a broken unique constraint. */
export function isDuplicate(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: string }
  return code === '23505' || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY'
}

/** True when an error is a row that others still point at, or a reference to a row that is not there. */
export function isReferenced(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: string }
  return code === '23503' || code === '23001' || code === 'SQLITE_CONSTRAINT_FOREIGNKEY'
}
