/** A small internet on loopback: a root, the zone `test`, and the managed zone `kota.test` on a primary and a secondary. */
import { hostname } from '../../server/core/hostname.ts'
import type { Expectation } from '../../server/core/expectation.ts'
import type { Sight } from '../../checks/index.ts'
import { loopback, startBind } from './bind.ts'
import type { Bind, LabZone } from './bind.ts'

export const ZONE = 'kota.test'

export type Lab = {
  root: Bind
  primary: Bind
  secondary: Bind | null
  hints: string
  sight: Sight
  stop: () => Promise<void>
}

/** The managed zone's file: `records` after SOA and NS. Timers are the hosting panel's. */
export function zoneText(
  servers: { name: string; address?: string }[],
  records: string,
  serial = 1,
  zone = ZONE,
): string {
  return `$ORIGIN ${zone}.
$TTL 14400
@ 86400 SOA ns1 admin ${serial} 3600 1800 1209600 3600
${servers.map(({ name }) => `@ 86400 NS ${name}`).join('\n')}
${servers.flatMap(({ name, address }) => (address ? [`${name} 86400 A ${address}`] : [])).join('\n')}
${records}`
}

export type LabOptions = {
  records: string
  /** The secondary's own copy, for servers that disagree; a real transfer when absent, no secondary when null. */
  secondary?: string | null
  secondarySerial?: number
  serial?: number
  /** Further zones beside the managed one, on the primary. */
  more?: LabZone[]
  /** Extra statements of the managed zone's clause at the primary. */
  extra?: string
  /** Further records in the zone `test`. */
  parent?: string
}

export async function startLab(options: LabOptions): Promise<Lab> {
  const [rootAddress, first, second] = [loopback(), loopback(), loopback()]
  const servers = [
    { name: 'ns1', address: first },
    ...(options.secondary === null ? [] : [{ name: 'ns2', address: second }]),
  ]
  const delegation = servers
    .map(({ name, address }) => `kota NS ${name}.kota\n${name}.kota A ${address}`)
    .join('\n')
  const soa = 'SOA a.root hostmaster.root 1 3600 1800 1209600 300'
  const root = await startBind({
    addresses: [rootAddress],
    zones: [
      {
        name: '.',
        text: `$TTL 300\n. ${soa}\n. NS a.root.\na.root. A ${rootAddress}\ntest. NS ns.test.\nns.test. A ${rootAddress}\n`,
      },
      {
        name: 'test',
        text: `$TTL 300\n$ORIGIN test.\n@ ${soa}\n@ NS ns\nns A ${rootAddress}\n${delegation}\n${options.parent ?? ''}\n`,
      },
    ],
  })
  const managed: LabZone = {
    name: ZONE,
    text: zoneText(servers, options.records, options.serial ?? 1),
    ...(options.extra === undefined ? {} : { extra: options.extra }),
  }
  const primary = await startBind({
    addresses: [first],
    zones: [managed, ...(options.more ?? [])],
  })
  const secondary =
    options.secondary === null
      ? null
      : await startBind({
          addresses: [second],
          zones: [
            options.secondary === undefined
              ? { name: ZONE, primaries: [first] }
              : { name: ZONE, text: zoneText(servers, options.secondary, options.secondarySerial ?? 1) },
          ],
        })
  const hints = `. 3600000 NS a.root.\na.root. 3600000 A ${rootAddress}\n`
  return {
    root,
    primary,
    secondary,
    hints,
    sight: { rootHints: hints, allow: ['127.0.0.0/8'], web: false, timeoutMs: 300, tries: 2 },
    async stop() {
      await Promise.all([root.stop(), primary.stop(), secondary?.stop()])
    },
  }
}

/** An expectation about `lama` and `baru` in the managed zone. */
export function rename(more: Partial<Expectation> = {}): Expectation {
  return {
    newName: hostname(`baru.${ZONE}`),
    oldName: hostname(`lama.${ZONE}`),
    records: { A: ['192.0.2.10'] },
    want: 'remove',
    executedAt: null,
    redirectUntil: null,
    baseline: null,
    ...more,
  }
}
