/** What a feed of holidays says, line by line, beside what is stored: looked at before it is taken in. Pure. */
import type { Holiday, HolidayInput } from './holiday.ts'

/** Why a line of a feed is not taken. */
export const feedFaults = [
  'unreadable',
  'not_a_day',
  'no_name',
  'too_long',
  'unknown_kind',
  'twice',
  'not_all_day',
  'recurring',
  'too_many_days',
  'not_closed',
  'cancelled',
  'too_many',
] as const
export type FeedFault = (typeof feedFaults)[number]

/** A day as the feed names it, with the line it stands on; or why it is none. */
export type FeedLine = { line: number; text: string } & ({ day: HolidayInput } | { fault: FeedFault })

export const standings = ['new', 'same', 'changed', 'refused'] as const
export type Preview = {
  line: number
  text: string
  standing: (typeof standings)[number]
  day: HolidayInput | null
  was: HolidayInput | null
  fault: FeedFault | null
}

export const MAX_FEED_DAYS = 500

/** Sets every line beside what is stored. A day named twice is taken once, and the second is refused. */
export function compareFeed(lines: readonly FeedLine[], stored: ReadonlyMap<string, Holiday>): Preview[] {
  const seen = new Set<string>()
  return lines.map((one) => {
    const { line, text } = one
    const refused = (fault: FeedFault): Preview => ({
      line,
      text,
      standing: 'refused',
      day: null,
      was: null,
      fault,
    })
    if ('fault' in one) return refused(one.fault)
    const { day } = one
    if (seen.has(day.heldOn)) return refused('twice')
    if (seen.size >= MAX_FEED_DAYS) return refused('too_many')
    seen.add(day.heldOn)
    const old = stored.get(day.heldOn)
    const was = old ? { heldOn: old.heldOn, name: old.name, kind: old.kind, source: old.source } : null
    const same = was && was.name === day.name && was.kind === day.kind && was.source === day.source
    return { line, text, standing: same ? 'same' : was ? 'changed' : 'new', day, was, fault: null }
  })
}
