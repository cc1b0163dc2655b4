/** `alih export`: a whole list as a file, in flat memory. */
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import type { Actor } from '../core/access.ts'
import { gridColumns } from '../core/grid.ts'
import type { Language } from '../core/verdict.ts'
import { migrate, openDatabase, type Db } from '../database.ts'
import { exportFindings } from '../findings/export.ts'
import { listFormats, type ListFile, type ListFormat } from '../lists.ts'
import { createExports } from '../requests/actions.ts'
import { EVERYWHERE } from '../rest.ts'
import { exportSites } from '../sites/actions.ts'
import { EXIT, messageOf, usage, type Io } from './io.ts'

type Wanted = { db: Db; format: ListFormat; language: Language; now: Date }

// Nobody is signed in here: whoever reads the database reads all of it.
const nobody: Actor = { id: 0, name: 'alih export', role: 'admin', agencyId: null }

const lists: Record<string, (wanted: Wanted) => Promise<Omit<ListFile, 'type'>>> = {
  sites: ({ db, ...how }) =>
    exportSites(db, { filter: {}, sort: { field: 'hostname', order: 'asc' } }, { reach: EVERYWHERE, ...how }),
  requests: ({ db, now, ...how }) =>
    createExports({ db, now: () => now }).make(
      { ...how, columns: gridColumns, key: null, filter: {}, sort: { field: 'id', order: 'asc' } },
      EVERYWHERE,
      nobody,
    ),
  findings: ({ db, ...how }) => exportFindings(db, how),
}
const names = Object.keys(lists).join('|')

export const help = `alih export ${names} --format csv|xlsx -o FILE [--english]
  Writes every row of a list. What it writes of the sites, alih import reads again.`

const options = {
  format: { type: 'string' },
  output: { type: 'string', short: 'o' },
  english: { type: 'boolean' },
} as const

export async function exportList(args: string[], io: Io, address: string, now = new Date()): Promise<number> {
  let parsed
  try {
    parsed = parseArgs({ args, options, strict: true, allowPositionals: true })
  } catch (error) {
    return usage(io, messageOf(error), help)
  }
  const { values, positionals } = parsed
  const [name = '', ...more] = positionals
  const list = Object.hasOwn(lists, name) ? lists[name] : undefined
  if (!list || more.length > 0) return usage(io, `export needs one of ${names}`, help)
  const { format, output, english } = values
  if (!isFormat(format)) return usage(io, `--format is one of ${listFormats.join(', ')}`, help)
  if (output === undefined) return usage(io, 'export needs a file to write: -o FILE', help)

  const database = openDatabase(address)
  try {
    await migrate(database)
    const { total, bytes } = await list({
      db: database.db,
      format,
      language: english ? 'en' : 'id',
      now,
    })
    // Whole, or not at all.
    const partial = `${output}.partial`
    try {
      await pipeline(bytes, createWriteStream(partial))
      await rename(partial, output)
    } catch (error) {
      await rm(partial, { force: true })
      throw error
    }
    io.stdout.write(`${total} ${name} are in ${output}.\n`)
    return EXIT.ok
  } finally {
    await database.close()
  }
}

const isFormat = (text: string | undefined): text is ListFormat =>
  text !== undefined && (listFormats as readonly string[]).includes(text)
