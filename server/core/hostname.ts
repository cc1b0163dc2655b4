/** Host names: parsing, comparing, and the gate in front of every packet. Pure. */

/** A lower-case A-label host name without a trailing dot, 1–253 characters, labels of 1–63. */
export type Hostname = string & { readonly __brand: 'Hostname' }

/** Why a text is no host name; the ids are those of the conditions N01–N04. */
export type HostnameProblem = 'LABEL_ILLEGAL' | 'NAME_TOO_LONG' | 'DOUBLE_HYPHEN' | 'IDN_INVALID'

export type ParsedHostname = { ok: true; hostname: Hostname } | { ok: false; problem: HostnameProblem }

const MAX_NAME = 253
const MAX_LABEL = 63
const LABEL = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/

const no = (problem: HostnameProblem): ParsedHostname => ({ ok: false, problem })

/**
 * Reads a host name as people type it: any case, an optional trailing dot, U-labels or A-labels.
 * Lengths follow RFC 1035 §2.3.4, characters RFC 1123 §2.1, `--` RFC 5891 §4.2.3.1.
 */
export function parseHostname(text: string): ParsedHostname {
  const typed = text.trim().replace(/\.$/, '')
  if (typed === '') return no('LABEL_ILLEGAL')
  const ascii = /^[\x20-\x7e]*$/.test(typed) ? typed.toLowerCase() : toAscii(typed)
  if (ascii === null) return no('IDN_INVALID')
  const labels = ascii.split('.')
  if (ascii.length > MAX_NAME || labels.some((label) => label.length > MAX_LABEL)) return no('NAME_TOO_LONG')
  if (!labels.every((label) => LABEL.test(label))) return no('LABEL_ILLEGAL')
  if (labels.some((label) => label.slice(2, 4) === '--' && !label.startsWith('xn--')))
    return no('DOUBLE_HYPHEN')
  if (labels.some((label) => label.startsWith('xn--')) && !decodes(ascii)) return no('IDN_INVALID')
  return { ok: true, hostname: ascii as Hostname }
}

/** A host name that is known to be good: for constants and tests. Throws on anything else. */
export function hostname(text: string): Hostname {
  const parsed = parseHostname(text)
  if (!parsed.ok) throw new Error(`not a host name (${parsed.problem}): ${JSON.stringify(text)}`)
  return parsed.hostname
}

/** True when `name` lies below `zone`, or is its apex. */
export function isWithin(name: string, zone: string): boolean {
  return name === zone || name.endsWith(`.${zone}`)
}

/** The name one label up; null above a top-level name. */
export function parentOf(name: string): Hostname | null {
  const dot = name.indexOf('.')
  return dot < 0 ? null : (name.slice(dot + 1) as Hostname)
}

/** The innermost of `zones` that `name` is in. */
export function zoneOf(name: string, zones: readonly string[]): string | null {
  const holding = zones.filter((zone) => isWithin(name, zone))
  return holding.sort((a, b) => b.length - a.length)[0] ?? null
}

/**
 * True when one of a certificate's names covers the host: `*` stands for exactly one whole label, the leftmost
 * (RFC 9525 §6.3). Addresses are compared as text.
 */
export function covers(names: readonly string[], host: string): boolean {
  const dot = host.indexOf('.')
  const wildcard = dot > 0 ? `*${host.slice(dot)}` : null
  return names.some((name) => name === host || name === wildcard)
}

// The URL parser carries UTS #46, on the server and in the browser alike.
function toAscii(name: string): string | null {
  if (/[\s/?#@:%\\[\]|^<>*_,;"'`~!$&()+={}]/u.test(name)) return null
  try {
    return new URL(`http://${name}/`).hostname
  } catch {
    return null
  }
}

function decodes(ascii: string): boolean {
  const round = toAscii(ascii)
  return round === ascii
}

/** Labels that the hosting panel and mail create or expect themselves. */
export const panelLabels: readonly string[] =
  'www mail smtp pop pop3 imap webmail cpanel cwp ftp localhost ns autodiscover autoconfig wpad isatap'.split(
    ' ',
  )
