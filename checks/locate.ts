/** Finds the zone of a name, and asks all of its servers. */
import { isWithin, parentOf } from '../server/core/hostname.ts'
import type { DnsObservation } from '../server/core/observation.ts'
import type { Ask, Asked, Server } from './dns/ask.ts'
import type { Walk } from './walk.ts'

/** A zone as the look uses it. `stuck` when its servers gave the walk nothing usable. */
export type Zoned = { apex: string; servers: Server[]; stuck: boolean }

/** What every part of a look works with. `given` replaces walking. */
export type Tools = { ask: Ask; saw: (o: DnsObservation) => DnsObservation; walk: Walk; given: Server[] }

/** The zone of a name and its servers; null when not even a root server answered. */
export async function locate(name: string, { ask, saw, walk, given }: Tools): Promise<Zoned | null> {
  if (given.length === 0) {
    const { zone, stuck } = await walk.zoneFor(name)
    if (zone.apex === '.' && stuck) return null
    return { apex: zone.apex, servers: await walk.serversOf(zone), stuck }
  }
  const asked = { role: 'authoritative', purpose: 'zone', zone: null, name, type: 'SOA' } as const
  const replies = await Promise.all(given.map(async (server) => saw(await ask({ ...asked, server }))))
  const soas = replies.flatMap(({ outcome }) =>
    outcome.status === 'answered' && outcome.aa
      ? [...outcome.answers, ...outcome.authorities].filter((r) => r.type === 'SOA' && isWithin(name, r.name))
      : [],
  )
  const apex = soas.map((soa) => soa.name).sort((a, b) => b.length - a.length)[0]
  return { apex: apex ?? parentOf(name) ?? name, servers: given, stuck: apex === undefined }
}

/** SOA and NS of the zone at every server, TCP too; then the same of servers that only the zone itself names. */
export async function askZone(zone: Zoned, tools: Tools): Promise<Zoned> {
  const { ask, saw, walk, given } = tools
  const first = await zoneData(zone.apex, zone.servers, tools)
  if (given.length > 0) return zone
  const known = new Set(zone.servers.map(({ name }) => name))
  const named = first.flatMap(({ outcome }) =>
    outcome.status === 'answered' && outcome.aa
      ? outcome.answers.filter((r) => r.type === 'NS' && r.name === zone.apex).map((r) => r.value)
      : [],
  )
  const more = [...new Set(named)].filter((name) => !known.has(name))
  if (more.length === 0) return zone
  const servers = await walk.serversOf({ apex: zone.apex, servers: [], fromChild: false }, more)
  const fresh = servers.filter(({ address }) => !zone.servers.some((s) => s.address === address))
  await zoneData(zone.apex, fresh, { ask, saw, walk, given })
  return { ...zone, servers: [...zone.servers, ...fresh] }
}

function zoneData(apex: string, servers: Server[], tools: Tools): Promise<DnsObservation[]> {
  const asked = { role: 'authoritative', purpose: 'zone', zone: apex, name: apex } as const
  return everywhere(servers, tools, [
    { ...asked, type: 'SOA' },
    { ...asked, type: 'NS' },
    { ...asked, type: 'SOA', transport: 'tcp' },
  ])
}

type Question = Omit<Asked, 'server'>

export function everywhere(
  servers: Server[],
  { ask, saw }: Tools,
  questions: Question[],
): Promise<DnsObservation[]> {
  return Promise.all(
    servers.flatMap((server) => questions.map(async (question) => saw(await ask({ ...question, server })))),
  )
}
