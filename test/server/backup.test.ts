/** The embedded database out to a file and back, through the commands. */
import { existsSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { backup, restore } from '../../server/commands/backup.ts'
import { verify } from '../../server/commands/verify.ts'
import { makeRequest, openDesk, settle } from '../support/desk.ts'
import { collect } from '../support/streams.ts'

let folder: string
let database: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alih-backup-'))
  database = join(folder, 'alih.sqlite')
  file = join(folder, 'copy.sqlite')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

test('what was there at the backup is there after the restore, and what came later is kept aside', async () => {
  const desk = await openDesk(database)
  await settle(desk)
  await makeRequest(desk, 'submit')
  // While it is serving.
  expect(await backup([file], collect(), database)).toBe(0)
  await makeRequest(desk, 'submit', { oldName: 'x.kaltim.example', newName: 'y.kaltim.example' })
  await desk.stop()

  expect(await restore([file], collect(), database)).toBe(0)
  expect(existsSync(`${database}.before-restore`)).toBe(true)
  expect(await verify(collect(), database)).toBe(0)
  const after = await openDesk(database)
  expect((await after.call('head', 'GET', '/requests')).body).toHaveLength(1)
  await after.stop()
})

test.each([
  ['no file named', () => backup([], collect(), database)],
  ['no database yet', () => backup([file], collect(), database)],
  ['PostgreSQL', () => backup([file], collect(), 'postgres://x/y')],
  ['a file that is not there', () => restore([file], collect(), database)],
  [
    'a file that is no database',
    () => {
      writeFileSync(file, 'not a database, but long enough to be mistaken for one '.repeat(50))
      return restore([file], collect(), database)
    },
  ],
])('is refused, and nothing is touched: %s', async (_, run) => {
  expect(await run()).toBe(2)
  expect(existsSync(database)).toBe(false)
})

test('a backup never overwrites', async () => {
  const desk = await openDesk(database)
  await desk.stop()
  writeFileSync(file, 'mine')
  const io = collect()
  expect(await backup([file], io, database)).toBe(2)
  expect(io.err()).toContain('nothing was written')
})
