/** HTTP in and out for holidays. */
import { z } from 'zod'
import { holidayInput } from '../core/holiday.ts'
import type { Desk } from '../env.ts'
import { restRoutes } from '../rest.ts'
import { reckonDueTimes } from '../requests/store.ts'
import { holidayFilter, holidayStore } from './store.ts'

export const holidayRoutes = ({ db }: Desk) =>
  restRoutes({
    name: 'holidays',
    record: z.object({ id: z.int(), ...holidayInput.shape }),
    input: holidayInput,
    filter: holidayFilter,
    sorts: ['heldOn', 'name', 'id'],
    // A day more or less moves every clock that runs across it.
    store: holidayStore(db, reckonDueTimes),
  })
