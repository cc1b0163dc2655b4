/** Dynamic updates against a real BIND with real keys: what is applied, what is refused, and what is not believed. */
import { execFile, execFileSync } from 'node:child_process'
import { createServer, type Server, type Socket } from 'node:net'
import { promisify } from 'node:util'
import packet from 'dns-packet'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createUpdater, type TsigKey } from '../../checks/index.ts'
import { outcomeOf } from '../../checks/update/index.ts'
import { encodeUpdate } from '../../checks/update/message.ts'
import { sign, verify } from '../../checks/update/tsig.ts'
import { tsigAlgorithms, type TsigAlgorithm, type UpdateRecord } from '../../server/core/update.ts'
import { loopback, startBind, type Bind } from '../support/bind.ts'
import { needs } from '../support/programs.ts'

const ZONE = 'kunci.test'
const NEW = `baru.${ZONE}`
const OLD = `lama.${ZONE}`
const a = (name: string, value: string, ttl = 300): UpdateRecord => ({ name, type: 'A', ttl, value })
const nothing = { prerequisites: [], remove: [], add: [] }
const run = promisify(execFile)

const zoneText = (zone: string) => `$TTL 14400
@ IN SOA ns1.${zone}. host.${zone}. 2026112401 3600 7200 1209600 3600
@ IN NS ns1.${zone}.
ns1 IN A 127.0.0.1
lama IN A 192.0.2.1
www IN CNAME lama
`

/** A key as `tsig-keygen` makes it: the clause for BIND, and the same for us. */
function keygen(name: string, algorithm: TsigAlgorithm): { clause: string; key: TsigKey } {
  const clause = execFileSync('tsig-keygen', ['-a', algorithm, name], { encoding: 'utf8' })
  return {
    clause,
    key: { name, algorithm, secret: Buffer.from(/secret "([^"]+)"/.exec(clause)![1]!, 'base64') },
  }
}

describe('the messages', () => {
  test('are read by another decoder as they were meant', () => {
    const message = encodeUpdate({
      id: 7,
      zone: ZONE,
      prerequisites: [{ is: 'exactly', records: [a(OLD, '192.0.2.1')] }],
      remove: [],
      add: [a(NEW, '192.0.2.2'), { name: NEW, type: 'AAAA', ttl: 60, value: '2001:db8::1' }],
    })!
    const read = packet.decode(message)
    expect(read.questions).toMatchObject([{ name: ZONE, type: 'SOA', class: 'IN' }])
    expect(read.answers).toMatchObject([{ name: OLD, type: 'A', ttl: 0, data: '192.0.2.1' }])
    expect(read.authorities).toMatchObject([
      { name: NEW, type: 'A', ttl: 300, data: '192.0.2.2' },
      { name: NEW, type: 'AAAA', ttl: 60, data: '2001:db8::1' },
    ])
    expect([message.readUInt16BE(2) >> 11, message.readUInt16BE(6), message.readUInt16BE(8)]).toEqual([
      5, 1, 2,
    ])
  })

  test('say nothing that cannot be said: no name or value is mended', () => {
    const say = (record: UpdateRecord) => encodeUpdate({ id: 1, zone: ZONE, ...nothing, add: [record] })
    for (const name of ['', 'a..b', `${'x'.repeat(64)}.${ZONE}`, 'a b.test', 'ü.test', 'a\n.test'])
      expect(say(a(name, '192.0.2.1')), name).toBeNull()
    for (const value of ['', '192.0.2', '2001:db8::1', '192.0.2.1 ', '192.0.2.01'])
      expect(say(a(NEW, value)), value).toBeNull()
    expect(say(a(NEW, '192.0.2.1', -1))).toBeNull()
    fc.assert(
      fc.property(fc.string(), fc.string(), (name, value) => {
        const message = say({ name, type: 'CNAME', ttl: 1, value })
        if (message === null) return
        const [read] = packet.decode(message).authorities!
        expect(read!.name).toBe(name.toLowerCase().replace(/\.$/, ''))
      }),
    )
  })
})

describe('a signature', () => {
  const key = { name: 'k.test', algorithm: 'hmac-sha256', secret: Buffer.alloc(32, 7) } as const
  const message = encodeUpdate({ id: 9, zone: ZONE, ...nothing, add: [a(NEW, '192.0.2.2')] })!
  const request = sign(message, key, 1000)
  const bare = () => {
    const reply = Buffer.from(message.subarray(0, 12 + ZONE.length + 2 + 4))
    reply.writeUInt16BE(0xa800, 2)
    reply.writeUInt16BE(0, 8)
    return reply
  }

  test('is asked for: an unsigned reply, whatever it says, is not believed', () => {
    expect(outcomeOf(bare(), request, key, 1000)).toMatchObject({ status: 'not_believed' })
    // Signed by somebody with the key, but not as the answer to this request: the MAC of the request is missing.
    expect(outcomeOf(sign(bare(), key, 1000).message, request, key, 1000).status).toBe('not_believed')
    // Our own message sent back.
    expect(outcomeOf(request.message, request, key, 1000).status).toBe('not_believed')
  })

  test('never throws, and never passes, on mutated replies', () => {
    const genuine = sign(bare(), key, 1000).message
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(genuine.length - 1), fc.nat(255)), { minLength: 0, maxLength: 5 }),
        fc.nat(genuine.length),
        (changes, length) => {
          const reply = Buffer.from(genuine)
          for (const [at, octet] of changes) reply[at] = octet
          expect(verify(reply.subarray(0, length), request, key, 1000).ok).toBe(false)
        },
      ),
      { numRuns: 2000 },
    )
  })
})

const READY = needs(
  ['named', 'nsupdate', 'dig', 'tsig-keygen'],
  'apt-get install -y bind9 bind9-utils bind9-dnsutils',
)

describe.skipIf(!READY)('updates at BIND', () => {
  const keys = Object.fromEntries(tsigAlgorithms.map((one) => [one, keygen(`alih-${one}`, one)]))
  const stranger = keygen('alih-stranger', 'hmac-sha256')
  const good = keys['hmac-sha256']!.key
  let bind: Bind
  let clock: Date | null = null
  const updater = createUpdater({
    now: () => clock ?? new Date(),
    sight: async () => ({ allow: ['127.0.0.0/8'] }),
  })
  const server = () => ({ address: bind.address, port: 53 })
  const dig = async (...args: string[]) =>
    (await run('dig', [`@${bind.address}`, '+short', ...args])).stdout.trim()

  beforeAll(async () => {
    const grants = tsigAlgorithms.map((one) => `key "alih-${one}";`).join(' ')
    bind = await startBind({
      addresses: [loopback()],
      clauses: [...tsigAlgorithms.map((one) => keys[one]!.clause), stranger.clause].join('\n'),
      zones: [
        { name: ZONE, text: zoneText(ZONE), dynamic: false, extra: `allow-update { ${grants} };` },
        { name: 'tertutup.test', text: zoneText('tertutup.test'), dynamic: false },
      ],
    })
  }, 60_000)
  afterAll(() => bind?.stop())

  test.each(tsigAlgorithms)('%s: adds, removes, and puts back', async (algorithm) => {
    const { key } = keys[algorithm]!
    const added = [a(NEW, '192.0.2.7'), { name: NEW, type: 'AAAA', ttl: 60, value: '2001:db8::7' } as const]
    const prerequisites = [{ is: 'free', name: NEW } as const]
    expect(await updater.send({ zone: ZONE, ...nothing, prerequisites, add: added }, server(), key)).toEqual({
      status: 'done',
    })
    expect([await dig(NEW, 'A'), await dig(NEW, 'AAAA')]).toEqual(['192.0.2.7', '2001:db8::7'])
    expect(await updater.read(ZONE, server(), [NEW, OLD])).toMatchObject({
      ok: true,
      free: [],
      records: [added[0], added[1], a(OLD, '192.0.2.1', 14_400)],
    })
    // Only what is named goes, and only if it stands there exactly so.
    const exactly = [{ is: 'exactly', records: [added[0]!] } as const]
    expect(
      await updater.send({ zone: ZONE, prerequisites: exactly, remove: added, add: [] }, server(), key),
    ).toEqual({ status: 'done' })
    expect(await updater.read(ZONE, server(), [NEW])).toMatchObject({ records: [], free: [NEW] })
  })

  test('nothing is applied when somebody was faster', async () => {
    const taken = await updater.send(
      { zone: ZONE, ...nothing, prerequisites: [{ is: 'free', name: OLD }], add: [a(OLD, '192.0.2.9')] },
      server(),
      good,
    )
    expect(taken).toEqual({ status: 'refused', rcode: 'YXDOMAIN' })
    const other = [{ is: 'exactly', records: [a(OLD, '192.0.2.2')] } as const]
    expect(
      await updater.send(
        { zone: ZONE, prerequisites: other, remove: [a(OLD, '192.0.2.1')], add: [] },
        server(),
        good,
      ),
    ).toEqual({ status: 'refused', rcode: 'NXRRSET' })
    const absent = [{ is: 'absent', name: OLD, type: 'A' } as const]
    expect(
      await updater.send(
        { zone: ZONE, ...nothing, prerequisites: absent, add: [a(OLD, '192.0.2.9')] },
        server(),
        good,
      ),
    ).toEqual({ status: 'refused', rcode: 'YXRRSET' })
    expect(await dig(OLD, 'A')).toBe('192.0.2.1')
  })

  test('the wrong secret is BADSIG, an unknown key BADKEY, a wrong clock BADTIME', async () => {
    const add = { zone: ZONE, ...nothing, add: [a(NEW, '192.0.2.9')] }
    const wrong = { ...good, secret: Buffer.alloc(32, 1) }
    expect(await updater.send(add, server(), wrong)).toMatchObject({ status: 'key', error: 'BADSIG' })
    const unknown = { ...good, name: 'nobody' }
    expect(await updater.send(add, server(), unknown)).toMatchObject({ status: 'key', error: 'BADKEY' })
    clock = new Date(Date.now() - 3_600_000)
    const late = await updater.send(add, server(), good)
    clock = null
    expect(late).toMatchObject({
      status: 'key',
      error: 'BADTIME',
      detail: expect.stringMatching(/3(599|60\d) s$/),
    })
    expect(await dig(NEW, 'A')).toBe('')
  })

  test('another zone, a key without permission, and a name outside are refused by the server, signed', async () => {
    const at = (zone: string, name: string, key = good) =>
      updater.send({ zone, ...nothing, add: [a(name, '192.0.2.9')] }, server(), key)
    expect(await at('tertutup.test', 'x.tertutup.test')).toEqual({ status: 'refused', rcode: 'REFUSED' })
    expect(await at('asing.test', 'x.asing.test')).toEqual({ status: 'refused', rcode: 'NOTAUTH' })
    expect(await at(ZONE, 'x.asing.test')).toEqual({ status: 'refused', rcode: 'NOTZONE' })
    expect(await at(ZONE, NEW, stranger.key)).toEqual({ status: 'refused', rcode: 'REFUSED' })
    expect(await updater.read('asing.test', server(), [])).toMatchObject({ status: 'not_authoritative' })
  })

  test('what nsupdate does with the same key is what we do', async () => {
    const secret = good.secret.toString('base64')
    const child = execFile('nsupdate', ['-y', `${good.algorithm}:${good.name}:${secret}`])
    child.stdin!.end(`server ${bind.address}\nupdate add ${NEW} 300 A 192.0.2.33\nsend\n`)
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0)
    expect(await updater.read(ZONE, server(), [NEW])).toMatchObject({ records: [a(NEW, '192.0.2.33')] })
    const prerequisites = [{ is: 'exactly', records: [a(NEW, '192.0.2.33')] } as const]
    await updater.send({ zone: ZONE, prerequisites, remove: [a(NEW, '192.0.2.33')], add: [] }, server(), good)
    expect(await dig(NEW, 'A')).toBe('')
  })

  test('no server, an address that is not allowed, and a forged reply are told apart', async () => {
    const add = { zone: ZONE, ...nothing, add: [a(NEW, '192.0.2.9')] }
    expect(await updater.send(add, { address: loopback(), port: 53 }, good)).toMatchObject({
      status: 'silent',
      sent: false,
    })
    expect(await updater.send(add, { address: '10.0.0.1', port: 53 }, good)).toMatchObject({
      detail: expect.stringContaining('not allowed'),
    })
    const forger = await forging((sent) => {
      const reply = Buffer.from(sent)
      reply.writeUInt16BE(0xa800, 2)
      return reply
    })
    try {
      expect(await updater.send(add, forger.at, good)).toMatchObject({ status: 'not_believed' })
    } finally {
      forger.close()
    }
    const deaf = await forging(() => null)
    try {
      expect(await updater.send(add, deaf.at, good)).toMatchObject({ status: 'silent', sent: true })
    } finally {
      deaf.close()
    }
  })
})

/** Answers as it likes; hangs up when it has nothing to say. */
async function forging(reply: (sent: Buffer) => Buffer | null) {
  const serve: Server = createServer((socket: Socket) => {
    socket.once('data', (chunk: Buffer) => {
      const octets = reply(chunk.subarray(2))
      if (!octets) {
        socket.destroy()
        return
      }
      const length = Buffer.alloc(2)
      length.writeUInt16BE(octets.length)
      socket.write(Buffer.concat([length, octets]))
    })
  })
  await new Promise<void>((resolve) => serve.listen(0, '127.0.0.1', resolve))
  const { port } = serve.address() as { port: number }
  return { at: { address: '127.0.0.1', port }, close: () => serve.close() }
}
