/** The register as files bring it: what a line says of a name, and whether it is taken in. Pure. */
import type { Agency } from './directory.ts'
import { zoneOf } from './hostname.ts'
import { compareLines, type Line, type Preview } from './preview.ts'
import { expectedRecords, formatRecords, type ExpectedRecords, type RecordType } from './records.ts'
import type { SiteFault } from './register-faults.ts'
import { siteKinds, type Site, type SiteInput } from './site.ts'

export type SiteKind = (typeof siteKinds)[number]

/** What a line says of a name. What it does not say stays as it is, and of a new name is what was chosen for the file. */
export type SiteRow = { hostname: string; agency?: string; kind?: SiteKind; records?: ExpectedRecords }
export type SiteLine = Line<SiteRow, SiteFault>
export type SitePreview = Preview<SiteInput, SiteFault>

export const importFormats = ['csv', 'zone'] as const
export type ImportFormat = (typeof importFormats)[number]

export const MAX_IMPORT_ROWS = 5_000
export const MAX_IMPORT_CHARACTERS = 1_000_000

/** A line that was looked at, as it is confirmed: what stood there then must stand there still. */
export type ConfirmedSite = { row: SiteInput; was: SiteInput | null }
export type ImportedSites = { added: number; changed: number; same: number }

/** What is known of the register where a file is looked at. */
export type Standpoint = {
  sites: ReadonlyMap<string, Site>
  agencies: readonly Agency[]
  zones: readonly string[]
  /** Names that nobody may have yet. */
  resting: ReadonlySet<string>
}

/** What holds for lines that say nothing of it. */
export type Chosen = { agencyId: number | null; kind: SiteKind }

/** Sets what a file says beside the register. */
export function compareSites(
  lines: readonly SiteLine[],
  standpoint: Standpoint,
  chosen: Chosen,
): SitePreview[] {
  const idOf = agencyIds(standpoint.agencies)
  const whole = lines.map((one): Line<SiteInput, SiteFault> => {
    if ('fault' in one) return one
    const made = completed(one.row, storedSite(standpoint, one.row.hostname), idOf, chosen)
    const fault = typeof made === 'string' ? made : faultOf(made, standpoint)
    const { line, text } = one
    return fault === null ? { line, text, row: made as SiteInput } : { line, text, fault }
  })
  return compareLines(whole, {
    keyOf: ({ hostname }) => hostname,
    stored: ({ hostname }) => storedSite(standpoint, hostname),
    isSame: sameSite,
    most: MAX_IMPORT_ROWS,
  })
}

function completed(
  { hostname, agency, kind, records }: SiteRow,
  was: SiteInput | null,
  idOf: (agency: string) => number | undefined,
  chosen: Chosen,
): SiteInput | SiteFault {
  const agencyId = agency === undefined ? (was?.agencyId ?? chosen.agencyId) : idOf(agency)
  if (agencyId === undefined) return 'unknown_agency'
  if (agencyId === null) return 'no_agency'
  const expected = records ?? was?.records
  if (!expected) return 'NO_RECORDS'
  return {
    hostname: hostname as SiteInput['hostname'],
    agencyId,
    kind: kind ?? was?.kind ?? chosen.kind,
    records: expected,
  }
}

/** By short name, and by the whole one where that is no other's short name. Letters' case does not count. */
function agencyIds(agencies: readonly Agency[]): (text: string) => number | undefined {
  const by = new Map<string, number>()
  for (const { id, name } of agencies) by.set(name.toLowerCase(), id)
  for (const { id, shortName } of agencies) by.set(shortName.toLowerCase(), id)
  return (text) => by.get(text.toLowerCase())
}

/** Why a name cannot be in the register as it is written; null when it can. */
export function faultOf(input: SiteInput, { sites, agencies, zones, resting }: Standpoint): SiteFault | null {
  if (zoneOf(input.hostname, zones) === null) return 'OUTSIDE_ZONE'
  if (!agencies.some(({ id }) => id === input.agencyId)) return 'unknown_agency'
  if (resting.has(input.hostname)) return 'resting'
  const site = sites.get(input.hostname)
  // What is wanted of it, its request says.
  return site?.role === 'old' && !sameSite(input, site) ? 'old_name' : null
}

/** What is registered of a name that is in use. */
export function storedSite({ sites }: Pick<Standpoint, 'sites'>, hostname: string): SiteInput | null {
  const site = sites.get(hostname)
  return site && site.role !== 'retired' ? inputOf(site) : null
}

export const inputOf = ({ hostname, agencyId, kind, records }: SiteInput): SiteInput => ({
  hostname,
  agencyId,
  kind,
  records,
})

export const sameSite = (a: SiteInput, b: SiteInput): boolean =>
  a.hostname === b.hostname &&
  a.agencyId === b.agencyId &&
  a.kind === b.kind &&
  formatRecords(a.records) === formatRecords(b.records)

/** Records as the register keeps them, or what is wrong with them. */
export function checkedRecords(written: Partial<Record<RecordType, string[]>>): ExpectedRecords | SiteFault {
  const parsed = expectedRecords.safeParse(written)
  if (parsed.success) return parsed.data
  const { message } = parsed.error.issues[0]!
  return message === 'NO_RECORDS' || message === 'CNAME_AND_OTHER' || message === 'ONE_CNAME'
    ? message
    : 'NOT_A_VALUE'
}
