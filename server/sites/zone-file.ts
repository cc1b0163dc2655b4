/**
 * Reads the names of a zone file (RFC 1035 §5), line by line. The only door to dnsz, which is given one entry at a time:
 * by itself it says no lines, passes over what it cannot read, and takes an owner that begins with a digit for a TTL.
 */
import { parseZone } from 'dnsz'
import { isWithin, panelLabels, parentOf, parseHostname } from '../core/hostname.ts'
import type { RecordType } from '../core/records.ts'
import { checkedRecords, type SiteLine } from '../core/register.ts'
import type { SiteFault } from '../core/register-faults.ts'

/** `origin` stands where the file says none; `zones` are those that are managed. */
export type ZonePlace = { origin: string | null; zones: readonly string[] }

type Owner = {
  line: number
  name: string
  types: Set<string>
  values: Partial<Record<RecordType, string[]>>
}

export function readZone(text: string, { origin: given, zones }: ZonePlace): SiteLine[] {
  const owners = new Map<string, Owner>()
  const refused: SiteLine[] = []
  const apexes = new Set(zones)
  const servers = new Set<string>()
  let origin = given
  let owner: string | null = null
  for (const { line, text: entry, inherits, isOpen } of entriesIn(text.replace(/^\uFEFF/, ''))) {
    const refuse = (fault: SiteFault) => void refused.push({ line, text: entry.slice(0, 200), fault })
    if (entry.startsWith('$')) {
      const [directive = '', value = ''] = entry.split(/\s+/)
      // What it would bring in is not here, and half a name is worse than none.
      if (/^\$INCLUDE$/i.test(directive)) return [{ line, text: entry.slice(0, 200), fault: 'include' }]
      if (/^\$ORIGIN$/i.test(directive)) {
        const next = absolute(value, origin)
        if (next === null) refuse('no_origin')
        else origin = next
      } else if (!/^\$TTL$/i.test(directive)) {
        refuse(/^\$GENERATE$/i.test(directive) ? 'generate' : 'unreadable')
      }
      continue
    }
    const [first, rest] = inherits ? ['', entry] : cutOwner(entry)
    if (!inherits) {
      owner = absolute(first, origin)
      if (owner === null) refuse('no_origin')
    }
    // One word about an owner that cannot be told is enough.
    if (owner === null) {
      if (inherits && refused.length === 0) refuse('unreadable')
      continue
    }
    const record = isOpen ? null : recordIn(rest)
    if (!record) {
      refuse('unreadable')
      continue
    }
    const known = owners.get(owner) ?? { line, name: owner, types: new Set(), values: {} }
    owners.set(owner, known)
    known.types.add(record.type)
    if (record.type === 'SOA') apexes.add(owner)
    const value = record.content.split(/\s+/).at(-1)!
    if (record.type === 'NS' || record.type === 'MX') servers.add(absolute(value, origin) ?? value)
    if (record.type === 'A' || record.type === 'AAAA') (known.values[record.type] ??= []).push(value)
    if (record.type === 'CNAME') (known.values.CNAME ??= []).push(absolute(value, origin) ?? value)
  }
  const delegated = [...owners.values()].filter(({ name, types }) => types.has('NS') && !apexes.has(name))
  const cuts = delegated.map(({ name }) => name)
  const lines = [...owners.values()].map((one): SiteLine => {
    const { line, name, types, values } = one
    const said = Object.entries(values).map(([type, list]) => `${type} ${list.join(', ')}`)
    const text = [name, said.join('; ') || [...types].join(', ')].join(' · ').slice(0, 200)
    const skipped = skippedFor(one, owners, apexes, cuts, servers)
    if (skipped) return { line, text, fault: skipped, skipped: true }
    const parsed = parseHostname(name)
    if (!parsed.ok) return { line, text, fault: parsed.problem }
    const records = checkedRecords(values)
    return typeof records === 'string'
      ? { line, text, fault: records }
      : { line, text, row: { hostname: parsed.hostname, records } }
  })
  return [...lines, ...refused].toSorted((a, b) => a.line - b.line)
}

/** Why an owner is no site of anybody's; null for one that is. */
function skippedFor(
  { name, types, values }: Owner,
  owners: ReadonlyMap<string, Owner>,
  apexes: ReadonlySet<string>,
  cuts: readonly string[],
  servers: ReadonlySet<string>,
): SiteFault | null {
  const [label = ''] = name.split('.')
  if (apexes.has(name)) return 'apex'
  if (label === '*') return 'wildcard'
  if (name.split('.').some((one) => one.startsWith('_'))) return 'service_label'
  if (cuts.some((cut) => isWithin(name, cut))) return 'delegated'
  if (!types.has('A') && !types.has('AAAA') && !types.has('CNAME')) return 'no_address'
  if (label === 'www') {
    const pair = parentOf(name)
    const other = pair === null ? undefined : owners.get(pair)
    return other && (apexes.has(other.name) || Object.keys(other.values).length > 0) ? 'www_pair' : null
  }
  const isServer = servers.has(name) && !values.CNAME
  return isServer || panelLabels.includes(label) || /^ns\d+$/.test(label) ? 'infrastructure' : null
}

/** A name of the file in full, in lower case; null where it is relative to nothing. */
function absolute(name: string, origin: string | null): string | null {
  const lower = name.toLowerCase()
  if (lower === '@') return origin
  if (lower.endsWith('.')) return lower.slice(0, -1) || '.'
  return origin === null ? null : `${lower}.${origin}`
}

function cutOwner(entry: string): [owner: string, rest: string] {
  const [owner = ''] = entry.split(/\s/, 1)
  return [owner, entry.slice(owner.length)]
}

const TTL = String.raw`(\d+[smhdw\d]*)\s+`
const HEAD = new RegExp(`^(?:${TTL})?(?:(IN|CH|HS)\\s+)?(?:${TTL})?`, 'i')

/** The type and value of what stands behind an owner; null where it cannot be told. */
function recordIn(rest: string): { type: string; content: string } | null {
  // Class and TTL come in any order, and may be missing (RFC 1035 §5.1); dnsz is sure of both only where both are there.
  const entry = rest.trim()
  const [head = '', before, dnsClass = 'IN', after] = HEAD.exec(entry) ?? []
  const whole = `owner.invalid. ${before ?? after ?? '60'} ${dnsClass} ${entry.slice(head.length)}`
  const [record] = parseZone(whole).records
  return record?.class === 'IN' && record.type !== 'IN' && /^[A-Z][A-Z0-9]*$/.test(record.type)
    ? record
    : null
}

type Entry = { line: number; text: string; inherits: boolean; isOpen: boolean }

/** Entries without their comments; what stands in parentheses is one, on however many lines. */
function* entriesIn(text: string): Generator<Entry> {
  let begun: Entry | null = null
  let depth = 0
  for (const [at, physical] of text.split(/\r?\n/).entries()) {
    let kept = ''
    let quoted = false
    for (let i = 0; i < physical.length; i++) {
      const character = physical[i]!
      if (character === '\\') {
        kept += physical.slice(i, i + 2)
        i += 1
        continue
      }
      if (character === '"') quoted = !quoted
      if (!quoted && character === ';') break
      if (!quoted && (character === '(' || character === ')')) {
        depth = Math.max(0, depth + (character === '(' ? 1 : -1))
        kept += ' '
      } else kept += character
    }
    if (begun) begun.text = `${begun.text} ${kept.trim()}`
    else if (kept.trim() !== '')
      begun = { line: at + 1, text: kept.trim(), inherits: /^\s/.test(kept), isOpen: true }
    if (begun && depth === 0) {
      yield { ...begun, isOpen: false }
      begun = null
    }
  }
  if (begun) yield begun
}
