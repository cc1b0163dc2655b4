/** One look at the DNS for an expectation: the walk, every authoritative server, the chains, then the panel. */
import { randomBytes } from 'node:crypto'
import { canonicalAddress, formatEndpoint } from '../server/core/address.ts'
import { parentOf } from '../server/core/hostname.ts'
import type { Expectation } from '../server/core/expectation.ts'
import type { DnsObservation } from '../server/core/observation.ts'
import { askBeside, auditZone } from './audit.ts'
import { createAsk } from './dns/ask.ts'
import type { Ask, Asker, Server } from './dns/ask.ts'
import { followChains, resolveWith } from './follow.ts'
import { builtInHints, parseHints } from './hints.ts'
import type { Sight, Watch } from './ports.ts'
import { wordOf } from './judge/reading.ts'
import { isRegistry } from './judge/takeover.ts'
import { askZone, everywhere, locate } from './locate.ts'
import type { Tools, Zoned } from './locate.ts'
import { createPaces } from './pace.ts'
import type { Paces } from './pace.ts'
import { askCanary, askPanel, parseResolver } from './panel.ts'
import { createRecent } from './recent.ts'
import type { Recent } from './recent.ts'
import { createMemory, createWalk } from './walk.ts'

const TIMEOUT_MS = 1000
const TRIES = 3
const DEADLINE_MS = 20_000
// An audit is some dozen replies, signed ones among them.
const MOST_AUDITS = 500

type Audits = Recent<Promise<DnsObservation[]>>

/** Sees with one set of settings. Delegations are remembered for as long as it lives: keep it for one sweep, no longer. */
export type Eyes = {
  /** Everything that DNS shows about the two names. Never throws for what the network does. */
  look: (expectation: Expectation, watch?: Watch) => Promise<DnsObservation[]>
  /** The addresses of any host, by the word of its own servers. */
  resolve: (name: string) => Promise<string[]>
  /** Where to dial for a server; null when that is not allowed. */
  dial: Asker['dial']
  close: () => Promise<void>
}

/** `paces` are shared by all who ask the same servers. */
export function openEyes(sight: Sight, now: () => Date, paces: Paces = createPaces()): Eyes {
  const hints = sight.rootHints === undefined ? builtInHints : parseHints(sight.rootHints)
  const given = (sight.servers ?? []).map((server) => ({
    ...server,
    address: canonicalAddress(server.address) ?? server.address,
  }))
  const operators = [
    ...given,
    ...(sight.resolvers ?? []).flatMap((text) => parseResolver(text) ?? []),
    ...(sight.rootHints === undefined ? [] : hints.map(({ address }) => ({ address, port: 53 }))),
  ]
  const { ask, dial, close } = createAsk({
    now,
    allow: sight.allow ?? [],
    connect: sight.connect ?? {},
    trusted: new Set(operators.map(formatEndpoint)),
    ca: sight.ca ?? null,
    timeoutMs: sight.timeoutMs ?? TIMEOUT_MS,
    tries: sight.tries ?? TRIES,
    paces,
    ...(sight.perSecond === undefined ? {} : { perSecond: sight.perSecond }),
  })
  const memory = createMemory()
  const audits: Audits = createRecent(MOST_AUDITS)

  function tools(saw: Tools['saw'], watch: Watch = {}): Tools {
    const deadlineAt = performance.now() + (sight.deadlineMs ?? DEADLINE_MS)
    const bounded: Ask = async (asked) => {
      const { role, purpose, server, name, type } = asked
      watch.asked?.({ kind: 'dns', role, purpose, server, question: { name, type } })
      const observation = await ask({ deadlineAt, ...asked })
      watch.seen?.(observation)
      return observation
    }
    return { ask: bounded, saw, walk: createWalk(bounded, hints, saw, memory), given }
  }

  return {
    async look(expectation, watch) {
      const observations: DnsObservation[] = []
      const mine = tools((observation) => {
        observations.push(observation)
        return observation
      }, watch)
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
  audits: Audits,
) {
  const { newName, oldName } = expectation
  // At once: at the end of a slow look, a silence may be no more than the deadline.
  const canary = sight.canary === undefined ? null : askCanary(sight.canary, sight, tools)
  const newZone = await locate(newName, tools)
  const oldZone = oldName === null ? null : await locate(oldName, tools)
  const zones = new Map<string, Zoned>()
  for (const zone of [newZone, oldZone]) if (zone && !zones.has(zone.apex)) zones.set(zone.apex, zone)
  const complete = await Promise.all([...zones.values()].map((zone) => askZone(zone, tools)))
  const siblings = oldName !== null && parentOf(oldName) === parentOf(newName)
  const serversOf = (apex: string) => complete.find((zone) => zone.apex === apex)?.servers ?? []
  await Promise.all([
    ...(newZone ? [askName('new', newName, newZone.apex, serversOf(newZone.apex), tools)] : []),
    ...(newZone
      ? [askWildcard(siblings ? [newName, oldName] : [newName], newZone.apex, serversOf(newZone.apex), tools)]
      : []),
    ...(oldZone && oldName ? [askName('old', oldName, oldZone.apex, serversOf(oldZone.apex), tools)] : []),
    ...(oldZone && oldName && !siblings
      ? [askWildcard([oldName], oldZone.apex, serversOf(oldZone.apex), tools)]
      : []),
    ...(sight.audit === false ? [] : [audit(expectation, complete, tools, audits)]),
  ])
  await followChains(observations, complete, tools)
  await canary
  await askPanel({ expectation, sight, observations, tools, apex: newZone?.apex ?? null })
}

/** The zones' standing data is asked once for all looks of one pair of eyes. */
async function audit(expectation: Expectation, zones: Zoned[], tools: Tools, audits: Audits): Promise<void> {
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

function askName(purpose: 'new' | 'old', name: string, zone: string, servers: Server[], tools: Tools) {
  const asked = { role: 'authoritative', purpose, zone, name, dnssecOk: true } as const
  return everywhere(servers, tools, [
    { ...asked, type: 'A' },
    { ...asked, type: 'AAAA' },
    { ...asked, type: 'CNAME' },
  ])
}

/**
 * A sibling that nobody can have created: what answers for it is a wildcard. It then answers for what is below each of
 * the names too, unless that name is there (RFC 4592 §3.3.1). `names` have one parent.
 */
async function askWildcard(names: [string, ...string[]], zone: string, servers: Server[], tools: Tools) {
  const above = names[0] === zone ? zone : (parentOf(names[0]) ?? zone)
  const beside = await askRandom(above, zone, servers, tools)
  if (!beside.some((asked) => wordOf(asked).word === 'has')) return
  await Promise.all(names.map((name) => askRandom(name, zone, servers, tools)))
}

function askRandom(above: string, zone: string, servers: Server[], tools: Tools): Promise<DnsObservation[]> {
  const name = `${randomBytes(8).toString('hex')}.${above}`
  if (name.length > 253) return Promise.resolve([])
  const asked = { role: 'authoritative', purpose: 'wildcard', zone, name } as const
  return everywhere(servers, tools, [
    { ...asked, type: 'A' },
    { ...asked, type: 'AAAA' },
  ])
}
