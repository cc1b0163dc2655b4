/** All SQL for the register of sites. */
import type { Selectable, Updateable } from 'kysely'
import type { Site, SiteInput } from '../core/site.ts'
import { statuses, type Status } from '../core/verdict.ts'
import { localDate } from '../core/worktime.ts'
import type { Db } from '../database.ts'
import type { StoredRequest } from '../requests/store.ts'
import { COUNTED, counted } from '../page.ts'
import type { Reach } from '../rest.ts'
import { tallies } from '../tallies/store.ts'
import type { Tables } from '../tables.ts'

type Row = Selectable<Tables['sites']>

// SQLite takes 32,766 parameters in one statement, PostgreSQL 65,535.
const IDS_AT_ONCE = 1000

export const fromRow = ({ wildcards, forecastBecause, ...row }: Row): Site => ({
  ...(row as unknown as Site),
  records: JSON.parse(row.records),
})

export async function siteById(db: Db, id: number, { agencyId }: Reach): Promise<Site | null> {
  let query = db.selectFrom('sites').selectAll().where('id', '=', id)
  if (agencyId !== null) query = query.where('agencyId', '=', agencyId)
  const row = await query.executeTakeFirst()
  return row ? fromRow(row) : null
}

export async function sitesByIds(db: Db, ids: readonly number[]): Promise<Site[]> {
  return (await db.selectFrom('sites').selectAll().where('id', 'in', ids).execute()).map(fromRow)
}

/** Every registered name that is in use: neither retired, nor an old name that was seen gone. */
export async function siteNames(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('sites')
    .leftJoin('requests', 'requests.id', 'sites.requestId')
    .select('hostname')
    .where('role', '!=', 'retired')
    .where((of) => of.or([of('role', '!=', 'old'), of('requests.goneAt', 'is', null)]))
    .execute()
  return rows.map(({ hostname }) => hostname)
}

/**
 * Names that may not be had again yet, and until which day: those that were retired, and old names that were seen gone
 * from the DNS after their rename. One that is registered anew is in use, and rests no more.
 */
export async function restingNames(
  db: Db,
  now: Date,
  days: number,
): Promise<{ name: string; until: string }[]> {
  const day = 86_400_000
  const since = new Date(now.getTime() - days * day).toISOString()
  const retired = await db
    .selectFrom('sites')
    .select(['hostname as name', 'retiredAt as at'])
    .where('role', '=', 'retired')
    .where('retiredAt', '>', since)
    .execute()
  const gone = await db
    .selectFrom('requests')
    .select(['oldName as name', 'goneAt as at'])
    .where('executedAt', 'is not', null)
    .where('goneAt', '>', since)
    .where(
      'oldName',
      'not in',
      db.selectFrom('sites').select('hostname').where('role', 'in', ['active', 'new']),
    )
    .execute()
  return [...retired, ...gone].map(({ name, at }) => ({
    name,
    until: localDate(new Date(Date.parse(at!) + days * day)),
  }))
}

/** Names of the wildcard certificates that were seen at registered sites. */
export async function wildcardNames(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('sites')
    .select('wildcards')
    .distinct()
    .where('wildcards', 'is not', null)
    .where('role', '!=', 'retired')
    .execute()
  return [...new Set(rows.flatMap(({ wildcards }) => JSON.parse(wildcards!) as string[]))]
}

/** The site that a rename tied to one of its names. */
export async function siteOfRequest(db: Db, requestId: number, hostname: string): Promise<Site | null> {
  const row = await db
    .selectFrom('sites')
    .selectAll()
    .where('requestId', '=', requestId)
    .where('hostname', '=', hostname)
    .executeTakeFirst()
  return row ? fromRow(row) : null
}

const written = (input: SiteInput) => ({ ...input, records: JSON.stringify(input.records) })

// Nothing has been seen yet, and the first look is due at once.
const unseen = (now: Date) => ({ status: 'unknown', severity: 'ok', nextCheckAt: now.toISOString() })

export async function insertSites(trx: Db, inputs: readonly SiteInput[], now: Date): Promise<Site[]> {
  const made: Site[] = []
  for (let from = 0; from < inputs.length; from += IDS_AT_ONCE) {
    const rows = await trx
      .insertInto('sites')
      .values(
        inputs
          .slice(from, from + IDS_AT_ONCE)
          .map((input) => ({ ...written(input), ...unseen(now), role: 'active' })),
      )
      .returningAll()
      .execute()
    made.push(...rows.map(fromRow))
  }
  return made
}

/** In the caller's transaction, as all that follow it. */
export async function updateSite(trx: Db, id: number, input: SiteInput, now: Date): Promise<Site | null> {
  const row = await trx
    .updateTable('sites')
    .set({ ...written(input), nextCheckAt: now.toISOString() })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  if (row) await handOver(trx, row)
  return row ? fromRow(row) : null
}

/** A name that has rested long enough is in use again, as if it were new. */
export async function reviveSite(trx: Db, id: number, input: SiteInput, now: Date): Promise<Site> {
  const free = { role: 'active', retiredAt: null, requestId: null, want: null, redirectUntil: null }
  const row = await trx
    .updateTable('sites')
    .set({ ...written(input), ...unseen(now), ...free, statusSince: null, checkedAt: null })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  await handOver(trx, row)
  return fromRow(row)
}

/** The sites that have these names, whatever their role. */
export async function sitesNamed(db: Db, names: readonly string[]): Promise<Map<string, Site>> {
  const found = new Map<string, Site>()
  for (let from = 0; from < names.length; from += IDS_AT_ONCE) {
    const some = names.slice(from, from + IDS_AT_ONCE)
    const rows = await db.selectFrom('sites').selectAll().where('hostname', 'in', some).execute()
    for (const row of rows) found.set(row.hostname, fromRow(row))
  }
  return found
}

/** What was found of a site is for those to see whose site it is now, and for nobody else. */
async function handOver(trx: Db, { id, agencyId }: Pick<Row, 'id' | 'agencyId'>): Promise<void> {
  await trx
    .updateTable('findings')
    .set({ agencyId })
    .where('siteId', '=', id)
    .where('agencyId', '!=', agencyId)
    .execute()
}

export async function deleteSite(db: Db, id: number): Promise<Site | null> {
  const row = await db.deleteFrom('sites').where('id', '=', id).returningAll().executeTakeFirst()
  return row ? fromRow(row) : null
}

/**
 * Ties the two names of a rename that has been carried out. The new one carries the watch over the pair; the old one
 * keeps its place in the register with what is wanted of it.
 */
export async function tieNames(trx: Db, request: StoredRequest, now: Date): Promise<void> {
  const { id: requestId, agencyId, kind, want, redirectUntil } = request
  const common = { agencyId, kind, requestId }
  const oldSite = { ...common, role: 'old', want, redirectUntil, nextCheckAt: null, retiredAt: null }
  const nothing = { want: null, redirectUntil: null, retiredAt: null }
  const newSite = { ...common, ...nothing, role: 'new', nextCheckAt: now.toISOString() }
  const records = JSON.stringify(request.records)
  const oldRecords = JSON.stringify(request.baseline?.oldRecords ?? {})
  await upsert(trx, { ...unseen(now), ...oldSite, hostname: request.oldName, records: oldRecords }, oldSite)
  await upsert(
    trx,
    { ...unseen(now), ...newSite, hostname: request.newName, records },
    { ...newSite, records },
  )
}

async function upsert(
  trx: Db,
  row: Omit<Row, 'id' | 'statusSince' | 'checkedAt' | 'forecastUntil' | 'forecastBecause' | 'wildcards'>,
  changes: Updateable<Tables['sites']>,
) {
  const site = await trx
    .insertInto('sites')
    .values(row)
    .onConflict((conflict) => conflict.column('hostname').doUpdateSet(changes))
    .returning(['id', 'agencyId'])
    .executeTakeFirstOrThrow()
  await handOver(trx, site)
}

/** Undoes `tieNames` after a rollback: the old name is the active one again, the new one rests. */
export async function untieNames(trx: Db, { id, oldName, newName }: StoredRequest, now: Date): Promise<void> {
  const of = (hostname: string) =>
    trx.updateTable('sites').where('requestId', '=', id).where('hostname', '=', hostname)
  const free = { requestId: null, want: null, redirectUntil: null }
  await of(oldName)
    .set({ ...free, role: 'active', nextCheckAt: now.toISOString() })
    .execute()
  await of(newName)
    .set({ ...free, role: 'retired', nextCheckAt: null, retiredAt: now.toISOString() })
    .execute()
}

/** Sites to look at, the longest due first. */
export async function dueSites(db: Db, now: Date, limit: number): Promise<Site[]> {
  const rows = await db
    .selectFrom('sites')
    .selectAll()
    .where('nextCheckAt', '<=', now.toISOString())
    .orderBy('nextCheckAt')
    .limit(limit)
    .execute()
  return rows.map(fromRow)
}

/** Looks at these sites become due now; at those that nobody watches any more, never. */
export async function hastenSites(db: Db, ids: readonly number[], now: Date): Promise<void> {
  const nextCheckAt = now.toISOString()
  for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
    await db
      .updateTable('sites')
      .set({ nextCheckAt })
      .where('id', 'in', ids.slice(from, from + IDS_AT_ONCE))
      .where('nextCheckAt', '>', nextCheckAt)
      .execute()
  }
}

/** How many sites wait for a look, counted no further than `COUNTED`. */
export async function backlog(db: Db, now: Date, { agencyId }: Reach): Promise<number> {
  let query = db.selectFrom('sites').where('nextCheckAt', '<=', now.toISOString())
  if (agencyId !== null) query = query.where('agencyId', '=', agencyId)
  return counted(db, query, COUNTED)
}

/** Writes down what a look said of a site. */
export async function noteSite(db: Db, id: number, facts: Updateable<Tables['sites']>): Promise<void> {
  await db.updateTable('sites').set(facts).where('id', '=', id).execute()
}

/** How many watched sites stand in each status. */
export async function countByStatus(db: Db, { agencyId }: Reach): Promise<Record<Status, number>> {
  const counts = Object.fromEntries(statuses.map((status) => [status, 0])) as Record<Status, number>
  for (const { state: role, detail, total } of await tallies(db, 'sites', agencyId))
    if (role !== 'retired') counts[detail as Status] += total
  return counts
}
