/** Zones of the demonstration and how a server answers from them: answers, referrals, aliases, "does not exist". Pure. */
import { isWithin } from '../core/hostname.ts'

export type Soa = {
  mname: string
  rname: string
  serial: number
  refresh: number
  retry: number
  expire: number
  minimum: number
}

export type Rr =
  | { name: string; type: 'A' | 'AAAA' | 'CNAME' | 'NS'; ttl: number; data: string }
  | { name: string; type: 'SOA'; ttl: number; data: Soa }

export type Zone = { apex: string; records: Map<string, Rr[]> }

export type Reply = {
  rcode: 'NOERROR' | 'NXDOMAIN' | 'REFUSED'
  aa: boolean
  answers: Rr[]
  authorities: Rr[]
  additionals: Rr[]
}

const HOUR_S = 3600
const DAY_S = 24 * HOUR_S
// Long enough for a visitor to watch the wait.
const NEGATIVE_TTL_S = 3 * HOUR_S

/** A zone with its SOA and NS records; `servers` are names with the address that each has. */
export function createZone(apex: string, servers: Record<string, string>): Zone {
  const zone: Zone = { apex, records: new Map() }
  const names = Object.keys(servers)
  const soa: Soa = {
    mname: names[0]!,
    rname: `hostmaster.${apex === '.' ? 'example' : apex}`,
    serial: 1,
    refresh: 4 * HOUR_S,
    retry: HOUR_S,
    expire: 14 * DAY_S,
    minimum: NEGATIVE_TTL_S,
  }
  put(zone, apex, [
    { name: apex, type: 'SOA', ttl: NEGATIVE_TTL_S, data: soa },
    ...names.map((data) => ({ name: apex, type: 'NS', ttl: DAY_S, data }) as const),
  ])
  for (const [name, data] of Object.entries(servers)) {
    if (apex === '.' || isWithin(name, apex)) put(zone, name, [{ name, type: 'A', ttl: DAY_S, data }])
  }
  return zone
}

/** Hands a part of a zone to other servers, with the addresses that lead there. */
export function delegate(zone: Zone, child: string, servers: Record<string, string>): void {
  const names = Object.keys(servers)
  put(
    zone,
    child,
    names.map((data) => ({ name: child, type: 'NS', ttl: DAY_S, data })),
  )
  for (const [name, data] of Object.entries(servers)) put(zone, name, [{ name, type: 'A', ttl: DAY_S, data }])
}

/** Sets all records of a name; an empty list removes it. */
export function put(zone: Zone, name: string, records: Rr[]): void {
  if (records.length === 0) zone.records.delete(name)
  else zone.records.set(name, records)
}

/** Counts the version of a zone up, as every change of its contents does. */
export function bump(zone: Zone): void {
  const soa = soaOf(zone)
  if (soa.type === 'SOA') soa.data.serial++
}

const soaOf = (zone: Zone): Rr => zone.records.get(zone.apex)!.find(({ type }) => type === 'SOA')!
const at = (zone: Zone, name: string, type: string) =>
  (zone.records.get(name) ?? []).filter((rr) => rr.type === type)
const holds = (name: string, apex: string) => apex === '.' || isWithin(name, apex)

/** What a server that has these zones answers (RFC 1034 §4.3.2). */
export function answer(zones: readonly Zone[], name: string, type: string): Reply {
  const zone = zones
    .filter(({ apex }) => holds(name, apex))
    .sort((a, b) => (b.apex === '.' ? 0 : b.apex.length) - (a.apex === '.' ? 0 : a.apex.length))[0]
  const reply: Reply = { rcode: 'NOERROR', aa: true, answers: [], authorities: [], additionals: [] }
  if (!zone) return { ...reply, rcode: 'REFUSED', aa: false }
  const cut = [...zone.records.keys()].find(
    (owner) => owner !== zone.apex && isWithin(name, owner) && at(zone, owner, 'NS').length > 0,
  )
  if (cut !== undefined) {
    const authorities = at(zone, cut, 'NS')
    const glue = authorities.flatMap((ns) => (ns.type === 'NS' ? at(zone, ns.data, 'A') : []))
    return { ...reply, aa: false, authorities, additionals: glue }
  }
  const found = at(zone, name, type)
  if (found.length > 0) return { ...reply, answers: found }
  const alias = at(zone, name, 'CNAME')
  if (alias.length > 0) return { ...reply, answers: alias }
  const soa = soaOf(zone)
  const exists = [...zone.records.keys()].some((owner) => holds(owner, name))
  return { ...reply, rcode: exists ? 'NOERROR' : 'NXDOMAIN', authorities: [soa] }
}
