/** The health board as React reads it. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { TrendDays } from '../../server/core/board.ts'
import { ROOT, useApi } from '../client.ts'
import type { BoardFilter } from '../providers/data.ts'

const MINUTE_MS = 60_000

/** `filter` is what the page shows; behind another window, and without a network, it goes on asking. */
export function useBoard(filter: BoardFilter = {}) {
  const api = useApi()
  return useQuery({
    queryKey: [ROOT, 'board', filter],
    queryFn: async () => (await api.board('sites', filter)).data,
    refetchInterval: MINUTE_MS / 2,
    refetchIntervalInBackground: true,
    networkMode: 'always',
    retry: 1,
    placeholderData: keepPreviousData,
  })
}

/** How the last days ended. */
export function useBoardTrend(days: TrendDays, agencyId?: number) {
  const api = useApi()
  return useQuery({
    queryKey: [ROOT, 'board', 'trend', days, agencyId],
    queryFn: async () => (await api.boardTrend('sites', days, agencyId)).data.days,
    refetchInterval: MINUTE_MS,
    placeholderData: keepPreviousData,
  })
}
