/** What the checker is given to look at, and what becomes of what it saw. */
import { createHash } from 'node:crypto'
import { nextLookAt } from '../core/cadence.ts'
import type { Expectation } from '../core/expectation.ts'
import { horizonOf, settle, type Phase } from '../core/finding.ts'
import type { Patience } from '../core/patience.ts'
import type { Site } from '../core/site.ts'
import type { Check } from '../core/verdict.ts'
import type { Db } from '../database.ts'
import { noteMentions } from '../mentions/store.ts'
import { isBeingRenamed, noteLook, requestById, type StoredRequest } from '../requests/store.ts'
import { dueSites, hastenSites, noteSite, siteById } from '../sites/store.ts'
import { withAge } from './age.ts'
import { insertLook, keptFindings, newestLook, saveSettlement } from './store.ts'

const ANY = { agencyId: null }

/** What should be visible for a request's pair of names. `executedAt` is that of the change being proved. */
export const requestExpectation = (request: StoredRequest, executedAt: string | null): Expectation => ({
  newName: request.newName,
  oldName: request.oldName,
  records: request.records,
  want: request.want,
  executedAt,
  redirectUntil: request.redirectUntil,
  // The page as it was is compared until the file is archived; from then on the site may become another.
  baseline: request.baseline && {
    ...request.baseline,
    page: request.archivedAt ? null : (request.baseline.page ?? null),
  },
})

/** What should be visible for a site: the pair of its rename, or the name alone. */
export async function siteExpectation(db: Db, site: Site): Promise<Expectation> {
  const request = site.requestId === null ? null : await requestById(db, site.requestId, ANY)
  if (request?.executedAt && site.role !== 'retired') {
    return {
      ...requestExpectation(request, request.executedAt),
      records: recordsOf(site, request),
      // What was proved once and differs now has drifted (S10); what was gone once and answers now is back (S09).
      verifiedAt: request.override === null ? request.executedAt : null,
      goneAt: request.goneAt,
    }
  }
  return {
    newName: site.hostname,
    oldName: null,
    records: site.records,
    want: 'keep',
    executedAt: null,
    redirectUntil: null,
    baseline: null,
  }
}

const recordsOf = (site: Site, request: StoredRequest) =>
  site.hostname === request.newName ? site.records : request.records

/** The tasks that are due, for the checker. */
export async function dueTasks(db: Db, now: Date, limit: number) {
  const sites = await dueSites(db, now, limit)
  return Promise.all(
    sites.map(async (site) => ({ id: String(site.id), expectation: await siteExpectation(db, site) })),
  )
}

/** Makes a whole look due at once where a glance found something changed. */
export const hastenTasks = (db: Db, tasks: { id: string }[], now: Date): Promise<void> =>
  hastenSites(
    db,
    tasks.map(({ id }) => Number(id)),
    now,
  )

/** Records a scheduled look; a site that was removed meanwhile is nobody's business any more. */
export async function recordTask(keeping: Keeping, { id }: { id: string }, check: Check): Promise<void> {
  const site = await siteById(keeping.db, Number(id), ANY)
  if (site) await recordLook(keeping, site, check)
}

/** What changed nothing keeps its digest: times, round-trip times and TTLs do not count, the verdict does. */
export function digestOf({ status, severity, findings }: Check): string {
  const lines = findings.map(({ condition, subject, server, expected, seen }) => [
    condition,
    subject,
    server,
    expected,
    seen,
  ])
  return createHash('sha256')
    .update(JSON.stringify([status, severity, lines]))
    .digest('hex')
}

/** What keeping a look needs. */
export type Keeping = { db: Db; patience: Patience }

/** Keeps a look at a watched site: its status, its findings, and the evidence when it changed anything. */
export async function recordLook({ db, patience }: Keeping, site: Site, check: Check): Promise<void> {
  const { status, severity, checkedAt, forecast } = check
  const digest = digestOf(check)
  const at = new Date(checkedAt)
  const forecastUntil = forecast?.until ?? null
  await db.transaction().execute(async (trx) => {
    const before = await newestLook(trx, { siteId: site.id })
    const { requestId } = site
    if (before?.digest !== digest) await insertLook(trx, { siteId: site.id, requestId }, digest, check)
    const phase = await phaseOf(trx, site, at, patience)
    await saveSettlement(
      trx,
      site,
      settle(await keptFindings(trx, site.id), withAge(site, check, patience), phase, patience),
      checkedAt,
    )
    await noteMentions(trx, site, check)
    const facts = { status, severity, checkedAt, forecastUntil }
    const since = site.status === status ? {} : { statusSince: checkedAt }
    const nextCheckAt =
      site.nextCheckAt === null ? null : nextLookAt(status, at, spreadOf(site), phase).toISOString()
    await noteSite(trx, site.id, { ...facts, ...since, nextCheckAt })
    if (requestId === null || site.role === 'retired') return
    const gone = check.findings.some(({ condition }) => condition === 'A27')
    const request = await requestById(trx, requestId, ANY)
    await noteLook(trx, requestId, gone && request?.goneAt === null ? { ...facts, goneAt: checkedAt } : facts)
    await noteOldName(trx, requestId, check)
  })
}

// Alarms keep silent from a change until its horizon, and are stricter for the pair from then on.
async function phaseOf(trx: Db, { requestId, hostname }: Site, at: Date, patience: Patience): Promise<Phase> {
  const request = requestId === null ? null : await requestById(trx, requestId, ANY)
  if (!request) return (await isBeingRenamed(trx, hostname)) ? 'changing' : 'calm'
  if (!request.executedAt) return 'calm'
  return at < horizonOf(request.executedAt, request.baseline, patience) ? 'silent' : 'strict'
}

// The old name is looked at with the new one; what is amiss with it shows on its own line of the register too.
async function noteOldName(
  trx: Db,
  requestId: number,
  { status, severity, checkedAt, forecast }: Check,
): Promise<void> {
  const request = await requestById(trx, requestId, ANY)
  const old = await trx
    .selectFrom('sites')
    .select(['id', 'status'])
    .where('requestId', '=', requestId)
    .where('hostname', '=', request!.oldName)
    .executeTakeFirst()
  if (!old) return
  const own = status === 'stale' || status === 'propagating' || status === 'unknown'
  const seen = own ? status : 'ok'
  await noteSite(trx, old.id, {
    status: seen,
    severity: own ? severity : 'ok',
    checkedAt,
    forecastUntil: own ? (forecast?.until ?? null) : null,
    ...(old.status === seen ? {} : { statusSince: checkedAt }),
  })
}

const spreadOf = ({ id }: Site) => ((id * 2_654_435_761) % 1000) / 1000

/** Keeps a look at a request's pair that nobody watches yet. */
export async function recordRequestLook(db: Db, request: StoredRequest, check: Check): Promise<void> {
  const { status, severity, checkedAt, forecast } = check
  const digest = digestOf(check)
  await db.transaction().execute(async (trx) => {
    const before = await newestLook(trx, { requestId: request.id })
    if (before?.digest !== digest)
      await insertLook(trx, { siteId: null, requestId: request.id }, digest, check)
    await noteLook(trx, request.id, { status, severity, checkedAt, forecastUntil: forecast?.until ?? null })
  })
}

/** The newest look kept; null when there was none. */
export async function latestLook(
  db: Db,
  subject: { siteId: number } | { requestId: number },
): Promise<Check | null> {
  return (await newestLook(db, subject))?.check ?? null
}
