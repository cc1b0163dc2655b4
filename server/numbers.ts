/** Gap-free counters: a number belongs to the transaction that drew it, and comes back when that is rolled back. */
import { sql } from 'kysely'
import type { Db } from './database.ts'

/** The next number of a counter, from 1; others who want one wait until the transaction ends. */
export async function nextOf(trx: Db, name: string): Promise<number> {
  const { value } = await trx
    .insertInto('counters')
    .values({ name, value: 1 })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: sql<number>`counters.value + 1` }))
    .returning('value')
    .executeTakeFirstOrThrow()
  return value
}

/** Makes everybody else who wants a number of this counter wait until the transaction ends, without taking one. */
export async function holdCounter(trx: Db, name: string): Promise<void> {
  await trx
    .insertInto('counters')
    .values({ name, value: 0 })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: sql<number>`counters.value` }))
    .execute()
}
