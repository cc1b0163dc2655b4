/** Drafts are their agency's own: what was never sent has an index, and the queues tell it apart without reading rows. */
import { sql, type Kysely, type Migration } from 'kysely'

const OPEN = `state in ('draft', 'returned', 'submitted', 'approved', 'assigned', 'executed', 'reported')`

export const sent: Migration = {
  async up(db: Kysely<any>) {
    const run = (text: string) => sql.raw(text).execute(db)
    await run(`create index requests_unsent on requests (agency_id, state, id) where submitted_at is null`)
    await run(`drop index requests_open`)
    await run(`create index requests_open on requests
      (state, due_at, warn_at, agency_id, assignee_ids, submitted_at) where ${OPEN}`)
  },
}
