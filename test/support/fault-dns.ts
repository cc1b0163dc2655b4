/** A scripted name server in this process: it answers as told, and can lie, cut, garble, or say nothing. */
import { createSocket } from 'node:dgram'
import type { RemoteInfo, Socket } from 'node:dgram'
import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import packet from 'dns-packet'

export type Heard = {
  name: string
  type: string
  edns: boolean
  over: 'udp' | 'tcp'
  query: packet.DecodedPacket
}

/** What to send back: packets in order, `[]` for silence. `send` reaches the socket itself for the worst lies. */
export type Script = (
  heard: Heard,
  raw: Buffer,
) => Buffer[] | { send: (socket: Socket, from: RemoteInfo) => void }

export type FaultServer = {
  address: string
  port: number
  heard: Heard[]
  stop: () => Promise<void>
}

/** A reply to a query: authoritative, NOERROR, with what `more` adds. */
export function reply(
  query: packet.DecodedPacket,
  more: Partial<packet.Packet> & { rcode?: number } = {},
): Buffer {
  const { rcode = 0, flags = packet.AUTHORITATIVE_ANSWER, ...rest } = more
  return packet.encode({
    type: 'response',
    id: query.id!,
    flags: flags | rcode,
    questions: query.questions!,
    answers: [],
    ...rest,
  })
}

/** Listens at `address`, over UDP and TCP on one port; `tcp` may follow another script, or refuse when null. */
export async function startFaultServer(
  address: string,
  script: Script,
  tcp: Script | null = script,
  port = 0,
): Promise<FaultServer> {
  const heard: Heard[] = []
  const hear = (raw: Buffer, over: Heard['over']): Heard => {
    const query = packet.decode(raw)
    const { name, type } = query.questions![0]!
    const one = { name: name.toLowerCase(), type, edns: (query.additionals ?? []).length > 0, over, query }
    heard.push(one)
    return one
  }
  const stream = createServer((socket) => {
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      const raw = chunk.subarray(2)
      const told = tcp!(hear(raw, 'tcp'), raw)
      if (!Array.isArray(told)) return
      for (const answer of told) {
        const length = Buffer.alloc(2)
        length.writeUInt16BE(answer.length)
        socket.write(Buffer.concat([length, answer]))
      }
    })
  })
  const { udp, bound } = await bindBoth(address, port, tcp ? stream : null)
  udp.on('message', (raw, from) => {
    const told = script(hear(raw, 'udp'), raw)
    if (!Array.isArray(told)) return told.send(udp, from)
    for (const answer of told) udp.send(answer, from.port, from.address)
  })
  return {
    address,
    port: bound,
    heard,
    async stop() {
      await new Promise<void>((resolve) => udp.close(() => resolve()))
      if (tcp) await new Promise<void>((resolve) => stream.close(() => resolve()))
    },
  }
}

/** One port for both. A port that is free for the one may be in use for the other by anybody: then another is taken. */
async function bindBoth(address: string, port: number, stream: Server | null) {
  const udp = createSocket(address.includes(':') ? 'udp6' : 'udp4')
  try {
    udp.bind(port, address)
    await once(udp, 'listening')
    const bound = udp.address().port
    if (stream) await once(stream.listen(bound, address), 'listening')
    return { udp, bound }
  } catch (error) {
    udp.close()
    if (port !== 0 || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    return bindBoth(address, port, stream)
  }
}
