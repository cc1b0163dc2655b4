/** All SQL for agencies. */
import { sql } from 'kysely'
import { z } from 'zod'
import type { Agency, AgencyInput } from '../core/directory.ts'
import type { Db } from '../database.ts'
import { plainTable } from '../plain-table.ts'
import { containing, idFilter } from '../rest.ts'

export const agencyFilter = z.strictObject({ id: idFilter, q: z.string().max(200).optional() })

export const agencyStore = (db: Db) =>
  plainTable<Agency, AgencyInput, z.infer<typeof agencyFilter>>(db, 'agencies', {
    toRow: (input) => input,
    fromRow: (row: Agency) => row,
    where: (query, { q }) =>
      q === undefined
        ? query
        : query.where(
            sql<boolean>`(lower(name) like ${containing(q)} escape '\\' or lower(short_name) like ${containing(q)} escape '\\')`,
          ),
  })

export const allAgencies = (db: Db): Promise<Agency[]> => db.selectFrom('agencies').selectAll().execute()
