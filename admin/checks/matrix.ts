/** Turns what was seen into rows of servers and cells of outcomes. It compares, and never judges. Pure. */
import type { Want } from '../../server/core/expectation.ts'
import type { DnsObservation, DnsRole, Observation } from '../../server/core/observation.ts'
import type { DnsQuestion } from '../../server/core/live.ts'
import { recordTypes, sameSet, type ExpectedRecords, type RecordType } from '../../server/core/records.ts'
import type { Tone } from '../tag.tsx'

export type Subject = {
  newName: string
  oldName: string | null
  records: ExpectedRecords
  want: Want | null
  executedAt: string | null
}

/** One answer, or one way of not answering. `outcome` names one of the messages in `alih.outcomes.*`. */
export type Seen = {
  type: string
  outcome: string
  tone: Tone
  values: string[]
  ttl: number | null
  rcode: string | null
  /** Null while the answer is awaited. */
  elapsedMs: number | null
}
export type ServerRow = {
  key: string
  role: DnsRole
  name: string | null
  address: string
  new: Seen[]
  old: Seen[]
}

type Sides = 'new' | 'old'
const order: Record<DnsRole, number> = { authoritative: 0, resolver: 1, parent: 2 }

/**
 * `waiting`: what a cache still gets wrong will heal by itself, so it is not shown as an error. `open` are questions of
 * a look that runs.
 */
export function matrixOf(
  observations: readonly Observation[],
  subject: Subject,
  waiting: boolean,
  open: readonly DnsQuestion[] = [],
): ServerRow[] {
  const rows = new Map<string, ServerRow>()
  const rowOf = ({ server, role }: Pick<DnsObservation, 'server' | 'role'>): ServerRow => {
    const key = `${role} ${server.address}#${server.port}`
    const row = rows.get(key) ?? { key, role, name: server.name, address: server.address, new: [], old: [] }
    rows.set(key, row)
    return row
  }
  for (const observation of observations) {
    if (observation.kind !== 'dns' || !isSide(observation.purpose) || observation.role === 'parent') continue
    const { role } = observation
    const cell = rowOf(observation)[observation.purpose]
    const plain = seenOf(observation, subject, observation.purpose)
    const heals = waiting && role === 'resolver' && plain.tone === 'bad'
    const seen: Seen = heals ? { ...plain, tone: 'wait' } : plain
    // A later look at the same type (TCP after truncation) replaces the earlier one.
    const at = cell.findIndex(({ type }) => type === seen.type)
    if (at >= 0) cell[at] = seen
    else cell.push(seen)
  }
  for (const question of open) {
    if (!isSide(question.purpose) || question.role === 'parent') continue
    const cell = rowOf(question)[question.purpose]
    if (!cell.some(({ type }) => type === question.question.type)) cell.push(awaited(question))
  }
  return [...rows.values()]
    .map((row) => ({ ...row, new: telling(row.new, subject.records), old: telling(row.old, {}) }))
    .sort((a, b) => order[a.role] - order[b.role])
}

const awaited = ({ question }: DnsQuestion): Seen => ({
  type: question.type,
  outcome: 'asking',
  tone: 'wait',
  values: [],
  ttl: null,
  rcode: null,
  elapsedMs: null,
})

const isSide = (purpose: string): purpose is Sides => purpose === 'new' || purpose === 'old'

// An empty answer for a type that nobody expects says nothing, unless it is all there is.
function telling(cell: Seen[], records: ExpectedRecords): Seen[] {
  const kept = cell.filter(({ outcome, type }) => outcome !== 'nodata' || records[type as RecordType])
  const names = kept.length > 0 ? kept : cell.slice(0, 1)
  const gone = names.find(({ outcome }) => outcome === 'nxdomain' || outcome === 'gone')
  if (gone) return [gone]
  // The same silence for every type is said once.
  const silent = names.every((seen) => seen.rcode === null && seen.outcome === names[0]!.outcome)
  return silent ? names.slice(0, 1) : names
}

function seenOf(observation: DnsObservation, subject: Subject, side: Sides): Seen {
  const { outcome, question, elapsedMs } = observation
  const blank = { type: question.type, values: [], ttl: null, rcode: null, elapsedMs }
  if (outcome.status !== 'answered')
    return { ...blank, outcome: outcome.status, tone: outcome.status === 'not_sent' ? 'calm' : 'warn' }
  const { values, ttl } = valuesOf(observation)
  const filled = { ...blank, values, ttl, rcode: outcome.rcode }
  if (outcome.rcode !== 'NOERROR' && outcome.rcode !== 'NXDOMAIN')
    return { ...filled, outcome: outcome.rcode === 'SERVFAIL' ? 'servfail' : 'rcode', tone: 'bad' }
  const empty = outcome.rcode === 'NXDOMAIN' ? 'nxdomain' : 'nodata'
  return side === 'new' ? newName(filled, empty, subject) : oldName(filled, empty, subject)
}

function newName(seen: Omit<Seen, 'outcome' | 'tone'>, empty: string, subject: Subject): Seen {
  const expected = expectedOf(seen.type, subject.records)
  const done = subject.executedAt !== null
  if (seen.values.length === 0) {
    const wanted = expected.length > 0 && done
    return { ...seen, outcome: empty, tone: wanted ? 'bad' : 'calm' }
  }
  if (sameSet(seen.values, expected)) return { ...seen, outcome: 'right', tone: 'good' }
  const overlaps = seen.values.some((value) => expected.includes(value))
  return { ...seen, outcome: overlaps ? 'partial' : 'wrong', tone: overlaps ? 'warn' : done ? 'bad' : 'warn' }
}

function oldName(seen: Omit<Seen, 'outcome' | 'tone'>, empty: string, { want, executedAt }: Subject): Seen {
  const done = executedAt !== null
  const removed = want === 'remove'
  if (seen.values.length > 0)
    return {
      ...seen,
      outcome: removed && done ? 'present' : 'answered',
      tone: removed && done ? 'warn' : 'calm',
    }
  if (removed) return { ...seen, outcome: done ? 'gone' : empty, tone: done ? 'good' : 'calm' }
  return { ...seen, outcome: empty, tone: empty === 'nxdomain' && done ? 'bad' : 'calm' }
}

// Where a CNAME is expected, it is compared whatever type was asked for.
const expectedOf = (type: string, records: ExpectedRecords): string[] =>
  records.CNAME ?? (isRecordType(type) ? (records[type] ?? []) : [])

const isRecordType = (type: string): type is RecordType => (recordTypes as readonly string[]).includes(type)

function valuesOf({ outcome, question }: DnsObservation): { values: string[]; ttl: number | null } {
  if (outcome.status !== 'answered') return { values: [], ttl: null }
  const alias = outcome.answers.filter(({ name, type }) => type === 'CNAME' && name === question.name)
  const direct = outcome.answers.filter(({ type }) => type === question.type)
  const records = alias.length > 0 ? alias : direct
  const ttls = records.map(({ ttl }) => ttl)
  return { values: records.map(({ value }) => value), ttl: ttls.length > 0 ? Math.min(...ttls) : null }
}
