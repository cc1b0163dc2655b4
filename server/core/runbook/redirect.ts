/** What becomes of the old name: redirected, removed or kept. Pure. */
import type { Working } from '../runbook.ts'
import { linesOf, zoneLines } from './lines.ts'
import { LOW_TTL } from './moments.ts'
import { panelTitle, updateBlock, zoneTitle, type Part } from './part.ts'
import { apache, htaccess, nginx, type Redirect } from './webserver.ts'

export function redirectOld(working: Working): Part {
  const { request, oldZone, oldRecords, www, before } = working
  const { oldName, want, newName } = request
  if (want === 'keep')
    return {
      title: { id: `Biarkan ${oldName} tetap hidup`, en: `Leave ${oldName} alive` },
      notes: [
        {
          id: 'Permohonan meminta nama lama tetap dilayani: record, host virtual, dan sertifikatnya tidak diubah.',
          en: 'The request wants the old name served on: its records, virtual host and certificate stay.',
        },
      ],
      blocks: [],
    }
  if (want === 'remove') {
    const pair = www ? (before?.records ?? []).filter(({ name }) => name === `www.${oldName}`) : []
    const gone = [...oldRecords, ...pair]
    return {
      title: { id: `Hapus ${oldName}`, en: `Remove ${oldName}` },
      notes: [
        {
          id: 'Hapus dari daftar panel, bukan hanya dari berkas zona: bangun ulang zona dari basis data panel memunculkannya kembali.',
          en: 'Remove it from the list of the panel, not only from the zone file: a rebuild of zones from the database of the panel brings it back.',
        },
      ],
      blocks: [
        {
          kind: 'zone',
          title: { id: 'Baris yang dihapus dari berkas zona', en: 'Lines to take out of the zone file' },
          code: zoneLines(gone).text,
        },
        ...updateBlock(oldZone, { standing: gone, remove: gone }),
        {
          kind: 'steps',
          title: panelTitle,
          steps: [
            { id: `Domains → Subdomains: hapus ${oldName}.`, en: `Domains → Subdomains: delete ${oldName}.` },
            {
              id: 'Periksa zona: baris jenis lain atau yang ditulis lengkap dapat tertinggal. Pastikan nomor seri naik.',
              en: 'Look at the zone: lines of other types, or written in full, may stay behind. See that the serial went up.',
            },
          ],
        },
      ],
      after: 'change',
    }
  }
  const redirect: Redirect = { oldName, newName, www, status: request.kind === 'application' ? 308 : 301 }
  const { pointed, text } = pointedAt(working)
  return {
    title: { id: `Alihkan ${oldName} ke ${newName}`, en: `Redirect ${oldName} to ${newName}` },
    notes: [
      {
        id: `Pengalihan tetap (${redirect.status}) dengan path dan query dipertahankan. Sertifikat nama lama harus tetap sah: tanpa itu pengunjung https tidak pernah sampai ke pengalihan.`,
        en: `A permanent redirect (${redirect.status}) that keeps path and query. The certificate of the old name must stay valid: without it https visitors never reach the redirect.`,
      },
      ...(pointed
        ? [
            {
              id: 'Situs pindah ke server lain, jadi nama lama diarahkan ke server baru dan pengalihan dipasang di sana. Bila pengalihan tetap di server lama, record nama lama tidak perlu diubah.',
              en: 'The site moves to another server, so the old name is pointed there and redirects from there. If the redirect stays on the old server, the records of the old name need no change.',
            },
          ]
        : []),
      {
        id: 'Pasang setelah nama baru melayani dengan sertifikat yang sah. Pakai satu saja dari ketiga bentuk; nginx bila ia di depan Apache.',
        en: 'Do it once the new name serves with a valid certificate. Use one of the three forms only; nginx where it stands in front of Apache.',
      },
    ],
    blocks: [
      ...(pointed
        ? [
            { kind: 'zone' as const, title: zoneTitle, code: text },
            ...updateBlock(oldZone, { standing: oldRecords, remove: oldRecords, add: pointed }),
          ]
        : []),
      {
        kind: 'apache',
        title: { id: 'Apache, host virtual', en: 'Apache, virtual host' },
        code: apache(redirect),
      },
      {
        kind: 'htaccess',
        title: {
          id: '.htaccess di document root nama lama (bertahan saat panel membangun ulang host virtual)',
          en: '.htaccess in the document root of the old name (survives a rebuild of virtual hosts)',
        },
        code: htaccess(redirect),
      },
      { kind: 'nginx', title: { id: 'nginx', en: 'nginx' }, code: nginx(redirect) },
      {
        kind: 'shell',
        title: { id: 'Uji', en: 'Test' },
        code: ['http', 'https']
          .map((scheme) => `curl -sI '${scheme}://${oldName}/uji?a=1' | grep -i '^location'`)
          .join('\n'),
      },
    ],
    after: 'change',
  }
}

// The site moves to another server: the redirect goes with it, and the old name must point there.
function pointedAt({ request, oldRecords, oldChanges }: Working) {
  if (!oldChanges || oldRecords.length === 0) return { pointed: null, text: '' }
  const pointed = linesOf(request.oldName, request.records, LOW_TTL)
  return { pointed, text: zoneLines(pointed).text }
}

export function removeLater({ request, oldZone, oldRecords }: Working): Part | null {
  if (request.want !== 'redirect' || oldRecords.length === 0) return null
  return {
    title: {
      id: `Hapus ${request.oldName} setelah masa pengalihan`,
      en: `Remove ${request.oldName} after the redirect`,
    },
    notes: [
      {
        id: 'Setelah masa pengalihan dan dengan persetujuan: hapus dari panel, hapus baris zona, lalu pastikan semua server menjawab NXDOMAIN atau NODATA.',
        en: 'After the redirect, and with approval: remove it from the panel, take out the zone lines, then see that every server answers NXDOMAIN or NODATA.',
      },
    ],
    blocks: updateBlock(oldZone, { standing: oldRecords, remove: oldRecords }),
    after: 'end',
  }
}
