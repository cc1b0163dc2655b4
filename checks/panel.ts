/** Asks the panel of resolvers, and never a question that would plant "does not exist" in a cache (R15). */
import { parseEndpoint } from '../server/core/address.ts'
import type { Expectation } from '../server/core/expectation.ts'
import type { DnsObservation } from '../server/core/observation.ts'
import type { Ask, Server } from './dns/ask.ts'
import type { Sight } from './index.ts'
import { mayAskCaches, typesServed } from './judge/guard.ts'

type Panel = {
  expectation: Expectation
  sight: Sight
  observations: readonly DnsObservation[]
  ask: Ask
  saw: (o: DnsObservation) => DnsObservation
  apex: string | null
}

/** Reads a resolver as the operator writes it; null when it is neither an address nor an `https://` one. */
export function parseResolver(text: string): Server | null {
  if (/^https:\/\//i.test(text)) return URL.canParse(text) ? { name: null, address: text, port: 443 } : null
  const endpoint = parseEndpoint(text)
  return endpoint && { name: null, ...endpoint }
}

export async function askPanel({ expectation, sight, observations, ask, saw, apex }: Panel): Promise<void> {
  const resolvers = (sight.resolvers ?? [])
    .map(parseResolver)
    .filter((server): server is Server => server !== null)
  const { newName, oldName } = expectation
  const askNew = mayAskCaches(observations, 'new')
  // A question about an old name that should live but is gone would plant its absence just the same.
  const askOld = oldName !== null && (expectation.want === 'remove' || mayAskCaches(observations, 'old'))
  const newTypes = typesServed(observations, 'new')
  const canary =
    sight.canary !== undefined
      ? { name: sight.canary, type: 'A' }
      : { name: apex ?? '.', type: apex === null ? 'NS' : 'SOA' }

  await Promise.all(
    resolvers.map(async (server) => {
      const question = async (purpose: 'canary' | 'new' | 'old', name: string, type: string) => {
        const asked = {
          role: 'resolver',
          purpose,
          zone: null,
          server,
          name,
          type,
          recursionDesired: true,
        } as const
        const first = saw(await ask({ ...asked, dnssecOk: true }))
        const { outcome } = first
        // Does it fail because of DNSSEC? Without checking it would answer (RFC 4035 §3.2.2).
        if (outcome.status === 'answered' && outcome.rcode === 'SERVFAIL') {
          saw(await ask({ ...asked, dnssecOk: true, checkingDisabled: true }))
        }
        return first
      }
      const seen = await question('canary', canary.name, canary.type)
      if (seen.outcome.status !== 'answered') return
      const questions: Promise<unknown>[] = []
      if (askNew) questions.push(...newTypes.map((type) => question('new', newName, type)))
      if (askOld && oldName !== null)
        questions.push(question('old', oldName, 'A'), question('old', oldName, 'AAAA'))
      await Promise.all(questions)
    }),
  )
}
