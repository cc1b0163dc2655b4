/**
 * DNS records as lines that a person pastes: zone file and `nsupdate`. Every value is read by the grammar of its type and
 * printed anew, so that nothing which somebody typed or a server said can end a line or begin a directive. Pure.
 */
import { canonicalAddress } from '../address.ts'
import type { ExpectedRecords } from '../records.ts'
import { recordTypes } from '../records.ts'

export type LineRecord = { name: string; type: string; ttl: number; value: string }

// Underscores are for service labels, `*` for a wildcard's own record.
const OWNER = /^(?:\*\.)?[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*$/
const NUMBER = /^\d{1,5}$/
// A character string as zone files quote it (RFC 1035 §5.1), and nothing after its closing quote.
const STRING = String.raw`"(?:[ !#-\[\]-~]|\\["\\]|\\\d{3})*"`
const STRINGS = new RegExp(`^${STRING}(?: ${STRING})*$`)
const CAA = new RegExp(`^(\\d{1,3}) ([a-z0-9]{1,15}) (${STRING})$`, 'i')
const UNKNOWN = /^\\# (\d{1,5})(?: ([0-9A-F]+))?$/i
// RFC 3597 §5: these may be written by number, wherever their own form is not known.
const TYPE = /^(?:[A-Z][A-Z0-9]{0,9}|TYPE\d{1,5})$/

/** An absolute name for a line; null when it could not be written without quoting tricks. */
export function ownerText(name: string): string | null {
  return name.length <= 253 && OWNER.test(name) ? `${name}.` : null
}

// A target of one dot is the root: "no service here" (RFC 2782, RFC 7505).
const target = (name: string | undefined) => (name === '.' ? '.' : ownerText(name ?? ''))

/** Record data in presentation form, names absolute; null when it does not fit its type. */
export function rdataText(type: string, value: string): string | null {
  if (type === 'A' || type === 'AAAA') {
    const address = canonicalAddress(value)
    return address !== null && address.includes(':') === (type === 'AAAA') ? address : null
  }
  const parts = value.split(' ')
  switch (type) {
    case 'CNAME':
    case 'DNAME':
    case 'NS':
    case 'PTR':
      return target(value)
    case 'MX':
      return numbersThenTarget(parts, 1)
    case 'SRV':
      return numbersThenTarget(parts, 3)
    case 'TXT':
      return STRINGS.test(value) ? value : null
    case 'CAA':
      return CAA.test(value) ? value : null
    case 'TLSA':
      return /^\d{1,3} \d{1,3} \d{1,3} [0-9A-F]+$/i.test(value) ? value : null
    default: {
      const octets = UNKNOWN.exec(value)
      return octets && (octets[2] ?? '').length === 2 * Number(octets[1]) ? value : null
    }
  }
}

function numbersThenTarget(parts: string[], numbers: number): string | null {
  const name = target(parts[numbers])
  return parts.length === numbers + 1 && name !== null && parts.slice(0, numbers).every((n) => NUMBER.test(n))
    ? [...parts.slice(0, numbers), name].join(' ')
    : null
}

const ttlText = (ttl: number) => String(Math.min(0x7fffffff, Math.max(0, Math.trunc(ttl) || 0)))

type Written = { owner: string; ttl: string; type: string; data: string }

function written({ name, type, ttl, value }: LineRecord): Written | null {
  const owner = ownerText(name)
  const data = TYPE.test(type) ? rdataText(type, value) : null
  return owner !== null && data !== null ? { owner, ttl: ttlText(ttl), type, data } : null
}

/** `baru.example. 300 IN A 192.0.2.1`; null when the record cannot be written safely. */
export function zoneLine(record: LineRecord): string | null {
  const line = written(record)
  return line && `${line.owner} ${line.ttl} IN ${line.type} ${line.data}`
}

/** The records that can be written, and how many had to be left out. */
export function zoneLines(records: readonly LineRecord[]): { text: string; left: number } {
  const lines = records.map(zoneLine).filter((line) => line !== null)
  return { text: lines.join('\n'), left: records.length - lines.length }
}

export type Changes = {
  zone: string
  /** Names where nothing may exist before. */
  free?: readonly string[]
  /** Sets that must stand there exactly so before. */
  standing?: readonly LineRecord[]
  remove?: readonly LineRecord[]
  add?: readonly LineRecord[]
}

/** A script for `nsupdate` (RFC 2136): refused as a whole by the server when somebody changed the names meanwhile. */
export function nsupdateScript({ zone, free = [], standing = [], remove = [], add = [] }: Changes): string {
  const apex = ownerText(zone)
  if (apex === null) return ''
  const lines = [`zone ${apex}`]
  for (const name of free) {
    const owner = ownerText(name)
    if (owner) lines.push(`prereq nxdomain ${owner}`)
  }
  for (const { owner, type, data } of standing.map(written).filter((line) => line !== null))
    lines.push(`prereq yxrrset ${owner} ${type} ${data}`)
  for (const { owner, type, data } of remove.map(written).filter((line) => line !== null))
    lines.push(`update delete ${owner} ${type} ${data}`)
  for (const { owner, ttl, type, data } of add.map(written).filter((line) => line !== null))
    lines.push(`update add ${owner} ${ttl} ${type} ${data}`)
  return [...lines, 'show', 'send'].join('\n')
}

/** Expected records of a name as lines. */
export const linesOf = (name: string, records: ExpectedRecords, ttl: number): LineRecord[] =>
  recordTypes.flatMap((type) => (records[type] ?? []).map((value) => ({ name, type, ttl, value })))
