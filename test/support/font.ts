/** Which characters a TrueType font has: its `cmap`, as the OpenType specification describes formats 4 and 12. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const { resolve } = createRequire(import.meta.url)
/** The two faces that documents are set in. */
export const robotoFiles = ['Regular', 'Medium'].map((face) =>
  resolve(`pdfmake/fonts/Roboto/Roboto-${face}.ttf`),
)

export function charactersOf(file: string): Set<number> {
  const font = readFileSync(file)
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, at) => 12 + at * 16)
  const cmap = font.readUInt32BE(tables.find((at) => font.toString('latin1', at, at + 4) === 'cmap')! + 8)
  const found = new Set<number>()
  for (let n = 0; n < font.readUInt16BE(cmap + 2); n++) {
    const table = cmap + font.readUInt32BE(cmap + 4 + n * 8 + 4)
    const format = font.readUInt16BE(table)
    const read = format === 4 ? segments : format === 12 ? groups : null
    for (const code of read?.(font, table) ?? []) found.add(code)
  }
  return found
}

function* segments(font: Buffer, table: number): Generator<number> {
  const count = font.readUInt16BE(table + 6) / 2
  const [ends, starts] = [table + 14, table + 16 + count * 2]
  const [deltas, offsets] = [starts + count * 2, starts + count * 4]
  for (let n = 0; n < count; n++) {
    const [start, end] = [font.readUInt16BE(starts + n * 2), font.readUInt16BE(ends + n * 2)]
    const offset = font.readUInt16BE(offsets + n * 2)
    for (let code = start; code <= end && code < 0xffff; code++) {
      const delta = font.readUInt16BE(deltas + n * 2)
      const glyph = offset === 0 ? code : font.readUInt16BE(offsets + n * 2 + offset + (code - start) * 2)
      if (glyph !== 0 && ((glyph + delta) & 0xffff) !== 0) yield code
    }
  }
}

function* groups(font: Buffer, table: number): Generator<number> {
  for (let n = 0; n < font.readUInt32BE(table + 12); n++) {
    const at = table + 16 + n * 12
    for (let code = font.readUInt32BE(at); code <= font.readUInt32BE(at + 4); code++) yield code
  }
}
