/** One server, one question: what is believed, what is tried again, and how each silence is named. */
import packet from 'dns-packet'
import { afterEach, describe, expect, it } from 'vitest'
import { createAsk } from '../../checks/dns/ask.ts'
import type { Asked, AskOptions } from '../../checks/dns/ask.ts'
import { formatEndpoint } from '../../server/core/address.ts'
import { loopback } from '../support/bind.ts'
import { reply, startFaultServer } from '../support/fault-dns.ts'
import type { FaultServer, Script } from '../support/fault-dns.ts'

const servers: FaultServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()))
})

async function serve(script: Script, tcp: Script | null = script): Promise<FaultServer> {
  const server = await startFaultServer(loopback(), script, tcp)
  servers.push(server)
  return server
}

async function ask(
  { address, port }: { address: string; port: number },
  more: Partial<Asked> = {},
  options: Partial<AskOptions> = {},
) {
  const asker = createAsk({
    now: () => new Date('2026-11-24T00:00:00Z'),
    allow: ['127.0.0.0/8'],
    connect: {},
    trusted: new Set(),
    ca: null,
    timeoutMs: 80,
    tries: 3,
    ...options,
  })
  try {
    const server = { name: 'ns1.kota.test', address, port }
    const asked = {
      role: 'authoritative',
      purpose: 'new',
      zone: 'kota.test',
      server,
      name: 'baru.kota.test',
      type: 'A',
    } as const
    return await asker.ask({ ...asked, ...more })
  } finally {
    await asker.close()
  }
}

/** Our own id and question, and a count of records that never come. */
function broken(raw: Buffer): Buffer {
  const message = Buffer.from(raw)
  message.writeUInt16BE(0x8400, 2)
  message.writeUInt16BE(5, 6)
  return message
}

const record = (data: string): packet.Answer => ({ type: 'A', name: 'baru.kota.test', ttl: 300, data })
const good: Script = ({ query }) => [reply(query, { answers: [record('192.0.2.1')] })]
const values = (seen: Awaited<ReturnType<typeof ask>>) =>
  seen.outcome.status === 'answered' ? seen.outcome.answers.map(({ value }) => value) : seen.outcome.status

describe('a good answer', () => {
  it('is believed, and says how it was got', async () => {
    const seen = await ask(await serve(good))
    expect(seen).toMatchObject({
      transport: 'udp',
      ignored: 0,
      at: '2026-11-24T00:00:00.000Z',
      recursionDesired: false,
    })
    expect(values(seen)).toEqual(['192.0.2.1'])
    expect(seen.withoutEdns).toBeUndefined()
  })

  it.each<[string, Script]>([
    [
      'a reply with another id',
      ({ query }) => [reply({ ...query, id: query.id! ^ 1 }, { answers: [record('203.0.113.66')] })],
    ],
    [
      'a reply to another question',
      ({ query }) => [
        reply(
          { ...query, questions: [{ type: 'A', name: 'lain.test' }] },
          { answers: [record('203.0.113.66')] },
        ),
      ],
    ],
    ['garbage', () => [Buffer.from('not a DNS message at all')]],
    ['a short datagram', () => [Buffer.from([1, 2, 3])]],
  ])('is found behind %s', async (_, lie) => {
    const server = await serve((heard, raw) => [
      ...(lie(heard, raw) as Buffer[]),
      ...(good(heard, raw) as Buffer[]),
    ])
    const seen = await ask(server)
    expect(values(seen)).toEqual(['192.0.2.1'])
    expect(seen.ignored).toBe(1)
  })

  it('comes at the second try when the first is lost', async () => {
    let lost = false
    const server = await serve((heard, raw) => {
      if (lost) return good(heard, raw)
      lost = true
      return []
    })
    expect(values(await ask(server))).toEqual(['192.0.2.1'])
  })
})

describe('silence has a name', () => {
  it.each<[string, string, Script]>([
    ['timeout', 'nothing comes', () => []],
    ['wrong_id', 'only another id comes', ({ query }) => [reply({ ...query, id: query.id! ^ 1 })]],
    [
      'wrong_question',
      'only another question comes',
      ({ query }) => [reply({ ...query, questions: [{ type: 'A', name: 'x.test' }] })],
    ],
    ['malformed', 'only broken messages come', (_, raw) => [broken(raw)]],
  ])('%s, when %s', async (status, _, script) => {
    expect((await ask(await serve(script))).outcome.status).toBe(status)
  })

  it('wrong_source, when another address answers', async () => {
    const other = await startFaultServer(loopback(), () => [])
    servers.push(other)
    const server = await serve(({ query }) => ({
      send: (_, from) => {
        const liar = packet.encode({ ...packet.decode(reply(query, { answers: [record('203.0.113.66')] })) })
        void import('node:dgram').then(({ createSocket }) => {
          const socket = createSocket('udp4')
          socket.bind(0, other.address, () =>
            socket.send(liar, from.port, from.address, () => socket.close()),
          )
        })
      },
    }))
    const seen = await ask(server)
    expect(seen.outcome.status).toBe('wrong_source')
    expect(seen.ignored).toBeGreaterThan(0)
  })

  it('refused, when nobody listens, and at once', async () => {
    const server = await startFaultServer(loopback(), () => [])
    await server.stop()
    const seen = await ask(server)
    expect(seen.outcome.status).toBe('refused')
    expect(seen.elapsedMs).toBeLessThan(70)
  })

  it('not_allowed, when the guard forbids the address, unless it is the operator who gave it', async () => {
    const server = await serve(good)
    expect((await ask(server, {}, { allow: [] })).outcome.status).toBe('not_allowed')
    expect(server.heard).toEqual([])
    const trusting = (given: string) => ask(server, {}, { allow: [], trusted: new Set([given]) })
    expect(values(await trusting(formatEndpoint(server)))).toEqual(['192.0.2.1'])
    // The operator's word for one port is none for another at the same address.
    expect((await trusting(server.address)).outcome.status).toBe('not_allowed')
  })

  it('not_sent, when the name cannot be put in a packet', async () => {
    const server = await serve(good)
    expect((await ask(server, { name: 'a..b' })).outcome.status).toBe('not_sent')
    expect(server.heard).toEqual([])
  })

  it('timeout, when the whole look has run out of time', async () => {
    const server = await serve(good)
    expect((await ask(server, { deadlineAt: performance.now() - 1 })).outcome.status).toBe('timeout')
    expect(server.heard).toEqual([])
  })
})

describe('truncation', () => {
  const cut: Script = ({ query }) => [
    reply(query, {
      flags: packet.AUTHORITATIVE_ANSWER | packet.TRUNCATED_RESPONSE,
      answers: [record('203.0.113.66')],
    }),
  ]
  it('is repeated over TCP', async () => {
    const seen = await ask(await serve(cut, good))
    expect(values(seen)).toEqual(['192.0.2.1'])
    expect(seen).toMatchObject({ transport: 'tcp', truncated: true })
  })

  it('is never judged by its cut answer, even when TCP is closed', async () => {
    expect((await ask(await serve(cut, null))).outcome.status).toBe('refused')
  })

  it('over TCP skips replies that are not ours', async () => {
    const seen = await ask(
      await serve(cut, (heard, raw) => [
        reply({ ...heard.query, id: heard.query.id! ^ 1 }),
        ...(good(heard, raw) as Buffer[]),
      ]),
    )
    expect(values(seen)).toEqual(['192.0.2.1'])
    expect(seen.ignored).toBe(1)
  })
})

describe('EDNS', () => {
  it.each([
    ['FORMERR', 1],
    ['NOTIMP', 4],
  ])('is left out after %s', async (name, rcode) => {
    const server = await serve((heard, raw) =>
      heard.edns ? [reply(heard.query, { rcode })] : good(heard, raw),
    )
    const seen = await ask(server)
    expect(values(seen)).toEqual(['192.0.2.1'])
    expect(seen.withoutEdns).toBe(name)
  })

  it('is left out after silence', async () => {
    const server = await serve((heard, raw) => (heard.edns ? [] : good(heard, raw)))
    const seen = await ask(server)
    expect(values(seen)).toEqual(['192.0.2.1'])
    expect(seen.withoutEdns).toBe('silence')
  })

  it('is not missed when a server simply ignores it', async () => {
    expect((await ask(await serve(good))).withoutEdns).toBeUndefined()
  })
})

describe('another address to dial', () => {
  it('is dialled where the DNS gave the first, port included', async () => {
    const server = await serve(good)
    const seen = await ask(
      { address: '192.0.2.53', port: 53 },
      {},
      { allow: [], connect: { '192.0.2.53': `${server.address}#${server.port}` } },
    )
    expect(values(seen)).toEqual(['192.0.2.1'])
    expect(seen.server.address).toBe('192.0.2.53')
  })
})

describe('a socket', () => {
  /** Asks one question after another through one asker; gives what was seen, and the ports it came from. */
  async function ports(script: (count: number) => (honest: Buffer) => Buffer[], times: number) {
    const from: number[] = []
    const server = await startFaultServer(loopback(), ({ query }) => ({
      send: (socket, { port, address }) => {
        from.push(port)
        const honest = reply(query, { answers: [record('192.0.2.1')] })
        for (const one of script(from.length)(honest)) socket.send(one, port, address)
      },
    }))
    servers.push(server)
    const asker = createAsk({
      now: () => new Date('2026-11-24T00:00:00Z'),
      allow: ['127.0.0.0/8'],
      connect: {},
      trusted: new Set(),
      ca: null,
      timeoutMs: 500,
      tries: 1,
    })
    const asked = {
      role: 'authoritative',
      purpose: 'new',
      zone: 'kota.test',
      name: 'baru.kota.test',
    } as const
    const seen = []
    for (let time = 0; time < times; time++)
      seen.push(await asker.ask({ ...asked, server: { name: null, ...server }, type: 'A' }))
    await asker.close()
    return { from, ignored: seen.map((one) => one.ignored), values: seen.map(values) }
  }
  const otherId = (honest: Buffer) => {
    const lie = Buffer.from(honest)
    lie.writeUInt16BE((lie.readUInt16BE(0) + 1) & 0xffff, 0)
    return lie
  }

  it('serves many questions, and not for ever', async () => {
    const { from, ignored } = await ports(() => (honest) => [honest], 70)
    expect(new Set(from).size).toBe(3)
    expect(new Set(ignored)).toEqual(new Set([0]))
  })

  it('is given up after anything odd', async () => {
    const {
      from,
      ignored,
      values: all,
    } = await ports((count) => (honest) => (count === 2 ? [otherId(honest), honest] : [honest]), 3)
    expect(from[1]).toBe(from[0])
    expect(from[2]).not.toBe(from[1])
    expect(ignored).toEqual([0, 1, 0])
    expect(all).toEqual([['192.0.2.1'], ['192.0.2.1'], ['192.0.2.1']])
  })

  it('takes a second copy of the reply before for nothing', async () => {
    const { ignored } = await ports(() => (honest) => [honest, honest], 20)
    expect(new Set(ignored)).toEqual(new Set([0]))
  })
})
