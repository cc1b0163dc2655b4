/** All SQL of the health board: from kept counts and by indexes, so that it costs the same however many names there are. */
import { sql, type SelectQueryBuilder } from 'kysely'
import {
  ailingStatuses,
  byHealth,
  noNames,
  type AgencyHealth,
  type BoardDay,
  type BoardSite,
  type CheckerFinding,
  type CheckerHealth,
  type Contact,
  type PropagatingSite,
} from '../core/board.ts'
import { statuses, type Status } from '../core/verdict.ts'
import { localDate } from '../core/worktime.ts'
import type { Db } from '../database.ts'
import { allAgencies } from '../agencies/store.ts'
import { COUNTED, counted, ranked } from '../page.ts'
import type { Reach } from '../rest.ts'
import { talliesByAgency } from '../tallies/store.ts'

const DAY_MS = 86_400_000
const shown = ['id', 'hostname', 'agencyId', 'status', 'statusSince', 'forecastUntil'] as const

// Word for word as the indexes have them.
const statusRank = ranked('status', statuses, statuses.length)
const watched = sql<boolean>`role <> ${sql.lit('retired')}`
const propagating = sql<boolean>`status = ${sql.lit('propagating')} and ${watched}`
const ofChecker = sql<boolean>`state = ${sql.lit('open')} and condition >= ${sql.lit('M')} and condition < ${sql.lit('N')}`

const ofAgency = <Q extends SelectQueryBuilder<any, any, any>>(query: Q, { agencyId }: Reach): Q =>
  (agencyId === null ? query : query.where('agencyId', '=', agencyId)) as Q

/** Watched sites, the worst first; those of one status where one is asked for. */
export async function worstSites(
  db: Db,
  reach: Reach,
  { status, limit }: { status?: Status | undefined; limit: number },
): Promise<BoardSite[]> {
  let query = ofAgency(db.selectFrom('sites').select(shown).where(watched), reach)
  // Of one status there is no worst, and ordering by what is the same would keep SQLite from the index's own order.
  query = status
    ? query.where(sql<boolean>`${statusRank} = ${sql.lit(statuses.indexOf(status))}`)
    : query.orderBy(statusRank)
  const rows = await query.orderBy('hostname').limit(limit).execute()
  return rows as BoardSite[]
}

/** Names for which waiting is enough, those that are soonest done first. */
export async function propagatingSites(db: Db, reach: Reach, limit: number): Promise<PropagatingSite[]> {
  const rows = await ofAgency(
    db
      .selectFrom('sites')
      .select([...shown, 'forecastBecause'])
      .where(propagating),
    reach,
  )
    .orderBy(sql`(forecast_until is null)`)
    .orderBy('forecastUntil')
    .orderBy('hostname')
    .limit(limit)
    .execute()
  return rows.map(({ forecastBecause, ...row }) => ({
    ...(row as BoardSite),
    because: forecastBecause === null ? null : JSON.parse(forecastBecause),
  }))
}

/** Names that are not as wanted: of each status those that have been so for longest. */
export async function ailingSites(db: Db, reach: Reach, limit: number): Promise<BoardSite[]> {
  const found: BoardSite[] = []
  for (const status of ailingStatuses) {
    const rows = await ofAgency(
      db.selectFrom('sites').select(shown).where('status', '=', status).where(watched),
      reach,
    )
      .orderBy('statusSince')
      .limit(limit)
      .execute()
    found.push(...(rows as BoardSite[]))
  }
  return found.slice(0, limit)
}

/** Agencies that have watched names, the worst first. */
export async function agencyHealth(db: Db, reach: Reach): Promise<AgencyHealth[]> {
  const counts = new Map<number, AgencyHealth['counts']>()
  for (const { agencyId, state: role, detail, total } of await talliesByAgency(db, 'sites', reach.agencyId)) {
    if (role === 'retired' || total === 0) continue
    const own = counts.get(agencyId) ?? noNames()
    own[detail as Status] += total
    counts.set(agencyId, own)
  }
  const agencies = await allAgencies(db)
  return agencies
    .flatMap(({ id, name, shortName }) =>
      counts.has(id) ? [{ id, name, shortName, counts: counts.get(id)! }] : [],
    )
    .sort(byHealth)
}

/** The people through whom these agencies ask. */
export async function contactsOf(db: Db, agencyIds: readonly number[]): Promise<Record<number, Contact[]>> {
  const contacts: Record<number, Contact[]> = Object.fromEntries(agencyIds.map((id) => [id, []]))
  if (agencyIds.length === 0) return contacts
  const rows = await db
    .selectFrom('people')
    .select(['agencyId', 'name', 'email'])
    .where('agencyId', 'in', agencyIds)
    .where('role', '=', 'applicant')
    .where('active', '=', 1)
    .orderBy('agencyId')
    .orderBy('name')
    .execute()
  for (const { agencyId, ...contact } of rows) contacts[agencyId!]!.push(contact)
  return contacts
}

/** When any name was last looked at. */
export async function lastLookAt(db: Db): Promise<string | null> {
  const row = await db
    .selectFrom('sites')
    .select('checkedAt')
    .orderBy(sql`(checked_at is null)`)
    .orderBy('checkedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.checkedAt ?? null
}

/** Open findings about the checker itself, the oldest first. */
export async function checkerFindings(
  db: Db,
  reach: Reach,
  limit: number,
): Promise<CheckerHealth['conditions']> {
  const open = ofAgency(db.selectFrom('findings').where(ofChecker), reach)
  const rows = await open
    .select(['id', 'condition', 'level', 'subject', 'message', 'openedAt'])
    .orderBy('openedAt')
    .orderBy('id')
    .limit(limit)
    .execute()
  return {
    total: await counted(db, open, COUNTED),
    rows: rows.map((row) => ({ ...(row as unknown as CheckerFinding), message: JSON.parse(row.message) })),
  }
}

/**
 * Keeps how the names stand on the day of `now`, from the counts that triggers keep: one statement, which writes only what
 * is another than before. What the last call of a day wrote is how that day ended.
 */
export async function keepDay(db: Db, now: Date): Promise<void> {
  const day = localDate(now)
  const columns = sql.join(statuses.map((status) => sql.ref(status)))
  const counts = sql.join(
    statuses.map((status) => sql`coalesce(sum(case when detail = ${status} then total end), 0)`),
  )
  const given = (row: string) => sql.join(statuses.map((status) => sql.ref(`${row}.${status}`)))
  const changes = sql.join(
    statuses.map((status) => sql`${sql.ref(status)} = ${sql.ref(`excluded.${status}`)}`),
  )
  // An agency that has no names left today may have had some this morning.
  await sql`
    insert into site_days (day, agency_id, ${columns})
    select ${day}, agencies.id, ${counts} from agencies
      left join tallies on list = 'sites' and agency_id = agencies.id and state <> 'retired'
      group by agencies.id
      having sum(total) > 0 or exists (
        select 1 from site_days as kept where kept.day = ${day} and kept.agency_id = agencies.id)
      order by agencies.id
    on conflict (day, agency_id) do update set ${changes}
      where (${given('site_days')}) <> (${given('excluded')})`.execute(db)
}

/** How the last days ended, today included as it is kept so far. Days that nobody kept are not there. */
export async function daysUntil(db: Db, reach: Reach, now: Date, days: number): Promise<BoardDay[]> {
  const from = localDate(new Date(now.getTime() - (days - 1) * DAY_MS))
  const rows = await ofAgency(db.selectFrom('siteDays').where('day', '>=', from), reach)
    .select('day')
    .select(({ fn }) => statuses.map((status) => fn.sum<number>(status).as(status)))
    .groupBy('day')
    .orderBy('day')
    .execute()
  return rows.map(({ day, ...counts }) => ({ day, counts }))
}
