/** All SQL for letters: the row that the requests of one letter point to. */
import type { Selectable } from 'kysely'
import type { Db } from '../database.ts'
import { withinReach } from '../reach.ts'
import type { Reach } from '../rest.ts'
import type { Tables } from '../tables.ts'

type Row = Selectable<Tables['submissions']>

export async function insertSubmission(
  trx: Db,
  agencyId: number,
  applicantId: number,
  now: Date,
): Promise<Row> {
  return trx
    .insertInto('submissions')
    .values({ agencyId, applicantId, createdAt: now.toISOString() })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** A letter, where one of its requests is within reach. */
export async function submissionById(db: Db, id: number, reach: Reach): Promise<Row | null> {
  const requests = db.selectFrom('requests').select('submissionId').where('submissionId', '=', id)
  const row = await db
    .selectFrom('submissions')
    .selectAll()
    .where('id', 'in', withinReach(requests, reach))
    .executeTakeFirst()
  return row ?? null
}

/**
 * Holds the drafts of a letter until the transaction ends, so that what is about to move them one by one meets nobody
 * half-way: with rows and history locked in another order, two could wait for each other.
 */
export async function holdDrafts(trx: Db, ids: readonly number[]): Promise<number> {
  const rows = await trx
    .updateTable('requests')
    .set((eb) => ({ version: eb.ref('version') }))
    .where('id', 'in', ids)
    .where('state', '=', 'draft')
    .returning('id')
    .execute()
  return rows.length
}
