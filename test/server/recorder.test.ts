/** Looks that come together are kept together, and one that cannot be kept harms no other. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { defaultPatience } from '../../server/core/patience.ts'
import { migrate, openDatabase } from '../../server/database.ts'
import { createRecorder } from '../../server/findings/recorder.ts'
import { onBothDatabases } from '../support/databases.ts'
import { checked, found } from '../support/desk.ts'

const NOW = new Date('2026-11-24T01:00:00Z')
// More than two blocks.
const SITES = 530

async function register(address: string) {
  const database = openDatabase(address)
  await migrate(database)
  const { db } = database
  await db.insertInto('agencies').values({ id: 1, name: 'Dinas Kominfo', shortName: 'Kominfo' }).execute()
  const rows = Array.from({ length: SITES }, (_, index) => ({
    id: index + 1,
    hostname: `s${index + 1}.kota.test`,
    agencyId: 1,
    kind: 'website',
    records: '{}',
    role: 'active',
    status: 'ok',
    severity: 'ok',
    nextCheckAt: NOW.toISOString(),
  }))
  await db.insertInto('sites').values(rows).execute()
  return { database, db, record: createRecorder({ db, patience: defaultPatience }) }
}

onBothDatabases('scheduled looks', (fresh) => {
  test('each is kept or refused by itself, however many come at once', async () => {
    const { database, db, record } = await register(await fresh())
    const look = (id: number) => {
      const finding = found('A11', `s${id}.kota.test`)
      // The database refuses the first, our own arithmetic the second.
      const subject = id === 17 ? (null as unknown as string) : finding.subject
      const check = checked('broken', [{ ...finding, subject }], NOW)
      return record({ id: String(id) }, id === 320 ? { ...check, checkedAt: 'never' } : check)
    }
    const ids = Array.from({ length: SITES }, (_, index) => index + 1)
    const ends = await Promise.allSettled([...ids, 999].map(look))
    const refused = ends.flatMap(({ status }, index) => (status === 'rejected' ? [index + 1] : []))
    expect(refused).toEqual([17, 320])
    const kept = await db
      .selectFrom('sites')
      .select('id')
      .where('status', '=', 'broken')
      .orderBy('id')
      .execute()
    expect(kept.map(({ id }) => id)).toEqual(ids.filter((id) => !refused.includes(id)))
    expect(await db.selectFrom('looks').select('siteId').execute()).toHaveLength(SITES - 2)
    expect(await db.selectFrom('findings').select('id').execute()).toHaveLength(SITES - 2)
    await database.close()
  })

  test('a second look at the same site sees what the first one wrote', async () => {
    const { database, db, record } = await register(await fresh())
    const later = new Date(NOW.getTime() + 60_000)
    const check = checked('broken', [found('A11', 's1.kota.test')], NOW)
    await Promise.all([
      record({ id: '1' }, check),
      record({ id: '1' }, { ...check, checkedAt: later.toISOString() }),
    ])
    const site = await db.selectFrom('sites').selectAll().where('id', '=', 1).executeTakeFirstOrThrow()
    expect(site).toMatchObject({ statusSince: NOW.toISOString(), checkedAt: later.toISOString() })
    expect(await db.selectFrom('looks').select('id').execute()).toHaveLength(1)
    expect(await db.selectFrom('findings').select('looks').execute()).toEqual([{ looks: '11' }])
    await database.close()
  })
})

test('what SQLite has acknowledged outlives a power cut, also when the file is opened again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'alih-'))
  for (let time = 0; time < 2; time++) {
    const { db, close } = openDatabase(join(folder, 'alih.sqlite'))
    const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(db)
    expect(rows).toEqual([{ synchronous: 2 }])
    await close()
  }
  await rm(folder, { recursive: true })
})
