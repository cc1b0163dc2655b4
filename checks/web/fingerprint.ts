/** Fingerprints of pages: one that must match exactly, one that similar pages share. Pure but for hashing. */
import { createHash } from 'node:crypto'

const MAX_WORDS = 20_000
const CALENDAR = new Set(
  (
    'senin selasa rabu kamis jumat sabtu minggu januari februari maret april mei juni juli agustus september ' +
    'oktober november desember monday tuesday wednesday thursday friday saturday sunday january february march ' +
    'may june july august october december jan feb mar apr jun jul agu aug sep okt oct nov des dec ' +
    'wita wib wit utc am pm'
  ).split(' '),
)

/**
 * The wording of a page without what changes by itself: numbers, days and months, tokens. The names looked at count
 * as one, so that a site is the same under its old and its new name.
 */
export function stableWords(text: string, names: readonly string[]): string[] {
  let plain = text.normalize('NFC').toLowerCase()
  for (const name of names) plain = plain.replaceAll(name, '@')
  const words: string[] = []
  for (const [word] of plain.matchAll(/[^\s.,;:!?()[\]{}"'|/\\<>=&]+/gu)) {
    if (words.length >= MAX_WORDS) break
    if (CALENDAR.has(word) || /^\p{P}+$/u.test(word)) continue
    if (word.length >= 16 && /\d/.test(word)) continue
    const steady = word.replace(/\d+/g, '')
    if (steady !== '') words.push(steady)
  }
  return words
}

/** Digest of the structure and the wording. */
export function digest(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32)
}

/** Simhash (Charikar 2002) of 64 bits over runs of three parts, in hex. */
export function likeness(parts: readonly string[]): string {
  const weights = new Int32Array(64)
  for (let at = 0; at < Math.min(parts.length, MAX_WORDS); at++) {
    const run = `${parts[at]} ${parts[at + 1] ?? ''} ${parts[at + 2] ?? ''}`
    const halves = [hash(run, 0x811c9dc5), hash(run, 0x9747b28c)]
    for (let bit = 0; bit < 64; bit++) weights[bit]! += (halves[bit >> 5]! >>> (bit & 31)) & 1 ? 1 : -1
  }
  let hex = ''
  for (let nibble = 0; nibble < 16; nibble++) {
    let value = 0
    for (let bit = 0; bit < 4; bit++) value |= weights[nibble * 4 + bit]! > 0 ? 1 << bit : 0
    hex += value.toString(16)
  }
  return hex
}

// FNV-1a with a last mixing, since simhash needs every bit to depend on every character.
function hash(text: string, seed: number): number {
  let value = seed
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return (value ^ (value >>> 16)) >>> 0
}
