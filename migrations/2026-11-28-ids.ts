/**
 * Indexes that PostgreSQL can answer from without a row: it does so only where they hold the column that an expression
 * is made of, and the id. SQLite computes the one and adds the other to each by itself.
 */
import { sql, type Kysely, type Migration } from 'kysely'

const statuses = ['broken', 'wrong', 'stale', 'propagating', 'ok', 'unknown']
const STATUS_RANK = `(case status ${statuses.map((status, rank) => `when '${status}' then ${rank}`).join(' ')} else 6 end)`

const indexes = {
  requests_by_status: `requests (${STATUS_RANK}, updated_at, id, status)`,
  sites_by_status: `sites (${STATUS_RANK}, hostname, id, status)`,
  sites_by_hostname: `sites (hostname, id)`,
  sites_by_agency: `sites (agency_id, hostname, id)`,
  sites_by_agency_status: `sites (agency_id, ${STATUS_RANK}, hostname, id, status)`,
  sites_by_kind: `sites (kind, hostname, id)`,
  sites_by_role: `sites (role, hostname, id)`,
}

export const ids = (dialect: 'sqlite' | 'postgres'): Migration => ({
  async up(db: Kysely<any>) {
    if (dialect === 'sqlite') return
    for (const [name, columns] of Object.entries(indexes)) {
      await sql.raw(`drop index if exists ${name}`).execute(db)
      await sql.raw(`create index ${name} on ${columns}`).execute(db)
    }
  },
})
