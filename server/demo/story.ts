/** A request of the demonstration as a story: who did what, when, and what happened in the DNS meanwhile. Pure. */
import type { Want } from '../core/expectation.ts'
import { runbookSteps, type Action } from '../core/lifecycle.ts'
import type { AgencyKey, PersonKey } from './people.ts'
import { on, type When } from './when.ts'

/** What the world does between the steps of the procedure. */
export type Happening =
  | 'users visit' // caches of resolvers fill
  | 'carried out'
  | 'only at the first server'
  | 'taken back'
  | 'record lost'
  | 'old name shows the site again'

export type Step =
  | { when: When; who: PersonKey; action: 'create' | 'letter' | Action; input?: object }
  | { when: When; world: Happening }

export type Story = {
  agency: AgencyKey
  kind: 'application' | 'website'
  /** First labels of the names. */
  from: string
  to: string
  title: string
  /** The last number of the web server's address. */
  host: number
  want: Want
  reason: string
  /** The stand-in panel leaves it alone: the proof stays red. */
  unfinished?: true
  steps: Step[]
}

export const world = (what: Happening, when: When): Step => ({ when, world: what })
export const by = (
  who: PersonKey,
  action: 'create' | 'letter' | Action,
  when: When,
  input: object = {},
): Step => ({
  when,
  who,
  action,
  input,
})

/** Step 1, within a quarter of an hour. */
export const asked = (agency: AgencyKey, workdaysAgo: number, hour = '08'): Step[] => [
  by(agency, 'create', on(workdaysAgo, `${hour}:05`)),
  by(agency, 'letter', on(workdaysAgo, `${hour}:12`)),
  by(agency, 'submit', on(workdaysAgo, `${hour}:15`)),
]
export const approved = (when: When, disposition = 'Setuju. Kabid Aptika agar menindaklanjuti sesuai SOP.') =>
  by('head', 'approve', when, { disposition })
export const assigned = (when: When, disposition = 'Laksanakan, koordinasikan dengan pengelola situs.') =>
  by('division_head', 'assign', when, { disposition })
export const executed = (when: When) => by('operator', 'execute', when, { runbook: runbookSteps })
export const reported = (when: When, report: string) => by('operator', 'report', when, { report })
export const received = (when: When) =>
  by('division_head', 'receive', when, {
    notification:
      'Dengan hormat kami sampaikan bahwa nama subdomain yang baru telah aktif dan dapat digunakan. Mohon tautan dan dokumen layanan disesuaikan.',
  })

/** Steps 1 to 3, in time on any day of the week: on Fridays the offices close at 11:30. */
export const underway = (agency: AgencyKey, workdaysAgo: number): Step[] => [
  ...asked(agency, workdaysAgo),
  approved(on(workdaysAgo, '08:40')),
  assigned(on(workdaysAgo, '08:50')),
]
/** The whole way, without incident and in time. */
export const done = (agency: AgencyKey, workdaysAgo: number, report: string): Step[] => [
  ...underway(agency, workdaysAgo),
  world('carried out', on(workdaysAgo, '10:05')),
  executed(on(workdaysAgo, '10:20')),
  reported(on(workdaysAgo, '10:55'), report),
  received(on(workdaysAgo - 1, '09:10')),
]
