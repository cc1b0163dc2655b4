/** Rules for the old name: does it lead to the new one, is it gone, or does it live on. Pure. */
import { wantedAt, type Want } from '../../server/core/expectation.ts'
import { hostOf } from '../names.ts'
import { wantedGone, wantedKept } from './leftover.ts'
import { ending, fold, hostAt, isOurs, lastHop, looksAt, ownFailure, pairOf, unseenNote } from './looks.ts'
import type { Look, Note, Pair } from './looks.ts'
import { isBlock } from './pages.ts'
import { arrivalOf, lostOnTheWay } from './probe.ts'
import type { Facts, Remark } from './remark.ts'
import { addressesOf, chainNotes } from './site.ts'

const TEMPORARY: ReadonlySet<number> = new Set([302, 303, 307])
/** Statuses after which a client may send GET where it had sent POST (RFC 9110 §15.4.2, §15.4.3). */
const METHOD_CHANGING: ReadonlySet<number> = new Set([301, 302])

export function redirectRemarks(facts: Facts): Remark[] {
  const pair = pairOf(facts)
  const want = wantedAt(facts.expectation, facts.now)
  const looks = looksAt(facts, 'old', 'home')
  if (pair.oldName === null || looks.length === 0) return []
  const notes = addressesOf(looks).flatMap((address) => silenceNotes(address, looks, pair, want))
  for (const look of looks) {
    if (ownFailure(look, pair.isOld) !== null) continue
    if (want === 'redirect') notes.push(...wantedRedirect(look, probeOf(look, facts), facts, pair))
    else notes.push(...(want === 'remove' ? wantedGone(look, facts, pair) : wantedKept(look, pair)))
  }
  return fold(pair.oldName, notes, looks)
}

const probeOf = (home: Look, facts: Facts) =>
  looksAt(facts, 'old', 'probe').find(
    ({ address, scheme }) => address === home.address && scheme === home.scheme,
  )

function silenceNotes(address: string, looks: readonly Look[], { isOld }: Pair, want: Want): Note[] {
  const own = looks.filter((look) => look.address === address)
  const failures = own.map((look) => ownFailure(look, isOld))
  const judged = failures.filter((failure) => !isOurs(failure))
  const seen = own.map((look, at) => `${look.scheme} ${failures[at] ?? 'answers'}`).join(', ')
  // Nobody misses what should be gone.
  if (want === 'remove') return []
  if (judged.length === 0) return [unseenNote(address, seen, looks, isOld)]
  if (judged.includes('certificate')) return []
  if (judged.every((failure) => failure !== null)) {
    return [
      {
        condition: 'H01',
        level: 'warning',
        stop: false,
        argues: 'stale',
        severity: 'warning',
        address,
        seen,
      },
    ]
  }
  return []
}

function wantedRedirect(look: Look, probe: Look | undefined, facts: Facts, pair: Pair): Note[] {
  const { address, hops } = look
  const at = arrivalOf(look, pair)
  if (at < 0) return astray(look, probe, pair)
  const notes: Note[] = []
  const status = hops[at - 1]!.status ?? 0
  const temporary = TEMPORARY.has(status)
  if (temporary) {
    notes.push({
      condition: 'H07',
      argues: null,
      severity: 'info',
      address,
      seen: `HTTP ${status}`,
      expected: '301, 308',
    })
  }
  if (METHOD_CHANGING.has(status) && servesApi(facts)) {
    notes.push({
      condition: 'H09',
      argues: null,
      severity: 'ok',
      address,
      seen: String(status),
      expected: '308',
    })
  }
  for (const note of chainNotes({ ...look, hops: hops.slice(0, at + 2) })) {
    // A way that ends on http for good, past a working https, is no right redirect.
    const lowered = note.condition === 'H12' && lastHop(look).url.startsWith('http:') && hasHttps(facts)
    notes.push(lowered ? { ...note, argues: 'stale' } : note)
  }
  const lost = probe ? lostOnTheWay(probe, pair) : null
  if (lost) notes.push({ condition: 'H08', argues: 'stale', severity: 'warning', address, ...lost })
  else if (!temporary && !notes.some(({ argues }) => argues !== null)) {
    notes.push({
      condition: 'H06',
      argues: null,
      severity: 'ok',
      address,
      seen: hops[at]!.url,
      expected: pair.newName,
    })
  }
  return notes
}

// The home page does not reach the new name by redirects: what does it do instead?
function astray(look: Look, probe: Look | undefined, pair: Pair): Note[] {
  const { address, outcome, page } = look
  const { status, url } = lastHop(look)
  const seen = ending(look)
  const stale = { argues: 'stale', severity: 'warning', address } as const
  if (outcome === 'loop' || outcome === 'too_many_hops') {
    return [{ condition: 'H11', level: 'warning', stop: false, ...stale, seen: `${outcome}: ${url}` }]
  }
  if (!pair.isOld(hostAt(lastHop(look)))) {
    return [
      { condition: 'H13', argues: 'stale', severity: 'critical', address, seen: url, expected: pair.newName },
    ]
  }
  if (isBlock(look)) return [{ condition: 'H16', argues: 'unknown', severity: 'info', address, seen }]
  if (status === 410) return [{ condition: 'H17', level: 'warning', ...stale, seen }]
  if (status === 404 || (status !== null && status >= 500)) {
    return [{ condition: 'H04', level: 'warning', ...stale, seen, expected: pair.newName }]
  }
  const led = page?.metaRefresh ?? page?.scriptRedirect ?? null
  if (led === null || !pair.isNew(hostOf(led) ?? '')) return [{ condition: 'H18', ...stale, seen }]
  const lost = probe ? lostOnTheWay(probe, pair) : null
  const notes: Note[] = [{ condition: 'H14', argues: null, severity: 'info', address, seen: led }]
  return lost ? [...notes, { condition: 'H08', ...stale, ...lost }] : notes
}

const hasHttps = (facts: Facts): boolean =>
  looksAt(facts, 'new', 'home').some(({ scheme, hops }) => scheme === 'https' && hops[0]?.failure === null)

const servesApi = (facts: Facts): boolean =>
  looksAt(facts, 'new', 'home').some(({ page }) => page?.type?.includes('json') ?? false)
