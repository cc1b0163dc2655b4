/** Name servers of the demonstration on loopback, over UDP and TCP. The one door to dns-packet outside the checker. */
import { createSocket } from 'node:dgram'
import { createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import packet from 'dns-packet'
import type { Reply } from './zone.ts'

export type NameServer = { port: number; stop: () => Promise<void> }

/** `recursive` says of itself that it is a resolver. */
export type Answering = { reply: (name: string, type: string) => Reply; recursive: boolean }

const LOOPBACK = '127.0.0.1'
const ATTEMPTS = 20
const UDP_PAYLOAD = 1232
const RCODE = { NOERROR: 0, NXDOMAIN: 3, REFUSED: 5 } as const

/** Listens on a free port, the same for UDP and TCP. */
export async function serveDns(answering: Answering): Promise<NameServer> {
  for (let attempt = 1; ; attempt++) {
    const sockets = new Set<Socket>()
    const tcp = createServer((socket) => {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      converse(socket, answering)
    })
    const udp = createSocket('udp4')
    udp.on('message', (query, from) => {
      const reply = replyTo(query, answering, UDP_PAYLOAD)
      if (reply) udp.send(reply, from.port, from.address)
    })
    const stop = async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => tcp.close(() => resolve()))
      await new Promise<void>((resolve) => udp.close(() => resolve()))
    }
    const port = await listening(tcp)
    try {
      await new Promise<void>((resolve, reject) => {
        udp.once('error', reject)
        udp.bind(port, LOOPBACK, () => resolve())
      })
      return { port, stop }
    } catch (error) {
      // The port was free for TCP only.
      await stop()
      if (attempt === ATTEMPTS) throw error
    }
  }
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, LOOPBACK, () => resolve((server.address() as AddressInfo).port))
  })
}

/** Messages over TCP carry their length in front (RFC 1035 §4.2.2). */
function converse(socket: Socket, answering: Answering): void {
  let waiting = Buffer.alloc(0)
  socket.on('error', () => socket.destroy())
  socket.on('data', (chunk) => {
    waiting = Buffer.concat([waiting, chunk])
    while (waiting.length >= 2 && waiting.length >= 2 + waiting.readUInt16BE(0)) {
      const end = 2 + waiting.readUInt16BE(0)
      const reply = replyTo(waiting.subarray(2, end), answering, Infinity)
      waiting = waiting.subarray(end)
      if (!reply) {
        socket.destroy()
        return
      }
      const length = Buffer.alloc(2)
      length.writeUInt16BE(reply.length)
      socket.write(Buffer.concat([length, reply]))
    }
  })
}

/** The packet to send back; null for what is no query. */
function replyTo(query: Buffer, { reply, recursive }: Answering, limit: number): Buffer | null {
  try {
    const asked = packet.decode(query)
    const question = asked.questions?.[0]
    if (asked.type !== 'query' || !question) return null
    const { rcode, aa, answers, authorities, additionals } = reply(
      question.name.toLowerCase().replace(/\.$/, '') || '.',
      question.type,
    )
    const edns = asked.additionals?.some(({ type }) => type === 'OPT')
    const opt = { type: 'OPT', name: '.', udpPayloadSize: UDP_PAYLOAD, flags: 0, options: [] }
    const flags =
      RCODE[rcode] |
      (aa ? packet.AUTHORITATIVE_ANSWER : 0) |
      (recursive ? packet.RECURSION_AVAILABLE : 0) |
      ((asked.flags ?? 0) & packet.RECURSION_DESIRED)
    const head = { type: 'response' as const, id: asked.id ?? 0, questions: [question] }
    const extra = edns ? [opt as unknown as packet.Answer] : []
    const whole = packet.encode({
      ...head,
      flags,
      answers,
      authorities,
      additionals: [...additionals, ...extra],
    })
    if (whole.length <= limit) return whole
    return packet.encode({ ...head, flags: flags | packet.TRUNCATED_RESPONSE, additionals: extra })
  } catch {
    return null
  }
}
