/** HTTP in and out for acting officers. */
import { z } from 'zod'
import { actingInput } from '../core/acting-input.ts'
import type { Desk } from '../env.ts'
import { restRoutes } from '../rest.ts'
import { actingFilter, actingStore } from './store.ts'

export const actingRoutes = ({ db }: Desk) =>
  restRoutes({
    name: 'actings',
    record: z.object({ id: z.int(), ...actingInput.shape }),
    input: actingInput,
    filter: actingFilter,
    sorts: ['fromDay', 'toDay', 'personId', 'standsInForId', 'title', 'id'],
    store: actingStore(db),
  })
