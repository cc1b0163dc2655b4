/** The SQL of the list of requests: what may be filtered and sorted by, and how. */
import { sql, type RawBuilder, type SelectQueryBuilder } from 'kysely'
import { z } from 'zod'
import { roles, type Actor } from '../core/access.ts'
import { assigneeOf, hatsOf } from '../core/acting.ts'
import { statesWaitingFor } from '../core/advance.ts'
import { gridColumns } from '../core/grid.ts'
import { states, stepOf, type State } from '../core/lifecycle.ts'
import type { StateCount } from '../core/procedure.ts'
import { dayOf } from '../core/worktime.ts'
import { queues, type Queue, type QueueCounts } from '../core/queue.ts'
import type { RenameRequest } from '../core/request.ts'
import { siteKinds } from '../core/site.ts'
import { statuses } from '../core/verdict.ts'
import type { Db } from '../database.ts'
import {
  among,
  amongRanks,
  emptyLast,
  everyId,
  key,
  page,
  ranked,
  withAgency,
  type Clause,
  type Condition,
  type Hides,
  type Sorts,
} from '../page.ts'
import { unsent, withinReach } from '../reach.ts'
import { idFilter, oneOrMany, type ListQuery, type Page, type Reach } from '../rest.ts'
import { searching } from '../search.ts'
import { tallies, tally } from '../tallies/store.ts'
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
  waitsFor: z.enum(roles).optional(),
  /** Several of them narrow each other: late, and mine. */
  queue: oneOrMany(z.enum(queues)),
  late: z.boolean().optional(),
  /** Warned of, and not late yet. */
  soon: z.literal(true).optional(),
  mine: z.boolean().optional(),
})
export type RequestFilter = z.infer<typeof requestFilter>

const statusRank = ranked('status', statuses, statuses.length)
const RECENT = 'updatedAt'

// What many rows share goes on by the last change, so that one index serves the order and the filter.
const sorts = {
  updatedAt: key('updatedAt', 'id'),
  number: emptyLast('number'),
  state: key('state', RECENT, 'id'),
  dueAt: emptyLast('dueAt'),
  createdAt: key('createdAt', 'id'),
  newName: key('newName', 'id'),
  oldName: key('oldName', 'id'),
  agencyId: key('agencyId', RECENT, 'id'),
  // The worst first, and what was never looked at last.
  status: [{ by: statusRank }, ...key(RECENT, 'id')],
  kind: key('kind', RECENT, 'id'),
  id: key('id'),
} satisfies Sorts
export const requestSorts = Object.keys(sorts) as [keyof typeof sorts, ...(keyof typeof sorts)[]]

export async function listRequests(
  db: Db,
  { filter, ...list }: ListQuery<RequestFilter>,
  reach: Reach,
  actor: Actor,
  now: Date,
): Promise<Page<RenameRequest>> {
  const chosen = await chosenBy(db, filter, reach, actor, now)
  if (!chosen) return { rows: [], total: 0 }
  const found = await page(
    db,
    db.selectFrom('requests').selectAll(),
    { ...list, filter },
    { clauses: chosen.clauses, sorts, total: chosen.total, hides: hidesFrom(reach) },
  )
  return { ...found, rows: found.rows.map((row) => shown(fromRow(row))) }
}

/** The ids of all requests that such a list has, in its order. */
export async function listedIds(
  db: Db,
  { filter, sort }: Pick<ListQuery<RequestFilter>, 'filter' | 'sort'>,
  reach: Reach,
  actor: Actor,
  now: Date,
): Promise<number[]> {
  const chosen = await chosenBy(db, filter, reach, actor, now)
  return chosen
    ? everyId(db.selectFrom('requests'), sort, { clauses: chosen.clauses, sorts, hides: hidesFrom(reach) })
    : []
}

/** Of a request, what a sheet of them tells. */
export type ListedRequest = Awaited<ReturnType<typeof requestsInOrder>>[number]

/** Some requests in the order of their ids as given, without what is kept of their looks. */
export async function requestsInOrder(db: Db, ids: readonly number[]) {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('requests').select(told).where('id', 'in', ids).execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    return row ? [{ ...row, assigneeIds: JSON.parse(row.assigneeIds) as number[] }] : []
  })
}

// What a sheet may show, and what tells the rest of it: both names, whose turn it is, and whether its clock stands still.
const told = ['id', 'oldName', 'waitsFor', 'heldAt', ...gridColumns] as const

/** What a filter asks for within reach, and how many rows that leaves where it is kept; null where it can leave none. */
async function chosenBy(
  db: Db,
  filter: RequestFilter,
  reach: Reach,
  actor: Actor,
  now: Date,
): Promise<{ clauses: Clause[]; total: number | null } | null> {
  const { id, q, status, queue = [], late, soon, mine, waitsFor, submissionId, applicantId, kind } = filter
  const agencyId = reach.agencyId ?? filter.agencyId
  // Whom a request waits for is told by its state, and how many stand in each is kept.
  const state =
    waitsFor === undefined
      ? filter.state
      : statesWaitingFor(waitsFor).filter((one) => filter.state?.includes(one) ?? true)
  if (filter.agencyId !== undefined && filter.agencyId !== agencyId) return null
  if (id?.length === 0 || state?.length === 0 || status?.length === 0) return null

  const choice = { agencyId: agencyId === undefined ? undefined : [agencyId], state, detail: status }
  const rows = await tally(db, 'requests', choice)
  const at = now.toISOString()
  const kept = [
    ...withAgency(
      agencyId,
      rows,
      state ? among('state', state, { rows: rows.state, orders: [RECENT] }) : null,
      [RECENT],
    ),
    status && amongRanks(statusRank, statuses, status, { rows: rows.detail, orders: [RECENT] }),
  ]
  const others = [
    id && among('id', id, { rows: id.length }),
    submissionId !== undefined && among('submissionId', [submissionId], { rows: FEW }),
    applicantId !== undefined && among('applicantId', [applicantId], { rows: SOME, orders: [RECENT] }),
    kind && among('kind', [kind], { orders: [RECENT] }),
    late !== undefined && dueBefore(at, late),
    soon && amongOpen(sql`(warn_at <= ${at} and due_at >= ${at})`),
    mine !== undefined && (mine ? amongOpen : not)(waitsForActor(actor)),
    ...queue.map((one) => one !== 'all' && amongOpen(queueing(actor, now)[one])),
    await searching(db, 'requests', q),
  ].filter((clause) => !!clause)
  return {
    clauses: [...kept.filter((clause) => !!clause), ...others],
    total: others.length === 0 ? rows.together : null,
  }
}

/**
 * How many requests stand in each queue, for everybody within reach and for this actor alone. What is due is counted in
 * its own range of the index over the open ones, and of what waits only that which is assigned by name: the rest is kept.
 */
export async function countQueues(db: Db, reach: Reach, actor: Actor, now: Date): Promise<QueueCounts> {
  const { mine, late, due_today: dueToday } = queueing(actor, now)
  const count = async (within: Condition) => {
    const open = db.selectFrom('requests').where(isOpen).where(within)
    return withinReach(open, reach)
      .select(({ fn }) => fn.countAll<number>().as('all'))
      .select(sql<number>`count(case when ${mine} then 1 end)`.as('mine'))
      .executeTakeFirstOrThrow()
  }
  const [whenLate, whenToday] = [await count(late), await count(dueToday)]
  const kept = await standing(db, reach)
  const { whole, assigned } = turnsOf(actor)
  const waiting = assigned ? (await count(assigned)).all : 0
  return {
    all: { all: sumOf(kept.values()), late: whenLate.all, due_today: whenToday.all },
    mine: {
      all: sumOf(whole.map((state) => kept.get(state) ?? 0)) + waiting,
      late: whenLate.mine,
      due_today: whenToday.mine,
    },
  }
}

const sumOf = (totals: Iterable<number>) => [...totals].reduce((sum, total) => sum + total, 0)

/** What a list does not show: what was never sent, to whom it is hidden. */
const hidesFrom = ({ sentOnly }: Reach): Hides | null => (sentOnly ? unsent : null)

// What is in hand stays some thousands, however long the archive grows.
const SOME = 5000
const FEW = 100

const openStates = states.filter((state) => stepOf(state) !== null)
const inStates = (allowed: readonly string[]): Condition => {
  if (allowed.length === 0) return sql`1 = 0`
  return sql`state in (${sql.join(allowed)})`
}

// Word for word the condition of the index over what is open, or it would not be used.
const isOpen: Condition = sql`state in (${sql.join(openStates.map((state) => sql.lit(state)))})`
const amongOpen = (when: Condition): Clause => ({
  rows: SOME,
  when: sql`(${isOpen} and ${when})`,
})
const not = (when: Condition): Clause => ({ rows: Infinity, when: sql`not ${when}` })

const dueBefore = (at: string, late: boolean): Clause =>
  late
    ? { rows: SOME, when: sql`due_at < ${at}` }
    : { rows: Infinity, when: sql`(due_at is null or due_at >= ${at})` }

// By states, not by `waits_for`: the index leads with them.
const timed = inStates(states.filter((state) => stepOf(state)?.allowance))

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

/** What waits for somebody, in each role that they may act in. */
function waitsForActor(actor: Actor): Condition {
  const { whole, assigned } = turnsOf(actor)
  if (!assigned) return inStates(whole)
  return whole.length === 0 ? assigned : sql`(${inStates(whole)} or ${assigned})`
}

/** The states in which all requests wait for somebody, and of an operator's those that are assigned to them. */
function turnsOf(actor: Actor): { whole: State[]; assigned: Condition | null } {
  const hats = hatsOf(actor)
  const own = hats.filter(({ role }) => role === 'operator').map((hat) => assignedTo(assigneeOf(hat)))
  return {
    whole: hats.flatMap(({ role }) => (role === 'operator' ? [] : statesWaitingFor(role))),
    assigned:
      own.length === 0
        ? null
        : sql`(${inStates(statesWaitingFor('operator'))} and (${sql.join(own, sql` or `)}))`,
  }
}

// The ids are a JSON list of integers, so a number stands between brackets and commas.
const assignedTo = (id: number) =>
  sql<boolean>`replace(replace(assignee_ids, '[', ','), ']', ',') like ${`%,${id},%`}`

/** How many open requests stand in each state, and how many of them are late or near their due time. */
export async function countByState(db: Db, reach: Reach, now: Date): Promise<StateCount[]> {
  const at = now.toISOString()
  const open = withinReach(db.selectFrom('requests').where(isOpen), reach)
  const due = (when: RawBuilder<boolean>) => counts(open.where(when))
  const [waiting, late, soon] = [
    await standing(db, reach),
    await due(sql<boolean>`due_at < ${at}`),
    await due(sql<boolean>`(due_at >= ${at} and warn_at <= ${at})`),
  ]
  return openStates
    .map((state) => ({
      state,
      waiting: waiting.get(state) ?? 0,
      late: late.get(state) ?? 0,
      soon: soon.get(state) ?? 0,
    }))
    .filter((count) => count.waiting > 0)
}

/** What stands in each state, as it is kept, without what is hidden. */
async function standing(db: Db, { agencyId, sentOnly }: Reach): Promise<Map<string, number>> {
  const totals = new Map<string, number>()
  for (const { state, total } of await tallies(db, 'requests', agencyId))
    totals.set(state, (totals.get(state) ?? 0) + total)
  const hidden = unsent(db.selectFrom('requests').select('id'))
  if (sentOnly)
    for (const [state, few] of await counts(db.selectFrom('requests').where('id', 'in', hidden)))
      totals.set(state, totals.get(state)! - few)
  return totals
}

async function counts(query: SelectQueryBuilder<any, 'requests', {}>): Promise<Map<string, number>> {
  const rows = await query
    .select('state')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .groupBy('state')
    .execute()
  return new Map(rows.map(({ state, total }) => [state as string, total]))
}
