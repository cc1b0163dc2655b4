/** A report as a file: PDF, XLSX or CSV, as a stream of bytes. */
import type { Language } from '../core/verdict.ts'
import { press } from '../documents/press.ts'
import { csv, CSV_TYPE, xlsx, XLSX_TYPE } from '../sheets.ts'
import type { Made } from './make.ts'
import { requestRows, sheetsOf } from './workbook.ts'

export const formats = ['pdf', 'xlsx', 'csv'] as const
export type Format = (typeof formats)[number]

type Bytes = AsyncIterable<Uint8Array>

const types: Record<Format, string> = { pdf: 'application/pdf', xlsx: XLSX_TYPE, csv: CSV_TYPE }

/** The file's name, type and bytes. The PDF is Indonesian whatever the language, as official documents are. */
export function reportFile(made: Made, format: Format, language: Language) {
  const bytes: Record<Format, () => Bytes> = {
    pdf: () => printed(made),
    xlsx: () => xlsx(sheetsOf(made, language)),
    csv: () => csv(requestRows(made, language)),
  }
  return { name: `laporan-${made.data.month}.${format}`, type: types[format], bytes: bytes[format]() }
}

async function* printed({ data, seal }: Made): Bytes {
  yield await press({ report: data, seal })
}
