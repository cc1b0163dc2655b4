/** What a rename forgets: mail, texts and services at the old name, names below it, and records that aim at it. Pure. */
import { isWithin } from '../hostname.ts'
import { isRecordPlace } from '../mention.ts'
import type { RunbookBlock, Working } from '../runbook.ts'
import type { SnapshotRecord } from '../snapshot.ts'
import type { Text } from '../verdict.ts'
import { updateBlock, zoneTitle, type Part } from './part.ts'
import { zoneLines } from './lines.ts'

/** A TLSA record is about a certificate that is about to change; HTTPS may carry the old addresses as hints. */
const NOT_COPIED = new Set(['TLSA', 'HTTPS', 'NS', 'DS'])
const ADDRESSES = new Set(['A', 'AAAA', 'CNAME'])

export function otherRecordsItem(working: Working): Part {
  const { request, otherRecords, inbound, oldZone, newZone, before } = working
  const { oldName, newName, want, records } = request
  const services = otherRecords.filter(({ type }) => !ADDRESSES.has(type) && type !== 'CAA')
  const authorities = otherRecords.filter(({ type, name }) => type === 'CAA' && isWithin(name, oldName))
  const own = [...services, ...authorities]
  const moved = own
    .filter(({ type, name }) => !NOT_COPIED.has(type) && !(records.CNAME && name === oldName))
    .map((record) => ({ ...record, name: renamed(record.name, oldName, newName) }))
    .filter((record) => !before?.records.some((one) => same(one, record)))
  const notes: Text[] = []
  if (own.length === 0)
    notes.push({
      id: 'Tidak terlihat MX, TXT/SPF, DKIM, DMARC, CAA, SRV, atau TLSA pada nama lama.',
      en: 'No MX, TXT/SPF, DKIM, DMARC, CAA, SRV or TLSA was seen at the old name.',
    })
  else
    notes.push({
      id: `Terlihat: ${own.map(({ name, type }) => `${name} ${type}`).join(', ')}. Pindahkan yang masih dipakai; periksa isi SPF dan DKIM yang menyebut nama lama.`,
      en: `Seen: ${own.map(({ name, type }) => `${name} ${type}`).join(', ')}. Move what is still in use; look at SPF and DKIM texts that name the old name.`,
    })
  if (own.some(({ type }) => NOT_COPIED.has(type)))
    notes.push({
      id: 'TLSA dan HTTPS tidak disalin: buat baru dari sertifikat dan alamat yang baru.',
      en: 'TLSA and HTTPS are not copied: make them anew from the new certificate and addresses.',
    })
  if (records.CNAME && own.some(({ name }) => name === oldName))
    notes.push({
      id: 'Nama baru adalah CNAME, jadi tidak boleh memiliki record lain; pindahkan surel ke nama yang berbeda.',
      en: 'The new name is a CNAME, so nothing else may stand there; move mail to another name.',
    })
  const aiming = inbound.filter(({ place }) => isRecordPlace(place))
  const pages = inbound.filter(({ place }) => !isRecordPlace(place))
  if (aiming.length > 0)
    notes.push({
      id: `Record lain menunjuk ke nama lama: ${aiming.map(({ hostname, place }) => `${hostname} ${place}`).join(', ')}.`,
      en: `Other records aim at the old name: ${aiming.map(({ hostname, place }) => `${hostname} ${place}`).join(', ')}.`,
    })
  if (pages.length > 0)
    notes.push({
      id: `Situs lain menyebut nama lama: ${[...new Set(pages.map(({ hostname }) => hostname))].join(', ')}. Beri tahu pengelolanya.`,
      en: `Other sites mention the old name: ${[...new Set(pages.map(({ hostname }) => hostname))].join(', ')}. Tell those who run them.`,
    })
  return {
    title: {
      id: 'Pindahkan record lain (MX, TXT, SPF, DKIM, CAA, SRV) dan rujukan ke nama lama',
      en: 'Move other records (MX, TXT, SPF, DKIM, CAA, SRV) and references to the old name',
    },
    notes,
    blocks: [...copies(moved, newZone), ...(want === 'remove' ? leftovers(own, oldZone) : [])],
    after: 'change',
  }
}

const same = (a: SnapshotRecord, b: SnapshotRecord) =>
  a.name === b.name && a.type === b.type && a.value === b.value

const renamed = (name: string, oldName: string, newName: string) =>
  name === oldName ? newName : `${name.slice(0, -oldName.length)}${newName}`

function copies(moved: SnapshotRecord[], zone: string | null): RunbookBlock[] {
  const { text } = zoneLines(moved)
  return text === ''
    ? []
    : [{ kind: 'zone', title: zoneTitle, code: text }, ...updateBlock(zone, { add: moved })]
}

function leftovers(own: SnapshotRecord[], zone: string | null): RunbookBlock[] {
  const { text } = zoneLines(own)
  if (text === '') return []
  return [
    {
      kind: 'zone',
      title: { id: 'Baris lama yang dihapus', en: 'Old lines to take out' },
      code: text,
    },
    ...updateBlock(zone, { standing: own, remove: own }),
  ]
}

export function childrenItem({ children, otherRecords, request }: Working): Part | null {
  const seen = otherRecords.filter(({ type }) => ADDRESSES.has(type)).map(({ name }) => name)
  const names = [...new Set([...children, ...seen])].sort()
  if (names.length === 0) return null
  return {
    title: {
      id: `Putuskan nama di bawah ${request.oldName}`,
      en: `Decide on the names below ${request.oldName}`,
    },
    notes: [
      {
        id: `${names.join(', ')}. Selama ada nama di bawahnya, nama lama yang dihapus menjawab NODATA, bukan NXDOMAIN.`,
        en: `${names.join(', ')}. While names exist below it, the removed old name answers NODATA and not NXDOMAIN.`,
      },
    ],
    blocks: [],
  }
}
