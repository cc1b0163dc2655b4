/**
 * The catalogue of conditions that the checker tells apart. Ids and names are those of the reference catalogue and are
 * permanent: one may be retired, never reused or renamed. Pure.
 */
import { authoritative } from './authoritative.ts'
import { checker } from './checker.ts'
import { delegation } from './delegation.ts'
import { dnssec } from './dnssec.ts'
import { drift } from './drift.ts'
import { old } from './old.ts'
import { planning } from './planning.ts'
import { resolvers } from './resolvers.ts'
import { tls } from './tls.ts'
import { web } from './web.ts'
import { zone } from './zone.ts'

/** Zonemaster's levels, from the mildest up; `pass` says that something wanted was seen. */
export const levels = ['pass', 'info', 'notice', 'warning', 'error', 'critical'] as const
export type Level = (typeof levels)[number]

/** One row of the catalogue. Texts may name `{subject} {server} {expected} {seen} {until}` of the finding. */
export type Condition = {
  name: string
  level: Level
  /** While it holds, the rename may not be reported as done without a recorded override. */
  stop: boolean
  /** The clause it obeys. */
  source: string
  message: { id: string; en: string }
  /** What to do about it. */
  remedy: { id: string; en: string }
}

export const conditions = {
  ...planning,
  ...delegation,
  ...authoritative,
  ...old,
  ...zone,
  ...resolvers,
  ...dnssec,
  ...drift,
  ...checker,
  ...web,
  ...tls,
}
export type ConditionId = keyof typeof conditions
