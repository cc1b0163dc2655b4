/** All SQL for people and the invitations by which they sign up. */
import { sql, type Selectable } from 'kysely'
import { z } from 'zod'
import { roles, type Actor, type Role } from '../core/access.ts'
import { statesWaitingFor } from '../core/advance.ts'
import type { Assignee, Person, PersonInput } from '../core/directory.ts'
import type { NoticePreference } from '../core/notice.ts'
import type { Db } from '../database.ts'
import { Refused } from '../errors.ts'
import { plainTable } from '../plain-table.ts'
import { containing, idFilter, oneOrMany } from '../rest.ts'
import type { Tables } from '../tables.ts'

export const personFilter = z.strictObject({
  id: idFilter,
  role: oneOrMany(z.enum(roles)),
  active: z.boolean().optional(),
  agencyId: z.int().optional(),
  q: z.string().max(200).optional(),
})

const fromRow = (row: Selectable<Tables['people']>): Person => ({
  id: row.id,
  name: row.name,
  email: row.email,
  role: row.role as Role,
  agencyId: row.agencyId,
  active: row.active === 1,
  nip: row.nip,
  rank: row.rank,
  position: row.position,
  decreeNumber: row.decreeNumber,
  decreeDay: row.decreeDay,
  qualifications: JSON.parse(row.qualifications),
  otherQualifications: row.otherQualifications,
  signedUp: row.subject !== null,
  language: row.language as Person['language'],
  notices: row.notices as Person['notices'],
})

/** A person as the table has them. */
export const personRow = (input: PersonInput) => ({
  ...input,
  active: Number(input.active),
  qualifications: JSON.stringify(input.qualifications),
})

export const personStore = (db: Db) =>
  plainTable<Person, PersonInput, z.infer<typeof personFilter>>(db, 'people', {
    toRow: personRow,
    fromRow,
    where: (query, { role, active, agencyId, q }) => {
      let chosen = query
      if (role !== undefined)
        chosen = role.length === 0 ? chosen.where(sql<boolean>`1 = 0`) : chosen.where('role', 'in', role)
      if (active !== undefined) chosen = chosen.where('active', '=', Number(active))
      if (agencyId !== undefined) chosen = chosen.where('agencyId', '=', agencyId)
      if (q !== undefined) {
        const like = containing(q)
        chosen = chosen.where(
          sql<boolean>`(lower(name) like ${like} escape '\\' or lower(email) like ${like} escape '\\')`,
        )
      }
      return chosen
    },
    // One at a time: two who remove each other must not both find the other still there.
    lock: async (trx) => {
      await trx
        .updateTable('people')
        .set({ active: 1 })
        .where('role', '=', 'admin')
        .where('active', '=', 1)
        .execute()
    },
    // Whatever was changed, somebody must be left who can let people in.
    changed: async (trx) => {
      const admin = await trx
        .selectFrom('people')
        .select('id')
        .where('role', '=', 'admin')
        .where('active', '=', 1)
        .limit(1)
        .executeTakeFirst()
      if (!admin) throw new Refused('last_admin')
    },
  })

/** The active person behind an account or a host's id; null when there is none. */
export async function actorBySubject(db: Db, subject: string): Promise<(Actor & { email: string }) | null> {
  const row = await db
    .selectFrom('people')
    .selectAll()
    .where('subject', '=', subject)
    .where('active', '=', 1)
    .executeTakeFirst()
  return row
    ? { id: row.id, name: row.name, role: row.role as Role, agencyId: row.agencyId, email: row.email }
    : null
}

/** The account of a person; null when they have none. */
export async function subjectById(db: Db, id: number): Promise<string | null> {
  const row = await db.selectFrom('people').select('subject').where('id', '=', id).executeTakeFirst()
  return row?.subject ?? null
}

/** Whether nobody is registered yet. */
export async function isEmpty(db: Db): Promise<boolean> {
  return (await db.selectFrom('people').select('id').limit(1).executeTakeFirst()) === undefined
}

/** Ids of everybody who can be assigned. */
export async function operatorIds(db: Db): Promise<Set<number>> {
  const rows = await db
    .selectFrom('people')
    .select('id')
    .where('role', '=', 'operator')
    .where('active', '=', 1)
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** The names of people, whoever they are by now. */
export async function namesOf(db: Db, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('people').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** How somebody wants to be told. */
export async function preferenceOf(db: Db, id: number): Promise<NoticePreference> {
  const row = await db
    .selectFrom('people')
    .select(['language', 'notices'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row as NoticePreference
}

export async function savePreference(db: Db, id: number, preference: NoticePreference): Promise<void> {
  await db.updateTable('people').set(preference).where('id', '=', id).execute()
}

/**
 * Everybody who can be assigned, with the requests that they have in hand and how many of these are past their due time:
 * one query, the least busy first.
 */
export async function assignees(db: Db, now: Date): Promise<Assignee[]> {
  const rows = await db
    .selectFrom('people')
    .leftJoin('requests', (join) =>
      join
        .on('requests.state', 'in', statesWaitingFor('operator'))
        .on(
          sql<boolean>`replace(replace(requests.assignee_ids, '[', ','), ']', ',') like '%,' || people.id || ',%'`,
        ),
    )
    .select([
      'people.id',
      'people.name',
      'people.position',
      'people.decreeNumber',
      'people.decreeDay',
      'people.qualifications',
      'people.otherQualifications',
      ({ fn }) => fn.count<number>('requests.id').as('open'),
      sql<number>`count(case when requests.due_at < ${now.toISOString()} then 1 end)`.as('late'),
    ])
    .where('people.role', '=', 'operator')
    .where('people.active', '=', 1)
    .groupBy('people.id')
    .orderBy('open')
    .orderBy('people.name')
    .execute()
  return rows.map((row) => ({ ...row, qualifications: JSON.parse(row.qualifications) }))
}

/** Writes down a person as a host's identify() names them, and gives the actor. */
export async function upsertBySubject(db: Db, subject: string, person: PersonInput): Promise<Actor> {
  const known = await actorBySubject(db, subject)
  const same =
    known && known.name === person.name && known.role === person.role && known.agencyId === person.agencyId
  if (same) return known
  const row = { ...personRow(person), active: 1, subject }
  const { id } = await db
    .insertInto('people')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .column('subject')
        // What the administrator keeps of a person stays.
        .doUpdateSet({ name: row.name, role: row.role, agencyId: row.agencyId, active: 1 }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, name: person.name, role: person.role, agencyId: person.agencyId }
}
