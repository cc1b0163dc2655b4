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

export type Udp = {
  /** Sends `query` and waits for its reply. */
  exchange: (query: Buffer, to: Endpoint, timeoutMs: number, connected: boolean) => Promise<Exchange>
  close: () => void
}

type Question = {
  query: Buffer
  ignored: number
  lastIgnored: Silence | null
  timer: NodeJS.Timeout
  resolve: (exchange: Exchange) => void
}

/** A socket of ours, for one question at a time. */
type Line = {
  send: (query: Buffer) => void
  close: () => void
  key: string
  asks: Question | null
  /** The question before: a second copy of its reply is nothing odd. */
  before: Buffer | null
  uses: number
}

// Opening and closing a socket costs three times the question. But a port that stays can be found out (RFC 5452 §9.2),
// so a line is soon given up, and at once when anything but the one right reply came in.
const USES = 32
const IDLE = 64

/**
 * A connected socket hears of a closed port at once, but not of a reply from another address; an unconnected one the
 * other way round. So the first try connects and later ones do not. Every line has a port that cannot be guessed.
 */
export function createUdp(): Udp {
  const idle = new Map<string, Line[]>()
  // In the order in which they fell idle.
  const resting = new Set<Line>()
  let closed = false

  function open(key: string, { address, port }: Endpoint, connected: boolean): Line {
    const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4')
    // An exchange is kept alive by its timer; a line that rests keeps nobody.
    socket.unref()
    const line: Line = {
      key,
      asks: null,
      before: null,
      uses: 0,
      close: () => {
        forget(line)
        socket.removeAllListeners()
        socket.on('error', () => {})
        socket.close()
      },
      send: connected ? connectFirst : (query) => socket.send(query, port, address),
    }
    function connectFirst(query: Buffer): void {
      line.send = (next) => socket.send(next)
      // Typed without its argument, yet called with the error when the address cannot be reached.
      const then = (error?: Error) => {
        if (error) settle(line, silenceOf(error))
        else if (line.asks) socket.send(query)
      }
      socket.connect(port, address, then)
    }
    socket.on('error', (error) => settle(line, silenceOf(error)))
    socket.on('message', (reply, from) => {
      const theirs =
        from.address === address || canonicalAddress(from.address.replace(/%.*$/, '')) === address
      if (!theirs || from.port !== port)
        return odd(line, { status: 'wrong_source', detail: `a reply came from ${from.address}#${from.port}` })
      if (!line.asks) return line.close()
      const gated = decodeReply(reply, line.asks.query)
      if (gated.ok) return settle(line, gated.answer)
      if (line.before && decodeReply(reply, line.before).ok) return
      odd(line, { status: gated.reason, detail: gated.detail })
    })
    return line
  }

  function odd(line: Line, silence: Silence): void {
    const { asks } = line
    if (!asks) return line.close()
    asks.ignored++
    asks.lastIgnored = silence
  }

  function settle(line: Line, outcome: Answer | Silence): void {
    const { asks } = line
    line.asks = null
    if (asks) clearTimeout(asks.timer)
    if (asks && outcome.status === 'answered' && asks.ignored === 0 && line.key !== '' && line.uses < USES)
      rest(line, asks.query)
    else line.close()
    asks?.resolve({ outcome, ignored: asks.ignored })
  }

  function rest(line: Line, query: Buffer): void {
    if (closed) return line.close()
    line.before = query
    const lines = idle.get(line.key)
    if (lines) lines.push(line)
    else idle.set(line.key, [line])
    resting.add(line)
    if (resting.size > IDLE) resting.values().next().value!.close()
  }

  function forget(line: Line): void {
    if (!resting.delete(line)) return
    const lines = idle.get(line.key)!
    lines.splice(lines.indexOf(line), 1)
    if (lines.length === 0) idle.delete(line.key)
  }

  return {
    exchange: (query, to, timeoutMs, connected) =>
      new Promise((resolve) => {
        const key = connected ? `${to.address}#${to.port}` : ''
        const rested = idle.get(key)?.at(-1)
        if (rested) forget(rested)
        const line = rested ?? open(key, to, connected)
        const timer = setTimeout(() => {
          const silence: Silence = { status: 'timeout', detail: `no reply within ${timeoutMs} ms` }
          settle(line, line.asks?.lastIgnored ?? silence)
        }, timeoutMs)
        line.asks = { query, ignored: 0, lastIgnored: null, timer, resolve }
        line.uses++
        line.send(query)
      }),
    close() {
      closed = true
      for (const line of resting) line.close()
    },
  }
}
