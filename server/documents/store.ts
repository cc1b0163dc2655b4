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
    const { digest } = row
    await trx
      .insertInto('documentContents')
      .values({ digest, content })
      .onConflict((conflict) => conflict.column('digest').doNothing())
      .execute()
    return fromRow(await trx.insertInto('documents').values(row).returningAll().executeTakeFirstOrThrow())
  })
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

/** Whether a request has its letter, a PDF. */
export async function hasLetter(db: Db, requestId: number): Promise<boolean> {
  const row = await db
    .selectFrom('documents')
    .select('id')
    .where('requestId', '=', requestId)
    .where('kind', '=', 'letter')
    .where('mediaType', '=', 'application/pdf')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
