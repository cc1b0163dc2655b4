/** All SQL for the keys of zones and for the updates that were sent. */
import type { Selectable } from 'kysely'
import type { SentUpdate, UpdateKeyInput, UpdateStatus } from '../core/update.ts'
import type { Db } from '../database.ts'
import type { Tables } from '../tables.ts'

/** With its sealed secret: for this folder alone. */
export type StoredKey = Selectable<Tables['updateKeys']>

export async function keyOfZone(db: Db, zoneId: number): Promise<StoredKey | null> {
  return (
    (await db.selectFrom('updateKeys').selectAll().where('zoneId', '=', zoneId).executeTakeFirst()) ?? null
  )
}

/** The keys in use, with the names of their zones. */
export async function activeKeys(db: Db): Promise<(StoredKey & { zone: string })[]> {
  return db
    .selectFrom('updateKeys')
    .innerJoin('zones', 'zones.id', 'updateKeys.zoneId')
    .selectAll('updateKeys')
    .select('zones.name as zone')
    .where('updateKeys.active', '=', 1)
    .orderBy('zones.name')
    .execute()
}

export async function zoneById(db: Db, id: number): Promise<{ id: number; name: string } | null> {
  return (await db.selectFrom('zones').select(['id', 'name']).where('id', '=', id).executeTakeFirst()) ?? null
}

export async function saveKey(
  trx: Db,
  zoneId: number,
  { server, name, algorithm, active }: UpdateKeyInput,
  sealed: string,
  by: { id: number; at: string },
): Promise<void> {
  const row = {
    server,
    name,
    algorithm,
    active: Number(active),
    secret: sealed,
    updatedBy: by.id,
    updatedAt: by.at,
  }
  await trx
    .insertInto('updateKeys')
    .values({ zoneId, ...row })
    .onConflict((conflict) => conflict.column('zoneId').doUpdateSet(row))
    .execute()
}

export async function removeKey(db: Db, zoneId: number): Promise<void> {
  await db.deleteFrom('updateKeys').where('zoneId', '=', zoneId).execute()
}

const fromRow = (row: Selectable<Tables['updates']>): SentUpdate => ({
  ...row,
  status: row.status as UpdateStatus,
  diff: JSON.parse(row.diff),
})

/** The updates of a request, the newest first. */
export async function updatesOf(db: Db, requestId: number): Promise<SentUpdate[]> {
  const rows = await db
    .selectFrom('updates')
    .selectAll()
    .where('requestId', '=', requestId)
    .orderBy('id', 'desc')
    .execute()
  return rows.map(fromRow)
}

/** Written before anything is sent, so that a crash leaves a trace. */
export async function insertUpdate(
  db: Db,
  { diff, ...row }: Omit<SentUpdate, 'id' | 'result' | 'settledAt'>,
): Promise<number> {
  const { id } = await db
    .insertInto('updates')
    .values({ ...row, diff: JSON.stringify(diff) })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function settleUpdate(
  trx: Db,
  id: number,
  settled: { status: UpdateStatus; result: string; settledAt: string },
): Promise<void> {
  await trx.updateTable('updates').set(settled).where('id', '=', id).execute()
}
