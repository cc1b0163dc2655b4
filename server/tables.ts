/** The rows of every table, camelCase as code sees them. JSON is text; flags are 0 or 1; instants are ISO 8601 UTC. */
import type { Generated } from 'kysely'

type Id = Generated<number>

export type Tables = {
  agencies: { id: Id; name: string; shortName: string }
  people: {
    id: Id
    name: string
    email: string
    role: string
    agencyId: number | null
    active: number
    subject: string | null
    language: Generated<string>
    notices: Generated<string>
    nip: Generated<string>
    rank: Generated<string>
    position: Generated<string>
    decreeNumber: Generated<string>
    decreeDay: Generated<string | null>
    qualifications: Generated<string>
    otherQualifications: Generated<string>
  }
  actings: {
    id: Id
    personId: number
    standsInForId: number
    title: string
    fromDay: string
    toDay: string
    note: string
  }
  invitations: {
    id: Id
    tokenDigest: string
    personId: number | null
    expiresAt: string
    usedAt: string | null
  }
  zones: { id: Id; name: string; note: string }
  resolvers: { id: Id; name: string; address: string; active: number }
  holidays: { id: Id; heldOn: string; name: string; kind: string; source: string }
  requests: RequestRow
  requestEvents: {
    id: Id
    requestId: number
    seq: number
    action: string
    fromState: string | null
    toState: string
    actorId: number
    actorName: string
    actorRole: string
    at: string
    details: string
    previous: string
    digest: string
    onBehalfOfId: number | null
    onBehalfOfName: string | null
    onBehalfOfTitle: string | null
    before: string | null
    after: string | null
    httpRequestId: string | null
    address: string | null
  }
  documents: {
    id: Id
    requestId: number
    kind: string
    name: string
    mediaType: string
    size: number
    digest: string
    uploadedBy: number
    uploadedAt: string
    supersededAt: Generated<string | null>
    number: string | null
    facts: string | null
    sealedAt: string | null
    code: string | null
  }
  documentContents: { digest: string; content: Buffer }
  sites: {
    id: Id
    hostname: string
    agencyId: number
    kind: string
    records: string
    role: string
    want: string | null
    redirectUntil: string | null
    requestId: number | null
    status: string
    severity: string
    statusSince: string | null
    checkedAt: string | null
    nextCheckAt: string | null
    forecastUntil: string | null
    retiredAt: Generated<string | null>
    wildcards: Generated<string | null>
    /** In both languages: JSON. */
    forecastBecause: Generated<string | null>
  }
  registerEvents: {
    id: Id
    siteId: number
    hostname: string
    action: string
    actorId: number | null
    actorName: string
    actorRole: string
    at: string
    before: string
    after: string
    httpRequestId: string | null
    address: string | null
    previous: string
    digest: string
  }
  looks: {
    id: Id
    siteId: number | null
    requestId: number | null
    checkedAt: string
    status: string
    severity: string
    digest: string
    result: string
  }
  findings: {
    id: Id
    siteId: number
    requestId: number | null
    agencyId: number
    findingKey: string
    condition: string
    name: string
    level: string
    stop: number
    subject: string
    server: string | null
    expected: string | null
    seen: string | null
    message: string
    remedy: string
    state: string
    looks: string
    flapping: number
    firstSeenAt: string
    openedAt: string | null
    closedAt: string | null
  }
  mentions: { id: Id; siteId: number; host: string; place: string; seenAt: string }
  siteMemories: {
    siteId: number
    title: string | null
    fingerprint: string | null
    likeness: string | null
    published: string | null
    dead: string | null
  }
  /** `split` is JSON. */
  zoneSerials: {
    zone: string
    serial: number
    seenAt: string | null
    backAt: string | null
    split: string | null
  }
  submissions: { id: Id; agencyId: number; applicantId: number; createdAt: string }
  chains: { name: string; digest: string; length: number }
  counters: { name: string; value: number }
  /** Kept by triggers. In PostgreSQL several rows may add up to one count. */
  tallies: { list: string; agencyId: number; state: string; detail: string; total: number }
  /** How many watched names of an agency stood in each status when a day ended; of today, by now. */
  siteDays: {
    day: string
    agencyId: number
    broken: number
    wrong: number
    stale: number
    propagating: number
    ok: number
    unknown: number
  }
  /** Text by row, in lower case: searched by parts of three letters or more. */
  requestsSearch: { rowid: number; text: string }
  settings: { name: string; value: string }
  webhooks: {
    id: Id
    name: string
    url: string
    secret: string
    events: string
    active: number
    createdAt: string
  }
  deliveries: {
    id: Id
    occasion: string
    receiver: string
    channel: string
    kind: string
    requestId: number | null
    personId: number | null
    webhookId: number | null
    name: string
    address: string
    subject: string
    body: string
    messageId: string
    state: string
    attempts: number
    nextAttemptAt: string | null
    claimedAt: string | null
    lastError: string | null
    createdAt: string
    sentAt: string | null
  }
  reports: {
    month: string
    making: string
    data: string
    digest: string
    counts: string
    frozenAt: string
    frozenBy: string | null
  }
  reportLines: { making: string; page: number; lines: string }
  runbookTicks: {
    id: Id
    requestId: number
    item: string
    personId: number
    personName: string
    at: string
  }
  updateKeys: {
    id: Id
    zoneId: number
    server: string
    name: string
    algorithm: string
    secret: string
    active: number
    updatedBy: number
    updatedAt: string
  }
  updates: {
    id: Id
    requestId: number
    zone: string
    server: string
    keyName: string
    diff: string
    digest: string
    status: string
    result: string | null
    undoes: number | null
    personId: number
    personName: string
    sentAt: string
    settledAt: string | null
  }
}

type RequestRow = {
  id: Id
  submissionId: Generated<number | null>
  number: string | null
  agencyId: number
  applicantId: number
  kind: string
  oldName: string
  newName: string
  records: string
  want: string
  redirectUntil: string | null
  reason: string
  state: string
  version: number
  assigneeIds: string
  waitsFor: string | null
  stepStartedAt: string | null
  heldAt: string | null
  pauses: string
  dueAt: string | null
  warnAt: string | null
  submittedAt: string | null
  executedAt: string | null
  archivedAt: string | null
  baseline: string | null
  override: string | null
  goneAt: string | null
  status: string | null
  severity: string | null
  checkedAt: string | null
  forecastUntil: string | null
  marks: Generated<string>
  createdAt: string
  updatedAt: string
}
