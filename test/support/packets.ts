/** Random and mutated DNS replies from a seed, and a second, plain reading of them to hold the first one to. */
import packet from 'dns-packet'

export type Random = (below: number) => number

/** An OPT record that carries one extended error (RFC 8914): two octets of code, then text. */
export const optOf = (...error: number[]) =>
  ({
    type: 'OPT',
    name: '.',
    udpPayloadSize: 1232,
    extendedRcode: 0,
    ednsVersion: 0,
    flags: 0,
    flag_do: false,
    options: [{ code: 15, data: Buffer.from(error) }],
  }) as unknown as packet.OptAnswer

/** Mulberry32: small, seeded, and good enough to break things. */
export function random(seed: number): Random {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

const u16 = (...values: number[]): Buffer =>
  Buffer.from(values.flatMap((value) => [(value >> 8) & 255, value & 255]))

/** Replies to `query` as honest servers send them: right, other, absent, aliased, signed, long, with names compressed. */
export function honestReplies(query: Buffer): Buffer[] {
  const { id, questions } = packet.decode(query)
  const name = questions![0]!.name
  const zone = name.slice(name.indexOf('.') + 1)
  const a = (data: string, owner = name): packet.Answer => ({ type: 'A', name: owner, ttl: 300, data })
  const alias = (data: string): packet.Answer => ({ type: 'CNAME', name, ttl: 300, data })
  const soa: packet.Answer = {
    type: 'SOA',
    name: zone,
    ttl: 300,
    data: {
      mname: `ns1.${zone}`,
      rname: `a.${zone}`,
      serial: 1,
      refresh: 3600,
      retry: 1800,
      expire: 604800,
      minimum: 300,
    },
  }
  const signature = {
    type: 'RRSIG',
    name,
    ttl: 300,
    data: {
      typeCovered: 'A',
      algorithm: 13,
      labels: name.split('.').length,
      originalTTL: 300,
      expiration: 1_900_000_000,
      inception: 1_700_000_000,
      keyTag: 7,
      signersName: zone,
      signature: Buffer.alloc(64, 7),
    },
  } as packet.Answer
  const opt = optOf(0, 3, 115, 116)
  const build = (rcode: number, rest: Partial<packet.Packet>, flags = packet.AUTHORITATIVE_ANSWER): Buffer =>
    packet.encode({ type: 'response', id: id!, flags: flags | rcode, questions: questions!, ...rest })
  const encoded = build(0, { answers: [] })
  const compressed = (...data: number[][]): Buffer => {
    const head = Buffer.from(encoded)
    head.writeUInt16BE(data.length, 6)
    const records = data.map((octets) => Buffer.concat([u16(0xc00c, 1, 1, 0, 300, 4), Buffer.from(octets)]))
    return Buffer.concat([head, ...records])
  }
  return [
    build(0, { answers: [a('192.0.2.10')] }),
    build(0, { answers: [a('192.0.2.10')], additionals: [opt] }),
    build(0, { answers: [a('192.0.2.10'), signature], additionals: [opt] }),
    build(0, { answers: [a('192.0.2.10'), a('192.0.2.99')] }),
    build(0, { answers: [a('192.0.2.99')], authorities: [a('192.0.2.10')], additionals: [a('192.0.2.10')] }),
    build(0, { answers: [alias('web.example'), a('192.0.2.10', 'web.example')] }),
    build(0, { answers: [alias(name)] }),
    build(0, { authorities: [soa], additionals: [opt] }),
    build(3, { authorities: [soa] }),
    build(0, { authorities: [{ type: 'NS', name: zone, ttl: 300, data: `ns1.${zone}` }] }, 0),
    build(2, {}, 0),
    build(5, { additionals: [opt] }, 0),
    build(0, { answers: [{ type: 'TXT', name, ttl: 300, data: ['x'.repeat(200), 'y'] }, soa] }),
    build(0, { answers: Array.from({ length: 40 }, (_, n) => a(`192.0.2.${n}`)) }),
    compressed([192, 0, 2, 10]),
    compressed([192, 0, 2, 99], [192, 0, 2, 10]),
    encoded,
  ]
}

const CURIOUS = [0, 1, 2, 4, 12, 16, 28, 41, 46, 63, 64, 127, 128, 191, 192, 193, 254, 255]

/** One packet: a reply changed here and there, two grafted together, or noise behind the query's id or question. */
export function nextPacket(query: Buffer, replies: readonly Buffer[], rnd: Random): Buffer {
  const pick = () => replies[rnd(replies.length)]!
  const noise = (length: number) => Buffer.from(Array.from({ length }, () => rnd(256)))
  let made: Buffer = Buffer.from(pick())
  const way = rnd(20)
  if (way === 0) made = noise(rnd(400))
  else if (way === 1) made = Buffer.concat([made.subarray(0, query.length - 11), noise(rnd(200))])
  else if (way < 4) made = Buffer.concat([made.subarray(0, rnd(made.length)), pick().subarray(rnd(60))])
  for (let edits = way === 19 ? 0 : 1 + rnd(rnd(4) === 0 ? 24 : 4); edits > 0; edits--)
    made = edited(made, rnd)
  // Most are let past the first hurdles: what is refused at the id exercises nothing behind it.
  const kept = rnd(10)
  const from = kept < 2 ? null : kept < 5 ? 2 : query.length
  if (from !== null && made.length >= 12) query.copy(made, 0, 0, 2)
  if (from !== null && from > 2 && made.length >= 32) {
    made.writeUInt16BE((made.readUInt16BE(2) | 0x8000) & 0x87ff, 2)
    made.writeUInt16BE(1, 4)
    // The question without the EDNS record that follows it in the query.
    query.copy(made, 12, 12, Math.min(made.length, questionEnd(query)))
    if (rnd(2) === 0) made.writeUInt16BE(made.readUInt16BE(2) | 0x0400, 2)
  }
  return made
}

function edited(made: Buffer, rnd: Random): Buffer {
  if (made.length === 0) return made
  const at = rnd(made.length)
  switch (rnd(9)) {
    case 0:
      made[at] = made[at]! ^ (1 << rnd(8))
      return made
    case 1:
      made[at] = rnd(256)
      return made
    case 2:
      made[at] = CURIOUS[rnd(CURIOUS.length)]!
      return made
    case 3:
      if (at + 1 < made.length) made.writeUInt16BE(0xc000 | rnd(made.length + 4), at)
      return made
    case 4:
      return Buffer.from(made.subarray(0, at))
    case 5:
      return Buffer.concat([
        made.subarray(0, at),
        Buffer.from([CURIOUS[rnd(CURIOUS.length)]!]),
        made.subarray(at),
      ])
    case 6:
      return Buffer.concat([made.subarray(0, at), made.subarray(at + 1 + rnd(8))])
    case 7:
      if (made.length >= 12) made.writeUInt16BE(rnd(rnd(2) === 0 ? 4 : 65536), 4 + 2 * rnd(4))
      return made
    default: {
      const part = made.subarray(at, at + rnd(40))
      return Buffer.concat([made.subarray(0, at), part, made.subarray(at)])
    }
  }
}

function questionEnd(query: Buffer): number {
  let at = 12
  while (query[at] !== 0) at += query[at]! + 1
  return at + 5
}

export type PlainReading = {
  id: number
  reply: boolean
  opcode: number
  aa: boolean
  tc: boolean
  rcode: number
  questions: { name: string; type: number; class: number }[]
  answers: { name: string; type: number; class: number; data: string }[]
}

/** What a reply says when read by the book and nothing else (RFC 1035 §4); null when it cannot be. */
export function readPlainly(raw: Buffer): PlainReading | null {
  try {
    return new Reader(raw).read()
  } catch (thrown) {
    if (thrown instanceof RangeError) return null
    throw thrown
  }
}

class Reader {
  private readonly raw: Buffer
  private at = 0
  constructor(raw: Buffer) {
    this.raw = raw
  }

  read(): PlainReading {
    const id = this.word()
    const flags = this.word()
    const [asked, answered, authority, additional] = [this.word(), this.word(), this.word(), this.word()]
    const questions = this.times(asked, () => ({ name: this.name(), type: this.word(), class: this.word() }))
    const answers = this.times(answered, () => this.record())
    const rest = this.times(authority + additional, () => this.record())
    // The upper bits of the rcode stand where other records have a TTL (RFC 6891 §6.1.3).
    const extended = rest.find(({ type }) => type === 41)?.ttl ?? 0
    return {
      id,
      reply: flags >= 0x8000,
      opcode: (flags >> 11) & 15,
      aa: (flags & 0x400) > 0,
      tc: (flags & 0x200) > 0,
      rcode: ((extended >>> 24) << 4) | (flags & 15),
      questions,
      answers,
    }
  }

  private times<T>(count: number, one: () => T): T[] {
    const all: T[] = []
    for (let left = count; left > 0; left--) all.push(one())
    return all
  }

  private octet(at: number): number {
    if (at >= this.raw.length) throw new RangeError('cut off')
    return this.raw[at]!
  }

  private word(): number {
    this.at += 2
    return (this.octet(this.at - 2) << 8) | this.octet(this.at - 1)
  }

  private name(): string {
    const labels: string[] = []
    let here = this.at
    let jumped = false
    for (let steps = 0; steps < 300; steps++) {
      const length = this.octet(here)
      const next = length >= 192 ? ((length & 63) << 8) | this.octet(here + 1) : here + length + 1
      if (!jumped) this.at = length >= 192 ? here + 2 : next
      if (length === 0) return labels.join(' ')
      if (length >= 192) jumped = true
      else labels.push(this.raw.toString('latin1', here + 1, next).toLowerCase())
      here = next
    }
    throw new RangeError('a name without end')
  }

  private record() {
    const record = { name: this.name(), type: this.word(), class: this.word() }
    const ttl = this.word() * 65536 + this.word()
    const length = this.word()
    this.at += length
    if (this.at > this.raw.length) throw new RangeError('cut off')
    return { ...record, ttl, data: [...this.raw.subarray(this.at - length, this.at)].join('.') }
  }
}
