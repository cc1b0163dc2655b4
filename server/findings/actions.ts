/** What the checker is given to look at, and what becomes of what it saw. */
import { createHash } from 'node:crypto'
import { nextLookAt } from '../core/cadence.ts'
import { told } from '../core/conditions/told.ts'
import type { Baseline, Expectation } from '../core/expectation.ts'
import { horizonOf, settle, type Phase } from '../core/finding.ts'
import { remember } from '../core/memory.ts'
import type { Patience } from '../core/patience.ts'
import type { Site } from '../core/site.ts'
import { oldNameStatus, type Check, type VerdictFinding } from '../core/verdict.ts'
import type { Db } from '../database.ts'
import { beforeLook, noteSerials, saveMemory } from '../memories/store.ts'
import { noteMentions, unregisteredNames } from '../mentions/store.ts'
import { queueFindings } from '../deliveries/queue.ts'
import type { Outbox } from '../env.ts'
import { noteLook, requestById, type StoredRequest } from '../requests/store.ts'
import { EVERYWHERE } from '../rest.ts'
import { dueSites, hastenSites, noteSite, siteOfRequest } from '../sites/store.ts'
import { withAge } from './age.ts'
import { readFiles, type SiteFile } from './files.ts'
import { insertLook, renewLook, saveSettlement, type LookedAt } from './store.ts'

// A portal may link to every name there is; the list of all of them is elsewhere.
const MOST_STRANGERS = 20

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
  const request = site.requestId === null ? null : await requestById(db, site.requestId, EVERYWHERE)
  const before = await beforeLook(db, site.id, site.hostname)
  if (request?.executedAt && site.role !== 'retired') {
    return {
      ...requestExpectation(request, request.executedAt),
      records: recordsOf(site, request),
      // What was proved once and differs now has drifted (S10); what was gone once and answers now is back (S09).
      verifiedAt: request.override === null ? request.executedAt : null,
      goneAt: request.goneAt,
      before,
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
    before,
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

/** A scheduled look, and the task that it was made for. */
export type Looked = { task: { id: string }; check: Check }

/**
 * Keeps scheduled looks in one transaction, at most one of each site; a site that was removed meanwhile is nobody's
 * business any more.
 */
export async function recordTasks({ db, ...keeping }: Keeping, looked: readonly Looked[]): Promise<void> {
  const ids = looked.map(({ task }) => Number(task.id))
  await db.transaction().execute(async (trx) => {
    const files = await readFiles(trx, ids)
    for (const [index, { check }] of looked.entries()) {
      const file = files.get(ids[index]!)
      if (file) await keepLook({ db: trx, ...keeping }, file, check, keepUnless(file.digest))
    }
  })
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
export type Keeping = {
  db: Db
  patience: Patience
  /** Absent where nobody is to be told. */
  outbox?: Outbox
}

/** Keeps a look that somebody asked for at a watched site: its status, its findings, and the evidence. */
export async function recordLook({ db, ...keeping }: Keeping, site: Site, seen: Check): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // As it stands now: the site that was looked at may have been changed since.
    const file = (await readFiles(trx, [site.id])).get(site.id)
    if (file) await keepLook({ db: trx, ...keeping }, file, seen, keepAsked)
  })
}

type KeepEvidence = (trx: Db, subject: LookedAt, check: Check) => Promise<void>

async function keepLook(
  { db: trx, patience, outbox }: Keeping,
  file: SiteFile,
  seen: Check,
  keepEvidence: KeepEvidence,
): Promise<void> {
  const { site } = file
  const { status, checkedAt } = seen
  const at = new Date(checkedAt)
  const mentions = await noteMentions(trx, site, file.mentions, file.zones, seen)
  const unknown = mentions ? await strangers(trx, site) : []
  const check = { ...seen, findings: [...seen.findings, ...unknown, ...restless(file)] }
  const request = site.requestId === null ? null : await requestById(trx, site.requestId, EVERYWHERE)
  await keepEvidence(trx, { siteId: site.id, requestId: site.requestId }, check)
  const phase = phaseOf(file, request, at, patience)
  const memory = remember(file.memory, site.hostname, check, patience)
  if (memory !== file.memory) await saveMemory(trx, site.id, memory)
  const settlement = settle(file.findings, withAge(site, check, memory, patience), phase, patience)
  await saveSettlement(trx, site, settlement, checkedAt)
  const { begin, update, close } = settlement
  if (begin.length + update.length + close.length > 0) await queueFindings(trx, outbox, site, checkedAt)
  await noteSerials(trx, check)
  const nextCheckAt =
    site.nextCheckAt === null ? null : nextLookAt(status, at, spreadOf(site), phase).toISOString()
  await noteSite(trx, site.id, {
    ...shownOf(check),
    ...since(site, status, checkedAt),
    ...wildcardsIn(check, site.hostname),
    nextCheckAt,
  })
  if (request === null || site.role === 'retired') return
  const gone = request.goneAt === null && check.findings.some(({ condition }) => condition === 'A27')
  await noteLook(trx, request.id, { ...standing(check), ...(gone ? { goneAt: checkedAt } : {}) })
  await noteOldName(trx, request, check)
}

// What comes and goes at the site (M03), by the looks before this one.
function restless({ site, findings }: SiteFile): VerdictFinding[] {
  const changing = findings.filter(({ flapping }) => flapping).map(({ key }) => key.split(' ')[0]!)
  if (changing.length === 0) return []
  return [told('M03', { subject: site.hostname, seen: [...new Set(changing)].sort().join(', ') })]
}

// Names that the site was seen to mention and nobody has registered (S07).
async function strangers(trx: Db, { id, hostname }: Site): Promise<VerdictFinding[]> {
  const places = new Map<string, string[]>()
  for (const { host, place } of await unregisteredNames(trx, id))
    places.set(host, [...(places.get(host) ?? []), place])
  return [...places].slice(0, MOST_STRANGERS).map(([subject, where]) => {
    const seen = `${hostname} (${where.sort().join(', ')})`
    return told('S07', { subject, seen })
  })
}

/** Keeps a look at a request's pair that nobody watches yet, and the baseline where the look measured one. */
export async function recordRequestLook(
  db: Db,
  { id }: StoredRequest,
  check: Check,
  baseline: Baseline | null = null,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await keepAsked(trx, { siteId: null, requestId: id }, check)
    await noteLook(trx, id, {
      ...standing(check),
      ...(baseline ? { baseline: JSON.stringify(baseline) } : {}),
    })
  })
}

// What lists show of a look.
const standing = ({ status, severity, checkedAt, forecast }: Check) => ({
  status,
  severity,
  checkedAt,
  forecastUntil: forecast?.until ?? null,
})

// What the register shows besides: why there is still something to wait for.
const shownOf = (check: Check) => ({
  ...standing(check),
  forecastBecause: check.forecast && JSON.stringify(check.forecast.because),
})

// What a look that saw no certificate leaves as it was.
function wildcardsIn({ observations }: Check, hostname: string): { wildcards?: string | null } {
  const shown = observations.flatMap((seen) =>
    seen.kind === 'web' && seen.name === hostname && seen.certificate ? [seen.certificate] : [],
  )
  if (shown.length === 0) return {}
  const trusted = shown.filter(({ distrust }) => distrust === null).flatMap(({ names }) => names)
  const names = [...new Set(trusted.filter((name) => name.startsWith('*.')))].sort()
  return { wildcards: names.length > 0 ? JSON.stringify(names) : null }
}

// A name that nothing was ever known of is unknown since its first look.
const since = (before: Pick<Site, 'status' | 'statusSince'>, status: Check['status'], at: string) =>
  before.status === status && before.statusSince !== null ? {} : { statusSince: at }

// Most looks see the same again, and nobody waits for them.
const keepUnless =
  (before: string | null): KeepEvidence =>
  async (trx, subject, check) => {
    const digest = digestOf(check)
    if (before !== digest) await insertLook(trx, subject, digest, check)
  }

// Whoever asked is shown what was seen just now, also where it is the same again.
async function keepAsked(trx: Db, subject: LookedAt, check: Check): Promise<void> {
  const digest = digestOf(check)
  if (!(await renewLook(trx, subject, digest, check))) await insertLook(trx, subject, digest, check)
}

// Alarms keep silent from a change until its horizon, and are stricter for the pair from then on.
function phaseOf(
  { isBeingRenamed }: SiteFile,
  request: StoredRequest | null,
  at: Date,
  patience: Patience,
): Phase {
  if (!request) return isBeingRenamed ? 'changing' : 'calm'
  if (!request.executedAt) return 'calm'
  return at < horizonOf(request.executedAt, request.baseline, patience) ? 'silent' : 'strict'
}

// The old name is looked at with the new one; what is amiss with it shows on its own line of the register too.
async function noteOldName(trx: Db, { id, oldName }: StoredRequest, check: Check): Promise<void> {
  const old = await siteOfRequest(trx, id, oldName)
  if (!old) return
  const { status, checkedAt } = check
  const shown =
    oldNameStatus(status) === status && status !== 'ok'
      ? shownOf(check)
      : { status: 'ok' as const, severity: 'ok', checkedAt, forecastUntil: null, forecastBecause: null }
  await noteSite(trx, old.id, { ...shown, ...since(old, shown.status, checkedAt) })
}

const spreadOf = ({ id }: Site) => ((id * 2_654_435_761) % 1000) / 1000
