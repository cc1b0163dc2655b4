/** Whether stored documents are as the history vouches for them. */
import type { Db } from '../database.ts'
import { sha256, type IssuedLine } from './store.ts'

/** The first document that is not as it was uploaded, decided or sealed; null when all are whole. */
export async function firstDamagedDocument(db: Db): Promise<string | null> {
  const rows = await db
    .selectFrom('documents')
    .select(['id', 'name', 'digest', 'requestId', 'facts', 'sealedAt'])
    .orderBy('id')
    .execute()
  const vouched = await vouchedFacts(db)
  for (const { id, name, digest, requestId, facts, sealedAt } of rows) {
    const which = `document ${id} (${name}, request ${requestId})`
    if (facts !== null && vouched.get(id) !== sha256(facts)) return `${which} says other than the history`
    vouched.delete(id)
    // One that is not made yet has no bytes that could be damaged.
    if (facts !== null && sealedAt === null) continue
    const stored = await db
      .selectFrom('documentContents')
      .select('content')
      .where('digest', '=', digest)
      .executeTakeFirst()
    if (!stored) return `${which} has lost its contents`
    if (sha256(stored.content) !== digest)
      return `${which} is not as it was ${facts === null ? 'uploaded' : 'sealed'}`
  }
  const [gone] = vouched.keys()
  return gone === undefined ? null : `document ${gone}, which the history names, is gone`
}

// The digest of every made document's facts, as the history has it.
async function vouchedFacts(db: Db): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('requestEvents')
    .select('details')
    .where('details', 'like', '%"documents":[%')
    .orderBy('id')
    .execute()
  const lines = rows.flatMap(({ details }): IssuedLine[] => JSON.parse(details).documents ?? [])
  return new Map(lines.map(({ id, facts }) => [id, facts]))
}
