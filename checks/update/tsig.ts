/** Signs a DNS message and verifies its reply with a shared key (TSIG, RFC 8945). */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { TsigAlgorithm } from '../../server/core/update.ts'
import { nameOctets, u16 } from './message.ts'

export type TsigKey = { name: string; algorithm: TsigAlgorithm; secret: Buffer }

/** A signed message, and its MAC, which the reply's covers too. */
export type Signed = { message: Buffer; mac: Buffer; at: number }

/** What a reply's signature is worth. `hint` is what an unsigned reply claims: nothing to rely on. */
export type Verified =
  { ok: true } | { ok: false; why: 'unsigned' | 'bad' | 'time'; error: string | null; detail: string }

const TSIG = 250
const CLASS_ANY = 255
const HEADER = 12
/** RFC 8945 §10 recommends five minutes. */
const FUDGE_S = 300
const ERRORS: Record<number, string> = { 16: 'BADSIG', 17: 'BADKEY', 18: 'BADTIME', 22: 'BADTRUNC' }

const hashOf = (algorithm: TsigAlgorithm) => algorithm.replace('hmac-', '')

function u48(seconds: number): Buffer {
  const octets = Buffer.alloc(6)
  octets.writeUIntBE(seconds, 0, 6)
  return octets
}

type Variables = { time: number; fudge: number; error: number; other: Buffer }

/** The variables that a MAC covers besides the message (RFC 8945 §4.3.3). */
function variablesOf(key: TsigKey, { time, fudge, error, other }: Variables): Buffer {
  return Buffer.concat([
    nameOctets(key.name)!,
    u16(CLASS_ANY),
    Buffer.alloc(4),
    nameOctets(key.algorithm)!,
    u48(time),
    u16(fudge),
    u16(error),
    u16(other.length),
    other,
  ])
}

const macOf = (key: TsigKey, parts: Buffer[]) =>
  createHmac(hashOf(key.algorithm), key.secret).update(Buffer.concat(parts)).digest()

/** Appends the signature. `at` is in seconds since 1970. */
export function sign(message: Buffer, key: TsigKey, at: number): Signed {
  const variables = { time: at, fudge: FUDGE_S, error: 0, other: Buffer.alloc(0) }
  const mac = macOf(key, [message, variablesOf(key, variables)])
  const data = Buffer.concat([
    nameOctets(key.algorithm)!,
    u48(at),
    u16(FUDGE_S),
    u16(mac.length),
    mac,
    message.subarray(0, 2),
    u16(0),
    u16(0),
  ])
  const record = Buffer.concat([
    nameOctets(key.name)!,
    u16(TSIG),
    u16(CLASS_ANY),
    Buffer.alloc(4),
    u16(data.length),
    data,
  ])
  const signed = Buffer.concat([message, record])
  signed.writeUInt16BE(message.readUInt16BE(10) + 1, 10)
  return { message: signed, mac, at }
}

const bad = (detail: string, error: string | null = null): Verified => ({
  ok: false,
  why: 'bad',
  error,
  detail,
})

/** Whether a reply was made by someone who holds the key, for this request, now (RFC 8945 §5.3). Never throws. */
export function verify(reply: Buffer, request: Signed, key: TsigKey, now: number): Verified {
  const found = signatureIn(reply)
  if (found === 'malformed') return bad('the reply cannot be read')
  if (found === null) return { ok: false, why: 'unsigned', error: null, detail: 'the reply carries no TSIG' }
  const { start, name, algorithm, time, fudge, mac, originalId, error, other } = found
  const errorName = error === 0 ? null : (ERRORS[error] ?? `TSIG error ${error}`)
  // BADSIG and BADKEY come unsigned (RFC 8945 §5.2): a hint for people, and no proof of anything.
  if (mac.length === 0)
    return { ok: false, why: 'unsigned', error: errorName, detail: 'the signature is empty' }
  if (!name.equals(nameOctets(key.name)!) || !algorithm.equals(nameOctets(key.algorithm)!))
    return bad('signed with another key or algorithm', errorName)
  const bare = Buffer.from(reply.subarray(0, start))
  bare.writeUInt16BE(originalId, 0)
  bare.writeUInt16BE(reply.readUInt16BE(10) - 1, 10)
  const expected = macOf(key, [
    u16(request.mac.length),
    request.mac,
    bare,
    variablesOf(key, { time, fudge, error, other }),
  ])
  // A shortened MAC is refused: nobody here asks for one (RFC 8945 §5.2.2.1).
  if (mac.length !== expected.length || !timingSafeEqual(mac, expected))
    return bad('the signature does not fit the reply', errorName)
  if (errorName !== null) {
    const theirs = error === 18 && other.length === 6 ? other.readUIntBE(0, 6) : null
    const detail = theirs === null ? '' : `the clock of the server differs by ${theirs - request.at} s`
    return { ok: false, why: 'time', error: errorName, detail }
  }
  if (Math.abs(now - time) > fudge)
    return { ok: false, why: 'time', error: null, detail: 'signed at another time' }
  return { ok: true }
}

type Signature = Variables & {
  /** Where its record begins. */
  start: number
  name: Buffer
  algorithm: Buffer
  mac: Buffer
  originalId: number
}

/** The TSIG record, which must be the last of the message, and the only one. */
function signatureIn(reply: Buffer): Signature | null | 'malformed' {
  try {
    let at = HEADER
    for (let count = reply.readUInt16BE(4); count > 0; count--) at = nameAt(reply, at).end + 4
    const records = reply.readUInt16BE(6) + reply.readUInt16BE(8) + reply.readUInt16BE(10)
    for (let index = 0; index < records; index++) {
      const start = at
      const { name, end } = nameAt(reply, at)
      const type = reply.readUInt16BE(end)
      const data = end + 10
      at = data + reply.readUInt16BE(end + 8)
      if (at > reply.length) return 'malformed'
      if (type !== TSIG) continue
      const isLast = index === records - 1 && at === reply.length && reply.readUInt16BE(10) > 0
      if (!isLast || reply.readUInt16BE(end + 2) !== CLASS_ANY) return 'malformed'
      return { start, name, ...fieldsOf(reply.subarray(0, at), data) }
    }
    return at === reply.length ? null : 'malformed'
  } catch {
    // Reading beyond the end.
    return 'malformed'
  }
}

function fieldsOf(reply: Buffer, data: number): Omit<Signature, 'start' | 'name'> {
  const { name: algorithm, end } = nameAt(reply, data)
  const macLength = reply.readUInt16BE(end + 8)
  const macAt = end + 10
  const after = macAt + macLength
  const otherLength = reply.readUInt16BE(after + 4)
  const otherAt = after + 6
  if (otherAt + otherLength !== reply.length) throw new RangeError('other data of the wrong length')
  return {
    algorithm,
    time: reply.readUIntBE(end, 6),
    fudge: reply.readUInt16BE(end + 6),
    mac: reply.subarray(macAt, after),
    originalId: reply.readUInt16BE(after),
    error: reply.readUInt16BE(after + 2),
    other: reply.subarray(otherAt),
  }
}

/** A name in lower case without compression, and where it ends. */
function nameAt(reply: Buffer, from: number): { name: Buffer; end: number } {
  const parts: Buffer[] = []
  let at = from
  let end = -1
  for (let jumps = 0, total = 0; ;) {
    const length = reply.readUInt8(at)
    if ((length & 0xc0) === 0xc0) {
      if (end < 0) end = at + 2
      const to = reply.readUInt16BE(at) & 0x3fff
      if (to >= at || ++jumps > 32) throw new RangeError('a pointer that leads forward')
      at = to
      continue
    }
    total += length + 1
    if ((length & 0xc0) !== 0 || total > 255 || at + 1 + length > reply.length)
      throw new RangeError('a name that is none')
    parts.push(reply.subarray(at, at + 1 + length))
    at += 1 + length
    if (length === 0) break
  }
  const name = Buffer.concat(parts)
  for (let index = 0; index < name.length; index++)
    if (name[index]! >= 0x41 && name[index]! <= 0x5a) name[index]! += 32
  return { name, end: end < 0 ? at : end }
}
