/** Since when the servers of a zone differ, and over which serial: JSON (A06, A07). */
import type { Kysely, Migration } from 'kysely'

export const split: Migration = {
  async up(db: Kysely<any>) {
    await db.schema.alterTable('zone_serials').addColumn('split', 'text').execute()
  },
}
