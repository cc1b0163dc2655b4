/** Letters about several names, letters that were replaced, when a name was retired, and wildcard certificates in use. */
import { sql, type Kysely, type Migration } from 'kysely'

export const intake = (dialect: 'sqlite' | 'postgres'): Migration => ({
  async up(db: Kysely<any>) {
    await db.schema
      .createTable('submissions')
      .addColumn('id', 'integer', (id) =>
        dialect === 'sqlite'
          ? id.primaryKey().autoIncrement()
          : id.primaryKey().generatedByDefaultAsIdentity(),
      )
      .addColumn('agency_id', 'integer', (c) => c.notNull().references('agencies.id'))
      .addColumn('applicant_id', 'integer', (c) => c.notNull().references('people.id'))
      .addColumn('created_at', 'text', (c) => c.notNull())
      .execute()
    await db.schema
      .alterTable('requests')
      .addColumn('submission_id', 'integer', (c) => c.references('submissions.id'))
      .execute()
    await db.schema.createIndex('requests_submission').on('requests').column('submission_id').execute()
    // A letter that was replaced after it had been sent once stays, marked with when.
    await db.schema.alterTable('documents').addColumn('superseded_at', 'text').execute()
    await db.schema.createIndex('documents_digest').on('documents').column('digest').execute()
    await db.schema.alterTable('sites').addColumn('retired_at', 'text').execute()
    // Names of wildcard certificates as the last look saw them, a JSON list; null where there were none.
    await db.schema.alterTable('sites').addColumn('wildcards', 'text').execute()
    await sql`update sites set retired_at = coalesce(checked_at, ${new Date().toISOString()}) where role = 'retired'`.execute(
      db,
    )
  },
})
