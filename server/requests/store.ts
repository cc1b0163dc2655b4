/** All SQL for requests and their history. */
import { sql, type Selectable } from 'kysely'
import type { Actor } from '../core/access.ts'
import { waitsFor, type Change } from '../core/advance.ts'
import { states, stepOf, type State } from '../core/lifecycle.ts'
import type { RenameRequest, RequestEvent, RequestFacts, RequestInput } from '../core/request.ts'
import { dueAt, localDate, type Pause } from '../core/worktime.ts'
import type { Db } from '../database.ts'
import { Refused } from '../errors.ts'
import { appendEvent } from '../history/store.ts'
import { loadCalendar } from '../holidays/store.ts'
import type { Reach } from '../rest.ts'
import type { Tables } from '../tables.ts'

type Row = Selectable<Tables['requests']>

/** A request with what only the server needs. */
export type StoredRequest = RenameRequest & RequestFacts & { pauses: Pause[] }

/** A row as code sees it. */
export function fromRow(row: Row): StoredRequest {
  return {
    ...(row as unknown as StoredRequest),
    records: JSON.parse(row.records),
    assigneeIds: JSON.parse(row.assigneeIds),
    pauses: JSON.parse(row.pauses),
    baseline: row.baseline === null ? null : JSON.parse(row.baseline),
    override: row.override === null ? null : JSON.parse(row.override),
  }
}

/** A request as the API gives it: without the server's own facts. */
export function shown(stored: StoredRequest): RenameRequest {
  const { baseline, override, goneAt, pauses, ...request } = stored
  return request
}

/** One request, when it is within reach. */
export async function requestById(db: Db, id: number, { agencyId }: Reach): Promise<StoredRequest | null> {
  let query = db.selectFrom('requests').selectAll().where('id', '=', id)
  if (agencyId !== null) query = query.where('agencyId', '=', agencyId)
  const row = await query.executeTakeFirst()
  return row ? fromRow(row) : null
}

const written = (input: RequestInput) => ({ ...input, records: JSON.stringify(input.records) })

/** Inserts a draft with the first line of its history. */
export async function insertRequest(
  trx: Db,
  input: RequestInput,
  actor: Actor,
  now: Date,
): Promise<StoredRequest> {
  const at = now.toISOString()
  const row = await trx
    .insertInto('requests')
    .values({
      ...written(input),
      agencyId: actor.agencyId!,
      applicantId: actor.id,
      state: 'draft',
      version: 1,
      assigneeIds: '[]',
      waitsFor: waitsFor('draft'),
      pauses: '[]',
      createdAt: at,
      updatedAt: at,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  const request = fromRow(row)
  await appendEvent(
    trx,
    request,
    { action: 'create', fromState: null, toState: 'draft', details: { ...input } },
    actor,
    now,
  )
  return request
}

/** Saves what the applicant wrote, if the request still is as it was read; null when somebody was first. */
export async function rewriteRequest(
  trx: Db,
  before: StoredRequest,
  input: RequestInput,
  actor: Actor,
  now: Date,
): Promise<StoredRequest | null> {
  const after = await saveIfUnchanged(trx, before, { ...written(input) }, now)
  if (!after) return null
  const { state } = before
  await appendEvent(
    trx,
    after,
    { action: 'edit', fromState: state, toState: state, details: { ...input } },
    actor,
    now,
  )
  return after
}

/** Columns that an action may set besides what every change sets. */
export type Extra = Partial<
  Pick<Row, 'number' | 'submittedAt' | 'executedAt' | 'archivedAt' | 'override' | 'goneAt' | 'redirectUntil'>
>

/** Saves a move with its event; null when somebody was first. Zero changed rows is a refusal, never a retry. */
export async function saveMove(
  trx: Db,
  before: StoredRequest,
  change: Change,
  extra: Extra,
  event: Pick<RequestEvent, 'action' | 'details'>,
  actor: Actor,
  now: Date,
): Promise<StoredRequest | null> {
  const { usedSeconds, assigneeIds, pauses, ...columns } = change
  const row = {
    ...columns,
    ...extra,
    assigneeIds: JSON.stringify(assigneeIds),
    pauses: JSON.stringify(pauses),
    waitsFor: waitsFor(change.state),
  }
  const after = await saveIfUnchanged(trx, before, row, now)
  if (!after) return null
  const clock = {
    stepStartedAt: before.stepStartedAt,
    dueAt: before.dueAt,
    usedSeconds,
    ...(before.pauses.length > 0 ? { pauses: before.pauses } : {}),
  }
  const line = {
    ...event,
    fromState: before.state,
    toState: change.state,
    details: { ...event.details, clock },
  }
  await appendEvent(trx, after, line, actor, now)
  return after
}

async function saveIfUnchanged(
  trx: Db,
  { id, state, version }: StoredRequest,
  columns: Partial<Row>,
  now: Date,
): Promise<StoredRequest | null> {
  const row = await trx
    .updateTable('requests')
    .set({ ...columns, version: version + 1, updatedAt: now.toISOString() })
    .where('id', '=', id)
    .where('state', '=', state)
    .where('version', '=', version)
    .returningAll()
    .executeTakeFirst()
  return row ? fromRow(row) : null
}

/** Counts one change that moves nothing, for its line in the history; null when the request has moved on. */
export async function raiseVersion(
  trx: Db,
  id: number,
  state: State,
  now: Date,
): Promise<StoredRequest | null> {
  const row = await trx
    .updateTable('requests')
    .set((eb) => ({ version: eb('version', '+', 1), updatedAt: now.toISOString() }))
    .where('id', '=', id)
    .where('state', '=', state)
    .returningAll()
    .executeTakeFirst()
  return row ? fromRow(row) : null
}

/** `2026/0001`: the next number of the year of the submission, without gaps because it rolls back with its transaction. */
export async function nextNumber(trx: Db, now: Date): Promise<string> {
  const year = localDate(now).slice(0, 4)
  const { value } = await trx
    .insertInto('counters')
    .values({ name: `requests ${year}`, value: 1 })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: sql<number>`counters.value + 1` }))
    .returning('value')
    .executeTakeFirstOrThrow()
  return `${year}/${String(value).padStart(4, '0')}`
}

/** The renames that other open requests are about (N08, N09). */
export async function openRenames(
  db: Db,
  exceptId: number,
): Promise<{ oldName: string; newName: string; label: string }[]> {
  const open = states.filter((state) => stepOf(state) !== null && state !== 'draft' && state !== 'returned')
  const rows = await db
    .selectFrom('requests')
    .select(['id', 'number', 'oldName', 'newName'])
    .where('state', 'in', open)
    .where('id', '!=', exceptId)
    .execute()
  return rows.map(({ id, number, ...names }) => ({ ...names, label: number ?? String(id) }))
}

/** Whether the team is changing this name right now: what it shows meanwhile is nobody's alarm. */
export async function isBeingRenamed(db: Db, oldName: string): Promise<boolean> {
  const row = await db
    .selectFrom('requests')
    .select('id')
    .where('oldName', '=', oldName)
    .where('state', '=', 'assigned')
    .executeTakeFirst()
  return row !== undefined
}

/** Reckons the due times of all running clocks again: the calendar has changed. */
export async function reckonDueTimes(trx: Db): Promise<void> {
  const calendar = await loadCalendar(trx)
  const running = await trx
    .selectFrom('requests')
    .select(['id', 'state', 'stepStartedAt', 'pauses', 'dueAt'])
    .where('dueAt', 'is not', null)
    .execute()
  for (const { id, state, stepStartedAt, pauses, dueAt: before } of running) {
    const allowance = stepOf(state as State)?.allowance
    if (!allowance || stepStartedAt === null) continue
    const due = dueAt(new Date(stepStartedAt), allowance, calendar, JSON.parse(pauses))?.toISOString() ?? null
    if (due !== before) await trx.updateTable('requests').set({ dueAt: due }).where('id', '=', id).execute()
  }
}

/** What a look said of the pair. Not a change of the request: its version stays. */
export async function noteLook(
  db: Db,
  id: number,
  facts: Pick<Row, 'status' | 'severity' | 'checkedAt' | 'forecastUntil'> &
    Partial<Pick<Row, 'baseline' | 'goneAt'>>,
): Promise<void> {
  await db.updateTable('requests').set(facts).where('id', '=', id).execute()
}

/** Refuses a change that somebody else was faster with. */
export function unlessBeaten<T>(after: T | null): T {
  if (after === null) throw new Refused('acted_before_you')
  return after
}
