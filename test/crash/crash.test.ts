/**
 * Kills the process (SIGKILL) at random points of submissions, transitions and uploads, again and again on the same
 * database: nothing that was acknowledged is lost, nothing is applied twice, and the chain holds.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from '../../server/database.ts'
import { firstDamagedDocument } from '../../server/documents/integrity.ts'
import { firstBreak } from '../../server/history/store.ts'
import { dice } from '../support/dice.ts'
import { startPostgres, type Postgres } from '../support/postgres.ts'
import { createOffice, type Office } from './office.ts'

const RUNS = Number(process.env['ALIH_CRASH_RUNS'] ?? 30)
const SEED = Number(process.env['ALIH_CRASH_SEED'] ?? 20_261_124)
const WORKERS = 4
// Questions that the office asks before the blow falls, and how much later it may fall.
const MOST_QUESTIONS = 60
const LATER_MS = 12

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** A process that has loaded and waits to be told its database. */
type Host = { process: ChildProcess; begin: (options: object) => Promise<string>; kill: () => Promise<void> }

async function warmHost(): Promise<Host> {
  const running = spawn(
    process.execPath,
    ['--import', 'tsx', here('./host.ts'), here('../../dist/server/index.js')],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  )
  const gone = once(running, 'exit')
  const told = async () => String((await once(running.stdout, 'data'))[0]).trim()
  expect(await told()).toBe('warm')
  return {
    process: running,
    async begin(options) {
      running.stdin.write(`${JSON.stringify(options)}\n`)
      return `http://127.0.0.1:${await told()}/api`
    },
    async kill() {
      running.kill('SIGKILL')
      await gone
    },
  }
}

async function killAgainAndAgain(database: string, runs: number, officeOf: () => Office): Promise<Office> {
  const roll = dice(SEED)
  const office = officeOf()
  let next = warmHost()
  for (let run = 0; run < runs; run++) {
    const host = await next
    // The next one loads while this one works.
    next = warmHost()
    office.base = await host.begin({ database })
    await office.settle()
    await office.verify()
    const working = Promise.all(Array.from({ length: WORKERS }, (_, worker) => office.work(worker)))
    await Promise.race([office.asked(1 + roll(MOST_QUESTIONS)), working])
    await new Promise((resolve) => setTimeout(resolve, roll(LATER_MS)))
    await host.kill()
    await working
  }
  const last = await next
  office.base = await last.begin({ database })
  await office.verify()
  await last.kill()
  return office
}

async function chainHolds(database: string): Promise<void> {
  const opened = openDatabase(database)
  expect(await firstBreak(opened.db)).toBeNull()
  expect(await firstDamagedDocument(opened.db)).toBeNull()
  await opened.close()
}

describe('killed at any moment', () => {
  let folder = ''
  let postgres: Postgres
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'alih-crash-'))
    postgres = await startPostgres()
  })
  afterAll(async () => {
    await postgres?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const databases: [name: string, address: () => Promise<string>, runs: number][] = [
    ['SQLite', async () => join(folder, 'alih.sqlite'), RUNS],
    ['PostgreSQL', () => postgres.fresh(), Math.ceil(RUNS / 5)],
  ]
  test.each(databases)(
    '%s loses nothing acknowledged and applies nothing twice',
    { timeout: 1_800_000 },
    async (_, address, runs) => {
      const database = await address()
      const office = await killAgainAndAgain(database, runs, () => createOffice(SEED))
      await chainHolds(database)
      const { acknowledged, unanswered, archived } = office.told()
      process.stdout.write(
        `${runs} kills: ${acknowledged} actions acknowledged, ${unanswered} unanswered, ${archived} files archived\n`,
      )
      expect(acknowledged).toBeGreaterThan(runs * 3)
      expect(unanswered).toBeGreaterThan(0)
    },
  )
})
