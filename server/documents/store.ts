/** All SQL for documents: rows, and contents stored once by digest. */
import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import { z } from 'zod'
import { applicantKinds, type Document, type DocumentKind } from '../core/document.ts'
import type { Pack, Paper } from '../core/paper.ts'
import type { Db } from '../database.ts'
import { key, page, type Sorts } from '../page.ts'
import { withinReach } from '../reach.ts'
import { idFilter, type ListQuery, type Page, type Reach } from '../rest.ts'
import type { Tables } from '../tables.ts'

export const documentFilter = z.strictObject({ id: idFilter, requestId: z.int().optional() })
export type DocumentFilter = z.infer<typeof documentFilter>

export const documentSorts = ['uploadedAt', 'name', 'id'] as const
const sorts: Sorts = { uploadedAt: key('uploadedAt', 'id'), name: key('name', 'id'), id: key('id') }

/** A document as it is kept; where the public can verify it is the server's address and this code. */
export type DocumentRow = Omit<Document, 'verifyUrl'> & { code: string | null }

// All but the facts, which can be long.
const columns = [
  'id',
  'requestId',
  'kind',
  'name',
  'mediaType',
  'size',
  'digest',
  'uploadedBy',
  'uploadedAt',
  'supersededAt',
  'number',
  'sealedAt',
  'code',
] as const satisfies (keyof Tables['documents'])[]

const fromRow = (row: Omit<Selectable<Tables['documents']>, 'facts'>): DocumentRow => ({
  ...row,
  kind: row.kind as DocumentKind,
})

// A document belongs to whom its request belongs to; an agency sees those kinds of it that are meant for it.
const within = (db: Db, reach: Reach) => {
  const all = db.selectFrom('documents').select(columns)
  if (reach.agencyId === null && !reach.sentOnly) return all
  const some = all.where('requestId', 'in', withinReach(db.selectFrom('requests').select('id'), reach))
  return reach.agencyId === null ? some : some.where('kind', 'in', applicantKinds)
}

export async function listDocuments(
  db: Db,
  { filter, ...list }: ListQuery<DocumentFilter>,
  reach: Reach,
): Promise<Page<DocumentRow>> {
  const { id, requestId } = filter
  if (id?.length === 0) return { rows: [], total: 0 }
  let query = within(db, reach)
  if (id) query = query.where('id', 'in', id)
  if (requestId !== undefined) query = query.where('requestId', '=', requestId)
  const found = await page(db, query, { ...list, filter }, { sorts })
  return { ...found, rows: found.rows.map(fromRow) }
}

export async function documentById(db: Db, id: number, reach: Reach): Promise<DocumentRow | null> {
  const row = await within(db, reach).where('id', '=', id).executeTakeFirst()
  return row ? fromRow(row) : null
}

type Uploaded = Omit<DocumentRow, 'id' | 'supersededAt' | 'number' | 'sealedAt' | 'code'>

export async function insertDocument(db: Db, row: Uploaded, content: Buffer): Promise<DocumentRow> {
  return db.transaction().execute(async (trx) => {
    await keepContent(trx, row.digest, content)
    return insertRow(trx, row)
  })
}

const insertRow = async (trx: Db, row: Uploaded): Promise<DocumentRow> =>
  fromRow(await trx.insertInto('documents').values(row).returning(columns).executeTakeFirstOrThrow())

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
  row: Omit<Uploaded, 'requestId'>,
  content: Buffer,
): Promise<DocumentRow> {
  return db.transaction().execute(async (trx) => {
    await keepContent(trx, row.digest, content)
    const given: DocumentRow[] = []
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
    .select(['kind', 'name', 'mediaType', 'size', 'digest', 'uploadedBy', 'uploadedAt'])
    .where('requestId', '=', fromId)
    .where('kind', '=', 'letter')
    .where('supersededAt', 'is', null)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (!letter) return
  const row = { ...letter, kind: letter.kind as DocumentKind }
  for (const requestId of toIds) await insertRow(trx, { ...row, requestId })
}

export const sha256 = (content: Buffer | string) => createHash('sha256').update(content).digest('hex')

type Issued = Pick<DocumentRow, 'requestId' | 'kind' | 'name' | 'mediaType' | 'uploadedBy' | 'uploadedAt'> & {
  number: string | null
  code: string | null
  facts: Paper | Pack
}

/** What the history keeps of a made document: with the digest of its facts, the chain vouches for them. */
export type IssuedLine = { id: number; kind: DocumentKind; number: string | null; facts: string }

/** Writes down a document that is still to be made, in the transaction of its action. */
export async function insertIssued(trx: Db, { facts, ...row }: Issued): Promise<IssuedLine> {
  const text = JSON.stringify(facts)
  const { id } = await trx
    .insertInto('documents')
    .values({ ...row, facts: text, size: 0, digest: '' })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, kind: row.kind, number: row.number, facts: sha256(text) }
}

/** What a document is made of; null when it was uploaded, or is sealed already. */
export async function unsealedFacts(db: Db, id: number): Promise<Paper | Pack | null> {
  const row = await db
    .selectFrom('documents')
    .select('facts')
    .where('id', '=', id)
    .where('sealedAt', 'is', null)
    .executeTakeFirst()
  return row?.facts ? JSON.parse(row.facts) : null
}

/** Keeps the bytes of a made document, once: whoever comes second changes nothing. */
export async function sealDocument(db: Db, id: number, content: Buffer, now: Date): Promise<void> {
  const digest = sha256(content)
  await db.transaction().execute(async (trx) => {
    await keepContent(trx, digest, content)
    await trx
      .updateTable('documents')
      .set({ digest, size: content.length, sealedAt: now.toISOString() })
      .where('id', '=', id)
      .where('sealedAt', 'is', null)
      .execute()
  })
}

/** What the public may know of a document, by its code. */
export async function documentByCode(
  db: Db,
  code: string,
): Promise<{ id: number; digest: string; paper: Paper } | null> {
  const row = await db
    .selectFrom('documents')
    .select(['id', 'digest', 'facts'])
    .where('code', '=', code)
    .executeTakeFirst()
  return row?.facts ? { id: row.id, digest: row.digest, paper: JSON.parse(row.facts) } : null
}

/** Names that documents print: the agency, the newest letter, and people in the order given. */
export async function namesFor(
  trx: Db,
  request: { id: number; agencyId: number },
  personIds: readonly number[],
) {
  const agency = await trx
    .selectFrom('agencies')
    .select(['name', 'shortName'])
    .where('id', '=', request.agencyId)
    .executeTakeFirstOrThrow()
  const letter = await trx
    .selectFrom('documents')
    .select('name')
    .where('requestId', '=', request.id)
    .where('kind', '=', 'letter')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const people =
    personIds.length === 0
      ? []
      : await trx.selectFrom('people').select(['id', 'name']).where('id', 'in', personIds).execute()
  const team = personIds.map((id) => people.find((one) => one.id === id)?.name ?? String(id))
  return { agency, letter: letter?.name ?? null, team }
}

/** Ids of everything that a pack holds, and how far the evidence goes: as it is now. */
export async function packOf(trx: Db, requestId: number): Promise<Pick<Pack, 'documentIds' | 'lookId'>> {
  const documents = await trx
    .selectFrom('documents')
    .select('id')
    .where('requestId', '=', requestId)
    .where('kind', '!=', 'archive')
    .orderBy('id')
    .execute()
  const look = await trx
    .selectFrom('looks')
    .select(({ fn }) => fn.max('id').as('id'))
    .where('requestId', '=', requestId)
    .executeTakeFirst()
  return { documentIds: documents.map(({ id }) => id), lookId: look?.id ?? 0 }
}

/** Looks with their raw answers, and lines of the history with their digests, as a pack holds them. */
export async function evidenceOf(db: Db, { requestId, lookId, seq }: Pack) {
  const looks = await db
    .selectFrom('looks')
    .select(['id', 'result'])
    .where('requestId', '=', requestId)
    .where('id', '<=', lookId)
    .orderBy('id')
    .execute()
  const events = await db
    .selectFrom('requestEvents')
    .selectAll()
    .where('requestId', '=', requestId)
    .where('seq', '<=', seq)
    .orderBy('seq')
    .execute()
  return {
    looks: looks.map(({ id, result }) => ({ id, ...JSON.parse(result) })),
    events: events.map((event) => ({ ...event, details: JSON.parse(event.details) })),
  }
}

export async function contentOf(db: Db, { digest }: Pick<Document, 'digest'>): Promise<Buffer> {
  const row = await db
    .selectFrom('documentContents')
    .select('content')
    .where('digest', '=', digest)
    .executeTakeFirstOrThrow()
  return row.content
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
