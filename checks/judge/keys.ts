/** Keys of signed zones, and whether the parent's DS records vouch for them. Pure but for hashing. */
import { createHash } from 'node:crypto'
import { writeName } from '../engine/question.ts'

/** A DNSKEY's text `flags protocol algorithm key`, read. `data` is its record data in wire form. */
export type Key = { flags: number; algorithm: number; tag: number; data: Buffer; key: Buffer }

export function parseKey(text: string): Key {
  const [flags = 0, protocol = 0, algorithm = 0] = text.split(' ').map(Number)
  const key = Buffer.from(text.split(' ')[3] ?? '', 'base64')
  const data = Buffer.concat([Buffer.from([flags >> 8, flags & 255, protocol, algorithm]), key])
  return { flags, algorithm, tag: tagOf(data), data, key }
}

/** RFC 4034, appendix B. */
function tagOf(data: Buffer): number {
  let sum = 0
  for (const [index, octet] of data.entries()) sum += index & 1 ? octet : octet << 8
  return (sum + (sum >> 16)) & 0xffff
}

/** A name in canonical wire form: lower case, never compressed (RFC 4034 §6.2). */
export function wireName(name: string): Buffer {
  const octets = Buffer.alloc(256)
  const end = writeName(name, octets, 0)
  return octets.subarray(0, Math.max(0, end))
}

const DIGESTS: Record<string, string> = { 1: 'sha1', 2: 'sha256', 4: 'sha384' }
const ZONE_KEY = 0x0100

/** The digest that a DS of this type would carry for a key; null for a type that nobody can reckon here. */
function digestOf(apex: string, { data }: Key, type: string): string | null {
  const algorithm = DIGESTS[type]
  if (algorithm === undefined) return null
  return createHash(algorithm).update(wireName(apex)).update(data).digest('hex').toUpperCase()
}

/** Whether a DS's text `tag algorithm type digest` is that of a key (RFC 4034 §5.1.4). A type that is unknown is believed. */
export function vouches(apex: string, ds: string, key: Key): boolean {
  const [tag, algorithm, type = '', digest] = ds.split(' ')
  if (Number(tag) !== key.tag || Number(algorithm) !== key.algorithm || (key.flags & ZONE_KEY) === 0)
    return false
  const own = digestOf(apex, key, type)
  return own === null || own === digest
}

/** The DS records that count: beside SHA-256 a validator leaves SHA-1 aside (RFC 4509 §3). */
export function counting(anchors: readonly string[]): string[] {
  const typed = (type: string) => (ds: string) => ds.split(' ')[2] === type
  return anchors.some(typed('2')) ? anchors.filter((ds) => !typed('1')(ds)) : [...anchors]
}

/** Tag and digest, to set side by side. */
export const shownDs = (ds: string): string => shown(ds.split(' ')[0]!, ds.split(' ')[3] ?? '')
export const shownKey = (apex: string, key: Key, like: string | undefined): string =>
  shown(key.tag, digestOf(apex, key, like?.split(' ')[2] ?? '') ?? '')
const shown = (tag: string | number, digest: string) => (digest ? `${tag} (${digest})` : `${tag}`)
