/** What brings both names back as they were: the exact old records with their TTLs. Pure. */
import type { RunbookBlock, Working } from '../runbook.ts'
import { isWithin } from '../hostname.ts'
import { linesOf, nsupdateScript, zoneLines } from './lines.ts'
import { LOW_TTL } from './moments.ts'
import { ownRecords } from '../snapshot.ts'

export function rollbackOf({
  request,
  before,
  oldZone,
  newZone,
  otherRecords,
  www,
}: Working): RunbookBlock[] {
  const { oldName, newName, records } = request
  if (!before) return []
  const wwwRecords = www ? ownRecords(before, `www.${oldName}`) : []
  const old = [...ownRecords(before, oldName), ...wwwRecords, ...otherRecords]
  const blocks: RunbookBlock[] = []
  const { text, left } = zoneLines(old)
  if (text !== '')
    blocks.push({
      kind: 'zone',
      title: {
        id: `Record lama persis seperti semula${left > 0 ? ` (${left} tidak dapat ditulis; salin dari panel)` : ''}`,
        en: `The old records exactly as they were${left > 0 ? ` (${left} cannot be written; copy them from the panel)` : ''}`,
      },
      code: text,
    })
  const added = linesOf(newName, records, LOW_TTL).filter(
    ({ type, value }) =>
      !before.records.some((one) => one.name === newName && one.type === type && one.value === value),
  )
  const script = (zone: string, remove: typeof added, add: typeof old) => ({
    kind: 'nsupdate' as const,
    title: { id: `nsupdate untuk zona ${zone}`, en: `nsupdate for the zone ${zone}` },
    code: nsupdateScript({ zone, remove, add }),
  })
  const inZone = (zone: string | null) => old.filter(({ name }) => zone !== null && isWithin(name, zone))
  if (oldZone !== null && oldZone === newZone) blocks.push(script(oldZone, added, inZone(oldZone)))
  else {
    if (newZone !== null && added.length > 0) blocks.push(script(newZone, added, []))
    if (oldZone !== null && old.length > 0) blocks.push(script(oldZone, [], inZone(oldZone)))
  }
  blocks.push({
    kind: 'steps',
    title: { id: 'Di panel hosting', en: 'In the hosting panel' },
    steps: [
      {
        id: `Hapus pengalihan dari host virtual ${oldName} dan kembalikan document root semula.`,
        en: `Take the redirect out of the virtual host of ${oldName} and bring back its document root.`,
      },
      {
        id: 'Kembalikan URL dasar aplikasi ke nama lama.',
        en: 'Set the base URL of the application back to the old name.',
      },
      {
        id: `Hapus subdomain ${newName} dari panel bila tadi dibuat, lalu pastikan nomor seri zona naik.`,
        en: `Remove the subdomain ${newName} from the panel if it was made there, then see that the serial of the zone went up.`,
      },
    ],
  })
  return blocks
}
