/** Acting officers (Plt., Plh.): who stands in for whom from day to day, and how such a signatory is titled. Pure. */
import type { Actor, Role } from './access.ts'

/** Plt. fills an office that is vacant, Plh. stands in for somebody who is away. Codes are permanent. */
export const actingTitles = ['plt', 'plh'] as const
export type ActingTitle = (typeof actingTitles)[number]

/** Who can stand in for each other: an agency decides nothing here, and the administrator takes no SOP decision. */
export const officerRoles = ['head', 'division_head', 'operator'] as const satisfies readonly Role[]
export type OfficerRole = (typeof officerRoles)[number]
export const isOfficer = (role: Role): role is OfficerRole => (officerRoles as readonly Role[]).includes(role)

/** Whom somebody stands in for today. */
export type ActingFor = { id: number; name: string; role: Role; title: ActingTitle; toDay: string }

/**
 * The actor in each role that they may act in: their own first, then that of the person they stand in for. An action is
 * taken in the first one that allows it, so that nobody acts for another where they could act themselves.
 */
export function hatsOf({ acting, ...actor }: Actor): Actor[] {
  if (!acting || !isOfficer(actor.role) || !isOfficer(acting.role)) return [actor]
  const { id, name, title } = acting
  // The own role still knows of the other: what is one's work in either is never judged by oneself.
  return [
    { ...actor, acting },
    { ...actor, role: acting.role, onBehalfOf: { id, name, title } },
  ]
}

/** Whose requests these are: an acting operator has those of the person they stand in for. */
export const assigneeOf = ({ id, onBehalfOf }: Actor): number => onBehalfOf?.id ?? id

/** Whether it is somebody's own work, in whichever role. */
export const isWorkOf = (actor: Actor, assigneeIds: readonly number[]): boolean =>
  hatsOf(actor).some((hat) => assigneeIds.includes(hat.id) || assigneeIds.includes(assigneeOf(hat)))

/** How an acting officer is titled, in documents and elsewhere. */
export const actingForms = { plt: 'Plt.', plh: 'Plh.' } as const satisfies Record<ActingTitle, string>
