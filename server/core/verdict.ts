/** What a look means: statuses, severities, findings, forecast. Vocabulary only; `checks/judge` decides. Pure. */
import type { ConditionId, Level } from './conditions/index.ts'
import type { Observation } from './observation.ts'

/** From the worst down: the first that applies is the status. The words are a contract (DESIGN: statuses). */
export const statuses = ['broken', 'wrong', 'stale', 'propagating', 'ok', 'unknown'] as const
export type Status = (typeof statuses)[number]

/** From the mildest up. */
export const severities = ['ok', 'info', 'warning', 'critical'] as const
export type Severity = (typeof severities)[number]

export type Language = 'id' | 'en'
export type Text = Record<Language, string>

/** One thing that a look found, with expected and seen side by side. */
export type VerdictFinding = {
  condition: ConditionId
  name: string
  level: Level
  /** While it holds, the rename may not be reported as done without an override. */
  stop: boolean
  /** The host name that it is about. */
  subject: string
  /** The server's address or name; null when it is about all of them. */
  server: string | null
  expected: string | null
  seen: string | null
  message: Text
  remedy: Text
}

/** When waiting is enough: until when, and the fact that says so. */
export type Forecast = { until: string; because: Text }

export type Verdict = {
  status: Status
  severity: Severity
  forecast: Forecast | null
  findings: VerdictFinding[]
}

/** A whole check as the command line and the API give it. */
export type Check = Verdict & { observations: Observation[]; checkedAt: string }

/**
 * The evidence in force. Looks that nobody asked for keep none when they see the same again, so the newest look
 * (`lookedAt`) may be later than the one whose observations these are (`checkedAt`).
 */
export type ShownCheck = Check & { lookedAt: string; unchangedSince: string }

/** Authoritative proof: every authoritative server gave the expectation, and nothing forbids to report it as done. */
export function proves({ status, findings }: Pick<Verdict, 'status' | 'findings'>): boolean {
  const seen = findings.some((finding) => finding.condition === 'A10')
  return (
    seen && status !== 'broken' && status !== 'wrong' && status !== 'unknown' && !findings.some((f) => f.stop)
  )
}

/** What stands between a look and its proof: the findings that stop it, or else whatever is amiss. Empty when it proves. */
export function redOf(look: Pick<Verdict, 'status' | 'findings'>): VerdictFinding[] {
  if (proves(look)) return []
  const stops = look.findings.filter(({ stop }) => stop)
  return stops.length > 0 ? stops : look.findings.filter(({ level }) => level !== 'pass')
}

/** The share that an old name has in what a look at its pair saw. */
export const oldNameStatus = (status: Status): Status =>
  status === 'stale' || status === 'propagating' || status === 'unknown' ? status : 'ok'
