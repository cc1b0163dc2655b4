/** What is written of an acting officer: the schema apart from the rules, which every page needs. Pure. */
import { z } from 'zod'
import { actingTitles } from './acting.ts'
import { day } from './holiday.ts'

export const actingInput = z
  .strictObject({
    personId: z.int().positive(),
    standsInForId: z.int().positive(),
    title: z.enum(actingTitles),
    /** Both days count, by the calendar of WITA. */
    fromDay: day,
    toDay: day,
    /** The decree or order, with its number. */
    note: z.string().trim().max(500).default(''),
  })
  .refine(({ personId, standsInForId }) => personId !== standsInForId, {
    error: 'SELF_ACTING',
    path: ['standsInForId'],
  })
  .refine(({ fromDay, toDay }) => fromDay <= toDay, { error: 'DAYS_REVERSED', path: ['toDay'] })
export type ActingInput = z.infer<typeof actingInput>
export type Acting = ActingInput & { id: number }
