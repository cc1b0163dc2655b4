/** What is remembered of sites and zones from one look to the next: one row for each, and only what later looks need. */
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
      // Its records under the zone's serial of then: JSON (A09).
      .addColumn('published', 'text')
      // Whether it was dead in looks spread over some days: JSON (S04).
      .addColumn('dead', 'text')
      .execute()
    for (const column of ['fingerprint', 'title'])
      await db.schema.createIndex(`site_memories_${column}`).on('site_memories').column(column).execute()

    await db.schema
      .createTable('zone_serials')
      .addColumn('zone', 'text', (c) => c.primaryKey())
      // Serials have 32 bits without a sign, more than an integer of PostgreSQL holds.
      .addColumn('serial', 'bigint', (c) => c.notNull())
      .addColumn('back_at', 'text')
      .execute()
  },
}
