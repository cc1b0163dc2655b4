/** Writes looks down as a table: what each server and cache says, in words, becomes observations. */
import { hostname } from '../../server/core/hostname.ts'
import type { Expectation } from '../../server/core/expectation.ts'
import type { Answer, DnsObservation, SeenRecord, Silence } from '../../server/core/observation.ts'

export const NOW = new Date('2026-11-24T04:00:00.000Z')
export const NEW = 'baru.kota.test'
export const OLD = 'lama.kota.test'
export const APEX = 'kota.test'

/**
 * What a reply says: `A 192.0.2.1, A 192.0.2.2`, `CNAME cdn.example`, with `ttl 60`; `NXDOMAIN`, `NODATA`; `NXNAME`
 * and `ENT`, the compact denials of a name and of its data (RFC 9824 §3); an rcode; `lame` (no AA); or a silence such
 * as `timeout`.
 */
export type Says = string

export type ServerSays = {
  new?: Says
  /** The AAAA question's own reply, where it differs. */
  newAAAA?: Says
  old?: Says
  wildcard?: Says
  /** What a random name below the new one gets, and below the old one: asked where a wildcard answers. */
  belowNew?: Says
  belowOld?: Says
  serial?: number
  /** TCP's reply to the SOA question. */
  tcp?: Says
  /** UDP's replies to the two names were cut short; what they say is TCP's. */
  cut?: boolean
  address?: string
  ns?: string[]
  soa?: string
  more?: Partial<DnsObservation>[]
}

export type CacheSays = {
  canary?: Says
  new?: Says
  old?: Says
  extended?: number
  ad?: boolean
  ns?: string
  wildcard?: Says
  cd?: Says
}

export type Look = {
  servers?: Record<string, ServerSays>
  caches?: Record<string, CacheSays>
  /** Names at the end of chains, and in which zone their servers answered. */
  chain?: Record<string, Says | { zone: string; says: Says }>
  /** Other observations, laid over a plain authoritative one. */
  more?: Partial<DnsObservation>[]
  zone?: string
  /** False: the walk did not happen, the servers were given. */
  walked?: boolean
  /** Replies of servers above the zone; `timeout` when the whole tree was silent. */
  parent?: Says
}

const RCODES = new Set(['NXDOMAIN', 'SERVFAIL', 'REFUSED', 'NOTAUTH', 'FORMERR'])
const SILENCES = new Set([
  'timeout',
  'refused',
  'unreachable',
  'malformed',
  'not_allowed',
  'held_back',
  'wrong_id',
])
const SOA = 'ns1.kota.test admin.kota.test SERIAL 3600 1800 1209600 300'

/** Reads the words of one reply for one type. */
export function outcome(says: Says, name: string, type: string, zone = APEX): Answer | Silence {
  if (SILENCES.has(says)) return { status: says as Silence['status'], detail: 'told so' }
  const [body = '', ...rest] = says.split(';').map((part) => part.trim())
  const ttl = Number(/ttl (\d+)/.exec(says)?.[1] ?? 3600)
  const lame = body === 'lame'
  const compact = body === 'NXNAME' ? ' NXNAME' : body === 'ENT' ? '' : null
  const negative = body === 'NXDOMAIN' || body === 'NODATA' || compact !== null
  const answers: SeenRecord[] =
    negative || lame || RCODES.has(body)
      ? []
      : body.split(',').flatMap((one) => {
          const [kind = '', value = ''] = one.trim().split(' ')
          return kind === type || kind === 'CNAME' || (type === 'any' && kind)
            ? [{ name, type: kind, ttl, value }]
            : []
        })
  const soa = { name: zone, type: 'SOA', ttl: Math.min(ttl, 300), value: SOA.replace('SERIAL', '1') }
  const nsec = { name, type: 'NSEC', ttl: soa.ttl, value: `\\000.${name} RRSIG NSEC${compact}` }
  return {
    status: 'answered',
    rcode: RCODES.has(body) ? body : 'NOERROR',
    aa: !lame && !rest.includes('no aa') && (!RCODES.has(body) || body === 'NXDOMAIN'),
    tc: false,
    ra: false,
    ad: false,
    answers,
    authorities: answers.length > 0 || lame ? [] : compact === null ? [soa] : [soa, nsec],
    additionals: [],
    edns: true,
    extendedErrors: [],
    raw: '',
  }
}

const plain = (more: Partial<DnsObservation>): DnsObservation => ({
  kind: 'dns',
  role: 'authoritative',
  purpose: 'zone',
  zone: APEX,
  server: { name: 'ns1.kota.test', address: '198.51.100.1', port: 53 },
  question: { name: APEX, type: 'SOA' },
  transport: 'udp',
  recursionDesired: false,
  checkingDisabled: false,
  at: NOW.toISOString(),
  elapsedMs: 1,
  ignored: 0,
  outcome: outcome('NODATA', APEX, 'A'),
  ...more,
})

/** The observations of a look. Without servers: two, which both hold the new name and no old one. */
export function observe(look: Look = {}): DnsObservation[] {
  const { zone = APEX, walked = true, parent = 'NODATA' } = look
  const servers = look.servers ?? { ns1: {}, ns2: {} }
  const seen: DnsObservation[] = []
  const named = Object.keys(servers).map((name) => `${name}.${APEX}`)
  if (walked) {
    const referral = outcome(parent, zone, 'NS', 'test')
    if (referral.status === 'answered' && parent === 'NODATA') {
      referral.aa = false
      referral.authorities = named.map((value) => ({ name: zone, type: 'NS', ttl: 300, value }))
    }
    seen.push(
      plain({
        role: 'parent',
        purpose: 'delegation',
        zone: 'test',
        server: { name: 'a.test', address: '198.51.100.200', port: 53 },
        question: { name: zone, type: 'NS' },
        outcome: referral,
      }),
    )
  }
  for (const [index, [name, says]] of Object.entries(servers).entries()) {
    const server = { name: `${name}.${APEX}`, address: says.address ?? `198.51.100.${index + 1}`, port: 53 }
    const put = (more: Partial<DnsObservation>) => seen.push(plain({ server, zone, ...more }))
    const newSays = says.new ?? 'A 192.0.2.10'
    const reachable = !SILENCES.has(newSays) && !RCODES.has(newSays) && newSays !== 'lame'
    const soa = says.soa ?? SOA.replace('SERIAL', String(says.serial ?? 1))
    const zoneOutcome = (records: SeenRecord[]): Answer | Silence =>
      reachable || newSays === 'NXDOMAIN'
        ? { ...(outcome('NODATA', zone, 'SOA') as Answer), answers: records }
        : outcome(newSays, zone, 'SOA')
    const soaRecords = [{ name: zone, type: 'SOA', ttl: 300, value: soa }]
    put({ question: { name: zone, type: 'SOA' }, outcome: zoneOutcome(soaRecords) })
    const nsRecords = (says.ns ?? named).map((value) => ({ name: zone, type: 'NS', ttl: 86400, value }))
    put({ question: { name: zone, type: 'NS' }, outcome: zoneOutcome(nsRecords) })
    const tcp = says.tcp === undefined ? zoneOutcome(soaRecords) : outcome(says.tcp, zone, 'SOA')
    put({ question: { name: zone, type: 'SOA' }, transport: 'tcp', outcome: tcp })
    const cut = says.cut ? ({ transport: 'tcp', truncated: true } as const) : {}
    for (const type of ['A', 'AAAA', 'CNAME']) {
      const own = type === 'AAAA' ? (says.newAAAA ?? newSays) : newSays
      put({ ...cut, purpose: 'new', question: { name: NEW, type }, outcome: outcome(own, NEW, type, zone) })
      put({
        ...cut,
        purpose: 'old',
        question: { name: OLD, type },
        outcome: outcome(says.old ?? 'NXDOMAIN', OLD, type, zone),
      })
    }
    const random: [above: string, says: Says | undefined][] = [
      [APEX, says.wildcard ?? (reachable ? 'NXDOMAIN' : newSays)],
      [NEW, says.belowNew],
      [OLD, says.belowOld],
    ]
    for (const [above, words] of random) {
      const name = `0123456789abcdef.${above}`
      for (const type of words === undefined ? [] : ['A', 'AAAA'])
        put({
          purpose: 'wildcard',
          question: { name, type },
          outcome: outcome(words!, name, type, zone),
        })
    }
    for (const more of says.more ?? []) put(more)
  }
  for (const [name, told] of Object.entries(look.chain ?? {})) {
    const { zone: foreign, says } = typeof told === 'string' ? { zone: 'example', says: told } : told
    const server = { name: 'ns.example', address: '198.51.100.99', port: 53 }
    for (const type of ['A', 'AAAA']) {
      seen.push(
        plain({
          purpose: 'chain',
          zone: foreign,
          server,
          question: { name, type },
          outcome: outcome(says, name, type, foreign),
        }),
      )
    }
  }
  for (const [address, says] of Object.entries(look.caches ?? {})) seen.push(...cache(address, says, zone))
  for (const more of look.more ?? []) seen.push(plain(more))
  return seen
}

function cache(address: string, says: CacheSays, zone: string): DnsObservation[] {
  const server = { name: null, address, port: 53 }
  const put = (
    purpose: DnsObservation['purpose'],
    name: string,
    type: string,
    words: Says,
    more: Partial<DnsObservation> = {},
  ) => {
    const told = outcome(words, name, type, zone)
    const answer: Answer | Silence =
      told.status === 'answered'
        ? {
            ...told,
            aa: false,
            ad: says.ad ?? false,
            extendedErrors:
              says.extended !== undefined && purpose === 'new' ? [{ code: says.extended, text: '' }] : [],
          }
        : told
    return plain({
      role: 'resolver',
      purpose,
      zone: null,
      server,
      question: { name, type },
      recursionDesired: true,
      outcome: answer,
      ...more,
    })
  }
  const list = [put('canary', zone, 'SOA', says.canary ?? 'SOA ok')]
  if (says.new !== undefined) list.push(put('new', NEW, 'A', says.new))
  if (says.cd !== undefined) list.push(put('new', NEW, 'A', says.cd, { checkingDisabled: true }))
  if (says.old !== undefined) list.push(put('old', OLD, 'A', says.old))
  if (says.ns !== undefined) list.push(put('zone', zone, 'NS', `NS ${says.ns}`))
  if (says.wildcard !== undefined) list.push(put('wildcard', `fedcba.${APEX}`, 'A', says.wildcard))
  return list
}

export function expectation(more: Partial<Expectation> = {}): Expectation {
  return {
    newName: hostname(NEW),
    oldName: hostname(OLD),
    records: { A: ['192.0.2.10'] },
    want: 'remove',
    executedAt: NOW.toISOString(),
    redirectUntil: null,
    baseline: null,
    ...more,
  }
}
