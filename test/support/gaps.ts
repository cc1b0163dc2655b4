/** What the catalogue of conditions asks and Alih does by less, with the reason. Pure data. */
import type { ConditionId } from '../../server/core/conditions/index.ts'

/** Rows whose rule proves less than the catalogue could ask. */
export const narrower: Partial<Record<ConditionId, string>> = {
  D02: 'rests on the AD flag of the validating resolvers of the panel; signatures are read, not verified.',
  M02: 'the clock is judged by signatures and by the Date of web servers at two addresses or more; a look that sees one server cannot tell.',
  M05: 'visits over the web are bounded in number, not paced; what one person may ask for is counted in each process by itself.',
  R04: 'is told at once where a cache is overdue, and is an error after twice the bound, if the zone has shown the same serial so long; where nobody measured the TTL of before, the bound is a week.',
  R05: 'told by extended errors, not by a TTL that stays near 30.',
  R07: 'block pages are known by extended errors, by invented names, and by outliving every bound, not by a list of addresses.',
  S01: 'the range of an address is judged, not how long nothing listens there; that is S04.',
  S02: 'tells whether the end is free to register, not a confidence.',
  S05: 'the status says so at the first look; the finding opens after k of n looks, as all do, not after d days.',
  S06: 'a date is read where it is declared (sitemap, feed, meta, time element, Last-Modified), not out of running text.',
  S07: 'names are told that registered sites mention: zones are closed to transfer, and certificate logs are not read.',
  S08: 'the status says so at the first look; the finding opens after k of n looks, and nothing is ever deleted by a look.',
}

/** Markdown, one line per gap. */
export const gapList = (): string =>
  Object.entries(narrower)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([id, why]) => `- ${id}: ${why}`)
    .join('\n')
