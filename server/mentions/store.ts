/** All SQL for the index of who mentions whom. */
import { isRecordPlace, mentionsIn, type InboundReference, type Mention } from '../core/mention.ts'
import type { Site } from '../core/site.ts'
import type { Check } from '../core/verdict.ts'
import type { Db } from '../database.ts'
import { zoneNames } from '../zones/store.ts'

const keyOf = ({ host, place }: Mention) => `${host} ${place}`

/** Brings the index up to what a look saw; what was not looked at stays as it was. Writes only what changed. */
export async function noteMentions(
  trx: Db,
  { id: siteId, hostname }: Pick<Site, 'id' | 'hostname'>,
  check: Check,
): Promise<void> {
  const { pages, records } = mentionsIn(hostname, await zoneNames(trx), check.observations)
  if (pages === null && records === null) return
  const rows = await trx
    .selectFrom('mentions')
    .select(['id', 'host', 'place'])
    .where('siteId', '=', siteId)
    .execute()
  const looked = rows.filter(({ place }) => (isRecordPlace(place) ? records : pages) !== null)
  const seen = [...(pages ?? []), ...(records ?? [])]
  const known = new Set(looked.map(keyOf))
  const there = new Set(seen.map(keyOf))
  const gone = looked.filter((row) => !there.has(keyOf(row))).map(({ id }) => id)
  const fresh = seen.filter((mention) => !known.has(keyOf(mention)))
  if (gone.length > 0) await trx.deleteFrom('mentions').where('id', 'in', gone).execute()
  if (fresh.length > 0) {
    const values = fresh.map((mention) => ({ ...mention, siteId, seenAt: check.checkedAt }))
    await trx.insertInto('mentions').values(values).execute()
  }
}

/** The other registered sites that link to a name or point records at it. */
export async function mentionsOf(db: Db, host: string): Promise<InboundReference[]> {
  return db
    .selectFrom('mentions')
    .innerJoin('sites', 'sites.id', 'mentions.siteId')
    .select(['mentions.siteId', 'sites.hostname', 'mentions.place', 'mentions.seenAt'])
    .where('mentions.host', '=', host)
    .where('sites.role', '!=', 'retired')
    .orderBy('sites.hostname')
    .orderBy('mentions.place')
    .limit(1000)
    .execute()
}
