/** Labelled name servers that bend the protocol, or break it, and what a look through them must say. */
import packet from 'dns-packet'
import type { ConditionId } from '../../../server/core/conditions/index.ts'
import type { Status } from '../../../server/core/verdict.ts'
import { ZONE } from '../../support/dns-lab.ts'
import { reply } from '../../support/fault-dns.ts'
import type { Script } from '../../support/fault-dns.ts'

/** A small honest server, for others to spoil. */
export const honest: Script = ({ query, name, type }) => {
  const a = (owner: string): packet.Answer => ({ type: 'A', name: owner, ttl: 300, data: '192.0.2.10' })
  const data = {
    mname: `ns1.${ZONE}`,
    rname: `a.${ZONE}`,
    serial: 1,
    refresh: 14400,
    retry: 3600,
    expire: 604800,
    minimum: 300,
  }
  const soa: packet.Answer = { type: 'SOA', name: ZONE, ttl: 300, data }
  if (name === ZONE && type === 'SOA') return [reply(query, { answers: [soa] })]
  if (name === `baru.${ZONE}`)
    return [reply(query, type === 'A' ? { answers: [a(name)] } : { authorities: [soa] })]
  return [reply(query, { rcode: name === ZONE ? 0 : 3, authorities: [soa] })]
}
const cut = packet.AUTHORITATIVE_ANSWER | packet.TRUNCATED_RESPONSE

/** Sends everybody to TCP. */
export const truncating: Script = ({ query }) => [reply(query, { flags: cut })]

/** One such server is still `ok`. */
export const tolerable: [label: string, script: Script][] = [
  ['without EDNS', honest],
  [
    'that answers EDNS with FORMERR',
    (heard, raw) => (heard.edns ? [reply(heard.query, { rcode: 1 })] : honest(heard, raw)),
  ],
  [
    'that writes names in other letters',
    (heard, raw) => honest({ ...heard, query: upper(heard.query) }, raw),
  ],
  [
    'that truncates everything',
    (heard, raw) => (heard.over === 'udp' ? truncating(heard, raw) : honest(heard, raw)),
  ],
  [
    'behind a storm of forged replies',
    (heard, raw) => [
      reply({ ...heard.query, id: heard.query.id! ^ 9 }),
      Buffer.from('junk'),
      ...(honest(heard, raw) as Buffer[]),
    ],
  ],
]

/** The only server is such a one. */
export const failing: [label: string, script: Script, status: Status, finds: ConditionId][] = [
  ['is silent', () => [], 'unknown', 'M01'],
  ['sends garbage only', () => [Buffer.from('garbage')], 'unknown', 'M01'],
  ['refuses', ({ query }) => [reply(query, { flags: 0, rcode: 5 })], 'broken', 'A01'],
  ['fails', ({ query }) => [reply(query, { flags: 0, rcode: 2 })], 'broken', 'A01'],
]

function upper(query: packet.DecodedPacket): packet.DecodedPacket {
  return {
    ...query,
    questions: query.questions!.map((question) => ({ ...question, name: question.name.toUpperCase() })),
  }
}
