/** Search in large tables: any part of a text by an index of trigrams, and what is too short for one as a beginning. */
import { sql } from 'kysely'
import type { Db } from './database.ts'
import { among, COUNTED, counted, type Clause } from './page.ts'
import { containing } from './rest.ts'

type Searched = 'requests' | 'sites' | 'findings' | 'deliveries'

/** The columns of the indexed text, and of them those that a short term may begin. */
const columns: Record<Searched, { text: readonly string[]; begins: readonly string[] }> = {
  requests: { text: ['oldName', 'newName', 'number', 'reason'], begins: ['oldName', 'newName', 'number'] },
  sites: { text: ['hostname'], begins: ['hostname'] },
  findings: { text: ['subject'], begins: ['subject'] },
  deliveries: { text: ['name', 'address', 'subject'], begins: ['name', 'address'] },
}

// Of what is found, some may be hidden.
const ENOUGH = COUNTED + 500
// So few are named one by one: PostgreSQL weighs trigrams anew in every statement, and common ones have long lists.
const NAMED = 100

/** The condition that rows have a term in them; null where there is no term. */
export async function searching(db: Db, table: Searched, q: string | undefined): Promise<Clause | null> {
  const term = q?.trim().replace(/\s+/g, ' ').toLowerCase() ?? ''
  if (term === '') return null
  // Both indexes know three letters or digits in a row.
  return /[\p{L}\p{N}]{3}/u.test(term) ? anywhere(db, table, term) : beginning(db, table, term)
}

async function anywhere(db: Db, table: Searched, term: string): Promise<Clause> {
  const like = containing(term)
  // FTS5 takes no ESCAPE: any character stands for those that would need it, and what was meant is asked after.
  const loose = `%${term.replace(/[\\%_]/g, '_')}%`
  let found = db
    .selectFrom(`${table}_search` as 'requestsSearch')
    .select('rowid as id')
    .where('text', 'like', loose)
  if (like !== loose) found = found.where(sql<boolean>`text like ${like} escape '\\'`)
  const ids = (await found.limit(NAMED + 1).execute()).map(({ id }) => id)
  if (ids.length === 0) return { rows: 0, when: sql`1 = 0` }
  if (ids.length <= NAMED) return among('id', ids, { rows: ids.length })
  const rows = await counted(db, found, ENOUGH)
  if (rows <= COUNTED) return { rows, when: sql`id in (${found})` }
  const each = columns[table].text.map((column) => sql`lower(${sql.ref(column)}) like ${like} escape '\\'`)
  return { rows: Infinity, atLeast: rows, when: sql`(${sql.join(each, sql` or `)})` }
}

async function beginning(db: Db, table: Searched, term: string): Promise<Clause> {
  const end = `${term}\u{10ffff}`
  const { begins } = columns[table]
  const found = begins.map(
    (column) =>
      sql<{
        id: number
      }>`select id from ${sql.table(table)} where ${sql.ref(column)} >= ${term} and ${sql.ref(column)} < ${end}`,
  )
  const all = sql<{ id: number }>`${sql.join(found, sql` union all `)}`
  // A row is found once for each column that begins so.
  const times = begins.length
  const rows = await counted(db, db.selectFrom(sql<{ id: number }>`(${all})`.as('found')), ENOUGH * times)
  if (rows <= COUNTED * times) return { rows, when: sql`id in (${all})` }
  return {
    rows: Infinity,
    atLeast: Math.floor(rows / times),
    when: sql`(${sql.join(
      begins.map((column) => sql`(${sql.ref(column)} >= ${term} and ${sql.ref(column)} < ${end})`),
      sql` or `,
    )})`,
  }
}
