/** What the API knows beyond rows, as React reads it. The door to react-query; reports and board have small ones of their own. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useDataProvider, type Identifier } from 'react-admin'
import { useLocation } from 'react-router-dom'
import { allowedActions, type Standing } from '../server/core/advance.ts'
import type { Actor } from '../server/core/access.ts'
import type { PreflightInput } from '../server/core/submission.ts'
import type { ShownCheck } from '../server/core/verdict.ts'
import type { RunbookItemId } from '../server/core/runbook.ts'
import { useSettled } from './settled.ts'
import type { Acceptance, AlihDataProvider, ShownRunbook } from './providers/data.ts'

/** What is read again after anything moved. */
export const ROOT = 'alih'
const MINUTE_MS = 60_000

/** The data provider, with what the API offers beyond rows. */
export const useApi = () => useDataProvider<AlihDataProvider>()

/** Whoever is signed in, as the API knows them; undefined until it answered. */
export function useActor(): Actor | undefined {
  const api = useApi()
  const { data } = useQuery({
    queryKey: [ROOT, 'me'],
    queryFn: () => api.me('people'),
    staleTime: 10 * MINUTE_MS,
  })
  return data?.data
}

/** The actions that the person signed in may try now. */
export function useAllowedActions(request: Standing | undefined) {
  const actor = useActor()
  return request && actor ? allowedActions(request, actor) : []
}

export function useInfo() {
  const api = useApi()
  return useQuery({
    queryKey: [ROOT, 'info'],
    queryFn: async () => (await api.info('sites')).data,
    staleTime: Infinity,
    retry: false,
  })
}

/** Read again at every look at the clock's pace: a holiday more moves every due time on the screen. */
export function useCalendarFacts() {
  const api = useApi()
  return useQuery({
    queryKey: ['holidays', 'calendar'],
    queryFn: async () => (await api.calendar('holidays')).data,
    staleTime: MINUTE_MS,
  })
}

/** How many requests stand at each step, and how many of them are late. */
export function useProcedure() {
  const api = useApi()
  return useQuery({
    queryKey: [ROOT, 'procedure'],
    queryFn: async () => (await api.procedure('requests')).data,
    refetchInterval: MINUTE_MS,
  })
}

export function useEvents(id: Identifier) {
  const api = useApi()
  return useQuery({
    queryKey: ['requests', 'events', String(id)],
    queryFn: async () => (await api.events('requests', id)).data,
  })
}

/** How many requests stand in each work queue. */
export function useQueues() {
  const api = useApi()
  return useQuery({
    queryKey: ['requests', 'queues'],
    queryFn: async () => (await api.queues('requests')).data,
    refetchInterval: MINUTE_MS,
  })
}

/** Who can be assigned to a request, with what they have in hand. */
export function useAssignees(id: Identifier, enabled = true) {
  const api = useApi()
  return useQuery({
    queryKey: ['requests', 'assignees', String(id)],
    queryFn: async () => (await api.assignees('requests', id)).data,
    enabled,
  })
}

export function useSettings() {
  const api = useApi()
  return useQuery({
    queryKey: [ROOT, 'settings'],
    queryFn: async () => (await api.settings('settings')).data,
  })
}

/** How many notices stand where; also whether there is a mail server at all. */
export function useDeliverySummary() {
  const api = useApi()
  return useQuery({
    queryKey: ['deliveries', 'summary'],
    queryFn: async () => (await api.deliverySummary('deliveries')).data,
    refetchInterval: MINUTE_MS,
  })
}

export function useNoticePreference() {
  const api = useApi()
  return useQuery({
    queryKey: ['people', 'notices'],
    queryFn: async () => (await api.noticePreference('people')).data,
  })
}

/** What speaks against a request as it stands; the DNS is asked each time. */
/** `version` is the request's: what was found of an earlier text says nothing of the corrected one. */
export function usePreflight(id: Identifier, version: number) {
  const api = useApi()
  return useQuery({
    queryKey: ['requests', 'preflight', String(id), version],
    queryFn: async () => (await api.preflight('requests', id)).data,
    staleTime: MINUTE_MS,
    refetchOnWindowFocus: false,
  })
}

type Names = PreflightInput['names']

/** What is known of names that are being typed: at once from what is on record, then from the DNS. */
export function useTyped(names: Names, enabled = true) {
  const api = useApi()
  const soon = useSettled(names, 350)
  const later = useSettled(names, 900)
  const asking = (names: Names, dns: boolean) => ({
    queryKey: ['requests', 'typed', dns, names],
    queryFn: async ({ signal }: { signal: AbortSignal }) =>
      (await api.preflightTyped('requests', { names, dns }, signal)).data,
    staleTime: MINUTE_MS,
    refetchOnWindowFocus: false,
    retry: false,
  })
  const quick = useQuery({ ...asking(soon, false), enabled })
  const whole = useQuery({
    ...asking(later, true),
    enabled: enabled && later.some(({ oldName }) => oldName !== ''),
    // A server that was late may have answered meanwhile.
    refetchInterval: ({ state }) => (state.data?.names.some(({ dns }) => dns === 'late') ? 10_000 : false),
  })
  const is = (one: Names) => JSON.stringify(one) === JSON.stringify(names)
  const wholeIs = is(later) && whole.data !== undefined
  return {
    answer: wholeIs ? whole.data : is(soon) ? quick.data : undefined,
    asking: !wholeIs && !whole.isError,
    error: whole.error ?? quick.error,
  }
}

/** The letter that a request came with, and the other names in it. */
export function useSubmission(id: Identifier | null | undefined) {
  const api = useApi()
  return useQuery({
    queryKey: ['requests', 'submission', String(id)],
    queryFn: async () => (await api.submission('requests', id!)).data,
    enabled: id != null,
  })
}

export function useMentions(id: Identifier) {
  const api = useApi()
  return useQuery({
    queryKey: ['sites', 'mentions', String(id)],
    queryFn: async () => (await api.mentions('sites', id)).data,
  })
}

/** All that is told of a name: read again with its row, so that a look or an edit brings it up to date. */
export function useSiteHistory(id: Identifier) {
  const api = useApi()
  return useQuery({
    queryKey: ['sites', 'history', String(id)],
    queryFn: async () => (await api.siteHistory('sites', id)).data,
  })
}

type Checked = 'requests' | 'sites'
const checkKey = (resource: Checked, id: Identifier) => [resource, 'check', String(id)]

export function useLastCheck(resource: Checked, id: Identifier) {
  const api = useApi()
  return useQuery({
    queryKey: checkKey(resource, id),
    queryFn: async () => (await api.lastCheck(resource, id)).data,
  })
}

/** Looks now; what it saw replaces the last check, and the rows that depend on it are read again. */
export function useCheckNow(resource: Checked, id: Identifier) {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation<ShownCheck, Error>({
    mutationFn: async () => (await api.checkNow(resource, id)).data,
    onSuccess: async (check) => {
      queries.setQueryData(checkKey(resource, id), check)
      await Promise.all(
        ['requests', 'sites', 'findings', ROOT].map((key) =>
          queries.invalidateQueries({
            predicate: ({ queryKey }) => queryKey[0] === key && queryKey[1] !== 'check',
          }),
        ),
      )
    },
  })
}

/** Reads everything about a resource again, after something moved. */
export function useForget() {
  const queries = useQueryClient()
  return (...resources: string[]) =>
    Promise.all([...resources, ROOT].map((key) => queries.invalidateQueries({ queryKey: [key] })))
}

/** What the server tells to be old: rows of a resource, or answers that stand by themselves. */
export type Stale = 'requests' | 'sites' | 'findings' | 'documents' | 'deliveries' | 'board' | 'me'

// Each of these asks the DNS anew: it is looked at when somebody asks for it, not whenever something moves.
const looking = new Set<unknown>(['preflight', 'typed', 'proof'])
// What a form was filled with; filled again, it would lose what was written meanwhile.
const filling = new Set<unknown>(['getOne', 'submission'])

/** Reads again what is on the screen and old. A form that is open keeps what it was given. */
export function useStale() {
  const queries = useQueryClient()
  const { pathname } = useLocation()
  const isForm = /\/create$|\/[a-z]+\/\d+$/.test(pathname)
  return (old: readonly Stale[]) =>
    queries.invalidateQueries({
      predicate: ({ queryKey: [first, second] }) =>
        first === ROOT
          ? old.includes(second as Stale) || (second === 'procedure' && old.includes('requests'))
          : old.includes(first as Stale) && !looking.has(second) && !(isForm && filling.has(second)),
    })
}

const runbookKey = (id: Identifier) => ['requests', 'runbook', String(id)]

export function useRunbook(id: Identifier) {
  const api = useApi()
  return useQuery({
    queryKey: runbookKey(id),
    queryFn: async () => (await api.runbook('requests', id)).data,
  })
}

/** Ticks an item off or takes it back; the history tells it. */
export function useTick(id: Identifier) {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation<ShownRunbook, Error, { item: RunbookItemId; done: boolean }>({
    mutationFn: async ({ item, done }) => (await api.tick('requests', id, item, done)).data,
    onSuccess: async (runbook) => {
      queries.setQueryData(runbookKey(id), runbook)
      await queries.invalidateQueries({ queryKey: ['requests', 'events', String(id)] })
    },
  })
}

export function useBaseline(id: Identifier) {
  const api = useApi()
  return useQuery({
    queryKey: ['requests', 'baseline', String(id)],
    queryFn: async () => (await api.baseline('requests', id)).data,
  })
}

/** What is red now, looked at afresh each time. */
export function useProof(id: Identifier, enabled: boolean) {
  const api = useApi()
  return useQuery({
    queryKey: ['requests', 'proof', String(id)],
    queryFn: async () => (await api.proof('requests', id)).data,
    enabled,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  })
}

export function useUpdates(id: Identifier, enabled: boolean) {
  const api = useApi()
  return useQuery({
    queryKey: ['requests', 'updates', String(id)],
    queryFn: async () => (await api.updates('requests', id)).data,
    enabled,
  })
}

export function useZoneKey(id: Identifier) {
  const api = useApi()
  return useQuery({
    queryKey: ['zones', 'key', String(id)],
    queryFn: async () => (await api.zoneKey('zones', id)).data,
  })
}

export function useInvitation(token: string) {
  const api = useApi()
  return useQuery({
    queryKey: [ROOT, 'invitation', token],
    queryFn: async () => (await api.invitation('people', token)).data,
    retry: false,
    refetchOnWindowFocus: false,
  })
}

/** Accepts an invitation; everything read before belongs to nobody. */
export function useAccept() {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (acceptance: Acceptance) => api.accept('people', acceptance),
    onSuccess: () => queries.clear(),
  })
}
