/** The DNS wire format: queries out, replies in through a gate that believes nothing. Pure; the door to dns-packet. */
import packet from 'dns-packet'
import type { Answer, ExtendedError, SeenRecord } from '../server/core/observation.ts'
import { plainOpt, plainRecord } from './plain.ts'
import { presentation, tidyName } from './rdata.ts'

/** The record types that may be asked for. */
const TYPES: Record<string, number> = {
  A: 1,
  AAAA: 28,
  AXFR: 252,
  CAA: 257,
  CNAME: 5,
  DNAME: 39,
  DNSKEY: 48,
  DS: 43,
  HTTPS: 65,
  MX: 15,
  NS: 2,
  NSEC: 47,
  RRSIG: 46,
  SOA: 6,
  SRV: 33,
  TLSA: 52,
  TXT: 16,
}

/** What goes into one query. `id` is random and comes from the caller. */
export type Query = {
  id: number
  name: string
  type: string
  recursionDesired: boolean
  checkingDisabled: boolean
  dnssecOk: boolean
  edns: boolean
}

// The DNS flag day 2020 size: no fragments on any common path (RFC 9715).
const UDP_PAYLOAD = 1232
const HEADER = 12
const INTERNET = 1
// Underscores are for service labels, `*` for asking about the wildcard itself.
const LABEL = /^[a-z0-9_*-]{1,63}$/i

const RECURSION_DESIRED = 0x0100
const CHECKING_DISABLED = 0x0010
const OPT = 41
const OPT_LENGTH = 11
const DNSSEC_OK = 0x8000

/** The packet of a query; null when the name or type cannot be sent. Written here: dns-packet would mend such a name silently. */
export function encodeQuery(query: Query): Buffer | null {
  const type = TYPES[query.type]
  const name = query.name.endsWith('.') ? query.name.slice(0, -1) : query.name
  if (!type || name.length > 253) return null
  const labels = name === '' ? [] : name.split('.')
  if (!labels.every((label) => LABEL.test(label))) return null
  const question = HEADER + (name === '' ? 1 : name.length + 2)
  const packed = Buffer.alloc(question + 4 + (query.edns ? OPT_LENGTH : 0))
  packed.writeUInt16BE(query.id & 0xffff, 0)
  packed.writeUInt16BE(
    (query.recursionDesired ? RECURSION_DESIRED | AUTHENTIC : 0) |
      (query.checkingDisabled ? CHECKING_DISABLED : 0),
    2,
  )
  packed[5] = 1
  let at = HEADER
  for (const label of labels) {
    packed[at] = label.length
    packed.write(label, at + 1, 'latin1')
    at += label.length + 1
  }
  packed.writeUInt16BE(type, question)
  packed[question + 3] = INTERNET
  if (query.edns) {
    packed[11] = 1
    packed.writeUInt16BE(OPT, question + 5)
    packed.writeUInt16BE(UDP_PAYLOAD, question + 7)
    packed.writeUInt16BE(query.dnssecOk ? DNSSEC_OK : 0, question + 11)
  }
  return packed
}

export type Gated = { ok: true; answer: Answer } | { ok: false; reason: Refused; detail: string }
type Refused = 'malformed' | 'wrong_id' | 'wrong_question'

const refuse = (reason: Refused, detail: string): Gated => ({ ok: false, reason, detail })

/** Reads the reply to `query`, the packet as it was sent. Never throws. */
export function decodeReply(reply: Buffer, query: Buffer): Gated {
  if (reply.length < HEADER) return refuse('malformed', `${reply.length} octets are no DNS message`)
  if (reply.readUInt16BE(0) !== query.readUInt16BE(0)) return refuse('wrong_id', 'the id is not ours')
  const flags = reply.readUInt16BE(2)
  if ((flags & 0x8000) === 0) return refuse('malformed', 'a query, not a reply')
  if ((flags & 0x7800) !== 0) return refuse('malformed', 'another opcode')
  const error = questionFault(reply, query, flags & 0xf)
  if (error !== null) return refuse('wrong_question', error)
  const layout = layoutOf(reply)
  // What was cut short need not be readable to its end: that it was is all that is taken from it.
  if (typeof layout === 'string' && (flags & TRUNCATED) === 0) return refuse('malformed', layout)
  try {
    return { ok: true, answer: read(reply, typeof layout === 'string' ? NOTHING : layout) }
  } catch (thrown) {
    return refuse('malformed', thrown instanceof Error ? thrown.message : 'cannot be decoded')
  }
}

// A server too old for EDNS may answer FORMERR or NOTIMP with a bare header (RFC 6891 §7); nothing else may.
function questionFault(reply: Buffer, query: Buffer, rcode: number): string | null {
  const count = reply.readUInt16BE(4)
  if (count === 0 && (rcode === 1 || rcode === 4)) return null
  if (count !== 1) return `${count} questions`
  const end = skipName(query, HEADER) + 4
  if (reply.length < end) return 'the question is cut off'
  // Octet by octet, ASCII case folded (RFC 4343): text would hide a dot inside a label. Servers copy the question
  // verbatim, so a compressed one never occurs.
  for (let at = HEADER; at < end; at++) {
    const ours = query[at]!
    const theirs = reply[at]!
    const letter = at < end - 4 && (ours | 32) >= 97 && (ours | 32) <= 122
    if (ours !== theirs && !(letter && (ours | 32) === (theirs | 32))) return 'another question'
  }
  return null
}

/** Where the name at `at` ends; -1 when it runs out of the packet or points forward. */
function skipName(buffer: Buffer, at: number): number {
  let total = 0
  while (at < buffer.length) {
    const length = buffer[at]!
    if (length === 0) return at + 1
    if ((length & 0xc0) === 0xc0) {
      if (at + 1 >= buffer.length) return -1
      return (buffer.readUInt16BE(at) & 0x3fff) < at ? at + 2 : -1
    }
    if ((length & 0xc0) !== 0) return -1
    total += length + 1
    if (total > 254) return -1
    at += length + 1
  }
  return -1
}

const FIXED_LENGTH: Record<number, number> = { 1: 4, 28: 16 }

/** Where a domain name stands in the data of a type whose data ends with it. */
const NAME_AT: Record<number, number> = { 2: 0, 5: 0, 12: 0, 15: 2, 33: 6, 39: 0 }

/** Where each record begins and ends, by section. */
type Span = { from: number; to: number }
type Layout = { answers: Span[]; authorities: Span[]; additionals: Span[] }
const NOTHING: Layout = { answers: [], authorities: [], additionals: [] }

// dns-packet reads many types without looking at their length field, so a lying length would shift all that follows.
function layoutOf(reply: Buffer): Layout | string {
  let at = HEADER
  for (let count = reply.readUInt16BE(4); count > 0; count--) {
    at = skipName(reply, at)
    if (at < 0 || at + 4 > reply.length) return 'a question is cut off'
    at += 4
  }
  const layout: Layout = { answers: [], authorities: [], additionals: [] }
  let options = 0
  for (const [section, countAt] of [
    ['answers', 6],
    ['authorities', 8],
    ['additionals', 10],
  ] as const) {
    for (let count = reply.readUInt16BE(countAt); count > 0; count--) {
      const from = at
      at = skipName(reply, at)
      if (at < 0 || at + 10 > reply.length) return 'a record is cut off'
      const type = reply.readUInt16BE(at)
      const data = at + 10
      at = data + reply.readUInt16BE(at + 8)
      if (at > reply.length) return 'record data is cut off'
      const fault = dataFault(reply, type, data, at)
      if (fault !== null) return fault
      if (type === 41 && (section !== 'additionals' || ++options > 1))
        return 'OPT where none may be (RFC 6891 §6.1.1)'
      layout[section].push({ from, to: at })
    }
  }
  return layout
}

function dataFault(reply: Buffer, type: number, from: number, to: number): string | null {
  const fixed = FIXED_LENGTH[type]
  if (fixed !== undefined && fixed !== to - from) return 'an address of the wrong length'
  const nameAt = NAME_AT[type]
  if (nameAt !== undefined && skipName(reply, from + nameAt) !== to) return 'a name of the wrong length'
  return null
}

const AUTHORITATIVE = 0x0400
const TRUNCATED = 0x0200
const AVAILABLE = 0x0080
const AUTHENTIC = 0x0020

function read(reply: Buffer, { answers, authorities, additionals }: Layout): Answer {
  const flags = reply.readUInt16BE(2)
  const extra = records(reply, additionals)
  const opt = optIn(reply, additionals)
  return {
    status: 'answered',
    rcode: rcodeName(((opt?.extendedRcode ?? 0) << 4) | (flags & 0xf)),
    aa: (flags & AUTHORITATIVE) !== 0,
    tc: (flags & TRUNCATED) !== 0,
    ra: (flags & AVAILABLE) !== 0,
    ad: (flags & AUTHENTIC) !== 0,
    answers: records(reply, answers),
    authorities: records(reply, authorities),
    additionals: extra,
    edns: opt !== null,
    extendedErrors: opt?.errors ?? [],
    raw: reply.toString('base64'),
  }
}

/** The one OPT record; null when there is none. */
function optIn(
  reply: Buffer,
  additionals: readonly Span[],
): { extendedRcode: number; errors: ExtendedError[] } | null {
  for (const span of additionals) {
    const extendedRcode = plainOpt(reply, span.from, span.to)
    if (extendedRcode !== null) return { extendedRcode, errors: [] }
    if (reply.readUInt16BE(skipName(reply, span.from)) !== OPT) continue
    const opt = recordIn(reply, span)
    if (opt.type === 'OPT') return { extendedRcode: opt.extendedRcode, errors: extendedErrors(opt) }
  }
  return null
}

// Exported by dns-packet, though its types do not tell.
type RecordReader = { decode: { (from: Buffer, at: number): packet.Answer; bytes: number } }
const { answer: reader } = packet as unknown as { answer: RecordReader }

/** One record, read at its own place: what lies about its length can shift no other. */
function recordIn(reply: Buffer, { from, to }: Span): packet.Answer {
  const record = reader.decode(reply, from)
  if (from + reader.decode.bytes !== to) throw new Error('record data of the wrong length')
  return record
}

const RCODES = [
  'NOERROR',
  'FORMERR',
  'SERVFAIL',
  'NXDOMAIN',
  'NOTIMP',
  'REFUSED',
  'YXDOMAIN',
  'YXRRSET',
  'NXRRSET',
]
const LATER_RCODES: Record<number, string> = { 9: 'NOTAUTH', 10: 'NOTZONE', 16: 'BADVERS', 23: 'BADCOOKIE' }
const rcodeName = (code: number): string => RCODES[code] ?? LATER_RCODES[code] ?? `RCODE${code}`

function records(reply: Buffer, spans: readonly Span[]): SeenRecord[] {
  const seen: SeenRecord[] = []
  for (const span of spans) {
    const plain = plainRecord(reply, span.from, span.to)
    if (plain) {
      seen.push(plain)
      continue
    }
    if (plainOpt(reply, span.from, span.to) !== null) continue
    const record = recordIn(reply, span)
    // dns-packet takes the top bit of the class for mDNS's flush bit (RFC 6762 §10.2): outside mDNS that is no IN.
    if (record.type === 'OPT' || record.flush || (record.class !== undefined && record.class !== 'IN'))
      continue
    const shown = presentation(record)
    // A TTL with the top bit set counts as zero (RFC 2181 §8).
    const ttl = (record.ttl ?? 0) > 0x7fffffff ? 0 : (record.ttl ?? 0)
    seen.push({ name: tidyName(record.name), type: shown.type, ttl, value: shown.value })
  }
  return seen
}

const EXTENDED_ERROR = 15

function extendedErrors(opt: packet.OptAnswer): ExtendedError[] {
  return (opt.options as { code: number; data?: Buffer }[])
    .filter((option) => option.code === EXTENDED_ERROR && (option.data?.length ?? 0) >= 2)
    .map(({ data }) => ({
      code: data!.readUInt16BE(0),
      text: data!
        .toString('utf8', 2)
        .replace(/\p{Cc}/gu, ' ')
        .slice(0, 300),
    }))
}
