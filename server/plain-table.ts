/** The store of a resource that is just a table: list, one, create, update, remove. */
import type { Kysely, SelectQueryBuilder } from 'kysely'
import type { Actor } from './core/access.ts'
import type { Db } from './database.ts'
import type { Tables } from './tables.ts'
import { page } from './page.ts'
import type { ListQuery, Page } from './rest.ts'

type Select = SelectQueryBuilder<any, any, any>

type Options<R, I, F> = {
  toRow: (input: I) => object
  fromRow: (row: any) => R
  where: (query: Select, filter: F) => Select
  /** Runs in the same transaction before anything else: what must happen one after the other waits here. */
  lock?: (db: Db) => Promise<void>
  /** Runs in the same transaction before a row is written, and refuses what must not be; `id` is null for a new one. */
  guard?: (db: Db, input: I, id: number | null) => Promise<void>
  /** Runs in the same transaction after any change; `before` is null of a new row, `after` of a removed one. */
  changed?: (db: Db, change: { before: R | null; after: R | null }, actor: Actor) => Promise<void>
}

export function plainTable<R, I, F extends { id?: number[] | undefined }>(
  database: Db,
  table: keyof Tables,
  { toRow, fromRow, where, lock, guard, changed }: Options<R, I, F>,
) {
  // One resource's table is as good as another's here; the typed ends are `toRow` and `fromRow`.
  const within = <T>(work: (db: Kysely<any>) => Promise<T>) =>
    database.transaction().execute(async (trx) => {
      await lock?.(trx)
      return work(trx)
    })
  const db = database as unknown as Kysely<any>
  return {
    async list(query: ListQuery<F>): Promise<Page<R>> {
      const all = db.selectFrom(table).selectAll() as Select
      const { id } = query.filter
      if (id?.length === 0) return { rows: [], total: 0 }
      const chosen = where(id ? all.where('id', 'in', id) : all, query.filter)
      const found = await page(db, chosen, query)
      return { ...found, rows: found.rows.map(fromRow) }
    },
    async one(id: number): Promise<R | null> {
      const row = await db.selectFrom(table).selectAll().where('id', '=', id).executeTakeFirst()
      return row ? fromRow(row) : null
    },
    create: (input: I, actor: Actor): Promise<R> =>
      within(async (trx) => {
        await guard?.(trx, input, null)
        const after = fromRow(
          await trx.insertInto(table).values(toRow(input)).returningAll().executeTakeFirstOrThrow(),
        )
        await changed?.(trx, { before: null, after }, actor)
        return after
      }),
    update: (id: number, input: I, actor: Actor): Promise<R | null> =>
      within(async (trx) => {
        await guard?.(trx, input, id)
        const old = await trx.selectFrom(table).selectAll().where('id', '=', id).executeTakeFirst()
        const row = await trx
          .updateTable(table)
          .set(toRow(input))
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirst()
        if (!row) return null
        const after = fromRow(row)
        await changed?.(trx, { before: old ? fromRow(old) : null, after }, actor)
        return after
      }),
    remove: (id: number, actor: Actor): Promise<R | null> =>
      within(async (trx) => {
        const row = await trx.deleteFrom(table).where('id', '=', id).returningAll().executeTakeFirst()
        if (!row) return null
        const before = fromRow(row)
        await changed?.(trx, { before, after: null }, actor)
        return before
      }),
  }
}
