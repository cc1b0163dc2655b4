/** The official Indonesian words for the codes of the lifecycle, as documents print them. Pure data. */
import type { Want } from './expectation.ts'
import type { ReasonCode, State, Step } from './lifecycle.ts'
import type { Markable } from './request.ts'
import type { siteKinds } from './site.ts'
import type { Status } from './verdict.ts'

export const kindWords: Record<(typeof siteKinds)[number], string> = {
  application: 'Aplikasi',
  website: 'Website',
}

export const wantWords: Record<Want, string> = {
  redirect: 'Dialihkan ke nama baru',
  remove: 'Dihapus',
  keep: 'Tetap hidup',
}

export const reasonWords: Record<ReasonCode, string> = {
  letter_incomplete: 'Surat permohonan belum lengkap',
  letter_unsigned: 'Surat belum ditandatangani',
  name_unsuitable: 'Nama baru tidak sesuai ketentuan',
  name_taken: 'Nama baru sudah dipakai',
  not_the_owner: 'Pemohon bukan pemilik nama lama',
  duplicate: 'Permohonan ganda',
  not_needed: 'Perubahan tidak diperlukan',
  other: 'Lainnya (jelaskan dalam disposisi)',
}

/** What can be marked for correction. */
export const fieldWords: Record<Markable, string> = {
  letter: 'Surat permohonan',
  kind: 'Jenis',
  oldName: 'Nama lama',
  newName: 'Nama baru',
  records: 'Record yang diharapkan',
  want: 'Nasib nama lama',
  redirectUntil: 'Dialihkan sampai',
  reason: 'Alasan perubahan',
}

export const stepWords: Record<Step, string> = {
  1: 'Surat permohonan',
  2: 'Disposisi',
  3: 'Penugasan',
  4: 'Pelaksanaan',
  5: 'Laporan',
  6: 'Penerimaan dan arsip',
}

export const stateWords: Record<State, string> = {
  draft: 'Konsep',
  returned: 'Dikembalikan',
  submitted: 'Diajukan',
  approved: 'Disetujui',
  assigned: 'Ditugaskan',
  executed: 'Dilaksanakan',
  reported: 'Dilaporkan',
  archived: 'Diarsipkan',
  rejected: 'Ditolak',
  withdrawn: 'Dicabut',
}

export const statusWords: Record<Status, string> = {
  ok: 'Baik',
  propagating: 'Merambat',
  stale: 'Usang',
  wrong: 'Salah sasaran',
  broken: 'Rusak',
  unknown: 'Belum diketahui',
}
