/** Who may do what with which resource: the one permission table. Deny unless a row allows. Pure. */
import type { ActingFor, ActingTitle } from './acting.ts'

export const roles = ['applicant', 'head', 'division_head', 'operator', 'admin'] as const
export type Role = (typeof roles)[number]

/** Plural resource words: table = URL = folder = react-admin resource. */
export const resources = [
  'requests',
  'sites',
  'findings',
  'documents',
  'agencies',
  'people',
  'actings',
  'holidays',
  'zones',
  'resolvers',
  'settings',
  'deliveries',
  'webhooks',
  'reports',
] as const
export type Resource = (typeof resources)[number]

export const verbs = ['list', 'show', 'create', 'edit', 'delete', 'export'] as const
export type Verb = (typeof verbs)[number]

/**
 * `all` rows, or only those of the actor's own agency; `sent`: of all agencies what was sent to the office once. A draft
 * is the agency's own, also when it is withdrawn; what was returned was sent.
 */
export type Scope = 'all' | 'own' | 'sent'

/** Someone signed in. An applicant belongs to one agency; officers to none. */
export type Actor = {
  id: number
  name: string
  role: Role
  agencyId: number | null
  /** Whom they may stand in for today: a second role, for what their own does not allow. */
  acting?: ActingFor
  /** Whom an acting officer (Plt./Plh.) stands in for; `role` is then that person's. */
  onBehalfOf?: { id: number; name: string; title: ActingTitle }
  /** Which HTTP request it was, and from where; absent where nobody asked over HTTP. */
  origin?: { requestId: string; address: string }
}

type Row = Partial<Record<Role, Scope>>

const everyone: Row = { applicant: 'all', head: 'all', division_head: 'all', operator: 'all', admin: 'all' }
const officers: Row = { head: 'all', division_head: 'all', operator: 'all', admin: 'all' }
const ownOrOfficers: Row = { applicant: 'own', ...officers }
const ownOrSent: Row = {
  applicant: 'own',
  head: 'sent',
  division_head: 'sent',
  operator: 'sent',
  admin: 'sent',
}
const admin: Row = { admin: 'all' }
const team: Row = { operator: 'all', admin: 'all' }

// The administrator sees requests but takes no SOP decision: those are rows of the lifecycle table.
const table: Record<Resource, Partial<Record<Verb, Row>>> = {
  requests: {
    list: ownOrSent,
    show: ownOrSent,
    create: { applicant: 'own' },
    edit: { applicant: 'own' },
    delete: {},
  },
  sites: { list: ownOrOfficers, show: ownOrOfficers, create: team, edit: team, delete: admin },
  findings: { list: ownOrOfficers, show: ownOrOfficers },
  documents: { list: ownOrSent, show: ownOrSent, create: { applicant: 'own', operator: 'sent' } },
  agencies: { list: everyone, show: everyone, create: admin, edit: admin, delete: admin },
  // The division head assigns operators, so officers see who there is.
  people: { list: officers, show: officers, create: admin, edit: admin, delete: admin },
  // Everybody in the office sees who decides for whom; the administrator writes it down.
  actings: { list: officers, show: officers, create: admin, edit: admin, delete: admin },
  holidays: { list: everyone, show: everyone, create: admin, edit: admin, delete: admin },
  zones: { list: everyone, show: everyone, create: admin, edit: admin, delete: admin },
  resolvers: { list: officers, show: officers, create: team, edit: team, delete: team },
  // Deliveries are made by events; `edit` is to have one sent again.
  deliveries: { list: officers, show: officers, edit: { division_head: 'all', admin: 'all' } },
  webhooks: { list: admin, show: admin, create: admin, edit: admin, delete: admin },
  // A report is created by freezing it. Its files are for whoever answers for the month.
  reports: {
    list: officers,
    show: officers,
    create: { division_head: 'all' },
    export: { head: 'all', division_head: 'all' },
  },
  settings: { list: officers, show: officers, edit: admin },
}

/** The rows an actor may reach with a verb; null when none. */
export function scopeOf(role: Role, resource: Resource, verb: Verb): Scope | null {
  // Who may list may take the list away, unless a row says otherwise.
  const row = table[resource][verb] ?? (verb === 'export' ? table[resource].list : undefined)
  return row?.[role] ?? null
}
