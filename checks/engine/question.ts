/** Questions in octets: names encoded once, queries from a template. Pure. */

export const HEADER = 12
const NAME = 255
/** Type and class. */
export const QUESTION_TAIL = 4
// Root name, type OPT, 1232 octets of payload as everywhere in the checker (RFC 9715), nothing else (RFC 6891).
const OPT = Buffer.from([0, 0, 41, 0x04, 0xd0, 0, 0, 0, 0, 0, 0])
/** The longest query there is. */
export const LONGEST_QUERY = HEADER + NAME + QUESTION_TAIL + OPT.length

export const TYPES = { A: 1, CNAME: 5, AAAA: 28 } as const
export type AskedType = keyof typeof TYPES

const DOT = 46
// What may stand in a label, in lower case, by its code; 0 for what may not. `_` is for service labels, `*` for asking
// about the wildcard itself.
const FOLDED = new Uint8Array(128)
for (const octet of Buffer.from('abcdefghijklmnopqrstuvwxyz0123456789-_*')) FOLDED[octet] = octet
for (let octet = 65; octet <= 90; octet++) FOLDED[octet] = octet + 32

/**
 * Writes a host name in wire form, lower case, and returns where it ends; -1 when it is no name that may be sent. The
 * caller makes sure that 255 octets fit.
 */
export function writeName(name: string, into: Buffer, at: number): number {
  const length = name.length
  if (length > 253) return -1
  if (length === 0 || (length === 1 && name.charCodeAt(0) === DOT)) {
    into[at] = 0
    return at + 1
  }
  let mark = at
  let next = at + 1
  for (let index = 0; index < length; index++) {
    const code = name.charCodeAt(index)
    if (code === DOT) {
      const label = next - mark - 1
      if (label === 0 || label > 63) return -1
      into[mark] = label
      mark = next++
    } else {
      const octet = code < FOLDED.length ? FOLDED[code]! : 0
      if (octet === 0) return -1
      into[next++] = octet
    }
  }
  const label = next - mark - 1
  if (label === 0 || label > 63) return -1
  into[mark] = label
  into[next] = 0
  return next + 1
}

/** Writes what all queries share: no recursion desired, one question, one additional record. The rest must be zero. */
export function writeHeader(into: Buffer, at: number): void {
  into[at + 5] = 1
  into[at + 11] = 1
}

/** Completes a query behind its header, and returns its length. `question` holds name, type and class. */
export function writeQuery(into: Buffer, at: number, question: Buffer, from: number, length: number): number {
  const end = at + HEADER + length
  // Shorter than what a call of `copy` costs.
  for (let i = 0; i < length; i++) into[at + HEADER + i] = question[from + i]!
  for (let i = 0; i < OPT.length; i++) into[end + i] = OPT[i]!
  return HEADER + length + OPT.length
}
