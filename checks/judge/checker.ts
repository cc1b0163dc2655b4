/** Group M: can the checker itself see? Pure. */
import { dnsOf } from './reading.ts'
import { headerClock, signatureClock } from './clock.ts'
import { spoke } from './servers.ts'
import type { Remark, Rule } from './remark.ts'

/** Offline: no server of the DNS tree answered anything, and no resolver of the panel could resolve its canary. */
export const checker: Rule = ({ expectation, observations }) => {
  const dns = dnsOf(observations)
  const tree = dns.some(
    (o) =>
      (o.role === 'authoritative' && o.outcome.status === 'answered') || (o.role === 'parent' && spoke(o)),
  )
  const panel = dns.some(
    ({ role, purpose, outcome }) =>
      role === 'resolver' &&
      purpose === 'canary' &&
      outcome.status === 'answered' &&
      outcome.rcode === 'NOERROR',
  )
  // An address that the guard refused says nothing about the network.
  const guarded = dns.some(({ outcome }) => outcome.status === 'not_allowed')
  if (tree || panel || guarded) return []
  const offline: Remark = {
    condition: 'M01',
    subject: expectation.newName,
    argues: 'unknown',
    severity: 'info',
  }
  return [offline]
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
