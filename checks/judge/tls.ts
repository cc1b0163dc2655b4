/** Rules of group T: what the certificates of both names show. Pure. */
import type { ConditionId } from '../../server/core/conditions/index.ts'
import { wantedAt } from '../../server/core/expectation.ts'
import { isWithin, parentOf } from '../../server/core/hostname.ts'
import type { SeenCertificate } from '../../server/core/observation.ts'
import { covers } from '../names.ts'
import { issuingRemarks } from './issuing.ts'
import { fold, hostAt, isOurs, lastHop, looksAt, ownFailure, pairOf } from './looks.ts'
import type { Look, Note, Pair } from './looks.ts'
import type { Facts, Remark, Rule } from './remark.ts'

const SOON_MS = 14 * 86_400_000

// What a name shows for which no certificate was issued.
const UNISSUED: ReadonlySet<ConditionId> = new Set(['T01', 'T02', 'T06'])

export const tlsRules: Rule = (facts) => {
  const own = newRemarks(facts)
  const failing = own.some(({ condition }) => UNISSUED.has(condition))
  return [...own, ...oldRemarks(facts), ...issuingRemarks(facts, failing), ...inherited(facts)]
}

function newRemarks(facts: Facts): Remark[] {
  const pair = pairOf(facts)
  const looks = looksAt(facts, 'new', 'home').filter(({ scheme }) => scheme === 'https')
  const notes = looks.flatMap((look) => {
    const certificate = look.certificate
    return certificate ? certificateNotes(look, certificate, pair.newName, pair, facts) : []
  })
  return fold(pair.newName, notes, looks)
}

function certificateNotes(look: Look, seen: SeenCertificate, name: string, pair: Pair, facts: Facts): Note[] {
  const { address } = look
  // Where http shows the site by itself, a bad certificate shuts out a part of its users.
  const plain = looksAt(facts, 'new', 'home').some(
    (other) =>
      other.address === address && other.outcome === 'response' && lastHop(other).url.startsWith('http:'),
  )
  const severity = plain ? 'warning' : 'critical'
  const broken = { argues: 'broken', severity, address } as const
  const notes: Note[] = []
  const validity = validityOf(seen, facts.now)
  if (validity === 'expired' || validity === 'not yet') {
    notes.push({ condition: 'T04', ...broken, seen: span(seen), expected: facts.now.toISOString() })
  }
  if (validity === 'soon')
    notes.push({
      condition: 'T04',
      level: 'warning',
      argues: null,
      severity: 'warning',
      address,
      seen: span(seen),
    })
  notes.push(...trustNotes(seen, broken))
  if (!covers(seen.names, name)) {
    const names = seen.names.slice(0, 5).join(', ') || `no names (${seen.subject})`
    const wrong = { argues: 'wrong', severity, address, seen: names, expected: name } as const
    notes.push({ condition: 'T01', ...wrong })
    const parent = parentOf(name) ?? name
    const neighbour = seen.names.some(
      (other) => pair.isOld(other) || isWithin(other.replace(/^\*\./, ''), parent),
    )
    if (neighbour && seen.distrust === null) notes.push({ condition: 'T06', ...wrong })
  }
  return notes
}

const DATES: ReadonlySet<string> = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'])

function trustNotes(
  { distrust, chain, fetchable, issuer, selfSigned }: SeenCertificate,
  broken: Pick<Note, 'argues' | 'severity' | 'address'>,
): Note[] {
  if (distrust === null || DATES.has(distrust)) return []
  const seen = `${selfSigned ? 'self-signed' : distrust} (${issuer})`
  const alone = distrust === 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' && chain === 1 && !selfSigned
  const notes: Note[] = []
  if (alone)
    notes.push({ condition: 'T05', argues: null, severity: 'warning', address: broken.address, seen: issuer })
  // Browsers fetch a missing intermediate where the certificate says from where; else nobody can complete the chain.
  if (!alone || !fetchable) notes.push({ condition: 'T02', ...broken, seen })
  return notes
}

const span = ({ notBefore, notAfter }: SeenCertificate) => `${notBefore} – ${notAfter}`

/** `soon` is fourteen days, but for short-lived certificates a quarter of their life: they are renewed daily. */
function validityOf({ notBefore, notAfter, distrust }: SeenCertificate, now: Date) {
  const [from, to] = [Date.parse(notBefore), Date.parse(notAfter)]
  if (now.getTime() > to || distrust === 'CERT_HAS_EXPIRED') return 'expired'
  if (now.getTime() < from || distrust === 'CERT_NOT_YET_VALID') return 'not yet'
  return to - now.getTime() < Math.min(SOON_MS, (to - from) / 4) ? 'soon' : 'good'
}

function oldRemarks(facts: Facts): Remark[] {
  const pair = pairOf(facts)
  const looks = looksAt(facts, 'old', 'home')
  if (pair.oldName === null || wantedAt(facts.expectation, facts.now) === 'remove') return []
  const notes: Note[] = []
  for (const look of looks) {
    const failure = ownFailure(look, pair.isOld)
    const { address } = look
    if (failure === 'certificate') {
      const seen = `${hostAt(lastHop(look))}: ${lastHop(look).detail}`
      notes.push({ condition: 'T03', argues: 'stale', severity: 'warning', address, seen })
    } else if (look.scheme === 'https' && failure !== null && !isOurs(failure) && httpAnswers(looks, look)) {
      // Whether https was ever offered there is not known: links to it, if any, are dead.
      const worth = failure === 'refused' && !newHasHttps(facts) ? 'ok' : 'info'
      if (worth !== 'ok')
        notes.push({ condition: 'T03', argues: null, severity: worth, address, seen: `https ${failure}` })
    } else if (
      look.scheme === 'https' &&
      look.certificate &&
      validityOf(look.certificate, facts.now) === 'soon'
    ) {
      notes.push({
        condition: 'T04',
        level: 'warning',
        argues: null,
        severity: 'info',
        address,
        seen: span(look.certificate),
      })
    }
  }
  return fold(pair.oldName, notes, looks)
}

const httpAnswers = (looks: readonly Look[], { address }: Look): boolean =>
  looks.some(
    (other) => other.address === address && other.scheme === 'http' && other.hops[0]?.failure === null,
  )

const newHasHttps = (facts: Facts): boolean =>
  looksAt(facts, 'new', 'home').some(({ scheme, hops }) => scheme === 'https' && hops[0]?.failure === null)

// Matters only where the new name has no https of its own: the parent is asked only then.
function inherited(facts: Facts): Remark[] {
  const { newName } = facts.expectation
  return looksAt(facts, 'parent', 'home').flatMap(({ name, hops }): Remark[] => {
    const policy = hops[0]?.headers['strict-transport-security'] ?? ''
    const holds = /includesubdomains/i.test(policy) && !/max-age\s*=\s*"?0\b/i.test(policy)
    if (!holds || !isWithin(newName, name)) return []
    return [
      { condition: 'T09', subject: newName, argues: null, severity: 'warning', expected: name, seen: policy },
    ]
  })
}
