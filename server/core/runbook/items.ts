/** The items of a runbook: what to do, why, and what to paste. Pure. */
import { runbookSteps } from '../lifecycle.ts'
import { formatRecords } from '../records.ts'
import type { RunbookItem, RunbookItemId, Working } from '../runbook.ts'
import type { Text } from '../verdict.ts'
import { certificateItem } from './certificate.ts'
import { linesOf, zoneLines, type LineRecord } from './lines.ts'
import { LOW_TTL, needsLowering, saySeconds } from './moments.ts'
import { sayInstant } from '../spoken.ts'
import { childrenItem, otherRecordsItem } from './others.ts'
import { panelTitle, updateBlock, zoneTitle, type Part } from './part.ts'
import { redirectOld, removeLater } from './redirect.ts'

const parts: Record<RunbookItemId, (working: Working) => Part | null> = {
  note_old_records: noteOld,
  lower_ttl: lowerTtl,
  add_new_records: addNew,
  www_pair: wwwPair,
  move_site: moveSite,
  certificate: certificateItem,
  redirect_old: redirectOld,
  other_records: otherRecordsItem,
  children: childrenItem,
  restore_ttl: restoreTtl,
  remove_later: removeLater,
}

export function itemsOf(working: Working): RunbookItem[] {
  const ids = Object.keys(parts) as RunbookItemId[]
  return ids.flatMap((id) => {
    const part = parts[id](working)
    if (!part) return []
    const { after, ...item } = part
    const moment = working.moments.find((one) => one.id === after)
    return [
      {
        id,
        required: (runbookSteps as readonly string[]).includes(id),
        ...item,
        notBefore: moment?.at ?? null,
      },
    ]
  })
}

function noteOld({ before, oldRecords, otherRecords, request }: Working): Part {
  const { text, left } = zoneLines([...oldRecords, ...otherRecords])
  const serials = (before?.servers ?? []).map(({ server, serial }) => `${server} ${serial ?? '?'}`).join(', ')
  return {
    title: {
      id: `Catat record ${request.oldName}, TTL, nomor seri, sertifikat, dan document root`,
      en: `Note the records of ${request.oldName}, TTL, serial, certificate and document root`,
    },
    notes: [
      text === ''
        ? {
            id: 'Nama lama tidak memiliki record yang terukur. Pastikan dengan tangan sebelum melanjutkan.',
            en: 'No record of the old name was measured. Make sure by hand before going on.',
          }
        : {
            id: 'Nilai di bawah terukur dari server otoritatif dan disimpan sebagai nilai pengembalian.',
            en: 'The values below were measured at the authoritative servers and are kept for a roll-back.',
          },
      ...(serials ? [{ id: `Nomor seri zona: ${serials}.`, en: `Zone serials: ${serials}.` }] : []),
      ...unwritten(left),
    ],
    blocks: text === '' ? [] : [{ kind: 'zone', title: zoneTitle, code: text }],
  }
}

const unwritten = (left: number): Text[] =>
  left === 0
    ? []
    : [
        {
          id: `${left} record tidak dapat ditulis ulang dengan aman; salin dari panel.`,
          en: `${left} records cannot be written anew safely; copy them from the panel.`,
        },
      ]

function lowerTtl({ baseline, oldChanges, oldRecords, oldZone, moments }: Working): Part | null {
  const oldTtl = baseline?.oldTtl ?? null
  if (!needsLowering({ oldChanges, oldTtl }) || oldRecords.length === 0) return null
  const lowered = oldRecords.map((record) => ({ ...record, ttl: LOW_TTL }))
  const change = moments.find(({ id }) => id === 'change')
  const [ttl, then] = [saySeconds(oldTtl!), change ? sayInstant(change.at) : null]
  return {
    title: { id: `Turunkan TTL nama lama menjadi ${LOW_TTL} detik`, en: `Lower the old TTL to ${LOW_TTL} s` },
    notes: [
      {
        id: `TTL sekarang ${ttl.id}. Turunkan sekarang${then ? `, ubah ${then.id}` : ''}. ${change?.because.id ?? ''}`.trim(),
        en: `The TTL is ${ttl.en}. Lower it now${then ? `, change ${then.en}` : ''}. ${change?.because.en ?? ''}`.trim(),
      },
      {
        id: 'Hitungan mulai saat semua server otoritatif memberi TTL rendah: naikkan nomor seri dan periksa tiap server.',
        en: 'The sum starts when every authoritative server gives the low TTL: raise the serial and look at each server.',
      },
    ],
    blocks: [
      { kind: 'zone', title: zoneTitle, code: zoneLines(lowered).text },
      ...updateBlock(oldZone, { standing: oldRecords, remove: oldRecords, add: lowered }),
      {
        kind: 'steps',
        title: panelTitle,
        steps: [
          {
            id: 'DNS Functions → List DNS Zones → Edit Records: ubah TTL baris nama lama. Bangun ulang zona oleh panel mengembalikannya, jadi jangan menjalankan “rebuild all zones” sampai selesai.',
            en: 'DNS Functions → List DNS Zones → Edit Records: change the TTL of the lines of the old name. A rebuild of zones by the panel undoes it, so do not run “rebuild all zones” until all is done.',
          },
        ],
      },
    ],
  }
}

function addNew({ request, before, newZone }: Working): Part {
  const { newName, records } = request
  const lines = linesOf(newName, records, LOW_TTL)
  const standing = (before?.records ?? []).filter(({ name }) => name === newName)
  const missing = lines.filter(
    ({ type, value }) => !standing.some((one) => one.type === type && one.value === value),
  )
  const extra = standing.filter(
    ({ type, value }) =>
      ['A', 'AAAA', 'CNAME'].includes(type) &&
      !lines.some((line) => line.type === type && line.value === value),
  )
  const servers = [...new Set((before?.servers ?? []).map(({ address }) => address))]
  const [type] = Object.keys(records)
  return {
    title: {
      id: `Buat ${newName}: ${formatRecords(records)}`,
      en: `Create ${newName}: ${formatRecords(records)}`,
    },
    notes: [
      ...(extra.length > 0
        ? [
            {
              id: `Nama baru sudah berisi nilai lain yang harus dihapus: ${extra.map((one) => `${one.type} ${one.value}`).join(', ')}.`,
              en: `The new name already holds other values, which must go: ${extra.map((one) => `${one.type} ${one.value}`).join(', ')}.`,
            },
          ]
        : []),
      {
        id: 'Jangan membuka nama baru di peramban dan jangan menanyakannya ke resolver sebelum semua server otoritatif menjawabnya.',
        en: 'Do not open the new name in a browser, and ask no resolver for it, before every authoritative server answers for it.',
      },
    ],
    blocks: [
      { kind: 'zone', title: zoneTitle, code: zoneLines(lines).text },
      ...updateBlock(newZone, {
        free: standing.length === 0 ? [newName] : [],
        standing: extra,
        remove: extra,
        add: missing,
      }),
      {
        kind: 'steps',
        title: panelTitle,
        steps: [
          {
            id: `Domains → Subdomains → Add: ${newName}. Panel membuat record A dan pasangan www dengan TTL 14400.`,
            en: `Domains → Subdomains → Add: ${newName}. The panel makes the A record and its www pair with TTL 14400.`,
          },
          {
            id: 'DNS Functions → List DNS Zones → Edit Records: samakan nilainya dengan baris di atas.',
            en: 'DNS Functions → List DNS Zones → Edit Records: make the values equal to the lines above.',
          },
          {
            id: 'Pastikan nomor seri naik, lalu uji berkas zona (named-checkzone) sebelum memuat ulang.',
            en: 'See that the serial went up, and check the zone file (named-checkzone) before the reload.',
          },
        ],
      },
      ...(servers.length > 0
        ? [
            {
              kind: 'shell' as const,
              title: { id: 'Bukti dari setiap server', en: 'Proof from every server' },
              code: servers
                .map((one) => `dig +norecurse +noall +answer @${one} ${newName}. ${type}`)
                .join('\n'),
            },
          ]
        : []),
    ],
    after: 'change',
  }
}

function wwwPair({ request, www, newZone, before }: Working): Part | null {
  if (!www) return null
  const name = `www.${request.newName}`
  const there = before?.records.some((record) => record.name === name) ?? false
  const lines: LineRecord[] = linesOf(name, request.records, LOW_TTL)
  return {
    title: { id: `Buat pasangan ${name}`, en: `Create the pair ${name}` },
    notes: [
      {
        id: `www.${request.oldName} ada, jadi pengunjung juga akan mencoba ${name}.`,
        en: `www.${request.oldName} exists, so visitors will try ${name} too.`,
      },
      ...(there
        ? [{ id: 'Nama itu sudah ada; samakan nilainya.', en: 'It exists already; make its values equal.' }]
        : []),
    ],
    blocks: [
      { kind: 'zone', title: zoneTitle, code: zoneLines(lines).text },
      ...updateBlock(newZone, { free: there ? [] : [name], add: lines }),
    ],
    after: 'change',
  }
}

function moveSite({ request: { oldName, newName, kind } }: Working): Part {
  return {
    title: { id: `Layani situs di ${newName}`, en: `Serve the site at ${newName}` },
    notes: [],
    blocks: [
      {
        kind: 'steps',
        title: panelTitle,
        steps: [
          {
            id: `Arahkan host virtual ${newName} ke document root yang dipakai ${oldName}, dengan versi PHP yang sama.`,
            en: `Point the virtual host of ${newName} at the document root of ${oldName}, with the same PHP version.`,
          },
          {
            id: `Ubah URL dasar aplikasi, kuki, CORS, dan tautan tetap dari ${oldName} menjadi ${newName}. Tanpa ini aplikasi mengirim kembali pengunjung ke nama lama.`,
            en: `Change the base URL of the application, cookies, CORS and fixed links from ${oldName} to ${newName}. Without it the application sends visitors back to the old name.`,
          },
          ...(kind === 'application'
            ? [
                {
                  id: 'Daftarkan alamat kembali (redirect URI) yang baru pada layanan masuk dan layanan pihak ketiga.',
                  en: 'Register the new redirect URI with sign-in services and third parties.',
                },
              ]
            : []),
        ],
      },
    ],
    after: 'change',
  }
}

function restoreTtl({ request, baseline, newZone }: Working): Part {
  const usual = Math.max(baseline?.oldTtl ?? 14_400, LOW_TTL)
  const lines = linesOf(request.newName, request.records, usual)
  const span = saySeconds(usual)
  return {
    title: {
      id: `Kembalikan TTL ${request.newName} menjadi ${span.id}`,
      en: `Restore the TTL of ${request.newName} to ${span.en}`,
    },
    notes: [
      {
        id: 'TTL rendah hanya untuk masa perubahan; setelah itu menambah beban dan tunda.',
        en: 'A low TTL is for the change alone; after that it adds load and delay.',
      },
    ],
    blocks: [
      { kind: 'zone', title: zoneTitle, code: zoneLines(lines).text },
      ...updateBlock(newZone, { standing: lines, remove: lines, add: lines }),
    ],
    after: 'restore',
  }
}
