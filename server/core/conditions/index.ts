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

export { levels, type Condition, type Level } from './condition.ts'

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
