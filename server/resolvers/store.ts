/** All SQL for the panel of resolvers. */
import { z } from 'zod'
import type { Resolver, ResolverInput } from '../core/directory.ts'
import type { Db } from '../database.ts'
import { plainTable } from '../plain-table.ts'
import { idFilter } from '../rest.ts'

export const resolverFilter = z.strictObject({ id: idFilter, active: z.boolean().optional() })

export const resolverStore = (db: Db) =>
  plainTable<Resolver, ResolverInput, z.infer<typeof resolverFilter>>(db, 'resolvers', {
    toRow: (input) => ({ ...input, active: Number(input.active) }),
    fromRow: (row: Omit<Resolver, 'active'> & { active: number }) => ({ ...row, active: row.active === 1 }),
    where: (query, { active }) => (active === undefined ? query : query.where('active', '=', Number(active))),
  })

/** The resolvers that are in use. */
export const activeResolvers = (db: Db): Promise<Pick<Resolver, 'name' | 'address'>[]> =>
  db.selectFrom('resolvers').select(['name', 'address']).where('active', '=', 1).orderBy('id').execute()

export const resolverAddresses = async (db: Db): Promise<string[]> =>
  (await activeResolvers(db)).map(({ address }) => address)
