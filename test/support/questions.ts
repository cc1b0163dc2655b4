/** What the lists of the back office ask of the API, each question once: the first page, a deep one, filters, orders, search, counts. */
import { requestSorts } from '../../server/requests/list.ts'
import { findingSorts } from '../../server/findings/store.ts'
import { siteSorts } from '../../server/sites/list.ts'
import { queues } from '../../server/core/queue.ts'

/** `kind` is the row of the table in which it is told. */
export type Question = { list: string; kind: string; name: string; path: string }

const PAGE = 25

type Asked = { filter?: object; sort?: [string, 'ASC' | 'DESC']; from?: number }

const pathOf = (list: string, { filter = {}, sort, from = 0 }: Asked) => {
  const query = new URLSearchParams({
    filter: JSON.stringify(filter),
    range: JSON.stringify([from, from + PAGE - 1]),
    ...(sort ? { sort: JSON.stringify(sort) } : {}),
  })
  return `/${list}?${query}`
}

const lists = {
  requests: {
    usual: ['updatedAt', 'DESC'],
    sorts: requestSorts,
    filters: {
      'state, one': { state: 'archived' },
      'state, rare': { state: 'submitted' },
      'state, several': { state: ['approved', 'assigned', 'executed'] },
      status: { status: 'broken' },
      agency: { agencyId: 7 },
      'agency and state': { agencyId: 7, state: 'archived' },
      'agency and status': { agencyId: 7, status: 'stale' },
      kind: { kind: 'website' },
      applicant: { applicantId: 7 },
      submission: { submissionId: 1 },
      ids: { id: [1, 5, 9] },
      'waits for': { waitsFor: 'head' },
      late: { late: true },
      'not late': { late: false },
      soon: { soon: true },
      mine: { mine: true },
      ...Object.fromEntries(queues.map((queue) => [`queue ${queue}`, { queue: [queue] }])),
      'state, kind and status': { state: 'archived', kind: 'website', status: 'ok' },
    },
    searches: { common: 'bench', rare: 'lama77.', number: '2026/77', short: 'la', nothing: 'tidakada' },
  },
  sites: {
    usual: ['status', 'ASC'],
    sorts: siteSorts,
    filters: {
      role: { role: 'active' },
      status: { status: 'broken' },
      'status, common': { status: 'ok' },
      agency: { agencyId: 7 },
      'agency and role': { agencyId: 7, role: 'old' },
      'agency and status': { agencyId: 7, status: 'stale' },
      kind: { kind: 'website' },
      request: { requestId: 5 },
      ids: { id: [1, 5, 9] },
    },
    searches: { common: 'bench', rare: 'situs777.', short: 'si', nothing: 'tidakada' },
  },
  findings: {
    usual: ['firstSeenAt', 'DESC'],
    sorts: findingSorts,
    filters: {
      state: { state: 'open' },
      'state, common': { state: 'closed' },
      level: { level: 'critical' },
      agency: { agencyId: 7 },
      condition: { condition: 'A01' },
      site: { siteId: 7 },
      request: { requestId: 5 },
      ids: { id: [1, 5, 9] },
    },
    searches: { common: 'bench', rare: 'situs37.', short: 'si', nothing: 'tidakada' },
  },
} as const

/** All of them, of a database with so many requests and sites. */
export function questions(size: number): Question[] {
  return [
    ...Object.entries(lists).flatMap(([list, { usual, sorts, filters, searches }]) => {
      const ask = (kind: string, name: string, asked: Asked): Question => ({
        list,
        kind,
        name,
        path: pathOf(list, { sort: [...usual], ...asked }),
      })
      const rows = list === 'findings' ? Math.ceil(size / 20) : size
      return [
        ask('first page', 'first page', {}),
        ask('deep page', 'in the middle', { from: Math.floor(rows / 2) }),
        ask('deep page', 'ten thousandth row', { from: Math.min(9_975, Math.floor(rows / 2)) }),
        ask('deep page', 'last page', { from: Math.max(rows - PAGE, 0) }),
        ...Object.entries(filters).map(([name, filter]) => ask('filter', name, { filter })),
        ...sorts.flatMap((field) =>
          (['ASC', 'DESC'] as const).map((order) =>
            ask('sort', `${field} ${order}`, { sort: [field, order] }),
          ),
        ),
        ...Object.entries(searches).map(([name, q]) => ask('search', name, { filter: { q } })),
      ]
    }),
    { list: 'requests', kind: 'counts', name: 'queues', path: '/queues' },
    { list: 'requests', kind: 'counts', name: 'steps', path: '/procedure' },
    { list: 'sites', kind: 'board', name: 'board', path: '/board' },
  ]
}
