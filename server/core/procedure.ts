/**
 * The SOP in words: what the officers signed, in Indonesian, with an English translation beside it. Who does what and
 * what it leads to is the lifecycle's; here is only what the paper adds. Pure data, and the flow made from it.
 */
import type { Role } from './access.ts'
import { stepOf, steps, transitions, type State, type Step } from './lifecycle.ts'
import type { Text } from './verdict.ts'

export const title: Text = {
  id: 'Standar Operasional Prosedur (SOP) Perubahan Nama Sub Domain Aplikasi dan Website Pemerintah Provinsi Kalimantan Timur',
  en: 'Standard operating procedure (SOP) for renaming the subdomains of applications and websites of the Government of East Kalimantan Province',
}

export const introduction: Text = {
  id: 'Perubahan nama subdomain aplikasi dan website Pemerintah Provinsi Kalimantan Timur merupakan kegiatan yang dilaksanakan Bidang Aplikasi Informatika Seksi Pengelolaan Domain dan Aplikasi yang bertujuan untuk melakukan perubahan nama subdomain aplikasi dan website ke nama subdomain yang baru.',
  en: 'Renaming the subdomains of applications and websites of the Government of East Kalimantan Province is done by the Informatics Applications Division, Section for Domain and Application Management. Its aim is to move the subdomain name of an application or website to its new name.',
}

export const procedureLead: Text = {
  id: 'Prosedur yang perlu dilakukan dalam melaksanakan perubahan nama subdomain aplikasi dan website Pemerintah Provinsi Kalimantan Timur, adalah sebagai berikut:',
  en: 'To rename the subdomain of an application or website of the Government of East Kalimantan Province, the following is done:',
}

/** Part B, one sentence for each step. */
export const procedure: readonly Text[] = [
  {
    id: 'OPD pemohon mengirimkan surat permohonan perubahan nama subdomain untuk aplikasi maupun website Pemerintahan Provinsi Kaltim.',
    en: 'The requesting agency sends a letter that asks for the renaming of a subdomain, for an application or a website of the provincial government.',
  },
  {
    id: 'Kepala Dinas memberikan disposisi persetujuan perubahan nama subdomain.',
    en: 'The head of department gives a disposition that approves the renaming.',
  },
  {
    id: 'Kepala Bidang Aptika menugaskan Tim Pengelola untuk melaksanakan perubahan nama subdomain.',
    en: 'The head of the Aptika division assigns the management team to carry the renaming out.',
  },
  {
    id: 'Tim Pengelola melaksanakan perubahan nama subdomain dan melaporkan kepada Kepala Bidang Aptika.',
    en: 'The management team carries the renaming out and reports to the head of the Aptika division.',
  },
  {
    id: 'Tim Pengelola membuat laporan hasil kegiatan.',
    en: 'The management team writes the activity report.',
  },
  {
    id: 'Kepala Bidang Aptika menerima laporan hasil perubahan nama subdomain.',
    en: 'The head of the Aptika division receives the report of the renaming.',
  },
]

export const legalBasis: readonly Text[] = [
  {
    id: 'Undang-Undang Nomor 14 Tahun 2008 Tentang Keterbukaan Informasi Publik',
    en: 'Law No. 14 of 2008 on public information disclosure',
  },
  {
    id: 'Undang-Undang Nomor 25 Tahun 2009 Tentang Pelayanan Publik',
    en: 'Law No. 25 of 2009 on public services',
  },
  {
    id: 'Peraturan Komisi Informasi Nomor 1 Tahun 2010 Tentang Standart Layanan Informasi Publik',
    en: 'Regulation of the Information Commission No. 1 of 2010 on standards of public information services',
  },
  {
    id: 'Peraturan Gubernur Nomor 11 Tahun 2017 Tentang Pendayagunaan Website di Lingkungan Pemerintah Provinsi Kalimantan Timur',
    en: 'Governor’s Regulation No. 11 of 2017 on the use of websites within the Government of East Kalimantan Province',
  },
]

export const related: readonly Text[] = [
  { id: 'SOP Bidang TIK', en: 'SOP of the ICT division' },
  { id: 'SOP Pelayanan Informasi', en: 'SOP for information services' },
  { id: 'SOP Pengelolaan Website', en: 'SOP for website management' },
]

export const qualifications: readonly Text[] = [
  { id: 'JFT Pranata Komputer', en: 'Functional officer in computing (JFT Pranata Komputer)' },
  {
    id: 'Ahli dalam bidang TI dan sistem komputer jaringan',
    en: 'Skilled in IT and networked computer systems',
  },
  { id: 'Memahami Sistem Jaringan (Networking)', en: 'Understands networking' },
  {
    id: 'Menguasai Pengoperasian Komputer dan Sistem Aplikasi',
    en: 'Masters the operation of computers and application systems',
  },
]

export const equipment: readonly Text[] = [
  { id: 'Jaringan Internet', en: 'Internet connection' },
  { id: 'Modem, Wifi dan Router Board', en: 'Modem, Wi-Fi and router board' },
  { id: 'Komputer Server', en: 'Server computer' },
  { id: 'Komputer Administrator', en: 'Administrator’s computer' },
  { id: 'Laptop', en: 'Laptop' },
  {
    id: 'Software Aplikasi Database dan Aplikasi Pendukung',
    en: 'Database software and supporting applications',
  },
  { id: 'Peralatan Pendukung', en: 'Supporting equipment' },
  { id: 'UPS', en: 'UPS' },
  { id: 'Air Conditioner', en: 'Air conditioner' },
  { id: 'Handphone/telepon', en: 'Mobile phone or telephone' },
]

export const warning: Text = {
  id: 'Jika SOP ini tidak dilaksanakan akan berdampak tidak updatenya semua informasi pada aplikasi dan website serta DNS tidak akan mengarah pada Nama yang dimaksud.',
  en: 'If this SOP is not followed, the information on applications and websites goes out of date, and the DNS will not point to the intended name.',
}

export const team: Text = {
  id: 'Tim Penanggung Jawab Perubahan Subdomain Nama Aplikasi dan Website Pemerintah Provinsi Kalimantan Timur sesuai dengan Keputusan Kepala Diskominfo Prov. Kaltim Nomor 489/076/III/Diskominfo/2018 Tentang Tim Monitoring Pengelolaan Aplikasi, Website, dan Domain OPD di Lingkungan Pemerintah Provinsi Kalimantan Timur Tahun Anggaran 2018',
  en: 'The team responsible for renaming the subdomains of applications and websites of the Government of East Kalimantan Province, by Decree of the Head of Diskominfo Kaltim No. 489/076/III/Diskominfo/2018 on the team that monitors the management of applications, websites and domains of agencies within the Government of East Kalimantan Province, fiscal year 2018',
}

export const hoursLead: Text = {
  id: 'Waktu pelaksanaan untuk perubahan nama subdomain aplikasi dan website Pemerintah Provinsi Kalimantan Timur dilakukan pada jam kerja, yaitu:',
  en: 'Subdomains of applications and websites of the Government of East Kalimantan Province are renamed within working hours:',
}
export const hours: readonly { days: Text; time: string }[] = [
  { days: { id: 'Senin s.d. Kamis', en: 'Monday to Thursday' }, time: '08.00–16.00 Wita' },
  { days: { id: 'Jumat', en: 'Friday' }, time: '08.00–11.30 Wita' },
]

export const flowLead: Text = {
  id: 'Diagram alir ini menjelaskan tentang tata cara dan aturan dalam melaksanakan perubahan nama subdomain aplikasi dan website Pemerintah Provinsi Kalimantan Timur.',
  en: 'This flow chart explains the manner and the rules of renaming the subdomains of applications and websites of the Government of East Kalimantan Province.',
}

/** The three lanes of the form (part G), and whose steps stand in each. */
export const lanes: readonly { name: Text; roles: readonly Role[] }[] = [
  { name: { id: 'OPD / Instansi Pemohon', en: 'Agency' }, roles: ['applicant'] },
  { name: { id: 'Kadis / Bidang APTIKA', en: 'Head / Aptika division' }, roles: ['head', 'division_head'] },
  { name: { id: 'Tim Pengelola', en: 'Management team' }, roles: ['operator'] },
]

type Line = { activity: Text; needs: Text | null; time: Text | null; output: Text | null }

const disposition: Text = { id: 'Disposisi', en: 'Disposition' }
const report: Text = { id: 'Laporan', en: 'Report' }

/** The form's columns: kegiatan, kelengkapan, waktu, output. */
export const form: Record<Step, Line> = {
  1: {
    activity: {
      id: 'Mengirimkan surat permohonan perubahan nama subdomain untuk aplikasi maupun website Pemerintahan Provinsi Kaltim.',
      en: 'Send a letter that asks for the renaming of a subdomain of an application or website.',
    },
    needs: { id: 'Surat Permohonan', en: 'Request letter' },
    time: null,
    output: null,
  },
  2: {
    activity: { id: 'Persetujuan perubahan nama subdomain.', en: 'Approval of the renaming.' },
    needs: { id: 'Disposisi Pimpinan', en: 'Disposition of the head' },
    time: { id: '1 hari', en: '1 day' },
    output: disposition,
  },
  3: {
    activity: {
      id: 'Menugaskan Tim Pengelola untuk melaksanakan perubahan nama subdomain.',
      en: 'Assign the management team to carry the renaming out.',
    },
    needs: null,
    time: { id: '15 menit', en: '15 minutes' },
    output: disposition,
  },
  4: {
    activity: {
      id: 'Melaksanakan perubahan nama subdomain dan melaporkan kepada Kepala Bidang Aptika.',
      en: 'Carry the renaming out and report to the head of the Aptika division.',
    },
    needs: {
      id: 'Aplikasi Centos Web Panel dan pendukungnya',
      en: 'CentOS Web Panel and what supports it',
    },
    time: { id: '14400 detik', en: '14400 seconds' },
    output: { id: 'Aplikasi/Website siap pakai', en: 'Application or website ready for use' },
  },
  5: {
    activity: { id: 'Membuat laporan hasil kegiatan.', en: 'Write the activity report.' },
    needs: report,
    time: { id: '1 jam', en: '1 hour' },
    output: report,
  },
  6: {
    activity: {
      id: 'Menerima laporan hasil perubahan nama subdomain.',
      en: 'Receive the report of the renaming.',
    },
    needs: { id: 'Surat pemberitahuan', en: 'Notification letter' },
    time: { id: '1 hari', en: '1 day' },
    output: { id: 'Arsip', en: 'Archive' },
  },
}

export type Shape = 'ellipse' | 'box' | 'diamond'
export type Node = {
  step: Step
  /** Index into `lanes`. */
  lane: number
  role: Role
  shape: Shape
  waitsIn: readonly State[]
}
/** From one step to another; `back` where a request is sent back. */
export type Edge = { from: Step; to: Step; back: boolean }

const stepsOf = (row: (typeof transitions)[number]) =>
  [...new Set(row.from.map((state) => stepOf(state)?.step))].filter((step) => step !== undefined)

// A step is a decision where whoever has it may send a request more than one way.
function shapeOf(step: Step, role: Role): Shape {
  const ways = new Set(
    transitions
      .filter((row) => (row.roles as readonly Role[]).includes(role) && stepsOf(row).length === 1)
      .filter((row) => stepsOf(row)[0] === step && row.action !== 'rollback')
      .filter((row) => stepOf(row.to)?.step !== step)
      .map(({ to }) => to),
  )
  if (ways.size > 1) return 'diamond'
  return step === 1 || step === steps.length ? 'ellipse' : 'box'
}

/** The flow chart of the form, made from the lifecycle. */
export function flow(): { nodes: Node[]; edges: Edge[] } {
  const nodes = steps.map(({ step, waitsIn }): Node => {
    const row = transitions.find(({ from }) => (from as readonly State[]).includes(waitsIn[0]))!
    const role = row.roles[0]
    const lane = lanes.findIndex(({ roles }) => roles.includes(role))
    return { step, lane, role, shape: shapeOf(step, role), waitsIn }
  })
  const forward = nodes
    .slice(1)
    .map(({ step }): Edge => ({ from: (step - 1) as Step, to: step, back: false }))
  const back = transitions
    .filter(({ action }) => action === 'return')
    .map((row): Edge => ({ from: stepsOf(row)[0]!, to: stepOf(row.to)!.step, back: true }))
  return { nodes, edges: [...forward, ...back] }
}

/** How many requests stand somewhere, and how many of them are late or near their due time. */
type Standing = { waiting: number; late: number; soon: number }
export type StepCount = Standing & { step: Step }
export type StateCount = Standing & { state: State }

/** Counts by state, added up to counts by step. */
export function countsByStep(counts: readonly StateCount[]): StepCount[] {
  return steps.map(({ step, waitsIn }) => {
    const here = counts.filter(({ state }) => (waitsIn as readonly string[]).includes(state))
    const sum = (field: keyof Standing) => here.reduce((total, row) => total + row[field], 0)
    return { step, waiting: sum('waiting'), late: sum('late'), soon: sum('soon') }
  })
}
