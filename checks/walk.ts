/** Walks the delegation from the root to a name's zone, believing only what each server has the right to say. */
import { isWithin, parentOf } from '../server/core/hostname.ts'
import type { Answer, DnsObservation } from '../server/core/observation.ts'
import type { Ask, Server } from './dns/ask.ts'
import type { Hint } from './hints.ts'
import { firstGood } from './race.ts'
import { createRecent } from './recent.ts'
import type { Recent } from './recent.ts'

/** A zone as found from above. */
export type Zone = {
  apex: string
  /** Names that the parent delegates to, with the glue it gave. The root's are the hints. */
  servers: { name: string; glue: string[] }[]
  /** The parent's servers did not show the NS set: they serve the child too. */
  fromChild: boolean
}

/** How far a walk came. `stuck` when the servers of `zone` gave nothing usable. */
export type Found = { zone: Zone; stuck: boolean; nonexistent: boolean }

export type Walk = {
  /** The zone that holds `name`. */
  zoneFor: (name: string) => Promise<Found>
  /** Every address of the zone's servers, by glue and by asking. */
  serversOf: (zone: Zone, more?: readonly string[]) => Promise<Server[]>
}

type Path = { zones: ReadonlySet<string>; cut: boolean }

// Deeper than any honest tree of name servers that are named in each other's zones.
const MAX_DEPTH = 6
// A long run over many names must not grow without end. Of a name that is looked at once only the zones above it matter
// to others, and those are asked for again and again.
const MOST_REMEMBERED = 4000
const STAGGER_MS = 350

/** What walks have found, kept for the walks after them, with the evidence: a later look must show it too. */
export type Memory = {
  zones: Recent<{ found: Found; trail: readonly DnsObservation[] }>
  hosts: Recent<{ addresses: string[]; trail: readonly DnsObservation[] }>
}

export const createMemory = (): Memory => ({
  zones: createRecent(MOST_REMEMBERED),
  hosts: createRecent(MOST_REMEMBERED),
})

export function createWalk(
  ask: Ask,
  hints: readonly Hint[],
  saw: (observation: DnsObservation) => void,
  { zones, hosts }: Memory = createMemory(),
): Walk {
  const shown = new Set<string>()
  const root: Zone = { apex: '.', servers: group(hints), fromChild: false }

  async function walkTo(name: string, path: Path): Promise<Found> {
    if (name === '.') return { zone: root, stuck: false, nonexistent: false }
    const above = await walkTo(parentOf(name) ?? '.', path)
    if (above.stuck || above.nonexistent) return above
    const known = zones.get(name)
    if (known) {
      show(`zone ${name}`, known.trail)
      return known.found
    }
    const { trail, note } = keeping(`zone ${name}`)
    const result = await step(above.zone, name, path, note)
    // Silence may be gone at the next look, and what a cycle cut short is no full answer.
    if (!path.cut && !result.stuck) zones.set(name, { found: result, trail })
    return result
  }

  /** Hands over what was seen when this was first found out. */
  function show(key: string, trail: readonly DnsObservation[]): void {
    if (shown.has(key)) return
    shown.add(key)
    for (const observation of trail) saw(observation)
  }

  function keeping(key: string) {
    const trail: DnsObservation[] = []
    shown.add(key)
    const note = (observation: DnsObservation) => {
      trail.push(observation)
      saw(observation)
    }
    return { trail, note }
  }

  /** From the zone above: is there a cut at `name`? Asks for NS, so that no more is told than needed (RFC 9156). */
  async function step(zone: Zone, name: string, path: Path, note: typeof saw): Promise<Found> {
    const reply = await firstUsable(zone, name, path, note)
    if (!reply) return { zone, stuck: true, nonexistent: false }
    const own = reply.answers.filter((record) => record.type === 'NS' && record.name === name)
    const referral = reply.authorities.filter((record) => record.type === 'NS' && record.name === name)
    const cut = reply.aa && own.length > 0 ? own : !reply.aa ? referral : []
    if (cut.length === 0) return { zone, stuck: false, nonexistent: reply.rcode === 'NXDOMAIN' }
    const names = [...new Set(cut.map((record) => record.value))].sort()
    // Glue is believed only inside the zone whose server gave it (RFC 2181 §5.4.1).
    const glue = (host: string) =>
      zone.apex === '.' || isWithin(host, zone.apex)
        ? [
            ...new Set(
              reply.additionals.filter((r) => isAddress(r.type) && r.name === host).map((r) => r.value),
            ),
          ]
        : []
    const servers = names.map((host) => ({ name: host, glue: glue(host) }))
    return { zone: { apex: name, servers, fromChild: reply.aa }, stuck: false, nonexistent: false }
  }

  async function firstUsable(zone: Zone, name: string, path: Path, note: typeof saw): Promise<Answer | null> {
    const tried = new Set<string>()
    const usable = await race(
      zone.servers.flatMap(({ name: host, glue }) => glue.map((a) => server(host, a))),
    )
    if (usable) return usable
    for (const { name: host, glue } of zone.servers) {
      if (glue.length > 0) continue
      const reply = await race((await addressesOf(host, path)).map((address) => server(host, address)))
      if (reply) return reply
    }
    return null

    function race(servers: Server[]): Promise<Answer | null> {
      const fresh = byFamily(servers.filter(({ address }) => !tried.has(address) && tried.add(address)))
      const asked = { role: 'parent', purpose: 'delegation', zone: zone.apex, name, type: 'NS' } as const
      return firstGood(
        fresh,
        (target) => ask({ ...asked, server: target, dnssecOk: true }),
        (observation) => usableReply(observation, zone.apex, name),
        note,
        STAGGER_MS,
      )
    }
  }

  /** The addresses of a name server, asked of its own zone's servers. */
  async function addressesOf(host: string, path: Path): Promise<string[]> {
    const known = hosts.get(host)
    if (known) {
      show(`host ${host}`, known.trail)
      return known.addresses
    }
    if (path.zones.size >= MAX_DEPTH || path.zones.has(host)) {
      path.cut = true
      return []
    }
    const inner: Path = { zones: new Set([...path.zones, host]), cut: false }
    const result: string[] = []
    const { trail, note } = keeping(`host ${host}`)
    const { zone, stuck } = await walkTo(host, inner)
    if (!stuck) {
      const glue = zone.servers.flatMap((ns) => ns.glue.map((address) => server(ns.name, address)))
      const more: Server[] = []
      for (const ns of zone.servers) {
        if (ns.glue.length > 0 || glue.length > 0) continue
        more.push(...(await addressesOf(ns.name, inner)).map((address) => server(ns.name, address)))
      }
      for (const type of ['A', 'AAAA'])
        result.push(...(await valuesAt([...glue, ...more], zone.apex, host, type, note)))
    }
    if (inner.cut) path.cut = true
    else if (result.length > 0) hosts.set(host, { addresses: result, trail })
    return result
  }

  async function valuesAt(
    servers: Server[],
    zone: string,
    name: string,
    type: string,
    note: typeof saw,
  ): Promise<string[]> {
    for (const target of byFamily(servers)) {
      const observation = await ask({
        role: 'authoritative',
        purpose: 'delegation',
        zone,
        server: target,
        name,
        type,
      })
      note(observation)
      const { outcome } = observation
      if (outcome.status !== 'answered' || !outcome.aa) continue
      if (outcome.rcode !== 'NOERROR' && outcome.rcode !== 'NXDOMAIN') continue
      return outcome.answers.filter((r) => r.type === type && r.name === name).map((r) => r.value)
    }
    return []
  }

  return {
    zoneFor: (name) => walkTo(name, { zones: new Set(), cut: false }),
    async serversOf(zone, more = []) {
      const all = new Map(zone.servers.map(({ name, glue }) => [name, glue]))
      for (const name of more) if (!all.has(name)) all.set(name, [])
      const servers: Server[] = []
      await Promise.all(
        [...all].map(async ([name, glue]) => {
          const asked = zone.apex === '.' ? [] : await addressesOf(name, { zones: new Set(), cut: false })
          const known = [...new Set([...glue, ...asked])]
          servers.push(...known.map((address) => server(name, address)))
        }),
      )
      return byName(servers)
    },
  }
}

const server = (name: string | null, address: string): Server => ({ name, address, port: 53 })
const isAddress = (type: string): boolean => type === 'A' || type === 'AAAA'
const byFamily = (servers: Server[]): Server[] => servers.sort((a, b) => family(a) - family(b))
const family = ({ address }: Server): number => (address.includes(':') ? 1 : 0)
const byName = (servers: Server[]): Server[] =>
  servers.sort((a, b) => `${a.name} ${a.address}`.localeCompare(`${b.name} ${b.address}`))

function group(hints: readonly Hint[]): Zone['servers'] {
  const names = [...new Set(hints.map(({ name }) => name))]
  return names.map((name) => ({
    name,
    glue: hints.filter((hint) => hint.name === name).map((h) => h.address),
  }))
}

/** A reply that moves the walk on: an authoritative word about `name`, or a referral downwards to it. */
export function usableReply({ outcome }: DnsObservation, zone: string, name: string): Answer | null {
  if (outcome.status !== 'answered') return null
  if (outcome.rcode !== 'NOERROR' && outcome.rcode !== 'NXDOMAIN') return null
  if (outcome.aa) return outcome
  const down = outcome.authorities.some(
    (r) => r.type === 'NS' && r.name === name && (zone === '.' || isWithin(name, zone)),
  )
  return outcome.rcode === 'NOERROR' && down ? outcome : null
}
