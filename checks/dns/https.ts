/** One question to a resolver over HTTPS (RFC 8484). A door to the network. */
import { rootCertificates } from 'node:tls'
import { Agent, request } from 'undici'
import type { Dispatcher } from 'undici'
import { decodeReply } from '../wire.ts'
import { silenceOf } from './udp.ts'
import type { Exchange } from './udp.ts'

// A DNS message is never longer, whatever a server sends.
const MAX_MESSAGE = 65535

/** A connection pool for DNS over HTTPS; `ca` (PEM text) is trusted besides the system's authorities. */
export function httpsAgent(ca: string | null): Agent {
  const connect = ca === null ? {} : { connect: { ca: [...rootCertificates, ca] } }
  return new Agent({ maxResponseSize: MAX_MESSAGE, ...connect })
}

export async function exchangeHttps(
  query: Buffer,
  url: string,
  timeoutMs: number,
  dispatcher: Dispatcher,
): Promise<Exchange> {
  const ignored = 0
  try {
    const response = await request(url, {
      method: 'POST',
      dispatcher,
      headers: { 'content-type': 'application/dns-message', accept: 'application/dns-message' },
      body: query,
      signal: AbortSignal.timeout(timeoutMs),
    })
    const body = Buffer.from(await response.body.arrayBuffer())
    if (response.statusCode !== 200) {
      return { outcome: { status: 'malformed', detail: `HTTP status ${response.statusCode}` }, ignored }
    }
    if (!String(response.headers['content-type'] ?? '').startsWith('application/dns-message')) {
      return { outcome: { status: 'malformed', detail: 'the body is no DNS message' }, ignored }
    }
    const gated = decodeReply(body, query)
    if (gated.ok) return { outcome: gated.answer, ignored }
    return { outcome: { status: gated.reason, detail: gated.detail }, ignored: 1 }
  } catch (error) {
    if (error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError')) {
      return { outcome: { status: 'timeout', detail: `no reply over HTTPS within ${timeoutMs} ms` }, ignored }
    }
    return { outcome: silenceOf(error), ignored }
  }
}
