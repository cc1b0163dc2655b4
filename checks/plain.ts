/** Reads the records that nearly all replies consist of straight from the packet; whatever is odd is left to others. Pure. */
import { addressText } from '../server/core/address.ts'
import type { SeenRecord } from '../server/core/observation.ts'

// Where the name read last ended.
let end = 0

/** A name of ordinary characters, in lower case; null for any other, and for one that is not well formed. */
function plainName(reply: Buffer, start: number): string | null {
  let text = ''
  let at = start
  let total = 0
  let before = start
  let jumped = false
  while (at < reply.length) {
    const length = reply[at]!
    if (length === 0) {
      if (!jumped) end = at + 1
      return text === '' ? '.' : text
    }
    if (length > 63) {
      const target = ((length & 0x3f) << 8) | (reply[at + 1] ?? 0)
      // Only to what came before, or it could go round for ever.
      if (length < 0xc0 || at + 1 >= reply.length || target >= before) return null
      if (!jumped) end = at + 2
      jumped = true
      before = target
      at = target
      continue
    }
    total += length + 1
    if (total > 254 || at + length >= reply.length) return null
    let capitals = false
    for (let index = at + 1; index <= at + length; index++) {
      const kind = KINDS[reply[index]!]!
      if (kind === 0) return null
      if (kind === 2) capitals = true
    }
    const label = reply.toString('latin1', at + 1, at + 1 + length)
    if (text !== '') text += '.'
    text += capitals ? label.toLowerCase() : label
    at += length + 1
  }
  return null
}

// By octet: 1 for what stands in ordinary names, 2 for capitals, 0 for all else.
const KINDS = new Uint8Array(256)
for (const character of 'abcdefghijklmnopqrstuvwxyz0123456789-_*') KINDS[character.charCodeAt(0)] = 1
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') KINDS[character.charCodeAt(0)] = 2

const INTERNET = 1
const OPT = 41

/** The record between two places; null when it is not one of the common ones, or not well formed. */
export function plainRecord(reply: Buffer, from: number, to: number): SeenRecord | null {
  const name = plainName(reply, from)
  if (name === null || reply.readUInt16BE(end + 2) !== INTERNET) return null
  const type = reply.readUInt16BE(end)
  const seconds = reply.readUInt32BE(end + 4)
  // A TTL with the top bit set counts as zero (RFC 2181 §8).
  const ttl = seconds > 0x7fffffff ? 0 : seconds
  const data = end + 10
  switch (type) {
    case 1:
      return to - data === 4 ? { name, type: 'A', ttl, value: addressText(reply.subarray(data, to)) } : null
    case 28:
      return to - data === 16
        ? { name, type: 'AAAA', ttl, value: addressText(reply.subarray(data, to)) }
        : null
    case 2:
    case 5: {
      const value = plainName(reply, data)
      return value !== null && end === to ? { name, type: type === 2 ? 'NS' : 'CNAME', ttl, value } : null
    }
    case 6: {
      const value = soaText(reply, data, to)
      return value === null ? null : { name, type: 'SOA', ttl, value }
    }
    default:
      return null
  }
}

function soaText(reply: Buffer, data: number, to: number): string | null {
  const primary = plainName(reply, data)
  const mail = primary === null ? null : plainName(reply, end)
  if (mail === null || to - end !== 20) return null
  let text = `${primary} ${mail}`
  for (let at = end; at < to; at += 4) text += ` ${reply.readUInt32BE(at)}`
  return text
}

/** The high bits of the rcode that an OPT record without options carries; null for any other record. */
export function plainOpt(reply: Buffer, from: number, to: number): number | null {
  return to - from === 11 && reply[from] === 0 && reply.readUInt16BE(from + 1) === OPT
    ? reply[from + 5]!
    : null
}
