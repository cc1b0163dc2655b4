/** Who is asking: the built-in accounts' or the host's answer puts an actor on the context; none, no entry. */
import { createMiddleware } from 'hono/factory'
import type { Accounts } from './accounts/auth.ts'
import { actingFor } from './actings/store.ts'
import type { ClientOf } from './client.ts'
import type { Actor, Role } from './core/access.ts'
import { isOfficer } from './core/acting.ts'
import { personInput } from './core/directory.ts'
import { localDate } from './core/worktime.ts'
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

/** Says of an officer, too, whom they may stand in for today. */
export const withActing =
  (db: Db, now: () => Date, whoIs: WhoIs): WhoIs =>
  async (request) => {
    const actor = await whoIs(request)
    if (!actor || !isOfficer(actor.role)) return actor
    const acting = await actingFor(db, actor.id, localDate(now()))
    return acting ? { ...actor, acting } : actor
  }

/** Refuses everybody who is nobody, and notes for the history which request it was and from where. */
export const requireActor = (whoIs: WhoIs, clientOf: ClientOf) =>
  createMiddleware<Env>(async function requireActor(c, next) {
    const actor = await whoIs(c.req.raw)
    if (!actor) throw new Refused('not_signed_in')
    c.set('actor', { ...actor, origin: { requestId: c.get('requestId'), address: clientOf(c) } })
    await next()
  })
