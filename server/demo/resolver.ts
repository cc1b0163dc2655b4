/** A small caching resolver: it remembers answers, and that a name does not exist, for as long as their TTLs allow. */
import { answer, type Reply, type Rr, type Zone } from './zone.ts'

export type Resolve = (name: string, type: string) => Reply

type Kept = { reply: Reply; atMs: number; untilMs: number }

// Longer than any chain of the demonstration.
const MAX_LINKS = 8

/** `zones` are all there are: the resolver knows where everything is, and skips the walk. */
export function createResolver(zones: readonly Zone[], now: () => Date): Resolve {
  const kept = new Map<string, Kept>()

  return function resolve(name, type) {
    const key = `${name} ${type}`
    const nowMs = now().getTime()
    const known = kept.get(key)
    if (known && nowMs < known.untilMs) return aged(known, nowMs)
    const reply = fresh(zones, name, type)
    kept.set(key, { reply, atMs: nowMs, untilMs: nowMs + lifetime(reply) * 1000 })
    return reply
  }
}

function fresh(zones: readonly Zone[], start: string, type: string): Reply {
  const chain: Rr[] = []
  let name = start
  for (let link = 0; ; link++) {
    const reply = answer(zones, name, type)
    const alias = reply.answers.find((rr) => rr.type === 'CNAME')
    if (alias?.type !== 'CNAME' || type === 'CNAME' || link === MAX_LINKS)
      return {
        ...reply,
        aa: false,
        answers: copies([...chain, ...reply.answers]),
        authorities: copies(reply.authorities),
      }
    chain.push(alias)
    name = alias.data
  }
}

// What is remembered must not change with the zone.
const copies = (records: readonly Rr[]): Rr[] => records.map((rr) => structuredClone(rr))

/** Seconds: the shortest TTL, or min(SOA TTL, SOA minimum) for an absence (RFC 2308 §5). */
function lifetime({ answers, authorities }: Reply): number {
  const ttls = answers.map(({ ttl }) => ttl)
  for (const rr of authorities) if (rr.type === 'SOA') ttls.push(Math.min(rr.ttl, rr.data.minimum))
  return ttls.length === 0 ? 0 : Math.min(...ttls)
}

function aged({ reply, atMs, untilMs }: Kept, nowMs: number): Reply {
  const age = Math.floor((nowMs - atMs) / 1000)
  const left = Math.ceil((untilMs - nowMs) / 1000)
  return {
    ...reply,
    answers: reply.answers.map((rr) => ({ ...rr, ttl: Math.max(0, rr.ttl - age) })),
    authorities: reply.authorities.map((rr) => ({ ...rr, ttl: left })),
  }
}
