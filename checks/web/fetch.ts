/** One GET over one pinned connection, nothing followed: the only importer of undici. Never throws. */
import type { Socket } from 'node:net'
import { Client } from 'undici'
import type { SeenCertificate, WebFailure } from '../../server/core/observation.ts'
import { decodeText, decompress, MAX_WIRE_BYTES, readBounded } from './body.ts'
import { codeOf, connect, failureOf } from './connect.ts'
import type { Trust } from './connect.ts'
import { deadline } from './deadline.ts'
import type { Dial } from './dial.ts'

const MAX_HEADER_BYTES = 32 * 1024
// Long enough for two repeated SYN packets; a silent port must not eat the time of a slow page.
const CONNECT_TIMEOUT_MS = 5000
const USER_AGENT = 'Mozilla/5.0 (compatible; Alih; checks renamed host names)'

export type Fetched = {
  certificate: SeenCertificate | null
  status: number | null
  failure: WebFailure | null
  detail: string
  headers: Record<string, string[]>
  /** The text of the page, and the bytes that it was after decompression; null for a redirect or a failure. */
  body: { text: string; bytes: number; truncated: boolean } | null
}

export type Fetching = { dial: Dial; trust: Trust; signal: AbortSignal }

/** Fetches `url` from `address`; SNI and Host stay the URL's own. */
export async function fetchOnce(
  url: URL,
  address: string,
  cookie: string,
  { dial, trust, signal }: Fetching,
): Promise<Fetched> {
  const secure = url.protocol === 'https:'
  const dialled = dial(address, Number(url.port) || (secure ? 443 : 80))
  if (!dialled.ok) return failed('not_allowed', dialled.detail)
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  const opening = deadline(CONNECT_TIMEOUT_MS, signal)
  const line = await connect(dialled.endpoint, host, secure, trust, opening.signal)
  opening.end()
  if (!line.ok) return failed(line.failure, line.detail, line.certificate)
  // Nothing that a server sends may end a look: whatever is thrown from here on is its failure.
  try {
    return { certificate: line.certificate, ...(await get(url, line.socket, cookie, signal)) }
  } catch (error) {
    return failed(failureDuring(error, signal), codeOf(error), line.certificate)
  } finally {
    line.socket.destroy()
  }
}

/** An HTTP client over a connection that is made and judged already: it makes no second one. */
export function clientOver(origin: string, socket: Socket): Client {
  let used = false
  const client = new Client(origin, {
    // A second look-up or a second connection must not happen.
    connect: (_options, callback) => {
      // Not at once: undici's client stalls when it is called back before its own call returned.
      const again = used
      used = true
      queueMicrotask(() =>
        again ? callback(new Error('the connection was lost'), null) : callback(null, socket),
      )
    },
    maxHeaderSize: MAX_HEADER_BYTES,
    // The signal alone keeps the time.
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  client.on('disconnect', () => {})
  return client
}

async function get(url: URL, socket: Socket, cookie: string, signal: AbortSignal) {
  const client = clientOver(url.origin, socket)
  try {
    const response = await client.request({
      method: 'GET',
      path: url.pathname + url.search,
      signal,
      reset: true,
      headers: {
        'user-agent': USER_AGENT,
        accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8',
        'accept-language': 'id,en;q=0.8',
        'accept-encoding': 'gzip, deflate, br',
        ...(cookie === '' ? {} : { cookie }),
      },
    })
    const headers = plain(response.headers)
    const answer = { status: response.statusCode, failure: null, detail: '', headers }
    // What a redirect says beside its Location is nobody's page.
    if (headers['location'] && response.statusCode >= 300 && response.statusCode < 400) {
      response.body.on('error', () => {}).destroy()
      return { ...answer, body: null }
    }
    const wire = await readBounded(response.body, MAX_WIRE_BYTES)
    const { bytes, truncated } = await decompress(wire, headers['content-encoding']?.join(',') ?? '')
    const type = headers['content-type']?.[0] ?? ''
    return { ...answer, body: { text: decodeText(bytes, type), bytes: bytes.length, truncated } }
  } finally {
    void client.destroy().catch(() => {})
  }
}

function plain(headers: Record<string, string | string[] | undefined>): Record<string, string[]> {
  const read: Record<string, string[]> = Object.create(null)
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) read[name.toLowerCase()] = [value].flat().map(asUtf8)
  }
  return read
}

// Header bytes arrive as Latin-1, but servers that redirect to non-ASCII paths send raw UTF-8.
function asUtf8(value: string): string {
  const bytes = Buffer.from(value, 'latin1')
  const decoded = bytes.toString('utf8')
  return decoded.includes('\ufffd') ? value : decoded
}

function failureDuring(error: unknown, signal: AbortSignal): WebFailure {
  if (signal.aborted) return 'timeout'
  const code = codeOf(error)
  if (code === 'UND_ERR_SOCKET') return 'reset'
  // Whatever is no failure of the connection is one of the protocol.
  return failureOf(code) ?? 'malformed'
}

/** A fetch that got no response. */
export function failed(
  failure: WebFailure,
  detail: string,
  certificate: SeenCertificate | null = null,
): Fetched {
  return { certificate, status: null, failure, detail, headers: {}, body: null }
}
