/** Record data as text: canonical for addresses and names, presentation form for the rest. Pure. */
import type { Answer } from 'dns-packet'
import { canonicalAddress } from '../server/core/address.ts'

type Shown = { type: string; value: string }

/** A name as it came: lower case, no trailing dot, odd octets escaped (RFC 4343 §2.1) so that they cannot play tricks. */
export function tidyName(name: string): string {
  const lower = name.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
  const bare = lower.length > 1 && lower.endsWith('.') ? lower.slice(0, -1) : lower
  return printable(bare)
}

/** Text with everything but printable ASCII escaped as `\DDD`. */
function printable(text: string): string {
  if (/^[\x21-\x7e]*$/.test(text)) return text
  return [...Buffer.from(text, 'utf8')]
    .map((octet) =>
      octet > 0x20 && octet < 0x7f ? String.fromCharCode(octet) : `\\${String(octet).padStart(3, '0')}`,
    )
    .join('')
}

/** A character string as zone files quote it (RFC 1035 §5.1): a quote or backslash inside can end nothing. */
function quoted(text: string | Buffer): string {
  const shown = [...Buffer.from(text as string)].map((octet) => {
    if (octet === 0x22 || octet === 0x5c) return `\\${String.fromCharCode(octet)}`
    return octet >= 0x20 && octet < 0x7f ? String.fromCharCode(octet) : `\\${String(octet).padStart(3, '0')}`
  })
  return `"${shown.join('')}"`
}
const hex = (data: Buffer): string => data.toString('hex').toUpperCase()

/** The type's usual name and the data's text. */
export function presentation(record: Exclude<Answer, { type: 'OPT' }>): Shown {
  switch (record.type) {
    case 'A':
    case 'AAAA':
      return { type: record.type, value: canonicalAddress(record.data) ?? record.data }
    case 'CNAME':
    case 'DNAME':
    case 'NS':
    case 'PTR':
      return { type: record.type, value: tidyName(record.data) }
    case 'SOA': {
      const { mname, rname, serial, refresh, retry, expire, minimum } = record.data
      const numbers = [serial, refresh, retry, expire, minimum].join(' ')
      return { type: 'SOA', value: `${tidyName(mname)} ${tidyName(rname)} ${numbers}` }
    }
    case 'MX':
      return { type: 'MX', value: `${record.data.preference ?? 0} ${tidyName(record.data.exchange)}` }
    case 'SRV': {
      const { priority, weight, port, target } = record.data
      return { type: 'SRV', value: `${priority ?? 0} ${weight ?? 0} ${port} ${tidyName(target)}` }
    }
    case 'TXT': {
      const strings = Array.isArray(record.data) ? record.data : [record.data]
      return { type: 'TXT', value: strings.map((part) => quoted(part)).join(' ') }
    }
    case 'CAA':
      return {
        type: 'CAA',
        value: `${record.data.flags ?? 0} ${record.data.tag} ${quoted(record.data.value)}`,
      }
    default:
      return security(record)
  }
}

function security(record: Exclude<Answer, { type: 'OPT' }>): Shown {
  switch (record.type) {
    case 'DS': {
      const { keyTag, algorithm, digestType, digest } = record.data
      return { type: 'DS', value: `${keyTag} ${algorithm} ${digestType} ${hex(digest)}` }
    }
    case 'DNSKEY': {
      const { flags, algorithm, key } = record.data
      return { type: 'DNSKEY', value: `${flags} 3 ${algorithm} ${key.toString('base64')}` }
    }
    case 'RRSIG': {
      const { typeCovered, algorithm, labels, originalTTL, expiration, inception, keyTag } = record.data
      const times = `${instant(expiration)} ${instant(inception)}`
      const rest = `${keyTag} ${tidyName(record.data.signersName)} ${record.data.signature.toString('base64')}`
      return { type: 'RRSIG', value: `${typeCovered} ${algorithm} ${labels} ${originalTTL} ${times} ${rest}` }
    }
    case 'NSEC': {
      const types = record.data.rrtypes.map(typeName).join(' ')
      return { type: 'NSEC', value: `${tidyName(record.data.nextDomain)} ${types}` }
    }
    case 'TLSA': {
      const { usage, selector, matchingType, certificate } = record.data
      return { type: 'TLSA', value: `${usage} ${selector} ${matchingType} ${hex(certificate)}` }
    }
    default:
      return unknown(record.type, (record as { data?: unknown }).data)
  }
}

// Seconds since 1970 as YYYYMMDDHHmmSS (RFC 4034 §3.2).
const instant = (seconds: number): string =>
  new Date(seconds * 1000)
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replace(/\D/g, '')

// Types that are younger than dns-packet: RFC 9460, RFC 9824.
const LATER_TYPES: Record<string, string> = { UNKNOWN_65: 'HTTPS', UNKNOWN_128: 'NXNAME' }

const typeName = (type: string): string => LATER_TYPES[type] ?? type.replace('UNKNOWN_', 'TYPE')

// RFC 3597: any type can be written as its length and octets.
function unknown(type: string, data: unknown): Shown {
  const octets = Buffer.isBuffer(data) ? data : Buffer.from(JSON.stringify(data ?? null))
  return { type: typeName(type), value: `\\# ${octets.length} ${hex(octets)}`.trim() }
}
