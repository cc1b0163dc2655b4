/**
 * Pages of tables that may have a million rows. Counts that are kept tell how much each condition leaves; only the one
 * that leaves least may use its index, and where even that leaves much, the order's index is walked instead. So both
 * databases go the same way, and neither guesses.
 */
import { sql, type Kysely, type RawBuilder, type SelectQueryBuilder } from 'kysely'
import type { ListQuery, Page } from './rest.ts'

/** Rows are counted as far as this; whoever has more sees that there are more. */
export const COUNTED = 3_000

export type Condition = RawBuilder<boolean>

/** One condition of a list. `rows` is about how many it leaves: `Infinity` where no index can tell which. */
export type Clause = {
  rows: number
  when: Condition
  /** So many it leaves at least, where somebody has counted; what is hidden is among them. */
  atLeast?: number
  /** The fields in whose order an index of its own gives the rows. */
  orders?: readonly string[]
}

/** One part of an order. `always` keeps its direction, whichever way the rest goes. */
type Key = { by: RawBuilder<unknown>; always?: 'asc' }
export type Sorts = Record<string, readonly Key[]>

// Neither planner looks into a case, so no index is used; and PostgreSQL, which thinks little of a comparison that it has no
// figures for, takes this for half of all rows and does not fetch all of them for the sake of a few.
const unindexed = (condition: Condition): Condition => sql`(case when ${condition} then 1 = 1 else 1 = 0 end)`

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
  { rows = MANY, orders }: { rows?: number; orders?: readonly string[] } = {},
): Clause => ({
  rows,
  when:
    values.length === 1
      ? sql`${sql.ref(column)} = ${values[0]}`
      : sql`${sql.ref(column)} in (${sql.join(values)})`,
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
  { rows, orders }: { rows: number; orders: readonly string[] },
): Clause {
  const ranks = sql.join(chosen.map((value) => sql.lit(values.indexOf(value))))
  return {
    rows,
    when: sql`${rank} in (${ranks})`,
    ...(chosen.length === 1 ? { orders } : {}),
  }
}

/** The conditions on agency and state, and where both are single, one on both: they have an index together. */
export function withAgency(
  agencyId: number | undefined,
  rows: { agencyId: number },
  state: Clause | null | undefined,
  orders?: readonly string[],
): Clause[] {
  if (agencyId === undefined) return state ? [state] : []
  const agency = among('agencyId', [agencyId], { rows: rows.agencyId, ...(orders ? { orders } : {}) })
  if (!state?.orders) return state ? [agency, state] : [agency]
  const least = Math.min(rows.agencyId, state.rows)
  return [{ rows: least, orders: state.orders, when: sql`(${agency.when} and ${state.when})` }]
}

type How = {
  clauses?: readonly (Clause | null | undefined | false)[]
  sorts?: Sorts
  /** How many rows there are, where that is kept. */
  total?: number | null
  hides?: Hides | null
}

/**
 * Narrows a query to what is not to be seen at all: few rows, with an index of their own. They are counted by themselves
 * and taken off, and passed over by their numbers, so that the rest is counted and walked by its indexes alone.
 */
export type Hides = Narrow
type Narrow = <Q extends SelectQueryBuilder<any, any, any>>(query: Q) => Q

/** Counts, orders with a unique tie-break, and cuts the page out. */
export async function page<O>(
  db: Kysely<any>,
  query: SelectQueryBuilder<any, any, O>,
  { sort, offset, limit }: ListQuery<unknown>,
  { clauses: given = [], sorts = {}, total: kept = null, hides = null }: How = {},
): Promise<Page<O>> {
  const { least, only, driver, narrowed } = narrowing(query, given)
  const most = Math.max(COUNTED, offset + limit)
  const hidden = hides
    ? await counted(db, narrowed(undefined).where('id', 'in', idsOf(hides, query)), MANY)
    : 0
  const enough = most + 1 + hidden
  const known = kept ?? (only?.atLeast && only.atLeast >= enough ? enough : null)
  const total = (known ?? (await counted(db, narrowed(driver), enough))) - hidden
  const more = kept === null && total > most
  if (limit === 0 || offset >= total) return { rows: [], total, more }

  const many = total > COUNTED && !least?.orders?.includes(sort.field)
  // From the nearer end.
  const back = !more && offset > total / 2
  const keys = sorts[sort.field] ?? emptyLast(sort.field)
  const ids = ordered(
    without(hides, query, narrowed(many ? undefined : driver))
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
  const seenOnly = without(hides, query, narrowed(driver))
  const ids = ordered(seenOnly.clearSelect().select('id'), keys, sort.order, false)
  return (await ids.execute()).map(({ id }) => id as number)
}

const idsOf = (narrow: Narrow, all: SelectQueryBuilder<any, any, any>) =>
  narrow(all.clearSelect().select('id'))

const without = <Q extends SelectQueryBuilder<any, any, any>>(
  hides: Hides | null,
  all: SelectQueryBuilder<any, any, any>,
  query: Q,
): Q => (hides ? (query.where('id', 'not in', idsOf(hides, all)) as Q) : query)

/** The query under all conditions, of which the driver may use its index. */
function narrowing<O>(query: SelectQueryBuilder<any, any, O>, given: NonNullable<How['clauses']>) {
  const clauses = given.filter((clause) => !!clause)
  const least = clauses.toSorted((a, b) => a.rows - b.rows)[0]
  const narrowed = (driver: Clause | undefined) =>
    clauses.reduce(
      (chosen, clause) => chosen.where(clause === driver ? clause.when : unindexed(clause.when)),
      query,
    )
  const only = clauses.length === 1 ? least : undefined
  return { least, only, driver: least?.rows === Infinity ? undefined : least, narrowed }
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
