/** HTTP for what belongs to one's own account: by what one can sign in, and where one is signed in. */
import { Hono } from 'hono'
import type { Env } from '../env.ts'
import { Refused } from '../errors.ts'
import type { Accounts } from './auth.ts'

/** Not mounted where a host says who is who. */
export function ownAccountRoutes(accounts: Accounts) {
  const app = new Hono<Env>()
  const own = async (request: Request) => {
    const session = await accounts.sessionOf(request)
    if (!session) throw new Refused('not_signed_in')
    return session
  }
  app.get('/account', async (c) => c.json(await accounts.means((await own(c.req.raw)).subject)))
  app.get('/account/sessions', async (c) => {
    const { subject, session } = await own(c.req.raw)
    const rows = await accounts.sessions(subject)
    return c.json(rows.map((row) => ({ ...row, current: row.id === session })))
  })
  // All but the one that asks.
  app.delete('/account/sessions', async (c) => {
    const { subject, session } = await own(c.req.raw)
    return c.json({ ended: await accounts.revoke(subject, ({ id }) => id !== session) })
  })
  app.delete('/account/sessions/:id', async (c) => {
    const { subject } = await own(c.req.raw)
    const ended = await accounts.revoke(subject, ({ id }) => id === c.req.param('id'))
    if (ended === 0) throw new Refused('not_found')
    return c.json({ ended })
  })
  return app
}
