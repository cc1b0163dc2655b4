/** HTTP in and out for people, and the links that invite them. */
import { z } from 'zod'
import { invite } from '../accounts/invitations.ts'
import { roles } from '../core/access.ts'
import { personInput } from '../core/directory.ts'
import { noticePreference } from '../core/notice.ts'
import type { Desk } from '../env.ts'
import { parse } from '../errors.ts'
import { found, reachOf, readJson, recordId, restRoutes } from '../rest.ts'
import { personFilter, personStore, preferenceOf, savePreference } from './store.ts'

export function peopleRoutes({ db, now, linkTo }: Desk) {
  const store = personStore(db)
  const app = restRoutes({
    name: 'people',
    record: z.object({
      id: z.int(),
      ...personInput.shape,
      role: z.enum(roles),
      signedUp: z.boolean(),
      ...noticePreference.shape,
    }),
    input: personInput,
    filter: personFilter,
    sorts: ['name', 'email', 'role', 'agencyId', 'id'],
    store,
  })
  app.post('/people/:id/invitation', async (c) => {
    reachOf(c.get('actor'), 'people', 'edit')
    const person = found(await store.one(recordId(c.req.param('id'))))
    const { token, expiresAt } = await invite(db, person.id, now())
    return c.json({ url: linkTo(token), expiresAt })
  })
  app.get('/me/notices', async (c) => c.json(await preferenceOf(db, c.get('actor').id)))
  app.put('/me/notices', async (c) => {
    const { id } = c.get('actor')
    await savePreference(db, id, parse(noticePreference, await readJson(c)))
    return c.json(await preferenceOf(db, id))
  })
  return app
}
