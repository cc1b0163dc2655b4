/** How the checker itself does: its last sweep, whether it sees the network, and what each resolver last answered. Pure. */
import type { DnsObservation } from './observation.ts'
import type { Check } from './verdict.ts'

export const votes = ['agrees', 'differs', 'silent'] as const
/** The last that was heard of a resolver. `differs`: `condition` says how. */
export type ResolverSeen = {
  vote: (typeof votes)[number]
  condition: string | null
  at: string
  elapsedMs: number | null
}

/** What a process has seen of its checker since it began. Resolvers by address. */
export type Pulse = {
  lastSweepAt: string | null
  offline: boolean
  /** Since which sweep it has not seen the network; null while it does. */
  offlineSince: string | null
  resolvers: Record<string, ResolverSeen>
}

type Server = DnsObservation['server']
/** A resolver as the register writes it: the port only where it is another than its kind's own. */
const addressOf = ({ address, port }: Server) =>
  address.startsWith('https:') || port === 53 ? address : `${address}#${port}`

/** What a look says of each resolver that it asked. */
export function resolversIn({ observations, findings, checkedAt }: Check): Pulse['resolvers'] {
  const asked = observations.filter(
    (one): one is DnsObservation => one.kind === 'dns' && one.role === 'resolver',
  )
  const seen: Pulse['resolvers'] = {}
  for (const one of asked) {
    const address = addressOf(one.server)
    if (address in seen) continue
    const own = asked.filter(({ server }) => addressOf(server) === address)
    const answered = own.filter(({ outcome }) => outcome.status === 'answered')
    const amiss = findings.find(({ server, level }) => level !== 'pass' && server === address)
    seen[address] = {
      vote: answered.length === 0 ? 'silent' : amiss ? 'differs' : 'agrees',
      condition: answered.length > 0 && amiss ? amiss.condition : null,
      at: checkedAt,
      elapsedMs: answered.length > 0 ? Math.min(...answered.map(({ elapsedMs }) => elapsedMs)) : null,
    }
  }
  return seen
}

/** How long a look took, from its first question to its verdict, in seconds; null where it asked nothing. */
export function secondsOf({ observations, checkedAt }: Check): number | null {
  const began = observations.reduce((least, { at }) => Math.min(least, Date.parse(at)), Infinity)
  return began === Infinity ? null : Math.max(0, (Date.parse(checkedAt) - began) / 1000)
}
