/** All SQL for findings and the looks behind them. */
import { sql, type Selectable } from 'kysely'
import { z } from 'zod'
import { levels } from '../core/conditions/index.ts'
import { findingKey, type Finding, type Kept, type Settlement } from '../core/finding.ts'
import type { Site } from '../core/site.ts'
import type { Check, ShownCheck, Status } from '../core/verdict.ts'
import type { Db } from '../database.ts'
import { among, amongRanks, everyId, key, page, ranked, withAgency, type Sorts } from '../page.ts'
import { idFilter, oneOrMany, type ListQuery, type Page, type Reach } from '../rest.ts'
import { searching } from '../search.ts'
import { tallies, tally } from '../tallies/store.ts'
import type { Tables } from '../tables.ts'

type Row = Selectable<Tables['findings']>

export const findingStates = ['suspected', 'open', 'closed'] as const

export const findingFilter = z.strictObject({
  id: idFilter,
  state: oneOrMany(z.enum(findingStates)),
  level: oneOrMany(z.enum(levels)),
  siteId: z.int().optional(),
  requestId: z.int().optional(),
  agencyId: z.int().optional(),
  condition: z.string().max(8).optional(),
  q: z.string().max(253).optional(),
})
export type FindingFilter = z.infer<typeof findingFilter>

const levelRank = ranked('level', levels, -1)
const SEEN = 'firstSeenAt'

const sorts = {
  firstSeenAt: key(SEEN, 'id'),
  // From the mildest up.
  level: [{ by: levelRank }, ...key(SEEN, 'id')],
  condition: key('condition', SEEN, 'id'),
  subject: key('subject', 'id'),
  state: [...key('state'), { by: levelRank }, ...key(SEEN, 'id')],
  id: key('id'),
} satisfies Sorts
export const findingSorts = Object.keys(sorts) as [keyof typeof sorts, ...(keyof typeof sorts)[]]

function fromRow(stored: Row): Finding {
  const { findingKey: key, looks, ...row } = stored
  return {
    ...(row as unknown as Finding),
    stop: row.stop === 1,
    flapping: row.flapping === 1,
    message: JSON.parse(row.message),
    remedy: JSON.parse(row.remedy),
  }
}

export async function listFindings(
  db: Db,
  { filter, ...list }: ListQuery<FindingFilter>,
  reach: Reach,
): Promise<Page<Finding>> {
  const nothing = { rows: [], total: 0 }
  const { id, state, level, q, siteId, requestId, condition } = filter
  const agencyId = reach.agencyId ?? filter.agencyId
  if (filter.agencyId !== undefined && filter.agencyId !== agencyId) return nothing
  if (id?.length === 0 || state?.length === 0 || level?.length === 0) return nothing
  const choice = { agencyId: agencyId === undefined ? undefined : [agencyId], state, detail: level }
  const rows = await tally(db, 'findings', choice)
  const kept = [
    ...withAgency(agencyId, rows, state && among('state', state, { rows: rows.state, orders: ['level'] })),
    level && amongRanks(levelRank, levels, level, { rows: rows.detail, orders: [SEEN] }),
  ]
  const others = [
    id && among('id', id, { rows: id.length }),
    siteId !== undefined && among('siteId', [siteId], { rows: 100 }),
    requestId !== undefined && among('requestId', [requestId], { rows: 100 }),
    condition !== undefined && among('condition', [condition], { orders: [SEEN] }),
    await searching(db, 'findings', q),
  ].filter((clause) => !!clause)
  const found = await page(
    db,
    db.selectFrom('findings').selectAll(),
    { ...list, filter },
    { clauses: [...kept, ...others], sorts, total: others.length === 0 ? rows.together : null },
  )
  return { ...found, rows: found.rows.map(fromRow) }
}

/** The ids of all findings, the oldest first. */
export const findingIds = (db: Db): Promise<number[]> =>
  everyId(db.selectFrom('findings'), { field: 'id', order: 'asc' }, { sorts })

/** Some findings in the order of their ids. */
export async function findingsInOrder(db: Db, ids: readonly number[]): Promise<Finding[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('findings').selectAll().where('id', 'in', ids).orderBy('id').execute()
  return rows.map(fromRow)
}

export async function findingById(db: Db, id: number, { agencyId }: Reach): Promise<Finding | null> {
  let query = db.selectFrom('findings').selectAll().where('id', '=', id)
  if (agencyId !== null) query = query.where('agencyId', '=', agencyId)
  const row = await query.executeTakeFirst()
  return row ? fromRow(row) : null
}

/** The findings of sites that are not closed, as `settle` takes them. By site; absent where there are none. */
export async function keptFindings(db: Db, siteIds: readonly number[]): Promise<Map<number, Kept[]>> {
  const rows = await db
    .selectFrom('findings')
    .select(['id', 'siteId', 'findingKey', 'state', 'looks', 'flapping'])
    .where('siteId', 'in', siteIds)
    .where('state', '!=', 'closed')
    .execute()
  const bySite = new Map<number, Kept[]>()
  for (const { siteId, findingKey: key, flapping, ...row } of rows) {
    const kept = { ...row, key, flapping: flapping === 1 } as Kept
    bySite.set(siteId, [...(bySite.get(siteId) ?? []), kept])
  }
  return bySite
}

/** Writes a settlement down. */
export async function saveSettlement(
  trx: Db,
  { id: siteId, requestId, agencyId }: Pick<Site, 'id' | 'requestId' | 'agencyId'>,
  { begin, update, close, drop }: Settlement,
  at: string,
): Promise<void> {
  for (const { finding, state } of begin) {
    await trx
      .insertInto('findings')
      .values({
        ...finding,
        siteId,
        requestId,
        agencyId,
        findingKey: findingKey(finding),
        stop: Number(finding.stop),
        message: JSON.stringify(finding.message),
        remedy: JSON.stringify(finding.remedy),
        state,
        looks: '1',
        flapping: 0,
        firstSeenAt: at,
        openedAt: state === 'open' ? at : null,
      })
      .execute()
  }
  const setTo = (id: number, columns: Partial<Row>) =>
    trx.updateTable('findings').set(columns).where('id', '=', id).execute()
  for (const { id, state, looks, flapping } of update) {
    const opened =
      state === 'open' ? { openedAt: sql<string>`coalesce(opened_at, ${at})` as unknown as string } : {}
    await setTo(id, { state, looks, flapping: Number(flapping), ...opened })
  }
  for (const { id, looks } of close) await setTo(id, { state: 'closed', looks, closedAt: at })
  if (drop.length > 0) {
    const ids = drop.map(({ id }) => id)
    await trx.deleteFrom('findings').where('id', 'in', ids).execute()
  }
}

/** Settles what is kept of a site that is not looked at any more by itself: no look could ever close it. */
export async function closeFindingsOf(trx: Db, hostname: string, at: string): Promise<void> {
  const site = trx.selectFrom('sites').select('id').where('hostname', '=', hostname)
  await trx.deleteFrom('findings').where('siteId', 'in', site).where('state', '=', 'suspected').execute()
  await trx
    .updateTable('findings')
    .set({ state: 'closed', closedAt: at })
    .where('siteId', 'in', site)
    .where('state', '=', 'open')
    .execute()
}

/** Open findings by level, for the board. */
export async function countOpen(
  db: Db,
  { agencyId }: Reach,
): Promise<Record<'critical' | 'error' | 'warning', number>> {
  const counts = { critical: 0, error: 0, warning: 0 }
  for (const { state, detail: level, total } of await tallies(db, 'findings', agencyId))
    if (state === 'open' && level in counts) counts[level as keyof typeof counts] = total
  return counts
}

type Subject = { siteId: number } | { requestId: number }

// The newest look kept of a site or of a request's pair.
const newest = (db: Db, subject: Subject) => {
  const looks = db.selectFrom('looks').orderBy('id', 'desc').limit(1)
  return 'siteId' in subject
    ? looks.where('siteId', '=', subject.siteId)
    : looks.where('requestId', '=', subject.requestId)
}

/** The newest look kept; null when there was none. */
export async function latestLook(db: Db, subject: Subject): Promise<Check | null> {
  const row = await newest(db, subject).select('result').executeTakeFirst()
  return row ? JSON.parse(row.result) : null
}

/** The same with what later looks, which changed nothing, left in the register: when they were and what they forecast. */
export async function shownLook(db: Db, subject: Subject): Promise<ShownCheck | null> {
  const row = await newest(db, subject)
    .select(['siteId', 'requestId', 'result', 'checkedAt as unchangedSince'])
    .executeTakeFirst()
  if (!row) return null
  const look: Check = JSON.parse(row.result)
  const shown = { ...look, lookedAt: look.checkedAt, unchangedSince: row.unchangedSince }
  const site = await db
    .selectFrom('sites')
    .select(['requestId', 'checkedAt', 'forecastUntil', 'forecastBecause'])
    .where('id', '=', row.siteId)
    .executeTakeFirst()
  // The register's line of a renamed site tells of looks at the pair, which evidence from before is none of.
  if (!site?.checkedAt || site.requestId !== row.requestId || site.checkedAt < look.checkedAt) return shown
  const { checkedAt: lookedAt, forecastUntil: until, forecastBecause } = site
  const forecast = until && forecastBecause ? { until, because: JSON.parse(forecastBecause) } : null
  return { ...shown, lookedAt, forecast }
}

/** What tells whether looks at sites say anything new, without reading the evidence; absent where none was kept yet. */
export async function latestDigests(db: Db, siteIds: readonly number[]): Promise<Map<number, string>> {
  const newest = db
    .selectFrom('looks')
    .select(({ fn }) => fn.max('id').as('id'))
    .where('siteId', 'in', siteIds)
    .groupBy('siteId')
  const rows = await db.selectFrom('looks').select(['siteId', 'digest']).where('id', 'in', newest).execute()
  return new Map(rows.map(({ siteId, digest }) => [siteId!, digest]))
}

// Looks that changed anything: a name that comes and goes leaves some each day.
const MOST_LOOKS = 2000

/** What the looks that are kept of a site saw, or those made of a pair since somebody watches it; oldest first. */
export async function statusesSeen(db: Db, subject: Subject): Promise<{ at: string; status: Status }[]> {
  let looks = db
    .selectFrom('looks')
    .select(['checkedAt as at', 'status'])
    .orderBy('id', 'desc')
    .limit(MOST_LOOKS)
  looks =
    'siteId' in subject
      ? looks.where('siteId', '=', subject.siteId)
      : looks.where('requestId', '=', subject.requestId).where('siteId', 'is not', null)
  return ((await looks.execute()) as { at: string; status: Status }[]).toReversed()
}

/** What a look is evidence of: a site, a request's pair, or both. */
export type LookedAt = { siteId: number | null; requestId: number | null }

/**
 * Puts a look in the place of the newest one when that says the same of the same; false when there is none such. The row
 * goes on telling since when it is so.
 */
export async function renewLook(
  db: Db,
  { siteId, requestId }: LookedAt,
  digest: string,
  check: Check,
): Promise<boolean> {
  const newest = await db
    .selectFrom('looks')
    .select(['id', 'siteId', 'requestId', 'digest'])
    .where((of) => of.or([of('siteId', '=', siteId), of('requestId', '=', requestId)]))
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const same = newest?.digest === digest && newest.siteId === siteId && newest.requestId === requestId
  if (!same) return false
  await db
    .updateTable('looks')
    .set({ result: JSON.stringify(check) })
    .where('id', '=', newest.id)
    .execute()
  return true
}

export async function insertLook(
  db: Db,
  { siteId, requestId }: LookedAt,
  digest: string,
  check: Check,
): Promise<void> {
  const { checkedAt, status, severity } = check
  await db
    .insertInto('looks')
    .values({ siteId, requestId, checkedAt, status, severity, digest, result: JSON.stringify(check) })
    .execute()
}
