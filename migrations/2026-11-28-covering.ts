/** Indexes that answer by themselves: what is due and what is open in their usual order, and an agency's names by health. */
import { sql, type Kysely, type Migration } from 'kysely'

const OPEN = `state in ('draft', 'returned', 'submitted', 'approved', 'assigned', 'executed', 'reported')`
const statuses = ['broken', 'wrong', 'stale', 'propagating', 'ok', 'unknown']
const STATUS_RANK = `(case status ${statuses.map((status, rank) => `when '${status}' then ${rank}`).join(' ')} else 6 end)`

const WATCHED = `role <> 'retired'`
const SOONEST = `(forecast_until is null), forecast_until, hostname`
const PROPAGATING = `where status = 'propagating' and ${WATCHED}`
const OF_CHECKER = `where state = 'open' and condition >= 'M' and condition < 'N'`
const watched = {
  sites_ailing: `sites (status, status_since) where ${WATCHED}`,
  sites_ailing_of_agency: `sites (agency_id, status, status_since) where ${WATCHED}`,
  sites_propagating: `sites (status, ${SOONEST}) ${PROPAGATING}`,
  sites_propagating_of_agency: `sites (agency_id, status, ${SOONEST}) ${PROPAGATING}`,
  findings_of_checker: `findings (state, opened_at, id) ${OF_CHECKER}`,
  findings_of_checker_of_agency: `findings (agency_id, state, opened_at, id) ${OF_CHECKER}`,
}

export const covering: Migration = {
  async up(db: Kysely<any>) {
    const run = (text: string) => sql.raw(text).execute(db)
    await run(`drop index requests_due`)
    await run(`create index requests_due on requests (due_at, updated_at, id) where due_at is not null`)
    await run(`drop index requests_open`)
    await run(`create index requests_open on requests
      (state, due_at, warn_at, agency_id, assignee_ids, submitted_at, updated_at, id) where ${OPEN}`)
    await run(`create index sites_by_agency_status on sites (agency_id, ${STATUS_RANK}, hostname)`)
    // What a query asks to be equal comes first, also where the index has no other: else SQLite prefers one that it must sort.
    for (const [name, columns] of Object.entries(watched)) {
      await run(`drop index ${name}`)
      await run(`create index ${name} on ${columns}`)
    }
  },
}
