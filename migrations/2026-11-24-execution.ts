/** Step 4: ticked items of the runbook, keys for dynamic updates (secrets sealed), and every update that was sent. */
import type { ColumnDefinitionBuilder, Kysely, Migration } from 'kysely'

const required = (column: ColumnDefinitionBuilder) => column.notNull()

export const execution = (dialect: 'sqlite' | 'postgres'): Migration => ({
  async up(db: Kysely<any>) {
    const table = (name: string) =>
      db.schema
        .createTable(name)
        .addColumn('id', 'integer', (id) =>
          dialect === 'sqlite'
            ? id.primaryKey().autoIncrement()
            : id.primaryKey().generatedByDefaultAsIdentity(),
        )

    await table('runbook_ticks')
      .addColumn('request_id', 'integer', (c) => c.notNull().references('requests.id'))
      .addColumn('item', 'text', required)
      .addColumn('person_id', 'integer', (c) => c.notNull().references('people.id'))
      .addColumn('person_name', 'text', required)
      .addColumn('at', 'text', required)
      .addUniqueConstraint('runbook_ticks_once', ['request_id', 'item'])
      .execute()

    await table('update_keys')
      .addColumn('zone_id', 'integer', (c) => c.notNull().unique().references('zones.id').onDelete('cascade'))
      .addColumn('server', 'text', required)
      .addColumn('name', 'text', required)
      .addColumn('algorithm', 'text', required)
      // Sealed: who reads the database cannot use it.
      .addColumn('secret', 'text', required)
      .addColumn('active', 'integer', required)
      .addColumn('updated_by', 'integer', (c) => c.notNull().references('people.id'))
      .addColumn('updated_at', 'text', required)
      .execute()

    await table('updates')
      .addColumn('request_id', 'integer', (c) => c.notNull().references('requests.id'))
      .addColumn('zone', 'text', required)
      .addColumn('server', 'text', required)
      .addColumn('key_name', 'text', required)
      .addColumn('diff', 'text', required)
      .addColumn('digest', 'text', required)
      .addColumn('status', 'text', required)
      .addColumn('result', 'text')
      .addColumn('undoes', 'integer', (c) => c.references('updates.id'))
      .addColumn('person_id', 'integer', (c) => c.notNull().references('people.id'))
      .addColumn('person_name', 'text', required)
      .addColumn('sent_at', 'text', required)
      .addColumn('settled_at', 'text')
      .execute()
    await db.schema.createIndex('updates_request').on('updates').column('request_id').execute()
  },
})
