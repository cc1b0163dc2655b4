/** One POST over one pinned connection to a guarded address, nothing followed, the answer bounded. Never throws. */
import { lookup } from 'node:dns/promises'
import { canonicalAddress } from '../../server/core/address.ts'
import type { Sight } from '../ports.ts'
import { readBounded } from './body.ts'
import { codeOf, connect, trusting } from './connect.ts'
import { deadline } from './deadline.ts'
import { dialling, type Dialled } from './dial.ts'
import { clientOver } from './fetch.ts'

const WHOLE_MS = 10_000
const MAX_BYTES = 4096
const MAX_TOLD = 300

/** `not_allowed`: the guard refused every address, and will again. */
export type Posted =
  | { ok: true; status: number; told: string }
  | { ok: false; failure: 'not_allowed' | 'not_resolved' | 'no_answer'; detail: string }

/** Sends `body` to `url`. The host is looked up as this machine does it, so that names of its own network work. */
export async function post(
  url: URL,
  headers: Record<string, string>,
  body: string,
  { allow = [], connect: mapped = {}, ca }: Pick<Sight, 'allow' | 'connect' | 'ca'>,
): Promise<Posted> {
  const whole = deadline(WHOLE_MS)
  try {
    return await send(url, headers, body, dialling(allow, mapped), ca, whole.signal)
  } catch (error) {
    const detail = whole.signal.aborted ? 'no answer in time' : codeOf(error)
    return { ok: false, failure: 'no_answer', detail }
  } finally {
    whole.end()
  }
}

async function send(
  url: URL,
  headers: Record<string, string>,
  body: string,
  dial: ReturnType<typeof dialling>,
  ca: string | undefined,
  signal: AbortSignal,
): Promise<Posted> {
  const secure = url.protocol === 'https:'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = await addressesOf(host, signal)
  if (addresses.length === 0) return { ok: false, failure: 'not_resolved', detail: `${host} has no address` }
  const dialled = addresses.map((address) => dial(address, Number(url.port) || (secure ? 443 : 80)))
  const first = dialled.find((one): one is Extract<Dialled, { ok: true }> => one.ok)
  if (!first) {
    const [refused] = dialled as Extract<Dialled, { ok: false }>[]
    return { ok: false, failure: 'not_allowed', detail: refused!.detail }
  }
  const line = await connect(first.endpoint, host, secure, trusting(ca), signal)
  if (!line.ok) return { ok: false, failure: 'no_answer', detail: `${line.failure}: ${line.detail}` }
  const client = clientOver(url.origin, line.socket)
  try {
    const response = await client.request({
      method: 'POST',
      path: url.pathname + url.search,
      headers: { ...headers, 'content-type': 'application/json' },
      body,
      signal,
      reset: true,
    })
    const { bytes } = await readBounded(response.body, MAX_BYTES)
    return { ok: true, status: response.statusCode, told: bytes.toString('utf8').slice(0, MAX_TOLD) }
  } finally {
    void client.destroy().catch(() => {})
    line.socket.destroy()
  }
}

async function addressesOf(host: string, signal: AbortSignal): Promise<string[]> {
  const literal = canonicalAddress(host)
  if (literal) return [literal]
  const late = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(new Error('no answer in time')), { once: true }),
  )
  const looked = lookup(host, { all: true }).catch(() => [])
  return (await Promise.race([looked, late])).map(({ address }) => address)
}
