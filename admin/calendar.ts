/** The working calendar as the back office knows it, and what it lacks. */
import { useMemo } from 'react'
import { calendarOf, type Gap } from '../server/core/holiday.ts'
import type { Calendar } from '../server/core/worktime.ts'
import { useCalendarFacts } from './client.ts'

/** Until it is read it is the plain week of the SOP. */
export function useCalendar(): Calendar {
  const { data } = useCalendarFacts()
  return useMemo(
    () => (data ? calendarOf(data.closedOn, data.week, data.exceptions) : calendarOf([])),
    [data],
  )
}

export function useCalendarGaps(): readonly Gap[] {
  return useCalendarFacts().data?.gaps ?? []
}
