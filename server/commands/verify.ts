/** `alih verify`: whether history, documents and frozen reports are as they were written. */
import { migrate, openDatabase } from '../database.ts'
import { firstDamagedDocument } from '../documents/integrity.ts'
import { firstBreak } from '../history/store.ts'
import { firstRegisterBreak } from '../register/store.ts'
import { firstDamagedReport } from '../reports/integrity.ts'
import { EXIT, type Io } from './io.ts'

export const help = `alih verify
  Walks the chains of the history and of the register, the stored documents and the frozen reports, and names the first break of each. Exit code: 0 whole, 1 broken.`

export async function verify({ stdout, stderr }: Io, address: string): Promise<number> {
  const database = openDatabase(address)
  try {
    await migrate(database)
    const broken = [
      await firstBreak(database.db),
      await firstRegisterBreak(database.db),
      await firstDamagedDocument(database.db),
      await firstDamagedReport(database.db),
    ].filter((one) => one !== null)
    for (const line of broken) stderr.write(`${line}\n`)
    if (broken.length > 0) return EXIT.failed
    stdout.write('The history, the documents and the reports are whole.\n')
    return EXIT.ok
  } finally {
    await database.close()
  }
}
