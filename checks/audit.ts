/** Questions about the zone and about names beside the two: what a rename can forget, and what weakens its servers. */
import { isWithin, parentOf } from '../server/core/hostname.ts'
import type { Expectation } from '../server/core/expectation.ts'
import type { DnsObservation } from '../server/core/observation.ts'
import type { Ask, Asked, Server } from './dns/ask.ts'
import { wordOf } from './judge/reading.ts'
import { isRegistry } from './judge/takeover.ts'
import type { Walk } from './walk.ts'

type Question = Omit<Asked, 'server'>
type Tools = { ask: Ask; walk: Walk; given: Server[] }

// Facts that are the same at every server are asked of a few.
const FEW = 2

/** What changes seldom, so it is asked once for a zone while one pair of eyes is open. */
export async function auditZone(apex: string, servers: Server[], tools: Tools): Promise<DnsObservation[]> {
  const zone = { role: 'authoritative', purpose: 'zone', zone: apex, name: apex } as const
  const each: Question[] = [
    // Would it recurse for a stranger? The root's servers are a question every resolver can answer.
    { ...zone, name: '.', type: 'NS', recursionDesired: true },
    { ...zone, type: 'AXFR', transport: 'tcp' },
  ]
  const few: Question[] = [
    { ...zone, type: 'DNSKEY', dnssecOk: true },
    { ...zone, type: 'MX' },
  ]
  const asked = [
    ...servers.flatMap((server) => each.map((question) => ({ ...question, server }))),
    ...servers.slice(0, FEW).flatMap((server) => few.map((question) => ({ ...question, server }))),
    ...(await aboutDs(apex, tools)),
  ]
  const seen = await Promise.all(asked.map((question) => tools.ask(question)))
  return seen.map(withoutContents)
}

/** That a zone could be copied is the fact; the copy itself must not end up among the evidence. */
function withoutContents(observation: DnsObservation): DnsObservation {
  const { outcome, question } = observation
  if (question.type !== 'AXFR' || outcome.status !== 'answered') return observation
  return { ...observation, outcome: { ...outcome, answers: outcome.answers.slice(0, 1), raw: '' } }
}

/** DS records stand in the parent zone, at its servers (RFC 4035 §3.1.4.1). */
async function aboutDs(apex: string, { walk, given }: Tools): Promise<Asked[]> {
  if (given.length > 0 || apex === '.') return []
  const { zone, stuck } = await walk.zoneFor(parentOf(apex) ?? '.')
  if (stuck) return []
  const glue = zone.servers.flatMap(({ name, glue: list }) =>
    list.map((address) => ({ name, address, port: 53 })),
  )
  const servers = glue.length > 0 ? glue : await walk.serversOf(zone)
  return servers
    .filter(({ address }) => !address.includes(':'))
    .slice(0, FEW)
    .map((server) => ({
      role: 'parent',
      purpose: 'delegation',
      zone: zone.apex,
      server,
      name: apex,
      type: 'DS',
      dnssecOk: true,
    }))
}

// Where mail, certificates and services leave records: at the name, and at service labels below it.
const LEFTOVERS: readonly (readonly [string, string])[] = [
  ['', 'MX'],
  ['', 'TXT'],
  ['', 'CAA'],
  ['', 'HTTPS'],
  ['_dmarc.', 'TXT'],
  ['default._domainkey.', 'TXT'],
  ['_443._tcp.', 'TLSA'],
  ['_https._tcp.', 'SRV'],
]

/** Who may issue certificates for the name: CAA at it and above it, as far as the zone is ours (RFC 8659 §3). */
function issuers(name: string, zoned: { apex: string }[]): [string, string][] {
  const asked: [string, string][] = []
  for (let at: string | null = name; at !== null; at = parentOf(at)) {
    const inside = at
    if (!zoned.some(({ apex }) => isWithin(inside, apex) && !isRegistry(apex))) break
    asked.push([at, 'CAA'])
  }
  return asked
}

/** The www pairs, and what the old name may leave behind. Asked of one server: a hint, not a proof. */
export async function askBeside(
  { newName, oldName, want, executedAt }: Expectation,
  zoned: { apex: string; servers: Server[] }[],
  ask: Ask,
): Promise<DnsObservation[]> {
  const pairs = [newName, oldName].filter((name) => name !== null && !name.startsWith('www.'))
  const wanted: [string, string][] = pairs.map((name) => [`www.${name}`, 'A'])
  // Before the change, the runbook needs to know what else stands there, whatever becomes of the old name.
  if (oldName !== null && (want === 'remove' || executedAt === null)) {
    wanted.push(...LEFTOVERS.map(([label, type]): [string, string] => [`${label}${oldName}`, type]))
  }
  // Before the change a certificate is still to come; after it, CAA may be why there is none.
  if (oldName !== null) wanted.push(...issuers(newName, zoned))
  const asked = wanted.map(async ([name, type]): Promise<DnsObservation[]> => {
    const zone = zoned
      .filter(({ apex }) => isWithin(name, apex))
      .sort((a, b) => b.apex.length - a.apex.length)[0]
    const server = zone?.servers[0]
    if (!zone || !server || name.length > 253) return []
    const question = { role: 'authoritative', purpose: 'beside', zone: zone.apex, server, name } as const
    const first = await ask({ ...question, type })
    // A site may have an IPv6 address alone; only a pair is asked for its A.
    if (type !== 'A' || wordOf(first).word !== 'nodata') return [first]
    return [first, await ask({ ...question, type: 'AAAA' })]
  })
  return (await Promise.all(asked)).flat()
}
