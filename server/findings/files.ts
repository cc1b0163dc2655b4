/** What is on record of sites before looks at them are kept: read for all of them at once, not one by one. */
import type { Kept } from '../core/finding.ts'
import type { Mention } from '../core/mention.ts'
import { noMemory, type SiteMemory } from '../core/memory.ts'
import type { Site } from '../core/site.ts'
import type { Db } from '../database.ts'
import { memoriesOf } from '../memories/store.ts'
import { mentionsBy } from '../mentions/store.ts'
import { beingRenamed } from '../requests/store.ts'
import { sitesByIds } from '../sites/store.ts'
import { zoneNames } from '../zones/store.ts'
import { keptFindings, latestDigests } from './store.ts'

export type SiteFile = {
  site: Site
  /** Of the newest look kept; null when there was none. */
  digest: string | null
  memory: SiteMemory
  /** What is not closed. */
  findings: Kept[]
  mentions: (Mention & { id: number })[]
  /** The team is changing this name right now. */
  isBeingRenamed: boolean
  /** The managed zones; the same for all. */
  zones: readonly string[]
}

/** By site; absent for one that is not there any more. */
export async function readFiles(trx: Db, ids: readonly number[]): Promise<Map<number, SiteFile>> {
  const sites = await sitesByIds(trx, ids)
  if (sites.length === 0) return new Map()
  const renamed = await beingRenamed(
    trx,
    sites.map(({ hostname }) => hostname),
  )
  const [digests, memories, findings, mentions, zones] = [
    await latestDigests(trx, ids),
    await memoriesOf(trx, ids),
    await keptFindings(trx, ids),
    await mentionsBy(trx, ids),
    await zoneNames(trx),
  ]
  const fileOf = (site: Site): SiteFile => ({
    site,
    digest: digests.get(site.id) ?? null,
    memory: memories.get(site.id) ?? noMemory,
    findings: findings.get(site.id) ?? [],
    mentions: mentions.get(site.id) ?? [],
    isBeingRenamed: renamed.has(site.hostname),
    zones,
  })
  return new Map(sites.map((site) => [site.id, fileOf(site)]))
}
