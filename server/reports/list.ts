/** All SQL of what a month is folded from, in pages, so that neither memory nor the event loop feels how many there are. */
import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { ReportLine } from '../core/report.ts'
import type { Incident, Seen, WatchedSite } from '../core/report/health.ts'
import { lineOf, type ReportEvent, type RequestHistory } from '../core/report/line.ts'
import type { ReportWindow } from '../core/report/month.ts'
import type { Calendar } from '../core/worktime.ts'
import type { Db } from '../database.ts'

const PAGE = 200
const over = ['archived', 'rejected', 'withdrawn']

/** The instant of the first event there is; null where there is none. */
export async function firstEventAt(db: Db): Promise<string | null> {
  const row = await db
    .selectFrom('requestEvents')
    .select(({ fn }) => fn.min('at').as('at'))
    .executeTakeFirst()
  return row?.at ?? null
}

/** Everything up to this event is told; what is written meanwhile is not. */
export async function lastEventId(db: Db): Promise<number> {
  const row = await db
    .selectFrom('requestEvents')
    .select(({ fn }) => fn.max('id').as('id'))
    .executeTakeFirst()
  return row?.id ?? 0
}

export type ActionCount = { action: string; fromState: string | null; total: number }

export const countActions = (
  db: Db,
  { from, to }: Pick<ReportWindow, 'from' | 'to'>,
): Promise<ActionCount[]> =>
  db
    .selectFrom('requestEvents')
    .select(['action', 'fromState', ({ fn }) => fn.countAll<number>().as('total')])
    .where('at', '>=', from)
    .where('at', '<', to)
    .groupBy(['action', 'fromState'])
    .execute()

// Those that may have a part in the month, and a few more: the fold tells.
const candidates = (db: Db, { from, to }: ReportWindow) =>
  db
    .selectFrom('requests')
    .where('submittedAt', '<', to)
    .where((eb) => eb.or([eb('state', 'not in', over), eb('requests.updatedAt', '>=', from)]))

export async function countCandidates(db: Db, window: ReportWindow): Promise<number> {
  const row = await candidates(db, window)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return row.total
}

export type LinePage = { lines: ReportLine[]; read: number }

/** The month's lines by request, folded as they are read. */
export async function* liveLines(
  db: Db,
  window: ReportWindow,
  untilEvent: number,
  calendar: Calendar,
): AsyncGenerator<LinePage> {
  for (let last = 0; ;) {
    const rows = await candidates(db, window)
      .innerJoin('agencies', 'agencies.id', 'requests.agencyId')
      .select(['requests.id', 'number', 'agencyId', 'agencies.name as agency', 'newName'])
      .where('requests.id', '>', last)
      .orderBy('requests.id')
      .limit(PAGE)
      .execute()
    if (rows.length === 0) return
    last = rows.at(-1)!.id
    const histories = await historiesOf(db, window, untilEvent, rows)
    const lines = histories.flatMap((history) => lineOf(history, window, calendar) ?? [])
    yield { lines, read: rows.length }
    await setImmediate()
  }
}

type Candidate = { id: number; number: string | null; agencyId: number; agency: string; newName: string }

async function historiesOf(
  db: Db,
  window: ReportWindow,
  untilEvent: number,
  rows: readonly Candidate[],
): Promise<RequestHistory[]> {
  const ids = rows.map(({ id }) => id)
  const events = new Map(ids.map((id) => [id, [] as ReportEvent[]]))
  const found = await db
    .selectFrom('requestEvents')
    .select(['requestId', 'seq', 'action', 'at', 'details'])
    .where('requestId', 'in', ids)
    .where('id', '<=', untilEvent)
    .where('at', '<', window.to)
    .execute()
  for (const { requestId, details, ...event } of found)
    events.get(requestId)!.push({ ...event, details: JSON.parse(details) } as ReportEvent)
  const executed = rows.filter(({ id }) =>
    events.get(id)!.some(({ action, at }) => action === 'execute' && at >= window.from),
  )
  const letters = await lettersOf(db, window, executed)
  const looks = await looksByName(db, window, executed)
  return rows.map(({ newName, ...row }) => ({
    ...row,
    letter: letters.get(row.id) ?? null,
    events: events.get(row.id)!,
    looks: looks.get(newName) ?? [],
  }))
}

// The last letter of each that was there by the end of the month.
async function lettersOf(db: Db, { to }: ReportWindow, rows: readonly Candidate[]) {
  if (rows.length === 0) return new Map<number, string>()
  const ids = rows.map(({ id }) => id)
  const letters = await db
    .selectFrom('documents')
    .select(['requestId', 'name'])
    .where('requestId', 'in', ids)
    .where('kind', '=', 'letter')
    .where('uploadedAt', '<', to)
    .orderBy('id')
    .execute()
  return new Map(letters.map(({ requestId, name }) => [requestId, name]))
}

async function looksByName(db: Db, window: ReportWindow, rows: readonly Candidate[]) {
  const byName = new Map<string, Seen[]>()
  if (rows.length === 0) return byName
  const names = rows.map(({ newName }) => newName)
  const sites = await db
    .selectFrom('sites')
    .select(['id', 'hostname'])
    .where('hostname', 'in', names)
    .execute()
  const ids = sites.map(({ id }) => id)
  const looks = await looksOf(db, window, ids)
  for (const { id, hostname } of sites) byName.set(hostname, looks.get(id) ?? [])
  return byName
}

// From the last good look before the month on: since when a name has not been well is told from there.
async function looksOf(db: Db, { from, to }: ReportWindow, siteIds: readonly number[]) {
  const bySite = new Map<number, Seen[]>()
  if (siteIds.length === 0) return bySite
  const good = db
    .selectFrom('looks')
    .select(['siteId', ({ fn }) => fn.max('id').as('id')])
    .where('siteId', 'in', siteIds)
    .where('status', 'in', ['ok', 'propagating'])
    .where('checkedAt', '<', from)
    .groupBy('siteId')
    .as('good')
  const rows = await db
    .selectFrom('looks')
    .leftJoin(good, 'good.siteId', 'looks.siteId')
    .select(['looks.siteId', 'looks.checkedAt as at', 'looks.status'])
    .where('looks.siteId', 'in', siteIds)
    .where('looks.checkedAt', '<', to)
    .where('looks.id', '>=', sql<number>`coalesce(good.id, 0)`)
    .orderBy('looks.id')
    .execute()
  for (const { siteId, ...seen } of rows) bySite.set(siteId!, [...(bySite.get(siteId!) ?? []), seen as Seen])
  return bySite
}

/** Every name of the register with its looks. */
export async function* watchedSites(db: Db, window: ReportWindow): AsyncGenerator<WatchedSite> {
  for (let last = 0; ;) {
    const rows = await db
      .selectFrom('sites')
      .innerJoin('agencies', 'agencies.id', 'sites.agencyId')
      .leftJoin('requests', 'requests.id', 'sites.requestId')
      .select(['sites.id', 'sites.hostname', 'sites.agencyId', 'agencies.name as agency', 'sites.role'])
      .select(['sites.checkedAt', 'sites.retiredAt', 'requests.executedAt'])
      .where('sites.id', '>', last)
      .orderBy('sites.id')
      .limit(PAGE)
      .execute()
    if (rows.length === 0) return
    last = rows.at(-1)!.id
    const ids = rows.map(({ id }) => id)
    const looks = await looksOf(db, window, ids)
    for (const { role, retiredAt, executedAt, ...site } of rows) {
      const watchedUntil = role === 'retired' ? retiredAt : role === 'old' ? executedAt : null
      yield { ...site, watchedUntil, looks: looks.get(site.id) ?? [] }
    }
    await setImmediate()
  }
}

/** Findings of level error and critical that were open at any time of the month. */
export async function* incidentsOf(db: Db, { from, to }: ReportWindow): AsyncGenerator<Incident> {
  for (let last = 0; ;) {
    const rows = await db
      .selectFrom('findings')
      .select(['id', 'level', 'openedAt', 'closedAt'])
      .where('level', 'in', ['error', 'critical'])
      .where('openedAt', '<', to)
      .where((eb) => eb.or([eb('closedAt', 'is', null), eb('closedAt', '>=', from)]))
      .where('id', '>', last)
      .orderBy('id')
      .limit(PAGE)
      .execute()
    if (rows.length === 0) return
    last = rows.at(-1)!.id
    for (const { id, ...incident } of rows) yield incident as Incident
    await setImmediate()
  }
}
