/** Follows redirects by hand, hop by hop, each to a judged address, and keeps every hop. Never throws. */
import { canonicalAddress } from '../../server/core/address.ts'
import type { SeenCertificate, WebFailure, WebHop, WebObservation } from '../../server/core/observation.ts'
import { hostOf } from '../names.ts'
import { jar } from './cookies.ts'
import { deadline } from './deadline.ts'
import { failed, fetchOnce } from './fetch.ts'
import type { Fetched, Fetching } from './fetch.ts'
import { readPage } from './page.ts'

const MAX_REDIRECTS = 10
const MAX_URL = 8192
// Stored with every look: long enough for a page's query, too short to fill a disk.
const MAX_KEPT = 2048
const KEPT_HEADERS = [
  'server',
  'content-type',
  'strict-transport-security',
  'retry-after',
  'www-authenticate',
  'date',
  'age',
]
const KEPT_MARKS = ['cf-mitigated', 'x-sucuri-block', 'x-iinfo', 'x-amzn-waf-action']

export type Following = Omit<Fetching, 'signal'> & {
  /** The addresses of a host, the one to be judged first. */
  addressesOf: (host: string) => Promise<readonly string[]>
  /** The names looked at. */
  names: readonly string[]
  hopTimeoutMs: number
  /** Ends the whole look. */
  look: AbortSignal
}

export type Trail = Pick<WebObservation, 'hops' | 'outcome' | 'page'> & {
  certificates: Map<string, SeenCertificate>
}

/** Begins at `start` and ends at a response, a failure, a loop, or after ten redirects. */
export async function follow(start: URL, following: Following): Promise<Trail> {
  const trail: Trail = { hops: [], outcome: 'failure', page: null, certificates: new Map() }
  const cookies = jar()
  const asked = new Set<string>()
  let url = start
  for (;;) {
    const host = hostOf(url.href) ?? ''
    const cookie = cookies.give(host)
    asked.add(`${url.href} ${cookie}`)
    const { hop, fetched } = await take(url, host, cookie, following)
    trail.hops.push(hop)
    if (fetched.certificate) trail.certificates.set(`${host} ${hop.address}`, fetched.certificate)
    if (hop.failure) return trail
    cookies.take(host, fetched.headers['set-cookie'] ?? [])
    if (fetched.body) {
      const { headers } = fetched
      return {
        ...trail,
        outcome: 'response',
        page: readPage({ url, headers, ...fetched.body }, following.names),
      }
    }
    const location = fetched.headers['location']?.[0] ?? ''
    const next = nextUrl(location, url)
    if (!next) {
      trail.hops.push(lost(location))
      return trail
    }
    // The same address with other cookies is no loop: some sites set one and ask again.
    if (asked.has(`${next.href} ${cookies.give(hostOf(next.href) ?? '')}`))
      return { ...trail, outcome: 'loop' }
    if (trail.hops.length > MAX_REDIRECTS) return { ...trail, outcome: 'too_many_hops' }
    url = next
  }
}

async function take(url: URL, host: string, cookie: string, following: Following) {
  const begun = performance.now()
  const { address, ...outcome } = await reach(url, host, cookie, following)
  const fetched: Fetched = outcome.fetched
  const late = fetched.failure === 'timeout' && following.look.aborted
  const hop: WebHop = {
    url: url.href.slice(0, MAX_KEPT),
    address,
    status: fetched.status,
    failure: late ? 'out_of_time' : fetched.failure,
    detail: fetched.detail.slice(0, 300),
    location: fetched.body ? null : (fetched.headers['location']?.[0]?.slice(0, MAX_KEPT) ?? null),
    headers: kept(fetched.headers),
    elapsedMs: Math.round(performance.now() - begun),
  }
  return { hop, fetched }
}

async function reach(url: URL, host: string, cookie: string, following: Following) {
  const { addressesOf, look, hopTimeoutMs } = following
  if (look.aborted) return { address: '', fetched: failed('out_of_time', 'the look ended before') }
  const literal = canonicalAddress(host)
  const addresses = literal ? [literal] : await addressesOf(host)
  const address = addresses[0]
  if (!address) return { address: '', fetched: failed('not_resolved', `${host} has no address`) }
  const hop = deadline(hopTimeoutMs, look)
  const fetched = await fetchOnce(url, address, cookie, { ...following, signal: hop.signal })
  hop.end()
  return { address, fetched }
}

/** RFC 9110 §10.2.2; a user name in a Location is never sent on, a fragment never was. */
export function nextUrl(location: string, base: URL): URL | null {
  if (location.length > MAX_URL || !URL.canParse(location, base.href)) return null
  const next = new URL(location, base.href)
  if (next.protocol !== 'http:' && next.protocol !== 'https:') return null
  next.username = ''
  next.password = ''
  next.hash = ''
  return next
}

function lost(location: string): WebHop {
  const failure: WebFailure = 'malformed'
  const url = location.slice(0, 500)
  return {
    url,
    address: '',
    status: null,
    failure,
    detail: 'no web address',
    location: null,
    headers: {},
    elapsedMs: 0,
  }
}

function kept(headers: Fetched['headers']): Record<string, string> {
  const read: Record<string, string> = {}
  for (const name of [...KEPT_HEADERS, ...KEPT_MARKS]) {
    const value = headers[name]?.[0]
    if (value !== undefined) read[name] = value.slice(0, 200)
  }
  return read
}
