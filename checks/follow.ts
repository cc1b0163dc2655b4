/** Follows aliases link by link, each at its own zone's servers. */
import { isWithin } from '../server/core/hostname.ts'
import type { DnsObservation } from '../server/core/observation.ts'
import { MAX_LINKS } from './judge/chain.ts'
import { at } from './judge/reading.ts'
import { everywhere, locate } from './locate.ts'
import type { Tools, Zoned } from './locate.ts'

// A chain's foreign zones are asked at a few servers only: they are not ours to audit.
const CHAIN_SERVERS = 4
// Where the aliases of these lead is nobody's question.
const ASIDE = new Set<DnsObservation['purpose']>(['wildcard', 'canary'])

/** The addresses of any host, its aliases followed. */
export async function resolveWith(start: string, tools: Tools): Promise<string[]> {
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

/** Follows every CNAME seen, link by link, each at its own zone's servers. */
export async function followChains(
  observations: readonly DnsObservation[],
  zones: Zoned[],
  tools: Tools,
): Promise<void> {
  const asked = new Set(observations.filter((o) => o.purpose !== 'delegation').map((o) => o.question.name))
  for (let link = 0; link < MAX_LINKS + 4; link++) {
    const targets = observations.flatMap(({ outcome, question, purpose, role }) =>
      role === 'authoritative' && !ASIDE.has(purpose) && outcome.status === 'answered' && outcome.aa
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
