/** HTTP in and out for agencies. */
import { z } from 'zod'
import { agencyInput } from '../core/directory.ts'
import type { Desk } from '../env.ts'
import { restRoutes } from '../rest.ts'
import { agencyFilter, agencyStore } from './store.ts'

export const agencyRoutes = ({ db }: Desk) =>
  restRoutes({
    name: 'agencies',
    record: z.object({ id: z.int(), ...agencyInput.shape }),
    input: agencyInput,
    filter: agencyFilter,
    sorts: ['name', 'shortName', 'id'],
    store: agencyStore(db),
  })
