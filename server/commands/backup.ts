/** `alih backup` and `alih restore`: the embedded database, out to one file and back. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { copyDatabase, isPostgres, unsoundness } from '../database.ts'
import { EXIT, usage, type Io } from './io.ts'

export const backupHelp = `alih backup FILE
  Copies the database into FILE, also while Alih is serving. FILE must not be there yet.`

export const restoreHelp = `alih restore FILE
  Puts FILE, made by alih backup, in the place of the database. Stop Alih first. The database that was there is kept
  beside it, with .before-restore at the end of its name.`

const POSTGRES = 'the database is PostgreSQL: use its own pg_dump and pg_restore'

export async function backup([file]: string[], io: Io, address: string): Promise<number> {
  if (file === undefined) return usage(io, 'backup needs a file to write', backupHelp)
  if (isPostgres(address)) return usage(io, POSTGRES, backupHelp)
  if (!existsSync(address)) return usage(io, `there is no database at ${address} yet`, backupHelp)
  if (existsSync(file)) return usage(io, `${file} is there already; nothing was written`, backupHelp)
  await copyDatabase(address, file)
  const problem = unsoundness(file)
  if (problem !== null) {
    rmSync(file)
    io.stderr.write(`alih: the copy ${problem}; it was removed\n`)
    return EXIT.failed
  }
  io.stdout.write(`The database is in ${file}.\n`)
  return EXIT.ok
}

export async function restore([file]: string[], io: Io, address: string): Promise<number> {
  if (file === undefined) return usage(io, 'restore needs a file to read', restoreHelp)
  if (isPostgres(address)) return usage(io, POSTGRES, restoreHelp)
  if (!existsSync(file)) return usage(io, `there is no file ${file}`, restoreHelp)
  const problem = unsoundness(file)
  if (problem !== null) return usage(io, `${file} ${problem}; the database was left as it is`, restoreHelp)
  const fresh = `${address}.restoring`
  mkdirSync(dirname(address), { recursive: true })
  rmSync(fresh, { force: true })
  await copyDatabase(file, fresh)
  if (existsSync(address)) {
    // What has not reached the main file yet belongs to the old database, and must not be read with the new one.
    await copyDatabase(address, `${address}.before-restore`)
    for (const suffix of ['-wal', '-shm']) rmSync(`${address}${suffix}`, { force: true })
  }
  renameSync(fresh, address)
  io.stdout.write(`The database is now that of ${file}. Run alih verify to see that it is whole.\n`)
  return EXIT.ok
}
