/** All SQL for the history of requests: append-only, each line chained to the one before. */
import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Actor } from '../core/access.ts'
import type { ActingTitle } from '../core/acting.ts'
import type { RequestEvent } from '../core/request.ts'
import type { Db } from '../database.ts'
import { withinReach } from '../reach.ts'
import type { Reach } from '../rest.ts'
import type { Tables } from '../tables.ts'

const CHAIN = 'request_events'

type Row = Selectable<Tables['requestEvents']>

/** SHA-256 over the line before and everything this line says, in a fixed order; hex. */
export function digestOfEvent(row: Omit<Row, 'id' | 'digest'>): string {
  const { previous, requestId, seq, action, fromState, toState, actorId, actorName, actorRole, at, details } =
    row
  const said = [
    previous,
    requestId,
    seq,
    action,
    fromState,
    toState,
    actorId,
    actorName,
    actorRole,
    at,
    details,
  ]
  // A line from before these were kept has none of them, and says what it said then. Filling one in, or emptying all,
  // makes another line of it.
  const { onBehalfOfId, onBehalfOfName, onBehalfOfTitle, before, after, httpRequestId, address } = row
  const more = [onBehalfOfId, onBehalfOfName, onBehalfOfTitle, before, after, httpRequestId, address]
  if (more.some((one) => one !== null)) said.push(...more)
  return createHash('sha256').update(JSON.stringify(said)).digest('hex')
}

/** What a line tells, besides who and when. `before` and `after` are the changed columns of the request. */
export type NewEvent = Pick<RequestEvent, 'action' | 'fromState' | 'toState' | 'details' | 'before' | 'after'>

/** Appends one line, in the transaction of the change that it tells. */
export async function appendEvent(
  trx: Db,
  { id: requestId, version: seq }: { id: number; version: number },
  { before = {}, after = {}, ...event }: NewEvent,
  actor: Actor,
  now: Date,
): Promise<void> {
  // Touching the head first holds its row until the transaction ends: nobody else can append in between.
  const head = await trx
    .updateTable('chains')
    .set((eb) => ({ length: eb('length', '+', 1) }))
    .where('name', '=', CHAIN)
    .returning('digest')
    .executeTakeFirstOrThrow()
  const row = {
    ...event,
    requestId,
    seq,
    actorId: actor.id,
    actorName: actor.name,
    actorRole: actor.role,
    at: now.toISOString(),
    details: JSON.stringify(event.details),
    onBehalfOfId: actor.onBehalfOf?.id ?? null,
    onBehalfOfName: actor.onBehalfOf?.name ?? null,
    onBehalfOfTitle: actor.onBehalfOf?.title ?? null,
    before: JSON.stringify(before),
    after: JSON.stringify(after),
    httpRequestId: actor.origin?.requestId ?? null,
    address: actor.origin?.address ?? null,
    previous: head.digest,
  }
  const digest = digestOfEvent(row)
  await trx
    .insertInto('requestEvents')
    .values({ ...row, digest })
    .execute()
  await trx.updateTable('chains').set({ digest }).where('name', '=', CHAIN).execute()
}

/** The history of a request, oldest first. */
export async function eventsOf(db: Db, requestId: number): Promise<RequestEvent[]> {
  const rows = await db
    .selectFrom('requestEvents')
    .selectAll()
    .where('requestId', '=', requestId)
    .orderBy('seq')
    .execute()
  return rows.map(fromRow)
}

function fromRow({
  previous,
  digest,
  details,
  onBehalfOfId,
  onBehalfOfName,
  onBehalfOfTitle,
  before,
  after,
  httpRequestId,
  address,
  ...row
}: Row): RequestEvent {
  const title = onBehalfOfTitle as ActingTitle
  return {
    ...(row as Pick<RequestEvent, keyof typeof row & keyof RequestEvent>),
    details: JSON.parse(details),
    ...(onBehalfOfId !== null ? { onBehalfOf: { id: onBehalfOfId, name: onBehalfOfName!, title } } : {}),
    ...(before !== null ? { before: JSON.parse(before) } : {}),
    ...(after !== null ? { after: JSON.parse(after) } : {}),
    ...(httpRequestId !== null ? { origin: { requestId: httpRequestId, address: address! } } : {}),
  }
}

/** The last line of an action in the history of a request. */
export async function lastEventOf(
  db: Db,
  requestId: number,
  action: RequestEvent['action'],
): Promise<RequestEvent | null> {
  const row = await db
    .selectFrom('requestEvents')
    .selectAll()
    .where('requestId', '=', requestId)
    .where('action', '=', action)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? fromRow(row) : null
}

/** What happened to the requests that are about a name, as far as their agency is within reach; oldest first. */
export async function eventsAbout(
  db: Db,
  hostname: string,
  actions: readonly RequestEvent['action'][],
  reach: Reach,
) {
  const named = (column: 'oldName' | 'newName') =>
    db.selectFrom('requests').select('id').where(column, '=', hostname)
  const query = db
    .selectFrom('requestEvents')
    .innerJoin('requests', 'requests.id', 'requestEvents.requestId')
    .select(['action', 'at', 'actorName', 'actorRole', 'details', 'requestId'])
    .select(['number', 'oldName', 'newName', 'reason'])
    .where('requestId', 'in', named('oldName').union(named('newName')))
    .where('action', 'in', actions)
  const rows = await withinReach(query, reach).orderBy('requestEvents.id').execute()
  return rows.map(({ details, ...row }) => ({
    ...row,
    details: JSON.parse(details) as RequestEvent['details'],
  }))
}

const PAGE = 1000

type Link = { id: number; previous: string; digest: string }
type Chain<R extends Link> = {
  chain: string
  /** What has lost its end where the chain is shorter than its head says. */
  title: string
  page: (last: number, limit: number) => Promise<R[]>
  digestOf: (row: R) => string
  nameOf: (row: R) => string
}

/** Walks a whole chain and names the first break; null when it is whole. */
export async function brokenChain<R extends Link>(
  db: Db,
  { chain, title, page, digestOf, nameOf }: Chain<R>,
): Promise<string | null> {
  let [last, previous, length] = [0, '', 0]
  for (;;) {
    const rows = await page(last, PAGE)
    for (const row of rows) {
      const which = nameOf(row)
      if (row.previous !== previous)
        return `${which} does not follow the line before it: something was removed or inserted`
      if (row.digest !== digestOf(row)) return `${which} is not as it was written`
      ;[last, previous, length] = [row.id, row.digest, length + 1]
    }
    if (rows.length < PAGE) break
  }
  const head = await db.selectFrom('chains').selectAll().where('name', '=', chain).executeTakeFirstOrThrow()
  return head.digest === previous && head.length === length ? null : `the last lines of ${title} are missing`
}

/** Walks the history of requests and names the first break; null when it is whole. */
export const firstBreak = (db: Db): Promise<string | null> =>
  brokenChain<Row>(db, {
    chain: CHAIN,
    title: 'the history',
    page: (last, limit) =>
      db.selectFrom('requestEvents').selectAll().where('id', '>', last).orderBy('id').limit(limit).execute(),
    digestOf: digestOfEvent,
    nameOf: ({ id, action, requestId, at }) => `event ${id} (${action} of request ${requestId}, ${at})`,
  })
