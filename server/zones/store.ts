/** All SQL for the managed zones. */
import { z } from 'zod'
import type { Zone, ZoneInput } from '../core/directory.ts'
import type { Db } from '../database.ts'
import { plainTable } from '../plain-table.ts'
import { containing, idFilter } from '../rest.ts'

export const zoneFilter = z.strictObject({ id: idFilter, q: z.string().max(253).optional() })

export const zoneStore = (db: Db) =>
  plainTable<Zone, ZoneInput, z.infer<typeof zoneFilter>>(db, 'zones', {
    toRow: (input) => input,
    fromRow: (row: Zone) => row,
    where: (query, { q }) => (q === undefined ? query : query.where('name', 'like', containing(q))),
  })

/** The names of all managed zones. */
export async function zoneNames(db: Db): Promise<string[]> {
  return (await db.selectFrom('zones').select('name').execute()).map(({ name }) => name)
}
