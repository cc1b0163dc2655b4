/** What the API knows beyond rows, as React reads it. The only door to react-query. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useDataProvider, type Identifier } from 'react-admin'
import { allowedActions, type Standing } from '../server/core/advance.ts'
import type { Actor } from '../server/core/access.ts'
import type { Check } from '../server/core/verdict.ts'
import type { RunbookItemId } from '../server/core/runbook.ts'
import type { Acceptance, AlihDataProvider, ShownRunbook } from './providers/data.ts'

const ROOT = 'alih'
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

export function useBoard() {
  const api = useApi()
  return useQuery({
    queryKey: [ROOT, 'board'],
    queryFn: async () => (await api.board('sites')).data,
    refetchInterval: MINUTE_MS / 2,
  })
}

export function useEvents(id: Identifier) {
  const api = useApi()
  return useQuery({
    queryKey: ['requests', 'events', String(id)],
    queryFn: async () => (await api.events('requests', id)).data,
  })
}

export function useSettings() {
  const api = useApi()
  return useQuery({
    queryKey: [ROOT, 'settings'],
    queryFn: async () => (await api.settings('settings')).data,
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

export function useMentions(id: Identifier) {
  const api = useApi()
  return useQuery({
    queryKey: ['sites', 'mentions', String(id)],
    queryFn: async () => (await api.mentions('sites', id)).data,
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
  return useMutation<Check, Error>({
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
