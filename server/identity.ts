/** Who is asking: the built-in accounts' or the host's answer puts an actor on the context; none, no entry. */
import { createMiddleware } from 'hono/factory'
import type { Accounts } from './accounts/auth.ts'
import type { Actor, Role } from './core/access.ts'
import { personInput } from './core/directory.ts'
import type { Db } from './database.ts'
import type { Env } from './env.ts'
import { Refused } from './errors.ts'
import { actorBySubject, upsertBySubject } from './people/store.ts'

/** What a host says of the person behind a request. `id` is the host's own and never changes. */
export type Identity = { id: string; name: string; email: string; role: Role; agencyId: number | null }

export type Identify = (request: Request) => Promise<Identity | null> | Identity | null

/** The actor behind a request; null when there is none. */
export type WhoIs = (request: Request) => Promise<Actor | null>

export const byAccount =
  (db: Db, accounts: Accounts): WhoIs =>
  async (request) => {
    const session = await accounts.sessionOf(request)
    return session && actorBySubject(db, session.subject)
  }

/** A host's people are written down at first sight, so that history and assignments can name them. */
export const byHost =
  (db: Db, identify: Identify): WhoIs =>
  async (request) => {
    const identity = await identify(request)
    if (identity === null) return null
    const { id, ...person } = identity
    return upsertBySubject(db, id, personInput.parse(person))
  }

/** Refuses everybody who is nobody. */
export const requireActor = (whoIs: WhoIs) =>
  createMiddleware<Env>(async function requireActor(c, next) {
    const actor = await whoIs(c.req.raw)
    if (!actor) throw new Refused('not_signed_in')
    c.set('actor', actor)
    await next()
  })
