/**
 * Pages of tables that may have a million rows. Counts that are kept tell how much each condition leaves; only the one
 * that leaves least may use its index, and where even that leaves much, the order's index is walked instead. So both
 * databases go the same way, and neither guesses.
 */
import { sql, type Kysely, type RawBuilder, type SelectQueryBuilder } from 'kysely'
import type { ListQuery, Page } from './rest.ts'

/** Rows are counted as far as this; whoever has more sees that there are more. */
export const COUNTED = 10_000

export type Condition = RawBuilder<boolean>
/** Names a column, so that its index may be used or not. */
export type At = (column: string) => RawBuilder<unknown>

/** One condition of a list. `rows` is about how many it leaves: `Infinity` where no index can tell which. */
export type Clause = {
  rows: number
  when: (at: At) => Condition
  /** The field in whose order its index gives the rows. */
  orders?: string
}

/** One part of an order. `always` keeps its direction, whichever way the rest goes. */
type Key = { by: RawBuilder<unknown>; always?: 'asc' }
export type Sorts = Record<string, readonly Key[]>

/** By its name: an index on it may be used. */
export const seen: At = (column) => sql.ref(column)
// An expression is no column to either planner. The table's own numbers end in `id`, everything else is text.
const hidden: At = (column) =>
  /^id$|Id$/.test(column) ? sql`(${sql.ref(column)} + 0)` : sql`(${sql.ref(column)} || '')`

export const key = (...columns: string[]): Key[] => columns.map((column) => ({ by: sql.ref(column) }))
/** Rows without a value come last, whichever way it is sorted. Not by NULLS LAST, for which SQLite uses no index. */
export const emptyLast = (column: string): Key[] => [
  { by: sql`(${sql.ref(column)} is null)`, always: 'asc' },
  ...key(column, 'id'),
]

// An index tells which, and nobody knows how many.
const MANY = 1e9

/** A column that is one of these values. */
export const among = (
  column: string,
  values: readonly (string | number)[],
  { rows = MANY, orders }: { rows?: number; orders?: string } = {},
): Clause => ({
  rows,
  when: (at) =>
    values.length === 1 ? sql`${at(column)} = ${values[0]}` : sql`${at(column)} in (${sql.join(values)})`,
  ...(values.length === 1 && orders ? { orders } : {}),
})

/** The place of a value in its list, as an expression that has an index: the text is the index's, word for word. */
export const ranked = (column: string, values: readonly string[], other: number): RawBuilder<number> =>
  sql.raw(
    `(case ${column} ${values.map((value, rank) => `when '${value}' then ${rank}`).join(' ')} else ${other} end)`,
  )

/** A ranked column that is one of these values. */
export function amongRanks(
  rank: RawBuilder<number>,
  values: readonly string[],
  chosen: readonly string[],
  { rows, orders }: { rows: number; orders: string },
): Clause {
  const ranks = sql.join(chosen.map((value) => sql.lit(values.indexOf(value))))
  return {
    rows,
    when: (at) => (at === seen ? sql`${rank} in (${ranks})` : sql`(${rank} + 0) in (${ranks})`),
    ...(chosen.length === 1 ? { orders } : {}),
  }
}

/** The conditions on agency and state, and where both are single, one on both: they have an index together. */
export function withAgency(
  agencyId: number | undefined,
  rows: { agencyId: number },
  state: Clause | null | undefined,
  orders?: string,
): Clause[] {
  if (agencyId === undefined) return state ? [state] : []
  const agency = among('agencyId', [agencyId], { rows: rows.agencyId, ...(orders ? { orders } : {}) })
  if (!state?.orders) return state ? [agency, state] : [agency]
  const least = Math.min(rows.agencyId, state.rows)
  return [
    { rows: least, orders: state.orders, when: (at) => sql`(${agency.when(at)} and ${state.when(at)})` },
  ]
}

type How = {
  clauses?: readonly (Clause | null | undefined | false)[]
  sorts?: Sorts
  /** How many rows there are, where that is kept. */
  total?: number | null
  hides?: Hides | null
}

/**
 * What of a table is not to be seen at all: few rows, with an index of their own. They are counted by themselves and taken
 * off, so that the rest is counted by its indexes alone.
 */
export type Hides = { shown: Narrow; hidden: Narrow }
type Narrow = <Q extends SelectQueryBuilder<any, any, any>>(query: Q) => Q
const everything: Narrow = (query) => query

/** Counts, orders with a unique tie-break, and cuts the page out. */
export async function page<O>(
  db: Kysely<any>,
  query: SelectQueryBuilder<any, any, O>,
  { sort, offset, limit }: ListQuery<unknown>,
  { clauses: given = [], sorts = {}, total: kept = null, hides = null }: How = {},
): Promise<Page<O>> {
  const { least, driver, narrowed } = narrowing(query, given)
  const most = Math.max(COUNTED, offset + limit)
  const hidden = hides ? await counted(db, hides.hidden(narrowed(undefined)), MANY) : 0
  const total = (kept ?? (await counted(db, narrowed(driver), most + 1 + hidden))) - hidden
  const more = kept === null && total > most
  if (limit === 0 || offset >= total) return { rows: [], total, more }

  const many = total > COUNTED && least?.orders !== sort.field
  // From the nearer end.
  const back = !more && offset > total / 2
  const keys = sorts[sort.field] ?? emptyLast(sort.field)
  const { shown } = hides ?? { shown: everything }
  const ids = ordered(
    shown(narrowed(many ? undefined : driver))
      .clearSelect()
      .select('id'),
    keys,
    sort.order,
    back,
  )
    .limit(back ? Math.min(limit, total - offset) : limit)
    .offset(back ? Math.max(total - offset - limit, 0) : offset)
  // The rows themselves are read last, and only those of the page.
  const rows = await ordered(query.clearWhere().where('id', 'in', ids), keys, sort.order, false).execute()
  return { rows, total, more }
}

/**
 * The ids of all rows, in order. One statement: what is changed meanwhile is neither left out nor told twice, and a number
 * for each row is all that is held.
 */
export async function everyId(
  query: SelectQueryBuilder<any, any, any>,
  sort: ListQuery<unknown>['sort'],
  { clauses = [], sorts = {}, hides = null }: Pick<How, 'clauses' | 'sorts' | 'hides'> = {},
): Promise<number[]> {
  const { driver, narrowed } = narrowing(query, clauses)
  const keys = sorts[sort.field] ?? emptyLast(sort.field)
  const { shown } = hides ?? { shown: everything }
  const ids = ordered(shown(narrowed(driver)).clearSelect().select('id'), keys, sort.order, false)
  return (await ids.execute()).map(({ id }) => id as number)
}

/** The query under all conditions, of which the driver may use its index. */
function narrowing<O>(query: SelectQueryBuilder<any, any, O>, given: NonNullable<How['clauses']>) {
  const clauses = given.filter((clause) => !!clause)
  const least = clauses.toSorted((a, b) => a.rows - b.rows)[0]
  const narrowed = (driver: Clause | undefined) =>
    clauses.reduce((chosen, clause) => chosen.where(clause.when(clause === driver ? seen : hidden)), query)
  return { least, driver: least?.rows === Infinity ? undefined : least, narrowed }
}

function ordered<Q extends SelectQueryBuilder<any, any, any>>(
  query: Q,
  keys: readonly Key[],
  order: 'asc' | 'desc',
  back: boolean,
): Q {
  return keys.reduce((sorted, { by, always }) => {
    const up = ((always ?? order) === 'asc') !== back
    return sorted.orderBy(by, up ? 'asc' : 'desc') as Q
  }, query)
}

/** How many rows there are, counted no further than `most`. */
export async function counted(
  db: Kysely<any>,
  query: SelectQueryBuilder<any, any, any>,
  most: number,
): Promise<number> {
  const { total } = await db
    .selectFrom(
      query
        .clearSelect()
        .select(sql`1`.as('one'))
        .limit(most)
        .as('found'),
    )
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total
}
