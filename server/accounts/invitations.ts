/** Invitations: one-time links by which people make their account, or set a new password. Only a digest of the token is stored. */
import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Person } from '../core/directory.ts'
import type { Db } from '../database.ts'
import { Refused } from '../errors.ts'
import type { Accounts } from './auth.ts'

const VALID_DAYS = 7

export type Invitation = { token: string; expiresAt: string }

const digestOf = (token: string) => createHash('sha256').update(token).digest('hex')

/** Makes a new link for a person; null is the first administrator. Older links of the same person stop working. */
export async function invite(db: Db, personId: number | null, now: Date): Promise<Invitation> {
  const token = randomBytes(24).toString('base64url')
  const expiresAt = new Date(now.getTime() + VALID_DAYS * 86_400_000).toISOString()
  await db.transaction().execute(async (trx) => {
    await trx
      .deleteFrom('invitations')
      .where('personId', personId === null ? 'is' : '=', personId)
      .execute()
    await trx
      .insertInto('invitations')
      .values({ tokenDigest: digestOf(token), personId, expiresAt, usedAt: null })
      .execute()
  })
  return { token, expiresAt }
}

/** `reset` when there is an account already, which then gets a new password. */
export type Invited = Pick<Person, 'name' | 'email' | 'role'> & { reset: boolean }

/** Whom a link invites; name and email are empty for the first administrator. Refuses a link that is used up. */
export async function readInvitation(db: Db, token: string, now: Date): Promise<Invited> {
  const row = await db
    .selectFrom('invitations')
    .leftJoin('people', 'people.id', 'invitations.personId')
    .select(['people.name', 'people.email', 'people.role', 'people.subject'])
    .where('tokenDigest', '=', digestOf(token))
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', now.toISOString())
    .where((eb) => eb.or([eb('invitations.personId', 'is', null), eb('people.active', '=', 1)]))
    .executeTakeFirst()
  if (!row) throw new Refused('link_used')
  const { name, email, role, subject } = row
  return {
    name: name ?? '',
    email: email ?? '',
    role: (role ?? 'admin') as Person['role'],
    reset: subject !== null,
  }
}

export const acceptInput = z.strictObject({
  token: z.string().min(1).max(200),
  name: z.string().trim().min(1).max(200),
  email: z
    .email()
    .max(254)
    .transform((text) => text.toLowerCase()),
  password: z.string().min(10).max(200),
})

/**
 * Uses a link up and makes the account; where there is one already, gives it the new password and ends its sessions,
 * since somebody else may know the old one. The link is claimed before the account is made, so that two who hold it cannot
 * both come in; it is given back when the account cannot be made.
 */
export async function accept(
  db: Db,
  accounts: Accounts,
  input: z.infer<typeof acceptInput>,
  now: Date,
): Promise<{ email: string }> {
  const invited = await readInvitation(db, input.token, now)
  const email = invited.email || input.email
  const digest = digestOf(input.token)
  const claimed = await db
    .updateTable('invitations')
    .set({ usedAt: now.toISOString() })
    .where('tokenDigest', '=', digest)
    .where('usedAt', 'is', null)
    .returning('personId')
    .executeTakeFirst()
  if (!claimed) throw new Refused('link_used')
  try {
    if (invited.reset) {
      await renewPassword(db, accounts, claimed.personId!, input.password)
      return { email }
    }
    const subject = await accounts.create({ name: input.name, email, password: input.password })
    const person = { name: input.name, subject }
    if (claimed.personId === null) {
      const admin = { ...person, email, role: 'admin', agencyId: null, active: 1 }
      await db.insertInto('people').values(admin).execute()
    } else {
      await db.updateTable('people').set(person).where('id', '=', claimed.personId).execute()
    }
  } catch (error) {
    await db.updateTable('invitations').set({ usedAt: null }).where('tokenDigest', '=', digest).execute()
    throw error
  }
  return { email }
}

async function renewPassword(db: Db, accounts: Accounts, personId: number, password: string): Promise<void> {
  const { subject } = await db
    .selectFrom('people')
    .select('subject')
    .where('id', '=', personId)
    .executeTakeFirstOrThrow()
  if (subject === null) throw new Refused('link_used')
  await accounts.setPassword(subject, password)
  await accounts.revoke(subject)
}
