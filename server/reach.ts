/** Which requests are within somebody's reach, as conditions of SQL: told here for everything that reads requests. */
import type { SelectQueryBuilder } from 'kysely'
import type { Reach } from './rest.ts'

type Requests<O> = SelectQueryBuilder<any, any, O>

/** Of requests, those that may be seen. */
export function withinReach<Q extends Requests<any>>(query: Q, { agencyId, sentOnly }: Reach): Q {
  const own = agencyId === null ? query : (query.where('requests.agencyId', '=', agencyId) as Q)
  return sentOnly ? sent(own) : own
}

/** Sent to the office once, whatever became of it. */
const sent = <Q extends Requests<any>>(query: Q): Q =>
  query.where('requests.submittedAt', 'is not', null) as Q

/** Drafts, and those that were withdrawn as such: few, and with an index of their own. */
export const unsent = <Q extends Requests<any>>(query: Q): Q =>
  query.where('requests.submittedAt', 'is', null) as Q
