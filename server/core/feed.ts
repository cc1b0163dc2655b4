/** What a feed of holidays says, line by line, beside what is stored: looked at before it is taken in. Pure. */
import type { Holiday, HolidayInput } from './holiday.ts'
import { compareLines, type Line, type Preview } from './preview.ts'

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
export type FeedLine = Line<HolidayInput, FeedFault>
export type FeedPreview = Preview<HolidayInput, FeedFault>

export const MAX_FEED_DAYS = 500

/** Sets every line beside what is stored. */
export const compareFeed = (
  lines: readonly FeedLine[],
  stored: ReadonlyMap<string, Holiday>,
): FeedPreview[] =>
  compareLines(lines, {
    keyOf: ({ heldOn }) => heldOn,
    stored({ heldOn }) {
      const old = stored.get(heldOn)
      return old ? { heldOn: old.heldOn, name: old.name, kind: old.kind, source: old.source } : null
    },
    isSame: (day, was) => was.name === day.name && was.kind === day.kind && was.source === day.source,
    most: MAX_FEED_DAYS,
  })
