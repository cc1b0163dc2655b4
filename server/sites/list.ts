/** The SQL of the register as a list: what may be filtered and sorted by, and until when names rest. */
import { sql } from 'kysely'
import { z } from 'zod'
import { siteKinds, siteRoles, type ListedSite, type Site } from '../core/site.ts'
import { statuses } from '../core/verdict.ts'
import { localDate } from '../core/worktime.ts'
import type { Db } from '../database.ts'
import {
  among,
  amongRanks,
  emptyLast,
  everyId,
  key,
  page,
  ranked,
  withAgency,
  type Clause,
  type Sorts,
} from '../page.ts'
import { idFilter, oneOrMany, type ListQuery, type Page, type Reach } from '../rest.ts'
import { searching } from '../search.ts'
import { settingsOf } from '../settings/store.ts'
import { tally } from '../tallies/store.ts'
import { fromRow } from './store.ts'

export const siteFilter = z.strictObject({
  id: idFilter,
  q: z.string().max(253).optional(),
  agencyId: z.int().optional(),
  requestId: z.int().optional(),
  kind: z.enum(siteKinds).optional(),
  role: oneOrMany(z.enum(siteRoles)),
  status: oneOrMany(z.enum(statuses)),
  /** Names that nobody may have again yet. */
  resting: z.literal(true).optional(),
})
export type SiteFilter = z.infer<typeof siteFilter>

const statusRank = ranked('status', statuses, statuses.length)
const NAME = 'hostname'

const sorts = {
  hostname: key(NAME),
  agencyId: key('agencyId', NAME),
  kind: key('kind', NAME),
  role: key('role', NAME),
  // The worst first.
  status: [{ by: statusRank }, ...key(NAME)],
  statusSince: emptyLast('statusSince'),
  checkedAt: emptyLast('checkedAt'),
  id: key('id'),
} satisfies Sorts
export const siteSorts = Object.keys(sorts) as [keyof typeof sorts, ...(keyof typeof sorts)[]]

export async function listSites(
  db: Db,
  { filter, ...list }: ListQuery<SiteFilter>,
  reach: Reach,
  now: Date,
): Promise<Page<ListedSite>> {
  const chosen = await chosenBy(db, filter, reach, now)
  if (!chosen) return { rows: [], total: 0 }
  const found = await page(
    db,
    db.selectFrom('sites').selectAll(),
    { ...list, filter },
    { clauses: chosen.clauses, sorts, total: chosen.total },
  )
  return { ...found, rows: await withRest(db, found.rows.map(fromRow)) }
}

/** The ids of all sites that such a list has, in its order. */
export async function listedSiteIds(
  db: Db,
  { filter, sort }: Pick<ListQuery<SiteFilter>, 'filter' | 'sort'>,
  reach: Reach,
  now: Date,
): Promise<number[]> {
  const chosen = await chosenBy(db, filter, reach, now)
  return chosen ? everyId(db.selectFrom('sites'), sort, { clauses: chosen.clauses, sorts }) : []
}

/** Some sites in the order of their ids as given. */
export async function sitesInOrder(db: Db, ids: readonly number[]): Promise<ListedSite[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('sites').selectAll().where('id', 'in', ids).execute()
  const byId = new Map((await withRest(db, rows.map(fromRow))).map((site) => [site.id, site]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** What a filter asks for within reach, and how many rows that leaves where it is kept; null where it can leave none. */
async function chosenBy(
  db: Db,
  filter: SiteFilter,
  reach: Reach,
  now: Date,
): Promise<{ clauses: Clause[]; total: number | null } | null> {
  const { id, q, role, status, requestId, kind, resting } = filter
  const agencyId = reach.agencyId ?? filter.agencyId
  if (filter.agencyId !== undefined && filter.agencyId !== agencyId) return null
  if (id?.length === 0 || role?.length === 0 || status?.length === 0) return null
  const choice = { agencyId: agencyId === undefined ? undefined : [agencyId], state: role, detail: status }
  const rows = await tally(db, 'sites', choice)
  const kept = [
    ...withAgency(agencyId, rows, role && among('role', role, { rows: rows.state, orders: [NAME] }), [
      NAME,
      'status',
    ]),
    status && amongRanks(statusRank, statuses, status, { rows: rows.detail, orders: [NAME] }),
  ]
  const others = [
    id && among('id', id, { rows: id.length }),
    requestId !== undefined && among('requestId', [requestId], { rows: 2 }),
    kind && among('kind', [kind], { orders: [NAME] }),
    resting && (await amongResting(db, now)),
    await searching(db, 'sites', q),
  ].filter((clause) => !!clause)
  return {
    clauses: [...kept.filter((clause) => !!clause), ...others],
    total: others.length === 0 ? rows.together : null,
  }
}

const DAY_MS = 86_400_000
// A province retires some hundreds a year.
const SOME = 5000

/** Retired names, and old ones that were seen gone, whose rest is not over; each half by an index of its own. */
async function amongResting(db: Db, now: Date): Promise<Clause> {
  const { quarantineDays } = await settingsOf(db, 'policy')
  const since = new Date(now.getTime() - quarantineDays * DAY_MS).toISOString()
  const retired = sql`select id from sites where retired_at > ${since} and role = ${sql.lit('retired')}`
  const gone = sql`select sites.id from requests join sites on sites.hostname = requests.old_name
    where requests.gone_at > ${since} and requests.executed_at is not null and sites.role = ${sql.lit('old')}`
  return { rows: SOME, when: sql`id in (${retired} union ${gone})` }
}

/** The sites with the day until which each rests; null for a name that is in use. */
export async function withRest(db: Db, sites: readonly Site[]): Promise<ListedSite[]> {
  const old = sites.flatMap(({ role, requestId }) =>
    role === 'old' && requestId !== null ? [requestId] : [],
  )
  const goneAt = await goneSince(db, old)
  const restAt = ({ role, retiredAt, requestId }: Site) =>
    role === 'retired' ? retiredAt : role === 'old' ? (goneAt.get(requestId!) ?? null) : null
  const { quarantineDays } = await settingsOf(db, 'policy')
  return sites.map((site) => {
    const restsSince = restAt(site)
    const until = restsSince && new Date(Date.parse(restsSince) + quarantineDays * DAY_MS)
    return { ...site, restsSince, restsUntil: until && localDate(until) }
  })
}

async function goneSince(db: Db, requestIds: readonly number[]): Promise<Map<number, string>> {
  if (requestIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('requests')
    .select(['id', 'goneAt'])
    .where('id', 'in', requestIds)
    .where('goneAt', 'is not', null)
    .execute()
  return new Map(rows.map(({ id, goneAt }) => [id, goneAt!]))
}
