/** Every "no" has a permanent code and a text in both languages. Pure. */
import type { Language, Text } from './verdict.ts'

/** Codes are forever: one may be retired, never reused. `status` follows RFC 9110 and RFC 6585. */
export const refusals = {
  not_signed_in: {
    status: 401,
    id: 'Anda belum masuk. Silakan masuk dahulu.',
    en: 'You are not signed in. Sign in first.',
  },
  not_allowed: {
    status: 403,
    id: 'Peran Anda tidak berwenang untuk ini.',
    en: 'Your role does not allow this.',
  },
  foreign_origin: {
    status: 403,
    id: 'Permintaan dari situs lain ditolak.',
    en: 'Requests from another site are refused.',
  },
  not_found: {
    status: 404,
    id: 'Data yang dicari tidak ada.',
    en: 'There is nothing here by that name or number.',
  },
  not_actionable: {
    status: 409,
    id: 'Tindakan ini tidak berlaku pada tahap permohonan saat ini. Muat ulang halaman untuk melihat keadaan terbaru.',
    en: 'This action does not apply to the request as it stands now. Reload to see where it stands.',
  },
  acted_before_you: {
    status: 409,
    id: 'Orang lain telah lebih dahulu memproses permohonan ini. Tidak ada yang berubah oleh Anda; muat ulang halaman.',
    en: 'Somebody else was first with this request. Nothing of yours was applied; reload the page.',
  },
  register_moved: {
    status: 409,
    id: 'Daftar situs telah berubah sejak berkas ini diperiksa. Tidak ada yang tersimpan; periksa berkasnya sekali lagi.',
    en: 'The register has changed since this file was looked at. Nothing was saved; look at the file again.',
  },
  already_there: { status: 409, id: 'Data yang sama sudah ada.', en: 'That already exists.' },
  name_claimed: {
    status: 409,
    id: 'Nama lama atau nama baru sudah termasuk dalam permohonan lain yang masih berjalan.',
    en: 'Another request that is under way is about the old or the new name.',
  },
  acting_overlaps: {
    status: 409,
    id: 'Pada hari-hari itu sudah ada Plt./Plh. untuk salah satu dari keduanya.',
    en: 'On some of those days one of the two already acts or is acted for.',
  },
  in_use: {
    status: 409,
    id: 'Data ini masih dipakai oleh data lain, jadi tidak dapat dihapus.',
    en: 'Other records still use this, so it cannot be deleted.',
  },
  last_admin: {
    status: 409,
    id: 'Administrator terakhir tidak dapat dihapus atau dinonaktifkan.',
    en: 'The last administrator cannot be removed.',
  },
  too_large: {
    status: 413,
    id: 'Kiriman melebihi batas ukuran.',
    en: 'What was sent is over the size limit.',
  },
  not_json: { status: 415, id: 'Isi permintaan harus JSON.', en: 'The body must be JSON.' },
  unsupported_media: {
    status: 415,
    id: 'Hanya berkas PDF, JPEG, atau PNG yang diterima.',
    en: 'Only PDF, JPEG or PNG files are accepted.',
  },
  not_an_image: {
    status: 415,
    id: 'Berkas ini bukan gambar PNG atau JPEG yang dapat dicetak. Tidak ada yang berubah.',
    en: 'This file is no PNG or JPEG image that can be printed. Nothing was changed.',
  },
  malformed_json: {
    status: 400,
    id: 'Isi permintaan bukan JSON yang sah.',
    en: 'The body is not valid JSON.',
  },
  bad_query: { status: 400, id: 'Parameter daftar tidak sah.', en: 'The list parameters are not valid.' },
  invalid: { status: 422, id: 'Ada isian yang belum benar.', en: 'Some fields are not right yet.' },
  letter_missing: {
    status: 422,
    id: 'Surat permohonan (PDF, JPEG, atau PNG) belum diunggah.',
    en: 'The request letter (PDF, JPEG or PNG) has not been uploaded.',
  },
  stopped_at_intake: {
    status: 422,
    id: 'Pemeriksaan awal menemukan masalah yang harus diselesaikan dahulu.',
    en: 'The preflight found problems that must be solved first.',
  },
  not_assigned_to_you: {
    status: 403,
    id: 'Permohonan ini tidak ditugaskan kepada Anda.',
    en: 'This request is not assigned to you.',
  },
  own_work: {
    status: 403,
    id: 'Pengecualian harus dicatat oleh pejabat yang tidak ditugaskan pada permohonan ini, juga bila Anda bertindak sebagai Plt./Plh. Mintalah Kabid atau pejabat lain yang mewakilinya.',
    en: 'An override must come from somebody who is not assigned to this request, also where you act for another. Ask the division head, or another officer who stands in.',
  },
  not_your_agency: {
    status: 403,
    id: 'Permohonan ini milik instansi lain.',
    en: 'This request belongs to another agency.',
  },
  runbook_open: {
    status: 422,
    id: 'Masih ada langkah runbook yang belum dicentang.',
    en: 'Some steps of the runbook are not ticked yet.',
  },
  not_proved: {
    status: 422,
    id: 'Perubahan belum terbukti di server DNS otoritatif. Selesaikan temuan di bawah lalu coba lagi, atau minta Kabid mencatat pengecualian.',
    en: 'The authoritative DNS servers do not prove the change yet. Solve the findings below and try again, or ask the division head to record an override.',
  },
  proof_unknown: {
    status: 422,
    id: 'Pemeriksa tidak dapat melihat DNS saat ini, jadi tidak ada bukti. Tidak ada yang berubah; coba lagi sesaat lagi.',
    en: 'The checker cannot see the DNS right now, so there is no proof. Nothing was changed; try again shortly.',
  },
  not_resendable: {
    status: 409,
    id: 'Pemberitahuan ini tidak perlu dikirim ulang: sudah terkirim atau sedang dikirim.',
    en: 'This notice needs no second sending: it has been sent, or is being sent.',
  },
  month_running: {
    status: 409,
    id: 'Bulan ini belum berakhir, jadi laporannya belum dapat dibekukan. Tidak ada yang berubah.',
    en: 'This month is not over, so its report cannot be frozen yet. Nothing was changed.',
  },
  no_secret: {
    status: 409,
    id: 'Webhook memerlukan ALIH_SECRET, agar kuncinya dapat disimpan tersegel.',
    en: 'Webhooks need ALIH_SECRET, so that their keys can be kept sealed.',
  },
  nothing_red: {
    status: 409,
    id: 'Tidak ada yang merah: server DNS otoritatif membuktikan perubahan ini, jadi tidak ada yang perlu dikecualikan.',
    en: 'Nothing is red: the authoritative DNS servers prove this change, so there is nothing to override.',
  },
  baseline_kept: {
    status: 409,
    id: 'Perubahan pertama sudah terlihat di DNS, jadi keadaan sebelum perubahan disimpan apa adanya dan tidak diambil ulang.',
    en: 'The first change was seen in the DNS already, so the state before it is kept as it is and not taken again.',
  },
  updates_off: {
    status: 409,
    id: 'Pembaruan DNS otomatis tidak aktif untuk zona ini.',
    en: 'Automatic DNS updates are off for this zone.',
  },
  updates_no_secret: {
    status: 409,
    id: 'Pembaruan DNS otomatis tidak tersedia: server ini berjalan tanpa ALIH_SECRET, jadi kunci tidak dapat disimpan dengan aman.',
    en: 'Automatic DNS updates are not available: this server runs without ALIH_SECRET, so keys cannot be kept safely.',
  },
  state_moved: {
    status: 409,
    id: 'Keadaan di server DNS telah berubah sejak perbandingan dibuat. Tidak ada yang diterapkan; buat perbandingan baru.',
    en: 'The DNS server reads otherwise than when the comparison was made. Nothing was applied; make a new comparison.',
  },
  nothing_to_update: {
    status: 409,
    id: 'Tidak ada yang perlu diubah di zona ini.',
    en: 'There is nothing to change in this zone.',
  },
  update_failed: {
    status: 422,
    id: 'Server DNS tidak menerapkan pembaruan.',
    en: 'The DNS server did not apply the update.',
  },
  too_many: {
    status: 429,
    id: 'Terlalu banyak percobaan. Tunggu sebentar lalu coba lagi.',
    en: 'Too many attempts. Wait a little and try again.',
  },
  link_used: {
    status: 410,
    id: 'Tautan ini sudah dipakai atau kedaluwarsa. Minta tautan baru kepada administrator.',
    en: 'This link has been used or has expired. Ask the administrator for a new one.',
  },
  fault: {
    status: 500,
    id: 'Terjadi kesalahan di server. Tidak ada yang tersimpan; coba lagi, dan hubungi administrator bila berulang.',
    en: 'Something went wrong on the server. Nothing was saved; try again, and tell the administrator if it happens again.',
  },
} as const satisfies Record<string, Text & { status: number }>

export type RefusalCode = keyof typeof refusals

/** A "no" as a value. `errors` carries a text per field, as react-admin forms show it. */
export type Refusal = { refused: RefusalCode; errors?: Record<string, Text> }

export const refuse = (refused: RefusalCode, errors?: Record<string, Text>): Refusal =>
  errors === undefined ? { refused } : { refused, errors }

export const isRefusal = (value: object): value is Refusal => 'refused' in value

/** The JSON of a refusal in one language: `{message, code, errors?}`. */
export function refusalBody({ refused, errors }: Refusal, language: Language) {
  const { [language]: message } = refusals[refused]
  if (!errors) return { message, code: refused }
  const texts = Object.fromEntries(Object.entries(errors).map(([field, text]) => [field, text[language]]))
  return { message, code: refused, errors: texts }
}
