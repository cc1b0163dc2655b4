/** What kind of page a look ended at: a block, a sign-in, a hosting panel's default page, or none of these. Pure. */
import type { PageMark, SeenPage } from '../../server/core/observation.ts'
import { lastHop } from './looks.ts'
import type { Look } from './looks.ts'

const BLOCK_HEADERS = ['cf-mitigated', 'x-sucuri-block', 'x-amzn-waf-action']
const BLOCK_TITLE =
  /just a moment|attention required|access denied|request (rejected|blocked)|ddos.guard|security check|captcha|not acceptable|mod_security|web application firewall|akses ditolak/i
const BARE_403 = /^\s*(error\s*)?403\b|^\s*(access )?forbidden\s*!?\s*$|^$/i

/**
 * The checker was turned away, which says nothing about the site: rate limits (RFC 6585 §4), challenges, and a bare 403
 * that no application wrote.
 */
export function isBlock(look: Look): boolean {
  const { status, headers } = lastHop(look)
  if (status === null || status < 400) return false
  const title = look.page?.title ?? ''
  if (status === 429 || BLOCK_HEADERS.some((name) => headers[name] !== undefined)) return true
  if ([403, 406, 503].includes(status) && BLOCK_TITLE.test(title)) return true
  return status === 403 && BARE_403.test(title) && !look.page?.passwordField && (look.page?.words ?? 0) < 60
}

/** The application's own demand to sign in. */
export function isSignIn(look: Look): boolean {
  const { status } = lastHop(look)
  return status === 401 || status === 407 || (status === 403 && !isBlock(look))
}

// Titles of pages that a name without a site of its own falls back to (hosting panels, web servers, providers).
const DEFAULT_TITLES = [
  /^welcome to (nginx|openresty|caddy|tengine|centos|the apache)/i,
  /^(apache2? .*)?(ubuntu|debian|centos|fedora|alma|rocky|red hat|linux)? ?.*default page\b/i,
  /^(apache )?(http|web) server test page|^test page for the |^http server test page/i,
  /^(cent ?os|control)[ -]?web[ -]?panel|powered by (centos|control)-?web-?panel/i,
  /^iis windows|^internet information services|^windows server$/i,
  /^(default (web ?site|website|page|parallels|plesk)|web server's default page|domain default page)/i,
  /^(plesk|cpanel|hestia|vesta|directadmin|cyberpanel|aapanel|ispconfig|virtualmin|litespeed)\b.*(default|welcome|success)/i,
  /^(caddy works|it works)!?$/i,
  /^success! your new web server/i,
  /^(this )?account (has been )?suspended|^website suspended|^(this )?site (is )?suspended/i,
  /^(site|domain|host) not (found|configured|published|connected)/i,
  /\b(domain|this name) is (parked|for sale)|^parked (domain|page)|domain parking/i,
]
const DEFAULT_BEGINNINGS = [
  /^it works!?( |$)/i,
  /^welcome to nginx!/i,
  /^this is the default (web )?page/i,
  /^apache2? (ubuntu|debian|centos)? ?default page/i,
  /^sorry! if you are the owner of this website/i,
]

/** The page of a web server that has no site for the name. */
export function isDefaultPage({ title, excerpt, words }: SeenPage): boolean {
  if (title !== null && DEFAULT_TITLES.some((pattern) => pattern.test(title))) return true
  return words < 400 && DEFAULT_BEGINNINGS.some((pattern) => pattern.test(excerpt))
}

const HOLDING =
  /^(index of \/|(website |situs |site )?(is )?(under construction|coming soon|segera hadir|dalam perbaikan|sedang dibangun))/i

/** A page that says itself that the site is not there yet, or nothing at all. */
export function isHoldingPage({ title, excerpt, words, bytes }: SeenPage): boolean {
  return bytes === 0 || (words < 40 && (HOLDING.test(title ?? '') || HOLDING.test(excerpt)))
}

/** In how many of 64 bits two pages differ; about 32 for unrelated ones. */
export function distance(a: PageMark, b: PageMark): number {
  let bits = 0
  for (let at = 0; at < 16; at++) {
    const differing = parseInt(a.likeness[at] ?? '0', 16) ^ parseInt(b.likeness[at] ?? '0', 16)
    bits += [0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4][differing] ?? 0
  }
  return bits
}

/** The same page, but for what changes by itself. */
export function isSamePage(a: PageMark, b: PageMark): boolean {
  return a.fingerprint === b.fingerprint || (a.title === b.title && a.title !== null && distance(a, b) <= 3)
}
