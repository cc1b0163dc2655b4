/** Counts that are kept: triggers raise and lower them in the transaction of each change. */
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../database.ts'

type List = 'requests' | 'sites' | 'findings' | 'deliveries'

/**
 * What rows are told apart by: the agency, the state (of a site its role), and the detail (of requests and sites the
 * status, of findings the level).
 */
type Choice = { agencyId?: number[] | undefined; state?: string[] | undefined; detail?: string[] | undefined }

/** How many rows each choice leaves by itself, and all of them together. */
export async function tally(
  db: Db,
  list: List,
  { agencyId, state, detail }: Choice,
): Promise<Record<keyof Choice | 'together', number>> {
  const one = (column: 'agencyId' | 'state' | 'detail', values: readonly (string | number)[] | undefined) =>
    values ? sql<boolean>`${sql.ref(column)} in (${sql.join(values)})` : sql<boolean>`1 = 1`
  const conditions = {
    agencyId: one('agencyId', agencyId),
    state: one('state', state),
    detail: one('detail', detail),
  }
  const sum = (condition: RawBuilder<unknown>) =>
    sql<number>`coalesce(sum(case when ${condition} then total end), 0)`
  return db
    .selectFrom('tallies')
    .where('list', '=', list)
    .select([
      sum(conditions.agencyId).as('agencyId'),
      sum(conditions.state).as('state'),
      sum(conditions.detail).as('detail'),
      sum(sql.join(Object.values(conditions), sql` and `)).as('together'),
    ])
    .executeTakeFirstOrThrow()
}

/** The counts of one agency, or of all, by state and detail. */
export async function tallies(
  db: Db,
  list: List,
  agencyId: number | null,
): Promise<{ state: string; detail: string; total: number }[]> {
  let query = db
    .selectFrom('tallies')
    .where('list', '=', list)
    .select(['state', 'detail', ({ fn }) => fn.sum<number>('total').as('total')])
    .groupBy(['state', 'detail'])
  if (agencyId !== null) query = query.where('agencyId', '=', agencyId)
  return query.execute()
}

/** The counts of each agency, or of one, by state and detail. */
export async function talliesByAgency(
  db: Db,
  list: List,
  agencyId: number | null,
): Promise<{ agencyId: number; state: string; detail: string; total: number }[]> {
  let query = db
    .selectFrom('tallies')
    .where('list', '=', list)
    .select(['agencyId', 'state', 'detail', ({ fn }) => fn.sum<number>('total').as('total')])
    .groupBy(['agencyId', 'state', 'detail'])
  if (agencyId !== null) query = query.where('agencyId', '=', agencyId)
  return query.execute()
}
