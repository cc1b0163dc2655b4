/** The certificate step: which names, when, who may issue. Pure. */
import { covers, parentOf } from '../hostname.ts'
import type { RunbookBlock, Working } from '../runbook.ts'
import type { Snapshot } from '../snapshot.ts'
import type { Text } from '../verdict.ts'
import { panelTitle, zoneTitle, type Part } from './part.ts'
import { zoneLine } from './lines.ts'

/** The authority that the panel's AutoSSL uses. */
const ISSUER = 'letsencrypt.org'

export function certificateItem({ request, before, latest, www }: Working): Part {
  const { newName, oldName } = request
  const names = www ? [newName, `www.${newName}`] : [newName]
  const shown = before?.certificates.find(({ name }) => name === oldName)
  const covered =
    shown !== undefined && shown.distrust === null && names.every((name) => covers(shown.names, name))
  const notes: Text[] = [
    covered
      ? {
          id: `Sertifikat nama lama (${shown.issuer}, sampai ${shown.notAfter.slice(0, 10)}) sudah mencakup ${names.join(' dan ')}: pasang yang sama.`,
          en: `The certificate of the old name (${shown.issuer}, until ${shown.notAfter.slice(0, 10)}) covers ${names.join(' and ')}: install the same one.`,
        }
      : {
          id: `Minta sertifikat untuk ${names.join(' dan ')}. Satu bintang (*) hanya mencakup satu label.`,
          en: `Request a certificate for ${names.join(' and ')}. A star (*) covers one label only.`,
        },
    {
      id: 'Minta hanya setelah semua server otoritatif menjawab nama baru. Bila DNS belum ada, AutoSSL gagal, memasang sertifikat buatan sendiri, dan baru mencoba lagi sekitar pukul 02.00 waktu server.',
      en: 'Request it only once every authoritative server answers for the new name. Without DNS, AutoSSL fails, installs a self-signed certificate, and tries again at about 02:00 server time.',
    },
    {
      id: 'Alamat A dan AAAA harus sampai ke server ini pada port 80, karena di sana validasi dilakukan.',
      en: 'The A and AAAA addresses must all reach this server on port 80, where the validation takes place.',
    },
  ]
  const caa = caaOf(latest ?? before, newName)
  const blocks: RunbookBlock[] = []
  if (caa && !caa.allows) {
    const line = zoneLine({ name: newName, type: 'CAA', ttl: 3600, value: `0 issue "${ISSUER}"` })
    notes.push({
      id: `CAA di ${caa.name} tidak mengizinkan ${ISSUER}: ${caa.values.join('; ')}. Tambahkan baris di bawah, atau minta sertifikat dari penerbit yang diizinkan.`,
      en: `CAA at ${caa.name} does not allow ${ISSUER}: ${caa.values.join('; ')}. Add the line below, or request it from an issuer that is allowed.`,
    })
    if (line && !request.records.CNAME) blocks.push({ kind: 'zone', title: zoneTitle, code: line })
  } else {
    notes.push(
      caa
        ? { id: `CAA di ${caa.name} mengizinkan ${ISSUER}.`, en: `CAA at ${caa.name} allows ${ISSUER}.` }
        : {
            id: 'Tidak ada CAA yang terlihat, jadi penerbit mana pun boleh menerbitkan.',
            en: 'No CAA was seen, so any issuer may issue.',
          },
    )
  }
  blocks.push({
    kind: 'steps',
    title: panelTitle,
    steps: [
      {
        id: `SSL Certificates → AutoSSL: pilih ${newName}${www ? ' beserta www' : ''}, lalu Install.`,
        en: `SSL Certificates → AutoSSL: choose ${newName}${www ? ' with www' : ''}, then Install.`,
      },
      {
        id: 'Periksa penerbitnya. Bila terbit atas nama sendiri (self-signed), perbaiki sebabnya lalu pasang ulang.',
        en: 'Look at the issuer. If it is self-signed, mend the cause and install again.',
      },
    ],
  })
  return {
    title: { id: `Sertifikat untuk ${newName}`, en: `Certificate for ${newName}` },
    notes,
    blocks,
    after: 'change',
  }
}

// The nearest set up the tree counts, and only that one (RFC 8659 §3).
function caaOf(snapshot: Snapshot | null, newName: string) {
  for (let name: string | null = newName; name !== null; name = parentOf(name)) {
    const values = (snapshot?.records ?? [])
      .filter((one) => one.type === 'CAA' && one.name === name)
      .map((one) => one.value)
    if (values.length === 0) continue
    const issuers = values.flatMap(
      (value) => /^\d+\s+issue\s+"?([^";\s]*)/i.exec(value)?.[1]?.toLowerCase() ?? [],
    )
    // A set without `issue` forbids nothing (RFC 8659 §4.2).
    const allows = issuers.includes(ISSUER) || !values.some((value) => /^\d+\s+issue\s/i.test(value))
    return { name, values, allows }
  }
  return null
}
