/** The packet engine against scripted servers on loopback: whatever they do, each question ends once, and rightly. */
import { createServer } from 'node:net'
import packet from 'dns-packet'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createBatchedPort } from '../../checks/engine/batched.ts'
import { createBatch, DIFFERENT, OPEN, SAME, SILENT } from '../../checks/engine/batch.ts'
import type { Batch, Expected } from '../../checks/engine/batch.ts'
import { compare, CUT, EQUAL, ODD } from '../../checks/engine/compare.ts'
import { createDeadlines, WAITS } from '../../checks/engine/deadlines.ts'
import { createDgramPort } from '../../checks/engine/dgram.ts'
import { decode, says } from '../../checks/engine/decode.ts'
import { createEngine } from '../../checks/engine/engine.ts'
import type { Engine, EngineOptions } from '../../checks/engine/engine.ts'
import { createFlow, defaultPace } from '../../checks/engine/flow.ts'
import { kernel } from '../../checks/engine/kernel.ts'
import type { Port } from '../../checks/engine/port.ts'
import { reply, startFaultServer } from '../support/fault-dns.ts'
import type { FaultServer, Script } from '../support/fault-dns.ts'
import { loopback } from '../support/bind.ts'
import { optOf } from '../support/packets.ts'

const opened: { stop: () => Promise<void> }[] = []
const engines: Engine[] = []

afterEach(async () => {
  for (const engine of engines.splice(0)) engine.close()
  for (const one of opened.splice(0)) await one.stop()
})

async function server(script: Script, tcp: Script | null = null): Promise<FaultServer> {
  const running = await startFaultServer(loopback(), script, tcp)
  opened.push(running)
  return running
}

// Everything that crosses the network runs over each way into it.
const ways: [name: string, make: () => Port][] = [
  ['node:dgram', createDgramPort],
  ...(kernel ? [['batched calls', () => createBatchedPort(kernel!)] as [string, () => Port]] : []),
]
let way = createDgramPort

const fast = { pace: { perSecond: 1_000_000 } }

function engine(options: EngineOptions = fast): Engine {
  const made = createEngine({ port: way(), ...options })
  engines.push(made)
  return made
}

const address = (index: number) => `10.0.${(index >> 8) & 255}.${index & 255}`
const nameOf = (index: number) => `site-${index}.kota.example`
const indexIn = (name: string) => Number(/site-(\d+)/.exec(name)![1])
const one = (...values: string[]): Expected => ({ rcode: 'NOERROR', type: 'A', values })
const nothing: Expected = { rcode: 'NOERROR', type: null, values: [] }
const noName: Expected = { rcode: 'NXDOMAIN', type: null, values: [] }
const alias = (target: string): Expected => ({ rcode: 'NOERROR', type: 'CNAME', values: [target] })

/** Answers every `site-N` with the address of N, in the octets that servers write. */
const honest: Script = ({ name, query }) => [
  compressed(reply(query, { answers: [{ name, type: 'A', data: address(indexIn(name)) }] }), 1),
]

async function askAll(running: Engine, to: { address: string; port: number }, count: number): Promise<Batch> {
  const batch = createBatch(count)
  const number = running.server(to)
  for (let index = 0; index < count; index++) batch.add(number, nameOf(index), 'A', one(address(index)))
  return running.ask(batch)
}

const count = (batch: Batch, outcome: number) =>
  batch.outcomes.subarray(0, batch.size).filter((ended) => ended === outcome).length

async function askOne(script: Script, expected: Expected, tcp: Script | null = null) {
  const running = engine()
  const batch = createBatch(1)
  const to = await server(script, tcp)
  batch.add(running.server(to), nameOf(7), 'A', expected)
  await running.ask(batch)
  return {
    outcome: batch.outcomes[0],
    evidence: batch.evidence.get(0),
    tally: running.tally,
    heard: to.heard,
  }
}

describe.each(ways)('over %s', (_name, make) => {
  beforeEach(() => {
    way = make
  })

  describe('an honest server', () => {
    test('every name is found the same, whatever the order of batches', async () => {
      const running = engine()
      const to = await server(honest)
      const batches = await Promise.all([1, 500, 3, 1000].map((size) => askAll(running, to, size)))
      expect(batches.map((batch) => count(batch, SAME))).toEqual([1, 500, 3, 1000])
      expect(running.tally).toMatchObject({ same: 1504, different: 0, silent: 0, stray: 0, decoded: 0 })
    })

    test('falsified expectations, and only they, are reported, with the answer as evidence', async () => {
      const running = engine()
      const to = await server(honest)
      const batch = createBatch(600)
      const wrong = new Set<number>()
      for (let index = 0; index < 600; index++) {
        if (index % 37 === 0) wrong.add(index)
        const values = index % 37 === 0 ? '192.0.2.1' : address(index)
        batch.add(running.server(to), nameOf(index), 'A', one(values))
      }
      await running.ask(batch)
      expect(new Set(batch.evidence.keys())).toEqual(wrong)
      expect(count(batch, DIFFERENT)).toBe(wrong.size)
      expect(batch.evidence.get(37)).toMatchObject({
        transport: 'udp',
        outcome: { status: 'answered', rcode: 'NOERROR', answers: [{ type: 'A', value: address(37) }] },
      })
    })

    test('questions carry unguessable ids from several ports, and EDNS', async () => {
      const ports = new Set<number>()
      const ids = new Set<number>()
      const to = await server((heard, raw) => ({
        send(socket, from) {
          ports.add(from.port)
          ids.add(raw.readUInt16BE(0))
          expect(heard).toMatchObject({ edns: true, query: { flag_rd: false } })
          socket.send((honest(heard, raw) as Buffer[])[0]!, from.port, from.address)
        },
      }))
      await askAll(engine(), to, 400)
      expect(ports.size).toBeGreaterThanOrEqual(4)
      expect(ids.size).toBeGreaterThan(380)
    })
  })

  describe('what a name should hold', () => {
    const rows: [what: string, answer: Parameters<typeof reply>[1], expected: Expected, outcome: number][] = [
      ['NXDOMAIN as expected', { rcode: 3 }, noName, SAME],
      ['NXDOMAIN instead of an address', { rcode: 3 }, one('10.0.0.1'), DIFFERENT],
      ['no data as expected', {}, nothing, SAME],
      ['no data instead of NXDOMAIN', {}, noName, DIFFERENT],
      ['an address where nothing should be', { answers: [a('10.0.0.1')] }, nothing, DIFFERENT],
      [
        'a set in another order',
        { answers: [a('10.0.0.2'), a('10.0.0.1')] },
        one('10.0.0.1', '10.0.0.2'),
        SAME,
      ],
      ['a set with a repeat', { answers: [a('10.0.0.1'), a('10.0.0.1')] }, one('10.0.0.1'), SAME],
      [
        'a repeat in place of the other',
        { answers: [a('10.0.0.1'), a('10.0.0.1')] },
        one('10.0.0.1', '10.0.0.2'),
        DIFFERENT,
      ],
      ['a part of the set', { answers: [a('10.0.0.1')] }, one('10.0.0.1', '10.0.0.2'), DIFFERENT],
      ['more than the set', { answers: [a('10.0.0.1'), a('10.0.0.3')] }, one('10.0.0.1'), DIFFERENT],
      ['the alias', { answers: [c('Baru.Example')] }, alias('baru.example'), SAME],
      [
        'the alias and its target',
        { answers: [c('baru.example'), { ...a('10.9.9.9'), name: 'baru.example' }] },
        alias('baru.example'),
        SAME,
      ],
      ['another alias', { answers: [c('lama.example')] }, alias('baru.example'), DIFFERENT],
      ['an address for an alias', { answers: [a('10.0.0.1')] }, alias('baru.example'), DIFFERENT],
      ['an alias for an address', { answers: [c('baru.example')] }, one('10.0.0.1'), DIFFERENT],
      ['SERVFAIL', { rcode: 2 }, one('10.0.0.1'), DIFFERENT],
      ['not authoritative', { flags: 0, answers: [a('10.0.0.1')] }, one('10.0.0.1'), DIFFERENT],
      [
        'a name server beside the answer',
        {
          answers: [a('10.0.0.1')],
          authorities: [{ name: 'kota.example', type: 'NS', data: 'ns1.kota.example' }],
        },
        one('10.0.0.1'),
        SAME,
      ],
      [
        'an extended error',
        { answers: [a('10.0.0.1')], additionals: [optOf(0, 3)] },
        one('10.0.0.1'),
        DIFFERENT,
      ],
    ]
    function a(data: string) {
      return { name: nameOf(7), type: 'A' as const, data }
    }
    function c(data: string) {
      return { name: nameOf(7), type: 'CNAME' as const, data }
    }

    test.each(rows)('%s', async (_what, answer, expected, outcome) => {
      expect((await askOne(({ query }) => [reply(query, answer)], expected)).outcome).toBe(outcome)
    })
  })

  describe('a server or a path that misbehaves', () => {
    test('lost packets are asked again until all are answered, and none is wrong', async () => {
      let packets = 0
      const to = await server((heard, raw) => (++packets % 4 === 0 ? [] : honest(heard, raw)))
      const running = engine()
      const batch = await askAll(running, to, 800)
      expect(count(batch, SAME)).toBe(800)
      expect(running.tally.retries).toBeGreaterThan(200)
    })

    test('a question goes to the other server in turn where that is allowed', async () => {
      const mute = await server(() => [])
      const sound = await server(honest)
      const running = engine()
      const batch = createBatch(10)
      for (let index = 0; index < 10; index++)
        batch.add(running.server(mute), nameOf(index), 'A', one(address(index)), running.server(sound))
      // The second server's channels open while the first one is silent.
      await running.ask(batch)
      expect(count(batch, SAME)).toBe(10)
    })

    test('silence ends as silence, and says so', async () => {
      const to = await server(() => [])
      const running = engine({ ...fast, tries: 2 })
      const batch = await askAll(running, to, 5)
      expect(count(batch, SILENT)).toBe(5)
      expect(batch.evidence.get(4)).toMatchObject({ outcome: { status: 'timeout' } })
      expect(to.heard).toHaveLength(10)
    })

    test('a closed port is refused, not merely silent', async () => {
      const to = await server(honest)
      await opened.pop()!.stop()
      const running = engine({ ...fast, tries: 2 })
      const batch = await askAll(running, to, 3)
      expect(count(batch, SILENT)).toBe(3)
      expect(batch.evidence.get(0)).toMatchObject({ outcome: { status: 'refused' } })
    })

    test('forgeries with another id, question or source, queries and noise change nothing', async () => {
      const liar = await server(() => [])
      const to = await server((heard, raw) => ({
        send(socket, from) {
          const truth = (honest(heard, raw) as Buffer[])[0]!
          const lie = (change: (forged: Buffer) => void) => {
            const forged = reply(heard.query, {
              answers: [{ name: heard.name, type: 'A', data: '192.0.2.66' }],
            })
            change(forged)
            socket.send(forged, from.port, from.address)
          }
          lie((forged) => forged.writeUInt16BE(forged.readUInt16BE(0) ^ 0x5555, 0))
          lie((forged) => forged.write('x', 13))
          lie((forged) => forged.writeUInt8(forged.readUInt8(2) & 0x7f, 2))
          socket.send(Buffer.from([1, 2, 3]), from.port, from.address)
          socket.send(truth.subarray(0, truth.length - 2), from.port, from.address)
          socket.send(truth, from.port, from.address)
          socket.send(truth, from.port, from.address)
        },
      }))
      expect(liar.heard).toHaveLength(0)
      const running = engine()
      const batch = await askAll(running, to, 200)
      expect(count(batch, SAME)).toBe(200)
      // A changed id may by chance be that of another question.
      expect(running.tally.ignored).toBeGreaterThanOrEqual(600)
      expect(running.tally.stray).toBeGreaterThanOrEqual(500)
    })

    test('an answer from another source is never heard', async () => {
      const accomplices: Promise<void>[] = []
      const other = await server(() => [])
      const to = await server((heard) => ({
        send(_socket, from) {
          accomplices.push(
            import('node:dgram').then(({ createSocket }) => {
              const socket = createSocket('udp4')
              const lie = reply(heard.query, { answers: [{ name: heard.name, type: 'A', data: address(0) }] })
              return new Promise<void>((resolve) =>
                socket.bind(0, other.address, () =>
                  socket.send(lie, from.port, from.address, () => socket.close(() => resolve())),
                ),
              )
            }),
          )
        },
      }))
      const running = engine({ ...fast, tries: 1 })
      const batch = await askAll(running, to, 1)
      await Promise.all(accomplices)
      expect(count(batch, SILENT)).toBe(1)
    })

    test('an answer that comes after its try was given up is counted and not used', async () => {
      const to = await server((heard, raw) => ({
        send(socket, from) {
          const told = (honest(heard, raw) as Buffer[])[0]!
          setTimeout(() => socket.send(told, from.port, from.address), WAITS[4] + 250)
        },
      }))
      const running = engine({ ...fast, tries: 1 })
      const first = await askAll(running, to, 3)
      expect(count(first, SILENT)).toBe(3)
      await new Promise((resolve) => setTimeout(resolve, 500))
      expect(running.tally).toMatchObject({ same: 0, silent: 3, late: 3 })
    })

    test('closing ends every open question once', async () => {
      const to = await server(() => [])
      const running = engine()
      const asking = askAll(running, to, 5000)
      await new Promise((resolve) => setTimeout(resolve, 50))
      running.close()
      const batch = await asking
      expect(count(batch, SILENT)).toBe(5000)
      expect(count(batch, OPEN)).toBe(0)
      expect(await askAll(running, to, 3).then((late) => count(late, SILENT))).toBe(3)
    })
  })

  describe('truncated answers', () => {
    const cut: Script = ({ query }) => [
      reply(query, { flags: packet.AUTHORITATIVE_ANSWER | packet.TRUNCATED_RESPONSE }),
    ]

    /** TCP with framing across chunks; closes each connection after `most` answers. */
    async function overTcp(port: number, host: string, most = Infinity) {
      let connections = 0
      const listening = createServer((socket) => {
        connections++
        let rest = Buffer.alloc(0)
        let answered = 0
        socket.on('error', () => {})
        socket.on('data', (chunk) => {
          rest = Buffer.concat([rest, chunk])
          while (rest.length > 2 && rest.length >= rest.readUInt16BE(0) + 2) {
            const query = packet.decode(rest.subarray(2))
            rest = rest.subarray(rest.readUInt16BE(0) + 2)
            const { name } = query.questions![0]!
            const told = reply(query, { answers: [{ name, type: 'A', data: address(indexIn(name)) }] })
            const length = Buffer.from([told.length >> 8, told.length & 255])
            // In two pieces, as networks may.
            socket.write(Buffer.concat([length, told.subarray(0, 5)]))
            socket.write(told.subarray(5))
            if (++answered === most) socket.end()
          }
        })
      })
      await new Promise<void>((resolve) => listening.listen(port, host, resolve))
      opened.push({ stop: () => new Promise<void>((resolve) => listening.close(() => resolve())) })
      return { connections: () => connections }
    }

    test('are asked again over few connections, many questions in each', async () => {
      const to = await server(cut)
      const tcp = await overTcp(to.port, to.address)
      const running = engine()
      const batch = await askAll(running, to, 300)
      expect(count(batch, SAME)).toBe(300)
      expect(running.tally.overTcp).toBe(300)
      expect(tcp.connections()).toBeLessThanOrEqual(4)
      running.close()
    })

    test('survive a server that closes its connections in between', async () => {
      const to = await server(cut)
      await overTcp(to.port, to.address, 100)
      const running = engine()
      const batch = await askAll(running, to, 150)
      expect(count(batch, SAME) + count(batch, SILENT)).toBe(150)
      expect(count(batch, SAME)).toBeGreaterThan(100)
      running.close()
    })

    test('are silence where TCP is refused', async () => {
      const { outcome, evidence } = await askOne(cut, one(address(7)))
      expect(outcome).toBe(SILENT)
      expect(evidence).toMatchObject({ transport: 'tcp', outcome: { status: 'refused' } })
    })
  })

  test('IPv6, and more in one burst than one call takes', async () => {
    const to = await startFaultServer('::1', honest, null)
    opened.push(to)
    const batch = await askAll(engine({ pace: { ...fast.pace, window: 600, mostAtOnce: 600 } }), to, 600)
    expect(count(batch, SAME)).toBe(600)
  })

  test('a reply far longer than any question allows is no answer, and harms none', async () => {
    const to = await server((heard, raw) => [
      Buffer.alloc(20_000, raw.subarray(0, 40)),
      ...(honest(heard, raw) as Buffer[]),
    ])
    const batch = await askAll(engine(), to, 100)
    expect(count(batch, SAME)).toBe(100)
  })
})

test.runIf(process.platform === 'linux')(
  'this machine has the batched calls, and they pass their own test',
  () => {
    expect(kernel).not.toBeNull()
  },
)

describe('the parts', () => {
  const addresses = fc.uniqueArray(fc.ipV4(), { minLength: 1, maxLength: 8 })

  test('in place or decoded, the comparison says the same, for any two sets', () => {
    fc.assert(
      fc.property(addresses, addresses, fc.boolean(), fc.boolean(), (wanted, seen, equal, repeat) => {
        const batch = createBatch(1)
        expect(batch.add(0, nameOf(1), 'A', one(...wanted))).toBe(0)
        const shown = equal ? wanted.toReversed() : seen
        const set = repeat ? [...shown, shown[0]!] : shown
        const questions = [{ name: nameOf(1), type: 'A' as const, class: 'IN' as const }]
        const answers = set.map((data) => ({ name: nameOf(1), type: 'A' as const, data }))
        const query = packet.encode({ type: 'query', id: 5, questions })
        const raw = packet.encode({
          type: 'response',
          id: 5,
          flags: packet.AUTHORITATIVE_ANSWER,
          questions,
          answers,
        })
        // dns-packet writes names in full; servers point back to the question.
        const pointed = compressed(raw, answers.length)
        const same =
          new Set(wanted).size === new Set(shown).size && shown.every((one) => wanted.includes(one))
        const verdict = compare(
          pointed,
          0,
          pointed.length,
          batch.octets,
          batch.questionAt[0]!,
          batch.expectedAt[0]!,
        )
        expect(verdict).toBe(same ? EQUAL : ODD)
        for (const octets of [raw, pointed]) {
          const gated = decode(octets, 0, octets.length, query)
          expect(gated.ok && says(gated.answer, batch, 0)).toBe(same)
        }
      }),
    )
  })

  test('no octets whatsoever are taken for the answer, unless they are', () => {
    const batch = createBatch(1)
    batch.add(0, nameOf(1), 'A', one('10.1.2.3'))
    const questions = [{ name: nameOf(1), type: 'A' as const, class: 'IN' as const }]
    const answers = [{ name: nameOf(1), type: 'A' as const, data: '10.1.2.3' }]
    const good = compressed(
      packet.encode({ type: 'response', id: 5, flags: packet.AUTHORITATIVE_ANSWER, questions, answers }),
      1,
    )
    const judge = (octets: Buffer) =>
      compare(octets, 0, octets.length, batch.octets, batch.questionAt[0]!, batch.expectedAt[0]!)
    expect(judge(good)).toBe(EQUAL)
    // Flags that do not matter, and the TTL.
    const free = (at: number, bit: number) =>
      at < 2 ||
      (at === 2 && bit === 0) ||
      (at === 3 && bit >= 4) ||
      (at >= good.length - 10 && at < good.length - 6)
    for (let at = 0; at < good.length; at++) {
      for (let bit = 0; bit < 8; bit++) {
        const bent = Buffer.from(good)
        bent[at]! ^= 1 << bit
        const cutBit = at === 2 && bit === 1
        expect([at, bit, judge(bent)]).toEqual([at, bit, cutBit ? CUT : free(at, bit) ? EQUAL : ODD])
      }
    }
    for (let length = 0; length < good.length; length++) expect(judge(good.subarray(0, length))).toBe(ODD)
    fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (noise) => judge(Buffer.from(noise)) === ODD))
  })

  test('deadlines come due in time and once, in any order of adding and removing', () => {
    const step = fc.record({
      slot: fc.nat(19),
      wait: fc.nat(WAITS.length - 1),
      drop: fc.boolean(),
      passMs: fc.nat(400),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const deadlines = createDeadlines(20)
        const model = new Map<number, number>()
        let nowMs = 0
        for (const { slot, wait, drop, passMs } of steps) {
          nowMs += passMs
          const due = [...model].filter(([, at]) => at <= nowMs).map(([one]) => one)
          const expired: number[] = []
          deadlines.expire(nowMs, (one) => void expired.push(one))
          expect(expired.toSorted()).toEqual(due.toSorted())
          for (const one of due) model.delete(one)
          if (drop) {
            deadlines.remove(slot)
            model.delete(slot)
          } else if (!model.has(slot)) {
            deadlines.add(slot, wait, nowMs)
            model.set(slot, nowMs + WAITS[wait]!)
          }
        }
      }),
    )
  })

  test('the window stays small on a short path, follows latency on a long one, and halves on heavy loss only', () => {
    const run = (tookMs: number, lost: (n: number) => boolean, perSecond: number) => {
      const flow = createFlow({ ...defaultPace, perSecond }, 0)
      let n = 0
      for (let nowMs = 0; nowMs < 10_000; nowMs += 10) {
        for (let sent = Math.min(flow.room(0, nowMs), perSecond / 100); sent > 0; sent--) {
          flow.sent()
          if (lost(++n)) flow.missed(200)
          else flow.answered(tookMs)
        }
      }
      return flow.window
    }
    expect(run(1, () => false, 2000)).toBe(128)
    expect(run(40, () => false, 100_000)).toBeGreaterThan(4000 * 0.9)
    expect(run(1, (n) => n % 20 === 0, 2000)).toBeGreaterThanOrEqual(128 * 0.8)
    expect(run(1, (n) => n % 4 === 0, 20_000)).toBeLessThan(32)
  })

  test('what cannot be sent or expected is refused, and the batch goes on', () => {
    const batch = createBatch(3)
    expect(batch.add(0, 'a b.example', 'A', nothing)).toBe(-1)
    expect(batch.add(0, `${'x'.repeat(64)}.example`, 'A', nothing)).toBe(-1)
    expect(batch.add(0, 'a..example', 'A', nothing)).toBe(-1)
    expect(batch.add(0, 'a.example', 'A', one('10.0.0.256'))).toBe(-1)
    expect(batch.add(0, 'a.example', 'A', one())).toBe(-1)
    expect(
      batch.add(0, 'a.example', 'AAAA', { rcode: 'NOERROR', type: 'AAAA', values: ['2001:db8::1'] }),
    ).toBe(0)
    expect(batch.size).toBe(1)
  })
})

/** The same reply with each answer's owner as a pointer to the question. */
function compressed(raw: Buffer, answers: number): Buffer {
  const name = raw.indexOf(0, 12) + 1 - 12
  const parts = [raw.subarray(0, 12 + name + 4)]
  let at = 12 + name + 4
  for (let record = 0; record < answers; record++) {
    const tail = raw.subarray(at + name, at + name + 14)
    parts.push(Buffer.from([0xc0, 0x0c]), tail)
    at += name + 14
  }
  return Buffer.concat(parts)
}
