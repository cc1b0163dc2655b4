/** Dynamic update messages (RFC 2136): prerequisites and changes out, the server's word in. Pure octets. */
import { addressBytes } from '../../server/core/address.ts'
import type { RecordType } from '../../server/core/records.ts'
import type { Prerequisite, UpdateRecord } from '../../server/core/update.ts'

export type Update = {
  id: number
  zone: string
  prerequisites: readonly Prerequisite[]
  remove: readonly UpdateRecord[]
  add: readonly UpdateRecord[]
}

const TYPE: Record<RecordType, number> = { A: 1, CNAME: 5, AAAA: 28 }
const SOA = 6
const ANY_TYPE = 255
const IN = 1
const NONE = 254
const OPCODE_UPDATE = 5 << 11
const HEADER = 12
const LABEL = /^[a-z0-9_*-]{1,63}$/

/** A name in wire form, uncompressed and lower case; null when it is none. */
export function nameOctets(name: string): Buffer | null {
  const bare = name.toLowerCase().replace(/\.$/, '')
  if (bare === '') return Buffer.from([0])
  const labels = bare.split('.')
  if (bare.length > 253 || !labels.every((label) => LABEL.test(label))) return null
  return Buffer.concat([
    ...labels.flatMap((label) => [Buffer.from([label.length]), Buffer.from(label, 'ascii')]),
    Buffer.from([0]),
  ])
}

/** Record data in wire form; null when the value is none of that type. */
function dataOctets({ type, value }: UpdateRecord): Buffer | null {
  if (type === 'CNAME') return value === '' ? null : nameOctets(value)
  const bytes = addressBytes(value)
  return bytes && bytes.length === (type === 'A' ? 4 : 16) ? Buffer.from(bytes) : null
}

/** The message; null when a name or value cannot be said. Nothing is mended silently. */
export function encodeUpdate({ id, zone, prerequisites, remove, add }: Update): Buffer | null {
  const apex = nameOctets(zone)
  const before = prerequisites.flatMap(prerequisiteRecords)
  const changes = [
    ...remove.map((one) => record(one.name, TYPE[one.type], NONE, 0, dataOctets(one))),
    ...add.map((one) => record(one.name, TYPE[one.type], IN, one.ttl, dataOctets(one))),
  ]
  if (!apex || ![...before, ...changes].every((octets) => octets !== null)) return null
  const header = Buffer.alloc(HEADER)
  header.writeUInt16BE(id & 0xffff, 0)
  header.writeUInt16BE(OPCODE_UPDATE, 2)
  header.writeUInt16BE(1, 4)
  header.writeUInt16BE(before.length, 6)
  header.writeUInt16BE(changes.length, 8)
  const zoneSection = Buffer.concat([apex, u16(SOA), u16(IN)])
  return Buffer.concat([header, zoneSection, ...(before as Buffer[]), ...(changes as Buffer[])])
}

const NOTHING = Buffer.alloc(0)

function prerequisiteRecords(prerequisite: Prerequisite): (Buffer | null)[] {
  if (prerequisite.is === 'free') return [record(prerequisite.name, ANY_TYPE, NONE, 0, NOTHING)]
  if (prerequisite.is === 'absent')
    return [record(prerequisite.name, TYPE[prerequisite.type], NONE, 0, NOTHING)]
  return prerequisite.records.map((one) => record(one.name, TYPE[one.type], IN, 0, dataOctets(one)))
}

function record(name: string, type: number, klass: number, ttl: number, data: Buffer | null): Buffer | null {
  const owner = nameOctets(name)
  if (!owner || owner.length === 1 || !data || !Number.isInteger(ttl) || ttl < 0 || ttl > 0x7fffffff)
    return null
  const fixed = Buffer.alloc(10)
  fixed.writeUInt16BE(type, 0)
  fixed.writeUInt16BE(klass, 2)
  fixed.writeUInt32BE(ttl, 4)
  fixed.writeUInt16BE(data.length, 8)
  return Buffer.concat([owner, fixed, data])
}

export const u16 = (value: number): Buffer => {
  const octets = Buffer.alloc(2)
  octets.writeUInt16BE(value)
  return octets
}

const RCODES: Record<number, string> = {
  0: 'NOERROR',
  1: 'FORMERR',
  2: 'SERVFAIL',
  3: 'NXDOMAIN',
  4: 'NOTIMP',
  5: 'REFUSED',
  6: 'YXDOMAIN',
  7: 'YXRRSET',
  8: 'NXRRSET',
  9: 'NOTAUTH',
  10: 'NOTZONE',
}

/** The rcode of a reply to this very message; null when it is no reply to it. */
export function rcodeOf(reply: Buffer, sent: Buffer): string | null {
  if (reply.length < HEADER || reply.readUInt16BE(0) !== sent.readUInt16BE(0)) return null
  const flags = reply.readUInt16BE(2)
  if ((flags & 0x8000) === 0 || (flags & 0x7800) !== OPCODE_UPDATE) return null
  return RCODES[flags & 0xf] ?? `RCODE${flags & 0xf}`
}
