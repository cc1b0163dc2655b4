/** What a row of the catalogue holds. Pure. */

/** Zonemaster's levels, from the mildest up; `pass` says that something wanted was seen. */
export const levels = ['pass', 'info', 'notice', 'warning', 'error', 'critical'] as const
export type Level = (typeof levels)[number]

/** One row of the catalogue. Texts may name `{subject} {server} {expected} {seen} {until}` of the finding. */
export type Condition = {
  name: string
  level: Level
  /** While it holds, the rename may not be reported as done without a recorded override. */
  stop: boolean
  /** The clause it obeys. */
  source: string
  message: { id: string; en: string }
  /** What to do about it. */
  remedy: { id: string; en: string }
}
