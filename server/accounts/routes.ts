/** HTTP for accounts: the library's own routes, and invitations. Not mounted where a host says who is who. */
import { Hono } from 'hono'
import { z } from 'zod'
import type { Env } from '../env.ts'
import type { Db } from '../database.ts'
import { parse, Refused } from '../errors.ts'
import { readJson } from '../rest.ts'
import type { Accounts } from './auth.ts'
import { accept, acceptInput, readInvitation } from './invitations.ts'

type Options = { db: Db; accounts: Accounts; now: () => Date; clientOf: (c: { env: unknown }) => string }

const tokenParam = z.string().regex(/^[A-Za-z0-9_-]{1,200}$/)

export function accountRoutes({ db, accounts, now, clientOf }: Options) {
  const app = new Hono<Env>()
  app.on(['GET', 'POST'], '/auth/*', (c) => accounts.handle(c.req.raw, clientOf(c)))
  app.get('/invitations/:token', async (c) => {
    const token = tokenParam.safeParse(c.req.param('token'))
    if (!token.success) throw new Refused('link_used')
    return c.json(await readInvitation(db, token.data, now()))
  })
  app.post('/invitations/accept', async (c) => {
    const input = parse(acceptInput, await readJson(c))
    const { email } = await accept(db, accounts, input, now())
    for (const cookie of await accounts.signIn(email, input.password, clientOf(c))) {
      c.header('set-cookie', cookie, { append: true })
    }
    return c.json({ email })
  })
  return app
}
