/** One look at the DNS for an expectation: the walk, every authoritative server, the chains, then the panel. */
import { randomBytes } from 'node:crypto'
import { isWithin, parentOf } from '../server/core/hostname.ts'
import type { Expectation } from '../server/core/expectation.ts'
import type { DnsObservation } from '../server/core/observation.ts'
import { askBeside, auditZone } from './audit.ts'
import { createAsk } from './dns/ask.ts'
import type { Ask, Asked, Asker, Server } from './dns/ask.ts'
import { builtInHints, parseHints } from './hints.ts'
import type { Sight } from './index.ts'
import { MAX_LINKS } from './judge/chain.ts'
import { at } from './judge/reading.ts'
import { isRegistry } from './judge/takeover.ts'
import { askPanel } from './panel.ts'
import { createMemory, createWalk } from './walk.ts'
import type { Walk } from './walk.ts'

const TIMEOUT_MS = 1000
const TRIES = 3
const DEADLINE_MS = 20_000
// A chain's foreign zones are asked at a few servers only: they are not ours to audit.
const CHAIN_SERVERS = 4

type Zoned = { apex: string; servers: Server[]; stuck: boolean }
type Tools = { ask: Ask; saw: (o: DnsObservation) => DnsObservation; walk: Walk; given: Server[] }

/** Sees with one set of settings. Delegations are remembered for as long as it lives: keep it for one sweep, no longer. */
export type Eyes = {
  /** Everything that DNS shows about the two names. Never throws for what the network does. */
  look: (expectation: Expectation) => Promise<DnsObservation[]>
  /** The addresses of any host, by the word of its own servers. */
  resolve: (name: string) => Promise<string[]>
  /** Where to dial for a server; null when that is not allowed. */
  dial: Asker['dial']
  close: () => Promise<void>
}

export function openEyes(sight: Sight, now: () => Date): Eyes {
  const hints = sight.rootHints === undefined ? builtInHints : parseHints(sight.rootHints)
  const given = (sight.servers ?? []).map(({ name, address, port }) => ({ name, address, port }))
  const operators = [
    ...given.map((s) => s.address),
    ...(sight.resolvers ?? []).map((r) => r.replace(/#.*$/, '')),
  ]
  const { ask, dial, close } = createAsk({
    now,
    allow: sight.allow ?? [],
    connect: sight.connect ?? {},
    trusted: new Set([...operators, ...(sight.rootHints === undefined ? [] : hints.map((h) => h.address))]),
    ca: sight.ca ?? null,
    timeoutMs: sight.timeoutMs ?? TIMEOUT_MS,
    tries: sight.tries ?? TRIES,
  })
  const memory = createMemory()
  const audits = new Map<string, Promise<DnsObservation[]>>()

  function tools(saw: Tools['saw']): Tools {
    const deadlineAt = performance.now() + (sight.deadlineMs ?? DEADLINE_MS)
    const bounded: Ask = (asked) => ask({ deadlineAt, ...asked })
    return { ask: bounded, saw, walk: createWalk(bounded, hints, saw, memory), given }
  }

  return {
    async look(expectation) {
      const observations: DnsObservation[] = []
      const mine = tools((observation) => {
        observations.push(observation)
        return observation
      })
      await lookWith(expectation, sight, observations, mine, audits)
      return observations
    },
    resolve: (name) =>
      resolveWith(
        name,
        tools((observation) => observation),
      ),
    dial,
    close,
  }
}

async function lookWith(
  expectation: Expectation,
  sight: Sight,
  observations: DnsObservation[],
  tools: Tools,
  audits: Map<string, Promise<DnsObservation[]>>,
) {
  const { newName, oldName } = expectation
  const newZone = await locate(newName, tools)
  const oldZone = oldName === null ? null : await locate(oldName, tools)
  const zones = new Map<string, Zoned>()
  for (const zone of [newZone, oldZone]) if (zone && !zones.has(zone.apex)) zones.set(zone.apex, zone)
  const complete = await Promise.all([...zones.values()].map((zone) => askZone(zone, tools)))
  const serversOf = (apex: string) => complete.find((zone) => zone.apex === apex)?.servers ?? []
  await Promise.all([
    ...(newZone ? [askName('new', newName, newZone.apex, serversOf(newZone.apex), tools)] : []),
    ...(newZone ? [askWildcard(newName, newZone.apex, serversOf(newZone.apex), tools)] : []),
    ...(oldZone && oldName ? [askName('old', oldName, oldZone.apex, serversOf(oldZone.apex), tools)] : []),
    ...(oldZone && oldName && parentOf(oldName) !== parentOf(newName)
      ? [askWildcard(oldName, oldZone.apex, serversOf(oldZone.apex), tools)]
      : []),
    ...(sight.audit === false ? [] : [audit(expectation, complete, tools, audits)]),
  ])
  await followChains(observations, complete, tools)
  const { ask, saw } = tools
  await askPanel({ expectation, sight, observations, ask, saw, apex: newZone?.apex ?? null })
}

/** The zones' standing data is asked once for all looks of one pair of eyes. */
async function audit(
  expectation: Expectation,
  zones: Zoned[],
  tools: Tools,
  audits: Map<string, Promise<DnsObservation[]>>,
): Promise<void> {
  // A registry's zone is not ours to examine, and a dead one has nothing to say.
  const ours = zones.filter(({ apex, stuck }) => !stuck && !isRegistry(apex))
  const standing = ours.map(({ apex, servers }) => {
    const known = audits.get(apex) ?? auditZone(apex, servers, tools)
    audits.set(apex, known)
    return known
  })
  const seen = await Promise.all([...standing, askBeside(expectation, ours, tools.ask)])
  for (const observation of seen.flat()) tools.saw(observation)
}

async function resolveWith(start: string, tools: Tools): Promise<string[]> {
  let name = start
  for (let link = 0; link <= MAX_LINKS; link++) {
    const zone = await locate(name, tools)
    if (!zone) return []
    const found: string[] = []
    let alias: string | undefined
    for (const type of ['A', 'AAAA']) {
      const asked = { role: 'authoritative', purpose: 'chain', zone: zone.apex, name, type } as const
      for (const server of zone.servers.slice(0, CHAIN_SERVERS)) {
        const { outcome } = await tools.ask({ ...asked, server })
        if (outcome.status !== 'answered' || !outcome.aa) continue
        alias ??= at(outcome, name, 'CNAME')[0]?.value
        found.push(...at(outcome, name, type).map((record) => record.value))
        break
      }
    }
    if (alias === undefined) return found
    name = alias
  }
  return []
}

/** The zone of a name and its servers; null when not even a root server answered. */
async function locate(name: string, { ask, saw, walk, given }: Tools): Promise<Zoned | null> {
  if (given.length === 0) {
    const { zone, stuck } = await walk.zoneFor(name)
    if (zone.apex === '.' && stuck) return null
    const { servers } = await walk.serversOf(zone)
    return { apex: zone.apex, servers, stuck }
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
async function askZone(zone: Zoned, tools: Tools): Promise<Zoned> {
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
  const { servers } = await walk.serversOf({ apex: zone.apex, servers: [], fromChild: false }, more)
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

function askName(purpose: 'new' | 'old', name: string, zone: string, servers: Server[], tools: Tools) {
  const asked = { role: 'authoritative', purpose, zone, name, dnssecOk: true } as const
  return everywhere(servers, tools, [
    { ...asked, type: 'A' },
    { ...asked, type: 'AAAA' },
    { ...asked, type: 'CNAME' },
  ])
}

/** A sibling that nobody can have created: what answers for it is a wildcard (RFC 4592). */
function askWildcard(name: string, zone: string, servers: Server[], tools: Tools) {
  const above = name === zone ? zone : (parentOf(name) ?? zone)
  const sibling = `${randomBytes(8).toString('hex')}.${above}`
  if (sibling.length > 253) return []
  const asked = { role: 'authoritative', purpose: 'wildcard', zone, name: sibling } as const
  return everywhere(servers, tools, [
    { ...asked, type: 'A' },
    { ...asked, type: 'AAAA' },
  ])
}

type Question = Omit<Asked, 'server'>

function everywhere(
  servers: Server[],
  { ask, saw }: Tools,
  questions: Question[],
): Promise<DnsObservation[]> {
  return Promise.all(
    servers.flatMap((server) => questions.map(async (question) => saw(await ask({ ...question, server })))),
  )
}

/** Follows every CNAME seen, link by link, each at its own zone's servers. */
async function followChains(
  observations: readonly DnsObservation[],
  zones: Zoned[],
  tools: Tools,
): Promise<void> {
  const asked = new Set(observations.filter((o) => o.purpose !== 'delegation').map((o) => o.question.name))
  for (let link = 0; link < MAX_LINKS + 4; link++) {
    const targets = observations.flatMap(({ outcome, question, purpose, role }) =>
      role === 'authoritative' && purpose !== 'wildcard' && outcome.status === 'answered' && outcome.aa
        ? outcome.answers.filter((r) => r.type === 'CNAME' && r.name === question.name).map((r) => r.value)
        : [],
    )
    const fresh = [...new Set(targets)].filter((target) => !asked.has(target) && target !== '.')
    if (fresh.length === 0) return
    for (const target of fresh) asked.add(target)
    await Promise.all(fresh.map((target) => askLink(target, zones, tools)))
  }
}

async function askLink(name: string, zones: Zoned[], tools: Tools): Promise<void> {
  const ours = zones.filter((zone) => isWithin(name, zone.apex) && tools.given.length > 0)[0]
  const zone = ours ?? (await locateForeign(name, tools))
  if (!zone) return
  const servers =
    zones.find(({ apex }) => apex === zone.apex)?.servers ?? zone.servers.slice(0, CHAIN_SERVERS)
  const asked = { role: 'authoritative', purpose: 'chain', zone: zone.apex, name } as const
  await everywhere(servers, tools, [
    { ...asked, type: 'A' },
    { ...asked, type: 'AAAA' },
  ])
}

const locateForeign = (name: string, tools: Tools): Promise<Zoned | null> =>
  locate(name, { ...tools, given: [] })
