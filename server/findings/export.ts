/** The findings as a file, the oldest first. */
import { allAgencies } from '../agencies/store.ts'
import type { Language, Text } from '../core/verdict.ts'
import type { Db } from '../database.ts'
import { listFile, type ListFile, type ListFormat } from '../lists.ts'
import type { CellValue, Column, ColumnType } from '../sheets.ts'
import { findingIds, findingsInOrder } from './store.ts'

const columns: [header: Text, type: ColumnType, width?: number][] = [
  [{ id: 'Kondisi', en: 'Condition' }, 'text', 10],
  [{ id: 'Tingkat', en: 'Level' }, 'text', 12],
  [{ id: 'Keadaan', en: 'State' }, 'text', 12],
  [{ id: 'Nama', en: 'Name' }, 'text', 38],
  [{ id: 'Instansi', en: 'Agency' }, 'text'],
  [{ id: 'Server', en: 'Server' }, 'text'],
  [{ id: 'Seharusnya', en: 'Expected' }, 'text', 32],
  [{ id: 'Terlihat', en: 'Seen' }, 'text', 32],
  [{ id: 'Penjelasan', en: 'Explanation' }, 'text', 60],
  [{ id: 'Pertama terlihat', en: 'First seen' }, 'datetime'],
  [{ id: 'Dibuka', en: 'Opened' }, 'datetime'],
  [{ id: 'Ditutup', en: 'Closed' }, 'datetime'],
]
const title: Text = { id: 'Temuan', en: 'Findings' }

export async function exportFindings(
  db: Db,
  { format, language }: { format: ListFormat; language: Language },
): Promise<ListFile> {
  const agencies = new Map((await allAgencies(db)).map(({ id, shortName }) => [id, shortName]))
  const read = async (ids: readonly number[]): Promise<CellValue[][]> =>
    (await findingsInOrder(db, ids)).map((finding) => [
      finding.condition,
      finding.level,
      finding.state,
      finding.subject,
      agencies.get(finding.agencyId) ?? null,
      finding.server,
      finding.expected,
      finding.seen,
      finding.message[language],
      finding.firstSeenAt,
      finding.openedAt,
      finding.closedAt,
    ])
  const heads = columns.map(([header, type, width]): Column => ({
    header: header[language],
    type,
    ...(width ? { width } : {}),
  }))
  const listing = { title: title[language], columns: heads, ids: await findingIds(db), read }
  return listFile(listing, format, language)
}
