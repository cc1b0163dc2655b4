/** What the checker is given, and what it offers: its shapes, and nothing that runs. */
import type { Expectation } from '../server/core/expectation.ts'
import type { Hostname } from '../server/core/hostname.ts'
import type { Intake } from '../server/core/intake.ts'
import type { Observation, PageMark, Question } from '../server/core/observation.ts'
import type { Check, VerdictFinding } from '../server/core/verdict.ts'
import type { Policy } from './judge/remark.ts'

/** Where and how the checker looks. Everything that is not given has a default. */
export type Sight = {
  /** Text of a root hints file (RFC 1035 zone file of NS, A and AAAA); the built-in one when absent. */
  rootHints?: string
  /** Authoritative servers to ask instead of walking the delegation. */
  servers?: { name: string; address: string; port: number }[]
  /** Panel of resolvers: `192.0.2.1`, `192.0.2.1#5353`, or an `https://` address (RFC 8484). */
  resolvers?: string[]
  /** Address ranges, besides the public ones, that may be dialled. */
  allow?: string[]
  /** Dials the second address where the DNS gave the first (test benches). May carry a port: `127.0.0.1#8080`. */
  connect?: Record<string, string>
  /** PEM text of certificate authorities trusted besides the system's. */
  ca?: string
  /** False leaves HTTP and TLS out. */
  web?: boolean
  /** A name with an IPv4 address: a checker that cannot see it is offline and judges nothing. */
  canary?: string
  /** False leaves out the zone's own health and the names beside the two. */
  audit?: boolean
  /** How long one try waits for a reply (1000), how many tries there are (3), and how long a whole look may take (20000). */
  timeoutMs?: number
  tries?: number
  deadlineMs?: number
  /** How many questions all looks together may ask one server in a second (1000). */
  perSecond?: number
}

/** A name pair to look at, and where its result belongs. `id` is opaque to the checker. */
export type Task = { id: string; expectation: Expectation }

/** What a sweep did. `unchanged` counts the glances that found everything as it was. */
export type Summary = { checked: number; offline: boolean; unchanged?: number }

export type Ports = {
  now: () => Date
  /** Settings in force now: they may change while the checker runs. */
  sight: () => Promise<Sight>
  /** The tasks due at `now`, the longest due first, at most `limit`. */
  due: (now: Date, limit: number) => Promise<Task[]>
  /** Called once per finished task. */
  record: (task: Task, check: Check) => Promise<void>
  /**
   * Makes these due at once. With it, pairs that were `ok` are asked at a glance between their whole looks, and the
   * whole look comes as soon as something reads otherwise.
   */
  hasten?: (tasks: Task[], now: Date) => Promise<void>
  /** Called after each sweep that asked anything, or found the checker offline. */
  swept: (summary: Summary) => void
  /** A fault while sweeping; the sweep goes on. */
  fault: (error: unknown) => void
  /** Settings that change a judgement; the defaults when absent. */
  policy?: () => Policy
  /** The registered sites whose home pages look like one of these. Without it, nobody knows another site's page (H02). */
  showing?: (pages: PageMark[]) => Promise<{ name: string; page: PageMark }[]>
}

/** A rename that is being written. */
export type Ahead = { oldName: Hostname; newName: Hostname | null }

/** Told of a look while it runs: each question as it is put, each answer (or silence) as it comes. */
export type Watch = {
  asked?: (question: Question) => void
  seen?: (observation: Observation) => void
}

export type Checker = {
  /** One look now, whatever the schedule says. Never throws for what the network does. */
  check: (expectation: Expectation, watch?: Watch) => Promise<Check>
  /** Everything that speaks against a rename before anything is changed (group N). Asks no cache. */
  preflight: (intake: Intake) => Promise<VerdictFinding[]>
  /**
   * What authoritative DNS shows of pairs of names before anything is changed, to be judged with `judgeIntake`. With
   * no new name, of the old one alone. Asks no cache.
   */
  ahead?: (pairs: readonly Ahead[]) => Promise<Observation[][]>
  /** Looks at everything that is due. Overlapping calls share one sweep. */
  sweep: () => Promise<Summary>
  /** Begins the schedule (node-cron). Safe to call twice. */
  start: () => void
  /** Ends the schedule and waits for the sweep in hand. Safe to call twice. */
  stop: () => Promise<void>
}
