/** What the catalogue of conditions asks and Alih does by less, with the reason. Pure data. */
import type { ConditionId } from '../../server/core/conditions/index.ts'

/** Rows whose rule proves less than the catalogue could ask. */
export const narrower: Partial<Record<ConditionId, string>> = {
  D02: 'rests on the AD flag of the validating resolvers of the panel; signatures are read, not verified.',
  M02: 'the clock is judged by signatures and by the Date of web servers at two addresses or more; a look that sees one server cannot tell.',
  M05: 'visits over the web are bounded in number, not paced; what one person may ask for is counted in each process by itself.',
  S07: 'names are told that registered sites mention: zones are closed to transfer, and certificate logs are not read.',
}

/** Markdown, one line per gap. */
export const gapList = (): string =>
  Object.entries(narrower)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([id, why]) => `- ${id}: ${why}`)
    .join('\n')
