/** When the serial of a zone was first seen, and since when its servers differ, over which serial: JSON (A06, A07, R04). */
import type { Kysely, Migration } from 'kysely'

export const split: Migration = {
  async up(db: Kysely<any>) {
    for (const column of ['seen_at', 'split'])
      await db.schema.alterTable('zone_serials').addColumn(column, 'text').execute()
  },
}
