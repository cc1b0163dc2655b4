/** The people of the tests, as a host names them. */
import type { Identity } from '../../server/index.ts'

export const people = {
  applicant: { id: 'p1', name: 'Sari', email: 'sari@dinkes.example', role: 'applicant', agencyId: 1 },
  stranger: { id: 'p2', name: 'Budi', email: 'budi@disdik.example', role: 'applicant', agencyId: 2 },
  head: { id: 'p3', name: 'Kadis', email: 'kadis@example.com', role: 'head', agencyId: null },
  division_head: {
    id: 'p4',
    name: 'Kabid',
    email: 'kabid@example.com',
    role: 'division_head',
    agencyId: null,
  },
  operator: { id: 'p5', name: 'Tim', email: 'tim@example.com', role: 'operator', agencyId: null },
  admin: { id: 'p6', name: 'Admin', email: 'admin@example.com', role: 'admin', agencyId: null },
} as const satisfies Record<string, Identity>
export type Who = keyof typeof people
