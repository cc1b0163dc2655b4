/** Who asks: the address at the other end of the socket, or what a trusted proxy there says of its own client. */
import type { Context } from 'hono'
import { canonicalAddress, inRange, parseRange } from './core/address.ts'

/** The address by which rates are limited and which the history keeps. */
export type ClientOf = (c: Context) => string

// node-server puts the socket on the environment; elsewhere there is none, and all share one bucket of the rate limit.
function peerOf({ env }: Context): string {
  const { incoming } = (env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } }
  return incoming?.socket?.remoteAddress ?? '0.0.0.0'
}

/**
 * Reads `X-Forwarded-For` from its end, as long as whoever wrote the entry is trusted: each proxy adds the address that
 * it was asked from, and everything further to the left may have been written by anybody. Without trusted ranges the
 * header is never read.
 */
export function clientReader(trusted: readonly string[]): ClientOf {
  const ranges = trusted.map((text) => {
    const range = parseRange(text)
    if (!range) throw new Error(`not an address range: ${text}`)
    return range
  })
  const isTrusted = (address: string) => ranges.some((range) => inRange(address, range))
  return (c) => {
    let client = peerOf(c)
    const told = (c.req.header('x-forwarded-for') ?? '').split(',')
    while (isTrusted(client) && told.length > 0) {
      const before = canonicalAddress(told.pop()!)
      // What is no address says nothing; the proxy itself is all that is known.
      if (before === null) break
      client = before
    }
    return client
  }
}
