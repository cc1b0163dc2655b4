/** What travels with every HTTP request, and what the routes are built over. */
import type { Checker, Updater, Watch } from '../checks/index.ts'
import type { Actor } from './core/access.ts'
import type { Expectation } from './core/expectation.ts'
import type { Patience } from './core/patience.ts'
import type { Intake } from './core/intake.ts'
import type { Check, VerdictFinding } from './core/verdict.ts'
import type { Db } from './database.ts'
import type { Hub } from './hub.ts'
import type { Vault } from './vault.ts'

/** The part of a logger that the server uses; pino fits, and so does a host's own. */
export type Logger = {
  info: (facts: object, message: string) => void
  warn: (facts: object, message: string) => void
  error: (facts: object, message: string) => void
}

export type Env = { Variables: { actor: Actor; requestId: string; logger: Logger } }

/** One look now, outside the schedule. */
export type Look = (expectation: Expectation, watch?: Watch) => Promise<Check>

/** Everything that speaks against a rename before anything is changed. */
export type Preflight = (intake: Intake) => Promise<VerdictFinding[]>

/** Where notices are put in the transaction of what they tell. */
export type Outbox = {
  /** False where there is no mail server: then nothing is queued for mail. */
  mail: boolean
  /** The public address, for links. */
  url: string
  /** After the commit: sends what is due, and nobody waits for it. */
  wake: () => void
}

/** What the routes work with. */
export type Desk = {
  db: Db
  patience: Patience
  now: () => Date
  look: Look
  /** Tells those who watch a request of a look at it while it runs. */
  tellOf: Hub['look']
  preflight: Preflight
  /** What the DNS shows of names that are being written; null where the checker cannot tell it apart. */
  ahead: NonNullable<Checker['ahead']> | null
  /** Changes zones by key; used only for zones that were given one. */
  updater: Updater
  /** Null where the installation has no secret: then no key can be kept. */
  vault: Vault | null
  /** The address of the page on which an invitation is accepted. */
  linkTo: (token: string) => string
  /** The address of the public page on which a document is verified. */
  verifyLink: (code: string) => string
  /** Work that nobody waits for; `stop` does, and a failure is logged. */
  later: (work: () => Promise<unknown>) => void
  outbox: Outbox
}
