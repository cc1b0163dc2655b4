/** What a site tells of itself beside its page: in its sitemap (sitemaps.org) and its feed. Never throws. */
import type { SeenPage, WebObservation } from '../../server/core/observation.ts'
import { deadline } from './deadline.ts'
import { fetchOnce } from './fetch.ts'
import type { Fetching } from './fetch.ts'
import { nextUrl } from './hops.ts'
import type { Following } from './hops.ts'
import { readMarkup } from './markup.ts'
import { mentions } from './mentions.ts'
import type { Mentions } from './mentions.ts'

// A common application keeps its sitemap elsewhere and redirects there; https may stand before that.
const MAX_REDIRECTS = 2

// A sitemap's own bound (sitemaps.org).
const MAX_URL = 2048

type Dated = NonNullable<SeenPage['declaredAt']>
type Read = (url: URL | null) => Promise<string>

/**
 * Adds to the new name's pages what its sitemap and feed tell. Comes last in a look, and has the time of one hop for
 * all of it: a site without them, or too slow for them, looks as it did.
 */
export async function lookBeside(
  seen: readonly WebObservation[],
  name: string,
  oldName: string | null,
  { dial, trust, hopTimeoutMs, look }: Following,
): Promise<WebObservation[]> {
  const own = seen.filter((one) => isSuccess(one, name))
  const [first] = own
  if (!first) return [...seen]
  const time = deadline(hopTimeoutMs, look)
  const read = reader(name, first.hops.at(-1)!.address, { dial, trust, signal: time.signal })
  const named = mentions(oldName === null ? [] : [oldName])
  const dates = await readAll(first.page!, read, named)
  time.end()
  const told = named.own()
  return seen.map((one) => {
    if (!own.includes(one)) return one
    const page = one.page!
    const declaredAt = dates.reduce(newer, page.declaredAt)
    return { ...one, page: { ...page, declaredAt, mentions: [...told, ...page.mentions] } }
  })
}

function isSuccess({ purpose, probe, hops, page }: WebObservation, name: string): boolean {
  const status = hops.at(-1)?.status ?? 0
  const ours = purpose === 'new' && probe === 'home' && page !== null && new URL(page.url).host === name
  return ours && status >= 200 && status < 300
}

const newer = (one: Dated | null, other: Dated): Dated => (one !== null && one.at >= other.at ? one : other)

/** Fetches the text of a file of `name` from its address, never from another host or port; empty for all else. */
function reader(name: string, address: string, fetching: Fetching): Read {
  return async (start) => {
    let url = start
    for (let hops = 0; url?.host === name && hops <= MAX_REDIRECTS; hops++) {
      const { status, headers, body } = await fetchOnce(url, address, '', fetching)
      if (body || status === null) return status === 200 ? body!.text : ''
      url = nextUrl(headers['location']?.[0] ?? '', url)
    }
    return ''
  }
}

async function readAll({ url, feed }: SeenPage, read: Read, named: Mentions): Promise<Dated[]> {
  const [maps, news] = await Promise.all([
    readSitemaps(new URL(url), read, named),
    read(feed === null ? null : new URL(feed)),
  ])
  const dated = (texts: readonly string[], where: string) => texts.map((at) => ({ at, where }))
  return [...dated(maps, 'sitemap'), ...dated(scan(news).dates, 'feed')]
}

/** The sitemap that robots.txt names, or the usual one, and the first below it if it is an index: their dates. */
async function readSitemaps(page: URL, read: Read, named: Mentions): Promise<string[]> {
  const robots = await read(new URL('/robots.txt', page))
  const lines = [...robots.matchAll(/^[ \t]*sitemap[ \t]*:[ \t]*(\S+)/gim)].map(([, at]) => at!)
  for (const line of lines) named.text(line, 'robots.txt')
  const map = scan(await read(firstAt(page.host, lines) ?? new URL('/sitemap.xml', page)))
  const below = scan(map.isIndex ? await read(firstAt(page.host, map.places)) : '')
  for (const place of [...map.places, ...below.places]) named.text(place, 'sitemap')
  return [...map.dates, ...below.dates]
}

function firstAt(host: string, places: readonly string[]): URL | null {
  const found = places.find(
    (place) => place.length <= MAX_URL && URL.canParse(place) && new URL(place).host === host,
  )
  return found === undefined ? null : new URL(found)
}

const DATED: ReadonlySet<string> = new Set(['lastmod', 'pubdate', 'updated', 'published'])

/** The places and dates of a sitemap or a feed. No document type is read, so entities of its own stay names. */
function scan(xml: string) {
  const found = { isIndex: false, places: [] as string[], dates: [] as string[] }
  let tag = ''
  for (const token of readMarkup(xml.replace(/<!\[CDATA\[|\]\]>/g, ''))) {
    if (token.kind === 'text') {
      if (tag === 'loc') found.places.push(token.text.trim())
      const at = DATED.has(tag) ? instant(token.text.trim()) : null
      if (at) found.dates.push(at)
    }
    tag = token.kind === 'open' ? token.tag : ''
    if (tag === 'sitemapindex') found.isIndex = true
  }
  return found
}

// W3C's notation in sitemaps and Atom, RFC 822's in RSS: anything else would be guessed at.
function instant(text: string): string | null {
  const known = /^(\d{4}-\d\d-\d\d|([A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} )/.test(text)
  const at = known ? Date.parse(text) : NaN
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}
