/** The SQL of the list of requests: what may be filtered and sorted by, and how. */
import { sql, type RawBuilder } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../core/access.ts'
import { assigneeOf, hatsOf } from '../core/acting.ts'
import { statesWaitingFor } from '../core/advance.ts'
import { states, stepOf } from '../core/lifecycle.ts'
import { dayOf } from '../core/worktime.ts'
import { queues, type Queue, type QueueCounts } from '../core/queue.ts'
import type { RenameRequest } from '../core/request.ts'
import { siteKinds } from '../core/site.ts'
import { statuses } from '../core/verdict.ts'
import type { Db } from '../database.ts'
import { containing, idFilter, oneOrMany, page, type ListQuery, type Page, type Reach } from '../rest.ts'
import { fromRow, shown } from './store.ts'

export const requestFilter = z.strictObject({
  id: idFilter,
  q: z.string().max(253).optional(),
  state: oneOrMany(z.enum(states)),
  status: oneOrMany(z.enum(statuses)),
  agencyId: z.int().optional(),
  applicantId: z.int().optional(),
  submissionId: z.int().optional(),
  kind: z.enum(siteKinds).optional(),
  waitsFor: z.string().max(20).optional(),
  /** Several of them narrow each other: late, and mine. */
  queue: oneOrMany(z.enum(queues)),
  late: z.boolean().optional(),
  /** Warned of, and not late yet. */
  soon: z.literal(true).optional(),
  mine: z.boolean().optional(),
})
export type RequestFilter = z.infer<typeof requestFilter>

export const requestSorts = [
  'updatedAt',
  'number',
  'state',
  'dueAt',
  'createdAt',
  'newName',
  'oldName',
  'agencyId',
  'status',
  'kind',
  'id',
] as const

export async function listRequests(
  db: Db,
  { filter, ...list }: ListQuery<RequestFilter>,
  { agencyId }: Reach,
  actor: Actor,
  now: Date,
): Promise<Page<RenameRequest>> {
  const { id, q, state, status, queue = [], late, soon, mine } = filter
  if (id?.length === 0 || state?.length === 0 || status?.length === 0) return { rows: [], total: 0 }
  let query = db.selectFrom('requests').selectAll()
  if (agencyId !== null) query = query.where('agencyId', '=', agencyId)
  if (id) query = query.where('id', 'in', id)
  if (state) query = query.where('state', 'in', state)
  if (status) query = query.where('status', 'in', status)
  for (const field of ['agencyId', 'applicantId', 'submissionId', 'kind', 'waitsFor'] as const) {
    const value = filter[field]
    if (value !== undefined) query = query.where(field, '=', value)
  }
  if (late !== undefined) {
    const at = now.toISOString()
    query = late
      ? query.where('dueAt', '<', at)
      : query.where((eb) => eb.or([eb('dueAt', 'is', null), eb('dueAt', '>=', at)]))
  }
  if (soon) {
    const at = now.toISOString()
    query = query.where('warnAt', '<=', at).where('dueAt', '>=', at)
  }
  if (mine !== undefined)
    query = query.where(mine ? waitsForActor(actor) : sql<boolean>`not ${waitsForActor(actor)}`)
  const within = queueing(actor, now)
  for (const one of queue) query = query.where(within[one])
  if (q !== undefined && q.trim() !== '') {
    const like = containing(q.trim())
    query = query.where(
      sql<boolean>`(old_name like ${like} escape '\\' or new_name like ${like} escape '\\' or number like ${like} escape '\\' or lower(reason) like ${like} escape '\\')`,
    )
  }
  const { rows, total } = await page(query, { ...list, filter })
  return { rows: rows.map((row) => shown(fromRow(row))), total }
}

/** How many requests stand in each queue, for everybody within reach and for this actor alone: one look at the open ones. */
export async function countQueues(
  db: Db,
  { agencyId }: Reach,
  actor: Actor,
  now: Date,
): Promise<QueueCounts> {
  const { mine, late, due_today: dueToday } = queueing(actor, now)
  const counted = (name: string, ...conditions: Condition[]) =>
    sql<number>`count(case when ${sql.join(conditions, sql` and `)} then 1 end)`.as(name)
  let open = db
    .selectFrom('requests')
    .select([
      counted('mine', mine),
      counted('late', late),
      counted('dueToday', dueToday),
      counted('mineLate', mine, late),
      counted('mineDueToday', mine, dueToday),
    ])
    .where('state', 'in', openStates)
  let all = db.selectFrom('requests').select(({ fn }) => fn.countAll<number>().as('total'))
  if (agencyId !== null) {
    open = open.where('agencyId', '=', agencyId)
    all = all.where('agencyId', '=', agencyId)
  }
  const counts = (await open.executeTakeFirstOrThrow()) as Record<string, number>
  const { total } = await all.executeTakeFirstOrThrow()
  return {
    all: { all: total, late: counts['late']!, due_today: counts['dueToday']! },
    mine: { all: counts['mine']!, late: counts['mineLate']!, due_today: counts['mineDueToday']! },
  }
}

type Condition = RawBuilder<boolean>

const openStates = states.filter((state) => stepOf(state) !== null)
const among = (allowed: readonly string[]): Condition =>
  allowed.length === 0 ? sql`1 = 0` : sql`state in (${sql.join(allowed)})`

// By states, not by `waits_for`: the index leads with them.
const timed = among(states.filter((state) => stepOf(state)?.allowance))

function queueing(actor: Actor, now: Date): Record<Queue, Condition> {
  const today = dayOf(now)
  const [from, to] = [today.from.toISOString(), today.to.toISOString()]
  return {
    all: sql`1 = 1`,
    mine: waitsForActor(actor),
    late: sql`(${timed} and due_at < ${now.toISOString()})`,
    due_today: sql`(${timed} and due_at >= ${from} and due_at < ${to})`,
  }
}

/** What waits for somebody, in each role that they may act in; an operator's are those assigned to them. */
function waitsForActor(actor: Actor): Condition {
  const each = hatsOf(actor).map((hat) => {
    const waiting = among(statesWaitingFor(hat.role))
    return hat.role === 'operator' ? sql`(${waiting} and ${assignedTo(assigneeOf(hat))})` : waiting
  })
  return sql`(${sql.join(each, sql` or `)})`
}

// The ids are a JSON list of integers, so a number stands between brackets and commas.
const assignedTo = (id: number) =>
  sql<boolean>`replace(replace(assignee_ids, '[', ','), ']', ',') like ${`%,${id},%`}`

/** How many open requests stand in each state, and how many of them are late or near their due time. */
export async function countByState(db: Db, { agencyId }: Reach, now: Date) {
  const at = now.toISOString()
  const open = states.filter((state) => stepOf(state) !== null)
  let query = db
    .selectFrom('requests')
    .select('state')
    .select([
      sql<number>`count(*)`.as('waiting'),
      sql<number>`count(case when due_at < ${at} then 1 end)`.as('late'),
      sql<number>`count(case when warn_at <= ${at} and due_at >= ${at} then 1 end)`.as('soon'),
    ])
    .where('state', 'in', open)
    .groupBy('state')
  if (agencyId !== null) query = query.where('agencyId', '=', agencyId)
  return query.execute()
}
