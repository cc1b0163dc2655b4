/** HTTP out for deliveries: who was told of what, how far it came, and a button to send again. */
import { OpenAPIHono, z } from '@hono/zod-openapi'
import { channels, deliveryStates, noticeKinds } from '../core/notice.ts'
import type { Desk, Env } from '../env.ts'
import { Refused } from '../errors.ts'
import { found, reachOf, recordId, restRoutes } from '../rest.ts'
import {
  countByState,
  deliveryById,
  deliveryFilter,
  deliverySorts,
  listDeliveries,
  requeue,
} from './store.ts'

const at = z.string().nullable()

const record = z.object({
  id: z.int(),
  channel: z.enum(channels),
  kind: z.enum(noticeKinds),
  requestId: z.int().nullable(),
  personId: z.int().nullable(),
  webhookId: z.int().nullable(),
  name: z.string(),
  address: z.string(),
  subject: z.string(),
  messageId: z.string(),
  state: z.enum(deliveryStates),
  attempts: z.int(),
  nextAttemptAt: at,
  lastError: at,
  createdAt: z.string(),
  sentAt: at,
})

export function deliveryRoutes({ db, now, outbox }: Desk) {
  const app = new OpenAPIHono<Env>()
  // Before the record's own route: `summary` is no number.
  app.get('/deliveries/summary', async (c) => {
    reachOf(c.get('actor'), 'deliveries', 'list')
    return c.json({ mail: outbox.mail, counts: await countByState(db) })
  })
  app.post('/deliveries/:id/resend', async (c) => {
    reachOf(c.get('actor'), 'deliveries', 'edit')
    const id = recordId(c.req.param('id'))
    found(await deliveryById(db, id))
    const queued = await requeue(db, id, now())
    if (!queued) throw new Refused('not_resendable')
    outbox.wake()
    return c.json(queued)
  })
  app.route(
    '/',
    restRoutes({
      name: 'deliveries',
      record,
      filter: deliveryFilter,
      sorts: deliverySorts,
      store: { list: (query) => listDeliveries(db, query), one: (id) => deliveryById(db, id) },
    }),
  )
  return app
}
