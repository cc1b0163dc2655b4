/** Talks to the API: react-admin's simple rest dialect, and what it has no word for. The only door to ra-data-simple-rest. */
import simpleRestProvider from 'ra-data-simple-rest'
import { fetchUtils, HttpError, type DataProvider, type Identifier } from 'react-admin'
import type { Role } from '../../server/core/access.ts'
import type { ActingFor } from '../../server/core/acting.ts'
import type { Board, BoardDay, TrendDays } from '../../server/core/board.ts'
import type { Assignee } from '../../server/core/directory.ts'
import type { Document } from '../../server/core/document.ts'
import type { FeedPreview } from '../../server/core/feed.ts'
import type { Gap, HolidayInput } from '../../server/core/holiday.ts'
import type { Action } from '../../server/core/lifecycle.ts'
import type { InboundReference } from '../../server/core/mention.ts'
import type { Delivery, DeliverySummary, NoticePreference, Webhook } from '../../server/core/notice.ts'
import { MORE } from '../../server/core/paging.ts'
import type { StepCount } from '../../server/core/procedure.ts'
import type { QueueCounts } from '../../server/core/queue.ts'
import type { ReportProgress, ReportRecord } from '../../server/core/report.ts'
import type { ActionInput, RenameRequest, RequestEvent } from '../../server/core/request.ts'
import type { Runbook, RunbookItemId, RunbookTick } from '../../server/core/runbook.ts'
import type { Settings, SettingSection } from '../../server/core/settings.ts'
import type {
  PreflightAnswer,
  PreflightInput,
  Submission,
  SubmissionChange,
} from '../../server/core/submission.ts'
import type { Exception, Week } from '../../server/core/worktime.ts'
import type { Snapshot } from '../../server/core/snapshot.ts'
import type { Diff, SentUpdate, UpdateKey, UpdateKeyInput } from '../../server/core/update.ts'
import type { Language, Severity, ShownCheck, Status, VerdictFinding } from '../../server/core/verdict.ts'
import { accountCalls, type AccountExtras } from './account.ts'
import { exportCalls, type ExportExtras } from './export.ts'
import { registerCalls, type RegisterExtras } from './register.ts'
import { addressedBelow, takeFile, type TakenFile } from './files.ts'

export type Me = {
  id: number
  name: string
  role: Role
  agencyId: number | null
  email: string
  language: Language
  acting?: ActingFor
}
/** `provider` is what it is called on the sign-in page; null when there is none. */
export type Info = { name: string; demo: boolean; accounts: boolean; provider: string | null }
export type BoardFilter = { status?: Status; agencyId?: number }
/** The calendar in force, and what this year and the next one lack. */
export type CalendarFacts = { week: Week; exceptions: Exception[]; closedOn: string[]; gaps: Gap[] }
export type Imported = { added: number; changed: number; same: number; moved: number }
/** `url` is where the browser downloads it, `previewUrl` where it shows it. */
export type StoredDocument = Document & { url: string; previewUrl: string }
export type Invitation = { url: string; expiresAt: string }
export type Invited = { name: string; email: string | null; role: Role; reset: boolean }
export type Acceptance = { token: string; name: string; email: string; password: string }
export type ShownRunbook = Runbook & { ticks: RunbookTick[] }
export type BeforeAndAfter = {
  before: Snapshot | null
  digest: string | null
  after: Snapshot | null
  changed: boolean
}
/** `logoUrl` is where the browser has the emblem of documents from; null where there is none. */
export type ShownSettings = Settings & { logoUrl: string | null }
/** What an override would name. */
export type Proof = {
  proved: boolean
  status: Status
  severity: Severity
  checkedAt: string
  red: VerdictFinding[]
}
export type ShownDiff = Diff & { digest: string }
export type Updates = {
  /** False where the installation has no secret to keep keys with. */
  available: boolean
  zones: { zoneId: number; zone: string; server: string; keyName: string }[]
  updates: SentUpdate[]
}
export type ZoneKey = { available: boolean; key: UpdateKey | null }

/**
 * What the API offers beyond rows. The resource comes first, as in every method of react-admin, so that a host's
 * `combineDataProviders` finds its way.
 */
export type Extras = {
  act: (
    resource: 'requests',
    id: Identifier,
    action: Action,
    input: ActionInput,
  ) => Promise<{ data: RenameRequest }>
  events: (resource: 'requests', id: Identifier) => Promise<{ data: RequestEvent[] }>
  queues: (resource: 'requests') => Promise<{ data: QueueCounts }>
  assignees: (resource: 'requests', id: Identifier) => Promise<{ data: Assignee[] }>
  preflight: (resource: 'requests', id: Identifier) => Promise<{ data: VerdictFinding[] }>
  submission: (resource: 'requests', id: Identifier) => Promise<{ data: Submission }>
  /** Writes a letter: a new one where `id` is null. */
  saveSubmission: (
    resource: 'requests',
    id: Identifier | null,
    change: SubmissionChange,
  ) => Promise<{ data: Submission }>
  sendSubmission: (resource: 'requests', id: Identifier) => Promise<{ data: Submission }>
  preflightTyped: (
    resource: 'requests',
    question: PreflightInput,
    signal?: AbortSignal,
  ) => Promise<{ data: PreflightAnswer }>
  mentions: (resource: 'sites', id: Identifier) => Promise<{ data: InboundReference[] }>
  lastCheck: (resource: 'requests' | 'sites', id: Identifier) => Promise<{ data: ShownCheck | null }>
  checkNow: (resource: 'requests' | 'sites', id: Identifier) => Promise<{ data: ShownCheck }>
  upload: (resource: 'documents', requestId: Identifier, file: File) => Promise<{ data: StoredDocument }>
  invite: (resource: 'people', id: Identifier) => Promise<{ data: Invitation }>
  invitation: (resource: 'people', token: string) => Promise<{ data: Invited }>
  accept: (resource: 'people', acceptance: Acceptance) => Promise<{ data: { secondStep: boolean } }>
  me: (resource: 'people') => Promise<{ data: Me }>
  board: (resource: 'sites', filter?: BoardFilter) => Promise<{ data: Board }>
  boardTrend: (
    resource: 'sites',
    days: TrendDays,
    agencyId?: number,
  ) => Promise<{ data: { days: BoardDay[] } }>
  /** Where the browser opens the stream of news: of everything, or of one request. */
  live: (resource: 'sites' | 'requests', id: Identifier | null) => Promise<{ data: { url: string } }>
  calendar: (resource: 'holidays') => Promise<{ data: CalendarFacts }>
  previewFeed: (resource: 'holidays', text: string, source: string) => Promise<{ data: FeedPreview[] }>
  importFeed: (resource: 'holidays', rows: HolidayInput[]) => Promise<{ data: Imported }>
  procedure: (resource: 'requests') => Promise<{ data: StepCount[] }>
  info: (resource: 'sites') => Promise<{ data: Info }>
  settings: (resource: 'settings') => Promise<{ data: ShownSettings }>
  saveLogo: (resource: 'settings', file: File) => Promise<{ data: unknown }>
  removeLogo: (resource: 'settings') => Promise<{ data: unknown }>
  saveSettings: (resource: 'settings', section: SettingSection, values: object) => Promise<{ data: unknown }>
  deliverySummary: (resource: 'deliveries') => Promise<{ data: DeliverySummary }>
  resend: (resource: 'deliveries', id: Identifier) => Promise<{ data: Delivery }>
  renewSecret: (resource: 'webhooks', id: Identifier) => Promise<{ data: Webhook }>
  noticePreference: (resource: 'people') => Promise<{ data: NoticePreference }>
  saveNoticePreference: (resource: 'people', preference: NoticePreference) => Promise<{ data: unknown }>
  runbook: (resource: 'requests', id: Identifier) => Promise<{ data: ShownRunbook }>
  tick: (
    resource: 'requests',
    id: Identifier,
    item: RunbookItemId,
    done: boolean,
  ) => Promise<{ data: ShownRunbook }>
  baseline: (resource: 'requests', id: Identifier) => Promise<{ data: BeforeAndAfter }>
  retakeBaseline: (resource: 'requests', id: Identifier) => Promise<{ data: BeforeAndAfter }>
  proof: (resource: 'requests', id: Identifier) => Promise<{ data: Proof }>
  updates: (resource: 'requests', id: Identifier) => Promise<{ data: Updates }>
  updateDiff: (resource: 'requests', id: Identifier, zoneId: number) => Promise<{ data: ShownDiff }>
  applyUpdate: (
    resource: 'requests',
    id: Identifier,
    confirmed: { zoneId: number; digest: string },
  ) => Promise<{ data: SentUpdate }>
  undoUpdate: (resource: 'requests', id: Identifier, updateId: number) => Promise<{ data: SentUpdate }>
  zoneKey: (resource: 'zones', id: Identifier) => Promise<{ data: ZoneKey }>
  saveZoneKey: (resource: 'zones', id: Identifier, key: UpdateKeyInput) => Promise<{ data: UpdateKey }>
  removeZoneKey: (resource: 'zones', id: Identifier) => Promise<{ data: ZoneKey }>
  testZoneKey: (resource: 'zones', id: Identifier) => Promise<{ data: { ok: boolean; result: string } }>
  reportProgress: (resource: 'reports', month: Identifier) => Promise<{ data: ReportProgress }>
  /** Freezes a month that is over; one that is frozen is given as it is. */
  freeze: (resource: 'reports', month: Identifier) => Promise<{ data: ReportRecord }>
  /** The month as a file; `tell` hears how many bytes have come. */
  takeReport: (
    resource: 'reports',
    month: Identifier,
    format: 'pdf' | 'xlsx' | 'csv',
    signal: AbortSignal,
    tell: (bytes: number) => void,
  ) => Promise<{ data: TakenFile }>
}
export type AlihDataProvider = DataProvider & Extras & AccountExtras & ExportExtras & RegisterExtras

function queryOf(values: Record<string, string | number | undefined>): string {
  const given = Object.entries(values).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)]],
  )
  return given.length > 0 ? `?${new URLSearchParams(given)}` : ''
}

/** Calls the API with cookies, the language, and errors as react-admin forms read them. */
export function createHttpClient(language: () => string) {
  return async (url: string, options: fetchUtils.Options = {}) => {
    const headers = new Headers(options.headers)
    headers.set('Accept', 'application/json')
    headers.set('Accept-Language', language())
    try {
      return await fetchUtils.fetchJson(url, { credentials: 'same-origin', ...options, headers })
    } catch (error) {
      // A network fault is a TypeError; an abort and an HttpError go on as they are.
      if (error instanceof TypeError) throw new HttpError('alih.errors.network', 0)
      throw error
    }
  }
}

/** The data provider over an API base such as `/api`. `language` is asked before each call. */
export function createDataProvider(apiUrl: string, language: () => string = () => 'id'): AlihDataProvider {
  const http = createHttpClient(language)
  const rest = simpleRestProvider(apiUrl, http)
  // Where the server counted only so far, there is a next page, and nobody knows how many.
  const counting: DataProvider['getList'] = async (resource, params) => {
    let more = false
    const noting: typeof http = async (url, options) => {
      const answer = await http(url, options)
      more = answer.headers.has(MORE)
      return answer
    }
    const { data, total } = await simpleRestProvider(apiUrl, noting).getList(resource, params)
    const { page = 1 } = params.pagination ?? {}
    return more
      ? { data, pageInfo: { hasNextPage: true, hasPreviousPage: page > 1 } }
      : { data, total: total! }
  }
  const read = async (path: string) => ({ data: (await http(`${apiUrl}${path}`)).json })
  const post = async (path: string, body: unknown, signal?: AbortSignal) => ({
    data: (
      await http(`${apiUrl}${path}`, {
        method: 'POST',
        body: body instanceof FormData ? body : JSON.stringify(body),
        ...(signal ? { signal } : {}),
      })
    ).json,
  })
  const put = async (path: string, body: unknown) => ({
    data: (await http(`${apiUrl}${path}`, { method: 'PUT', body: JSON.stringify(body) })).json,
  })
  return {
    ...rest,
    ...accountCalls(http, apiUrl),
    ...registerCalls({ read, post }, apiUrl),
    ...exportCalls(http, apiUrl, language),
    supportAbortSignal: true,
    getList: async (resource, params) => {
      const result = await counting(resource, params)
      if (resource !== 'documents') return result
      return { ...result, data: result.data.map(addressedBelow(apiUrl)) }
    },
    getManyReference: async (resource, params) => {
      const result = await rest.getManyReference(resource, params)
      if (resource !== 'documents') return result
      return { ...result, data: result.data.map(addressedBelow(apiUrl)) }
    },
    act: (resource, id, action, input) => post(`/${resource}/${id}/actions/${action}`, input),
    events: (resource, id) => read(`/${resource}/${id}/events`),
    queues: () => read('/queues'),
    assignees: (resource, id) => read(`/${resource}/${id}/assignees`),
    preflight: (resource, id) => read(`/${resource}/${id}/preflight`),
    submission: (_, id) => read(`/submissions/${id}`),
    saveSubmission: (_, id, { ids, requests }) =>
      id === null ? post('/submissions', { requests }) : put(`/submissions/${id}`, { ids, requests }),
    sendSubmission: (_, id) => post(`/submissions/${id}/submit`, {}),
    preflightTyped: (resource, question, signal) => post(`/${resource}/preflight`, question, signal),
    mentions: (resource, id) => read(`/${resource}/${id}/mentions`),
    lastCheck: (resource, id) => read(`/${resource}/${id}/check`),
    checkNow: (resource, id) => post(`/${resource}/${id}/check`, {}),
    upload: (resource, requestId, file) => {
      const form = new FormData()
      form.set('requestId', String(requestId))
      form.set('kind', 'letter')
      form.set('file', file)
      return post(`/${resource}`, form)
    },
    invite: (resource, id) => post(`/${resource}/${id}/invitation`, {}),
    invitation: (_, token) => read(`/invitations/${encodeURIComponent(token)}`),
    accept: (_, acceptance) => post('/invitations/accept', acceptance),
    me: () => read('/me'),
    board: (_, filter = {}) => read(`/board${queryOf(filter)}`),
    boardTrend: (_, days, agencyId) => read(`/board/trend${queryOf({ days, agencyId })}`),
    live: async (resource, id) => ({
      data: { url: id === null ? `${apiUrl}/live` : `${apiUrl}/${resource}/${id}/live` },
    }),
    calendar: () => read('/calendar'),
    previewFeed: (_, text, source) => post('/holidays/preview', { text, source }),
    importFeed: (_, rows) => post('/holidays/import', { rows }),
    procedure: () => read('/procedure'),
    info: () => read('/info'),
    runbook: (resource, id) => read(`/${resource}/${id}/runbook`),
    tick: (resource, id, item, done) => post(`/${resource}/${id}/runbook`, { item, done }),
    baseline: (resource, id) => read(`/${resource}/${id}/baseline`),
    retakeBaseline: (resource, id) => post(`/${resource}/${id}/baseline`, {}),
    proof: (resource, id) => post(`/${resource}/${id}/proof`, {}),
    updates: (resource, id) => read(`/${resource}/${id}/updates`),
    updateDiff: (resource, id, zoneId) => post(`/${resource}/${id}/updates/diff`, { zoneId }),
    applyUpdate: (resource, id, confirmed) => post(`/${resource}/${id}/updates`, confirmed),
    undoUpdate: (resource, id, updateId) => post(`/${resource}/${id}/updates/${updateId}/undo`, {}),
    zoneKey: (resource, id) => read(`/${resource}/${id}/key`),
    saveZoneKey: async (resource, id, key) => ({
      data: (await http(`${apiUrl}/${resource}/${id}/key`, { method: 'PUT', body: JSON.stringify(key) }))
        .json,
    }),
    removeZoneKey: async (resource, id) => ({
      data: (await http(`${apiUrl}/${resource}/${id}/key`, { method: 'DELETE' })).json,
    }),
    testZoneKey: (resource, id) => post(`/${resource}/${id}/key/test`, {}),
    reportProgress: (resource, month) => read(`/${resource}/${month}/progress`),
    freeze: (resource, month) => post(`/${resource}/${month}/actions/freeze`, {}),
    takeReport: async (resource, month, format, signal, tell) => ({
      data: await takeFile(`${apiUrl}/${resource}/${month}.${format}`, language(), signal, tell),
    }),
    settings: async () => {
      const { logo, ...data } = (await read('/settings')).data
      return { data: { ...data, logoUrl: logo && `${apiUrl}/settings/logo?v=${logo}` } }
    },
    saveLogo: (_, file) => {
      const form = new FormData()
      form.set('file', file)
      return post('/settings/logo', form)
    },
    removeLogo: async () => ({ data: (await http(`${apiUrl}/settings/logo`, { method: 'DELETE' })).json }),
    deliverySummary: () => read('/deliveries/summary'),
    resend: (_, id) => post(`/deliveries/${id}/resend`, {}),
    renewSecret: (_, id) => post(`/webhooks/${id}/secret`, {}),
    noticePreference: () => read('/me/notices'),
    saveNoticePreference: async (_, preference) => ({
      data: (await http(`${apiUrl}/me/notices`, { method: 'PUT', body: JSON.stringify(preference) })).json,
    }),
    saveSettings: async (_, section, values) => ({
      data: (await http(`${apiUrl}/settings/${section}`, { method: 'PUT', body: JSON.stringify(values) }))
        .json,
    }),
  }
}
