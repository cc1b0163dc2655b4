/** HTTP in and out for people, and the links by which they make their account or set a new password. */
import { z } from 'zod'
import type { Accounts } from '../accounts/auth.ts'
import { invite } from '../accounts/invitations.ts'
import { roles } from '../core/access.ts'
import { personInput } from '../core/directory.ts'
import { noticePreference } from '../core/notice.ts'
import type { Desk } from '../env.ts'
import { parse } from '../errors.ts'
import { found, reachOf, readJson, recordId, restRoutes } from '../rest.ts'
import { peopleWithAccounts, personAccountRoutes } from './accounts.ts'
import { personFilter, preferenceOf, savePreference } from './store.ts'

/** `accounts` is null where a host says who is who. */
export function peopleRoutes({ db, now, linkTo }: Desk, accounts: Accounts | null) {
  const store = peopleWithAccounts(db, accounts)
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
  if (accounts) app.route('/', personAccountRoutes(db, accounts))
  app.get('/me/notices', async (c) => c.json(await preferenceOf(db, c.get('actor').id)))
  app.put('/me/notices', async (c) => {
    const { id } = c.get('actor')
    await savePreference(db, id, parse(noticePreference, await readJson(c)))
    return c.json(await preferenceOf(db, id))
  })
  return app
}
