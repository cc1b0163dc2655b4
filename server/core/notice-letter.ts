/** Writes the letters of notices: to whom, about what, in the receiver's language. Pure. */
import type { Role } from './access.ts'
import type { ReasonCode, State } from './lifecycle.ts'
import { oneLine, type Letter } from './mail.ts'
import type { Saying } from './notice.ts'
import { reasonTexts, sayings } from './notice-text.ts'
import type { MonthReport, Seal } from './report.ts'
import { countWords } from './report/words.ts'
import { monthNames, sayDay, sayInstant } from './spoken.ts'
import type { Language, Text } from './verdict.ts'

const words = {
  greeting: { id: 'Yth. {name},', en: 'Dear {name},' },
  number: { id: 'Nomor', en: 'Number' },
  agency: { id: 'Instansi', en: 'Agency' },
  oldName: { id: 'Nama lama', en: 'Old name' },
  newName: { id: 'Nama baru', en: 'New name' },
  reason: { id: 'Alasan', en: 'Reason' },
  site: { id: 'Situs', en: 'Site' },
  note: { id: 'Catatan', en: 'Note' },
  toRequest: { id: 'Buka permohonan', en: 'Open the request' },
  toSite: { id: 'Buka situs', en: 'Open the site' },
  toReport: { id: 'Buka laporan', en: 'Open the report' },
  toHome: { id: 'Buka Alih', en: 'Open Alih' },
  regards: { id: 'Hormat kami,', en: 'Kind regards,' },
  footer: {
    id: 'Surel ini dikirim otomatis oleh Alih, mohon tidak dibalas. Atur pemberitahuan Anda: {url}',
    en: 'Alih sent this message by itself; please do not reply. Choose what you are told: {url}',
  },
} as const satisfies Record<string, Text>

/** What the letters of one installation have in common. */
export type Sender = { url: string; department: string }

export const preferencesPath = '/saya'
const address = ({ url }: Sender, path: string) => `${url.replace(/\/$/, '')}/#${path}`

/** What a notice of a request is made of. */
export type RequestNews = {
  id: number
  number: string | null
  oldName: string
  newName: string
  agency: string
  state: State
  dueAt: string | null
  actor: string
  reasonCode: ReasonCode | null
  /** What whoever acted wrote to go with it. */
  note: string | null
}

type To = { name: string; language: Language; role: Role }

export function requestLetter(say: Saying, news: RequestNews, to: To, sender: Sender): Letter {
  const { language } = to
  const { subject, lead } = sayings[say]
  const number = news.number ?? `#${news.id}`
  const filled = lead[language]
    .replaceAll('{actor}', news.actor)
    .replaceAll('{agency}', news.agency)
    .replaceAll('{due}', news.dueAt ? sayInstant(news.dueAt)[language] : '–')
  return {
    ...frame(to, sender),
    subject: oneLine(`${number}: ${subject[language]} (${news.oldName} → ${news.newName})`),
    lead: filled,
    facts: [
      [words.number[language], number],
      [words.agency[language], news.agency],
      [words.oldName[language], news.oldName],
      [words.newName[language], news.newName],
      ...(news.reasonCode
        ? [[words.reason[language], reasonTexts[news.reasonCode][language]] as [string, string]]
        : []),
    ],
    note: news.note ? { label: words.note[language], text: news.note } : null,
    lists: [],
    link: { label: words.toRequest[language], url: address(sender, `/requests/${news.id}/show`) },
  }
}

/** What a notice of a site's findings is made of. */
export type SiteNews = {
  siteId: number
  hostname: string
  agency: string
  findings: { condition: string; message: Text; remedy: Text }[]
}

export function findingLetter(
  say: 'finding_opened' | 'finding_closed',
  news: SiteNews,
  to: To,
  sender: Sender,
): Letter {
  const { language } = to
  const { subject, lead } = sayings[say]
  const withRemedy = say === 'finding_opened'
  return {
    ...frame(to, sender),
    subject: oneLine(`${news.hostname}: ${subject[language]}`),
    lead: lead[language],
    facts: [
      [words.site[language], news.hostname],
      [words.agency[language], news.agency],
    ],
    note: null,
    lists: [
      {
        title: titles.findings[language],
        lines: news.findings.map(({ condition, message, remedy }) =>
          [`${condition} ${message[language]}`, ...(withRemedy ? [remedy[language]] : [])].join(' '),
        ),
      },
    ],
    link: { label: words.toSite[language], url: address(sender, `/sites/${news.siteId}/show`) },
  }
}

const reportCounts = ['received', 'finished', 'rejected', 'open'] as const
const reportWords = {
  late: { id: 'Langkah terlambat', en: 'Late steps' },
  ailing: { id: 'Situs bermasalah', en: 'Sites not well' },
  digest: { id: 'Sidik SHA-256 data laporan', en: 'SHA-256 of the report’s data' },
} as const satisfies Record<string, Text>

/** That a month's report is there, with what is first looked for. */
export function reportLetter(
  { month, totals, late, dns }: Pick<MonthReport, 'month' | 'totals' | 'late' | 'dns'>,
  { digest }: Pick<Seal, 'digest'>,
  to: To,
  sender: Sender,
): Letter {
  const { language } = to
  const { subject, lead } = sayings.monthly_report
  const [year, number] = month.split('-').map(Number) as [number, number]
  const name = `${monthNames[language][number - 1]} ${year}`
  return {
    ...frame(to, sender),
    subject: oneLine(`${name}: ${subject[language]}`),
    lead: lead[language].replace('{month}', name),
    facts: [
      ...reportCounts.map((key): [string, string] => [countWords[key][language], String(totals[key])]),
      [reportWords.late[language], String(late.total)],
      [reportWords.ailing[language], String(dns.ailing.total)],
      [reportWords.digest[language], digest],
    ],
    note: null,
    lists: [],
    link: { label: words.toReport[language], url: address(sender, `/reports/${month}/show`) },
  }
}

/** One line of a summary. */
export type DigestItem = { label: string; dueAt?: string | null }
export type Digest = {
  /** `YYYY-MM-DD`. */
  day: string
  waiting: DigestItem[]
  late: DigestItem[]
  today: DigestItem[]
  sites: { label: string; status: 'broken' | 'wrong' | 'stale' }[]
  /** Messages that reached nobody. */
  undelivered: number
}

const titles = {
  findings: { id: 'Temuan', en: 'Findings' },
  waiting: { id: 'Menunggu Anda', en: 'Waits for you' },
  late: { id: 'Terlambat', en: 'Late' },
  today: { id: 'Jatuh tempo hari ini', en: 'Due today' },
  sites: { id: 'Situs yang baru bermasalah', en: 'Sites with new trouble' },
  undelivered: { id: 'Pemberitahuan yang tidak sampai', en: 'Notices that reached nobody' },
} as const satisfies Record<string, Text>

const ailing = {
  broken: { id: 'rusak', en: 'broken' },
  wrong: { id: 'salah sasaran', en: 'wrong target' },
  stale: { id: 'usang', en: 'stale' },
} as const

const MOST_LINES = 20

export const isEmptyDigest = ({ waiting, late, today, sites, undelivered }: Digest) =>
  waiting.length + late.length + today.length + sites.length + undelivered === 0

export function digestLetter(digest: Digest, to: To, sender: Sender): Letter {
  const { language } = to
  const day = sayDay(digest.day)[language]
  const line = ({ label, dueAt }: DigestItem) => (dueAt ? `${label} – ${sayInstant(dueAt)[language]}` : label)
  const lists = [
    { title: titles.late, lines: digest.late.map(line) },
    { title: titles.today, lines: digest.today.map(line) },
    { title: titles.waiting, lines: digest.waiting.map(line) },
    {
      title: titles.sites,
      lines: digest.sites.map(({ label, status }) => `${label} – ${ailing[status][language]}`),
    },
    { title: titles.undelivered, lines: digest.undelivered > 0 ? [String(digest.undelivered)] : [] },
  ]
  const counts = lists
    .filter(({ lines }) => lines.length > 0)
    .map(
      ({ title, lines }) =>
        `${title === titles.undelivered ? lines[0] : lines.length} ${small(title[language])}`,
    )
  return {
    ...frame(to, sender),
    subject: oneLine(`${{ id: 'Ringkasan', en: 'Summary of' }[language]} ${day}: ${counts.join(', ')}`),
    lead: {
      id: `Ringkasan pekerjaan untuk ${day}.`,
      en: `What there is to do on ${day}.`,
    }[language],
    facts: [],
    note: null,
    lists: lists
      .filter(({ lines }) => lines.length > 0)
      .map(({ title, lines }) => ({
        title: title === titles.undelivered ? title[language] : `${title[language]} (${lines.length})`,
        lines:
          lines.length > MOST_LINES
            ? [...lines.slice(0, MOST_LINES), `… +${lines.length - MOST_LINES}`]
            : lines,
      })),
    link: { label: words.toHome[language], url: address(sender, '/') },
  }
}

const small = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

function frame({ name, language }: To, sender: Sender) {
  return {
    greeting: words.greeting[language].replace('{name}', name),
    closing: [words.regards[language], sender.department],
    footer: words.footer[language].replace('{url}', address(sender, preferencesPath)),
  }
}
