/** HTTP in and out for the panel of resolvers. */
import { z } from 'zod'
import { resolverInput } from '../core/directory.ts'
import type { Desk } from '../env.ts'
import { restRoutes } from '../rest.ts'
import { resolverFilter, resolverStore } from './store.ts'

export const resolverRoutes = ({ db }: Desk) =>
  restRoutes({
    name: 'resolvers',
    record: z.object({ id: z.int(), ...resolverInput.shape }),
    input: resolverInput,
    filter: resolverFilter,
    sorts: ['name', 'address', 'id'],
    store: resolverStore(db),
  })
