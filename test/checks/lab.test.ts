/** The checker on real name servers: a walk from the root, BIND as primary and secondary, unbound as the cache. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openChecks } from '../../checks/index.ts'
import type { Sight } from '../../checks/index.ts'
import type { Expectation } from '../../server/core/expectation.ts'
import { proves } from '../../server/core/verdict.ts'
import { loopback } from '../support/bind.ts'
import { rename, startLab, ZONE } from '../support/dns-lab.ts'
import type { Lab } from '../support/dns-lab.ts'
import { needs } from '../support/programs.ts'
import { startUnbound } from '../support/unbound.ts'
import type { Unbound } from '../support/unbound.ts'

async function check(sight: Sight, expectation: Expectation) {
  const checks = openChecks(sight, () => new Date())
  try {
    return await checks.check(expectation)
  } finally {
    await checks.close()
  }
}

const INSTALL = 'apt-get install -y bind9 bind9-utils bind9-dnsutils unbound iproute2'
const PROGRAMS = ['named', 'nsupdate', 'unbound', 'unbound-control', 'ip']

describe.skipIf(!needs(PROGRAMS, INSTALL))('a rename on real servers', () => {
  let lab: Lab | undefined
  let cache: Unbound | undefined

  beforeAll(async () => {
    lab = await startLab({ records: 'lama A 192.0.2.10\n', secondary: null })
    cache = await startUnbound({ address: loopback(), rootHints: lab.hints })
  })
  afterAll(async () => {
    await cache?.stop()
    await lab?.stop()
  })

  it('goes from nothing to done: broken, stale, propagating, ok', async () => {
    const sight = { ...lab!.sight, resolvers: [cache!.address] }
    const before = await check(sight, rename())
    expect(before.status, JSON.stringify(before.findings)).toBe('broken')
    expect(before.severity).toBe('critical')
    expect(before.findings[0]).toMatchObject({ condition: 'A11', stop: true })
    const asked = before.observations.flatMap((o) =>
      o.kind === 'dns' && o.role === 'resolver' ? [o.question.name] : [],
    )
    expect(asked).not.toContain(`baru.${ZONE}`)

    await lab!.primary.update(`update add baru.${ZONE} 600 A 192.0.2.10`)
    const executed = await check(sight, rename())
    expect(executed.status, JSON.stringify(executed.findings)).toBe('stale')
    expect(proves(executed)).toBe(true)

    await lab!.primary.update(`update delete lama.${ZONE}`)
    const removed = await check(sight, rename())
    expect(removed.status, JSON.stringify(removed.findings)).toBe('propagating')
    expect(removed.forecast?.because.en).toMatch(/TTL/)
    expect(Date.parse(removed.forecast!.until) - Date.now()).toBeGreaterThan(14_000_000)

    await cache!.control('flush', `lama.${ZONE}`)
    const done = await check(sight, rename())
    expect(done.status, JSON.stringify(done.findings)).toBe('ok')
    expect(done.severity).toBe('ok')
  })
})
