/** First drafts of the two official texts, in the Indonesian of the office, from what is on record. Pure. */
import { formatRecords } from '../../server/core/records.ts'
import type { ActionInput, RenameRequest, RequestEvent } from '../../server/core/request.ts'
import type { Check } from '../../server/core/verdict.ts'
import { formatInstant } from '../time.ts'
import { runbookSteps, type Action } from '../../server/core/lifecycle.ts'
import type { RunbookTick } from '../../server/core/runbook.ts'

type Known = {
  request: RenameRequest
  events: readonly RequestEvent[]
  check: Check | null
  ticks: readonly RunbookTick[]
}

const OFFICIAL = 'id'
const when = (at: string | null) => (at ? formatInstant(at, OFFICIAL) : '-')

/** What a dialog is filled with when it opens. */
export function draftOf(action: Action, known: Known): ActionInput {
  if (action === 'report') return { report: report(known) }
  if (action === 'receive') return { notification: notification(known.request) }
  if (action === 'assign') return { assigneeIds: known.request.assigneeIds }
  if (action === 'execute') {
    const ticked = known.ticks.map(({ item }) => item as string)
    return { runbook: runbookSteps.filter((step) => ticked.includes(step)) }
  }
  return {}
}

function report({ request, events, check }: Known): string {
  const assigned = events.findLast(({ action }) => action === 'assign')
  const findings = check?.findings.filter(({ level }) => level !== 'pass') ?? []
  return [
    'LAPORAN HASIL PERUBAHAN NAMA SUBDOMAIN',
    '',
    `Nomor permohonan: ${request.number ?? '-'}`,
    `Nama lama: ${request.oldName}`,
    `Nama baru: ${request.newName}`,
    `Record: ${formatRecords(request.records)}`,
    '',
    `1. Penugasan diterima pada ${when(assigned?.at ?? null)}.`,
    `2. Perubahan nama dilaksanakan pada ${when(request.executedAt)}.`,
    `3. Pemeriksaan terakhir pada ${when(check?.checkedAt ?? null)}: ${proofText(check)}`,
    findings.length === 0 ? '4. Tidak ada catatan lain.' : '4. Catatan:',
    ...findings.map(({ message }) => `   - ${message.id}`),
  ].join('\n')
}

function proofText(check: Check | null): string {
  if (!check) return 'belum ada.'
  const proved = check.findings.some(({ condition }) => condition === 'A10')
  return proved
    ? 'semua server otoritatif menjawab nama baru sesuai yang diharapkan.'
    : 'nama baru belum terbukti di semua server otoritatif.'
}

function notification(request: RenameRequest): string {
  return [
    `Menindaklanjuti permohonan nomor ${request.number ?? '-'}, dengan hormat kami beri tahukan bahwa perubahan nama subdomain`,
    '',
    `   ${request.oldName}  menjadi  ${request.newName}`,
    '',
    `telah selesai dilaksanakan pada ${when(request.executedAt)}.`,
    request.want === 'redirect'
      ? 'Pengunjung nama lama dialihkan ke nama baru. Mohon tautan dan dokumen yang memuat nama lama segera diperbarui.'
      : 'Mohon tautan dan dokumen yang memuat nama lama segera diperbarui.',
    '',
    'Demikian disampaikan, atas perhatian Saudara kami ucapkan terima kasih.',
  ].join('\n')
}
