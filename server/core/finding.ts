/** Findings: what needs a person. `settle` opens and closes them by k-of-n looks. Pure. */
import type { ConditionId, Level } from './conditions/index.ts'
import type { Status, Text, VerdictFinding } from './verdict.ts'

/** A finding as the API gives it. Instants are ISO 8601 UTC. */
export type Finding = {
  id: number
  siteId: number
  requestId: number | null
  agencyId: number
  condition: ConditionId
  name: string
  level: Level
  stop: boolean
  subject: string
  server: string | null
  expected: string | null
  seen: string | null
  message: Text
  remedy: Text
  state: 'suspected' | 'open' | 'closed'
  firstSeenAt: string
  openedAt: string | null
  closedAt: string | null
}

/** How many looks in a row it takes to change one's mind. */
export type Thresholds = { open: number; close: number }

/** A finding that is kept, with how often it was seen and missed in a row. */
export type Kept = {
  id: number
  key: string
  state: 'suspected' | 'open'
  seenInRow: number
  missedInRow: number
}

export type Settlement = {
  /** Seen for the first time; `open` at once where one look suffices. */
  begin: { finding: VerdictFinding; state: 'suspected' | 'open' }[]
  /** Changed counters or state of those that are kept. */
  update: Kept[]
  close: Kept[]
  /** Suspicions that did not hold. */
  drop: Kept[]
}

/** What makes two findings the same one: the condition, the subject, the server. */
export const findingKey = ({
  condition,
  subject,
  server,
}: Pick<VerdictFinding, 'condition' | 'subject' | 'server'>) => `${condition} ${subject} ${server ?? '*'}`

/**
 * Folds one look into the findings kept. Something that passes, or only informs, is none. A look that could not tell
 * (`unknown`) changes nothing: it neither opens nor closes.
 */
export function settle(
  kept: readonly Kept[],
  look: { status: Status; findings: readonly VerdictFinding[] },
  { open, close }: Thresholds,
): Settlement {
  const settlement: Settlement = { begin: [], update: [], close: [], drop: [] }
  if (look.status === 'unknown') return settlement
  const seen = new Map(look.findings.filter(countsAsFinding).map((finding) => [findingKey(finding), finding]))
  for (const old of kept) {
    if (seen.delete(old.key)) seenAgain(old, open, settlement)
    else missed(old, close, settlement)
  }
  for (const finding of seen.values())
    settlement.begin.push({ finding, state: open <= 1 ? 'open' : 'suspected' })
  return settlement
}

/** Levels below `warning` are shown with the look and need nobody. */
export const countsAsFinding = ({ level }: Pick<VerdictFinding, 'level'>) =>
  level === 'warning' || level === 'error' || level === 'critical'

function seenAgain(old: Kept, open: number, settlement: Settlement): void {
  const seenInRow = old.seenInRow + 1
  if (old.state === 'suspected' && seenInRow >= open) {
    settlement.update.push({ ...old, seenInRow, missedInRow: 0, state: 'open' })
  } else if (old.state === 'suspected' || old.missedInRow > 0) {
    settlement.update.push({ ...old, seenInRow, missedInRow: 0 })
  }
}

function missed(old: Kept, close: number, settlement: Settlement): void {
  const missedInRow = old.missedInRow + 1
  if (old.state === 'suspected') settlement.drop.push(old)
  else if (missedInRow >= close) settlement.close.push({ ...old, missedInRow })
  else settlement.update.push({ ...old, missedInRow, seenInRow: 0 })
}
