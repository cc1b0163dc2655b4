/** One question over a fresh TCP connection, with its two-octet length (RFC 7766 §8). A door to the network. */
import { connect } from 'node:net'
import type { Endpoint } from '../../server/core/address.ts'
import type { Answer, Silence } from '../../server/core/observation.ts'
import { decodeReply } from '../wire.ts'
import { silenceOf } from './udp.ts'
import type { Exchange } from './udp.ts'

// Most replies are small; longer ones come in several pieces.
const PIECE = 4096

export function exchangeTcp(
  query: Buffer,
  { address, port }: Endpoint,
  timeoutMs: number,
): Promise<Exchange> {
  return new Promise((resolve) => {
    let received = Buffer.alloc(0)
    let ignored = 0
    let lastIgnored: Silence | null = null
    const take = (chunk: Buffer) => {
      received = Buffer.concat([received, chunk])
      while (received.length >= 2 && received.length >= received.readUInt16BE(0) + 2) {
        const length = received.readUInt16BE(0)
        const gated = decodeReply(received.subarray(2, length + 2), query)
        if (gated.ok) return finish(gated.answer)
        ignored++
        lastIgnored = { status: gated.reason, detail: gated.detail }
        received = received.subarray(length + 2)
      }
    }
    // Into a buffer of our own: a stream would make one of 64 KiB for every connection.
    const piece = Buffer.allocUnsafe(PIECE)
    const onread = {
      buffer: piece,
      callback: (length: number) => {
        take(piece.subarray(0, length))
        return true
      },
    }
    const socket = connect({ host: address, port, onread })
    const finish = (outcome: Answer | Silence) => {
      clearTimeout(timer)
      socket.destroy()
      resolve({ outcome, ignored })
    }
    const timer = setTimeout(
      () => finish(lastIgnored ?? { status: 'timeout', detail: `no reply over TCP within ${timeoutMs} ms` }),
      timeoutMs,
    )
    socket.on('connect', () => {
      const framed = Buffer.allocUnsafe(query.length + 2)
      framed.writeUInt16BE(query.length)
      query.copy(framed, 2)
      socket.write(framed)
    })
    socket.on('error', (error) => finish(silenceOf(error)))
    socket.on('close', () =>
      finish(lastIgnored ?? { status: 'malformed', detail: 'TCP closed without a reply' }),
    )
  })
}
