/** What travels with every HTTP request, and what the routes are built over. */
import type { Updater } from '../checks/index.ts'
import type { Actor } from './core/access.ts'
import type { Expectation } from './core/expectation.ts'
import type { Patience } from './core/patience.ts'
import type { Intake } from './core/intake.ts'
import type { Check, VerdictFinding } from './core/verdict.ts'
import type { Db } from './database.ts'
import type { Vault } from './vault.ts'

/** The part of a logger that the server uses; pino fits, and so does a host's own. */
export type Logger = {
  info: (facts: object, message: string) => void
  warn: (facts: object, message: string) => void
  error: (facts: object, message: string) => void
}

export type Env = { Variables: { actor: Actor; requestId: string; logger: Logger } }

/** One look now, outside the schedule. */
export type Look = (expectation: Expectation) => Promise<Check>

/** Everything that speaks against a rename before anything is changed. */
export type Preflight = (intake: Intake) => Promise<VerdictFinding[]>

/** What the routes work with. */
export type Desk = {
  db: Db
  patience: Patience
  now: () => Date
  look: Look
  preflight: Preflight
  /** Changes zones by key; used only for zones that were given one. */
  updater: Updater
  /** Null where the installation has no secret: then no key can be kept. */
  vault: Vault | null
  /** The address of the page on which an invitation is accepted. */
  linkTo: (token: string) => string
  /** Work that nobody waits for; `stop` does, and a failure is logged. */
  later: (work: () => Promise<unknown>) => void
}
