/** What a change of the register means for accounts, and what the administrator can do for somebody's account. */
import { Hono } from 'hono'
import type { Accounts } from '../accounts/auth.ts'
import type { Actor } from '../core/access.ts'
import type { Person, PersonInput } from '../core/directory.ts'
import type { Db } from '../database.ts'
import type { Env } from '../env.ts'
import { found, reachOf, recordId } from '../rest.ts'
import { personStore, subjectById } from './store.ts'

/** The store of people, whose changes accounts follow at once. */
export function peopleWithAccounts(db: Db, accounts: Accounts | null) {
  const store = personStore(db)
  if (!accounts) return store
  return {
    ...store,
    async update(id: number, input: PersonInput, actor: Actor): Promise<Person | null> {
      const person = await store.update(id, input, actor)
      const subject = person && (await subjectById(db, id))
      if (subject) {
        await accounts.rename(subject, person)
        if (!person.active) await accounts.revoke(subject)
      }
      return person
    },
    async remove(id: number, actor: Actor): Promise<Person | null> {
      const subject = await subjectById(db, id)
      const person = await store.remove(id, actor)
      if (person && subject) await accounts.remove(subject)
      return person
    },
  }
}

/** By what a person can sign in, ending their sessions, and taking away a second step that they lost. */
export function personAccountRoutes(db: Db, accounts: Accounts) {
  const app = new Hono<Env>()
  const subjectOf = async (c: {
    get: (key: 'actor') => Parameters<typeof reachOf>[0]
    req: { param: (name: 'id') => string }
  }) => {
    reachOf(c.get('actor'), 'people', 'edit')
    return found(await subjectById(db, recordId(c.req.param('id'))))
  }
  app.get('/people/:id/account', async (c) => {
    const subject = await subjectOf(c)
    const { length } = await accounts.sessions(subject)
    return c.json({ ...(await accounts.means(subject)), sessions: length })
  })
  app.delete('/people/:id/sessions', async (c) =>
    c.json({ ended: await accounts.revoke(await subjectOf(c)) }),
  )
  app.delete('/people/:id/two-factor', async (c) => {
    await accounts.resetTwoFactor(await subjectOf(c))
    return c.json({ twoFactor: false })
  })
  return app
}
