/** What is remembered of a site from one look to the next, folded from each look. Pure. */
import { homePageOf } from './baseline.ts'
import type { PageMark } from './observation.ts'
import type { Patience } from './patience.ts'
import { publishedOf, type Published } from './serial.ts'
import type { Check } from './verdict.ts'

export type SiteMemory = {
  /** The mark of its own home page, as it was when last seen well. */
  page: PageMark | null
  /** Its records when the zone's serial of now was first seen. */
  published: Published | null
  /** Whether it was dead in looks spread over some days, oldest first, `1` for dead; null where it was not in any. */
  dead: Sample | null
}

/** `at` is the instant of the last. */
export type Sample = { looks: string; at: string }

export const noMemory: SiteMemory = { page: null, published: null, dead: null }

/** The memory after one more look; the same one where it said nothing new. */
export function remember(before: SiteMemory, hostname: string, check: Check, patience: Patience): SiteMemory {
  const page = ownPageOf(hostname, check)
  const published = publishedOf(hostname, check.observations)
  const after = {
    page: page === null || samePage(page, before.page) ? before.page : page,
    // What changes under the same serial is held against what was first, until the serial is raised.
    published: published === null || sameSerial(published, before.published) ? before.published : published,
    dead: deadAfter(before.dead, check, patience),
  }
  const same = (['page', 'published', 'dead'] as const).every((what) => after[what] === before[what])
  return same ? before : after
}

/** Every server gives the right address, and what stands there does not serve anybody. */
export const isDeadThoughRight = ({ status, severity, findings }: Check): boolean =>
  status === 'broken' &&
  severity === 'critical' &&
  findings.some(({ condition }) => condition === 'A10') &&
  findings.some(({ condition }) => /^[HT]/.test(condition))

const DAY_MS = 86_400_000

// Looks come every few minutes or every half hour, by what was seen: one in each part of the time stands for it.
function deadAfter(before: Sample | null, check: Check, { dead: { n }, deadDays }: Patience): Sample | null {
  if (check.status === 'unknown') return before
  const now = isDeadThoughRight(check) ? '1' : '0'
  const passedMs = before ? Date.parse(check.checkedAt) - Date.parse(before.at) : Infinity
  if (before && passedMs < (deadDays * DAY_MS) / n) return before
  const looks = `${before && passedMs < deadDays * DAY_MS ? before.looks : ''}${now}`.slice(-n)
  return looks.includes('1') ? { looks, at: check.checkedAt } : null
}

// A sign-in, a holding page or a refusal may look alike at sites that have nothing else in common.
const telling = new Set<Check['status']>(['ok', 'stale', 'propagating'])
const faceless = new Set(['H05', 'H14', 'H16', 'S05'])

function ownPageOf(hostname: string, { status, findings, observations }: Check): PageMark | null {
  if (!telling.has(status) || findings.some(({ condition }) => faceless.has(condition))) return null
  const pages = observations.filter((seen) => seen.kind === 'web' && !seen.page?.passwordField)
  return homePageOf(hostname, pages)
}

const sameSerial = (a: Published, b: Published | null) => a.zone === b?.zone && a.serial === b.serial

const samePage = (a: PageMark, b: PageMark | null) =>
  a.fingerprint === b?.fingerprint && a.title === b.title && a.likeness === b.likeness
