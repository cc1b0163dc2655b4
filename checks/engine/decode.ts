/** The slow way for whatever the quick comparison does not understand: full decode, then sets of records. Pure. */
import { canonicalAddress } from '../../server/core/address.ts'
import { sameSet } from '../../server/core/records.ts'
import type { Answer } from '../../server/core/observation.ts'
import { decodeReply } from '../wire.ts'
import type { Gated } from '../wire.ts'
import { EXPECTED_HEAD } from './batch.ts'
import type { Batch } from './batch.ts'
import { TYPES } from './question.ts'

/** Reads the reply to `query` through the gate. The answer keeps its own copy of the octets. */
export const decode = (reply: Buffer, at: number, length: number, query: Buffer): Gated =>
  decodeReply(reply.subarray(at, at + length), query)

/** True when the answer, whatever it looks like in octets, says what question `index` of the batch expects. */
export function says(answer: Answer, batch: Batch, index: number): boolean {
  const { octets } = batch
  const at = batch.expectedAt[index]!
  const rcode = octets[at] === 3 ? 'NXDOMAIN' : 'NOERROR'
  if (!answer.aa || answer.rcode !== rcode || answer.extendedErrors.length > 0) return false
  const name = nameAt(octets, batch.questionAt[index]!)
  // Signatures come unasked from some servers; they change nothing about the set they sign.
  const records = answer.answers.filter(({ type }) => type !== 'RRSIG')
  const own = records.filter((record) => record.name === name)
  const type = octets[at + 1]!
  if (type !== TYPES.CNAME && own.length !== records.length) return false
  if (!own.every((record) => TYPES[record.type as keyof typeof TYPES] === type)) return false
  return sameSet(
    own.map(({ value }) => value),
    expectedValues(octets, at),
  )
}

function expectedValues(octets: Buffer, at: number): string[] {
  const type = octets[at + 1]!
  const count = octets[at + 2]!
  const width = type === TYPES.A ? 4 : 16
  return Array.from({ length: count }, (_, which) => {
    const value = at + EXPECTED_HEAD + which * width
    if (type === TYPES.CNAME) return nameAt(octets, value)
    if (type === TYPES.A) return octets.subarray(value, value + 4).join('.')
    return addressText(octets.subarray(value, value + 16))
  })
}

const addressText = (bytes: Buffer): string =>
  canonicalAddress((bytes.toString('hex').match(/.{4}/g) ?? []).join(':')) ?? ''

function nameAt(octets: Buffer, at: number): string {
  const labels: string[] = []
  for (let next = at; octets[next] !== 0; next += octets[next]! + 1)
    labels.push(octets.toString('latin1', next + 1, next + 1 + octets[next]!))
  return labels.length === 0 ? '.' : labels.join('.')
}
