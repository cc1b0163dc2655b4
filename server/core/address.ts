/** IP addresses as text: canonical form, ranges, and which of them the public can reach. Pure. */
import type { Text } from './verdict.ts'

/** Sixteen octets of an IPv6 address, or four of an IPv4 one; null when the text is neither. */
export function addressBytes(text: string): number[] | null {
  const four = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)
  if (four) {
    const octets = four.slice(1).map(Number)
    const plain = four.slice(1).every((part) => part === '0' || !part.startsWith('0'))
    return plain && octets.every((octet) => octet < 256) ? octets : null
  }
  return text.includes(':') && /^[0-9a-f:.]+$/i.test(text) ? sixteen(text) : null
}

function sixteen(text: string): number[] | null {
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text)
  let hex = text
  if (tail) {
    const octets = addressBytes(tail[2]!)
    if (!octets) return null
    const [a, b, c, d] = octets as [number, number, number, number]
    hex = `${tail[1]}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
  }
  const halves = hex.split('::')
  if (halves.length > 2) return null
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')))
  const given = groups.reduce((sum, half) => sum + half.length, 0)
  if (halves.length === 1 ? given !== 8 : given > 7) return null
  const zeros = Array<string>(halves.length === 2 ? 8 - given : 0).fill('0')
  const all = [...groups[0]!, ...zeros, ...(groups[1] ?? [])]
  if (!all.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null
  return all.flatMap((group) => [parseInt(group, 16) >> 8, parseInt(group, 16) & 255])
}

/** The canonical text of an address (RFC 5952 for IPv6); null when it is none. */
export function canonicalAddress(text: string): string | null {
  const bytes = addressBytes(text.trim())
  return bytes && addressText(bytes)
}

/** The canonical text of four or sixteen octets. */
export function addressText(bytes: ArrayLike<number>): string {
  if (bytes.length === 4) return `${bytes[0]}.${bytes[1]}.${bytes[2]}.${bytes[3]}`
  const groups = Array.from({ length: 8 }, (_, i) => ((bytes[2 * i]! << 8) | bytes[2 * i + 1]!).toString(16))
  return compress(groups)
}

function compress(groups: string[]): string {
  let best = { at: -1, length: 1 }
  for (let at = 0; at < 8; at++) {
    let length = 0
    while (groups[at + length] === '0') length++
    if (length > best.length) best = { at, length }
  }
  if (best.at < 0) return groups.join(':')
  return `${groups.slice(0, best.at).join(':')}::${groups.slice(best.at + best.length).join(':')}`
}

/** An address range, `192.0.2.0/24` or a single address. */
export type Range = { bytes: number[]; bits: number }

/** Reads CIDR notation; null when it is not an address or the prefix does not fit. */
export function parseRange(text: string): Range | null {
  const [address, prefix, ...rest] = text.trim().split('/')
  const bytes = addressBytes(address ?? '')
  if (!bytes || rest.length > 0) return null
  if (prefix !== undefined && !/^\d{1,3}$/.test(prefix)) return null
  const bits = prefix === undefined ? bytes.length * 8 : Number(prefix)
  return bits <= bytes.length * 8 ? { bytes, bits } : null
}

/** True when the address lies in the range; an IPv4-mapped IPv6 address counts as its IPv4 one. */
export function inRange(address: string, range: Range): boolean {
  const bytes = addressBytes(address)
  return bytes !== null && within(bytes, range)
}

function within(bytes: number[], range: Range): boolean {
  const own = range.bytes.length === 4 ? (unmapped(bytes) ?? bytes) : bytes
  if (own.length !== range.bytes.length) return false
  for (let bit = 0; bit < range.bits; bit++) {
    const mask = 128 >> (bit & 7)
    if ((own[bit >> 3]! & mask) !== (range.bytes[bit >> 3]! & mask)) return false
  }
  return true
}

function unmapped(bytes: number[]): number[] | null {
  if (bytes.length !== 16) return null
  const mapped = bytes.slice(0, 10).every((b) => b === 0) && bytes[10] === 255 && bytes[11] === 255
  return mapped ? bytes.slice(12) : null
}

// IANA special-purpose registries (RFC 6890 and its successors), multicast and the cloud metadata hosts.
const SPECIAL: readonly (readonly [string, string])[] = [
  ['0.0.0.0/8', 'this network'],
  ['10.0.0.0/8', 'private (RFC 1918)'],
  ['100.64.0.0/10', 'shared (RFC 6598)'],
  ['127.0.0.0/8', 'loopback'],
  ['168.63.129.16/32', 'cloud platform (WireServer)'],
  ['169.254.0.0/16', 'link-local or metadata'],
  ['172.16.0.0/12', 'private (RFC 1918)'],
  ['192.0.0.0/24', 'IETF protocol assignments'],
  ['192.0.2.0/24', 'documentation (RFC 5737)'],
  ['192.88.99.0/24', '6to4 relay'],
  ['192.168.0.0/16', 'private (RFC 1918)'],
  ['198.18.0.0/15', 'benchmarking (RFC 2544)'],
  ['198.51.100.0/24', 'documentation (RFC 5737)'],
  ['203.0.113.0/24', 'documentation (RFC 5737)'],
  ['224.0.0.0/4', 'multicast'],
  ['240.0.0.0/4', 'reserved'],
  ['::/128', 'unspecified'],
  ['::1/128', 'loopback'],
  ['::/96', 'IPv4-compatible (RFC 4291)'],
  ['::ffff:0:0:0/96', 'IPv4-translated (RFC 2765)'],
  ['64:ff9b:1::/48', 'local translation'],
  ['100::/64', 'discard'],
  ['100:0:0:1::/64', 'dummy prefix (RFC 9780)'],
  ['2001::/23', 'IETF protocol assignments'],
  ['2001:db8::/32', 'documentation (RFC 3849)'],
  ['2002::/16', '6to4'],
  ['3fff::/20', 'documentation (RFC 9637)'],
  ['5f00::/16', 'segment routing'],
  ['fc00::/7', 'private (RFC 4193)'],
  ['fe80::/10', 'link-local'],
  ['fec0::/10', 'site-local'],
  ['ff00::/8', 'multicast'],
]
const SPECIAL_RANGES = SPECIAL.map(([text, why]) => ({ range: parseRange(text)!, why }))
const NAT64 = parseRange('64:ff9b::/96')!

/** Why an address is not a public one; null when it is. A NAT64 address counts as the IPv4 one it carries. */
export function notPublic(address: string): string | null {
  const bytes = addressBytes(address)
  if (!bytes) return 'not an address'
  const inner = within(bytes, NAT64) ? bytes.slice(12) : bytes
  return SPECIAL_RANGES.find(({ range }) => within(inner, range))?.why ?? null
}

const INDONESIAN: Readonly<Record<string, string>> = {
  'this network': 'jaringan ini sendiri',
  private: 'jaringan dalam',
  shared: 'jaringan bersama penyedia',
  loopback: 'alamat diri sendiri (loopback)',
  'link-local or metadata': 'jaringan setempat (link-local) atau metadata',
  'IETF protocol assignments': 'dicadangkan untuk protokol IETF',
  documentation: 'alamat contoh untuk dokumentasi',
  '6to4 relay': 'penerus 6to4',
  benchmarking: 'alamat untuk uji kinerja',
  multicast: 'multicast',
  reserved: 'dicadangkan',
  unspecified: 'alamat kosong',
  'local translation': 'penerjemahan setempat',
  discard: 'alamat buangan',
  '6to4': '6to4',
  'segment routing': 'perutean segmen',
  'link-local': 'jaringan setempat (link-local)',
  'site-local': 'jaringan setempat (site-local)',
  'cloud platform (WireServer)': 'layanan dalam penyedia awan (WireServer)',
  'IPv4-compatible': 'bentuk lama alamat IPv4 (IPv4-compatible)',
  'IPv4-translated': 'alamat IPv4 hasil penerjemahan',
  'dummy prefix': 'alamat pengganti yang tidak dipakai',
  'not an address': 'bukan alamat',
}

/** `notPublic` in the words of each language: `private, RFC 1918`. */
export function sayNotPublic(address: string): Text | null {
  const why = notPublic(address)
  if (why === null) return null
  const [, what, rfc] = /^(.*?)(?: \((RFC \d+)\))?$/.exec(why)!
  const and = rfc ? `, ${rfc}` : ''
  return { id: `${INDONESIAN[what!]}${and}`, en: `${what}${and}` }
}

/** True when an address may be dialled: public, or inside an allowed range. */
export function mayDial(address: string, allowed: readonly Range[]): boolean {
  return notPublic(address) === null || allowed.some((range) => inRange(address, range))
}

/** A server's address as people write it: `192.0.2.1`, `192.0.2.1#5353`, `2001:db8::1#53`. */
export type Endpoint = { address: string; port: number }

/** Reads `ADDR[#PORT]`; null when either part is wrong. */
export function parseEndpoint(text: string, defaultPort = 53): Endpoint | null {
  const [host, port, ...rest] = text.trim().split('#')
  const address = canonicalAddress(host ?? '')
  if (!address || rest.length > 0) return null
  if (port !== undefined && !/^\d{1,5}$/.test(port)) return null
  const number = port === undefined ? defaultPort : Number(port)
  return number >= 1 && number <= 65535 ? { address, port: number } : null
}

/** `192.0.2.1#5353`; the port is left out when it is 53. */
export function formatEndpoint({ address, port }: Endpoint): string {
  return port === 53 ? address : `${address}#${port}`
}
