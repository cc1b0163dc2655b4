/** All SQL for requests and their history. */
import type { Selectable } from 'kysely'
import type { Actor } from '../core/access.ts'
import { waitsFor, type Change } from '../core/advance.ts'
import { states, stepOf, type State } from '../core/lifecycle.ts'
import type { CalendarChange } from '../core/holiday.ts'
import type { RenameRequest, RequestEvent, RequestFacts, RequestInput } from '../core/request.ts'
import { dueAt, warnAt, type Calendar, type Lead, type Pause } from '../core/worktime.ts'
import type { Db } from '../database.ts'
import { Refused } from '../errors.ts'
import { appendEvent } from '../history/store.ts'
import { loadClocks } from '../holidays/store.ts'
import { withinReach } from '../reach.ts'
import { EVERYWHERE, type Reach } from '../rest.ts'
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
    marks: JSON.parse(row.marks),
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
export async function requestById(db: Db, id: number, reach: Reach): Promise<StoredRequest | null> {
  const query = db.selectFrom('requests').selectAll().where('id', '=', id)
  const row = await withinReach(query, reach).executeTakeFirst()
  return row ? fromRow(row) : null
}

/** All requests of one letter, in the order in which they were written. */
export async function requestsOfSubmission(
  db: Db,
  submissionId: number | null,
  reach: Reach = EVERYWHERE,
): Promise<StoredRequest[]> {
  if (submissionId === null) return []
  const query = db.selectFrom('requests').selectAll().where('submissionId', '=', submissionId)
  return (await withinReach(query, reach).orderBy('id').execute()).map(fromRow)
}

const written = (input: RequestInput) => ({ ...input, records: JSON.stringify(input.records) })

/** Inserts a draft with the first line of its history. */
export async function insertRequest(
  trx: Db,
  input: RequestInput,
  actor: Actor,
  now: Date,
  submissionId: number | null = null,
): Promise<StoredRequest> {
  const at = now.toISOString()
  const row = await trx
    .insertInto('requests')
    .values({
      ...written(input),
      submissionId,
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
    { action: 'create', fromState: null, toState: 'draft', details: { ...input }, after: { ...input } },
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
  const columns = written(input)
  const after = await saveIfUnchanged(trx, before, columns, now)
  if (!after) return null
  const { state } = before
  await appendEvent(
    trx,
    after,
    {
      action: 'edit',
      fromState: state,
      toState: state,
      details: { ...input },
      ...changesOf(before, after, columns),
    },
    actor,
    now,
  )
  return after
}

/** Columns that an action may set besides what every change sets. */
export type Extra = Partial<
  Pick<
    Row,
    'number' | 'submittedAt' | 'executedAt' | 'archivedAt' | 'override' | 'goneAt' | 'redirectUntil' | 'marks'
  >
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
    warnAt: clockOf(change, await loadClocks(trx)).warnAt,
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
    ...changesOf(before, after, row),
  }
  await appendEvent(trx, after, line, actor, now)
  return after
}

/** Of the columns that were written, those that changed: as they were, and as they became. */
function changesOf(before: StoredRequest, after: StoredRequest, written: object) {
  const changed = (Object.keys(written) as (keyof StoredRequest)[]).filter(
    (column) => JSON.stringify(before[column]) !== JSON.stringify(after[column]),
  )
  const pick = (request: StoredRequest) =>
    Object.fromEntries(changed.map((column) => [column, request[column]]))
  return { before: pick(before), after: pick(after) }
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

/** Which of these names the team is changing right now: what they show meanwhile is nobody's alarm. */
export async function beingRenamed(db: Db, names: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('requests')
    .select('oldName')
    .where('oldName', 'in', names)
    .where('state', '=', 'assigned')
    .execute()
  return new Set(rows.map(({ oldName }) => oldName))
}

type Running = Pick<StoredRequest, 'state' | 'stepStartedAt' | 'pauses'>
type Clocks = { calendar: Calendar; lead: Lead }

// When the step in hand is due and when to warn of it.
function clockOf({ state, stepStartedAt, pauses }: Running, { calendar, lead }: Clocks) {
  const allowance = stepOf(state)?.allowance
  if (!allowance || stepStartedAt === null) return { dueAt: null, warnAt: null }
  const start = new Date(stepStartedAt)
  return {
    dueAt: dueAt(start, allowance, calendar, pauses)?.toISOString() ?? null,
    warnAt: warnAt(start, allowance, calendar, pauses, lead)?.toISOString() ?? null,
  }
}

/**
 * Reckons all running clocks again: the calendar has changed. Each due time that moved is a line of its request's
 * history, and a change of the request: whoever acts on what they saw before is told. Gives how many moved.
 */
export async function reckonDueTimes(
  trx: Db,
  change: CalendarChange,
  actor: Actor,
  now: Date,
): Promise<number> {
  const clocks = await loadClocks(trx)
  // Written before it is read, so that nobody moves one of them until this is saved.
  const rows = await trx
    .updateTable('requests')
    .set((eb) => ({ version: eb.ref('version') }))
    .where('dueAt', 'is not', null)
    .returningAll()
    .execute()
  let moved = 0
  for (const before of rows.map(fromRow).toSorted((a, b) => a.id - b.id)) {
    const clock = clockOf(before, clocks)
    if (clock.dueAt === before.dueAt && clock.warnAt === before.warnAt) continue
    const version = before.version + Number(clock.dueAt !== before.dueAt)
    await trx
      .updateTable('requests')
      .set({ ...clock, version })
      .where('id', '=', before.id)
      .execute()
    if (clock.dueAt === before.dueAt) continue
    moved += 1
    const { id, state, dueAt: was } = before
    const details = { dueAt: { from: was, to: clock.dueAt }, change }
    await appendEvent(
      trx,
      { id, version },
      { action: 'recompute', fromState: state, toState: state, details },
      actor,
      now,
    )
  }
  return moved
}

/**
 * What a look said of the pair. Not a change of the request: its version stays. One that was begun earlier and ends later
 * than another changes nothing.
 */
export async function noteLook(
  db: Db,
  id: number,
  facts: Pick<Row, 'status' | 'severity' | 'checkedAt' | 'forecastUntil'> &
    Partial<Pick<Row, 'baseline' | 'goneAt'>>,
): Promise<void> {
  await db
    .updateTable('requests')
    .set(facts)
    .where('id', '=', id)
    .where((eb) => eb.or([eb('checkedAt', 'is', null), eb('checkedAt', '<=', facts.checkedAt)]))
    .execute()
}

/** Refuses a change that somebody else was faster with. */
export function unlessBeaten<T>(after: T | null): T {
  if (after === null) throw new Refused('acted_before_you')
  return after
}
