/** HTTP for signing in: the library's routes that we use, the provider's way in and back, and invitations. */
import { Hono } from 'hono'
import { z } from 'zod'
import type { ClientOf } from '../client.ts'
import type { Env } from '../env.ts'
import type { Db } from '../database.ts'
import { parse, Refused } from '../errors.ts'
import { readJson } from '../rest.ts'
import type { Accounts } from './auth.ts'
import { accept, acceptInput, readInvitation } from './invitations.ts'

type Options = {
  db: Db
  accounts: Accounts
  now: () => Date
  clientOf: ClientOf
  /** The public addresses of the pages and of this API, without a slash at the end. */
  pages: string
  api: string
}

const tokenParam = z.string().regex(/^[A-Za-z0-9_-]{1,200}$/)

/** What of the library can be reached from outside; all the rest of it is not there. */
const used = [
  '/auth/sign-in/email',
  '/auth/sign-out',
  '/auth/change-password',
  '/auth/two-factor/enable',
  '/auth/two-factor/disable',
  '/auth/two-factor/verify-totp',
  '/auth/two-factor/verify-backup-code',
  '/auth/two-factor/generate-backup-codes',
]

/** Not mounted where a host says who is who. */
export function accountRoutes({ db, accounts, now, clientOf, pages, api }: Options) {
  const app = new Hono<Env>()
  for (const path of used) app.post(path, (c) => accounts.handle(c.req.raw, clientOf(c)))

  if (accounts.provider !== null) {
    // Where it leads is ours to say, not the caller's.
    const ways = { callbackURL: `${pages}/`, errorCallbackURL: `${api}/auth/refused` }
    app.post('/auth/sign-in/social', (c) =>
      accounts.handle(c.req.raw, clientOf(c), { provider: 'oidc', disableRedirect: true, ...ways }),
    )
    app.get('/auth/callback/oidc', (c) => accounts.handle(c.req.raw, clientOf(c)))
    // The pages' own addresses begin after a #, where the library can put nothing.
    app.get('/auth/refused', (c) => {
      const known = c.req.query('error') === 'not_registered' || c.req.query('error') === 'account_not_linked'
      return c.redirect(`${pages}/#/login?masuk=${known ? 'not_registered' : 'provider_failed'}`)
    })
  }

  app.get('/invitations/:token', async (c) => {
    const token = tokenParam.safeParse(c.req.param('token'))
    if (!token.success) throw new Refused('link_used')
    return c.json(await readInvitation(db, token.data, now()))
  })
  app.post('/invitations/accept', async (c) => {
    const input = parse(acceptInput, await readJson(c))
    const { email } = await accept(db, accounts, input, now())
    const { cookies, secondStep } = await accounts.signIn(
      { email, password: input.password },
      { client: clientOf(c), agent: c.req.header('user-agent') ?? '' },
    )
    for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
    return c.json({ email, secondStep })
  })
  return app
}
