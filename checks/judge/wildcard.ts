/** Tells a name of its own from one that only a wildcard answers for. Pure. */
import { parentOf } from '../../server/core/hostname.ts'
import type { DnsObservation } from '../../server/core/observation.ts'
import { sameSet } from '../../server/core/records.ts'
import { isTelling, keyOf, valuesOf, wordOf } from './reading.ts'
import type { Reading } from './reading.ts'

/** True when the server would give the same for any sibling of `name`, and does not show that `name` is there. */
export function byWildcard(dns: readonly DnsObservation[], reading: Reading, name: string): boolean {
  if (reading.says !== 'has') return false
  const own = dns.filter((o) => keyOf(o) === reading.key && o.role === 'authoritative')
  const signed = signedLabels(own, name)
  // A signature counts the labels of the record as it stands in the zone, without the asterisk (RFC 4034 §3.1.3).
  if (signed !== null && signed < name.split('.').length) return true
  const random = own.filter(({ purpose }) => purpose === 'wildcard')
  const beside = random.filter(({ question }) => parentOf(question.name) === parentOf(name))
  const wild = valuesAt(beside)
  if (!TYPES.some((type) => wild[type].length > 0) || !alike(wild, reading.own)) return false
  // A name that is there keeps the wildcard from all names below it, whatever it holds (RFC 4592 §2.2.1, §3.3.1).
  const below = random.filter(({ question }) => parentOf(question.name) === name)
  if (below.length > 0 && below.every(isTold)) return alike(valuesAt(below), wild)
  // A full count proves less where wildcards are signed as if each name were there (RFC 9824 §3.3).
  return signed === null
}

const TYPES = ['A', 'AAAA', 'CNAME'] as const
type Values = Reading['own']

const valuesAt = (asked: DnsObservation[]): Values => ({
  A: valuesOf(asked, 'A'),
  AAAA: valuesOf(asked, 'AAAA'),
  CNAME: valuesOf(asked, 'CNAME'),
})

const alike = (one: Values, other: Values): boolean => TYPES.every((type) => sameSet(one[type], other[type]))

const isTold = (asked: DnsObservation): boolean => isTelling(wordOf(asked).word)

function signedLabels(own: readonly DnsObservation[], name: string): number | null {
  for (const { outcome, question } of own) {
    if (outcome.status !== 'answered' || question.name !== name) continue
    const signature = outcome.answers.find((r) => r.type === 'RRSIG' && r.name === name)
    if (signature) return Number(signature.value.split(' ')[2])
  }
  return null
}
