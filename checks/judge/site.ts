/** Rules for the new name: is it reached, is it itself, does it keep its visitors. Pure. */
import { isWithin, parentOf } from '../../server/core/hostname.ts'
import { contentNotes } from './content.ts'
import { ending, fold, hostAt, isOurs, lastHop, looksAt, ownFailure, pairOf, unseenNote } from './looks.ts'
import type { Look, Note, Pair } from './looks.ts'
import { isBlock, isSignIn } from './pages.ts'
import type { Facts, Remark } from './remark.ts'

/** More redirects than this slow every visitor down; ten end a visit. */
export const MANY_REDIRECTS = 3

export function siteRemarks(facts: Facts): Remark[] {
  const pair = pairOf(facts)
  const looks = looksAt(facts, 'new', 'home')
  const notes = addressesOf(looks).flatMap((address) => reachNotes(address, looks, pair))
  for (const look of looks) {
    if (ownFailure(look, pair.isNew) !== null) continue
    const trail = trailNotes(look, facts, pair)
    notes.push(...trail)
    // A page that belongs to somebody else, or to nobody, is not the site's to be judged.
    if (look.outcome === 'response' && !trail.some(({ argues }) => argues !== null)) {
      notes.push(...(pair.isNew(hostAt(lastHop(look))) ? statusNotes(look, facts, pair) : []))
    }
  }
  return fold(pair.newName, demoted(notes, looks), looks)
}

export const addressesOf = (looks: readonly Look[]): string[] => [
  ...new Set(looks.map(({ address }) => address)),
]

function reachNotes(address: string, looks: readonly Look[], { isNew }: Pair): Note[] {
  const own = looks.filter((look) => look.address === address)
  const tried = own.map((look) => ({ look, failure: ownFailure(look, isNew) }))
  const judged = tried.filter(({ failure }) => !isOurs(failure))
  const seen = tried.map(({ look, failure }) => `${look.scheme} ${failure ?? 'answers'}`).join(', ')
  if (judged.length === 0) {
    return [unseenNote(address, seen, looks, isNew)]
  }
  // A certificate that is refused has conditions of its own, in group T.
  if (judged.some(({ failure }) => failure === 'certificate')) return []
  if (judged.every(({ failure }) => failure !== null)) {
    return [{ condition: 'H01', argues: 'broken', severity: 'critical', address, seen }]
  }
  // Without https a site is reached all the same; without http it is in today's best order.
  const https = judged.find(({ look, failure }) => look.scheme === 'https' && failure !== null)
  if (!https) return []
  const broken = https.failure === 'tls' || https.failure === 'timeout' || https.failure === 'reset'
  return [
    {
      condition: 'H01',
      level: 'warning',
      stop: false,
      argues: null,
      severity: broken ? 'warning' : 'info',
      address,
      seen,
    },
  ]
}

function trailNotes(look: Look, { policy }: Facts, { newName, isNew, isOld }: Pair): Note[] {
  const { address, hops, outcome } = look
  const notes: Note[] = []
  const back = hops.find((hop, at) => at > 0 && isOld(hostAt(hop)))
  if (back) notes.push({ condition: 'H10', argues: 'wrong', severity: 'critical', address, seen: back.url })
  if (outcome === 'loop' || outcome === 'too_many_hops') {
    const seen = `${hops.length} × ${outcome}: ${lastHop(look).location ?? lastHop(look).url}`
    return [...notes, { condition: 'H11', argues: 'broken', severity: 'critical', address, seen }]
  }
  notes.push(...chainNotes(look))
  const landed = hostAt(lastHop(look))
  if (back || isNew(landed) || isWithin(landed, newName)) return notes
  const seen = lastHop(look).url
  // A sign-in service is told where to come back to.
  if (hops.slice(1).some(({ url }) => mentionsIn(url, newName))) {
    return [...notes, { condition: 'H05', argues: null, severity: 'ok', address, seen }]
  }
  const allowed = policy.allowedSuffixes.length > 0 ? policy.allowedSuffixes : [parentOf(newName) ?? newName]
  const condition = allowed.some((suffix) => isWithin(landed, suffix)) ? 'H02' : 'H13'
  return [...notes, { condition, argues: 'wrong', severity: 'critical', address, seen, expected: newName }]
}

/** Downgrades and long chains: what any chain of redirects can have wrong with it. */
export function chainNotes({ address, hops }: Look): Note[] {
  const notes: Note[] = []
  const down = hops.find((hop, at) => hop.url.startsWith('http:') && hops[at - 1]?.url.startsWith('https:'))
  if (down) notes.push({ condition: 'H12', argues: null, severity: 'warning', address, seen: down.url })
  if (hops.length - 1 > MANY_REDIRECTS) {
    const seen = `${hops.length - 1} redirects`
    notes.push({
      condition: 'H11',
      level: 'warning',
      stop: false,
      argues: null,
      severity: 'info',
      address,
      seen,
    })
  }
  return notes
}

function mentionsIn(url: string, name: string): boolean {
  const query = url.slice(url.indexOf('?') + 1)
  return url.includes('?') && query.replace(/%2f/gi, '/').replace(/%3a/gi, ':').toLowerCase().includes(name)
}

function statusNotes(look: Look, facts: Facts, pair: Pair): Note[] {
  const { address, page } = look
  const status = lastHop(look).status ?? 0
  const seen = ending(look)
  if (isBlock(look)) return [{ condition: 'H16', argues: 'unknown', severity: 'info', address, seen }]
  if (isSignIn(look)) return [{ condition: 'H05', argues: null, severity: 'ok', address, seen }]
  if (status >= 200 && status < 300) return page ? contentNotes(look, page, facts, pair) : []
  // An interface for programs need not have a home page.
  if (status >= 400 && status < 500 && (page?.type?.includes('json') || status === 405)) {
    return [{ condition: 'H04', level: 'notice', argues: null, severity: 'ok', address, seen }]
  }
  return [{ condition: 'H04', argues: 'broken', severity: 'critical', address, seen }]
}

// What http shows is of little weight where https shows something better, and the other way round.
function demoted(notes: readonly Note[], looks: readonly Look[]): Note[] {
  return notes.map((note) => {
    const others = looks.filter(({ address, outcome }) => address === note.address && outcome === 'response')
    if (note.condition === 'H16' && others.some((look) => !isBlock(look))) return { ...note, argues: null }
    if (note.severity !== 'critical' || note.condition === 'H01') return note
    const same = notes.filter(
      ({ address, condition }) => address === note.address && condition === note.condition,
    )
    const own = looks.filter(({ address, outcome }) => address === note.address && outcome !== 'failure')
    return same.length < own.length ? { ...note, severity: 'warning' } : note
  })
}
