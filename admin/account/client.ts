/** One's own account as React reads it. */
import { useQuery } from '@tanstack/react-query'
import { useApi } from '../client.ts'

export function useMeans() {
  const api = useApi()
  return useQuery({ queryKey: ['alih', 'account'], queryFn: async () => (await api.means('people')).data })
}

export function useSessions() {
  const api = useApi()
  return useQuery({
    queryKey: ['alih', 'sessions'],
    queryFn: async () => (await api.sessions('people')).data,
  })
}

export function usePersonMeans(id: number, enabled: boolean) {
  const api = useApi()
  return useQuery({
    queryKey: ['people', 'account', String(id)],
    queryFn: async () => (await api.personMeans('people', id)).data,
    enabled,
  })
}
