/** What is remembered of a site from one look to the next: at most one row for each, and only what later looks need. */
import type { Kysely, Migration } from 'kysely'

export const memories: Migration = {
  async up(db: Kysely<any>) {
    await db.schema
      .createTable('site_memories')
      .addColumn('site_id', 'integer', (c) => c.primaryKey().references('sites.id').onDelete('cascade'))
      // The mark of its own home page, to know it again under another name (H02).
      .addColumn('title', 'text')
      .addColumn('fingerprint', 'text')
      .addColumn('likeness', 'text')
      .execute()
    for (const column of ['fingerprint', 'title'])
      await db.schema.createIndex(`site_memories_${column}`).on('site_memories').column(column).execute()
  },
}
