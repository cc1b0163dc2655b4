/** Asks the panel of resolvers, and never a question that would plant "does not exist" in a cache (R15). */
import { randomBytes } from 'node:crypto'
import { parseEndpoint } from '../server/core/address.ts'
import { parentOf } from '../server/core/hostname.ts'
import type { Expectation } from '../server/core/expectation.ts'
import type { DnsObservation } from '../server/core/observation.ts'
import type { Server } from './dns/ask.ts'
import { mayAskCaches, typesServed } from './judge/guard.ts'
import { keyOf, wordOf } from './judge/reading.ts'
import type { Tools } from './locate.ts'
import type { Sight } from './ports.ts'
import { firstGood } from './race.ts'

type Panel = {
  expectation: Expectation
  sight: Sight
  observations: readonly DnsObservation[]
  tools: Tools
  apex: string | null
}

// One answer is enough to show that the network is there.
const CANARY_SERVERS = 4
const STAGGER_MS = 350

/** Reads a resolver as the operator writes it; null when it is neither an address nor an `https://` one. */
export function parseResolver(text: string): Server | null {
  if (/^https:\/\//i.test(text)) return URL.canParse(text) ? { name: null, address: text, port: 443 } : null
  const endpoint = parseEndpoint(text)
  return endpoint && { name: null, ...endpoint }
}

const randomSibling = (name: string): string => `${randomBytes(8).toString('hex')}.${parentOf(name) ?? name}`

const panelOf = ({ resolvers = [] }: Sight): Server[] =>
  resolvers.map(parseResolver).filter((server): server is Server => server !== null)

/** Asks for the operator's own canary: the panel, or where there is none, the servers that were given or its own. */
export async function askCanary(name: string, sight: Sight, tools: Tools): Promise<void> {
  const resolvers = panelOf(sight)
  if (resolvers.length > 0) {
    await Promise.all(resolvers.map((server) => questionsTo(server, tools)('canary', name, 'A')))
    return
  }
  const { ask, saw, walk, given } = tools
  const asked = { role: 'authoritative', purpose: 'canary', zone: null, name, type: 'A' } as const
  const shown = (servers: Server[]) =>
    firstGood(
      servers.slice(0, CANARY_SERVERS),
      (server) => ask({ ...asked, server }),
      (observation) => wordOf(observation).word === 'has' || null,
      saw,
      STAGGER_MS,
    )
  if (await shown(given)) return
  const { zone } = await walk.zoneFor(name)
  const own = await walk.serversOf(zone)
  // Not to see must be seen too: of a zone without any reachable server, the root's have the word.
  await shown(own.length > 0 ? own : await walk.serversOf((await walk.zoneFor('.')).zone))
}

/** Puts questions to a resolver; one that fails because of DNSSEC would answer without checking (RFC 4035 §3.2.2). */
const questionsTo =
  (server: Server, { ask, saw }: Tools) =>
  async (purpose: DnsObservation['purpose'], name: string, type: string): Promise<DnsObservation> => {
    const asked = {
      role: 'resolver',
      purpose,
      zone: null,
      server,
      name,
      type,
      recursionDesired: true,
      dnssecOk: true,
    } as const
    const first = saw(await ask(asked))
    const { outcome } = first
    if (outcome.status === 'answered' && outcome.rcode === 'SERVFAIL') {
      saw(await ask({ ...asked, checkingDisabled: true }))
    }
    return first
  }

export async function askPanel({ expectation, sight, observations, tools, apex }: Panel): Promise<void> {
  const resolvers = panelOf(sight)
  if (resolvers.length === 0) return
  const { newName, oldName } = expectation
  const askNew = mayAskCaches(observations, 'new')
  // A question about an old name that should live but is gone would plant its absence just the same.
  const askOld = mayAskCaches(observations, 'old') || (expectation.want === 'remove' && askNew)
  // In a signed zone even the absence of another name, or type, may come as a range that covers the new name
  // (RFC 8198): while that is missing, only what exists is asked for.
  const oldTypes = askNew ? (['A', 'AAAA'] as const) : typesServed(observations, 'old')
  const signed = observations.some(
    ({ role, outcome }) =>
      role === 'authoritative' &&
      outcome.status === 'answered' &&
      outcome.answers.some((r) => r.type === 'RRSIG'),
  )
  const newTypes = typesServed(observations, 'new')
  const canary = { name: apex ?? '.', type: apex === null ? 'NS' : 'SOA' }
  const known = new Map(
    observations.filter(({ purpose }) => purpose === 'canary').map((seen) => [keyOf(seen), seen]),
  )

  await Promise.all(
    resolvers.map(async (server) => {
      const question = questionsTo(server, tools)
      const seen = known.get(keyOf({ server })) ?? (await question('canary', canary.name, canary.type))
      if (seen.outcome.status !== 'answered') return
      const questions: Promise<unknown>[] = []
      if (askNew) questions.push(...newTypes.map((type) => question('new', newName, type)))
      if (askOld && oldName !== null)
        questions.push(...oldTypes.map((type) => question('old', oldName, type)))
      if (apex !== null) questions.push(question('zone', apex, 'NS'))
      // A resolver that finds what nobody created invents answers. In a signed zone its reply could cover names to come.
      if (askNew && !signed) questions.push(question('wildcard', randomSibling(newName), 'A'))
      await Promise.all(questions)
    }),
  )
}
