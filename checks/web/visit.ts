/** Visits both names over the web: every address that the DNS gave, http and https, home and a random probe. */
import { randomBytes } from 'node:crypto'
import { canonicalAddress } from '../../server/core/address.ts'
import { parentOf } from '../../server/core/hostname.ts'
import type { WebObservation } from '../../server/core/observation.ts'
import { lookBeside } from './beside.ts'
import { trusting } from './connect.ts'
import { deadline } from './deadline.ts'
import { dialling } from './dial.ts'
import type { Watch } from '../ports.ts'
import { follow } from './hops.ts'
import type { Following } from './hops.ts'

/** What the authoritative DNS gave; no addresses for a name that does not exist. */
export type WebTargets = {
  newName: string
  newAddresses: readonly string[]
  oldName: string | null
  oldAddresses: readonly string[]
}

/** The part of the checker's sight that the web uses. */
export type WebSight = {
  allow?: readonly string[]
  connect?: Readonly<Record<string, string>>
  ca?: string
  /** One hop, connection and body included. */
  hopTimeoutMs?: number
  /** The whole look. */
  lookTimeoutMs?: number
}

export type WebPorts = {
  now: () => Date
  /** Addresses of a host that is neither of the two names: where a redirect leads. */
  resolve: (name: string) => Promise<readonly string[]>
  /** Text for the probe's path and query: unguessable, so that no page exists there. */
  random?: () => string
  /** Ends the look early. */
  signal?: AbortSignal
  watch?: Watch
}

const HOP_TIMEOUT_MS = 10_000
const LOOK_TIMEOUT_MS = 40_000
// A name with more addresses than this is no site of an agency; the first ones in order stand for all.
const MAX_ADDRESSES = 8
const AT_ONCE = 3

type Purpose = WebObservation['purpose']
type Errand = { purpose: Purpose; name: string; address: string }
type Scheme = WebObservation['scheme']

/** Looks once at everything; never throws. The order of observations does not depend on who answers first. */
export async function visit(
  targets: WebTargets,
  sight: WebSight,
  ports: WebPorts,
): Promise<WebObservation[]> {
  const known = new Map<string, readonly string[]>([[targets.newName, sorted(targets.newAddresses)]])
  if (targets.oldName) known.set(targets.oldName, sorted(targets.oldAddresses))
  const whole = deadline(sight.lookTimeoutMs ?? LOOK_TIMEOUT_MS, ports.signal)
  const shared: Following = {
    dial: dialling(sight.allow ?? [], sight.connect ?? {}),
    trust: trusted(sight.ca),
    names: [...known.keys()],
    hopTimeoutMs: sight.hopTimeoutMs ?? HOP_TIMEOUT_MS,
    look: whole.signal,
    addressesOf: async (host) => known.get(host) ?? lookUp(host, ports.resolve, known),
  }
  const errands = (name: string | null, purpose: Purpose): Errand[] =>
    name === null ? [] : (known.get(name) ?? []).map((address) => ({ purpose, name, address }))
  const all = [...errands(targets.newName, 'new'), ...errands(targets.oldName, 'old')]
  const seen = await inTurns(all, AT_ONCE, (errand) => call(errand, shared, ports))
  const parent = await parentPolicy(targets.newName, seen.flat(), shared, ports)
  const told = await lookBeside(seen.flat(), targets.newName, targets.oldName, shared)
  whole.end()
  return [...told, ...parent]
}

async function call(errand: Errand, shared: Following, ports: WebPorts): Promise<WebObservation[]> {
  const both = (scheme: Scheme) => run(errand, scheme, shared, ports)
  if (!onePort(errand.address, shared)) return (await Promise.all([both('https'), both('http')])).flat()
  // A bench that maps both ports to one has one of the two protocols there; the other is not missing, it is not there.
  const plain = await both('http')
  const { status = null } = plain[0]?.hops[0] ?? {}
  if (status !== null && status !== 400) return plain
  const secure = await both('https')
  const { status: answered, failure } = secure[0]!.hops[0]!
  return answered !== null || failure === 'certificate' ? secure : plain
}

function onePort(address: string, { dial }: Following): boolean {
  const [plain, secure] = [dial(address, 80), dial(address, 443)]
  return plain.ok && secure.ok && plain.endpoint.port === secure.endpoint.port
}

async function run(errand: Errand, scheme: Scheme, shared: Following, ports: WebPorts) {
  const home = await look(errand, scheme, 'home', shared, ports)
  // Where nobody answers there is nothing to probe.
  if (home.hops[0]?.failure) return [home]
  return [home, await look(errand, scheme, 'probe', shared, ports)]
}

async function look(
  { purpose, name, address }: Errand,
  scheme: Scheme,
  probe: WebObservation['probe'],
  shared: Following,
  { now, random = () => randomBytes(6).toString('hex'), watch }: WebPorts,
): Promise<WebObservation> {
  const question = { kind: 'web', purpose, probe, scheme, name, address } as const
  watch?.asked?.(question)
  const path = probe === 'home' ? '/' : `/alih-${random()}?alih=${random()}`
  const at = now().toISOString()
  const { certificates, ...trail } = await follow(new URL(`${scheme}://${name}${path}`), {
    ...shared,
    addressesOf: async (host) => {
      if (host === name) return [address]
      const addresses = await shared.addressesOf(host)
      // Stay in the family of the address judged, as a client without the other one would.
      const mates = addresses.filter((other) => other.includes(':') === address.includes(':'))
      return mates.length > 0 ? mates : addresses
    },
  })
  const certificate = certificates.get(`${name} ${address}`) ?? null
  const observation: WebObservation = { ...question, at, ...trail, certificate }
  watch?.seen?.(observation)
  return observation
}

/**
 * Without https at the new name, its parent's HSTS policy decides whether http is left to browsers
 * (RFC 6797 §8.3): only then is the parent asked.
 */
async function parentPolicy(name: string, seen: WebObservation[], shared: Following, ports: WebPorts) {
  const parent = parentOf(name)
  const own = seen.filter(({ purpose }) => purpose === 'new')
  const heard = own.some(({ scheme, hops }) => scheme === 'https' && hops[0]?.status !== null)
  if (own.length === 0 || heard || !parent?.includes('.')) return []
  const address = (await shared.addressesOf(parent))[0]
  if (!address) return []
  return [await look({ purpose: 'parent', name: parent, address }, 'https', 'home', shared, ports)]
}

async function lookUp(host: string, resolve: WebPorts['resolve'], known: Map<string, readonly string[]>) {
  try {
    const addresses = sorted(await resolve(host))
    known.set(host, addresses)
    return addresses
  } catch {
    return []
  }
}

function sorted(addresses: readonly string[]): string[] {
  const canonical = addresses.map(canonicalAddress).filter((address): address is string => address !== null)
  return [...new Set(canonical)].sort().slice(0, MAX_ADDRESSES)
}

// Authorities that cannot be read add nothing; the command line has refused them before.
function trusted(ca: string | undefined) {
  try {
    return trusting(ca)
  } catch {
    return undefined
  }
}

async function inTurns<In, Out>(
  all: readonly In[],
  atOnce: number,
  work: (one: In) => Promise<Out>,
): Promise<Out[]> {
  const results = Array<Out>(all.length)
  let next = 0
  const worker = async () => {
    for (let at = next++; at < all.length; at = next++) results[at] = await work(all[at]!)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, worker))
  return results
}
