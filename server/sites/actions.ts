/** Changing the register: one name by hand, many from a file. Each change and its line of history are one transaction. */
import type { Actor } from '../core/access.ts'
import { issueTexts } from '../core/issues.ts'
import {
  compareSites,
  faultOf,
  inputOf,
  sameSite,
  storedSite,
  type Chosen,
  type ConfirmedSite,
  type ImportedSites,
  type ImportFormat,
  type SitePreview,
  type Standpoint,
} from '../core/register.ts'
import { siteFaults } from '../core/register-faults.ts'
import {
  spansOf,
  statusChanges,
  toldActions,
  type SiteHistory,
  type SiteHistoryLine,
  type StatusSeen,
} from '../core/site-history.ts'
import type { Site, SiteInput } from '../core/site.ts'
import { zoneOf } from '../core/hostname.ts'
import { allAgencies } from '../agencies/store.ts'
import type { Db } from '../database.ts'
import { Refused } from '../errors.ts'
import { oldNameStatus } from '../core/verdict.ts'
import { statusesSeen } from '../findings/store.ts'
import { eventsAbout } from '../history/store.ts'
import {
  appendRegisterEvents,
  registerEventsOf,
  type NewRegisterEvent,
  type Registrar,
} from '../register/store.ts'
import { EVERYWHERE, type Reach } from '../rest.ts'
import { settingsOf } from '../settings/store.ts'
import { zoneNames } from '../zones/store.ts'
import { readSites } from './feed.ts'
import { withRest } from './list.ts'
import {
  deleteSite,
  insertSites,
  restingNames,
  reviveSite,
  siteById,
  sitesNamed,
  updateSite,
} from './store.ts'

export { exportSites } from './export.ts'

/** Writes a name down. One that was retired and has rested long enough is in use again. */
export async function createSite(db: Db, input: SiteInput, actor: Actor, now: Date): Promise<Site> {
  await insideZones(db, input)
  return db.transaction().execute(async (trx) => {
    const resting = await restingAmong(trx, [input.hostname], now)
    if (resting.size > 0) throw new Refused({ refused: 'invalid', errors: { hostname: siteFaults.resting } })
    const known = (await sitesNamed(trx, [input.hostname])).get(input.hostname)
    const site =
      known?.role === 'retired'
        ? await reviveSite(trx, known.id, input, now)
        : (await insertSites(trx, [input], now))[0]!
    await appendRegisterEvents(trx, [told('register', site, null)], actor, now)
    return site
  })
}

export async function editSite(
  db: Db,
  id: number,
  input: SiteInput,
  actor: Actor,
  now: Date,
): Promise<Site | null> {
  await insideZones(db, input)
  return db.transaction().execute(async (trx) => {
    const before = await siteById(trx, id, EVERYWHERE)
    const site = before && (await updateSite(trx, id, input, now))
    if (before && site && !sameSite(before, site))
      await appendRegisterEvents(trx, [told('edit', site, before)], actor, now)
    return site
  })
}

export const removeSite = (db: Db, id: number, actor: Actor, now: Date): Promise<Site | null> =>
  db.transaction().execute(async (trx) => {
    const site = await deleteSite(trx, id)
    if (site) {
      const { hostname } = site
      const event = { siteId: id, hostname, action: 'remove' as const, before: inputOf(site), after: {} }
      await appendRegisterEvents(trx, [event], actor, now)
    }
    return site
  })

async function insideZones(db: Db, { hostname }: SiteInput): Promise<void> {
  if (zoneOf(hostname, await zoneNames(db)) === null)
    throw new Refused({ refused: 'invalid', errors: { hostname: issueTexts.OUTSIDE_ZONE! } })
}

/** What changed of a name, as it was and as it became. */
function told(
  action: 'register' | 'edit' | 'import',
  site: Site,
  before: SiteInput | null,
): NewRegisterEvent {
  const after = inputOf(site)
  const fields = Object.keys(after) as (keyof SiteInput)[]
  const changed = fields.filter(
    (field) => before === null || JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  )
  const only = (input: SiteInput) => Object.fromEntries(changed.map((field) => [field, input[field]]))
  const { id: siteId, hostname } = site
  return { siteId, hostname, action, before: before ? only(before) : {}, after: only(after) }
}

async function restingAmong(db: Db, names: readonly string[], now: Date): Promise<Set<string>> {
  const { quarantineDays } = await settingsOf(db, 'policy')
  const wanted = new Set(names)
  const resting = await restingNames(db, now, quarantineDays)
  return new Set(resting.flatMap(({ name }) => (wanted.has(name) ? [name] : [])))
}

async function standpointOf(db: Db, names: readonly string[], now: Date): Promise<Standpoint> {
  const sites = await sitesNamed(db, names)
  const resting = await restingAmong(db, names, now)
  // An old name that is gone is still its rename's; it is told so.
  for (const name of resting) if (sites.get(name)?.role === 'old') resting.delete(name)
  return { sites, resting, agencies: await allAgencies(db), zones: await zoneNames(db) }
}

export type ImportFile = {
  text: string
  format?: ImportFormat | undefined
  /** The zone that relative names of a zone file belong to, where it says none. */
  origin?: string | null
} & Chosen

export type ReadImport = { format: ImportFormat; rows: SitePreview[] }

/** What a file would change; nothing is saved. */
export async function previewSites(
  db: Db,
  { text, format, origin = null, ...chosen }: ImportFile,
  now: Date,
): Promise<ReadImport> {
  const zones = await zoneNames(db)
  const read = readSites(text, { format, origin, zones })
  const names = read.lines.flatMap((line) => ('row' in line ? [line.row.hostname] : []))
  const standpoint = await standpointOf(db, [...new Set(names)], now)
  return { format: read.format, rows: compareSites(read.lines, standpoint, chosen) }
}

/**
 * Saves what was looked at: all of it, or nothing where the register has moved since. What stands as it should already
 * is passed over, so that the same file may be taken in twice.
 */
export async function importSites(
  db: Db,
  confirmed: readonly ConfirmedSite[],
  registrar: Registrar,
  now: Date,
): Promise<ImportedSites> {
  return db.transaction().execute(async (trx) => {
    const standpoint = await standpointOf(
      trx,
      confirmed.map(({ row }) => row.hostname),
      now,
    )
    const open = confirmed.filter(({ row, was }) => {
      const is = storedSite(standpoint, row.hostname)
      if (is && sameSite(is, row)) return false
      const moved = is === null || was === null ? is !== was : !sameSite(is, was)
      if (moved || faultOf(row, standpoint) !== null) throw new Refused('register_moved')
      return true
    })
    const fresh = open.filter(({ was }) => was === null).map(({ row }) => row)
    const retired = fresh.filter(({ hostname }) => standpoint.sites.has(hostname))
    const unknown = fresh.filter(({ hostname }) => !standpoint.sites.has(hostname))
    const events = (await insertSites(trx, unknown, now)).map((site) => told('import', site, null))
    for (const row of retired) {
      const site = await reviveSite(trx, standpoint.sites.get(row.hostname)!.id, row, now)
      events.push(told('import', site, null))
    }
    for (const { row, was } of open) {
      if (was === null) continue
      const site = await updateSite(trx, standpoint.sites.get(row.hostname)!.id, row, now)
      events.push(told('import', site!, was))
    }
    await appendRegisterEvents(trx, events, registrar, now)
    const changed = open.length - fresh.length
    return { added: fresh.length, changed, same: confirmed.length - open.length }
  })
}

const SPAN_DAYS = 90
// A name that comes and goes fills no page with that alone.
const MOST_CHANGES = 200

/** All that is told of a name. Requests of agencies that are out of reach are not. */
export async function historyOf(db: Db, site: Site, reach: Reach, now: Date): Promise<SiteHistory> {
  const looks = await statusesOf(db, site)
  const written = (await registerEventsOf(db, site.id)).map(({ id: _, ...event }): SiteHistoryLine => ({
    what: 'register',
    ...event,
  }))
  const renames = (await eventsAbout(db, site.hostname, toldActions, reach)).map(
    ({ details, reason, ...event }) => {
      const why = event.action === 'submit' ? reason : details['reason']
      return { what: 'rename', ...event, reason: typeof why === 'string' ? why : null } as SiteHistoryLine
    },
  )
  const seen = statusChanges(looks)
    .slice(-MOST_CHANGES)
    .map((change): SiteHistoryLine => ({ what: 'status', ...change }))
  const rest = (await withRest(db, [site])).flatMap(
    ({ restsSince: at, restsUntil: until }): SiteHistoryLine[] =>
      at && until ? [{ what: 'rest', at, until }] : [],
  )
  const since = new Date(now.getTime() - SPAN_DAYS * 86_400_000).toISOString()
  return {
    // What happened at one instant comes in reverse, too.
    lines: [...written, ...seen, ...renames, ...rest]
      .toReversed()
      .toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)),
    spans: spansOf(looks, since, site.role === 'retired' ? site.retiredAt : site.checkedAt),
  }
}

/** An old name is looked at with its pair: until the rename its own looks tell, and from then on its share of theirs. */
async function statusesOf(db: Db, { id, role, requestId }: Site): Promise<StatusSeen[]> {
  const own = await statusesSeen(db, { siteId: id })
  if (role !== 'old' || requestId === null) return own
  const pair = await statusesSeen(db, { requestId })
  return [...own, ...pair.map(({ at, status }) => ({ at, status: oldNameStatus(status) }))]
}
