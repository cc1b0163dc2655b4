/** People as the SOP knows them, who acts for whom, marks of a returned request, and what a line of the history says more. */
import type { Kysely, Migration } from 'kysely'

export const people = (dialect: 'sqlite' | 'postgres'): Migration => ({
  async up(db: Kysely<any>) {
    for (const column of ['nip', 'rank', 'position', 'decree_number', 'other_qualifications']) {
      await db.schema
        .alterTable('people')
        .addColumn(column, 'text', (c) => c.notNull().defaultTo(''))
        .execute()
    }
    await db.schema.alterTable('people').addColumn('decree_day', 'text').execute()
    await db.schema
      .alterTable('people')
      .addColumn('qualifications', 'text', (c) => c.notNull().defaultTo('[]'))
      .execute()

    await db.schema
      .createTable('actings')
      .addColumn('id', 'integer', (id) =>
        dialect === 'sqlite'
          ? id.primaryKey().autoIncrement()
          : id.primaryKey().generatedByDefaultAsIdentity(),
      )
      .addColumn('person_id', 'integer', (c) => c.notNull().references('people.id'))
      .addColumn('stands_in_for_id', 'integer', (c) => c.notNull().references('people.id'))
      .addColumn('title', 'text', (c) => c.notNull())
      // Both inclusive, as dates of WITA.
      .addColumn('from_day', 'text', (c) => c.notNull())
      .addColumn('to_day', 'text', (c) => c.notNull())
      .addColumn('note', 'text', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('actings_person').on('actings').columns(['person_id', 'to_day']).execute()

    // What must be corrected of a returned request.
    await db.schema
      .alterTable('requests')
      .addColumn('marks', 'text', (c) => c.notNull().defaultTo('[]'))
      .execute()

    // Null in the lines written before these were kept: their digests say what they said then.
    const line = (column: string, type: 'text' | 'integer') =>
      db.schema.alterTable('request_events').addColumn(column, type).execute()
    await line('on_behalf_of_id', 'integer')
    for (const column of [
      'on_behalf_of_name',
      'on_behalf_of_title',
      'before',
      'after',
      'http_request_id',
      'address',
    ])
      await line(column, 'text')
  },
})
