/** Who may come in: only people who are registered and active, by whichever way they prove who they are. */
import { APIError } from 'better-auth/api'
import type { Db } from '../database.ts'

/** What the provider's way back says of somebody whom nobody registered. */
export const NOT_REGISTERED = 'not_registered'

const refused = () => new APIError('FORBIDDEN', { code: NOT_REGISTERED, message: 'Not registered' })

type User = { email: string; emailVerified: boolean }
// Without a context it is our own code that makes the account, after an invitation.
type Context = {
  context: { internalAdapter: { findUserById: (id: string) => Promise<User | null> } }
} | null

/** Asked by the library before it makes a user or a session. */
export const admission = (db: Db) => ({
  user: {
    create: {
      before: async ({ email, emailVerified }: User, context: Context) => {
        if (!context) return
        // Anybody can write any address into an account elsewhere; only a verified one says who somebody is.
        if (!emailVerified || !(await waitingPerson(db, email))) throw refused()
      },
    },
  },
  session: {
    create: {
      before: async ({ userId }: { userId: string }, context: Context) => {
        const person = await db
          .selectFrom('people')
          .select('active')
          .where('subject', '=', userId)
          .executeTakeFirst()
        if (person ? person.active !== 1 : !(await joined(db, userId, context))) throw refused()
      },
    },
  },
})

const waitingPerson = (db: Db, email: string) =>
  db
    .selectFrom('people')
    .select('id')
    .where('email', '=', email.toLowerCase())
    .where('active', '=', 1)
    .where('subject', 'is', null)
    .executeTakeFirst()

// The first sign-in of a registered person by the provider: from now on the account is theirs.
async function joined(db: Db, subject: string, context: Context): Promise<boolean> {
  const user = await context?.context.internalAdapter.findUserById(subject)
  const person = user?.emailVerified ? await waitingPerson(db, user.email) : null
  if (!person) return false
  const taken = await db
    .updateTable('people')
    .set({ subject })
    .where('id', '=', person.id)
    .where('subject', 'is', null)
    .executeTakeFirst()
  return taken.numUpdatedRows > 0n
}
