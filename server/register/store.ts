/** All SQL for the history of the register: append-only, each line chained to the one before. */
import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Role } from '../core/access.ts'
import type { RegisterAction } from '../core/site-history.ts'
import type { Db } from '../database.ts'
import { brokenChain } from '../history/store.ts'
import type { Tables } from '../tables.ts'

const CHAIN = 'register_events'

type Row = Selectable<Tables['registerEvents']>

/** Who writes in the register: a person, or the command line. */
export type Registrar = {
  id: number | null
  name: string
  role: Role
  origin?: { requestId: string; address: string }
}

export type NewRegisterEvent = {
  siteId: number
  hostname: string
  action: RegisterAction
  before: object
  after: object
}

/** SHA-256 over the line before and everything this line says, in a fixed order; hex. */
function digestOf(row: Omit<Row, 'id' | 'digest'>): string {
  const { previous, siteId, hostname, action, actorId, actorName, actorRole, at, before, after } = row
  const said = [previous, siteId, hostname, action, actorId, actorName, actorRole, at, before, after]
  return createHash('sha256')
    .update(JSON.stringify([...said, row.httpRequestId, row.address]))
    .digest('hex')
}

// SQLite takes 32,766 parameters in one statement.
const AT_ONCE = 1000

/** Appends lines, in the transaction of the change that they tell. */
export async function appendRegisterEvents(
  trx: Db,
  events: readonly NewRegisterEvent[],
  { id, name, role, origin }: Registrar,
  now: Date,
): Promise<void> {
  if (events.length === 0) return
  // Touching the head first holds its row until the transaction ends: nobody else can append in between.
  const head = await trx
    .updateTable('chains')
    .set((eb) => ({ length: eb('length', '+', events.length) }))
    .where('name', '=', CHAIN)
    .returning('digest')
    .executeTakeFirstOrThrow()
  let previous = head.digest
  const rows = events.map(({ before, after, ...event }) => {
    const row = {
      ...event,
      actorId: id,
      actorName: name,
      actorRole: role,
      at: now.toISOString(),
      before: JSON.stringify(before),
      after: JSON.stringify(after),
      httpRequestId: origin?.requestId ?? null,
      address: origin?.address ?? null,
      previous,
    }
    previous = digestOf(row)
    return { ...row, digest: previous }
  })
  for (let from = 0; from < rows.length; from += AT_ONCE)
    await trx
      .insertInto('registerEvents')
      .values(rows.slice(from, from + AT_ONCE))
      .execute()
  await trx.updateTable('chains').set({ digest: previous }).where('name', '=', CHAIN).execute()
}

/** What the history tells of a site, besides its chain. */
export async function registerEventsOf(db: Db, siteId: number) {
  const rows = await db
    .selectFrom('registerEvents')
    .select(['id', 'action', 'actorName', 'actorRole', 'at', 'before', 'after'])
    .where('siteId', '=', siteId)
    .orderBy('id')
    .execute()
  return rows.map(({ before, after, ...row }) => ({
    ...row,
    action: row.action as RegisterAction,
    actorRole: row.actorRole as Role,
    before: JSON.parse(before) as Record<string, unknown>,
    after: JSON.parse(after) as Record<string, unknown>,
  }))
}

/** Walks the whole chain and names the first break; null when it is whole. */
export const firstRegisterBreak = (db: Db): Promise<string | null> =>
  brokenChain<Row>(db, {
    chain: CHAIN,
    title: 'the history of the register',
    page: (last, limit) =>
      db.selectFrom('registerEvents').selectAll().where('id', '>', last).orderBy('id').limit(limit).execute(),
    digestOf,
    nameOf: ({ id, action, hostname, at }) => `register event ${id} (${action} of ${hostname}, ${at})`,
  })
