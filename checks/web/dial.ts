/** The guard in front of every web connection: what to dial for an address, or why not. Pure. */
import { canonicalAddress, mayDial, notPublic, parseEndpoint, parseRange } from '../../server/core/address.ts'
import type { Endpoint, Range } from '../../server/core/address.ts'

export type Dialled = { ok: true; endpoint: Endpoint } | { ok: false; detail: string }

/** Turns an address that the DNS gave, and the URL's port, into what is dialled. */
export type Dial = (address: string, port: number) => Dialled

/**
 * `allow` lifts the guard for ranges. `connect` dials another endpoint: keys `192.0.2.1` or, for one port only,
 * `192.0.2.1#443`; values with or without a port. Whoever writes a mapping means it, so its target is not guarded.
 */
export function dialling(allow: readonly string[], connect: Readonly<Record<string, string>>): Dial {
  const ranges = allow.map(parseRange).filter((range): range is Range => range !== null)
  const mapped = new Map<string, string>()
  for (const [key, target] of Object.entries(connect)) {
    const [address, port] = key.split('#')
    const canonical = canonicalAddress(address ?? '')
    if (canonical) mapped.set(port === undefined ? canonical : `${canonical}#${port}`, target)
  }
  return (given, port) => {
    const address = canonicalAddress(given)
    if (!address) return { ok: false, detail: `${given} is not an address` }
    const target = mapped.get(`${address}#${port}`) ?? mapped.get(address)
    if (target !== undefined) {
      const endpoint = parseEndpoint(target, port)
      return endpoint ? { ok: true, endpoint } : { ok: false, detail: `cannot dial ${target}` }
    }
    if (!mayDial(address, ranges)) return { ok: false, detail: `${address}: ${notPublic(address)}` }
    // A redirect must not turn the checker into a client of mail, file or login services.
    if (port < 1024 && port !== 80 && port !== 443)
      return { ok: false, detail: `port ${port} is not the web` }
    return { ok: true, endpoint: { address, port } }
  }
}
