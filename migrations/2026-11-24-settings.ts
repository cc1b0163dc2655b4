/** What the administrator sets: one row for each section, its value as JSON text. A missing row is the default. */
import type { Kysely, Migration } from 'kysely'

export const settings: Migration = {
  async up(db: Kysely<any>) {
    await db.schema
      .createTable('settings')
      .addColumn('name', 'text', (c) => c.primaryKey())
      .addColumn('value', 'text', (c) => c.notNull())
      .execute()
  },
}
