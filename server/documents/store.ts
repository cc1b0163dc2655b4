/** All SQL for documents: rows, and contents stored once by digest. */
import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { Document, DocumentKind } from '../core/document.ts'
import type { Db } from '../database.ts'
import { idFilter, page, type ListQuery, type Page, type Reach } from '../rest.ts'
import type { Tables } from '../tables.ts'

export const documentFilter = z.strictObject({ id: idFilter, requestId: z.int().optional() })
export type DocumentFilter = z.infer<typeof documentFilter>

const fromRow = (row: Selectable<Tables['documents']>): Document => ({
  ...row,
  kind: row.kind as DocumentKind,
})

// A document belongs to whom its request belongs to.
const within = (db: Db, { agencyId }: Reach) => {
  const all = db.selectFrom('documents').selectAll()
  if (agencyId === null) return all
  return all.where('requestId', 'in', db.selectFrom('requests').select('id').where('agencyId', '=', agencyId))
}

export async function listDocuments(
  db: Db,
  { filter, ...list }: ListQuery<DocumentFilter>,
  reach: Reach,
): Promise<Page<Document>> {
  const { id, requestId } = filter
  if (id?.length === 0) return { rows: [], total: 0 }
  let query = within(db, reach)
  if (id) query = query.where('id', 'in', id)
  if (requestId !== undefined) query = query.where('requestId', '=', requestId)
  const { rows, total } = await page(query, { ...list, filter })
  return { rows: rows.map(fromRow), total }
}

export async function documentById(db: Db, id: number, reach: Reach): Promise<Document | null> {
  const row = await within(db, reach).where('id', '=', id).executeTakeFirst()
  return row ? fromRow(row) : null
}

export async function insertDocument(db: Db, row: Omit<Document, 'id'>, content: Buffer): Promise<Document> {
  return db.transaction().execute(async (trx) => {
    await keepContent(trx, row.digest, content)
    return insertRow(trx, row)
  })
}

const insertRow = async (trx: Db, row: Omit<Document, 'id'>) =>
  fromRow(await trx.insertInto('documents').values(row).returningAll().executeTakeFirstOrThrow())

async function keepContent(trx: Db, digest: string, content: Buffer): Promise<void> {
  await trx
    .insertInto('documentContents')
    .values({ digest, content })
    // Touched, not passed over: whoever is about to drop the last mention of it has to wait.
    .onConflict((conflict) => conflict.column('digest').doUpdateSet({ digest }))
    .execute()
}

/** A request that may still get another letter. `wasSent` keeps the letter before it, marked as replaced. */
export type LetterTaker = { id: number; wasSent: boolean }

/**
 * Gives each of these requests this letter in place of the one that it had. What was never sent is removed, so that a
 * wrong file leaves nothing behind. Gives the row of the first.
 */
export async function replaceLetter(
  db: Db,
  takers: readonly LetterTaker[],
  row: Omit<Document, 'id' | 'requestId'>,
  content: Buffer,
): Promise<Document> {
  return db.transaction().execute(async (trx) => {
    await keepContent(trx, row.digest, content)
    const given: Document[] = []
    for (const { id: requestId, wasSent } of takers) {
      if (wasSent) await supersede(trx, requestId, row.uploadedAt)
      else await removeLetters(trx, requestId)
      given.push(await insertRow(trx, { ...row, requestId }))
    }
    return given[0]!
  })
}

async function supersede(trx: Db, requestId: number, supersededAt: string): Promise<void> {
  await trx
    .updateTable('documents')
    .set({ supersededAt })
    .where('requestId', '=', requestId)
    .where('kind', '=', 'letter')
    .where('supersededAt', 'is', null)
    .execute()
}

async function removeLetters(trx: Db, requestId: number): Promise<void> {
  const removed = await trx
    .deleteFrom('documents')
    .where('requestId', '=', requestId)
    .where('kind', '=', 'letter')
    .returning('digest')
    .execute()
  for (const { digest } of removed) {
    // First the lock, then a fresh look whether anybody else has the same file.
    await trx.updateTable('documentContents').set({ digest }).where('digest', '=', digest).execute()
    await trx
      .deleteFrom('documentContents')
      .where('digest', '=', digest)
      .where('digest', 'not in', trx.selectFrom('documents').select('digest').where('digest', '=', digest))
      .execute()
  }
}

/** Gives new requests of a letter the file that their siblings have. */
export async function shareLetter(trx: Db, fromId: number, toIds: readonly number[]): Promise<void> {
  const letter = await trx
    .selectFrom('documents')
    .selectAll()
    .where('requestId', '=', fromId)
    .where('kind', '=', 'letter')
    .where('supersededAt', 'is', null)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (!letter) return
  const { id: _, ...row } = fromRow(letter)
  for (const requestId of toIds) await insertRow(trx, { ...row, requestId })
}

export async function contentOf(db: Db, { digest }: Pick<Document, 'digest'>): Promise<Buffer> {
  const row = await db
    .selectFrom('documentContents')
    .select('content')
    .where('digest', '=', digest)
    .executeTakeFirstOrThrow()
  return row.content
}

/** The first document whose stored bytes are not those that were uploaded; null when all are whole. */
export async function firstDamagedDocument(db: Db): Promise<string | null> {
  const rows = await db
    .selectFrom('documents')
    .select(['id', 'name', 'digest', 'requestId'])
    .orderBy('id')
    .execute()
  for (const { id, name, digest, requestId } of rows) {
    const stored = await db
      .selectFrom('documentContents')
      .select('content')
      .where('digest', '=', digest)
      .executeTakeFirst()
    const which = `document ${id} (${name}, request ${requestId})`
    if (!stored) return `${which} has lost its contents`
    if (createHash('sha256').update(stored.content).digest('hex') !== digest)
      return `${which} is not as it was uploaded`
  }
  return null
}

/** Whether a request has its letter in force: a PDF, or a scan or photograph of the signed paper. */
export async function hasLetter(db: Db, requestId: number): Promise<boolean> {
  const row = await db
    .selectFrom('documents')
    .select('id')
    .where('requestId', '=', requestId)
    .where('kind', '=', 'letter')
    .where('supersededAt', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
