/** `alih verify`: whether history and documents are as they were written. */
import { migrate, openDatabase } from '../database.ts'
import { firstDamagedDocument } from '../documents/integrity.ts'
import { firstBreak } from '../history/store.ts'
import { EXIT, type Io } from './io.ts'

export const help = `alih verify
  Walks the chain of the history and the stored documents, and names the first break. Exit code: 0 whole, 1 broken.`

export async function verify({ stdout, stderr }: Io, address: string): Promise<number> {
  const database = openDatabase(address)
  try {
    await migrate(database)
    const broken = [await firstBreak(database.db), await firstDamagedDocument(database.db)].filter(
      (one) => one !== null,
    )
    for (const line of broken) stderr.write(`${line}\n`)
    if (broken.length > 0) return EXIT.failed
    stdout.write('The history and the documents are whole.\n')
    return EXIT.ok
  } finally {
    await database.close()
  }
}
