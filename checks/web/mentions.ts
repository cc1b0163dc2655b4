/** Collects the host names that a page and its headers mention, with where: bounded, the names looked at first. Pure. */
import { sameSite } from '../names.ts'

export type Mention = { host: string; where: string }

const MAX_OTHERS = 64
const MAX_TEXT = 256 * 1024

export type Mentions = {
  /** Every `//host` of a text: also those inside a query, percent-encoded, or with JSON's escaped slashes. */
  text: (text: string, where: string) => void
  host: (host: string, where: string) => void
  /** Those of the names looked at. */
  own: () => Mention[]
  /** The names looked at first, then the others as far as they fit. */
  list: () => Mention[]
}

export function mentions(names: readonly string[]): Mentions {
  const own = new Map<string, Mention>()
  const others = new Map<string, Mention>()
  const host = (given: string, where: string) => {
    const host = given.toLowerCase().replace(/^\*\.|\.$/g, '')
    if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host)) return
    const key = `${host} ${where}`
    if (names.some((name) => sameSite(host, name))) own.set(key, { host, where })
    else if (others.size < MAX_OTHERS) others.set(key, { host, where })
  }
  const text = (raw: string, where: string) => {
    const plain = unescaped(raw.slice(0, MAX_TEXT))
    for (const [, found] of plain.matchAll(/\/\/([^\s/?#"'<>\\&,;:()[\]{}@]{1,253})/g)) {
      host(/^[\x20-\x7e]*$/.test(found!) ? found! : (asAscii(found!) ?? ''), where)
    }
  }
  return { text, host, own: () => [...own.values()], list: () => [...own.values(), ...others.values()] }
}

function unescaped(text: string): string {
  const plain = text.replaceAll('\\/', '/')
  return plain.includes('%') ? plain.replace(/%2f/gi, '/').replace(/%3a/gi, ':') : plain
}

function asAscii(name: string): string | null {
  return URL.canParse(`http://${name}/`) ? new URL(`http://${name}/`).hostname : null
}

/** The sources of a Content-Security-Policy that are hosts. */
export function cspHosts(policy: string): string[] {
  return policy
    .slice(0, 16_384)
    .split(/[\s;,]+/)
    .map((source) => source.replace(/^[a-z]+:\/\//i, '').replace(/[:/].*$/, ''))
    .filter((source) => source.includes('.') && !source.startsWith("'"))
}
