/** The checker's surface: sees with the DNS and the web, judges with the catalogue, keeps a schedule. */
import type { Expectation } from '../server/core/expectation.ts'
import type { Check } from '../server/core/verdict.ts'

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
  /** A name that must resolve: a checker that cannot see it is offline and judges nothing. */
  canary?: string
}

/** A name pair to look at, and where its result belongs. `id` is opaque to the checker. */
export type Task = { id: string; expectation: Expectation }

export type Ports = {
  now: () => Date
  /** Settings in force now: they may change while the checker runs. */
  sight: () => Promise<Sight>
  /** The tasks due at `now`, the longest due first, at most `limit`. */
  due: (now: Date, limit: number) => Promise<Task[]>
  /** Called once per finished task. */
  record: (task: Task, check: Check) => Promise<void>
  /** A fault while sweeping; the sweep goes on. */
  fault: (error: unknown) => void
}

export type Checker = {
  /** One look now, whatever the schedule says. Never throws for what the network does. */
  check: (expectation: Expectation) => Promise<Check>
  /** Looks at everything that is due. Overlapping calls share one sweep. */
  sweep: () => Promise<{ checked: number; offline: boolean }>
  /** Begins the schedule (node-cron). Safe to call twice. */
  start: () => void
  /** Ends the schedule and waits for the sweep in hand. Safe to call twice. */
  stop: () => Promise<void>
}
