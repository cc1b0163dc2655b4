/** All SQL for the outbox: rows queued, claimed, marked and listed. */
import { sql, type Selectable } from 'kysely'
import { z } from 'zod'
import {
  channels,
  deliveryStates,
  noticeKinds,
  resendable,
  type Addressee,
  type Channel,
  type Delivery,
  type DeliveryState,
} from '../core/notice.ts'
import { localDate } from '../core/worktime.ts'
import type { Db } from '../database.ts'
import { among, key, page, type Sorts } from '../page.ts'
import { idFilter, oneOrMany, type ListQuery, type Page } from '../rest.ts'
import { searching } from '../search.ts'
import { tallies, tally } from '../tallies/store.ts'
import type { Tables } from '../tables.ts'

type Row = Selectable<Tables['deliveries']>
/** A row as the sender takes it. */
export type Claimed = Row

export const deliveryFilter = z.strictObject({
  id: idFilter,
  state: oneOrMany(z.enum(deliveryStates)),
  channel: z.enum(channels).optional(),
  kind: z.enum(noticeKinds).optional(),
  requestId: z.int().optional(),
  personId: z.int().optional(),
  q: z.string().max(254).optional(),
})
export type DeliveryFilter = z.infer<typeof deliveryFilter>

const MADE = 'createdAt'

const sorts = {
  id: key('id'),
  createdAt: key(MADE, 'id'),
  state: key('state', MADE, 'id'),
  kind: key('kind', MADE, 'id'),
  name: key('name', 'id'),
} satisfies Sorts
export const deliverySorts = Object.keys(sorts) as [keyof typeof sorts, ...(keyof typeof sorts)[]]

function fromRow(row: Row): Delivery {
  const { occasion, receiver, body, claimedAt, ...shown } = row
  return shown as Delivery
}

export async function listDeliveries(
  db: Db,
  { filter, ...list }: ListQuery<DeliveryFilter>,
): Promise<Page<Delivery>> {
  const { id, state, q, channel, kind, requestId, personId } = filter
  if (id?.length === 0 || state?.length === 0) return { rows: [], total: 0 }
  const rows = await tally(db, 'deliveries', { state })
  const others = [
    id && among('id', id, { rows: id.length }),
    channel && among('channel', [channel], { orders: [MADE] }),
    kind && among('kind', [kind], { orders: [MADE] }),
    requestId !== undefined && among('requestId', [requestId], { rows: 100 }),
    personId !== undefined && among('personId', [personId], { rows: 5000 }),
    await searching(db, 'deliveries', q),
  ].filter((clause) => !!clause)
  const found = await page(
    db,
    db.selectFrom('deliveries').selectAll(),
    { ...list, filter },
    {
      clauses: [state && among('state', state, { rows: rows.state, orders: [MADE] }), ...others],
      sorts,
      total: others.length === 0 ? rows.together : null,
    },
  )
  return { ...found, rows: found.rows.map(fromRow) }
}

export async function deliveryById(db: Db, id: number): Promise<Delivery | null> {
  const row = await db.selectFrom('deliveries').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? fromRow(row) : null
}

export async function countByState(db: Db): Promise<Record<DeliveryState, number>> {
  const counts = Object.fromEntries(deliveryStates.map((state) => [state, 0])) as Record<
    DeliveryState,
    number
  >
  for (const { state, total } of await tallies(db, 'deliveries', null)) counts[state as DeliveryState] = total
  return counts
}

export type NewDelivery = Pick<
  Row,
  | 'occasion'
  | 'receiver'
  | 'channel'
  | 'kind'
  | 'requestId'
  | 'personId'
  | 'webhookId'
  | 'name'
  | 'address'
  | 'subject'
  | 'body'
  | 'messageId'
>

const AT_ONCE = 200

/** Queues what was not queued before: of one occasion everybody hears once. */
export async function insertDeliveries(trx: Db, rows: readonly NewDelivery[], now: Date): Promise<void> {
  const at = now.toISOString()
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    await trx
      .insertInto('deliveries')
      .values(
        rows.slice(from, from + AT_ONCE).map((row) => ({
          ...row,
          state: 'pending',
          attempts: 0,
          nextAttemptAt: at,
          createdAt: at,
        })),
      )
      .onConflict((conflict) => conflict.columns(['occasion', 'receiver', 'channel']).doNothing())
      .execute()
  }
}

export async function isQueued(db: Db, occasion: string): Promise<boolean> {
  const row = await db
    .selectFrom('deliveries')
    .select('id')
    .where('occasion', '=', occasion)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

const CANDIDATES = 20

/**
 * Takes one row that is due; null when there is none. Several processes may ask at once: the row goes to the one whose
 * UPDATE finds it still waiting. The count of attempts is the claim's own mark.
 */
export async function claimNext(db: Db, channel: Channel, now: Date): Promise<Claimed | null> {
  const at = now.toISOString()
  for (;;) {
    const due = await db
      .selectFrom('deliveries')
      .select('id')
      .where('channel', '=', channel)
      .where('state', 'in', ['pending', 'failed'])
      .where('nextAttemptAt', '<=', at)
      .orderBy('nextAttemptAt')
      .orderBy('id')
      .limit(CANDIDATES)
      .execute()
    if (due.length === 0) return null
    for (const { id } of due) {
      const claimed = await db
        .updateTable('deliveries')
        .set((eb) => ({ state: 'sending', claimedAt: at, attempts: eb('attempts', '+', 1) }))
        .where('id', '=', id)
        .where('state', 'in', ['pending', 'failed'])
        .where('nextAttemptAt', '<=', at)
        .returningAll()
        .executeTakeFirst()
      if (claimed) return claimed
    }
  }
}

type Mark = Pick<Row, 'state' | 'nextAttemptAt' | 'lastError' | 'sentAt'>

/** Writes down what became of a claim. One that was given up for lost meanwhile is put right, as long as nobody began anew. */
export async function markDelivery(
  db: Db,
  { id, attempts }: Pick<Row, 'id' | 'attempts'>,
  mark: Mark,
): Promise<void> {
  await db
    .updateTable('deliveries')
    .set({ ...mark, claimedAt: null })
    .where('id', '=', id)
    .where('attempts', '=', attempts)
    .where('state', 'in', ['sending', 'uncertain'])
    .execute()
}

/**
 * Claims whose process is gone. Mail whose outcome nobody knows is a person's to judge; a webhook goes again under the
 * same id, which its receiver tells apart.
 */
export async function releaseStale(db: Db, before: Date, now: Date): Promise<void> {
  const stale = db
    .updateTable('deliveries')
    .where('state', '=', 'sending')
    .where('claimedAt', '<', before.toISOString())
  await stale
    .where('channel', '=', 'mail')
    .set({ state: 'uncertain', nextAttemptAt: null, claimedAt: null, lastError: INTERRUPTED })
    .execute()
  await stale
    .where('channel', '=', 'webhook')
    .set({ state: 'failed', nextAttemptAt: now.toISOString(), claimedAt: null, lastError: INTERRUPTED })
    .execute()
}

const INTERRUPTED = 'interrupted while sending'

/**
 * Puts a delivery back in the queue, to where its receiver can be reached now; null when it is not one to send again.
 * Its attempts go on counting: they tell the claims of one row apart.
 */
export async function requeue(db: Db, id: number, now: Date): Promise<Delivery | null> {
  const row = await db
    .updateTable('deliveries')
    .set({
      state: 'pending',
      nextAttemptAt: now.toISOString(),
      lastError: null,
      address: sql<string>`coalesce((select people.email from people where people.id = deliveries.person_id and deliveries.channel = 'mail'), deliveries.address)`,
    })
    .where('id', '=', id)
    .where('state', 'in', resendable)
    .returningAll()
    .executeTakeFirst()
  return row ? fromRow(row) : null
}

/** Everybody who can be told something. */
export async function addressees(db: Db, now: Date): Promise<Addressee[]> {
  const day = localDate(now)
  const rows = await db
    .selectFrom('people')
    .select(['id', 'name', 'email', 'role', 'agencyId', 'language', 'notices'])
    .where('active', '=', 1)
    .orderBy('id')
    .execute()
  const actings = await db
    .selectFrom('actings')
    .innerJoin('people', 'people.id', 'actings.standsInForId')
    .select(['actings.personId', 'people.id', 'people.role'])
    .where('fromDay', '<=', day)
    .where('toDay', '>=', day)
    .execute()
  const standing = new Map(actings.map(({ personId, ...whom }) => [personId, whom]))
  return rows.map((row) => ({ ...row, standsInFor: standing.get(row.id) ?? null })) as Addressee[]
}

export async function agencyNames(db: Db, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('agencies')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** What makes a reminder the only one of its kind: one for each run of a step. */
export const reminderOf = (
  kind: string,
  { id, stepStartedAt }: { id: number; stepStartedAt: string | null },
) => `${kind}:${id}/${stepStartedAt}`

/** Whether the step that a reminder is about still runs. */
export async function stillRuns(db: Db, { kind, occasion, requestId }: Claimed): Promise<boolean> {
  if (requestId === null) return false
  const request = await db
    .selectFrom('requests')
    .select(['id', 'stepStartedAt'])
    .where('id', '=', requestId)
    .where('dueAt', 'is not', null)
    .executeTakeFirst()
  return request !== undefined && reminderOf(kind, request) === occasion
}

/** Requests whose clock runs and is due before `until`. */
export const runningRequests = (db: Db, until: Date) =>
  db
    .selectFrom('requests')
    .selectAll()
    .where('dueAt', '<', until.toISOString())
    .where('heldAt', 'is', null)
    .where('waitsFor', 'is not', null)
    .orderBy('dueAt')
    .execute()

/** Requests that wait for an officer. */
export const waitingRequests = (db: Db) =>
  db
    .selectFrom('requests')
    .selectAll()
    .where('state', 'in', ['submitted', 'approved', 'assigned', 'executed', 'reported'])
    .orderBy('dueAt')
    .orderBy('id')
    .execute()

/** Watched sites that are in trouble since `from`. */
export const sitesAilingSince = (db: Db, from: Date) =>
  db
    .selectFrom('sites')
    .select(['hostname', 'status'])
    .where('status', 'in', ['broken', 'wrong', 'stale'])
    .where(sql<boolean>`status_since >= ${from.toISOString()} and role <> ${sql.lit('retired')}`)
    .orderBy('status')
    .orderBy('hostname')
    .execute()

/** What one look opened and closed of a site, of the levels that people are told of. */
export const findingsChangedAt = (db: Db, siteId: number, at: string) =>
  db
    .selectFrom('findings')
    .selectAll()
    .where('siteId', '=', siteId)
    .where('level', 'in', ['critical', 'error'])
    .where((eb) =>
      eb.or([
        eb.and([eb('state', '=', 'open'), eb('openedAt', '=', at)]),
        eb.and([eb('state', '=', 'closed'), eb('closedAt', '=', at)]),
      ]),
    )
    .orderBy('id')
    .execute()
