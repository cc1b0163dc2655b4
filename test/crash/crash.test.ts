/**
 * Kills the process (SIGKILL) at random points of submissions, transitions and deliveries, again and again on the same
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
import { startMail, type MailServer } from '../support/mail.ts'
import { startPostgres, type Postgres } from '../support/postgres.ts'
import { createOffice } from './office.ts'

const RUNS = Number(process.env['ALIH_CRASH_RUNS'] ?? 6)
const SEED = Number(process.env['ALIH_CRASH_SEED'] ?? 20_261_124)
const WORKERS = 4
// Questions that the office asks before the blow falls, and how much later it may fall.
const MOST_QUESTIONS = 60
const LATER_MS = 12

const program = fileURLToPath(new URL('./host.ts', import.meta.url))
const built = fileURLToPath(new URL('../../dist/server/index.js', import.meta.url))

/** A process that has loaded and waits to be told its database. */
type Host = { process: ChildProcess; begin: (options: object) => Promise<string>; kill: () => Promise<void> }

// A run that fails must leave no process behind.
const started = new Set<ChildProcess>()

async function warmHost(): Promise<Host> {
  const running = spawn(process.execPath, ['--import', 'tsx', program, built], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  started.add(running)
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

async function killAgainAndAgain(database: string, runs: number, mail: MailServer) {
  const roll = dice(SEED)
  const office = createOffice(SEED)
  const options = { database, smtp: mail.url, secret: 'x'.repeat(32) }
  let next = warmHost()
  for (let run = 0; run < runs; run++) {
    const host = await next
    // The next one loads while this one works.
    next = warmHost()
    office.base = await host.begin(options)
    await office.settle()
    await office.verify()
    const working = Promise.all(Array.from({ length: WORKERS }, (_, worker) => office.work(worker)))
    await Promise.race([office.asked(1 + roll(MOST_QUESTIONS)), working])
    await new Promise((resolve) => setTimeout(resolve, roll(LATER_MS)))
    await host.kill()
    await working
  }
  const last = await next
  office.base = await last.begin(options)
  await office.verify('all')
  const [backlog, since] = [await office.waiting(), Date.now()]
  await onceEach(await office.mailed(), mail)
  const seconds = Math.round((Date.now() - since) / 1000)
  await last.kill()
  return { ...office.told(), backlog, seconds }
}

/** Nobody was mailed twice for one event; what counts as sent has arrived; what is not certain waits for a person. */
async function onceEach(deliveries: { state: string; messageId: string }[], mail: MailServer): Promise<void> {
  const arrived = mail.box.map(({ messageId }) => messageId ?? '')
  expect(new Set(arrived).size).toBe(arrived.length)
  const sent = deliveries.filter(({ state }) => state === 'sent').map(({ messageId }) => messageId)
  expect(sent.filter((id) => !arrived.includes(id))).toEqual([])
  expect(deliveries.filter(({ state }) => !['sent', 'sending', 'uncertain'].includes(state))).toEqual([])
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
    for (const one of started) one.kill('SIGKILL')
    await postgres?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const databases: [name: string, address: () => Promise<string>, runs: number][] = [
    ['SQLite', async () => join(folder, 'alih.sqlite'), RUNS],
    ['PostgreSQL', () => postgres.fresh(), Math.ceil(RUNS / 5)],
  ]
  test.each(databases)(
    '%s loses nothing acknowledged and applies nothing twice',
    { timeout: 600_000 + RUNS * 30_000 },
    async (_, address, runs) => {
      const database = await address()
      const mail = await startMail()
      const told = await killAgainAndAgain(database, runs, mail)
      await mail.stop()
      await chainHolds(database)
      const { acknowledged, unanswered, archived, backlog, seconds } = told
      process.stdout.write(
        `${runs} kills: ${acknowledged} actions acknowledged, ${unanswered} unanswered, ${archived} files archived, ${mail.box.length} mails, the last ${backlog} of them in ${seconds} s\n`,
      )
      expect(acknowledged).toBeGreaterThan(runs * 3)
      expect(unanswered).toBeGreaterThan(0)
    },
  )
})
