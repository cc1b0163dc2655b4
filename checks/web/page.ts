/** Turns the body and headers of a response into the facts of a page. Never throws, whatever the markup. Pure. */
import type { SeenPage } from '../../server/core/observation.ts'
import { digest, likeness, stableWords } from './fingerprint.ts'
import { readMarkup } from './markup.ts'
import type { Token } from './markup.ts'
import { cspHosts, mentions } from './mentions.ts'

export type Response = {
  url: URL
  headers: Readonly<Record<string, readonly string[]>>
  text: string
  bytes: number
  truncated: boolean
}

/** Elements that say nothing about how a page looks. */
const UNSEEN = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'meta',
  'link',
  'base',
  'head',
  'html',
  'title',
])
const LINKING: Readonly<Record<string, string>> = { a: 'link', area: 'link', base: 'base', form: 'form' }
const DATED =
  /^(article:(modified|published)_time|og:updated_time|dcterms\.modified|last-modified|datemodified)$/i
const MAX_WORDS = 20_000
const MAX_URL = 2048
// Below this many words, a script that sets the location is the page's whole purpose.
const FEW_WORDS = 40

/** `names` are the names looked at: they do not count in the fingerprint, and their mentions come first. */
export function readPage(
  { url, headers, text, bytes, truncated }: Response,
  names: readonly string[],
): SeenPage {
  const type = headers['content-type']?.[0]?.split(';')[0]?.trim().toLowerCase() || null
  const named = mentions(names)
  const structure: string[] = []
  const words: string[] = []
  let title: string | null = null
  let passwordField = false
  let metaRefresh: string | null = null
  let scripted: string | null = null
  let declaredAt: SeenPage['declaredAt'] = null
  let feed: string | null = null

  const date = (value: string | undefined, where: string) => {
    const at = value && /^\d{4}-\d\d-\d\d/.test(value) ? Date.parse(value) : NaN
    if (Number.isNaN(at)) return
    const iso = new Date(at).toISOString()
    if (!declaredAt || iso > declaredAt.at) declaredAt = { at: iso, where }
  }
  const meta = (attributes: ReadonlyMap<string, string>) => {
    const content = attributes.get('content') ?? ''
    const key = attributes.get('property') ?? attributes.get('name') ?? attributes.get('http-equiv') ?? ''
    const header = attributes.get('http-equiv')?.toLowerCase()
    if (header === 'refresh') metaRefresh ??= refreshTarget(content, url)
    if (header === 'content-security-policy') cspHosts(content).forEach((host) => named.host(host, 'csp'))
    if (key.toLowerCase() === 'og:url') named.text(content, 'og:url')
    if (DATED.test(key)) date(content, 'meta')
  }
  const element = ({ tag, attributes }: Extract<Token, { tag: string }>) => {
    if (tag === 'meta') return meta(attributes)
    const rel = attributes.get('rel')?.toLowerCase()
    if (tag === 'link' && rel?.split(/\s+/).includes('alternate') && isFeed(attributes.get('type')))
      feed ??= absolute(attributes.get('href')?.slice(0, MAX_URL) ?? '', url)
    const where = rel === 'canonical' ? 'canonical' : (LINKING[tag] ?? 'resource')
    for (const name of ['href', 'src', 'action', 'formaction', 'srcset', 'poster']) {
      const value = attributes.get(name)
      if (value) named.text(value, where)
    }
    if (tag === 'time') date(attributes.get('datetime'), 'time')
    if (tag === 'input' && attributes.get('type')?.toLowerCase() === 'password') passwordField = true
    const hidden = tag === 'input' && attributes.get('type')?.toLowerCase() === 'hidden'
    if (!UNSEEN.has(tag) && !hidden) structure.push(`<${tag}>`)
  }
  const script = (source: string) => {
    named.text(source, 'script')
    const leads =
      /location(?:\.href)?\s*=\s*["']([^"']{1,2000})|location\.(?:replace|assign)\(\s*["']([^"']{1,2000})/
    const found = leads.exec(source.slice(0, 65_536))
    scripted ??= found ? absolute(found[1] ?? found[2] ?? '', url) : null
    for (const [, at] of source.matchAll(/"date(?:Modified|Published)"\s*:\s*"([^"]{10,40})"/g))
      date(at, 'json-ld')
  }

  if (isMarkup(type, text)) {
    for (const token of readMarkup(text)) {
      if (token.kind === 'text') {
        const own = stableWords(token.text, names)
        structure.push(...own)
        if (words.length < MAX_WORDS) words.push(...visible(token.text))
      } else {
        element(token)
        if (token.kind === 'raw' && token.tag === 'title') title ??= squeeze(token.text, 200)
        if (token.kind === 'raw' && token.tag === 'script') script(token.text)
      }
    }
  } else {
    structure.push(...stableWords(text, names))
    words.push(...visible(text))
    named.text(text, 'body')
  }
  for (const policy of headers['content-security-policy'] ?? []) {
    cspHosts(policy).forEach((host) => named.host(host, 'csp'))
  }
  for (const cookie of headers['set-cookie'] ?? []) {
    const domain = /;\s*domain\s*=\s*\.?([^;\s]{1,253})/i.exec(cookie)
    if (domain) named.host(domain[1]!, 'cookie')
  }
  for (const link of headers['link'] ?? []) named.text(link, 'link')

  return {
    url: url.href,
    type,
    bytes,
    truncated,
    title,
    words: words.length,
    excerpt: squeeze(words.slice(0, 60).join(' '), 200) ?? '',
    passwordField,
    fingerprint: digest(structure),
    likeness: likeness(structure),
    lastModified: httpDate(headers['last-modified']?.[0]),
    declaredAt,
    feed,
    mentions: named.list(),
    metaRefresh,
    scriptRedirect: words.length < FEW_WORDS ? scripted : null,
  }
}

// Spread into calls below: the bound also keeps the stack.
const visible = (text: string) => text.split(/\s+/, MAX_WORDS).filter((word) => word !== '')

const isMarkup = (type: string | null, text: string) =>
  type === null ? text.trimStart().startsWith('<') : /html|xml/.test(type)

const isFeed = (type = '') => /^\s*application\/(rss|atom)\+xml\b/i.test(type)

function squeeze(text: string, limit: number): string | null {
  return text.replace(/\s+/g, ' ').trim().slice(0, limit) || null
}

function absolute(target: string, base: URL): string | null {
  return URL.canParse(target.trim(), base.href) ? new URL(target.trim(), base.href).href : null
}

// `0; url=/next`: without a target the page only reloads itself.
function refreshTarget(content: string, base: URL): string | null {
  const target = /^[\d.\s]*[;,]\s*(?:url\s*=)?\s*["']?\s*([^"'\s]{1,2000})/i.exec(
    content.slice(0, 4096).replace(/\s+/g, ' '),
  )?.[1]
  return target ? absolute(target, base) : null
}

function httpDate(text: string | undefined): string | null {
  const at = text ? Date.parse(text) : NaN
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}
