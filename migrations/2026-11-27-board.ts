/** The health board: how each day ended by agency, why a name still propagates, and indexes for what the board lists. */
import { sql, type Kysely, type Migration } from 'kysely'

const statuses = ['broken', 'wrong', 'stale', 'propagating', 'ok', 'unknown']

const OF_CHECKER = `where state = 'open' and condition >= 'M' and condition < 'N'`
const PROPAGATING = `where status = 'propagating' and role <> 'retired'`
const indexes: readonly (readonly [name: string, on: string])[] = [
  ['site_days_of_agency', 'site_days (agency_id, day)'],
  ['sites_propagating', `sites ((forecast_until is null), forecast_until, hostname) ${PROPAGATING}`],
  [
    'sites_propagating_of_agency',
    `sites (agency_id, (forecast_until is null), forecast_until, hostname) ${PROPAGATING}`,
  ],
  ['sites_ailing_of_agency', 'sites (agency_id, status, status_since)'],
  ['findings_of_checker', `findings (opened_at, id) ${OF_CHECKER}`],
  ['findings_of_checker_of_agency', `findings (agency_id, opened_at, id) ${OF_CHECKER}`],
  ['people_of_agency', 'people (agency_id, name)'],
]

export const board: Migration = {
  async up(db: Kysely<any>) {
    const run = (text: string) => sql.raw(text).execute(db)
    await run(`alter table sites add column forecast_because text`)
    const counts = statuses.map((status) => `${status} integer not null`)
    // One row for each agency and day, written again only when its counts are others.
    await run(`create table site_days (
      day text not null, agency_id integer not null, ${counts.join(', ')}, primary key (day, agency_id))`)
    for (const [name, on] of indexes) await run(`create index ${name} on ${on}`)
  },
}
