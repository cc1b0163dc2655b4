/** The parts that official documents are laid out from: letterhead, tables of facts, running text, footer. Pure. */
import type { Content, ContentTable, TableCell } from 'pdfmake/interfaces.js'
import type { Paper } from '../core/paper.ts'
import { printable } from './glyphs.ts'

/** A4 in points, and the margins of official letters. */
export const MARGINS: [number, number, number, number] = [71, 42, 57, 62]
export const WIDTH = 595.28 - MARGINS[0] - MARGINS[2]
export const LANDSCAPE_WIDTH = 841.89 - MARGINS[0] - MARGINS[2]

/** The size of running text. */
export const BODY = 10.5
const MAX_LINES = 3000

/**
 * What people wrote, made safe to print: one line break, no control characters, none that turn the direction of reading,
 * so that a name cannot look like another, and a visible sign for what the font lacks.
 */
export const plain = (text: string) =>
  printable(
    text
      .normalize('NFC')
      .replace(/\r\n?|\p{Zl}|\p{Zp}/gu, '\n')
      .replaceAll('\t', '    ')
      .replace(/(?!\n)\p{C}/gu, ''),
  )
    // No name is longer. Laying out one endless word takes time that grows with its square.
    .replace(/\S{253}(?=\S)/gu, '$& ')

/** The same, without its line breaks. */
export const oneLine = (text: string) => plain(text).replaceAll('\n', ' ')

/** Kop surat: the emblem, who writes, and the double rule below. */
export function letterhead(
  { letterhead: head }: Pick<Paper, 'letterhead'>,
  logo: string | null = null,
): Content[] {
  const contact = [
    head.phone && `Telepon ${head.phone}`,
    head.email && `Surel ${head.email}`,
    head.site && `Laman ${head.site}`,
  ].filter((part) => part !== '')
  const small = [...head.address, contact.join(' · ')].filter((line) => line !== '')
  const rule = (y: number, lineWidth: number) =>
    ({ type: 'line', x1: 0, y1: y, x2: WIDTH, y2: y, lineWidth }) as const
  const written: Content[] = [
    { text: oneLine(head.government).toUpperCase(), alignment: 'center', fontSize: 12.5, bold: true },
    {
      text: oneLine(head.department).toUpperCase(),
      alignment: 'center',
      fontSize: 15,
      bold: true,
      margin: [0, 1, 0, 2],
    },
    ...small.map((line): Content => ({ text: oneLine(line), alignment: 'center', fontSize: 8.5 })),
  ]
  return [
    ...(logo === null ? written : [beside(logo, written)]),
    { canvas: [rule(0, 2), rule(3, 0.6)], margin: [0, 6, 0, 14] },
  ]
}

const LOGO = 58
const LOGO_WIDTH = LOGO + 8

// As wide at the right, so that the words stay in the middle of the page.
const beside = (image: string, stack: Content[]): Content => ({
  columns: [
    { width: LOGO_WIDTH, image, fit: [LOGO, LOGO] },
    { width: WIDTH - 2 * LOGO_WIDTH, stack },
    { width: LOGO_WIDTH, text: '' },
  ],
})

/** The title in the middle, with the number below it. */
export const heading = (lines: string[], number: string): Content[] => [
  ...lines.map((text): Content => ({ text, alignment: 'center', bold: true, fontSize: 12.5 })),
  { text: `Nomor: ${oneLine(number)}`, alignment: 'center', fontSize: BODY, margin: [0, 2, 0, 12] },
]

export type Fact = [label: string, value: string | Content]

const valueOf = (value: string | Content): Content =>
  typeof value === 'string' ? { text: plain(value) } : value

/** `Label : value`, one below the other. Widths are fixed: only then do long names break. */
export function facts(rows: readonly Fact[], width = WIDTH, labelWidth = 112): Content {
  return {
    table: {
      widths: [labelWidth, 6, width - labelWidth - 6],
      body: rows.map(([label, value]): TableCell[] => [{ text: label }, { text: ':' }, valueOf(value)]),
    },
    layout: { ...bare, paddingBottom: () => 3 },
    fontSize: BODY,
  }
}

const bare = {
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  paddingLeft: () => 0,
  paddingRight: () => 0,
  paddingTop: () => 0,
  paddingBottom: () => 0,
}

const BOX_PADDING = 6
const LINE = 0.7

/** A form in boxes: each row is one cell over the whole width, or two side by side. */
export function boxes(rows: readonly (Content | [Content, Content])[]): Content {
  const table: ContentTable['table'] = {
    widths: [HALF_WIDTH, HALF_WIDTH],
    body: rows.map((row): TableCell[] =>
      Array.isArray(row) ? (row as TableCell[]) : [{ stack: [row], colSpan: 2 }, {}],
    ),
  }
  return { table, layout: ruled, fontSize: BODY, margin: [0, 0, 0, 12] }
}
export const BOX_WIDTH = WIDTH - 2 * BOX_PADDING - 2 * LINE
export const HALF_WIDTH = (WIDTH - 4 * BOX_PADDING - 3 * LINE) / 2

const ruled = {
  hLineWidth: () => LINE,
  vLineWidth: () => LINE,
  paddingLeft: () => BOX_PADDING,
  paddingRight: () => BOX_PADDING,
  paddingTop: () => 5,
  paddingBottom: () => 5,
}

type GridOptions = {
  /** The first column that holds numbers: these stand at the right. */
  numbersFrom?: number
  /** No row is torn over two pages. For rows that are known to be shorter than a page. */
  isWhole?: boolean
  /** In points. */
  width?: number
  /** In points. */
  fontSize?: number
  /** Many narrow columns: a smaller head, and less room around each cell. */
  isDense?: boolean
  /** The last row, which sums up the others. */
  foot?: readonly string[]
}

/** A table with a head that comes again on every page. Widths are shares of the whole. */
export function grid(
  head: readonly string[],
  shares: readonly number[],
  rows: readonly (string | Content)[][],
  {
    numbersFrom = head.length,
    isWhole = false,
    width = WIDTH,
    fontSize = 9,
    isDense = false,
    foot,
  }: GridOptions = {},
): Content {
  const side = isDense ? 2.5 : 4
  const padding = 2 * side * head.length + LINE * (head.length + 1)
  const cell = (content: string | Content, at: number): Content => {
    const alignment = at < numbersFrom ? 'left' : 'right'
    return typeof content === 'string' ? { text: plain(content), alignment } : content
  }
  return {
    table: {
      headerRows: 1,
      keepWithHeaderRows: 1,
      dontBreakRows: isWhole,
      widths: shares.map((share) => (width - padding) * share),
      body: [
        head.map((text, at) => ({
          stack: [cell(text, at)],
          bold: true,
          fillColor: '#e8ecef',
          ...(isDense ? { fontSize: 7 } : {}),
        })),
        ...rows.map((row) => row.map(cell)),
        ...(foot ? [foot.map((text, at) => ({ stack: [cell(text, at)], bold: true }))] : []),
      ],
    },
    layout: {
      ...ruled,
      paddingLeft: () => side,
      paddingRight: () => side,
      paddingTop: () => 3,
      paddingBottom: () => 3,
    },
    fontSize,
    margin: [0, 2, 0, 10],
  }
}

/** A square that is ticked or not, with its word. */
export const tick = (isTicked: boolean, text: string): Content => ({
  columns: [
    {
      width: 16,
      canvas: [
        { type: 'rect', x: 0, y: 1, w: 9, h: 9, lineWidth: 0.8 },
        ...(isTicked
          ? ([
              { type: 'line', x1: 1.5, y1: 5.5, x2: 4, y2: 8.5, lineWidth: 1.6 },
              { type: 'line', x1: 4, y1: 8.5, x2: 8, y2: 2.5, lineWidth: 1.6 },
            ] as const)
          : []),
      ],
    },
    { width: 'auto', text, bold: isTicked },
  ],
})

/** Text as people write it in a plain field: headings `A. DASAR`, numbered and dashed lines, indented lines, paragraphs. */
export function running(text: string, width = WIDTH): Content[] {
  const lines = plain(text)
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()
    .split('\n')
  const shown = lines.slice(0, MAX_LINES)
  // Beyond that somebody leaned on the key; the words are kept, the line breaks are not.
  const rest = lines.slice(MAX_LINES).join(' ')
  if (rest !== '') shown.push(rest)
  const content: Content[] = []
  for (let at = 0; at < shown.length; at++) {
    const [line, next] = [shown[at]!, shown[at + 1]]
    // A heading never stands alone at the foot of a page.
    const isHead = isHeading(line) && next !== undefined && next.length < SHORT
    content.push(
      isHead ? { stack: [lineOf(line, width), lineOf(next, width)], unbreakable: true } : lineOf(line, width),
    )
    if (isHead) at++
  }
  return content
}

const SHORT = 500
const isHeading = (line: string) => /^[A-Z]\. [A-Z][^a-z]*$/.test(line)

function lineOf(line: string, width: number): Content {
  if (line.trim() === '') return { text: ' ', fontSize: 5 }
  if (isHeading(line)) return { text: line, bold: true, fontSize: BODY, margin: [0, 2, 0, 3] }
  const item = /^\s*(\d{1,3}[.)]|[-•*])\s+(.*)$/.exec(line)
  if (item) {
    return {
      columns: [
        { width: 20, text: item[1] === '*' ? '-' : item[1]! },
        { width: width - 20, text: item[2]!, alignment: 'left' },
      ],
      fontSize: BODY,
      margin: [0, 0, 0, 2],
    }
  }
  const isIndented = /^\s{2,}/.test(line)
  return {
    text: line.trim(),
    fontSize: BODY,
    lineHeight: 1.15,
    margin: [isIndented ? 28 : 0, 0, 0, 3],
    // A name that stands alone is what the letter is about.
    bold: isIndented && /^\S+\.\S+$/.test(line.trim()),
  }
}

/** Below every page: which document, where it can be verified, and which page. */
export const footer =
  ({ number, verifyUrl }: Paper) =>
  (page: number, pages: number): Content => ({
    margin: [MARGINS[0], 10, MARGINS[2], 0],
    fontSize: 7,
    color: '#444',
    stack: [
      {
        canvas: [{ type: 'line', x1: 0, y1: 0, x2: WIDTH, y2: 0, lineWidth: 0.4, lineColor: '#888' }],
        margin: [0, 0, 0, 4],
      },
      {
        columns: [
          { width: WIDTH - 90, text: `Nomor ${oneLine(number)}\nKeaslian: ${oneLine(verifyUrl)}` },
          { width: 90, text: `Halaman ${page} dari ${pages}`, alignment: 'right' },
        ],
      },
    ],
  })
