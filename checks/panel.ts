/** Asks the panel of resolvers, and never a question that would plant "does not exist" in a cache (R15). */
import { randomBytes } from 'node:crypto'
import { parseEndpoint } from '../server/core/address.ts'
import { parentOf } from '../server/core/hostname.ts'
import type { Expectation } from '../server/core/expectation.ts'
import type { DnsObservation } from '../server/core/observation.ts'
import type { Ask, Server } from './dns/ask.ts'
import type { Sight } from './ports.ts'
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

const randomSibling = (name: string): string => `${randomBytes(8).toString('hex')}.${parentOf(name) ?? name}`

export async function askPanel({ expectation, sight, observations, ask, saw, apex }: Panel): Promise<void> {
  const resolvers = (sight.resolvers ?? [])
    .map(parseResolver)
    .filter((server): server is Server => server !== null)
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
  const canary =
    sight.canary !== undefined
      ? { name: sight.canary, type: 'A' }
      : { name: apex ?? '.', type: apex === null ? 'NS' : 'SOA' }

  await Promise.all(
    resolvers.map(async (server) => {
      const question = async (
        purpose: 'canary' | 'new' | 'old' | 'zone' | 'wildcard',
        name: string,
        type: string,
      ) => {
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
        questions.push(...oldTypes.map((type) => question('old', oldName, type)))
      if (apex !== null) questions.push(question('zone', apex, 'NS'))
      // A resolver that finds what nobody created invents answers. In a signed zone its reply could cover names to come.
      if (askNew && !signed) questions.push(question('wildcard', randomSibling(newName), 'A'))
      await Promise.all(questions)
    }),
  )
}
