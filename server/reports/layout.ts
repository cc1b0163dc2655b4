/** The month's report as an official document in Indonesian, from its data alone: the same data gives the same pages. Pure. */
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { actingForms } from '../core/acting.ts'
import { longDate, longInstant, monthName } from '../core/indonesian.ts'
import type { MonthReport, Seal } from '../core/report.ts'
import { boxes, facts, letterhead, MARGINS, plain } from '../documents/parts.ts'
import { signed } from '../documents/signature.ts'
import { attachments, periodOf } from './lists.ts'
import { health, proof, requests, section, times } from './sections.ts'
import { summary } from './summary.ts'

/** The whole document as pdfmake takes it. `seal` is null while the report is not frozen. */
export function reportLayout(report: MonthReport, seal: Seal | null): TDocumentDefinitions {
  const title = `Laporan Bulanan ${monthName(report.month)}`
  return {
    pageSize: 'A4',
    pageMargins: MARGINS,
    version: '1.7',
    language: 'id',
    // A fixed date: the same data gives the same bytes.
    info: {
      title,
      author: plain(report.letterhead.department),
      subject: 'Perubahan nama subdomain aplikasi dan website',
      creator: 'Alih',
      producer: 'Alih',
      creationDate: new Date(seal?.frozenAt ?? report.asOf),
    },
    defaultStyle: { font: 'Roboto', fontSize: 10, lineHeight: 1.1 },
    ...(seal ? {} : { watermark: { text: 'SEMENTARA', color: '#7a8a92', opacity: 0.08, bold: true } }),
    content: [
      ...letterhead(report),
      ...heading(report),
      ...standing(report, seal),
      ...section('A. RINGKASAN', summary(report).map(paragraph)),
      ...requests(report),
      ...times(report),
      ...proof(report),
      ...health(report),
      ...closing(report, seal),
      ...attachments(report),
    ],
    pageBreakBefore: isStranded,
    footer: footer(title, seal),
  }
}

/** No heading of a list stands alone at the foot of a page; an attachment that one page holds is not torn there. */
const isStranded: TDocumentDefinitions['pageBreakBefore'] = (node, nodes) => {
  const { verticalRatio } = node.startPosition
  if (node.headlineLevel === undefined || verticalRatio < 0.5) return false
  const list = nodes.getFollowingNodesOnPage().find(({ table }) => table)
  return verticalRatio > 0.85 || (node.headlineLevel === 1 && list?.pageNumbers.length === 2)
}

const heading = ({ month }: MonthReport): Content[] =>
  ['LAPORAN BULANAN', 'PERUBAHAN NAMA SUBDOMAIN APLIKASI DAN WEBSITE', monthName(month).toUpperCase()].map(
    (text, at): Content => ({
      text,
      alignment: 'center',
      bold: true,
      fontSize: 12.5,
      margin: [0, 0, 0, at === 2 ? 10 : 0],
    }),
  )

function standing(report: MonthReport, seal: Seal | null): Content[] {
  const { letterhead: head, asOf } = report
  return [
    ...(seal
      ? []
      : [
          boxes([
            {
              text: [
                { text: 'SEMENTARA. ', bold: true },
                'Laporan ini belum dibekukan; angkanya masih dapat berubah dan tidak memiliki sidik.',
              ],
            },
          ]),
        ]),
    facts([
      ['Masa laporan', periodOf(report)],
      ['Keadaan per', longInstant(asOf)],
      ['Disusun oleh', head.divisionTitle],
      ['Disampaikan kepada', head.headTitle],
      ...(seal
        ? ([
            [
              'Dibekukan',
              `${longInstant(seal.frozenAt)}${seal.frozenBy ? ` oleh ${seal.frozenBy}` : ', secara otomatis'}`,
            ],
          ] as [string, string][])
        : []),
    ]),
  ]
}

const paragraph = (text: string): Content => ({
  text: plain(text),
  fontSize: 10.5,
  lineHeight: 1.2,
  alignment: 'justify',
  margin: [0, 0, 0, 5],
})

/** How it is counted, and the signature: which never stands alone on a page, but below the last rule at least. */
function closing(report: MonthReport, seal: Seal | null): Content[] {
  const rules = report.rules.map(({ title, text }): Content => ({
    text: [{ text: `${plain(title.id)}. `, bold: true }, plain(text.id)],
    fontSize: 9.5,
    alignment: 'justify',
    margin: [0, 0, 0, 5],
  }))
  const end: Content = { stack: [...rules.slice(-2), signing(report, seal)], unbreakable: true }
  return section('F. ATURAN PENGHITUNGAN', [...rules.slice(0, -2), end])
}

// In eights: whoever compares two digests by eye needs a place to come back to.
const inEights = (digest: string) => digest.replace(/.{8}(?=.)/g, '$& ')

function signing({ letterhead: head, signer, asOf }: MonthReport, seal: Seal | null): Content {
  const digest: Content[] = seal
    ? [
        { text: 'Sidik SHA-256 data laporan', fontSize: 8, bold: true, margin: [0, 2, 0, 2] },
        { text: inEights(seal.digest), fontSize: 8, margin: [0, 0, 60, 0] },
        {
          text: 'Data bulan ini dibekukan; laporan yang asli memuat sidik ini.',
          fontSize: 7,
          color: '#444',
          margin: [0, 3, 24, 0],
        },
      ]
    : []
  return signed(
    digest,
    {
      acting: signer?.acting ? actingForms[signer.acting] : null,
      title: head.divisionTitle,
      name: signer?.name ?? null,
      behalf: null,
    },
    `${head.city}, ${longDate(seal?.frozenAt ?? asOf)}`,
    [...(signer?.rank ? [signer.rank] : []), ...(signer?.nip ? [`NIP ${spaced(signer.nip)}`] : [])],
  )
}

/** `19790615 200501 1 002`: birth, appointment, sex, number, as it is written. */
const spaced = (nip: string) => nip.replace(/^(\d{8})(\d{6})(\d)(\d{3})$/, '$1 $2 $3 $4')

const footer =
  (title: string, seal: Seal | null) =>
  (page: number, pages: number, { width: paper }: { width: number }): Content => {
    const width = paper - MARGINS[0] - MARGINS[2]
    return {
      margin: [MARGINS[0], 10, MARGINS[2], 0],
      fontSize: 7,
      color: '#444',
      stack: [
        {
          canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 0.4, lineColor: '#888' }],
          margin: [0, 0, 0, 4],
        },
        {
          columns: [
            {
              width: width - 90,
              text: `${title}\n${seal ? `SHA-256 ${seal.digest}` : 'SEMENTARA: belum dibekukan'}`,
            },
            { width: 90, text: `Halaman ${page} dari ${pages}`, alignment: 'right' },
          ],
        },
      ],
    }
  }
