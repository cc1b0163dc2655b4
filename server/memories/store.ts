/** All SQL for what is remembered between looks. */
import type { Selectable } from 'kysely'
import { parentOf } from '../core/hostname.ts'
import { noMemory, type SiteMemory } from '../core/memory.ts'
import type { PageMark } from '../core/observation.ts'
import { serialAfter, serialsIn, type Before, type Split, type ZoneSerial } from '../core/serial.ts'
import type { Check } from '../core/verdict.ts'
import type { Db } from '../database.ts'
import type { Tables } from '../tables.ts'

type Stored = Selectable<Tables['siteMemories']>
type Row = Omit<Stored, 'siteId'>

const pageIn = ({
  title,
  fingerprint,
  likeness,
}: Pick<Row, 'title' | 'fingerprint' | 'likeness'>): PageMark | null =>
  fingerprint === null || likeness === null ? null : { title, fingerprint, likeness }

const toRow = ({ page, published, dead }: SiteMemory): Row => ({
  title: page?.title ?? null,
  fingerprint: page?.fingerprint ?? null,
  likeness: page?.likeness ?? null,
  published: published && JSON.stringify(published),
  dead: dead && JSON.stringify(dead),
})

function fromRow(row: Stored): SiteMemory {
  const json = (text: string | null) => (text === null ? null : JSON.parse(text))
  return { page: pageIn(row), published: json(row.published), dead: json(row.dead) }
}

/** What is remembered of sites, by site; absent where nothing is. */
export async function memoriesOf(db: Db, siteIds: readonly number[]): Promise<Map<number, SiteMemory>> {
  const rows = await db.selectFrom('siteMemories').selectAll().where('siteId', 'in', siteIds).execute()
  return new Map(rows.map((row) => [row.siteId, fromRow(row)]))
}

export async function saveMemory(trx: Db, siteId: number, memory: SiteMemory): Promise<void> {
  const row = toRow(memory)
  await trx
    .insertInto('siteMemories')
    .values({ siteId, ...row })
    .onConflict((conflict) => conflict.column('siteId').doUpdateSet(row))
    .execute()
}

// A title that more sites share than this is no title of anybody's.
const MOST = 200

/** The sites in use whose home page may be one of these: by fingerprint or title, both of which have an index. */
export async function sitesShowing(
  db: Db,
  pages: readonly PageMark[],
): Promise<{ name: string; page: PageMark }[]> {
  const fingerprints = pages.map(({ fingerprint }) => fingerprint)
  const titles = pages.flatMap(({ title }) => title ?? [])
  const rows = await db
    .selectFrom('siteMemories')
    .innerJoin('sites', 'sites.id', 'siteMemories.siteId')
    .select(['sites.hostname', 'siteMemories.title', 'siteMemories.fingerprint', 'siteMemories.likeness'])
    .where((where) =>
      where.or([
        where('siteMemories.fingerprint', 'in', fingerprints),
        ...(titles.length > 0 ? [where('siteMemories.title', 'in', titles)] : []),
      ]),
    )
    // An old name led to the site that has its page now, and is nobody else's.
    .where('sites.role', 'in', ['active', 'new'])
    .limit(MOST)
    .execute()
  return rows.flatMap(({ hostname, ...row }) => {
    const page = pageIn(row)
    return page ? [{ name: hostname, page }] : []
  })
}

/** What the look before showed of a site and of the zones that it may stand in. */
export async function beforeLook(db: Db, siteId: number, hostname: string): Promise<Before> {
  const above: string[] = []
  for (let name: string | null = hostname; name !== null; name = parentOf(name)) above.push(name)
  const rows = await db.selectFrom('zoneSerials').selectAll().where('zone', 'in', above).execute()
  const { published } = (await memoriesOf(db, [siteId])).get(siteId) ?? noMemory
  return { published, zones: Object.fromEntries(rows.map((row) => [row.zone, serialOf(row)])) }
}

const serialOf = ({ zone: _, split, ...known }: Selectable<Tables['zoneSerials']>): ZoneSerial => ({
  ...known,
  split: split === null ? null : (JSON.parse(split) as Split),
})

const keys = ['serial', 'seenAt', 'backAt', 'split'] as const

/** Brings the serials up to what a look saw. Writes only what changed. */
export async function noteSerials(trx: Db, { observations, checkedAt }: Check): Promise<void> {
  const seen = serialsIn(observations)
  if (seen.size === 0) return
  const rows = await trx
    .selectFrom('zoneSerials')
    .selectAll()
    .where('zone', 'in', [...seen.keys()])
    .execute()
  for (const [zone, latest] of seen) {
    const row = rows.find((one) => one.zone === zone)
    const known = serialAfter(row ? serialOf(row) : null, latest, new Date(checkedAt))
    const after = { ...known, split: known.split && JSON.stringify(known.split) }
    if (row && keys.every((key) => after[key] === row[key])) continue
    await trx
      .insertInto('zoneSerials')
      .values({ ...after, zone })
      .onConflict((conflict) => conflict.column('zone').doUpdateSet(after))
      .execute()
  }
}
