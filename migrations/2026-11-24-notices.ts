/** The outbox, the webhooks, and how each person wants to be told. */
import type { ColumnDefinitionBuilder, Kysely, Migration } from 'kysely'

const required = (column: ColumnDefinitionBuilder) => column.notNull()

export const notices = (dialect: 'sqlite' | 'postgres'): Migration => ({
  async up(db: Kysely<any>) {
    const table = (name: string) =>
      db.schema
        .createTable(name)
        .addColumn('id', 'integer', (id) =>
          dialect === 'sqlite'
            ? id.primaryKey().autoIncrement()
            : id.primaryKey().generatedByDefaultAsIdentity(),
        )

    await db.schema
      .alterTable('people')
      .addColumn('language', 'text', (c) => c.notNull().defaultTo('id'))
      .execute()
    await db.schema
      .alterTable('people')
      .addColumn('notices', 'text', (c) => c.notNull().defaultTo('all'))
      .execute()

    await table('webhooks')
      .addColumn('name', 'text', required)
      .addColumn('url', 'text', required)
      // Sealed: who reads the database cannot sign.
      .addColumn('secret', 'text', required)
      .addColumn('events', 'text', required)
      .addColumn('active', 'integer', required)
      .addColumn('created_at', 'text', required)
      .execute()

    await table('deliveries')
      // What it is about, to whom, and how: one row for ever, so that nobody is told twice of one event.
      .addColumn('occasion', 'text', required)
      .addColumn('receiver', 'text', required)
      .addColumn('channel', 'text', required)
      .addColumn('kind', 'text', required)
      .addColumn('request_id', 'integer', (c) => c.references('requests.id'))
      .addColumn('person_id', 'integer', (c) => c.references('people.id').onDelete('set null'))
      .addColumn('webhook_id', 'integer', (c) => c.references('webhooks.id').onDelete('set null'))
      .addColumn('name', 'text', required)
      .addColumn('address', 'text', required)
      .addColumn('subject', 'text', required)
      .addColumn('body', 'text', required)
      .addColumn('message_id', 'text', required)
      .addColumn('state', 'text', required)
      .addColumn('attempts', 'integer', required)
      // Null once nothing is to be tried any more.
      .addColumn('next_attempt_at', 'text')
      .addColumn('claimed_at', 'text')
      .addColumn('last_error', 'text')
      .addColumn('created_at', 'text', required)
      .addColumn('sent_at', 'text')
      .addUniqueConstraint('deliveries_once', ['occasion', 'receiver', 'channel'])
      .execute()
    await db.schema
      .createIndex('deliveries_due')
      .on('deliveries')
      .columns(['state', 'channel', 'next_attempt_at'])
      .execute()
    await db.schema.createIndex('deliveries_request').on('deliveries').columns(['request_id', 'id']).execute()
    await db.schema.createIndex('deliveries_person').on('deliveries').column('person_id').execute()
    await db.schema.createIndex('deliveries_webhook').on('deliveries').column('webhook_id').execute()
  },
})
