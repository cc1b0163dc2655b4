/** The grid of requests: the columns that can be shown, and so exported, and their words as the page says them. Pure. */
import type { Role } from './access.ts'
import type { Want } from './expectation.ts'
import type { State } from './lifecycle.ts'
import type { siteKinds } from './site.ts'
import type { Status, Text } from './verdict.ts'
import { kindWords, stateWords, statusWords, wantWords } from './words.ts'

/** In the order in which they stand. */
export const gridColumns = [
  'number',
  'newName',
  'agencyId',
  'kind',
  'state',
  'dueAt',
  'status',
  'assigneeIds',
  'want',
  'redirectUntil',
  'reason',
  'createdAt',
  'submittedAt',
  'executedAt',
  'archivedAt',
  'updatedAt',
] as const
export type GridColumn = (typeof gridColumns)[number]

/** What is shown until somebody chooses. */
export const firstColumns: readonly GridColumn[] = ['number', 'newName', 'state', 'dueAt', 'status']

/** Who is assigned is told by name, so only to whom the people are shown. */
export const namingColumns: readonly GridColumn[] = ['assigneeIds']

const text = (id: string, en: string): Text => ({ id, en })
/** The Indonesian words are those of the documents. */
const both = <K extends string>(indonesian: Record<K, string>, english: Record<K, string>) =>
  Object.fromEntries(
    (Object.keys(indonesian) as K[]).map((key) => [key, text(indonesian[key], english[key])]),
  ) as Record<K, Text>

export const gridWords = {
  states: both<State>(stateWords, {
    draft: 'Draft',
    returned: 'Returned',
    submitted: 'Submitted',
    approved: 'Approved',
    assigned: 'Assigned',
    executed: 'Carried out',
    reported: 'Reported',
    archived: 'Archived',
    rejected: 'Rejected',
    withdrawn: 'Withdrawn',
  }),
  statuses: both<Status>(statusWords, {
    broken: 'Broken',
    wrong: 'Wrong',
    stale: 'Stale',
    propagating: 'Propagating',
    ok: 'OK',
    unknown: 'Unknown',
  }),
  kinds: both<(typeof siteKinds)[number]>(kindWords, { application: 'Application', website: 'Website' }),
  wants: both<Want>(wantWords, {
    redirect: 'Redirected to the new name',
    remove: 'Removed',
    keep: 'Kept alive',
  }),
  roles: {
    applicant: text('OPD pemohon', 'Applicant agency'),
    head: text('Kepala Dinas', 'Head of department'),
    division_head: text('Kabid Aptika', 'Division head'),
    operator: text('Tim Pengelola', 'Operator'),
    admin: text('Administrator', 'Administrator'),
  } satisfies Record<Role, Text>,
  fields: {
    number: text('Nomor', 'Number'),
    oldName: text('Nama lama', 'Old name'),
    newName: text('Nama baru', 'New name'),
    agencyId: text('Instansi', 'Agency'),
    kind: text('Jenis', 'Kind'),
    state: text('Tahap', 'Stage'),
    step: text('Langkah', 'Step'),
    waitsFor: text('Menunggu', 'Waits for'),
    dueAt: text('Tenggat', 'Due'),
    status: text('DNS', 'DNS'),
    assigneeIds: text('Tim Pengelola', 'Operators'),
    want: text('Nasib nama lama', 'What becomes of the old name'),
    redirectUntil: text('Dialihkan sampai', 'Redirect until'),
    reason: text('Alasan perubahan', 'Reason for the change'),
    createdAt: text('Dibuat', 'Created'),
    submittedAt: text('Diajukan', 'Submitted'),
    executedAt: text('Dilaksanakan', 'Carried out'),
    archivedAt: text('Diarsipkan', 'Archived'),
    updatedAt: text('Diperbarui', 'Updated'),
  },
  /** What a file says in figures where the page counts down. */
  left: text(
    'Sisa waktu kerja (detik, negatif bila terlambat)',
    'Working time left (seconds, negative when late)',
  ),
  heldAt: text('Ditunda sejak', 'On hold since'),
  draft: text('Konsep #%{id}', 'Draft #%{id}'),
  sheet: text('Permohonan', 'Requests'),
} as const
