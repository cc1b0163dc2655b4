/** Tables as files, read back: by hucre's own reader, and as the XML and the text that they are. */
import { strFromU8, unzipSync } from 'fflate'
import { readXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { csv, xlsx, type Column } from '../../server/sheets.ts'

const columns: Column[] = [
  { header: 'Nama', type: 'text', width: 30 },
  { header: 'Jumlah', type: 'integer' },
  { header: 'Bagian', type: 'number' },
  { header: 'Hari', type: 'date' },
  { header: 'Saat', type: 'datetime' },
]
const rows = [
  ['=1+1', 3, 0.5, '2026-11-23', '2026-11-23T01:00:00.000Z'],
  ['a <b> & \u0000c', null, null, null, '2026-11-30T16:00:00.000Z'],
]

async function whole(parts: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of parts) chunks.push(chunk)
  return Buffer.concat(chunks)
}
const opened = async (...sheets: Parameters<typeof xlsx>[0]) => {
  const bytes = await whole(xlsx(sheets))
  const parts = unzipSync(bytes)
  const text = (path: string) => strFromU8(parts[path]!)
  return { bytes, sheet: (at: number) => text(`xl/worksheets/sheet${at}.xml`), text }
}

test('numbers are numbers, dates are dates in Makassar wall time, and a formula stays text', async () => {
  const { sheet } = await opened({ name: 'Satu', columns, rows })
  const xml = sheet(1)
  expect(xml).toMatch(/<c r="A2" s="\d+" t="inlineStr"><is><t xml:space="preserve">=1\+1<\/t>/)
  expect(xml).not.toContain('<f>')
  expect(xml).toMatch(/<c r="B2" s="\d+"><v>3<\/v>/)
  expect(xml).toMatch(/<c r="C2" s="\d+"><v>0.5<\/v>/)
  // 23 November 2026 is day 46349 of spreadsheets; 09:00 is 0.375 of it.
  expect(xml).toMatch(/<c r="D2" s="\d+"><v>46349<\/v>/)
  expect(xml).toMatch(/<c r="E2" s="\d+"><v>46349.375<\/v>/)
  // 16:00 UTC on the 30th is midnight of 1 December in Makassar.
  expect(xml).toMatch(/<c r="E3" s="\d+"><v>46357<\/v>/)
  expect(xml).toContain('a &lt;b&gt; &amp; c<')
})

test('a reader of spreadsheets sees the same in every sheet', async () => {
  const { bytes } = await opened(
    { name: 'Satu', columns, rows },
    { name: 'Dua', columns: columns.slice(0, 1), rows: [] },
  )
  const { sheets } = await readXlsx(bytes)
  expect(sheets.map(({ name }) => name)).toEqual(['Satu', 'Dua'])
  expect(sheets[0]!.rows[0]).toEqual(columns.map(({ header }) => header))
  expect(sheets[0]!.rows[1]).toEqual([
    '=1+1',
    3,
    0.5,
    new Date('2026-11-23T00:00:00Z'),
    new Date('2026-11-23T09:00:00Z'),
  ])
  expect(sheets[1]!.rows).toEqual([['Nama']])
})

test('the header is frozen, bold and filters all rows, and columns have widths', async () => {
  const { sheet, text } = await opened({ name: 'Satu', columns, rows })
  expect(sheet(1)).toContain('<pane ySplit="1" topLeftCell="A2" state="frozen"')
  expect(sheet(1)).toContain('<autoFilter ref="A1:E3"/>')
  expect(sheet(1)).toContain('<col min="1" max="1" width="30" customWidth="true"/>')
  expect(text('xl/styles.xml')).toMatch(/<b\/?>/)
})

test('many rows come in parts, and columns go on after Z', async () => {
  const wide = Array.from({ length: 28 }, (_, at): Column => ({ header: `k${at}`, type: 'integer' }))
  async function* many() {
    for (let at = 0; at < 1200; at++) yield wide.map((_, column) => at + column)
  }
  const { sheet } = await opened({ name: 'Banyak', columns: wide, rows: many() })
  expect(sheet(1).match(/<row /g)).toHaveLength(1201)
  expect(sheet(1)).toMatch(/<c r="AB1201" s="\d+"><v>1226<\/v>/)
  expect(sheet(1)).toContain('<autoFilter ref="A1:AB1201"/>')
})

test('CSV is what Excel reads where it speaks Indonesian, and formulas are defused', async () => {
  const text = Buffer.from(await whole(csv({ columns, rows }))).toString()
  expect(text).toBe(
    '\ufeffNama;Jumlah;Bagian;Hari;Saat\r\n' +
      "'=1+1;3;0,5;2026-11-23;2026-11-23 09:00:00\r\n" +
      'a <b> & \u0000c;;;;2026-12-01 00:00:00\r\n',
  )
})

test('whoever stops reading stops the rows too', async () => {
  let closed = false
  async function* endless() {
    try {
      for (;;) yield ['x', 1, 1, null, null]
    } finally {
      closed = true
    }
  }
  for await (const chunk of csv({ columns, rows: endless() })) if (chunk.length > 0) break
  expect(closed).toBe(true)
})
