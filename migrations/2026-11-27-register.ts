/** The history of the register: who wrote which name down, changed it or took it out, chained like that of requests. */
import { sql, type ColumnDefinitionBuilder, type Kysely, type Migration } from 'kysely'

const required = (column: ColumnDefinitionBuilder) => column.notNull()

export const register = (dialect: 'sqlite' | 'postgres'): Migration => ({
  async up(db: Kysely<any>) {
    await db.schema
      .createTable('register_events')
      .addColumn('id', 'integer', (id) =>
        dialect === 'sqlite'
          ? id.primaryKey().autoIncrement()
          : id.primaryKey().generatedByDefaultAsIdentity(),
      )
      // No reference: what is told of a name outlives its row.
      .addColumn('site_id', 'integer', required)
      .addColumn('hostname', 'text', required)
      .addColumn('action', 'text', required)
      // Null: the command line.
      .addColumn('actor_id', 'integer', (c) => c.references('people.id'))
      .addColumn('actor_name', 'text', required)
      .addColumn('actor_role', 'text', required)
      .addColumn('at', 'text', required)
      // What changed, as it was and as it became.
      .addColumn('before', 'text', required)
      .addColumn('after', 'text', required)
      .addColumn('http_request_id', 'text')
      .addColumn('address', 'text')
      .addColumn('previous', 'text', required)
      .addColumn('digest', 'text', (c) => c.notNull().unique())
      .execute()
    await db.schema
      .createIndex('register_events_site')
      .on('register_events')
      .columns(['site_id', 'id'])
      .execute()
    await db.insertInto('chains').values({ name: 'register_events', digest: '', length: 0 }).execute()
    for (const statement of guards(dialect)) await sql.raw(statement).execute(db)
  },
})

/** The database itself refuses to change history; PostgreSQL has the function since the first migration. */
const guards = (dialect: 'sqlite' | 'postgres') =>
  dialect === 'sqlite'
    ? ['update', 'delete'].map(
        (verb) =>
          `create trigger register_events_no_${verb} before ${verb} on register_events begin select raise(abort, 'history is append-only'); end`,
      )
    : [
        `create trigger register_events_append_only before update or delete or truncate on register_events for each statement execute function alih_append_only()`,
      ]
