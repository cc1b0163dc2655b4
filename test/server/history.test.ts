/** The history that cannot be quietly changed: chained, append-only, and walked by `alih verify`. */
import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Migrator, sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { verify } from '../../server/commands/verify.ts'
import { migrate, openDatabase } from '../../server/database.ts'
import { appendEvent, eventsOf, firstBreak } from '../../server/history/store.ts'
import { migrations } from '../../migrations/index.ts'
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
    [
      'another one acted for',
      "update request_events set on_behalf_of_id = 1, on_behalf_of_name = 'x' where id = 2",
      'event 2 ',
    ],
    ['another title', "update request_events set on_behalf_of_title = 'plt' where id = 2", 'event 2 '],
    ['what was before', "update request_events set before = '{}' where id = 2", 'event 2 '],
    ['what came after', "update request_events set after = '{}' where id = 2", 'event 2 '],
    ['another request id', "update request_events set http_request_id = 'x' where id = 2", 'event 2 '],
    ['another address', "update request_events set address = '192.0.2.1' where id = 2", 'event 2 '],
    [
      'a line made to look like one of old',
      'update request_events set before = null, after = null, http_request_id = null, address = null where id = 2',
      'event 2 ',
    ],
    ['a removed line', 'delete from request_events where id = 4', 'event 5 '],
    ['a removed end', 'delete from request_events where id > 5', 'last lines'],
    ['a document that was exchanged', "update document_contents set content = 'x'", 'document 1 '],
  ])('%s is named', async (_, statement, told) => {
    await tamper(statement)
    expect(await run()).toMatchObject({ code: 1, err: expect.stringContaining(told) })
  })

  test('the database itself refuses to change or to empty it', async () => {
    const { db, dialect, close } = openDatabase(address)
    const statements = [
      "update request_events set address = 'x'",
      'update request_events set id = id',
      'delete from request_events where id = 1',
      'delete from request_events',
      ...(dialect === 'postgres' ? ['truncate request_events'] : []),
    ]
    for (const statement of statements)
      await expect(sql.raw(statement).execute(db), statement).rejects.toThrow('append-only')
    await close()
    expect((await run()).code).toBe(0)
  })

  test('lines older than what is kept now verify as they were written', async () => {
    const older = (await fresh()).replace(':memory:', join(folder, 'older.sqlite'))
    const database = openDatabase(older)
    const { db, dialect } = database
    const first = Object.entries(migrations(dialect)).filter(([name]) => name < '2026-11-24-5')
    const migrator = new Migrator({
      db: db.withoutPlugins(),
      provider: { getMigrations: async () => Object.fromEntries(first) },
      migrationTableName: 'alih_migrations',
      migrationLockTableName: 'alih_migrations_lock',
    })
    expect((await migrator.migrateToLatest()).error).toBeUndefined()
    const at = '2026-11-23T01:00:00.000Z'
    const said = ['', 1, 1, 'create', null, 'draft', 1, 'Sari', 'applicant', at, '{}']
    const digest = createHash('sha256').update(JSON.stringify(said)).digest('hex')
    for (const line of [
      "insert into agencies (name, short_name) values ('Dinas Kesehatan', 'Dinkes')",
      "insert into people (name, email, role, agency_id, active) values ('Sari', 's@example.com', 'applicant', 1, 1)",
      `insert into requests (agency_id, applicant_id, kind, old_name, new_name, records, want, reason, state, version, assignee_ids, pauses, created_at, updated_at)
       values (1, 1, 'website', 'a.example', 'b.example', '{}', 'keep', 'r', 'draft', 1, '[]', '[]', '${at}', '${at}')`,
      `insert into request_events (request_id, seq, action, to_state, actor_id, actor_name, actor_role, at, details, previous, digest)
       values (1, 1, 'create', 'draft', 1, 'Sari', 'applicant', '${at}', '{}', '', '${digest}')`,
      `update chains set digest = '${digest}', length = 1`,
    ])
      await sql.raw(line).execute(db)
    await migrate(database)
    expect(await firstBreak(db)).toBeNull()
    const [event] = await eventsOf(db, 1)
    expect(event).not.toHaveProperty('before')
    const actor = { id: 1, name: 'Sari', role: 'applicant', agencyId: 1 } as const
    await db
      .transaction()
      .execute((trx) =>
        appendEvent(
          trx,
          { id: 1, version: 2 },
          { action: 'edit', fromState: 'draft', toState: 'draft', details: {} },
          actor,
          new Date(at),
        ),
      )
    expect(await firstBreak(db)).toBeNull()
    await sql
      .raw(
        dialect === 'sqlite'
          ? 'drop trigger request_events_no_update'
          : 'alter table request_events disable trigger all',
      )
      .execute(db)
    await sql.raw("update request_events set address = '192.0.2.1' where id = 1").execute(db)
    expect(await firstBreak(db)).toContain('event 1 ')
    await database.close()
  })

  test('who asked, from where, and for whom is on the line; the agency does not see from where', async () => {
    const desk = await openDesk(address)
    const appoint = {
      personId: 4,
      standsInForId: 3,
      title: 'plh',
      fromDay: '2026-11-23',
      toDay: '2026-11-23',
    }
    const people = (await desk.call('admin', 'GET', '/people?sort=["id","ASC"]')).body
    const idOf = (name: string) => people.find((one: any) => one.name === name).id
    await desk.call('admin', 'POST', '/actings', {
      ...appoint,
      personId: idOf('Kabid'),
      standsInForId: idOf('Kadis'),
    })
    const id = await makeRequest(desk, 'submit', { oldName: 'x.kaltim.example', newName: 'y.kaltim.example' })
    const answer = await desk.alih.app.request(
      `/api/requests/${id}/actions/approve`,
      {
        method: 'POST',
        headers: {
          'x-person': 'division_head',
          'content-type': 'application/json',
          'x-request-id': 'desk-7',
        },
        body: JSON.stringify({ disposition: 'Setuju.' }),
      },
      { incoming: { socket: { remoteAddress: '192.0.2.7' } } },
    )
    expect(answer.headers.get('x-request-id')).toBe('desk-7')
    const line = async (who: 'head' | 'applicant') =>
      (await desk.call(who, 'GET', `/requests/${id}/events`)).body.at(-1)
    expect(await line('head')).toMatchObject({
      onBehalfOf: { name: 'Kadis', title: 'plh' },
      origin: { requestId: 'desk-7', address: '192.0.2.7' },
      before: { state: 'submitted', waitsFor: 'head' },
      after: { state: 'approved', waitsFor: 'division_head' },
    })
    expect(await line('applicant')).not.toHaveProperty('origin')
    expect((await desk.call('division_head', 'GET', '/me')).body).not.toHaveProperty('origin')
    await desk.stop()
    expect((await run()).code).toBe(0)
    await tamper(
      "update request_events set on_behalf_of_name = 'Orang lain' where on_behalf_of_name is not null",
    )
    expect(await run()).toMatchObject({ code: 1, err: expect.stringContaining('(approve of request') })
  })
})
