/** HTTP in and out for webhooks. A key is shown once, when it is made. */
import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { webhookInput } from '../core/notice.ts'
import type { Desk } from '../env.ts'
import { Refused } from '../errors.ts'
import { found, reachOf, recordId, restRoutes } from '../rest.ts'
import { HOOK_KEYS } from '../vault.ts'
import { saveSecret, webhookFilter, webhookStore } from './store.ts'

export function webhookRoutes({ db, now, vault }: Desk) {
  const store = webhookStore(db)
  const newKey = () => {
    if (!vault) throw new Refused('no_secret')
    const key = `whsec_${randomBytes(32).toString('base64')}`
    return { key, sealed: vault.seal(Buffer.from(key), HOOK_KEYS) }
  }
  const app = restRoutes({
    name: 'webhooks',
    record: z.object({
      id: z.int(),
      ...webhookInput.shape,
      createdAt: z.string(),
      secret: z.string().optional(),
    }),
    input: webhookInput,
    filter: webhookFilter,
    sorts: ['name', 'createdAt', 'id'],
    store: {
      ...store,
      create: async (input, actor) => {
        const { key, sealed } = newKey()
        const made = await store.create({ ...input, secret: sealed, createdAt: now().toISOString() }, actor)
        return { ...made, secret: key }
      },
    },
  })
  app.post('/webhooks/:id/secret', async (c) => {
    reachOf(c.get('actor'), 'webhooks', 'edit')
    const id = recordId(c.req.param('id'))
    found(await store.one(id))
    const { key, sealed } = newKey()
    return c.json({ ...found(await saveSecret(db, id, sealed)), secret: key })
  })
  return app
}
