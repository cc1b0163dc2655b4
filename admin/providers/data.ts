/** Talks to the API: react-admin's simple rest dialect, and what it has no word for. The only door to ra-data-simple-rest. */
import simpleRestProvider from 'ra-data-simple-rest'
import { fetchUtils, HttpError, type DataProvider, type Identifier } from 'react-admin'
import type { Role } from '../../server/core/access.ts'
import type { Document } from '../../server/core/document.ts'
import type { Action } from '../../server/core/lifecycle.ts'
import type { InboundReference } from '../../server/core/mention.ts'
import type { ActionInput, RenameRequest, RequestEvent } from '../../server/core/request.ts'
import type { Settings, SettingSection } from '../../server/core/settings.ts'
import type { Site } from '../../server/core/site.ts'
import type { Check, Language, Status, VerdictFinding } from '../../server/core/verdict.ts'
import { accountCalls, type AccountExtras } from './account.ts'

export type Me = {
  id: number
  name: string
  role: Role
  agencyId: number | null
  email: string
  language: Language
}
/** `provider` is what it is called on the sign-in page; null when there is none. */
export type Info = { name: string; demo: boolean; accounts: boolean; provider: string | null }
export type Board = {
  counts: Record<Status, number>
  sites: Site[]
  openFindings: { critical: number; error: number; warning: number }
  checker: { lastSweepAt: string | null; backlog: number; offline: boolean; resolvers: number }
}
/** `url` is where the browser downloads it. */
export type StoredDocument = Document & { url: string }
export type Invitation = { url: string; expiresAt: string }
export type Invited = { name: string; email: string | null; role: Role; reset: boolean }
export type Acceptance = { token: string; name: string; email: string; password: string }

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
  preflight: (resource: 'requests', id: Identifier) => Promise<{ data: VerdictFinding[] }>
  mentions: (resource: 'sites', id: Identifier) => Promise<{ data: InboundReference[] }>
  lastCheck: (resource: 'requests' | 'sites', id: Identifier) => Promise<{ data: Check | null }>
  checkNow: (resource: 'requests' | 'sites', id: Identifier) => Promise<{ data: Check }>
  upload: (resource: 'documents', requestId: Identifier, file: File) => Promise<{ data: StoredDocument }>
  invite: (resource: 'people', id: Identifier) => Promise<{ data: Invitation }>
  invitation: (resource: 'people', token: string) => Promise<{ data: Invited }>
  accept: (resource: 'people', acceptance: Acceptance) => Promise<{ data: { secondStep: boolean } }>
  me: (resource: 'people') => Promise<{ data: Me }>
  board: (resource: 'sites') => Promise<{ data: Board }>
  info: (resource: 'sites') => Promise<{ data: Info }>
  settings: (resource: 'settings') => Promise<{ data: Settings }>
  saveSettings: (resource: 'settings', section: SettingSection, values: object) => Promise<{ data: unknown }>
}
export type AlihDataProvider = DataProvider & Extras & AccountExtras

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
  const read = async (path: string) => ({ data: (await http(`${apiUrl}${path}`)).json })
  const post = async (path: string, body: unknown) => ({
    data: (
      await http(`${apiUrl}${path}`, {
        method: 'POST',
        body: body instanceof FormData ? body : JSON.stringify(body),
      })
    ).json,
  })
  return {
    ...rest,
    ...accountCalls(http, apiUrl),
    supportAbortSignal: true,
    getList: async (resource, params) => {
      const result = await rest.getList(resource, params)
      if (resource !== 'documents') return result
      const data = result.data.map((row) => ({ ...row, url: `${apiUrl}/documents/${row.id}/content` }))
      return { ...result, data }
    },
    act: (resource, id, action, input) => post(`/${resource}/${id}/actions/${action}`, input),
    events: (resource, id) => read(`/${resource}/${id}/events`),
    preflight: (resource, id) => read(`/${resource}/${id}/preflight`),
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
    board: () => read('/board'),
    info: () => read('/info'),
    settings: () => read('/settings'),
    saveSettings: async (_, section, values) => ({
      data: (await http(`${apiUrl}/settings/${section}`, { method: 'PUT', body: JSON.stringify(values) }))
        .json,
    }),
  }
}
