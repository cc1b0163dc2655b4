/** What is remembered of a site from one look to the next, folded from each look. Pure. */
import { homePageOf } from './baseline.ts'
import type { PageMark } from './observation.ts'
import { publishedOf, type Published } from './serial.ts'
import type { Check } from './verdict.ts'

export type SiteMemory = {
  /** The mark of its own home page, as it was when last seen well. */
  page: PageMark | null
  /** Its records when the zone's serial of now was first seen. */
  published: Published | null
}

export const noMemory: SiteMemory = { page: null, published: null }

/** The memory after one more look; the same one where it said nothing new. */
export function remember(before: SiteMemory, hostname: string, check: Check): SiteMemory {
  const page = ownPageOf(hostname, check)
  const published = publishedOf(hostname, check.observations)
  const after = {
    page: page === null || samePage(page, before.page) ? before.page : page,
    // What changes under the same serial is held against what was first, until the serial is raised.
    published: published === null || sameSerial(published, before.published) ? before.published : published,
  }
  return after.page === before.page && after.published === before.published ? before : after
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
