/** One datagram out and its reply back. A door to the network. */
import { createSocket } from 'node:dgram'
import { canonicalAddress } from '../../server/core/address.ts'
import type { Endpoint } from '../../server/core/address.ts'
import type { Answer, Silence } from '../../server/core/observation.ts'
import { decodeReply } from '../wire.ts'

export type Exchange = { outcome: Answer | Silence; ignored: number }

/** What a socket error means to the one who asked. */
export function silenceOf(error: unknown): Silence {
  const { code, message } = error as Partial<NodeJS.ErrnoException>
  if (code === 'ECONNREFUSED') return { status: 'refused', detail: 'nobody listens on that port' }
  if (code === 'ECONNRESET' || code === 'EPIPE')
    return { status: 'malformed', detail: 'the connection was reset' }
  return { status: 'unreachable', detail: code ?? message ?? String(error) }
}

/**
 * Sends `query` from a fresh socket, so from a port that cannot be guessed (RFC 5452 §9.2). A connected socket hears
 * of a closed port at once, but not of a reply from another address; an unconnected one the other way round. So the
 * first try connects and later ones do not.
 */
export function exchangeUdp(
  query: Buffer,
  { address, port }: Endpoint,
  timeoutMs: number,
  connected: boolean,
): Promise<Exchange> {
  return new Promise((resolve) => {
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4')
    let ignored = 0
    let lastIgnored: Silence | null = null
    let done = false
    const finish = (outcome: Answer | Silence) => {
      if (done) return
      done = true
      clearTimeout(timer)
      socket.close()
      resolve({ outcome, ignored })
    }
    const timer = setTimeout(() => {
      finish(lastIgnored ?? { status: 'timeout', detail: `no reply within ${timeoutMs} ms` })
    }, timeoutMs)
    const ignore = (silence: Silence) => {
      ignored++
      lastIgnored = silence
    }
    socket.on('error', (error) => finish(silenceOf(error)))
    socket.on('message', (reply, from) => {
      if (canonicalAddress(from.address.replace(/%.*$/, '')) !== address || from.port !== port) {
        return ignore({ status: 'wrong_source', detail: `a reply came from ${from.address}#${from.port}` })
      }
      const gated = decodeReply(reply, query)
      if (gated.ok) return finish(gated.answer)
      ignore({ status: gated.reason, detail: gated.detail })
    })
    if (!connected) return socket.send(query, port, address)
    // Typed without its argument, yet called with the error when the address cannot be reached.
    const connectedTo = (error?: Error) => (error ? finish(silenceOf(error)) : socket.send(query))
    socket.connect(port, address, connectedTo)
  })
}
