/** Compares a reply with its expectation where it lies, without making a value of anything in it. Pure. */
import { EXPECTED_HEAD } from './batch.ts'
import { HEADER } from './question.ts'

/** Exactly as expected, and nothing odd about it. */
export const EQUAL = 0
/** Something differs, or is not understood here: the decoder has the word. */
export const ODD = 1
/** Cut short: to be asked again over TCP. */
export const CUT = 2

const RESPONSE_AND_OPCODE = 0xf8
const AUTHORITATIVE = 0x04
const TRUNCATED = 0x02
// A compression pointer to the question's name, right behind the header: what servers write for its records.
const TO_QUESTION = 0xc00c
const CNAME = 5
const OPT = 41
const BAD = -1
// Far more than an honest name needs; a loop ends here.
const MOST_JUMPS = 16

/**
 * `question` holds name, type and class as they were sent, from `questionAt`; the expectation lies at `expectedAt` of
 * the same buffer, so that is where the question ends.
 */
export function compare(
  reply: Buffer,
  at: number,
  length: number,
  question: Buffer,
  questionAt: number,
  expectedAt: number,
): typeof EQUAL | typeof ODD | typeof CUT {
  const questionLength = expectedAt - questionAt
  const end = at + length
  let next = at + HEADER + questionLength
  if (next > end) return ODD
  const flags = reply[at + 2]!
  if ((flags & RESPONSE_AND_OPCODE) !== 0x80 || read16(reply, at + 4) !== 1) return ODD
  for (let i = 0; i < questionLength; i++) {
    if (reply[at + HEADER + i] !== question[questionAt + i]) return ODD
  }
  if ((flags & TRUNCATED) !== 0) return CUT
  if ((flags & AUTHORITATIVE) === 0 || (reply[at + 3]! & 0xf) !== question[expectedAt]) return ODD

  const type = question[expectedAt + 1]!
  const wanted = question[expectedAt + 2]!
  const values = expectedAt + EXPECTED_HEAD
  const answers = read16(reply, at + 6)
  let found = 0
  for (let record = 0; record < answers; record++) {
    if (next + 12 > end) return ODD
    if (read16(reply, next) !== TO_QUESTION) {
      // Behind an alias come the records of its target, which have questions of their own.
      if (type !== CNAME || found === 0) return ODD
      next = skipRecord(reply, next, end)
      if (next === BAD) return ODD
      continue
    }
    if (read16(reply, next + 2) !== type || read16(reply, next + 4) !== 1) return ODD
    const size = read16(reply, next + 10)
    next += 12
    if (next + size > end) return ODD
    if (type === CNAME) {
      if (!sameName(reply, at, next, next + size, question, values)) return ODD
      found = 1
    } else {
      const which = indexOf(reply, next, size, question, values, wanted, type === 1 ? 4 : 16)
      if (which === BAD) return ODD
      found |= 1 << which
    }
    next += size
  }
  const all = wanted === 32 ? -1 : (1 << wanted) - 1
  if (found !== all) return ODD
  return restIsPlain(reply, at, next, end) ? EQUAL : ODD
}

function indexOf(
  reply: Buffer,
  at: number,
  size: number,
  values: Buffer,
  from: number,
  count: number,
  width: number,
): number {
  if (size !== width) return BAD
  for (let which = 0; which < count; which++) {
    const value = from + which * width
    let i = 0
    while (i < width && reply[at + i] === values[value + i]) i++
    if (i === width) return which
  }
  return BAD
}

/** Is the name at `at`, compressed or not, the lower-case one at `expected`? It must end exactly at `end`. */
function sameName(
  reply: Buffer,
  start: number,
  at: number,
  end: number,
  expected: Buffer,
  expectedAt: number,
): boolean {
  let next = at
  let theirs = expectedAt
  let jumps = 0
  let limit = end
  for (;;) {
    if (next >= limit) return false
    const length = reply[next]!
    if ((length & 0xc0) === 0xc0) {
      if (next + 1 >= limit || ++jumps > MOST_JUMPS) return false
      if (jumps === 1 && next + 2 !== end) return false
      const target = start + (read16(reply, next) & 0x3fff)
      if (target >= next) return false
      limit = next
      next = target
      continue
    }
    if (length > 63 || length !== expected[theirs]) return false
    if (length === 0) return jumps > 0 || next + 1 === end
    if (next + length >= limit) return false
    for (let i = 1; i <= length; i++) {
      const octet = reply[next + i]!
      const folded = octet >= 65 && octet <= 90 ? octet + 32 : octet
      if (folded !== expected[theirs + i]) return false
    }
    next += length + 1
    theirs += length + 1
  }
}

/** Where the record at `at` ends, or BAD. */
function skipRecord(reply: Buffer, at: number, end: number): number {
  let next = at
  for (;;) {
    if (next >= end) return BAD
    const length = reply[next]!
    if (length === 0) {
      next++
      break
    }
    if ((length & 0xc0) === 0xc0) {
      next += 2
      break
    }
    if (length > 63) return BAD
    next += length + 1
  }
  if (next + 10 > end) return BAD
  next += 10 + read16(reply, next + 8)
  return next > end ? BAD : next
}

/** The other sections hold whole records up to the very end, and an OPT without version, rcode or options. */
function restIsPlain(reply: Buffer, at: number, from: number, end: number): boolean {
  const authorities = read16(reply, at + 8)
  const records = authorities + read16(reply, at + 10)
  let next = from
  let options = 0
  for (let record = 0; record < records; record++) {
    const past = skipRecord(reply, next, end)
    if (past === BAD) return false
    if (reply[next] === 0 && read16(reply, next + 1) === OPT) {
      if (record < authorities || ++options > 1) return false
      if (reply[next + 5] !== 0 || reply[next + 6] !== 0 || past !== next + 11) return false
    }
    next = past
  }
  return next === end
}

const read16 = (buffer: Buffer, at: number): number => (buffer[at]! << 8) | buffer[at + 1]!
