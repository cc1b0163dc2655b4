/** What a rule says: one condition about one subject, and how it weighs. Vocabulary of the rules; pure. */
import type { ConditionId, Level } from '../../server/core/conditions/index.ts'
import type { Expectation } from '../../server/core/expectation.ts'
import type { Observation, PageMark } from '../../server/core/observation.ts'
import type { Forecast, Severity, Status, Text } from '../../server/core/verdict.ts'

/** All that a rule may look at. */
export type Facts = {
  expectation: Expectation
  observations: readonly Observation[]
  now: Date
  policy: Policy
}

/** Settings that change a judgement, never what is seen. */
export type Policy = {
  /** Hosts that a chain or a redirect may end at: suffixes, never "the last labels". Empty: no policy. */
  allowedSuffixes: readonly string[]
  /** Share of voting resolvers that must agree, 0–1. */
  quorum: number
  /** How long the forecast may be overrun before it counts, in milliseconds. */
  marginMs: number
  /** Address ranges that the government owns; an address outside may become a stranger's. Absent: not judged. */
  ownRanges?: readonly string[]
  /** Home pages of registered sites, by name: another's, seen at the new name and never shown by it before, is the wrong site. */
  otherSites?: readonly { name: string; page: PageMark }[]
  /** From how many days of age a page's own dates count as old information; 365 when absent. */
  contentAgeDays?: number
}

/** One thing a rule found. `level` and `stop` come from the catalogue unless the case at hand changes them. */
export type Remark = {
  condition: ConditionId
  subject: string
  server?: string | null
  expected?: string | null
  seen?: string | null
  /** What was seen, for the texts, where a language has words of its own for it. */
  words?: Text
  level?: Level
  stop?: boolean
  /** Which status it argues for; null when it only names something. */
  argues: Exclude<Status, 'ok'> | null
  severity: Severity
  /** Given when waiting is enough. */
  forecast?: Forecast
}

/** A group of rules. */
export type Rule = (facts: Facts) => Remark[]
