/** Group N: what speaks against a rename before anything is changed. Pure, but for the look it is given. */
import { isWithin, panelLabels, parentOf, parseHostname, zoneOf } from '../server/core/hostname.ts'
import type { Hostname } from '../server/core/hostname.ts'
import type { Intake } from '../server/core/intake.ts'
import type { Observation } from '../server/core/observation.ts'
import type { VerdictFinding } from '../server/core/verdict.ts'
import { finding } from './judge/index.ts'
import { lookalike } from './judge/lookalike.ts'
import { dnsOf, isTelling, negativeTtl, readings, wordOf } from './judge/reading.ts'
import type { Remark } from './judge/remark.ts'
import { seenText } from './judge/compare.ts'
import { byWildcard } from './judge/wildcard.ts'

type Note = Omit<Remark, 'argues' | 'severity' | 'subject'> & { subject?: string }

/** Every finding of group N. `observations` are those of a look at the two names; without them DNS is not judged. */
export function preflight(intake: Intake, observations: readonly Observation[] = []): VerdictFinding[] {
  const notes = [...spelling(intake)]
  const oldName = parseHostname(intake.oldName)
  const newName = parseHostname(intake.newName)
  if (oldName.ok && newName.ok) {
    const names = { oldName: oldName.hostname, newName: newName.hostname }
    notes.push(...planned(intake, names), ...claimed(intake, names), ...seen(intake, names, observations))
  }
  const subject = newName.ok ? newName.hostname : intake.newName
  return notes.map((note) => finding({ subject, argues: null, severity: 'ok', ...note }))
}

type Names = { oldName: Hostname; newName: Hostname }

const SPELLING = {
  LABEL_ILLEGAL: 'N01',
  NAME_TOO_LONG: 'N02',
  DOUBLE_HYPHEN: 'N03',
  IDN_INVALID: 'N04',
} as const

function spelling({ oldName, newName }: Intake): Note[] {
  return [oldName, newName].flatMap((subject): Note[] => {
    const parsed = parseHostname(subject)
    if (parsed.ok) return []
    const condition = SPELLING[parsed.problem]
    // A name that does not decode at all cannot be registered, whereas a look-alike is a matter of judgement.
    const strict = condition === 'N04' ? ({ level: 'error', stop: true } as const) : {}
    return [{ condition, subject, seen: subject, ...strict }]
  })
}

function planned(intake: Intake, { oldName, newName }: Names): Note[] {
  const { zones = [], reservedLabels = [], registered = [], certificates = [], records = [] } = intake
  const notes: Note[] = []
  if (oldName === newName) notes.push({ condition: 'N06' })
  const twin = lookalike(newName, registered)
  if (twin && twin !== oldName) notes.push({ condition: 'N04', seen: twin })
  const label = newName.split('.')[0]!
  // The www pair of a name moves with it; `www` right below a zone stays the zone's own.
  const pair = label === 'www' && oldName.startsWith('www.') && !zones.includes(parentOf(newName)!)
  if (!pair && ([...panelLabels, ...reservedLabels].includes(label) || /^ns\d*$/.test(label))) {
    notes.push({ condition: 'N05', seen: label })
  }
  for (const subject of zones.length === 0 ? [] : [oldName, newName]) {
    const zone = zoneOf(subject, zones)
    if (zone === null || zone === subject)
      notes.push({ condition: 'N11', subject, seen: subject, expected: zones.join(', ') })
  }
  const above = certificates.filter((name) => name.startsWith('*.') && isWithin(newName, name.slice(2)))
  const [wildcard] = above.toSorted((a, b) => b.length - a.length)
  if (wildcard && above.every((name) => parentOf(newName) !== name.slice(2)))
    notes.push({ condition: 'N13', seen: wildcard })
  if (intake.dueAfterClosing !== undefined) notes.push({ condition: 'N16', seen: intake.dueAfterClosing })
  const inbound = records.filter(
    ({ name, type, value }) =>
      ['CNAME', 'MX', 'NS', 'SRV'].includes(type) && name !== oldName && value.split(' ').at(-1) === oldName,
  )
  if (inbound.length > 0) {
    const list = inbound.map(({ name, type }) => `${name} ${type}`).join(', ')
    notes.push({ condition: 'N17', subject: oldName, seen: list })
  }
  return notes
}

function claimed({ open = [], quarantined = [] }: Intake, { oldName, newName }: Names): Note[] {
  const notes: Note[] = []
  for (const other of open) {
    const both = [other.oldName, other.newName]
    // Following on from another rename, or swapping with it, is a question of order; wanting the same name is not.
    if (other.oldName === newName || other.newName === oldName) {
      const subject = other.oldName === newName ? newName : oldName
      notes.push({ condition: 'N09', subject, seen: `${other.label}: ${both.join(' → ')}` })
    } else if (other.oldName === oldName || other.newName === newName) {
      notes.push({
        condition: 'N08',
        subject: other.newName === newName ? newName : oldName,
        seen: other.label,
      })
    }
  }
  const resting = quarantined.find(({ name }) => name === newName)
  if (resting) notes.push({ condition: 'N08', seen: resting.until })
  return notes
}

/** What servers and register say: is the new name free, does the old one exist, how long do caches remember? */
function seen(intake: Intake, { oldName, newName }: Names, observations: readonly Observation[]): Note[] {
  const { zones = [], open = [], registered = [], windowSeconds } = intake
  // Those that move by a request of their own stand in nobody's way, and are not left behind.
  const moving = new Set([oldName, ...open.map((other) => other.oldName)])
  const dns = dnsOf(observations)
  const there = readings(observations, 'new')
  const before = readings(observations, 'old')
  const notes: Note[] = []
  const taken = there.find(
    (one) => one.says === 'nodata' || (one.says === 'has' && !byWildcard(dns, one, newName)),
  )
  if (taken) notes.push({ condition: 'N07', seen: seenText(taken) })
  else if (registered.includes(newName) && !moving.has(newName))
    notes.push({ condition: 'N07', seen: 'register' })
  for (const [subject, list] of [
    [newName, there],
    [oldName, before],
  ] as const) {
    const apex = list[0]?.zone
    const managed = zoneOf(subject, zones)
    if (apex != null && managed !== null && apex !== managed && isWithin(apex, managed)) {
      notes.push({ condition: 'N11', subject, seen: apex, expected: zones.join(', ') })
    }
  }
  const telling = before.filter(({ says }) => isTelling(says))
  if (telling.length > 0 && telling.every(({ says }) => says !== 'has')) {
    notes.push({ condition: 'N10', subject: oldName, seen: seenText(telling[0]!) })
  }
  const beside = dns.filter((o) => o.purpose === 'beside' && wordOf(o).word === 'has')
  const known = new Set([...beside.map(({ question }) => question.name), ...registered])
  const children = [...known].filter((name) => isWithin(name, oldName) && !moving.has(name))
  if (children.length > 0) notes.push({ condition: 'N12', subject: oldName, seen: children.join(', ') })
  if (windowSeconds === undefined) return notes
  const expected = String(windowSeconds)
  const ttl = Math.max(0, ...before.map((one) => one.ttl ?? 0))
  if (ttl > windowSeconds) notes.push({ condition: 'N14', subject: oldName, expected, seen: String(ttl) })
  const absence = Math.max(0, ...there.map(({ soa }) => (soa ? negativeTtl(soa) : 0)))
  if (absence > windowSeconds) {
    notes.push({ condition: 'N15', subject: there[0]!.zone ?? newName, expected, seen: String(absence) })
  }
  return notes
}
