/** The words of the spreadsheets, in both languages. Pure data. */
import { LISTED, type Counts, type RegisteredState } from '../core/report.ts'
import type { Step } from '../core/lifecycle.ts'
import type { Status, Text } from '../core/verdict.ts'

const text = (id: string, en: string): Text => ({ id, en })

export const countWords: Record<keyof Counts, Text> = {
  carriedOver: text('Sisa bulan lalu', 'Carried over'),
  received: text('Diterima', 'Received'),
  reopened: text('Dibuka kembali', 'Reopened'),
  finished: text('Selesai', 'Finished'),
  rejected: text('Ditolak', 'Rejected'),
  withdrawn: text('Dicabut', 'Withdrawn'),
  open: text('Sisa akhir bulan', 'Open at the end'),
  returned: text('Dikembalikan', 'Returned'),
  resubmitted: text('Diajukan kembali', 'Resubmitted'),
}

export const stateWords: Record<RegisteredState, Text> = {
  returned: text('Dikembalikan', 'Returned'),
  submitted: text('Diajukan', 'Submitted'),
  approved: text('Disetujui', 'Approved'),
  assigned: text('Ditugaskan', 'Assigned'),
  executed: text('Dilaksanakan', 'Executed'),
  reported: text('Dilaporkan', 'Reported'),
  archived: text('Diarsipkan', 'Archived'),
  rejected: text('Ditolak', 'Rejected'),
  withdrawn: text('Dicabut', 'Withdrawn'),
}

export const statusWords: Record<Status, Text> = {
  ok: text('sesuai', 'ok'),
  propagating: text('menyebar', 'propagating'),
  stale: text('usang', 'stale'),
  wrong: text('salah', 'wrong'),
  broken: text('rusak', 'broken'),
  unknown: text('tidak diketahui', 'unknown'),
}

export const stepWords: Record<Step, Text> = {
  1: text('1. Pengajuan', '1. Submission'),
  2: text('2. Disposisi Kepala Dinas', '2. Disposition by the head'),
  3: text('3. Penugasan tim', '3. Assignment of the team'),
  4: text('4. Pelaksanaan', '4. Execution'),
  5: text('5. Laporan tim', '5. Report by the team'),
  6: text('6. Penerimaan dan arsip', '6. Receipt and archive'),
}

export const kindWordsOf = {
  application: text('Aplikasi', 'Application'),
  website: text('Website', 'Website'),
} as const

export const sheetWords = {
  summary: text('Ringkasan', 'Summary'),
  agencies: text('Instansi', 'Agencies'),
  requests: text('Permohonan', 'Requests'),
  steps: text('Langkah', 'Steps'),
  late: text('Terlambat', 'Late'),
  renames: text('Perubahan nama', 'Renames'),
  proof: text('Bukti', 'Proof'),
  dns: text('DNS', 'DNS'),
  ailing: text('Situs bermasalah', 'Sites not well'),
  rules: text('Aturan hitung', 'Counting rules'),
} as const

export const headWords = {
  what: text('Keterangan', 'What'),
  value: text('Nilai', 'Value'),
  note: text('Catatan', 'Note'),
  number: text('Nomor', 'Number'),
  agency: text('Instansi', 'Agency'),
  shortName: text('Singkatan', 'Short name'),
  kind: text('Jenis', 'Kind'),
  oldName: text('Nama lama', 'Old name'),
  newName: text('Nama baru', 'New name'),
  state: text('Keadaan akhir bulan', 'State at the end'),
  submittedAt: text('Diajukan', 'Submitted'),
  decidedAt: text('Diputuskan', 'Decided'),
  approvedAt: text('Disetujui', 'Approved'),
  assignedAt: text('Ditugaskan', 'Assigned'),
  executedAt: text('Dilaksanakan', 'Executed'),
  archivedAt: text('Diarsipkan', 'Archived'),
  step: text('Langkah', 'Step'),
  allowance: text('Jatah (detik kerja)', 'Allowance (working seconds)'),
  allowanceDays: text('Jatah (hari kerja)', 'Allowance (working days)'),
  ended: text('Berakhir', 'Ended'),
  median: text('Median (detik kerja)', 'Median (working seconds)'),
  p90: text('Persentil ke-90 (detik kerja)', '90th percentile (working seconds)'),
  max: text('Terlama (detik kerja)', 'Longest (working seconds)'),
  late: text('Terlambat', 'Late'),
  running: text('Masih berjalan', 'Still running'),
  overdue: text('Lewat tenggat', 'Overdue'),
  startedAt: text('Mulai', 'Started'),
  dueAt: text('Tenggat', 'Due'),
  endedAt: text('Berakhir', 'Ended'),
  used: text('Terpakai (detik kerja)', 'Used (working seconds)'),
  lateBy: text('Terlambat (detik kerja)', 'Late by (working seconds)'),
  renames: text('Perubahan nama', 'Renames'),
  letter: text('Berkas surat permohonan', 'File of the request letter'),
  disposition: text('Nomor disposisi', 'Number of the disposition'),
  assignment: text('Nomor penugasan', 'Number of the assignment'),
  report: text('Nomor laporan', 'Number of the report'),
  notification: text('Nomor surat pemberitahuan', 'Number of the notification'),
  overridden: text('Dengan pengecualian', 'By override'),
  repeated: text('Dilaksanakan ulang', 'Executed again'),
  wrong: text('Salah setelah eksekusi (detik)', 'Wrong after execution (seconds)'),
  good: text('Bagian baik', 'Share good'),
  bad: text('Bagian buruk', 'Share bad'),
  unknown: text('Bagian tidak diketahui', 'Share unknown'),
  site: text('Situs', 'Site'),
  status: text('Status', 'Status'),
  since: text('Sejak', 'Since'),
  rule: text('Aturan', 'Rule'),
  ruleText: text('Isi', 'Text'),
} as const

export const factWords = {
  month: text('Bulan', 'Month'),
  asOf: text('Keadaan per', 'As of'),
  digest: text('SHA-256 data laporan', 'SHA-256 of the report’s data'),
  frozenAt: text('Dibekukan pada', 'Frozen at'),
  frozenBy: text('Dibekukan oleh', 'Frozen by'),
  notFrozen: text('belum dibekukan', 'not frozen'),
  itself: text('sistem', 'the system'),
  stands: text('Keadaan', 'State'),
  executions: text('Eksekusi', 'Executions'),
  rightFirstTime: text('Benar sejak pertama', 'Right the first time'),
  overridden: text('Dengan pengecualian Kabid', 'By override'),
  reopened: text('Dibuka kembali', 'Reopened'),
  rolledBack: text('Dibatalkan setelah eksekusi', 'Rolled back after execution'),
  wrongRenames: text('Perubahan nama yang sempat salah', 'Renames that were wrong for a while'),
  wrongHours: text('Jam salah setelah eksekusi', 'Hours wrong after execution'),
  names: text('Nama yang dipantau', 'Names watched'),
  secondsOf: text('Detik berstatus', 'Seconds'),
  openAtStart: text('Insiden terbuka di awal bulan', 'Incidents open at the start'),
  opened: text('Insiden dibuka', 'Incidents opened'),
  critical: text('di antaranya kritis', 'of these, critical'),
  repaired: text('Insiden diperbaiki', 'Incidents repaired'),
  openAtEnd: text('Insiden terbuka di akhir bulan', 'Incidents open at the end'),
  repairMedianSeconds: text('Waktu perbaikan, median (detik)', 'Time to repair, median (seconds)'),
  repairP90Seconds: text(
    'Waktu perbaikan, persentil ke-90 (detik)',
    'Time to repair, 90th percentile (seconds)',
  ),
  ailing: text('Situs bermasalah di akhir bulan', 'Sites amiss at the end'),
  ailingCut: text(
    `lembar situs memuat ${LISTED} yang terlama bermasalah`,
    `the sheet of sites has the ${LISTED} that have been amiss the longest`,
  ),
  yes: text('ya', 'yes'),
  no: text('tidak', 'no'),
} as const
