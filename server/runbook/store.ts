/** All SQL for what was ticked off of a request's runbook. */
import type { RunbookItemId, RunbookTick } from '../core/runbook.ts'
import type { Db } from '../database.ts'

/** What is ticked off, in the order in which it was. */
export async function ticksOf(db: Db, requestId: number): Promise<RunbookTick[]> {
  const rows = await db
    .selectFrom('runbookTicks')
    .select(['item', 'personId', 'personName', 'at'])
    .where('requestId', '=', requestId)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows as RunbookTick[]
}

/** True when it was not ticked before. */
export async function addTick(trx: Db, requestId: number, tick: RunbookTick): Promise<boolean> {
  const row = await trx
    .insertInto('runbookTicks')
    .values({ requestId, ...tick })
    .onConflict((conflict) => conflict.columns(['requestId', 'item']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** True when it was ticked. */
export async function removeTick(trx: Db, requestId: number, item: RunbookItemId): Promise<boolean> {
  const row = await trx
    .deleteFrom('runbookTicks')
    .where('requestId', '=', requestId)
    .where('item', '=', item)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** The work begins anew: what was done the first time is in the history. */
export async function clearTicks(trx: Db, requestId: number): Promise<void> {
  await trx.deleteFrom('runbookTicks').where('requestId', '=', requestId).execute()
}
