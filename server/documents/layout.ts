/** Official documents in Indonesian form, from their facts alone: the same facts always give the same pages. Pure. */
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { formatCount, longDate, longInstant, longSpan } from '../core/indonesian.ts'
import { addresseeOf, type Paper } from '../core/paper.ts'
import { formatRecords, recordTypes } from '../core/records.ts'
import { fieldWords, kindWords, reasonWords, wantWords } from '../core/words.ts'
import { MISSING } from './glyphs.ts'
import {
  BOX_WIDTH,
  boxes,
  facts,
  footer,
  grid,
  HALF_WIDTH,
  heading,
  letterhead,
  MARGINS,
  plain,
  running,
  tick,
  WIDTH,
} from './parts.ts'
import { signature } from './signature.ts'

type Of<K extends Paper['kind']> = Extract<Paper, { kind: K }>

const subject = (paper: Paper) => `perubahan nama subdomain ${kindWords[paper.request.kind].toLowerCase()}`

/** What each kind is called at its top. */
export const titles: Record<Paper['kind'], string> = {
  disposition: 'Lembar Disposisi',
  assignment: 'Lembar Disposisi Penugasan',
  report: 'Laporan Hasil Kegiatan',
  notification: 'Surat Pemberitahuan',
}

/** The whole document as pdfmake takes it; `logo` is the emblem of its letterhead as a data address. */
export function layout(paper: Paper, logo: string | null = null): TDocumentDefinitions {
  return {
    pageSize: 'A4',
    pageMargins: MARGINS,
    version: '1.7',
    language: 'id',
    // A fixed date, and with it a fixed file id: the same facts give the same bytes.
    info: {
      title: plain(`${titles[paper.kind]} ${paper.number}`),
      author: plain(paper.letterhead.department),
      subject: plain(`${paper.request.oldName} menjadi ${paper.request.newName}`),
      creator: 'Alih',
      producer: 'Alih',
      creationDate: new Date(paper.at),
    },
    defaultStyle: { font: 'Roboto', fontSize: 10.5, lineHeight: 1.1 },
    content: withNote([...letterhead(paper, logo), ...bodyOf(paper)]),
    footer: footer(paper),
  }
}

// Whoever reads a sign in place of a letter is told what it is.
const withNote = (content: Content[]): Content[] =>
  JSON.stringify(content).includes(MISSING) ? [...content, missingNote] : content
const missingNote: Content = {
  text: `Tanda ${MISSING} berdiri di tempat karakter yang tidak dapat dicetak; teks selengkapnya ada di riwayat permohonan.`,
  fontSize: 7,
  color: '#444',
  margin: [0, 10, 0, 0],
}

function bodyOf(paper: Paper): Content[] {
  switch (paper.kind) {
    case 'disposition':
      return disposition(paper)
    case 'assignment':
      return assignment(paper)
    case 'report':
      return report(paper)
    default:
      return notification(paper)
  }
}

const fateOf = ({ request: { want, redirectUntil } }: Paper) =>
  want === 'redirect' && redirectUntil
    ? `${wantWords.redirect} sampai dengan ${longDate(redirectUntil)}`
    : wantWords[want]

const titled = (title: string, content: Content[]): Content => ({
  stack: [{ text: title, bold: true, margin: [0, 0, 0, 3] }, ...content],
})

function disposition(paper: Of<'disposition'>): Content[] {
  const { request, decision, reasonCode } = paper
  const left = (rows: [string, string][]) => facts(rows, HALF_WIDTH, 72)
  const forward = decision === 'approve' ? paper.letterhead.divisionTitle : addresseeOf(request.agency)
  return [
    ...heading([titles.disposition.toUpperCase()], paper.number),
    boxes([
      [
        left([
          ['Surat dari', request.agency],
          ['Berkas surat', request.letter ?? '-'],
        ]),
        left([
          ['Nomor agenda', request.number],
          ['Diterima', longInstant(request.submittedAt)],
          ['Sifat', paper.nature],
        ]),
      ],
      facts(
        [
          ['Hal', `Permohonan ${subject(paper)}`],
          ['Nama lama', request.oldName],
          ['Nama baru', request.newName],
          ['Nama lama kelak', fateOf(paper)],
          ['Alasan pemohon', request.reason],
        ],
        BOX_WIDTH,
      ),
      [
        titled('Keputusan', [
          tick(decision === 'approve', 'Disetujui'),
          tick(decision === 'return', 'Dikembalikan untuk diperbaiki'),
          tick(decision === 'reject', 'Ditolak'),
        ]),
        titled('Diteruskan kepada', [{ text: `Yth. ${plain(forward)}` }]),
      ],
      titled('Isi disposisi', [
        ...(reasonCode ? [facts([['Alasan', reasonWords[reasonCode]]], BOX_WIDTH)] : []),
        ...running(paper.disposition, BOX_WIDTH),
      ]),
      ...marked(paper),
    ]),
    signature(paper, true),
  ]
}

// What the agency must correct, as the Kadis marked it.
const marked = ({ marks = [] }: Of<'disposition'>): Content[] =>
  marks.length === 0
    ? []
    : [
        titled(
          'Yang harus diperbaiki',
          marks.map(({ field, note }): Content => ({
            ul: [note ? `${fieldWords[field]}: ${plain(note)}` : fieldWords[field]],
          })),
        ),
      ]

const numbered = (names: readonly string[]) =>
  names.length === 1 ? plain(names[0]!) : names.map((name, at) => `${at + 1}. ${plain(name)}`).join('\n')

function assignment(paper: Of<'assignment'>): Content[] {
  const { request, letterhead: head, team } = paper
  return [
    ...heading([titles.assignment.toUpperCase()], paper.number),
    boxes([
      facts(
        [
          ['Dari', head.divisionTitle],
          ['Kepada', head.teamTitle],
          ['Anggota tim', numbered(team)],
        ],
        BOX_WIDTH,
      ),
      facts(
        [
          ['Dasar', `Permohonan nomor ${request.number} dari ${request.agency}`],
          ['Tugas', `Melaksanakan ${subject(paper)} dan melaporkan hasilnya`],
          ['Nama lama', request.oldName],
          ['Nama baru', request.newName],
          ['Record nama baru', formatRecords(request.records)],
          ['Nama lama kelak', fateOf(paper)],
        ],
        BOX_WIDTH,
      ),
      facts(
        [
          [
            'Waktu',
            `${formatCount(paper.allowanceSeconds)} detik jam kerja (${longSpan(paper.allowanceSeconds)})`,
          ],
          ['Selesai paling lambat', paper.dueAt ? longInstant(paper.dueAt) : '-'],
        ],
        BOX_WIDTH,
      ),
      titled('Isi disposisi', running(paper.disposition ?? 'Laksanakan sesuai SOP.', BOX_WIDTH)),
    ]),
    signature(paper, true),
  ]
}

function report(paper: Of<'report'>): Content[] {
  const { request, letterhead: head, proof } = paper
  return [
    ...heading([titles.report.toUpperCase(), 'PERUBAHAN NAMA SUBDOMAIN'], paper.number),
    facts([
      ['Kepada', `Yth. ${head.divisionTitle}`],
      ['Dari', head.teamTitle],
      ['Pelaksana', numbered(paper.team)],
      ['Tanggal', longInstant(paper.at)],
      ['Permohonan', `Nomor ${request.number} dari ${request.agency}`],
      ['Nama lama', request.oldName],
      ['Nama baru', request.newName],
      ...(paper.override ? ([['Pengecualian', paper.override]] as [string, string][]) : []),
    ]),
    { text: ' ', fontSize: 7 },
    ...running(paper.text),
    signature(paper, true),
    { text: 'LAMPIRAN', bold: true, pageBreak: 'before', margin: [0, 0, 0, 6] },
    { text: `Lampiran laporan nomor ${plain(paper.number)}`, margin: [0, 0, 0, 8] },
    { text: '1. Record nama baru', bold: true },
    grid(
      ['No', 'Jenis', 'Nilai'],
      [0.08, 0.14, 0.78],
      recordTypes
        .flatMap((type) => (request.records[type] ?? []).map((value) => [type, value]))
        .map((row, at) => [String(at + 1), ...row]),
    ),
    { text: '2. Jawaban server otoritatif untuk nama baru', bold: true },
    ...(proof ? [...told(proof)] : [{ text: 'Belum ada pemeriksaan yang tersimpan.' }]),
  ]
}

const told = ({ checkedAt, proved, servers }: NonNullable<Of<'report'>['proof']>): Content[] => [
  { text: `Dilihat pada ${longInstant(checkedAt)}. ${proved ? 'Terbukti.' : 'Belum terbukti.'}` },
  ...(servers.length === 0
    ? []
    : [
        grid(
          ['Server', 'Alamat', 'Jawaban', 'TTL (detik)'],
          [0.27, 0.21, 0.37, 0.15],
          servers.map(({ name, address, answer, ttl }) => [
            name,
            address,
            answer,
            ttl === null ? '-' : formatCount(ttl),
          ]),
        ),
      ]),
]

// A letter whose writer left the names out must name them all the same.
const namesUnlessIn = (text: string, { request: { oldName, newName } }: Paper): Content[] =>
  text.includes(oldName) && text.includes(newName)
    ? []
    : [
        { text: ' ', fontSize: 5 },
        facts([
          ['Nama lama', oldName],
          ['Nama baru', newName],
        ]),
      ]

function notification(paper: Of<'notification'>): Content[] {
  const { request, letterhead: head } = paper
  const dateWidth = 175
  const addressee: Content[] = [
    { text: `${plain(head.city)}, ${longDate(paper.at)}`, margin: [0, 0, 0, 12] },
    { text: 'Kepada', margin: [0, 0, 0, 2] },
    { text: `Yth. ${plain(addresseeOf(request.agency))}` },
    { text: 'di' },
    { text: 'Tempat', margin: [14, 0, 0, 0] },
  ]
  return [
    {
      columns: [
        {
          width: WIDTH - dateWidth - 12,
          stack: [
            facts(
              [
                ['Nomor', paper.number],
                ['Sifat', paper.nature],
                ['Lampiran', '-'],
                ['Hal', { text: `Pemberitahuan selesainya ${subject(paper)}`, bold: true }],
              ],
              WIDTH - dateWidth - 12,
              54,
            ),
          ],
        },
        { width: 12, text: '' },
        { width: dateWidth, stack: addressee },
      ],
      margin: [0, 0, 0, 12],
    },
    ...running(paper.text),
    ...namesUnlessIn(paper.text, paper),
    signature(paper, false),
    ...(paper.copies.length === 0
      ? []
      : [
          {
            unbreakable: true,
            margin: [0, 18, 0, 0] as [number, number, number, number],
            fontSize: 9,
            stack: [{ text: 'Tembusan:', bold: true }, { text: numbered(paper.copies) }],
          },
        ]),
  ]
}
