/** The working calendar as the back office knows it: the SOP's week less the stored holidays. */
import { useMemo } from 'react'
import { useGetList } from 'react-admin'
import type { Holiday } from '../server/core/holiday.ts'
import { sopWeek, type Calendar } from '../server/core/worktime.ts'

const HOUR_MS = 3_600_000

/** Until the holidays are read it is the plain week. */
export function useCalendar(): Calendar {
  const { data } = useGetList<Holiday>(
    'holidays',
    { pagination: { page: 1, perPage: 500 }, sort: { field: 'heldOn', order: 'DESC' }, filter: {} },
    { staleTime: HOUR_MS },
  )
  return useMemo(() => ({ week: sopWeek, closedOn: new Set(data?.map(({ heldOn }) => heldOn)) }), [data])
}
