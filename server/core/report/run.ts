/** One run of a step against its allowance (SOP part E). Pure. */
import { steps, type Step } from '../lifecycle.ts'
import type { StepRun } from '../report.ts'
import { dueAt, workSecondsBetween, workSecondsUsed, type Calendar, type Pause } from '../worktime.ts'

export type OpenRun = { step: Step; startedAt: string; pauses: Pause[] }

/** Whole seconds, so that what is printed is what was judged. */
const whole = (seconds: number) => Math.floor(seconds)

/** The run as of `until`; `endedAt` is null where it goes on. */
export function runOf(
  { step, startedAt, pauses }: OpenRun,
  endedAt: string | null,
  until: string,
  calendar: Calendar,
): StepRun {
  const [start, end] = [new Date(startedAt), new Date(until)]
  const { allowance } = steps.find((row) => row.step === step)!
  const usedSeconds = whole(workSecondsUsed(start, end, pauses, calendar))
  const due = allowance && dueAt(start, allowance, calendar, pauses)
  const run = { step, startedAt, endedAt, usedSeconds, allowance, dueAt: due?.toISOString() ?? null }
  if (!allowance) return { ...run, isLate: false, lateSeconds: null }
  if ('seconds' in allowance) {
    const isLate = usedSeconds > allowance.seconds
    return { ...run, isLate, lateSeconds: isLate ? usedSeconds - allowance.seconds : null }
  }
  const isLate = due !== null && end > due
  return { ...run, isLate, lateSeconds: isLate ? whole(workSecondsBetween(due, end, calendar)) : null }
}
