/** `alih user add`: writes a person down and prints the link by which they choose a password. */
import { parseArgs } from 'node:util'
import { invite } from '../accounts/invitations.ts'
import { roles } from '../core/access.ts'
import { personInput } from '../core/directory.ts'
import { isDuplicate, migrate, openDatabase } from '../database.ts'
import { fieldErrors } from '../errors.ts'
import { personRow } from '../people/store.ts'
import { EXIT, messageOf, usage, type Io } from './io.ts'

export const help = `alih user add --name NAME --email ADDRESS --role ${roles.join('|')} [--agency NAME]
  Writes a person down and prints a one-time link, good for seven days, by which they choose a password.
  An applicant needs --agency; an agency that is not there yet is made.`

const options = {
  name: { type: 'string' },
  email: { type: 'string' },
  role: { type: 'string' },
  agency: { type: 'string' },
} as const

export async function user(
  args: string[],
  io: Io,
  address: string,
  linkTo: (token: string) => string,
): Promise<number> {
  if (args[0] !== 'add') return usage(io, 'user knows one verb: add', help)
  let values
  try {
    values = parseArgs({ args: args.slice(1), options, strict: true }).values
  } catch (error) {
    return usage(io, messageOf(error), help)
  }
  const database = openDatabase(address)
  try {
    await migrate(database)
    const { db } = database
    const agencyId = values.agency === undefined ? null : await agencyNamed(values.agency)
    const { agency: _, ...given } = values
    const parsed = personInput.safeParse({ ...given, agencyId })
    if (!parsed.success) {
      const [field, text] = Object.entries(fieldErrors(parsed.error.issues))[0]!
      return usage(io, `--${field.replace('agencyId', 'agency')}: ${text.en}`, help)
    }
    const person = await db
      .insertInto('people')
      .values(personRow({ ...parsed.data, active: true }))
      .returning('id')
      .executeTakeFirstOrThrow()
    const { token, expiresAt } = await invite(db, person.id, new Date())
    io.stdout.write(
      `${parsed.data.name} can sign up until ${expiresAt.slice(0, 10)} at\n  ${linkTo(token)}\n`,
    )
    return EXIT.ok
  } catch (error) {
    if (!isDuplicate(error)) throw error
    return usage(
      io,
      `somebody with the address ${values.email} is registered already; nothing was changed`,
      help,
    )
  } finally {
    await database.close()
  }

  async function agencyNamed(name: string): Promise<number> {
    const { db } = database
    const known = await db
      .selectFrom('agencies')
      .select('id')
      .where((eb) => eb.or([eb('name', '=', name), eb('shortName', '=', name)]))
      .executeTakeFirst()
    if (known) return known.id
    const made = await db
      .insertInto('agencies')
      .values({ name, shortName: name })
      .returning('id')
      .executeTakeFirstOrThrow()
    return made.id
  }
}
