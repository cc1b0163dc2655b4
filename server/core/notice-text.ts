/** What notices say, in both languages. Pure data. */
import type { ReasonCode } from './lifecycle.ts'
import type { Saying } from './notice.ts'
import type { Text } from './verdict.ts'

type Said = { subject: Text; lead: Text }

// {actor} did it; {agency} asks; {due} is when the step that runs now is due.
export const sayings: Record<Saying, Said> = {
  received: {
    subject: { id: 'permohonan diterima', en: 'request received' },
    lead: {
      id: 'Permohonan perubahan nama subdomain berikut telah kami terima dan diteruskan kepada Kepala Dinas.',
      en: 'We have received the following request to rename a subdomain and passed it to the head of department.',
    },
  },
  to_decide: {
    subject: { id: 'menunggu disposisi Anda', en: 'waits for your disposition' },
    lead: {
      id: '{agency} mengajukan perubahan nama subdomain. Disposisi Anda ditunggu paling lambat {due}.',
      en: '{agency} asks to rename a subdomain. Your disposition is due by {due}.',
    },
  },
  approved: {
    subject: { id: 'permohonan disetujui', en: 'request approved' },
    lead: {
      id: 'Permohonan Anda disetujui oleh {actor} dan diteruskan kepada Kabid Aptika untuk penugasan tim.',
      en: '{actor} approved your request and passed it to the division head, who assigns the team.',
    },
  },
  to_assign: {
    subject: { id: 'menunggu penugasan tim', en: 'waits for a team' },
    lead: {
      id: '{actor} menyetujui permohonan {agency}. Tim Pengelola perlu Anda tugaskan paling lambat {due}.',
      en: '{actor} approved the request of {agency}. Please assign the team by {due}.',
    },
  },
  returned: {
    subject: { id: 'permohonan dikembalikan', en: 'request returned' },
    lead: {
      id: 'Permohonan Anda dikembalikan oleh {actor} untuk diperbaiki. Perbaiki sesuai catatan di bawah, lalu ajukan kembali.',
      en: '{actor} returned your request for correction. Correct it as noted below and submit it again.',
    },
  },
  rejected: {
    subject: { id: 'permohonan ditolak', en: 'request rejected' },
    lead: {
      id: 'Permohonan Anda ditolak oleh {actor}. Alasannya tercantum di bawah.',
      en: '{actor} rejected your request. The reason is given below.',
    },
  },
  to_execute: {
    subject: { id: 'Anda ditugaskan', en: 'assigned to you' },
    lead: {
      id: '{actor} menugaskan Anda untuk melaksanakan perubahan nama berikut, paling lambat {due}.',
      en: '{actor} assigned the following rename to you, to be carried out by {due}.',
    },
  },
  in_hand: {
    subject: { id: 'sedang dilaksanakan', en: 'being carried out' },
    lead: {
      id: 'Tim Pengelola telah ditugaskan dan sedang melaksanakan perubahan nama yang Anda mohon.',
      en: 'The team has been assigned and is carrying out the rename that you asked for.',
    },
  },
  executed: {
    subject: { id: 'telah dilaksanakan', en: 'carried out' },
    lead: {
      id: 'Perubahan nama telah dilaksanakan oleh {actor} dan dicatat. Sebagian pengunjung mungkin masih melihat nama lama sampai cache DNS diperbarui.',
      en: 'The rename was carried out by {actor} and recorded. Some visitors may still see the old name until DNS caches are refreshed.',
    },
  },
  overridden: {
    subject: { id: 'pengecualian bukti dicatat', en: 'override of the proof recorded' },
    lead: {
      id: '{actor} mencatat pengecualian: perubahan nama boleh dinyatakan terlaksana walaupun bukti DNS belum hijau.',
      en: '{actor} recorded an override: the rename may be reported as done although the DNS does not prove it yet.',
    },
  },
  held: {
    subject: { id: 'pelaksanaan ditunda', en: 'put on hold' },
    lead: {
      id: '{actor} menunda pelaksanaan. Waktu pelaksanaan berhenti dihitung sampai dilanjutkan.',
      en: '{actor} put the work on hold. Its clock stands still until it is resumed.',
    },
  },
  resumed: {
    subject: { id: 'pelaksanaan dilanjutkan', en: 'resumed' },
    lead: {
      id: '{actor} melanjutkan pelaksanaan. Tenggatnya sekarang {due}.',
      en: '{actor} resumed the work. It is now due by {due}.',
    },
  },
  to_receive: {
    subject: { id: 'laporan menunggu Anda', en: 'report waits for you' },
    lead: {
      id: '{actor} menyampaikan laporan kegiatan. Penerimaan laporan dan surat pemberitahuan ditunggu paling lambat {due}.',
      en: '{actor} handed in the activity report. Please receive it and notify the agency by {due}.',
    },
  },
  archived: {
    subject: {
      id: 'surat pemberitahuan: nama baru resmi dipakai',
      en: 'notification: the new name is in use',
    },
    lead: {
      id: 'Perubahan nama subdomain yang Anda mohon telah selesai. Nama baru resmi dipakai.',
      en: 'The rename that you asked for is complete. The new name is officially in use.',
    },
  },
  rolled_back: {
    subject: { id: 'pelaksanaan dibatalkan', en: 'rolled back' },
    lead: {
      id: '{actor} membatalkan pelaksanaan; nama lama berlaku lagi. Permohonan kembali ke tahap penugasan.',
      en: '{actor} rolled the rename back; the old name applies again. The request waits for a team once more.',
    },
  },
  reopened: {
    subject: { id: 'dibuka kembali', en: 'reopened' },
    lead: {
      id: '{actor} membuka kembali berkas yang sudah diarsipkan, dan menugaskan tim yang sama. Tenggatnya {due}.',
      en: '{actor} reopened the archived file and assigned the same team. It is due by {due}.',
    },
  },
  withdrawn: {
    subject: { id: 'permohonan dicabut', en: 'request withdrawn' },
    lead: {
      id: '{agency} mencabut permohonannya. Tidak ada lagi yang perlu Anda kerjakan.',
      en: '{agency} withdrew its request. Nothing more needs to be done.',
    },
  },
  due_soon: {
    subject: { id: 'tenggat sudah dekat', en: 'due soon' },
    lead: {
      id: 'Permohonan berikut menunggu Anda dan jatuh tempo {due}.',
      en: 'The following request waits for you and is due by {due}.',
    },
  },
  late: {
    subject: { id: 'terlambat', en: 'late' },
    lead: {
      id: 'Permohonan berikut melewati tenggatnya, {due}.',
      en: 'The following request has passed its due time, {due}.',
    },
  },
  finding_opened: {
    subject: { id: 'temuan pada situs', en: 'findings on a site' },
    lead: {
      id: 'Pemeriksaan menemukan masalah pada situs berikut.',
      en: 'The checks found a problem with the following site.',
    },
  },
  finding_closed: {
    subject: { id: 'temuan selesai', en: 'findings closed' },
    lead: {
      id: 'Masalah berikut tidak terlihat lagi.',
      en: 'The following problems are no longer seen.',
    },
  },
  monthly_report: {
    subject: { id: 'laporan bulanan', en: 'monthly report' },
    lead: {
      id: 'Laporan bulan {month} telah selesai dan dibekukan. Isinya tidak akan berubah lagi; unduh sebagai PDF, XLSX, atau CSV dari tautan di bawah.',
      en: 'The report of {month} is complete and frozen. It will not change any more; it can be had as PDF, XLSX or CSV by the link below.',
    },
  },
}

/** The coded reasons in words. */
export const reasonTexts: Record<ReasonCode, Text> = {
  letter_incomplete: { id: 'Surat permohonan belum lengkap', en: 'The letter is incomplete' },
  letter_unsigned: { id: 'Surat belum ditandatangani', en: 'The letter is not signed' },
  name_unsuitable: { id: 'Nama baru tidak sesuai ketentuan', en: 'The new name does not follow the rules' },
  name_taken: { id: 'Nama baru sudah dipakai', en: 'The new name is taken' },
  not_the_owner: { id: 'Pemohon bukan pemilik nama lama', en: 'The applicant does not own the old name' },
  duplicate: { id: 'Permohonan ganda', en: 'Duplicate request' },
  not_needed: { id: 'Perubahan tidak diperlukan', en: 'The change is not needed' },
  other: { id: 'Lainnya', en: 'Other' },
}
