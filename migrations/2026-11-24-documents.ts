/** Documents that actions make: their facts, letter number, seal and verification code, beside what was uploaded. */
import type { Kysely, Migration } from 'kysely'

export const documents: Migration = {
  async up(db: Kysely<any>) {
    for (const column of ['number', 'facts', 'sealed_at', 'code']) {
      await db.schema.alterTable('documents').addColumn(column, 'text').execute()
    }
    await db.schema.createIndex('documents_code').on('documents').column('code').unique().execute()
  },
}
