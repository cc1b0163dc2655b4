/** The little internet of the demonstration: a root, a registry, one managed zone on two servers, two resolvers, web sites. */
import type { Sight } from '../../checks/index.ts'
import type { ExpectedRecords } from '../core/records.ts'
import { selfSigned } from './certificate.ts'
import { serveDns, type NameServer } from './dns.ts'
import { createResolver, type Resolve } from './resolver.ts'
import { serveWeb, type Web } from './web.ts'
import { answer, bump, createZone, delegate, put, type Rr, type Zone } from './zone.ts'

/** The managed zone. `.example` is reserved (RFC 2606): nothing here can be mistaken for a real name. */
export const ZONE = 'kaltim-demo.example'

/** Resolvers for the register; their addresses are dialled on loopback. */
export const RESOLVERS = [
  { name: 'Resolver Diskominfo', address: '198.51.100.10' },
  { name: 'Resolver penyedia internet', address: '198.51.100.20' },
] as const

// Addresses for documentation (RFC 5737): seen in the interface, never sent to.
const ROOT = { 'a.akar.example': '192.0.2.1' }
const REGISTRY = { 'a.registri.example': '192.0.2.2' }
const SERVERS = { [`ns1.${ZONE}`]: '192.0.2.53', [`ns2.${ZONE}`]: '198.51.100.53' }
/** Every web server stands at an address of this network. */
export const webAddress = (host: number) => `203.0.113.${host}`

const TTL_S = 4 * 3600

export type World = {
  sight: Sight
  web: Web['sites']
  /** Sets the records of a name, at both servers or only at the first: as when the second was forgotten. */
  publish: (name: string, records: ExpectedRecords, where?: 'everywhere' | 'first server') => void
  remove: (name: string) => void
  /** Somebody asks every resolver for a name: what is true now will be remembered. */
  visited: (name: string) => void
  stop: () => Promise<void>
}

export async function createWorld(now: () => Date): Promise<World> {
  const root = createZone('.', ROOT)
  const registry = createZone('example', REGISTRY)
  delegate(root, 'example', REGISTRY)
  delegate(registry, ZONE, SERVERS)
  const first = createZone(ZONE, SERVERS)
  const second = createZone(ZONE, SERVERS)
  const resolvers = RESOLVERS.map(() => createResolver([root, registry, first], now))

  const started: { stop: () => Promise<void> }[] = []
  const stop = async () => {
    for (const one of started.splice(0)) await one.stop()
  }
  try {
    const connect: Record<string, string> = {}
    const servers: [string, Zone | Resolve][] = [
      [Object.values(ROOT)[0]!, root],
      [Object.values(REGISTRY)[0]!, registry],
      [Object.values(SERVERS)[0]!, first],
      [Object.values(SERVERS)[1]!, second],
      ...RESOLVERS.map(({ address }, at): [string, Resolve] => [address, resolvers[at]!]),
    ]
    for (const [address, source] of servers) {
      const server: NameServer = await serveDns(
        typeof source === 'function'
          ? { reply: source, recursive: true }
          : { reply: (name, type) => answer([source], name, type), recursive: false },
      )
      started.push(server)
      connect[address] = `127.0.0.1#${server.port}`
    }
    const certificate = selfSigned([`*.${ZONE}`], new Date())
    const web = await serveWeb(certificate)
    started.push(web)
    for (let host = 1; host < 255; host++) {
      connect[`${webAddress(host)}#80`] = `127.0.0.1#${web.httpPort}`
      connect[`${webAddress(host)}#443`] = `127.0.0.1#${web.httpsPort}`
    }
    const change = (name: string, records: Rr[], zones: Zone[]) => {
      for (const zone of zones) put(zone, name, records)
      for (const zone of [first, second]) bump(zone)
    }
    return {
      sight: { rootHints: hintsOf(ROOT), connect, ca: certificate.cert, canary: `ns1.${ZONE}` },
      web: web.sites,
      publish(name, records, where = 'everywhere') {
        change(name, rowsOf(name, records), where === 'everywhere' ? [first, second] : [first])
      },
      remove: (name) => change(name, [], [first, second]),
      visited(name) {
        for (const resolve of resolvers) for (const type of ['A', 'AAAA']) resolve(name, type)
      },
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

const rowsOf = (name: string, records: ExpectedRecords): Rr[] =>
  Object.entries(records).flatMap(([type, values]) =>
    values.map((data) => ({ name, type: type as keyof ExpectedRecords, ttl: TTL_S, data })),
  )

const hintsOf = (servers: Record<string, string>) =>
  Object.entries(servers)
    .map(([name, address]) => `. 3600000 NS ${name}.\n${name}. 3600000 A ${address}\n`)
    .join('')
