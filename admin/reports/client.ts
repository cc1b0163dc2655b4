/** A month's report, as React reads it: made when it is asked for, and how far that has come. */
import { useQuery } from '@tanstack/react-query'
import type { ReportRecord } from '../../server/core/report.ts'
import { useApi } from '../client.ts'

const MINUTE_MS = 60_000

/**
 * A month's report. Read by a key of its own: what the list tells of a month is another record by the same id. It takes a
 * fold over the month, so it is made when it is asked for, not whenever the window comes to the front.
 */
export function useReport(month: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['reports', 'report', month],
    queryFn: async () => (await api.getOne<ReportRecord>('reports', { id: month })).data,
    staleTime: MINUTE_MS,
    refetchOnWindowFocus: false,
    retry: false,
  })
}

/** How far a month's report has come that is being made. */
export function useReportProgress(month: string, enabled: boolean) {
  const api = useApi()
  return useQuery({
    queryKey: ['reports', 'progress', month],
    queryFn: async () => (await api.reportProgress('reports', month)).data,
    enabled,
    refetchInterval: 1000,
    gcTime: 0,
  })
}
