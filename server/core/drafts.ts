/** First drafts of what people finish: disposition, team, report and notification. Pure. */
import type { Assignee } from './directory.ts'
import { longDate, longInstant } from './indonesian.ts'
import { formatRecords } from './records.ts'
import type { RenameRequest, RequestEvent } from './request.ts'
import { proves, type Check } from './verdict.ts'

type Line = Pick<RequestEvent, 'action' | 'at' | 'details'>

export type Drafted = {
  request: Pick<
    RenameRequest,
    'number' | 'oldName' | 'newName' | 'records' | 'want' | 'redirectUntil' | 'submittedAt' | 'executedAt'
  >
  events: readonly Line[]
  /** The newest look kept. */
  check: Pick<Check, 'status' | 'findings' | 'checkedAt'> | null
}

const when = (at: string | null | undefined) => (at ? longInstant(at) : '-')

/** The activity report, from what is on record. */
export function draftReport({ request, events, check }: Drafted): string {
  const last = (action: Line['action']) => events.findLast((event) => event.action === action)
  const findings = check?.findings.filter(({ level }) => level !== 'pass') ?? []
  const override = last('execute')?.details['override'] as { reason?: string } | undefined
  return [
    'A. DASAR',
    `1. Permohonan nomor ${request.number ?? '-'}, diajukan pada ${when(request.submittedAt)}.`,
    `2. Disposisi persetujuan Kepala Dinas pada ${when(last('approve')?.at)}.`,
    `3. Penugasan Tim Pengelola pada ${when(last('assign')?.at)}.`,
    '',
    'B. KEGIATAN YANG DILAKSANAKAN',
    `1. Nama subdomain ${request.oldName} diubah menjadi ${request.newName}.`,
    `2. Record nama baru: ${formatRecords(request.records)}.`,
    `3. ${fateOf(request)}`,
    `4. Perubahan dinyatakan terlaksana pada ${when(request.executedAt)}.`,
    '',
    'C. HASIL PEMERIKSAAN',
    check ? `Pemeriksaan pada ${when(check.checkedAt)}: ${proofText(check)}` : 'Belum ada pemeriksaan.',
    ...(override ? [`Dilaksanakan dengan pengecualian Kepala Bidang: ${override.reason ?? '-'}`] : []),
    '',
    'D. CATATAN',
    ...(findings.length === 0 ? ['Tidak ada.'] : findings.map(({ message }) => `- ${message.id}`)),
    '',
    'E. PENUTUP',
    'Demikian laporan ini dibuat untuk dapat dipergunakan sebagaimana mestinya.',
  ].join('\n')
}

/** What became of the old name, as a sentence. */
function fateOf({ want, redirectUntil }: Drafted['request']): string {
  if (want === 'remove') return 'Nama lama dihapus dari DNS.'
  if (want === 'keep') return 'Nama lama tetap dilayani di samping nama baru.'
  const until = redirectUntil ? ` sampai dengan ${longDate(redirectUntil)}` : ''
  return `Nama lama dialihkan ke nama baru${until}.`
}

/** The head's word that goes down with an approval. */
export const draftDisposition = ({ oldName, newName }: Pick<RenameRequest, 'oldName' | 'newName'>) =>
  `Setuju. Tindak lanjuti perubahan nama ${oldName} menjadi ${newName} sesuai SOP.`

/** Whom to propose: of those whose decree is on record, the one with the least in hand; nobody where there is none. */
export function proposedTeam(assignees: readonly Pick<Assignee, 'id' | 'decreeNumber' | 'open' | 'late'>[]) {
  const [first] = assignees
    .filter(({ decreeNumber }) => decreeNumber !== '')
    .toSorted((a, b) => a.open - b.open || a.late - b.late || a.id - b.id)
  return first ? [first.id] : []
}

/** What a look proves, in one sentence. */
export const proofText = (check: Pick<Check, 'status' | 'findings'>) =>
  proves(check)
    ? 'semua server otoritatif menjawab nama baru sesuai yang diharapkan.'
    : 'nama baru belum terbukti di semua server otoritatif.'

/** The letter that tells the agency. */
export function draftNotification(request: Drafted['request']): string {
  const until = request.redirectUntil ? ` sampai dengan ${longDate(request.redirectUntil)}` : ''
  return [
    `Menindaklanjuti permohonan nomor ${request.number ?? '-'}, dengan hormat kami beri tahukan bahwa perubahan nama subdomain`,
    '',
    `   ${request.oldName}`,
    '   menjadi',
    `   ${request.newName}`,
    '',
    `telah selesai dilaksanakan pada ${when(request.executedAt)}.`,
    '',
    request.want === 'redirect'
      ? `Pengunjung nama lama dialihkan ke nama baru${until}. Mohon tautan dan dokumen yang memuat nama lama segera diperbarui.`
      : 'Mohon tautan dan dokumen yang memuat nama lama segera diperbarui.',
    '',
    'Demikian disampaikan, atas perhatian Saudara kami ucapkan terima kasih.',
  ].join('\n')
}
