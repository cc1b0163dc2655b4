/** Many questions with the answers expected of them, packed into a few arrays: no object per question. Pure. */
import { addressBytes } from '../../server/core/address.ts'
import type { Answer, Silence } from '../../server/core/observation.ts'
import { LONGEST_QUERY, QUESTION_TAIL, TYPES, writeName } from './question.ts'
import type { AskedType } from './question.ts'

/** What a server should answer: the records of the name itself, as a set. `type` is null when it holds none. */
export type Expected = { rcode: 'NOERROR' | 'NXDOMAIN'; type: AskedType | null; values: readonly string[] }

/** How a question ended. `OPEN` is none of the ends: nobody sees it once the batch is over. */
export const OPEN = 0
/** The server answered, and with exactly what was expected. */
export const SAME = 1
/** The server answered something else; the evidence holds it. */
export const DIFFERENT = 2
/** No answer that could be believed; the evidence says which silence. */
export const SILENT = 3

export type Evidence = { outcome: Answer | Silence; transport: 'udp' | 'tcp' }

export type Batch = {
  /** Adds a question to `server`, to be tried at `other` in turn when given. Its number, or -1 when it cannot be sent. */
  add: (server: number, name: string, type: AskedType, expected: Expected, other?: number) => number
  readonly size: number
  /** Name, type and class of question `i` at `questionAt[i]`, its expectation at `expectedAt[i]`. */
  readonly octets: Buffer
  readonly questionAt: Int32Array
  readonly expectedAt: Int32Array
  readonly server: Int32Array
  readonly other: Int32Array
  readonly outcomes: Uint8Array
  /** For every question that did not end as `SAME`. */
  readonly evidence: Map<number, Evidence>
}

/** rcode, type (0 for none) and count, then that many values: addresses of 4 or 16 octets, or one name. */
export const EXPECTED_HEAD = 4
const MOST_VALUES = 32
const DOT = 46
const ZERO = 48

/** An empty batch for at most `most` questions. */
export function createBatch(most: number): Batch {
  let octets = Buffer.allocUnsafe(most * 64 + LONGEST_QUERY)
  let end = 0
  let size = 0
  const questionAt = new Int32Array(most)
  const expectedAt = new Int32Array(most)
  const server = new Int32Array(most)
  const other = new Int32Array(most)

  function room(needed: number): void {
    if (end + needed <= octets.length) return
    const more = Buffer.allocUnsafe(octets.length * 2 + needed)
    octets.copy(more, 0, 0, end)
    octets = more
  }

  function writeExpected({ rcode, type, values }: Expected, at: number): number {
    octets[at] = rcode === 'NXDOMAIN' ? 3 : 0
    octets[at + 1] = type === null ? 0 : TYPES[type]
    octets[at + 2] = values.length
    octets[at + 3] = 0
    let next = at + EXPECTED_HEAD
    for (const value of values) {
      if (type === 'CNAME') next = writeName(value, octets, next)
      else next = type === 'A' ? writeFour(value, octets, next) : writeSixteen(value, octets, next)
      if (next < 0) return -1
    }
    return next
  }

  return {
    add(to, name, type, expected, otherwise = to) {
      if (size === most) throw new RangeError('the batch is full')
      const { values } = expected
      if (values.length > (expected.type === 'CNAME' ? 1 : MOST_VALUES)) return -1
      if ((expected.type === null) !== (values.length === 0)) return -1
      room(LONGEST_QUERY + EXPECTED_HEAD + Math.max(16 * values.length, 256))
      const after = writeName(name, octets, end)
      if (after < 0) return -1
      octets.writeUInt32BE((TYPES[type] << 16) | 1, after)
      const past = writeExpected(expected, after + QUESTION_TAIL)
      if (past < 0) return -1
      questionAt[size] = end
      expectedAt[size] = after + QUESTION_TAIL
      server[size] = to
      other[size] = otherwise
      end = past
      return size++
    },
    get size() {
      return size
    },
    get octets() {
      return octets
    },
    questionAt,
    expectedAt,
    server,
    other,
    outcomes: new Uint8Array(most),
    evidence: new Map(),
  }
}

// By hand, because addresses are most of what is packed and a general parser makes five values of each.
function writeFour(text: string, into: Buffer, at: number): number {
  let octet = 0
  let digits = 0
  let next = at
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === DOT) {
      if (digits === 0 || next - at === 3) return -1
      into[next++] = octet
      octet = digits = 0
    } else {
      if (code < ZERO || code > ZERO + 9) return -1
      octet = octet * 10 + code - ZERO
      if (++digits > 3 || octet > 255) return -1
    }
  }
  if (digits === 0 || next - at !== 3) return -1
  into[next] = octet
  return next + 1
}

function writeSixteen(text: string, into: Buffer, at: number): number {
  const bytes = addressBytes(text)
  if (bytes?.length !== 16) return -1
  into.set(bytes, at)
  return at + 16
}
