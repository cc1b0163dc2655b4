/** How often one person may have the network asked (M05): so many a minute, in this process. */
import { createMiddleware } from 'hono/factory'
import type { Actor } from './core/access.ts'
import type { Env } from './env.ts'
import { Refused } from './errors.ts'

const MINUTE_MS = 60_000
/** Looks that somebody asks for: more than anybody reads. */
const LOOKS_A_MINUTE = 60

/** Takes so many of the person's minute, and refuses when there are not enough left. */
export type Allowance = (actor: Pick<Actor, 'id'>, many?: number) => void

export function createAllowance(aMinute: number, now: () => Date): Allowance {
  const spent = new Map<number, number[]>()
  return ({ id }, many = 1) => {
    const at = now().getTime()
    const lately = (spent.get(id) ?? []).filter((before) => before > at - MINUTE_MS)
    if (lately.length + many > aMinute) throw new Refused('too_many')
    spent.set(id, [...lately, ...Array<number>(many).fill(at)])
  }
}

/** In front of the routes by which a person has a look made. */
export function sparingLooks(now: () => Date) {
  const spend = createAllowance(LOOKS_A_MINUTE, now)
  return createMiddleware<Env>(async function sparingLooks(c, next) {
    spend(c.get('actor'))
    await next()
  })
}
