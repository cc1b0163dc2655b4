/** Sends one signed message over TCP and waits for its reply (RFC 7766 §8). A door to the network; UDP is never used. */
import { connect } from 'node:net'
import type { Endpoint } from '../../server/core/address.ts'
import type { Silence } from '../../server/core/observation.ts'

export type Reply = { status: 'reply'; octets: Buffer } | (Silence & { sent: boolean })

/** `sent` of a silence tells whether the message may have arrived: then nobody knows what became of it. */
export function exchange(message: Buffer, { address, port }: Endpoint, timeoutMs: number): Promise<Reply> {
  return new Promise((resolve) => {
    let received = Buffer.alloc(0)
    let sent = false
    const socket = connect({ host: address, port })
    const finish = (reply: Reply) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(reply)
    }
    const silence = (status: Silence['status'], detail: string) => finish({ status, detail, sent })
    const timer = setTimeout(() => silence('timeout', `no reply within ${timeoutMs} ms`), timeoutMs)
    socket.on('connect', () => {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(message.length)
      sent = true
      socket.write(Buffer.concat([length, message]))
    })
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk])
      if (received.length < 2) return
      const length = received.readUInt16BE(0)
      if (received.length >= length + 2) finish({ status: 'reply', octets: received.subarray(2, length + 2) })
    })
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNREFUSED'
        ? silence('refused', 'nobody listens on that port')
        : silence(sent ? 'malformed' : 'unreachable', error.code ?? error.message),
    )
    socket.on('close', () => silence('malformed', 'the connection closed without a reply'))
  })
}
