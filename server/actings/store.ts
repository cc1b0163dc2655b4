/** All SQL for acting officers. */
import { z } from 'zod'
import type { Role } from '../core/access.ts'
import { isOfficer, type ActingFor, type ActingTitle, type OfficerRole } from '../core/acting.ts'
import type { Acting, ActingInput } from '../core/acting-input.ts'
import { refuse } from '../core/refusal.ts'
import type { ReportSigner } from '../core/report.ts'
import type { Text } from '../core/verdict.ts'
import type { Db } from '../database.ts'
import { Refused } from '../errors.ts'
import { plainTable } from '../plain-table.ts'
import { idFilter } from '../rest.ts'

export const actingFilter = z.strictObject({
  id: idFilter,
  personId: z.int().optional(),
  standsInForId: z.int().optional(),
})

export const actingStore = (db: Db) =>
  plainTable<Acting, ActingInput, z.infer<typeof actingFilter>>(db, 'actings', {
    toRow: (input) => input,
    fromRow: (row: Acting) => row,
    where: (query, filter) => {
      let chosen = query
      for (const field of ['personId', 'standsInForId'] as const) {
        const value = filter[field]
        if (value !== undefined) chosen = chosen.where(field, '=', value)
      }
      return chosen
    },
    guard: refuseUnfit,
  })

const notAnOfficer: Text = {
  id: 'Pilih Kepala Dinas, Kabid Aptika, atau anggota Tim Pengelola; Plt./Plh. sendiri harus aktif.',
  en: 'Choose a head, a division head or an operator; who acts must be active.',
}

async function refuseUnfit(trx: Db, input: ActingInput, id: number | null): Promise<void> {
  const { personId, standsInForId, fromDay, toDay } = input
  // Writing to both rows holds them until the end: two who write at the same moment see each other's days.
  const people = await trx
    .updateTable('people')
    .set((eb) => ({ active: eb.ref('active') }))
    .where('id', 'in', [personId, standsInForId])
    .returning(['id', 'role', 'active'])
    .execute()
  const fit = (of: number, mustBeActive: boolean) => {
    const person = people.find((one) => one.id === of)
    return person && isOfficer(person.role as Role) && (person.active === 1 || !mustBeActive)
  }
  const errors = {
    ...(fit(personId, true) ? {} : { personId: notAnOfficer }),
    // An office can be vacant because who held it has left.
    ...(fit(standsInForId, false) ? {} : { standsInForId: notAnOfficer }),
  }
  if (Object.keys(errors).length > 0) throw new Refused(refuse('invalid', errors))

  let others = trx
    .selectFrom('actings')
    .select(['fromDay', 'toDay'])
    .where((eb) => eb.or([eb('personId', '=', personId), eb('standsInForId', '=', standsInForId)]))
    .where('fromDay', '<=', toDay)
    .where('toDay', '>=', fromDay)
  if (id !== null) others = others.where('id', '!=', id)
  const other = await others.limit(1).executeTakeFirst()
  if (!other) return
  const days = `${other.fromDay} – ${other.toDay}`
  const text = { id: `bertumpang tindih dengan ${days}`, en: `overlaps with ${days}` }
  throw new Refused(refuse('acting_overlaps', { fromDay: text }))
}

/** Whom a person stands in for on a day; null when nobody. */
export async function actingFor(db: Db, personId: number, day: string): Promise<ActingFor | null> {
  const row = await db
    .selectFrom('actings')
    .innerJoin('people', 'people.id', 'actings.standsInForId')
    .select(['people.id', 'people.name', 'people.role', 'actings.title', 'actings.toDay'])
    .where('actings.personId', '=', personId)
    .where('fromDay', '<=', day)
    .where('toDay', '>=', day)
    .executeTakeFirst()
  return row ? { ...row, role: row.role as Role, title: row.title as ActingTitle } : null
}

/** Who holds an office on a day: who stands in for its holder, or else the holder; null when nobody does. */
export async function officeHolder(db: Db, role: OfficerRole, day: string): Promise<ReportSigner | null> {
  const standIn = await db
    .selectFrom('actings')
    .innerJoin('people as holder', 'holder.id', 'actings.standsInForId')
    .innerJoin('people as acting', 'acting.id', 'actings.personId')
    .select(['actings.title', 'acting.name', 'acting.nip', 'acting.rank'])
    .where('holder.role', '=', role)
    .where('fromDay', '<=', day)
    .where('toDay', '>=', day)
    .orderBy('actings.id')
    .limit(1)
    .executeTakeFirst()
  if (standIn) {
    const { title, ...person } = standIn
    return { acting: title as ActingTitle, ...person }
  }
  const holder = await db
    .selectFrom('people')
    .select(['name', 'nip', 'rank'])
    .where('role', '=', role)
    .where('active', '=', 1)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return holder ? { acting: null, ...holder } : null
}
