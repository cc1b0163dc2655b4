/** Findings: what needs a person. `settle` opens and closes them by k-of-n looks. Pure. */
import { REMEMBERED_LOOKS, type KOfN, type Patience } from './patience.ts'
import type { Status, VerdictFinding } from './verdict.ts'

/** A finding as the API gives it. Instants are ISO 8601 UTC. */
export type Finding = VerdictFinding & {
  id: number
  siteId: number
  requestId: number | null
  agencyId: number
  state: 'suspected' | 'open' | 'closed'
  /** It comes and goes (M03). */
  flapping: boolean
  firstSeenAt: string
  openedAt: string | null
  closedAt: string | null
}

/** A finding that is kept. `looks` tells the last looks, oldest first: `1` saw it, `0` did not. */
export type Kept = { id: number; key: string; state: 'suspected' | 'open'; looks: string; flapping: boolean }

/**
 * The phase of a change: nothing opens while the team carries it out (step 4); from execution alarms keep silent until
 * what caches hold has run out, and are stricter afterwards.
 */
export type Phase = 'calm' | 'changing' | 'silent' | 'strict'

export type Settlement = {
  /** Seen for the first time. */
  begin: { finding: VerdictFinding; state: 'suspected' | 'open' }[]
  /** Kept, and changed by this look. */
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

/** Levels below `warning` are shown with the look and need nobody. */
export const countsAsFinding = ({ level }: Pick<VerdictFinding, 'level'>) =>
  level === 'warning' || level === 'error' || level === 'critical'

/** From when alarms are strict again: the change, the longest that a cache may hold what was, and a margin. */
export function horizonOf(
  executedAt: string,
  ttls: { oldTtl: number | null; negativeTtl: number | null } | null,
  { marginMinutes }: Patience,
): Date {
  const held = Math.max(ttls?.oldTtl ?? 0, ttls?.negativeTtl ?? 0)
  return new Date(Date.parse(executedAt) + held * 1000 + marginMinutes * 60_000)
}

/**
 * Folds one look into the findings kept. A look that could not tell (`unknown`) closes nothing, and opens only what it
 * says itself. While a change is silent, only what stops it opens: the rest is remembered, and judged when the horizon passes.
 */
export function settle(
  kept: readonly Kept[],
  look: { status: Status; findings: readonly VerdictFinding[] },
  phase: Phase,
  patience: Patience,
): Settlement {
  const settlement: Settlement = { begin: [], update: [], close: [], drop: [] }
  const known = look.status !== 'unknown'
  // Of a look that could not tell, only its own age counts (M04): the rest is as little proved as disproved.
  const told = known ? look.findings : look.findings.filter(({ condition }) => condition === 'M04')
  const seen = new Map(told.filter(countsAsFinding).map((finding) => [findingKey(finding), finding]))
  const threshold = phase === 'strict' ? patience.openAfterHorizon : patience.open
  const opens = (finding: VerdictFinding, looks: string) =>
    reaches(looks, '1', threshold) &&
    phase !== 'changing' &&
    (phase !== 'silent' || finding.stop || finding.level === 'critical')

  for (const old of kept) {
    const finding = seen.get(old.key)
    seen.delete(old.key)
    if (!known && !finding) continue
    const looks = (old.looks + (finding ? '1' : '0')).slice(-REMEMBERED_LOOKS)
    const flapping = changesIn(looks) >= patience.flappingChanges
    const next: Kept = { ...old, looks, flapping }
    if (finding) {
      if (old.state === 'suspected' && opens(finding, looks))
        settlement.update.push({ ...next, state: 'open' })
      // An open finding seen once more changes nothing: no row is written for it.
      else if (next.looks !== settled(old.looks)) settlement.update.push(next)
    } else if (old.state === 'suspected') {
      if (reaches(looks, '0', patience.close)) settlement.drop.push(next)
      else settlement.update.push(next)
    } else if (reaches(looks, '0', patience.close) && !flapping) settlement.close.push(next)
    else settlement.update.push(next)
  }
  for (const finding of seen.values()) {
    settlement.begin.push({ finding, state: opens(finding, '1') ? 'open' : 'suspected' })
  }
  return settlement
}

// A memory that is full of the same says the same after one more.
const settled = (looks: string) => (looks.length === REMEMBERED_LOOKS ? looks : '')

function reaches(looks: string, what: '0' | '1', { k, n }: KOfN): boolean {
  return looks.slice(-n).split(what).length - 1 >= k
}

function changesIn(looks: string): number {
  let changes = 0
  for (let at = 1; at < looks.length; at++) if (looks[at] !== looks[at - 1]) changes++
  return changes
}
