/**
 * A month's report for the Kabid: what it holds, each figure with its unit. Types only; the fold is in `report/`. Pure.
 *
 * Over HTTP, under the base path; officers read, the head and the division head export, the division head freezes:
 *
 * - `GET /reports` lists the months from the first with data to the running one, newest first unless sorted (simple
 *   rest): `MonthEntry[]`, sorts `id`, filters `id`, `isFrozen`.
 * - `GET /reports/2026-11` is one month as JSON: `ReportRecord`. A frozen one is always the same; another is made now.
 * - `GET /reports/2026-11.pdf`, `.xlsx`, `.csv` is it as a file, streamed. `Accept-Language` chooses the words of the
 *   spreadsheets (Indonesian unless English is preferred); the PDF is Indonesian, as official documents are.
 * - `GET /reports/2026-11/progress` tells how far a report that is being made has come: `ReportProgress`. To be asked
 *   once a second or so while one of the above has not answered yet.
 * - `POST /reports/2026-11/actions/freeze` with `{}` freezes a month that is over: its `ReportRecord`. One that is frozen
 *   answers the same; one that still runs is refused with 409 `month_running`. A month without data is 404.
 */
import type { ActingTitle } from './acting.ts'
import type { State, Step } from './lifecycle.ts'
import type { CountingRule } from './report/rules.ts'
import type { Settings } from './settings.ts'
import type { siteKinds } from './site.ts'
import type { Status } from './verdict.ts'
import type { Allowance } from './worktime.ts'

/** States of a request that has been registered: it was submitted once. */
export type RegisteredState = Exclude<State, 'draft'>

/** Which kind of thing is renamed. */
export type SiteKind = (typeof siteKinds)[number]

/**
 * How many, in requests or in events of requests (rule `balance`):
 * carriedOver + received + reopened = finished + rejected + withdrawn + open.
 */
export type Counts = {
  /** Requests that were open when the month began. */
  carriedOver: number
  /** Requests that were submitted for the first time. */
  received: number
  /** Times that an archived request was opened again. */
  reopened: number
  /** Times that a report was received and the file archived. */
  finished: number
  rejected: number
  /** Without drafts, which nobody has seen. */
  withdrawn: number
  /** Requests that are open at the end: registered, and neither archived, rejected nor withdrawn. */
  open: number
  /** Times that the head sent one back to its agency; it stays open. */
  returned: number
  /** Times that a returned one was sent again. */
  resubmitted: number
}

/** Spans of working time of one SOP step, in working seconds without pauses (rules `steps`, `percentiles`). */
export type StepTimes = {
  step: Step
  /** Null: the SOP gives the step no time. */
  allowance: Allowance | null
  /** Runs of the step that its own action ended within the month. */
  ended: number
  medianSeconds: number | null
  p90Seconds: number | null
  maxSeconds: number | null
  /** Ended runs that took longer than allowed. */
  late: number
  /** Runs that go on at the end. */
  running: number
  /** Of these, those that are over their time by then. */
  overdue: number
}

/** The request that a line is about. */
export type ReportSubject = {
  requestId: number
  /** `2026/0001`. */
  number: string | null
  agencyId: number
  agency: string
  kind: SiteKind
  oldName: string
  newName: string
}

/** One run of a step. Instants are ISO 8601 UTC. */
export type StepRun = {
  step: Step
  startedAt: string
  /** Null: it goes on at the end of the month. */
  endedAt: string | null
  /** Working seconds without pauses, until `endedAt` or the end of the month. */
  usedSeconds: number
  allowance: Allowance | null
  /** Null where the step has no allowance, and where its clock stands still. */
  dueAt: string | null
  isLate: boolean
  /** By how many working seconds it is late; 0 where the office was closed in between. Null when it is not late. */
  lateSeconds: number | null
}

/** A run that is late, ended or not. */
export type LateStep = ReportSubject & StepRun

/** Numbers of the letters that a request made; the last of each kind. */
export type Papers = {
  /** File name of the letter of request (surat permohonan), which has no number of ours. */
  letter: string | null
  disposition: string | null
  assignment: string | null
  report: string | null
  notification: string | null
}

/** A rename that was executed in the month and stands at its end (rule `renames`). Instants are ISO 8601 UTC. */
export type Rename = ReportSubject & {
  submittedAt: string
  approvedAt: string | null
  executedAt: string
  archivedAt: string | null
  papers: Papers
  isOverridden: boolean
  /** It had been executed before: rolled back or reopened since. */
  isRepeated: boolean
  /** Seconds by the wall clock, from execution to the end of the month, in which it was not as wanted (rule `wrong`). */
  wrongSeconds: number
}

/** The first `rows` of `total`; the spreadsheet has all of them. */
export type Listed<T> = { total: number; rows: T[] }

/** How many rows of a list the report itself carries. */
export const LISTED = 500

/** How good the proofs were, in executions and other events of the month (rules `first_time`, `wrong`). */
export type ProofQuality = {
  executions: number
  /** First executions, proved without an override, and neither rolled back nor reopened up to the end. */
  rightFirstTime: number
  /** Executions in spite of a red proof, on a division head's word. */
  overridden: number
  reopened: number
  /** After execution. */
  rolledBack: number
  /** Renames of the month that were not as wanted for a while. */
  wrongRenames: number
  /** Of all of them together, seconds by the wall clock. */
  wrongSeconds: number
  /** Hours with one decimal, as printed. */
  wrongHours: number
}

/** Seconds of watched names by their status. */
export type NameTime = Record<Status, number>

/** Shares of watched name-time: 0 to 1, each rounded to four decimals; null where nothing was watched. */
export type Shares = {
  /** ok, propagating. */
  good: number | null
  /** stale, wrong, broken. */
  bad: number | null
  unknown: number | null
}

export type Ailing = {
  siteId: number
  hostname: string
  agencyId: number
  agency: string
  status: 'stale' | 'wrong' | 'broken'
  /** Since when it has not been well, whichever of the three it was. ISO 8601 UTC. */
  since: string
}

/** What the watch saw (rules `dns`, `incidents`, `ailing`). */
export type DnsHealth = {
  /** Names that were watched for any time. */
  names: number
  seconds: NameTime
  shares: Shares
  /** Findings of level error and critical. openAtStart + opened = repaired + openAtEnd. */
  incidents: {
    openAtStart: number
    opened: number
    /** Of those that were opened. */
    critical: number
    repaired: number
    openAtEnd: number
    /** From opening to closing, in seconds by the wall clock, of those that were repaired. */
    repairMedianSeconds: number | null
    repairP90Seconds: number | null
  }
  /** Not well at the end of the month, the longest first. */
  ailing: Listed<Ailing>
}

/** A month of one agency. Sums over agencies are the totals. */
export type AgencyMonth = Counts & {
  agencyId: number
  agency: string
  shortName: string
  /** Runs that were late: ended or not. */
  late: number
  renames: number
  seconds: NameTime
  shares: Shares
}

/** The division head as of `asOf`, or who stood in for them that day; NIP and rank may be empty. */
export type ReportSigner = { acting: ActingTitle | null; name: string; nip: string; rank: string }

/** The report. Everything that is printed is in it: its canonical JSON is what the digest is of. */
export type MonthReport = {
  version: 1
  /** `2026-11`. */
  month: string
  /** Midnight WITA of the first day, and of the first day of the next month. ISO 8601 UTC. */
  from: string
  to: string
  /** What it tells is as of this instant: `to`, or when it was made while the month ran. */
  asOf: string
  isOver: boolean
  letterhead: Settings['letterhead']
  /** Who signs; null where nobody holds the office. */
  signer: ReportSigner | null
  totals: Counts
  /** Where the requests of this report stood as of then. */
  states: Record<RegisteredState, number>
  /** By name. */
  agencies: AgencyMonth[]
  kinds: (Counts & { kind: SiteKind })[]
  /** Six, in order. */
  steps: StepTimes[]
  /** By how much they are late, the worst first. */
  late: Listed<LateStep>
  /** By execution. */
  renames: Listed<Rename>
  proof: ProofQuality
  dns: DnsHealth
  rules: readonly CountingRule[]
  /** The rows of the spreadsheet: how many, and SHA-256 (hex) over their canonical JSON, one line each, by request. */
  lines: { total: number; digest: string }
}

/** One request in a month: a row of the spreadsheet, and what the report is added up from. */
export type ReportLine = ReportSubject & {
  /** As of the end. */
  state: RegisteredState
  submittedAt: string
  /** The last of each; null where it has not come to that, or was undone. ISO 8601 UTC. */
  decidedAt: string | null
  assignedAt: string | null
  executedAt: string | null
  archivedAt: string | null
  counts: Counts
  /** Those that ended in the month, and the one that goes on. */
  runs: StepRun[]
  proof: Pick<ProofQuality, 'executions' | 'rightFirstTime' | 'overridden' | 'reopened' | 'rolledBack'>
  rename: Rename | null
}

/** A frozen report's seal. */
export type Seal = {
  /** SHA-256 of the canonical JSON of `data`, hex. */
  digest: string
  frozenAt: string
  /** Who froze it; null: it was frozen by itself, on the first working day. */
  frozenBy: string | null
}

/** What `GET /reports/:month` answers. */
export type ReportRecord = { id: string; seal: Seal | null; data: MonthReport }

/** What `GET /reports` lists. */
export type MonthEntry = {
  /** `2026-11`. */
  id: string
  isOver: boolean
  isFrozen: boolean
  digest: string | null
  frozenAt: string | null
  frozenBy: string | null
  received: number
  finished: number
  rejected: number
  returned: number
  withdrawn: number
  /** Executions. */
  executed: number
  /** Of a frozen month alone: these take the whole fold. */
  open: number | null
  late: number | null
}

/** Requests folded so far. `isMaking` false: nothing is being made now. */
export type ReportProgress = { isMaking: boolean; done: number; total: number }
