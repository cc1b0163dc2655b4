/** HTTP out for findings. They open and close by looks, never by hand. */
import { z } from '@hono/zod-openapi'
import { levels } from '../core/conditions/index.ts'
import type { Desk } from '../env.ts'
import { restRoutes } from '../rest.ts'
import { findingById, findingFilter, findingSorts, findingStates, listFindings } from './store.ts'

const text = z.object({ id: z.string(), en: z.string() })

const record = z.object({
  id: z.int(),
  siteId: z.int(),
  requestId: z.int().nullable(),
  agencyId: z.int(),
  condition: z.string(),
  name: z.string(),
  level: z.enum(levels),
  stop: z.boolean(),
  subject: z.string(),
  server: z.string().nullable(),
  expected: z.string().nullable(),
  seen: z.string().nullable(),
  message: text,
  remedy: text,
  state: z.enum(findingStates),
  flapping: z.boolean(),
  firstSeenAt: z.string(),
  openedAt: z.string().nullable(),
  closedAt: z.string().nullable(),
})

export const findingRoutes = ({ db }: Desk) =>
  restRoutes({
    name: 'findings',
    record,
    filter: findingFilter,
    sorts: findingSorts,
    store: {
      list: (query, reach) => listFindings(db, query, reach),
      one: (id, reach) => findingById(db, id, reach),
    },
  })
