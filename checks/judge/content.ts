/** Rules for a page that the new name shows: the right site, not an old one, not naming the old name. Pure. */
import { hostOf } from '../names.ts'
import type { SeenPage } from '../../server/core/observation.ts'
import type { Look, Note, Pair } from './looks.ts'
import { distance, isDefaultPage, isHoldingPage, isSamePage } from './pages.ts'
import type { Facts } from './remark.ts'

const CONTENT_AGE_DAYS = 365
const DAY_MS = 86_400_000
/** Unrelated pages differ in about 32 of 64 bits, an edited page in fewer than 16. */
const UNLIKE = 24

export function contentNotes({ address }: Look, page: SeenPage, facts: Facts, pair: Pair): Note[] {
  const { expectation, policy, now } = facts
  const title = page.title ?? page.excerpt.slice(0, 60)
  const before = expectation.baseline?.page ?? null
  const known = before !== null && isSamePage(before, page)
  if (!known) {
    const stranger = wrongSite(page, facts, pair)
    if (stranger !== null) {
      const severity = stranger.sure ? 'critical' : 'warning'
      return [
        { condition: 'H02', argues: 'wrong', severity, address, seen: stranger.seen, expected: pair.newName },
      ]
    }
  }
  const led = leadsAway(page, pair)
  if (led?.toOld) return [{ condition: 'H10', argues: 'wrong', severity: 'critical', address, seen: led.url }]
  const notes: Note[] = []
  if (led) notes.push({ condition: 'H14', argues: null, severity: 'info', address, seen: led.url })
  if (isHoldingPage(page)) {
    const seen = page.bytes === 0 ? '0 bytes' : `"${title}"`
    notes.push({ condition: 'S05', argues: null, severity: 'info', address, seen })
  }
  if (before && !known && before.title !== page.title && distance(before, page) >= UNLIKE) {
    const seen = `"${title}"`
    notes.push({
      condition: 'H03',
      argues: null,
      severity: 'info',
      address,
      seen,
      expected: `"${before.title ?? ''}"`,
    })
  }
  const places = page.mentions.filter(({ host }) => pair.isOld(host)).map(({ where }) => where)
  if (pair.oldName !== null && places.length > 0) {
    // A name that is kept may be named.
    const kept = expectation.want === 'keep'
    const seen = [...new Set(places)].sort().join(', ')
    const weight = kept
      ? ({ argues: null, severity: 'ok' } as const)
      : ({ argues: 'stale', severity: 'warning' } as const)
    notes.push({ condition: 'H15', ...weight, address, seen, expected: pair.oldName })
  }
  const newest = newestDate(page)
  if (
    newest &&
    now.getTime() - Date.parse(newest.at) > (policy.contentAgeDays ?? CONTENT_AGE_DAYS) * DAY_MS
  ) {
    // A file's date alone tells when it was copied, not how old its information is.
    const argues = page.declaredAt ? 'stale' : null
    const seen = `${newest.at.slice(0, 10)} (${newest.where})`
    notes.push({ condition: 'S06', argues, severity: 'info', address, seen })
  }
  return notes
}

function wrongSite(page: SeenPage, { policy }: Facts, { isNew, isOld }: Pair) {
  const name = `"${page.title ?? page.excerpt.slice(0, 60)}"`
  if (isDefaultPage(page)) return { seen: name, sure: true }
  const isOwn = (host: string) => isNew(host) || isOld(host)
  // The page itself says whose it is (RFC 6596 §3).
  const canonical = page.mentions.filter(({ where }) => where === 'canonical').map(({ host }) => host)
  if (canonical.some(isOwn)) return null
  // What this site has shown before is its own, whoever else shows it: names may share a page on purpose.
  const showing = policy.otherSites?.filter((site) => isSamePage(site.page, page)) ?? []
  const other = showing.some((site) => isOwn(site.name)) ? undefined : showing[0]
  if (other) return { seen: `${other.name} ${name}`, sure: true }
  const stranger = canonical[0]
  return stranger === undefined ? null : { seen: `canonical ${stranger} ${name}`, sure: false }
}

function leadsAway({ metaRefresh, scriptRedirect }: SeenPage, { isNew, isOld }: Pair) {
  const url = metaRefresh ?? scriptRedirect
  const host = url === null ? null : hostOf(url)
  if (url === null || host === null || isNew(host)) return null
  return { url, toOld: isOld(host) }
}

function newestDate({ lastModified, declaredAt }: SeenPage) {
  if (lastModified === null) return declaredAt
  return declaredAt && declaredAt.at > lastModified
    ? declaredAt
    : { at: lastModified, where: 'Last-Modified' }
}
