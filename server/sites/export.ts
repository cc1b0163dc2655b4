/** The register as a file. What it says of a name, an import reads again. */
import { allAgencies } from '../agencies/store.ts'
import { gridWords } from '../core/grid.ts'
import { recordTypes } from '../core/records.ts'
import type { ListedSite, siteRoles } from '../core/site.ts'
import type { Language, Text } from '../core/verdict.ts'
import type { Db } from '../database.ts'
import { listFile, type ListFile, type ListFormat } from '../lists.ts'
import type { ListQuery, Reach } from '../rest.ts'
import type { CellValue, Column } from '../sheets.ts'
import { listedSiteIds, sitesInOrder, type SiteFilter } from './list.ts'

const { fields, kinds, statuses } = gridWords

const roleWords: Record<(typeof siteRoles)[number], Text> = {
  active: { id: 'Aktif', en: 'Active' },
  new: { id: 'Nama baru', en: 'New name' },
  old: { id: 'Nama lama', en: 'Old name' },
  retired: { id: 'Diistirahatkan', en: 'Retired' },
}

const heads = {
  title: { id: 'Situs', en: 'Sites' },
  name: { id: 'Nama', en: 'Name' },
  role: { id: 'Peran', en: 'Role' },
  since: { id: 'Status sejak', en: 'Status since' },
  checkedAt: { id: 'Diperiksa', en: 'Checked' },
  restsUntil: { id: 'Bebas mulai', en: 'Free from' },
} satisfies Record<string, Text>

const NAME = 38

export async function exportSites(
  db: Db,
  list: Pick<ListQuery<SiteFilter>, 'filter' | 'sort'>,
  { reach, format, language, now }: { reach: Reach; format: ListFormat; language: Language; now: Date },
): Promise<ListFile> {
  const agencies = new Map((await allAgencies(db)).map(({ id, shortName }) => [id, shortName]))
  const text = (header: Text, width?: number): Column => ({
    header: header[language],
    type: 'text',
    ...(width ? { width } : {}),
  })
  const columns: Column[] = [
    text(heads.name, NAME),
    text(fields.agencyId),
    text(fields.kind, 12),
    ...recordTypes.map((type): Column => ({ header: type, type: 'text' })),
    text(heads.role, 14),
    text(fields.status, 16),
    { header: heads.since[language], type: 'datetime' },
    { header: heads.checkedAt[language], type: 'datetime' },
    { header: heads.restsUntil[language], type: 'date' },
  ]
  const cells = (site: ListedSite): CellValue[] => [
    site.hostname,
    agencies.get(site.agencyId) ?? null,
    kinds[site.kind][language],
    ...recordTypes.map((type) => site.records[type]?.join(' ') ?? null),
    roleWords[site.role][language],
    statuses[site.status][language],
    site.statusSince,
    site.checkedAt,
    site.restsUntil,
  ]
  const ids = await listedSiteIds(db, list, reach, now)
  const read = async (some: readonly number[]) => (await sitesInOrder(db, some)).map(cells)
  return listFile({ title: heads.title[language], columns, ids, read }, format, language)
}
