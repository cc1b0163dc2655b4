/** Names beside the two: www pairs, and records that the old name left behind. Pure. */
import { isWithin } from '../../server/core/hostname.ts'
import type { DnsObservation } from '../../server/core/observation.ts'
import { at, dnsOf, wordOf } from './reading.ts'
import type { Facts, Remark, Rule } from './remark.ts'

export const beside: Rule = (facts) => {
  const asked = dnsOf(facts.observations).filter(({ purpose }) => purpose === 'beside')
  return asked.length === 0 ? [] : [...wwwPair(facts, asked), ...leftovers(facts, asked)]
}

/** The hosting panel creates `www.` with every subdomain: a rename must treat both alike. */
function wwwPair(facts: Facts, asked: readonly DnsObservation[]): Remark[] {
  const { newName, oldName, want } = facts.expectation
  const word = (name: string) => {
    // Asked for its A, and where that is no data, for its AAAA: the last has the word.
    const reply = asked.filter(({ question }) => question.name === `www.${name}`).at(-1)
    return reply ? wordOf(reply).word : null
  }
  // A wildcard answers for every www name, wanted or not.
  const wild = dnsOf(facts.observations).some(
    (o) => o.purpose === 'wildcard' && o.role === 'authoritative' && wordOf(o).word === 'has',
  )
  if (oldName === null || wild || word(oldName) !== 'has') return []
  const forgotten = (name: string, expected: string, seen: string): Remark => ({
    condition: 'A31',
    subject: `www.${name}`,
    expected,
    seen,
    argues: null,
    severity: 'warning',
  })
  const remarks: Remark[] = []
  const there = word(newName)
  if (there === 'nxdomain' || there === 'nodata') remarks.push(forgotten(newName, 'A', there.toUpperCase()))
  if (want === 'remove') remarks.push(forgotten(oldName, 'NXDOMAIN', `www.${oldName}`))
  return remarks
}

function leftovers({ expectation }: Facts, asked: readonly DnsObservation[]): Remark[] {
  const { newName, oldName, want } = expectation
  if (oldName === null || want !== 'remove') return []
  const left = asked.flatMap(({ question, outcome }) => {
    if (
      question.name === `www.${oldName}` ||
      isWithin(question.name, newName) ||
      !(question.name === oldName || question.name.endsWith(`.${oldName}`))
    )
      return []
    if (outcome.status !== 'answered' || !outcome.aa) return []
    return at(outcome, question.name, question.type).map(
      ({ name, type, value }) => `${name} ${type} ${value.slice(0, 80)}`,
    )
  })
  if (left.length === 0) return []
  return [
    {
      condition: 'A30',
      subject: oldName,
      seen: [...new Set(left)].join(' | '),
      argues: null,
      severity: 'info',
    },
  ]
}
