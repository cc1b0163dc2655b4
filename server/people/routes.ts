/** HTTP in and out for people, and the links that invite them. */
import { z } from 'zod'
import { invite } from '../accounts/invitations.ts'
import { roles } from '../core/access.ts'
import { personInput } from '../core/directory.ts'
import type { Desk } from '../env.ts'
import { found, reachOf, recordId, restRoutes } from '../rest.ts'
import { personFilter, personStore } from './store.ts'

export function peopleRoutes({ db, now, linkTo }: Desk) {
  const store = personStore(db)
  const app = restRoutes({
    name: 'people',
    record: z.object({ id: z.int(), ...personInput.shape, role: z.enum(roles), signedUp: z.boolean() }),
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
  return app
}
