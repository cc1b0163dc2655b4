/** Group M: can the checker itself see? Pure. */
import type { DnsObservation } from '../../server/core/observation.ts'
import { replyText, resolves } from './caches.ts'
import { dnsOf, labelOf, wordOf } from './reading.ts'
import { headerClock, signatureClock } from './clock.ts'
import { spoke } from './servers.ts'
import type { Rule } from './remark.ts'

/** Offline: the operator's own canary does not show; without one, nothing of the DNS tree, nor through the panel, does. */
export const checker: Rule = ({ expectation, observations }) => {
  const dns = dnsOf(observations)
  const missed = missedCanary(dns)
  if (!missed && sees(dns)) return []
  const seen = missed ? `${missed.question.name}: ${replyText(missed)}` : null
  return [{ condition: 'M01', subject: expectation.newName, seen, argues: 'unknown', severity: 'info' }]
}

// An address that the guard refused, or a question that we kept back, says nothing about the network.
const untold = ({ outcome: { status } }: DnsObservation): boolean =>
  status === 'not_allowed' || status === 'held_back'

/** A canary that the operator chose is asked for its A; the one that goes without saying, for SOA or NS. */
function missedCanary(dns: readonly DnsObservation[]): DnsObservation | undefined {
  const asked = dns.filter((o) => o.purpose === 'canary' && o.question.type === 'A' && !untold(o))
  const shown = asked.some((o) => (o.role === 'resolver' ? resolves(o) : wordOf(o).word === 'has'))
  return shown ? undefined : asked[0]
}

function sees(dns: readonly DnsObservation[]): boolean {
  const tree = dns.some(
    (o) =>
      // What came truncated came, though TCP brought no more.
      (o.role === 'authoritative' && (o.outcome.status === 'answered' || o.truncated)) ||
      (o.role === 'parent' && spoke(o)),
  )
  const panel = dns.some(
    ({ role, purpose, outcome }) =>
      role === 'resolver' &&
      purpose === 'canary' &&
      outcome.status === 'answered' &&
      outcome.rcode === 'NOERROR',
  )
  return tree || panel || dns.some(untold)
}

/** A clock that is off makes every forecast false; it is told beside the verdict. */
export const clock: Rule = ({ expectation, observations, now }) => {
  const subject = expectation.newName
  const signed = signatureClock(observations, now)
  if (signed !== null) return [{ condition: 'M02', subject, seen: signed, argues: null, severity: 'warning' }]
  const dated = headerClock(observations)
  return dated === null
    ? []
    : [{ condition: 'M02', subject, seen: dated, level: 'notice', argues: null, severity: 'info' }]
}

// A turn that came later than this is worth a word.
const LONG_MS = 1000

/** The pace at which a server is asked held the look back (M05): what could not be asked in time cannot be told. */
export const held: Rule = ({ expectation, observations }) => {
  const late = dnsOf(observations).filter(
    ({ heldMs = 0, outcome }) => heldMs >= LONG_MS || outcome.status === 'held_back',
  )
  if (late.length === 0) return []
  const unasked = late.some(({ outcome }) => outcome.status === 'held_back')
  return [
    {
      condition: 'M05',
      subject: expectation.newName,
      // Who, not how long: that differs every time.
      seen: [...new Set(late.map(labelOf))].sort().join(', '),
      argues: unasked ? 'unknown' : null,
      severity: unasked ? 'info' : 'ok',
    },
  ]
}
