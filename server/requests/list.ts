/** The SQL of the list of requests: what may be filtered and sorted by, and how. */
import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../core/access.ts'
import { states, stepOf } from '../core/lifecycle.ts'
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
  const { id, q, state, status, late, soon, mine } = filter
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
  if (mine !== undefined) {
    const waits = sql<boolean>`waits_for = ${actor.role}`
    query = query.where(mine ? waits : sql<boolean>`(waits_for is null or not ${waits})`)
    if (mine && actor.role === 'operator') query = query.where(assignedTo(actor.id))
  }
  if (q !== undefined && q.trim() !== '') {
    const like = containing(q.trim())
    query = query.where(
      sql<boolean>`(old_name like ${like} escape '\\' or new_name like ${like} escape '\\' or number like ${like} escape '\\' or lower(reason) like ${like} escape '\\')`,
    )
  }
  const { rows, total } = await page(query, { ...list, filter })
  return { rows: rows.map((row) => shown(fromRow(row))), total }
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
