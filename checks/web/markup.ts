/** Reads HTML as a flat run of tags and text: tolerant, linear in its input, and never failing. Pure. */

export type Token =
  | { kind: 'text'; text: string }
  | { kind: 'open'; tag: string; attributes: ReadonlyMap<string, string> }
  /** An element whose content is no markup: script, style, title and their like. */
  | { kind: 'raw'; tag: string; attributes: ReadonlyMap<string, string>; text: string }

const MAX_ATTRIBUTES = 64
// No page has more; a megabyte of `<` would have, and hold up everything else meanwhile.
const MAX_TOKENS = 100_000
const RAW = new Set(['script', 'style', 'title', 'textarea', 'noscript', 'template', 'iframe'])
const NAME = /[a-z][^\s/>]{0,63}/iy
const ATTRIBUTE = /[\s/]*([^\s=>/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]*))?/y

/** The tokens of a document; end tags and comments are left out. */
export function* readMarkup(html: string): Generator<Token> {
  let at = 0
  for (let tokens = 0; at < html.length && tokens < MAX_TOKENS; tokens++) {
    const open = html.indexOf('<', at)
    const end = open < 0 ? html.length : open
    if (end > at) yield { kind: 'text', text: decodeEntities(html.slice(at, end)) }
    if (open < 0) return
    at = open + 1
    if (html.startsWith('!--', at)) at = after(html, '-->', at)
    else if (/[!?/]/.test(html[at] ?? '')) at = after(html, '>', at)
    else {
      NAME.lastIndex = at
      const name = NAME.exec(html)
      if (!name) {
        yield { kind: 'text', text: '<' }
        continue
      }
      const tag = name[0].toLowerCase()
      const { attributes, next } = readAttributes(html, at + name[0].length)
      at = next
      if (!RAW.has(tag)) {
        yield { kind: 'open', tag, attributes }
        continue
      }
      // A generous end: `</script` is enough, as for browsers; without one the rest belongs to the element.
      const closing = new RegExp(`</${tag}`, 'gi')
      closing.lastIndex = at
      const found = closing.exec(html)
      const text = html.slice(at, found?.index ?? html.length)
      yield { kind: 'raw', tag, attributes, text: tag === 'title' ? decodeEntities(text) : text }
      at = found ? after(html, '>', found.index) : html.length
    }
  }
}

function readAttributes(html: string, from: number) {
  const attributes = new Map<string, string>()
  let next = from
  for (let count = 0; count < MAX_ATTRIBUTES; count++) {
    ATTRIBUTE.lastIndex = next
    const found = ATTRIBUTE.exec(html)
    if (!found) break
    next = ATTRIBUTE.lastIndex
    const name = found[1]!.toLowerCase()
    // The first of equal attributes counts (HTML Living Standard §13.2.5.33).
    if (!attributes.has(name)) attributes.set(name, decodeEntities(unquote(found[2] ?? '')))
  }
  return { attributes, next: after(html, '>', next) }
}

const unquote = (value: string) => (/^["']/.test(value) && value.length > 1 ? value.slice(1, -1) : value)

function after(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from)
  return at < 0 ? html.length : at + mark.length
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

/** The few entities that occur in URLs and headings. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,6}));/gi, (whole, hex, decimal, name) => {
    if (name) return ENTITIES[String(name).toLowerCase()] ?? whole
    const code = hex ? parseInt(hex, 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}
