/** `alih report`: a month's report as a file. */
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { migrate, openDatabase } from '../database.ts'
import { Refused } from '../errors.ts'
import { formats, reportFile, type Format } from '../reports/actions.ts'
import { makeReport } from '../reports/make.ts'
import { EXIT, messageOf, usage, type Io } from './io.ts'
import { createBar } from './progress.ts'

export const help = `alih report MONTH --format pdf|xlsx|csv -o FILE [--english]
  Writes the report of a month such as 2026-11: as it was frozen, or as it stands now. --english is for XLSX and CSV.`

const options = {
  format: { type: 'string' },
  output: { type: 'string', short: 'o' },
  english: { type: 'boolean' },
} as const

export async function report(args: string[], io: Io, address: string): Promise<number> {
  let parsed
  try {
    parsed = parseArgs({ args, options, strict: true, allowPositionals: true })
  } catch (error) {
    return usage(io, messageOf(error), help)
  }
  const { values, positionals } = parsed
  const [month = '', ...more] = positionals
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month) || more.length > 0)
    return usage(io, 'report needs one month, such as 2026-11', help)
  const { format, output, english } = values
  if (!isFormat(format)) return usage(io, `--format is one of ${formats.join(', ')}`, help)
  if (output === undefined) return usage(io, 'report needs a file to write: -o FILE', help)

  const database = openDatabase(address)
  try {
    await migrate(database)
    const bar = createBar(io.stderr)
    const desk = { db: database.db, now: () => new Date() }
    const made = await makeReport(desk, month, bar.draw).finally(bar.end)
    const { bytes } = reportFile(made, format, english ? 'en' : 'id')
    // Whole, or not at all.
    const partial = `${output}.partial`
    try {
      await pipeline(bytes, createWriteStream(partial))
      await rename(partial, output)
    } catch (error) {
      await rm(partial, { force: true })
      throw error
    }
    const { seal } = made
    const told = seal ? `frozen ${seal.frozenAt}, SHA-256 ${seal.digest}` : 'not frozen yet'
    io.stdout.write(`The report of ${month} is in ${output} (${told}).\n`)
    return EXIT.ok
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    io.stderr.write(
      `alih: there is no report of ${month}: nothing had happened by then, or it has not begun\n`,
    )
    return EXIT.failed
  } finally {
    await database.close()
  }
}

const isFormat = (text: string | undefined): text is Format =>
  text !== undefined && (formats as readonly string[]).includes(text)
