/** The register: every host name under care, and what is wanted of it. Pure. */
import { z } from 'zod'
import { hostnameInput } from './directory.ts'
import { wants } from './expectation.ts'
import { expectedRecords } from './records.ts'
import { severities, statuses } from './verdict.ts'

export const siteKinds = ['application', 'website'] as const
export const siteRoles = ['active', 'new', 'old', 'retired'] as const

export const siteInput = z.strictObject({
  hostname: hostnameInput,
  agencyId: z.int().positive(),
  kind: z.enum(siteKinds),
  records: expectedRecords,
})
export type SiteInput = z.infer<typeof siteInput>

/** A site as the API gives it. Instants are ISO 8601 UTC. */
export type Site = SiteInput & {
  id: number
  role: (typeof siteRoles)[number]
  /** What is wanted of an old name; null for the others. */
  want: (typeof wants)[number] | null
  redirectUntil: string | null
  /** The rename that made it what it is. */
  requestId: number | null
  status: (typeof statuses)[number]
  severity: (typeof severities)[number]
  /** When the status last changed. */
  statusSince: string | null
  checkedAt: string | null
  nextCheckAt: string | null
  forecastUntil: string | null
  /** Since when it rests; null while it is in use. */
  retiredAt: string | null
}

/**
 * A site as lists and pages show it. A retired name rests since an instant, and `restsUntil` is the day on which somebody
 * may have it again; both are null of a name in use.
 */
export type ListedSite = Site & { restsSince: string | null; restsUntil: string | null }
