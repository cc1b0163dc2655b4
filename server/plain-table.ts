/** The store of a resource that is just a table: list, one, create, update, remove. */
import type { Kysely, SelectQueryBuilder } from 'kysely'
import type { Db } from './database.ts'
import type { Tables } from './tables.ts'
import { page, type ListQuery, type Page } from './rest.ts'

type Select = SelectQueryBuilder<any, any, any>

type Options<R, I, F> = {
  toRow: (input: I) => object
  fromRow: (row: any) => R
  where: (query: Select, filter: F) => Select
  /** Runs in the same transaction before any change. */
  before?: (db: Db) => Promise<void>
  /** Runs in the same transaction after any change. */
  changed?: (db: Db) => Promise<void>
}

export function plainTable<R, I, F extends { id?: number[] | undefined }>(
  database: Db,
  table: keyof Tables,
  { toRow, fromRow, where, before, changed }: Options<R, I, F>,
) {
  // One resource's table is as good as another's here; the typed ends are `toRow` and `fromRow`.
  const within = <T>(work: (db: Kysely<any>) => Promise<T>) =>
    database.transaction().execute(async (trx) => {
      await before?.(trx)
      const result = await work(trx)
      await changed?.(trx)
      return result
    })
  const db = database as unknown as Kysely<any>
  return {
    async list(query: ListQuery<F>): Promise<Page<R>> {
      const all = db.selectFrom(table).selectAll() as Select
      const { id } = query.filter
      if (id?.length === 0) return { rows: [], total: 0 }
      const chosen = where(id ? all.where('id', 'in', id) : all, query.filter)
      const { rows, total } = await page(chosen, query)
      return { rows: rows.map(fromRow), total }
    },
    async one(id: number): Promise<R | null> {
      const row = await db.selectFrom(table).selectAll().where('id', '=', id).executeTakeFirst()
      return row ? fromRow(row) : null
    },
    create: (input: I): Promise<R> =>
      within(async (trx) =>
        fromRow(await trx.insertInto(table).values(toRow(input)).returningAll().executeTakeFirstOrThrow()),
      ),
    update: (id: number, input: I): Promise<R | null> =>
      within(async (trx) => {
        const row = await trx
          .updateTable(table)
          .set(toRow(input))
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirst()
        return row ? fromRow(row) : null
      }),
    remove: (id: number): Promise<R | null> =>
      within(async (trx) => {
        const row = await trx.deleteFrom(table).where('id', '=', id).returningAll().executeTakeFirst()
        return row ? fromRow(row) : null
      }),
  }
}
