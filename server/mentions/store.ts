/** All SQL for the index of who mentions whom. */
import { sql } from 'kysely'
import { panelLabels } from '../core/hostname.ts'
import {
  isRecordPlace,
  mentionsIn,
  type InboundReference,
  type Mention,
  type UnregisteredName,
} from '../core/mention.ts'
import type { Site } from '../core/site.ts'
import type { Check } from '../core/verdict.ts'
import type { Db } from '../database.ts'

const keyOf = ({ host, place }: Mention) => `${host} ${place}`

type KnownMention = Mention & { id: number }

/** What sites mention, by site; absent where it is nothing. */
export async function mentionsBy(db: Db, siteIds: readonly number[]): Promise<Map<number, KnownMention[]>> {
  const rows = await db
    .selectFrom('mentions')
    .select(['id', 'siteId', 'host', 'place'])
    .where('siteId', 'in', siteIds)
    .execute()
  const bySite = new Map<number, KnownMention[]>()
  for (const { siteId, ...row } of rows) bySite.set(siteId, [...(bySite.get(siteId) ?? []), row])
  return bySite
}

/**
 * Brings the index up to what a look saw; what was not looked at stays as it was. Writes only what changed, and says
 * whether the site mentions anything from now on.
 */
export async function noteMentions(
  trx: Db,
  { id: siteId, hostname }: Pick<Site, 'id' | 'hostname'>,
  rows: readonly KnownMention[],
  zones: readonly string[],
  check: Check,
): Promise<boolean> {
  const { pages, records } = mentionsIn(hostname, zones, check.observations)
  if (pages === null && records === null) return rows.length > 0
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
  return rows.length - gone.length + fresh.length > 0
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

const MOST = 1000

// The condition on the state is that of the index, word for word, or it would not be used.
const unclaimed = (column: 'old_name' | 'new_name') =>
  sql<boolean>`not exists (select 1 from requests where ${sql.ref(column)} = mentions.host
    and state in ('submitted', 'approved', 'assigned', 'executed', 'reported'))`

/**
 * Names that sites mention and nobody has registered or asked for (S07): of one site, or of all. What mail and the
 * panel create beside every site needs no line of its own, and neither does the `www.` pair of one that has it.
 */
export async function unregisteredNames(db: Db, siteId: number | null = null): Promise<UnregisteredName[]> {
  let query = db
    .selectFrom('mentions')
    .innerJoin('sites', 'sites.id', 'mentions.siteId')
    .select(['mentions.host', 'mentions.siteId', 'sites.hostname', 'mentions.place', 'mentions.seenAt'])
    .where('sites.role', '!=', 'retired')
    .where('mentions.place', 'not in', ['MX', 'NS'])
    .where(
      sql<boolean>`not exists (select 1 from sites as known where known.hostname in
        (mentions.host, 'www.' || mentions.host, case when mentions.host like 'www.%' then substr(mentions.host, 5) end))`,
    )
    .where(unclaimed('old_name'))
    .where(unclaimed('new_name'))
  if (siteId !== null) query = query.where('mentions.siteId', '=', siteId)
  const rows = await query.orderBy('mentions.host').orderBy('sites.hostname').limit(MOST).execute()
  return rows.filter(({ host }) => !panelLabels.includes(host.replace(/^www\./, '').split('.')[0]!))
}
