/** The gate in front of every reply, and what comes out of it. */
import packet from 'dns-packet'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeReply, encodeQuery } from '../../checks/wire.ts'
import type { Query } from '../../checks/wire.ts'
import { optOf } from '../support/packets.ts'

const query = (more: Partial<Query> = {}): Query => ({
  id: 4711,
  name: 'baru.kota.test',
  type: 'A',
  recursionDesired: false,
  checkingDisabled: false,
  dnssecOk: false,
  edns: true,
  ...more,
})

const sent = (more: Partial<Query> = {}): Buffer => encodeQuery(query(more))!

function answered(to: Buffer, more: Partial<packet.Packet> = {}, change?: (reply: Buffer) => void): Buffer {
  const asked = packet.decode(to)
  const reply = packet.encode({
    type: 'response',
    id: asked.id!,
    flags: packet.AUTHORITATIVE_ANSWER,
    questions: asked.questions!,
    answers: [{ type: 'A', name: asked.questions![0]!.name, ttl: 300, data: '192.0.2.1' }],
    ...more,
  })
  change?.(reply)
  return reply
}

describe('a query', () => {
  it('carries flags and EDNS 1232 as asked', () => {
    const decoded = packet.decode(sent({ recursionDesired: true, checkingDisabled: true, dnssecOk: true }))
    expect(decoded).toMatchObject({ id: 4711, flag_rd: true, flag_cd: true, flag_qr: false })
    expect(decoded.additionals![0]).toMatchObject({ type: 'OPT', udpPayloadSize: 1232, flag_do: true })
    expect(packet.decode(sent({ edns: false })).additionals).toEqual([])
  })

  it('can ask for HTTPS, which dns-packet cannot spell', () => {
    expect(sent({ type: 'HTTPS', edns: false }).readUInt16BE(28)).toBe(65)
  })

  it.each([
    ['an empty label', 'a..kota.test'],
    ['a label of 64', `${'a'.repeat(64)}.test`],
    ['a name of 254', `${`${'a'.repeat(49)}.`.repeat(5)}abcd`],
    ['a blank', 'ba ru.kota.test'],
    ['raw UTF-8', 'bärü.kota.test'],
    ['a NUL', 'ba\u0000ru.kota.test'],
  ])('is not sent for %s', (_, name) => expect(encodeQuery(query({ name }))).toBeNull())

  it('is not sent for a type that is not known', () => expect(encodeQuery(query({ type: 'ANY' }))).toBeNull())
})

describe('a reply', () => {
  it('is read with its flags, records and extended errors', () => {
    const to = sent()
    const opt = optOf(0, 3, ...Buffer.from('stale'))
    const gated = decodeReply(answered(to, { additionals: [opt] }), to)
    expect(gated).toMatchObject({
      ok: true,
      answer: {
        rcode: 'NOERROR',
        aa: true,
        tc: false,
        edns: true,
        extendedErrors: [{ code: 3, text: 'stale' }],
        answers: [{ name: 'baru.kota.test', type: 'A', ttl: 300, value: '192.0.2.1' }],
      },
    })
  })

  it('names the type by which a name is denied the compact way (RFC 9824 §2)', () => {
    const to = sent({ dnssecOk: true })
    const name = 'baru.kota.test'
    const data = { nextDomain: `\0.${name}`, rrtypes: ['RRSIG', 'NSEC', 'UNKNOWN_128'] }
    const nsec = { type: 'NSEC', name, ttl: 300, data } as packet.Answer
    const gated = decodeReply(answered(to, { answers: [], authorities: [nsec] }), to)
    const value = `\\000.${name} RRSIG NSEC NXNAME`
    expect(gated).toMatchObject({ answer: { authorities: [{ name, type: 'NSEC', value }] } })
  })

  it('may change the case of the question (RFC 4343)', () => {
    const to = sent({ name: 'BaRu.kota.test' })
    const reply = answered(to, {}, (raw) => raw.write('bArU', 13, 'latin1'))
    expect(decodeReply(reply, to)).toMatchObject({
      ok: true,
      answer: { answers: [{ name: 'baru.kota.test' }] },
    })
  })

  const soa = {
    mname: 'NS1.kota.test',
    rname: 'admin.kota.test',
    serial: 4294967295,
    refresh: 3600,
    retry: 1800,
    expire: 1209600,
    minimum: 300,
  }
  const rows: [string, packet.Answer, string][] = [
    ['AAAA', { type: 'AAAA', name: 'x.test', data: '2001:DB8:0:0:0:0:0:1' }, '2001:db8::1'],
    ['CNAME', { type: 'CNAME', name: 'x.test', data: 'Cdn.Example.' }, 'cdn.example'],
    ['NS', { type: 'NS', name: 'x.test', data: 'ns1.kota.test' }, 'ns1.kota.test'],
    [
      'SOA',
      { type: 'SOA', name: 'x.test', data: soa },
      'ns1.kota.test admin.kota.test 4294967295 3600 1800 1209600 300',
    ],
    [
      'MX',
      { type: 'MX', name: 'x.test', data: { preference: 10, exchange: 'mail.kota.test' } },
      '10 mail.kota.test',
    ],
    [
      'SRV',
      { type: 'SRV', name: 'x.test', data: { priority: 1, weight: 2, port: 443, target: 'a.test' } },
      '1 2 443 a.test',
    ],
    ['TXT', { type: 'TXT', name: 'x.test', data: ['v=spf1 -all', '\u001b[2J'] }, '"v=spf1 -all" "\\027[2J"'],
    [
      'CAA',
      { type: 'CAA', name: 'x.test', data: { flags: 0, tag: 'issue', value: 'ca.example' } },
      '0 issue "ca.example"',
    ],
    [
      'DS',
      {
        type: 'DS',
        name: 'x.test',
        data: { keyTag: 5, algorithm: 13, digestType: 2, digest: Buffer.from('ab', 'hex') },
      },
      '5 13 2 AB',
    ],
    [
      'DNSKEY',
      { type: 'DNSKEY', name: 'x.test', data: { flags: 257, algorithm: 13, key: Buffer.from('key') } },
      '257 3 13 a2V5',
    ],
    [
      'TLSA',
      {
        type: 'TLSA',
        name: 'x.test',
        data: { usage: 3, selector: 1, matchingType: 1, certificate: Buffer.from('0f', 'hex') },
      },
      '3 1 1 0F',
    ],
  ]
  it.each(rows)('shows %s in its usual form', (type, record, value) => {
    const to = sent()
    const gated = decodeReply(answered(to, { answers: [record] }), to)
    expect(gated).toMatchObject({ ok: true, answer: { answers: [{ name: 'x.test', type, value }] } })
  })

  it.each<[string, string, (raw: Buffer) => Buffer | void]>([
    ['another id', 'wrong_id', (raw) => void raw.writeUInt16BE(4712, 0)],
    ['another name', 'wrong_question', (raw) => void raw.write('c', 13, 'latin1')],
    ['another type', 'wrong_question', (raw) => void raw.writeUInt16BE(28, 28)],
    ['another class', 'wrong_question', (raw) => void raw.writeUInt16BE(3, 30)],
    ['no question', 'wrong_question', (raw) => void raw.writeUInt16BE(0, 4)],
    ['two questions', 'wrong_question', (raw) => void raw.writeUInt16BE(2, 4)],
    ['a query instead of a reply', 'malformed', (raw) => void raw.writeUInt16BE(0x0400, 2)],
    ['another opcode', 'malformed', (raw) => void raw.writeUInt16BE(0xa400, 2)],
    ['a cut record', 'malformed', (raw) => raw.subarray(0, raw.length - 2)],
    ['a lying address length', 'malformed', (raw) => void raw.writeUInt16BE(3, raw.length - 6)],
    ['more records than came', 'malformed', (raw) => void raw.writeUInt16BE(9, 6)],
    ['five octets', 'malformed', () => Buffer.from([0x12, 0x67, 0x80, 0, 0])],
    ['nothing', 'malformed', () => Buffer.alloc(0)],
  ])('is refused with %s', (_, reason, change) => {
    const to = sent()
    const whole = answered(to)
    expect(decodeReply(change(whole) ?? whole, to)).toMatchObject({ ok: false, reason })
  })

  it('keeps a dot inside a label from passing for two labels', () => {
    const to = sent({ name: 'a.b.test' })
    const reply = answered(to, { answers: [] })
    // The same octets, but one label `a.b` where two were asked for.
    const forged = Buffer.concat([reply.subarray(0, 12), Buffer.from([3, 97, 46, 98]), reply.subarray(16)])
    expect(decodeReply(forged, to)).toMatchObject({ ok: false, reason: 'wrong_question' })
  })

  it('cannot hide a record behind one that lies about its length', () => {
    const to = sent()
    const two = ['192.0.2.10', '192.0.2.99'].map((data): packet.Answer => ({
      type: 'A',
      name: 'baru.kota.test',
      ttl: 300,
      data,
    }))
    // NAPTR of four octets: read by its own fields it would swallow the address behind it.
    const reply = answered(to, { answers: two }, (raw) => raw.writeUInt16BE(35, raw.length - 44))
    expect(reply.readUInt16BE(reply.length - 14)).toBe(1)
    expect(decodeReply(reply, to)).toMatchObject({ ok: false, reason: 'malformed' })
  })

  it.each([3, 0x8001])('has records of class %s passed over', (other) => {
    const to = sent()
    const answer = answered(to, {}, (raw) => raw.writeUInt16BE(other, raw.length - 12))
    expect(decodeReply(answer, to)).toMatchObject({ ok: true, answer: { answers: [] } })
  })

  it('that was cut short still tells that it was', () => {
    const to = sent()
    const cut = answered(to, { flags: packet.TRUNCATED_RESPONSE }).subarray(0, 40)
    expect(decodeReply(cut, to)).toMatchObject({ ok: true, answer: { tc: true, answers: [] } })
  })

  it('without a question is taken for FORMERR only', () => {
    const to = sent()
    const bare = Buffer.alloc(12)
    bare.writeUInt16BE(4711, 0)
    bare.writeUInt16BE(0x8001, 2)
    expect(decodeReply(bare, to)).toMatchObject({ ok: true, answer: { rcode: 'FORMERR' } })
    bare.writeUInt16BE(0x8003, 2)
    expect(decodeReply(bare, to)).toMatchObject({ ok: false, reason: 'wrong_question' })
  })

  it('never makes the gate throw, however it is mutated', () => {
    const to = sent()
    const whole = answered(to, { answers: rows.map(([, record]) => record) })
    const edits = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(edits, fc.nat(whole.length), (changes, length) => {
        const mutated = Buffer.from(whole)
        for (const [at, octet] of changes) mutated[at] = octet
        mutated.writeUInt16BE(4711, 0)
        const gated = decodeReply(mutated.subarray(0, length), to)
        expect(gated.ok || ['malformed', 'wrong_id', 'wrong_question'].includes(gated.reason)).toBe(true)
      }),
      { numRuns: 3000, seed: 20261123 },
    )
  })
})
