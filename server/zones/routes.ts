/** HTTP in and out for the managed zones. */
import { z } from 'zod'
import { zoneInput } from '../core/directory.ts'
import type { Desk } from '../env.ts'
import { restRoutes } from '../rest.ts'
import { zoneFilter, zoneStore } from './store.ts'

export const zoneRoutes = ({ db }: Desk) =>
  restRoutes({
    name: 'zones',
    record: z.object({ id: z.int(), ...zoneInput.shape }),
    input: zoneInput,
    filter: zoneFilter,
    sorts: ['name', 'id'],
    store: zoneStore(db),
  })
