/** The history that cannot be quietly changed: chained, append-only, and walked by `alih verify`. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { verify } from '../../server/commands/verify.ts'
import { openDatabase } from '../../server/database.ts'
import { onBothDatabases } from '../support/databases.ts'
import { makeRequest, openDesk, settle } from '../support/desk.ts'
import { collect } from '../support/streams.ts'

onBothDatabases('history', (fresh) => {
  let address: string
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'alih-history-'))
    address = (await fresh()).replace(':memory:', join(folder, 'history.sqlite'))
    const desk = await openDesk(address)
    await settle(desk)
    await makeRequest(desk, 'receive')
    const more = Array.from({ length: 5 }, (_, n) => ({
      oldName: `l${n}.kaltim.example`,
      newName: `b${n}.kaltim.example`,
    }))
    // At the same moment: the chain has one order all the same.
    await Promise.all(more.map((names) => makeRequest(desk, 'submit', names)))
    await desk.stop()
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  const run = async () => {
    const io = collect()
    return { code: await verify(io, address), out: io.out(), err: io.err() }
  }
  /** Somebody with the keys to the database takes the guard away first. */
  const tamper = async (statement: string) => {
    const { db, dialect, close } = openDatabase(address)
    const guards =
      dialect === 'sqlite'
        ? ['drop trigger request_events_no_update', 'drop trigger request_events_no_delete']
        : ['alter table request_events disable trigger all']
    for (const line of [...guards, statement]) await sql.raw(line).execute(db)
    await close()
  }

  test('is whole as it was written', async () => {
    expect(await run()).toMatchObject({ code: 0, out: expect.stringContaining('whole') })
  })
  test.each([
    ['a changed line', "update request_events set actor_name = 'Orang lain' where id = 3", 'event 3 '],
    ['a removed line', 'delete from request_events where id = 4', 'event 5 '],
    ['a removed end', 'delete from request_events where id > 5', 'last lines'],
    ['a document that was exchanged', "update document_contents set content = 'x'", 'document 1 '],
  ])('%s is named', async (_, statement, told) => {
    await tamper(statement)
    expect(await run()).toMatchObject({ code: 1, err: expect.stringContaining(told) })
  })
})
