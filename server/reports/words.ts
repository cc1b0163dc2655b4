/** The words of the spreadsheets, in both languages: those of the screen. Pure data. */
import { LISTED, type RegisteredState, type SiteKind } from '../core/report.ts'
import type { Step } from '../core/lifecycle.ts'
import type { Language, Status, Text } from '../core/verdict.ts'
import * as official from '../core/words.ts'

const text = (id: string, en: string): Text => ({ id, en })

/** The Indonesian words, which documents print too, each with its English one. */
const withEnglish = <K extends string | number>(
  id: Readonly<Record<K, string>>,
  en: Readonly<Record<K, string>>,
): Record<K, Text> => {
  const keys = Object.keys(en) as K[]
  return Object.fromEntries(keys.map((key) => [key, text(id[key], en[key])])) as Record<K, Text>
}

export const stateWords = withEnglish<RegisteredState>(official.stateWords, {
  returned: 'Returned',
  submitted: 'Submitted',
  approved: 'Approved',
  assigned: 'Assigned',
  executed: 'Carried out',
  reported: 'Reported',
  archived: 'Archived',
  rejected: 'Rejected',
  withdrawn: 'Withdrawn',
})

export const statusWords = withEnglish<Status>(official.statusWords, {
  ok: 'OK',
  propagating: 'Propagating',
  stale: 'Stale',
  wrong: 'Wrong',
  broken: 'Broken',
  unknown: 'Unknown',
})

export const stepWords = withEnglish<Step>(official.stepWords, {
  1: 'Request letter',
  2: 'Disposition',
  3: 'Assignment',
  4: 'Execution',
  5: 'Report',
  6: 'Receipt and archive',
})

export const stepName = (step: Step, language: Language) => `${step}. ${stepWords[step][language]}`

export const kindWords = withEnglish<SiteKind>(official.kindWords, {
  application: 'Application',
  website: 'Website',
})

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
  rules: text('Aturan penghitungan', 'How it is counted'),
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
  state: text('Tahap akhir bulan', 'Stage at the end'),
  submittedAt: text('Diajukan', 'Submitted'),
  decidedAt: text('Diputuskan', 'Decided'),
  approvedAt: text('Disetujui', 'Approved'),
  assignedAt: text('Ditugaskan', 'Assigned'),
  executedAt: text('Dilaksanakan', 'Executed'),
  archivedAt: text('Diarsipkan', 'Archived'),
  step: text('Langkah', 'Step'),
  allowance: text('Jatah (detik kerja)', 'Allowance (working seconds)'),
  allowanceDays: text('Jatah (hari kerja)', 'Allowance (working days)'),
  ended: text('Selesai', 'Ended'),
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
  wrong: text('Bermasalah setelah pelaksanaan (detik)', 'Not well after execution (seconds)'),
  good: text('Bagian waktu baik', 'Share of time well'),
  bad: text('Bagian waktu bermasalah', 'Share of time not well'),
  unknown: text('Bagian waktu belum diketahui', 'Share of time unknown'),
  site: text('Situs', 'Site'),
  status: text('Status', 'Status'),
  since: text('Sejak', 'Since'),
  rule: text('Aturan', 'Rule'),
  ruleText: text('Isi', 'Text'),
} as const

export const factWords = {
  month: text('Bulan', 'Month'),
  asOf: text('Keadaan per', 'As of'),
  digest: text('Sidik SHA-256 data laporan', 'SHA-256 of the report’s data'),
  frozenAt: text('Dibekukan pada', 'Frozen'),
  frozenBy: text('Dibekukan oleh', 'Frozen by'),
  notFrozen: text('belum dibekukan', 'not frozen'),
  itself: text('secara otomatis', 'by itself'),
  stands: text('Tahap', 'Stage'),
  executions: text('Pelaksanaan', 'Executions'),
  rightFirstTime: text('Benar sejak pertama', 'Right the first time'),
  overridden: text('Dengan pengecualian Kabid', 'By override'),
  reopened: text('Dibuka kembali', 'Reopened'),
  rolledBack: text('Dibatalkan setelah pelaksanaan', 'Rolled back after execution'),
  wrongRenames: text('Perubahan nama yang sempat bermasalah', 'Renames that were not well for a while'),
  wrongHours: text('Jam bermasalah setelah pelaksanaan', 'Hours not well after execution'),
  names: text('Nama yang dipantau', 'Names watched'),
  secondsOf: text('Detik berstatus', 'Seconds'),
  openAtStart: text('Insiden terbuka pada awal bulan', 'Incidents open at the start'),
  opened: text('Insiden dibuka', 'Incidents opened'),
  critical: text('di antaranya bertingkat Kritis', 'of these, of level Critical'),
  repaired: text('Insiden dipulihkan', 'Incidents repaired'),
  openAtEnd: text('Insiden terbuka pada akhir bulan', 'Incidents open at the end'),
  repairMedianSeconds: text('Waktu pemulihan, median (detik)', 'Time to repair, median (seconds)'),
  repairP90Seconds: text(
    'Waktu pemulihan, persentil ke-90 (detik)',
    'Time to repair, 90th percentile (seconds)',
  ),
  ailing: text('Situs bermasalah pada akhir bulan', 'Sites not well at the end'),
  ailingCut: text(
    `lembar situs memuat ${LISTED} yang terlama bermasalah`,
    `the sheet of sites has the ${LISTED} that have not been well the longest`,
  ),
  yes: text('ya', 'yes'),
  no: text('tidak', 'no'),
} as const
