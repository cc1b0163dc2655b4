/** Where a chain of CNAMEs ends, by the word of each link's own authoritative servers. Pure. */
import type { DnsObservation } from '../../server/core/observation.ts'
import { denies } from './denial.ts'

/** `unknown` when a link's servers were silent; `loop` and `long` when there is no end to reach. */
export type ChainEnd = {
  state: 'addresses' | 'nxdomain' | 'nodata' | 'loop' | 'long' | 'unknown'
  /** The last name of the chain. */
  name: string
  links: string[]
  A: string[]
  AAAA: string[]
}

/** More links than this are a fault of their own; resolvers give up somewhere between 8 and 16. */
export const MAX_LINKS = 8

export function chainEnd(dns: readonly DnsObservation[], owner: string, target: string): ChainEnd {
  const links = [owner]
  let name = target
  const ending = (state: ChainEnd['state'], A: string[] = [], AAAA: string[] = []): ChainEnd => ({
    state,
    name,
    links: [...links],
    A,
    AAAA,
  })
  for (;;) {
    if (links.includes(name)) return ending('loop')
    if (links.length > MAX_LINKS + 4) return ending('long')
    const replies = wordsAbout(dns, name)
    if (replies.length === 0) return ending('unknown')
    const values = (type: string) =>
      [
        ...new Set(
          replies.flatMap((r) =>
            r.answers.filter((a) => a.name === name && a.type === type).map((a) => a.value),
          ),
        ),
      ].sort()
    const next = values('CNAME')[0]
    if (next === undefined) {
      const [A, AAAA] = [values('A'), values('AAAA')]
      const state = A.length + AAAA.length > 0 ? (links.length > MAX_LINKS ? 'long' : 'addresses') : null
      if (state) return ending(state, A, AAAA)
      return ending(replies.some((reply) => denies(reply, name)) ? 'nxdomain' : 'nodata')
    }
    links.push(name)
    name = next
  }
}

// The name may be a link, or one of the two names themselves. BIND answers a loop with SERVFAIL, the links in its answer.
function wordsAbout(dns: readonly DnsObservation[], name: string) {
  return dns.flatMap(({ role, purpose, question, outcome }) =>
    role === 'authoritative' &&
    (purpose === 'chain' || purpose === 'new' || purpose === 'old') &&
    question.name === name &&
    outcome.status === 'answered' &&
    outcome.aa &&
    (outcome.rcode === 'NOERROR' ||
      outcome.rcode === 'NXDOMAIN' ||
      outcome.answers.some((one) => one.name === name && one.type === 'CNAME'))
      ? [outcome]
      : [],
  )
}
