/** Who gets what of every route: the table that test/server/access.test.ts holds the app against. A new route is a new row. */

/** Nobody, the applicant of the other agency, the agency's own applicant, and the officers: the table's columns. */
export const columns = [
  'nobody',
  'stranger',
  'applicant',
  'head',
  'division_head',
  'operator',
  'admin',
] as const
export type Column = (typeof columns)[number]

/**
 * What a row asks about. Where the path has an id, it is that of agency 1: the applicant's own, the stranger's foreign.
 * Drafts were never sent, and so are the letters with them; `sent` ones were.
 */
export type Subject =
  | 'request'
  | 'sentRequest'
  | 'submission'
  | 'sentSubmission'
  | 'site'
  | 'finding'
  | 'document'
  | 'sentDocument'
  | 'person'
  | 'session'

export type Route = {
  /** Method and path template, as the app has it. */
  route: string
  answers: Record<Column, number>
  /** What `:id` stands for: the resource of the path unless told otherwise; the first row where it is nobody's own. */
  id?: Subject
  /** Path parameters besides the id. */
  params?: Record<string, string>
  body?: (who: Column) => unknown
  /** It answers with a file and not with JSON. */
  isFile?: true
  /** It answers with events until somebody hangs up. */
  isStream?: true
}

// One status for each column, in their order.
const route = (name: string, statuses: string, rest: Omit<Route, 'route' | 'answers'> = {}): Route => {
  const given = statuses.split(/\s+/).map(Number)
  const answers = Object.fromEntries(columns.map((who, at) => [who, given[at]])) as Record<Column, number>
  return { route: name, answers, ...rest }
}

const PUBLIC = '200 200 200 200 200 200 200'
const SIGNED_IN = '401 200 200 200 200 200 200'
const OWN_OR_OFFICER = '401 404 200 200 200 200 200'
const OWN = '401 404 200 404 404 404 404'
const OFFICERS = '401 403 403 200 200 200 200'
const EXPORTERS = '401 403 403 200 200 403 403'
const TEAM = '401 403 403 403 403 200 200'
const ADMIN = '401 403 403 403 403 403 200'
const APPLICANTS = '401 200 200 403 403 403 403'

const sentOf = { requests: 'sentRequest', submissions: 'sentSubmission', documents: 'sentDocument' } as const

/** Two rows: of what was never sent, and of what was. */
function untilSent(name: string, before: string, after: string, rest: Omit<Route, 'route' | 'answers'> = {}) {
  const resource = name.split('/')[1] as keyof typeof sentOf
  return [route(name, before, rest), route(name, after, { ...rest, id: sentOf[resource] })]
}
/** A draft is its agency's own; what was sent is the officers' too. */
const ownUntilSent = (name: string, rest?: Omit<Route, 'route' | 'answers'>) =>
  untilSent(name, OWN, OWN_OR_OFFICER, rest)

const agency = (who: Column) => ({ name: `Dinas ${who}`, shortName: who })
const person = (who: Column) => ({ name: who, email: `baru-${who}@example.com`, role: 'head' })
const zone = (who: Column) => ({ name: `${who.replace('_', '-')}.example` })
const holiday = (who: Column) => ({
  heldOn: `2027-03-0${columns.indexOf(who) + 1}`,
  name: who,
  kind: 'national',
  source: 'SKB',
})
const resolver = (who: Column) => ({ name: who, address: `192.0.2.${columns.indexOf(who) + 1}` })
const site = (who: Column) => ({
  hostname: `${who.replace('_', '-')}.kaltim.example`,
  agencyId: 1,
  kind: 'website',
  records: { A: ['192.0.2.7'] },
})
const request = () => ({
  kind: 'website',
  oldName: 'lama.kaltim.example',
  newName: 'baru.kaltim.example',
  records: { A: ['192.0.2.10'] },
  want: 'redirect',
  reason: 'Nama instansi berubah.',
})

const acting = (who: Column) => {
  const day = `2027-0${columns.indexOf(who) + 1}-01`
  return { personId: 5, standsInForId: 4, title: 'plt', fromDay: day, toDay: day }
}
const webhook = (who: Column) => ({ name: who, url: `https://${who.replace('_', '-')}.example/hook` })
const nothing = () => ({})

/** The app where a host says who is who. Lifecycle actions have a test of their own: they differ by action. */
export const routes: Route[] = [
  route('GET /healthz', PUBLIC),
  route('GET /readyz', PUBLIC),
  // For this machine, or by token: who somebody is does not matter. It has a test of its own.
  route('GET /metrics', '403 403 403 403 403 403 403'),
  route('GET /info', PUBLIC),
  route('GET /openapi.json', PUBLIC),
  // Whoever holds the paper: the code on it is the key, and one that is none tells nothing.
  route('GET /verifikasi/:code', '404 404 404 404 404 404 404', { params: { code: 'AAAA-AAAA-AAAA-AAAA' } }),
  route('GET /me', SIGNED_IN),
  route('GET /board', SIGNED_IN),
  route('GET /live', SIGNED_IN, { isStream: true }),
  route('GET /board/trend', SIGNED_IN),

  route('GET /requests', SIGNED_IN),
  ...['csv', 'xlsx'].map((format) => ({
    ...route(`GET /requests.${format}`, SIGNED_IN),
    isFile: true as const,
  })),
  route('GET /requests/exports/:key', SIGNED_IN, { params: { key: 'a-key-of-ours' } }),
  ...ownUntilSent('GET /requests/:id'),
  route('POST /requests', APPLICANTS, { body: request }),
  route('PUT /requests/:id', '401 404 200 403 403 403 403', { body: request }),
  ...ownUntilSent('GET /requests/:id/check'),
  ...ownUntilSent('POST /requests/:id/check', { body: nothing }),
  ...ownUntilSent('GET /requests/:id/preflight'),
  ...ownUntilSent('GET /requests/:id/events'),
  ...ownUntilSent('GET /requests/:id/live', { isStream: true }),

  ...untilSent('GET /requests/:id/assignees', '401 403 403 404 404 404 404', '401 403 403 200 200 200 200'),
  ...ownUntilSent('GET /requests/:id/baseline'),
  ...ownUntilSent('GET /requests/:id/runbook'),
  ...untilSent('GET /requests/:id/updates', '401 403 403 404 404 404 404', '401 403 403 200 200 200 200'),
  // Nothing that waits for the head has proof, snapshot, runbook or update yet: whoever may is told so.
  ...untilSent('POST /requests/:id/baseline', '401 404 403 404 404 404 404', '401 404 403 403 403 409 403', {
    body: nothing,
  }),
  ...untilSent('POST /requests/:id/proof', '401 404 409 404 404 404 404', '401 404 409 409 409 409 409', {
    body: nothing,
  }),
  ...untilSent('POST /requests/:id/runbook', '401 404 403 404 404 404 404', '401 404 403 403 403 409 403', {
    body: () => ({ item: 'note_old_records', done: true }),
  }),
  ...untilSent('POST /requests/:id/updates', '401 403 403 404 404 404 404', '401 403 403 403 403 409 403', {
    body: () => ({ zoneId: 1, digest: 'a'.repeat(64) }),
  }),
  ...untilSent(
    'POST /requests/:id/updates/diff',
    '401 403 403 404 404 404 404',
    '401 403 403 409 409 409 409',
    { body: () => ({ zoneId: 1 }) },
  ),
  ...untilSent(
    'POST /requests/:id/updates/:update/undo',
    '401 403 403 404 404 404 404',
    '401 403 403 403 403 409 403',
    { params: { update: '1' }, body: nothing },
  ),
  route('POST /requests/preflight', APPLICANTS, {
    body: () => ({ names: [{ oldName: 'lama.kaltim.example', newName: 'baru.kaltim.example' }], dns: false }),
  }),
  route('GET /queues', SIGNED_IN),
  route('GET /procedure', SIGNED_IN),
  route('POST /submissions', APPLICANTS, { body: () => ({ requests: [request()] }) }),
  ...ownUntilSent('GET /submissions/:id'),
  route('PUT /submissions/:id', '401 404 200 403 403 403 403', {
    body: () => ({ ids: [null], requests: [request()] }),
  }),
  // Allowed, and then refused: because its letter has no file yet, and because it was sent.
  ...untilSent('POST /submissions/:id/submit', '401 404 422 404 404 404 404', '401 404 409 403 403 403 403', {
    body: nothing,
  }),

  route('GET /sites', SIGNED_IN),
  route('GET /sites/:id', OWN_OR_OFFICER),
  route('POST /sites', TEAM, { body: site }),
  route('PUT /sites/:id', TEAM, { body: site }),
  route('DELETE /sites/:id', ADMIN),
  route('GET /sites/:id/check', OWN_OR_OFFICER),
  route('POST /sites/:id/check', OWN_OR_OFFICER, { body: () => ({}) }),
  route('GET /sites/:id/mentions', OWN_OR_OFFICER),
  route('GET /sites/:id/history', OWN_OR_OFFICER),
  route('GET /sites.csv', SIGNED_IN, { isFile: true }),
  route('GET /sites.xlsx', SIGNED_IN, { isFile: true }),
  route('POST /sites/preview', TEAM, { body: () => ({ text: 'nama\na.kaltim.example' }) }),
  route('POST /sites/import', TEAM, { body: (who) => ({ rows: [{ row: site(who), was: null }] }) }),
  route('GET /mentions/unregistered', TEAM),

  route('GET /findings', SIGNED_IN),
  route('GET /findings/:id', OWN_OR_OFFICER),

  route('GET /documents', SIGNED_IN),
  ...ownUntilSent('GET /documents/:id'),
  ...ownUntilSent('GET /documents/:id/content'),
  ...ownUntilSent('GET /documents/:id/preview', { isFile: true }),
  // The body is a letter to the agency's request.
  route('POST /documents', '401 404 200 403 403 404 403', { id: 'request' }),
  route('POST /documents', '401 404 200 403 403 200 403', { id: 'sentRequest' }),

  route('GET /agencies', SIGNED_IN),
  route('GET /agencies/:id', SIGNED_IN),
  route('POST /agencies', ADMIN, { body: agency }),
  route('PUT /agencies/:id', ADMIN, { body: agency }),
  // Allowed, and then refused because requests are in its name.
  route('DELETE /agencies/:id', '401 403 403 403 403 403 409'),

  route('GET /people', OFFICERS),
  route('GET /people/:id', OFFICERS),
  route('POST /people', ADMIN, { body: person }),
  route('PUT /people/:id', ADMIN, { body: person }),
  route('DELETE /people/:id', ADMIN),
  route('POST /people/:id/invitation', ADMIN, { body: () => ({}) }),

  route('GET /me/notices', SIGNED_IN),
  route('PUT /me/notices', SIGNED_IN, { body: () => ({ language: 'id', notices: 'all' }) }),
  route('GET /actings', OFFICERS),
  route('GET /actings/:id', OFFICERS),
  route('POST /actings', ADMIN, { body: acting }),
  route('PUT /actings/:id', ADMIN, { body: acting }),
  route('DELETE /actings/:id', ADMIN),

  route('GET /deliveries', OFFICERS),
  route('GET /deliveries/:id', OFFICERS),
  route('GET /deliveries/summary', OFFICERS),
  route('POST /deliveries/:id/resend', '401 403 403 403 409 403 409', { body: nothing }),
  route('GET /webhooks', ADMIN),
  route('GET /webhooks/:id', ADMIN),
  route('POST /webhooks', ADMIN, { body: webhook }),
  route('PUT /webhooks/:id', ADMIN, { body: webhook }),
  route('POST /webhooks/:id/secret', ADMIN, { body: nothing }),
  route('DELETE /webhooks/:id', ADMIN),

  route('GET /calendar', SIGNED_IN),
  route('POST /holidays/preview', ADMIN, {
    body: () => ({ text: 'heldOn,name,kind,source\n', source: 'SKB' }),
  }),
  route('POST /holidays/import', ADMIN, { body: (who) => ({ rows: [holiday(who)] }) }),
  route('GET /holidays', SIGNED_IN),
  route('GET /holidays/:id', SIGNED_IN),
  route('POST /holidays', ADMIN, { body: holiday }),
  route('PUT /holidays/:id', ADMIN, { body: holiday }),
  route('DELETE /holidays/:id', ADMIN),

  route('GET /zones', SIGNED_IN),
  route('GET /zones/:id', SIGNED_IN),
  route('POST /zones', ADMIN, { body: zone }),
  route('PUT /zones/:id', ADMIN, { body: zone }),
  route('DELETE /zones/:id', ADMIN),

  route('GET /zones/:id/key', ADMIN),
  route('PUT /zones/:id/key', ADMIN, {
    body: () => ({ server: '192.0.2.53', name: 'alih', secret: 'c2VjcmV0IHNlY3JldCBzZWNyZXQ=' }),
  }),
  route('POST /zones/:id/key/test', '401 403 403 403 403 403 409', { body: nothing }),
  route('DELETE /zones/:id/key', ADMIN),

  route('GET /resolvers', OFFICERS),
  route('GET /resolvers/:id', OFFICERS),
  route('POST /resolvers', TEAM, { body: resolver }),
  route('PUT /resolvers/:id', TEAM, { body: resolver }),
  route('DELETE /resolvers/:id', '401 403 403 403 403 200 404'),

  route('GET /reports', OFFICERS),
  route('GET /reports/:month', OFFICERS, { params: { month: '2026-11' } }),
  ...['pdf', 'xlsx', 'csv'].map((format) => ({
    ...route('GET /reports/:month', EXPORTERS, { params: { month: `2026-11.${format}` } }),
    isFile: true as const,
  })),
  route('GET /reports/:month/progress', OFFICERS, { params: { month: '2026-11' } }),
  // Allowed, and then refused because the month is not over.
  route('POST /reports/:month/actions/freeze', '401 403 403 403 409 403 403', {
    params: { month: '2026-11' },
    body: nothing,
  }),

  route('GET /settings', OFFICERS),
  // Nobody has set one yet, and the body is none.
  route('GET /settings/logo', '401 403 403 404 404 404 404'),
  route('POST /settings/logo', '401 403 403 403 403 403 415', { body: nothing }),
  route('DELETE /settings/logo', ADMIN),
  route('PUT /settings/:section', ADMIN, {
    params: { section: 'policy' },
    body: () => ({ redirectDays: 90, quarantineDays: 365 }),
  }),
]

/** What comes to it with accounts of our own. Who is signed in is told by a session; `:id` is of agency 1's applicant. */
export const accountRoutes: Route[] = [
  route('GET /account', SIGNED_IN),
  route('GET /account/sessions', SIGNED_IN),
  // Only one's own: to all others it is not there.
  route('DELETE /account/sessions/:id', '401 404 200 404 404 404 404', { id: 'session' }),
  route('DELETE /account/sessions', SIGNED_IN),
  route('GET /people/:id/account', ADMIN),
  route('DELETE /people/:id/two-factor', ADMIN),
  route('DELETE /people/:id/sessions', ADMIN),
]

/** For those who are not signed in yet; the library's own answers to the rest are held by the tests of signing in. */
export const doors = [
  'GET /invitations/:token',
  'POST /invitations/accept',
  'POST /auth/sign-in/email',
  'POST /auth/sign-out',
  'POST /auth/change-password',
  'POST /auth/two-factor/enable',
  'POST /auth/two-factor/disable',
  'POST /auth/two-factor/verify-totp',
  'POST /auth/two-factor/verify-backup-code',
  'POST /auth/two-factor/generate-backup-codes',
]
/** Those that a provider adds. */
export const providerDoors = ['POST /auth/sign-in/social', 'GET /auth/callback/oidc', 'GET /auth/refused']

/** Held against the app by tests of their own. */
export const elsewhere = ['POST /requests/:id/actions/:action']
