/** Whether a redirect carries path and query along: read from the visit with a random probe. Pure. */
import { hostOf } from '../names.ts'
import { ending, hostAt, isOurs, lastHop } from './looks.ts'
import type { Look, Pair } from './looks.ts'
import { isBlock } from './pages.ts'

/** The hop at which a chain first reaches the new name; -1 when it never does. */
export const arrivalOf = (look: Look, { isNew }: Pair): number =>
  look.hops.findIndex((hop, at) => at > 0 && isNew(hostAt(hop)))

/** What became of the probe's path and query; null when they arrived, or when it cannot be told. */
export function lostOnTheWay(probe: Look, pair: Pair): { expected: string; seen: string } | null {
  const asked = probe.hops[0]
  if (!asked || !URL.canParse(asked.url) || isOurs(lastHop(probe).failure) || isBlock(probe)) return null
  const { pathname, search } = new URL(asked.url)
  const expected = `https://${pair.newName}${pathname}${search}`
  const at = arrivalOf(probe, pair)
  const led = probe.page?.metaRefresh ?? probe.page?.scriptRedirect ?? null
  const reached = at >= 0 ? probe.hops[at]!.url : led !== null && pair.isNew(hostOf(led) ?? '') ? led : null
  if (reached === null) {
    const failure = lastHop(probe).failure
    // A certificate or a connection that fails is a condition of its own.
    return failure !== null && pair.isOld(hostAt(lastHop(probe)))
      ? null
      : { expected, seen: `${lastHop(probe).url} ${ending(probe)}` }
  }
  const arrived = new URL(reached)
  // A slash at the end, a path in front or a further parameter lose nothing.
  const path = arrived.pathname.replace(/\/$/, '').endsWith(pathname)
  const query = [...new URL(asked.url).searchParams].every(
    ([key, value]) => arrived.searchParams.get(key) === value,
  )
  return path && query ? null : { expected, seen: reached }
}
