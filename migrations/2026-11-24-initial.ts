/** Every table of the first release. Instants are ISO 8601 UTC text, flags 0 or 1, JSON is text: the same in both databases. */
import { sql, type ColumnDefinitionBuilder, type Kysely, type Migration } from 'kysely'

const required = (column: ColumnDefinitionBuilder) => column.notNull()
const OPEN = sql.raw(`('submitted', 'approved', 'assigned', 'executed', 'reported')`)

export const initial = (dialect: 'sqlite' | 'postgres'): Migration => ({
  async up(db: Kysely<any>) {
    const table = (name: string) =>
      db.schema
        .createTable(name)
        .addColumn('id', 'integer', (id) =>
          dialect === 'sqlite'
            ? id.primaryKey().autoIncrement()
            : id.primaryKey().generatedByDefaultAsIdentity(),
        )
    const references = (target: string) => (column: ColumnDefinitionBuilder) =>
      column.references(`${target}.id`)
    const bytes = dialect === 'sqlite' ? 'blob' : 'bytea'

    await table('agencies')
      .addColumn('name', 'text', (c) => c.notNull().unique())
      .addColumn('short_name', 'text', (c) => c.notNull().unique())
      .execute()

    await table('people')
      .addColumn('name', 'text', required)
      .addColumn('email', 'text', (c) => c.notNull().unique())
      .addColumn('role', 'text', required)
      .addColumn('agency_id', 'integer', references('agencies'))
      .addColumn('active', 'integer', required)
      // The account's id, or the one that a host's identify() gives.
      .addColumn('subject', 'text', (c) => c.unique())
      .execute()

    await table('invitations')
      // Only a digest is kept: who reads the database cannot use the link.
      .addColumn('token_digest', 'text', (c) => c.notNull().unique())
      // Null for the first administrator, who is nobody yet.
      .addColumn('person_id', 'integer', (c) => c.references('people.id').onDelete('cascade'))
      .addColumn('expires_at', 'text', required)
      .addColumn('used_at', 'text')
      .execute()

    await table('zones')
      .addColumn('name', 'text', (c) => c.notNull().unique())
      .addColumn('note', 'text', required)
      .execute()

    await table('resolvers')
      .addColumn('name', 'text', required)
      .addColumn('address', 'text', (c) => c.notNull().unique())
      .addColumn('active', 'integer', required)
      .execute()

    await table('holidays')
      .addColumn('held_on', 'text', (c) => c.notNull().unique())
      .addColumn('name', 'text', required)
      .addColumn('kind', 'text', required)
      .addColumn('source', 'text', required)
      .execute()

    await table('requests')
      .addColumn('number', 'text', (c) => c.unique())
      .addColumn('agency_id', 'integer', (c) => c.notNull().references('agencies.id'))
      .addColumn('applicant_id', 'integer', (c) => c.notNull().references('people.id'))
      .addColumn('kind', 'text', required)
      .addColumn('old_name', 'text', required)
      .addColumn('new_name', 'text', required)
      .addColumn('records', 'text', required)
      .addColumn('want', 'text', required)
      .addColumn('redirect_until', 'text')
      .addColumn('reason', 'text', required)
      .addColumn('state', 'text', required)
      .addColumn('version', 'integer', required)
      .addColumn('assignee_ids', 'text', required)
      .addColumn('waits_for', 'text')
      .addColumn('step_started_at', 'text')
      .addColumn('held_at', 'text')
      .addColumn('pauses', 'text', required)
      .addColumn('due_at', 'text')
      .addColumn('submitted_at', 'text')
      .addColumn('executed_at', 'text')
      .addColumn('archived_at', 'text')
      .addColumn('baseline', 'text')
      .addColumn('override', 'text')
      .addColumn('gone_at', 'text')
      .addColumn('status', 'text')
      .addColumn('severity', 'text')
      .addColumn('checked_at', 'text')
      .addColumn('forecast_until', 'text')
      .addColumn('created_at', 'text', required)
      .addColumn('updated_at', 'text', required)
      .execute()
    await db.schema.createIndex('requests_state_due').on('requests').columns(['state', 'due_at']).execute()
    await db.schema.createIndex('requests_agency').on('requests').columns(['agency_id', 'state']).execute()
    await db.schema.createIndex('requests_updated').on('requests').columns(['updated_at', 'id']).execute()
    // N08: a name is claimed by one open request at most, whoever submits at the same moment.
    for (const column of ['old_name', 'new_name']) {
      const index = sql.raw(`requests_open_${column}`)
      await sql`create unique index ${index} on requests (${sql.ref(column)}) where state in ${OPEN}`.execute(
        db,
      )
    }

    await table('request_events')
      .addColumn('request_id', 'integer', (c) => c.notNull().references('requests.id'))
      .addColumn('seq', 'integer', required)
      .addColumn('action', 'text', required)
      .addColumn('from_state', 'text')
      .addColumn('to_state', 'text', required)
      .addColumn('actor_id', 'integer', (c) => c.notNull().references('people.id'))
      .addColumn('actor_name', 'text', required)
      .addColumn('actor_role', 'text', required)
      .addColumn('at', 'text', required)
      .addColumn('details', 'text', required)
      // Each line carries the digest of the one before it: what was changed or left out breaks the chain.
      .addColumn('previous', 'text', required)
      .addColumn('digest', 'text', (c) => c.notNull().unique())
      .addUniqueConstraint('request_events_seq', ['request_id', 'seq'])
      .execute()
    await appendOnly(db, dialect, 'request_events')

    // The head of a chain: its row is the lock that makes lines follow each other.
    await db.schema
      .createTable('chains')
      .addColumn('name', 'text', (c) => c.primaryKey())
      .addColumn('digest', 'text', required)
      .addColumn('length', 'integer', required)
      .execute()
    await db.insertInto('chains').values({ name: 'request_events', digest: '', length: 0 }).execute()

    await table('documents')
      .addColumn('request_id', 'integer', (c) => c.notNull().references('requests.id'))
      .addColumn('kind', 'text', required)
      .addColumn('name', 'text', required)
      .addColumn('media_type', 'text', required)
      .addColumn('size', 'integer', required)
      .addColumn('digest', 'text', required)
      .addColumn('uploaded_by', 'integer', (c) => c.notNull().references('people.id'))
      .addColumn('uploaded_at', 'text', required)
      .execute()
    await db.schema.createIndex('documents_request').on('documents').column('request_id').execute()

    // Contents are stored once by digest (SHA-256, hex).
    await db.schema
      .createTable('document_contents')
      .addColumn('digest', 'text', (c) => c.primaryKey())
      .addColumn('content', sql.raw(bytes), required)
      .execute()

    await table('sites')
      .addColumn('hostname', 'text', (c) => c.notNull().unique())
      .addColumn('agency_id', 'integer', (c) => c.notNull().references('agencies.id'))
      .addColumn('kind', 'text', required)
      .addColumn('records', 'text', required)
      .addColumn('role', 'text', required)
      .addColumn('want', 'text')
      .addColumn('redirect_until', 'text')
      .addColumn('request_id', 'integer', references('requests'))
      .addColumn('status', 'text', required)
      .addColumn('severity', 'text', required)
      .addColumn('status_since', 'text')
      .addColumn('checked_at', 'text')
      .addColumn('next_check_at', 'text')
      .addColumn('forecast_until', 'text')
      .execute()
    await db.schema.createIndex('sites_next_check').on('sites').column('next_check_at').execute()
    await db.schema.createIndex('sites_status').on('sites').columns(['status', 'severity']).execute()
    await db.schema.createIndex('sites_agency').on('sites').column('agency_id').execute()
    await db.schema.createIndex('sites_request').on('sites').column('request_id').execute()

    // Evidence: one row for each look that changed anything.
    await table('looks')
      .addColumn('site_id', 'integer', (c) => c.references('sites.id').onDelete('cascade'))
      .addColumn('request_id', 'integer', references('requests'))
      .addColumn('checked_at', 'text', required)
      .addColumn('status', 'text', required)
      .addColumn('severity', 'text', required)
      .addColumn('digest', 'text', required)
      .addColumn('result', 'text', required)
      .execute()
    await db.schema.createIndex('looks_site').on('looks').columns(['site_id', 'id']).execute()
    await db.schema.createIndex('looks_request').on('looks').columns(['request_id', 'id']).execute()

    await table('findings')
      .addColumn('site_id', 'integer', (c) => c.notNull().references('sites.id').onDelete('cascade'))
      .addColumn('request_id', 'integer', references('requests'))
      .addColumn('agency_id', 'integer', (c) => c.notNull().references('agencies.id'))
      .addColumn('finding_key', 'text', required)
      .addColumn('condition', 'text', required)
      .addColumn('name', 'text', required)
      .addColumn('level', 'text', required)
      .addColumn('stop', 'integer', required)
      .addColumn('subject', 'text', required)
      .addColumn('server', 'text')
      .addColumn('expected', 'text')
      .addColumn('seen', 'text')
      .addColumn('message', 'text', required)
      .addColumn('remedy', 'text', required)
      .addColumn('state', 'text', required)
      // The last looks, oldest first: 1 saw it, 0 did not.
      .addColumn('looks', 'text', required)
      .addColumn('flapping', 'integer', required)
      .addColumn('first_seen_at', 'text', required)
      .addColumn('opened_at', 'text')
      .addColumn('closed_at', 'text')
      .execute()
    await db.schema.createIndex('findings_site').on('findings').columns(['site_id', 'state']).execute()
    await db.schema.createIndex('findings_state').on('findings').columns(['state', 'level']).execute()

    // Which names a site's pages and records mention: an index of what was fetched anyway, asked by name.
    await table('mentions')
      .addColumn('site_id', 'integer', (c) => c.notNull().references('sites.id').onDelete('cascade'))
      .addColumn('host', 'text', required)
      .addColumn('place', 'text', required)
      .addColumn('seen_at', 'text', required)
      .addUniqueConstraint('mentions_once', ['host', 'site_id', 'place'])
      .execute()
    await db.schema.createIndex('mentions_site').on('mentions').column('site_id').execute()

    // Gap-free numbers: raised in the transaction that uses them.
    await db.schema
      .createTable('counters')
      .addColumn('name', 'text', (c) => c.primaryKey())
      .addColumn('value', 'integer', required)
      .execute()
  },
})

/** The database itself refuses to change history. */
async function appendOnly(db: Kysely<any>, dialect: 'sqlite' | 'postgres', table: string): Promise<void> {
  if (dialect === 'sqlite') {
    for (const verb of ['update', 'delete']) {
      const text = `create trigger ${table}_no_${verb} before ${verb} on ${table} begin select raise(abort, 'history is append-only'); end`
      await sql.raw(text).execute(db)
    }
    return
  }
  await sql
    .raw(
      `create function alih_append_only() returns trigger language plpgsql as $$ begin raise exception 'history is append-only'; end $$`,
    )
    .execute(db)
  await sql
    .raw(
      `create trigger ${table}_append_only before update or delete or truncate on ${table} for each statement execute function alih_append_only()`,
    )
    .execute(db)
}
