/** The checker on servers that lag, disagree, sign, lie or fail: BIND, NSD, unbound and scripted ones. */
import { readdirSync } from 'node:fs'
import packet from 'dns-packet'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { openChecks } from '../../checks/index.ts'
import type { Sight } from '../../checks/index.ts'
import type { Expectation } from '../../server/core/expectation.ts'
import { loopback, startBind } from '../support/bind.ts'
import { rename, startLab, ZONE, zoneText } from '../support/dns-lab.ts'
import { reply, startFaultServer } from '../support/fault-dns.ts'
import type { Script } from '../support/fault-dns.ts'
import { startNsd } from '../support/nsd.ts'
import { needs, run } from '../support/programs.ts'
import { startUnbound } from '../support/unbound.ts'
import { failing, honest, tolerable, truncating } from './cases/scripted.ts'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})
async function using<T extends { stop: () => Promise<void> }>(starting: Promise<T>): Promise<T> {
  const started = await starting
  stops.push(started.stop)
  return started
}

async function check(sight: Sight, more: Partial<Expectation> = {}, now = () => new Date()) {
  const checks = openChecks(sight, now)
  try {
    const result = await checks.check(rename(more))
    const shown = JSON.stringify(
      result.findings.map(({ condition, server, seen }) => [condition, server, seen]),
    )
    return { ...result, shown, ids: result.findings.map(({ condition }) => condition) }
  } finally {
    await checks.close()
  }
}

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
const INSTALL = 'apt-get install -y bind9 bind9-utils bind9-dnsutils unbound nsd iproute2'

describe.skipIf(!needs(['named', 'nsupdate', 'ip'], INSTALL))('servers that disagree', () => {
  it('a secondary behind: wait within refresh and retry, not beyond', async () => {
    const lab = await using(startLab({ records: 'baru A 192.0.2.10\n', serial: 2, secondary: '\n' }))
    const soon = await check(lab.sight, { executedAt: minutesAgo(10) })
    expect(soon.status, soon.shown).toBe('propagating')
    expect(soon.ids).toContain('A06')
    // Refresh 3600 and retry 1800, counted from the execution ten minutes ago.
    expect(Math.round((Date.parse(soon.forecast!.until) - Date.now()) / 60_000)).toBe(80)
    const late = await check(lab.sight, { executedAt: minutesAgo(100) })
    expect({ status: late.status, severity: late.severity }, late.shown).toEqual({
      status: 'broken',
      severity: 'warning',
    })
    expect(late.ids).toContain('A07')
  })

  it('the same serial with other contents: edited without raising it', async () => {
    const lab = await using(startLab({ records: 'baru A 192.0.2.10\n', secondary: 'baru A 192.0.2.99\n' }))
    const seen = await check(lab.sight)
    expect({ status: seen.status, severity: seen.severity }, seen.shown).toEqual({
      status: 'wrong',
      severity: 'warning',
    })
    expect(seen.ids).toEqual(expect.arrayContaining(['A13', 'A08']))
  })

  it('a secondary that will fetch the zone: no alarm', async () => {
    const lab = await using(startLab({ records: '\n' }))
    await lab.primary.update(`update add baru.${ZONE} 300 A 192.0.2.10`)
    const lagging = await check(lab.sight)
    expect(['propagating', 'ok'], lagging.shown).toContain(lagging.status)
  })

  it('a server that is dead among two: broken through it', async () => {
    const lab = await using(startLab({ records: 'baru A 192.0.2.10\n' }))
    await lab.secondary!.stop()
    const seen = await check(lab.sight)
    expect({ status: seen.status, severity: seen.severity }, seen.shown).toEqual({
      status: 'broken',
      severity: 'warning',
    })
    expect(seen.ids).toContain('A03')
  })
})

describe.skipIf(!needs(['named', 'nsd', 'ip'], INSTALL))('servers of other makers', () => {
  it('NSD beside BIND, reached over IPv4 and IPv6', async () => {
    const six = `fd53:a11:${Math.floor(Math.random() * 65535).toString(16)}::53`
    const [four, nsd] = [loopback(), loopback()]
    const servers = [
      { name: 'ns1', address: four },
      { name: 'ns2', address: nsd },
    ]
    const text = zoneText(servers, `ns1 AAAA ${six}\nbaru A 192.0.2.10\n`)
    await using(startBind({ addresses: [four, six], zones: [{ name: ZONE, text }] }))
    await using(startNsd(nsd, [{ name: ZONE, text }]))
    const root = loopback()
    const soa = 'SOA a. a. 1 14400 3600 604800 300'
    const glue = `ns1.kota A ${four}\nns1.kota AAAA ${six}\nns2.kota A ${nsd}`
    await using(
      startBind({
        addresses: [root],
        zones: [
          { name: '.', text: `$TTL 300\n. ${soa}\n. NS a.root.\na.root. A ${root}\ntest. NS a.root.\n` },
          {
            name: 'test',
            text: `$TTL 300\n@ ${soa}\n@ NS a.root.\nkota NS ns1.kota\nkota NS ns2.kota\n${glue}\n`,
          },
        ],
      }),
    )
    const rootHints = `. NS a.root.\na.root. A ${root}\n`
    const sight = { rootHints, allow: ['127.0.0.0/8', 'fd53::/16'], web: false, timeoutMs: 300, tries: 2 }
    const seen = await check(sight)
    expect({ status: seen.status, severity: seen.severity }, seen.shown).toEqual({
      status: 'ok',
      severity: 'ok',
    })
    const asked = new Set(
      seen.observations.flatMap((o) => (o.kind === 'dns' && o.purpose === 'new' ? [o.server.address] : [])),
    )
    expect([...asked].sort()).toEqual([four, nsd, six].sort())
    const guarded = await check({ ...sight, allow: ['127.0.0.0/8'] })
    expect(guarded.status, guarded.shown).toBe('ok')
  })
})

describe.skipIf(!needs(['named', 'unbound', 'dnssec-dsfromkey', 'ip'], INSTALL))('a signed zone', () => {
  it('validates, and breaks with a DS that matches no key', async () => {
    const signed = `dnssec-policy default; inline-signing yes;`
    const lab = await using(startLab({ records: 'baru A 192.0.2.10\n', secondary: null, extra: signed }))
    const key = await vi.waitFor(
      () => {
        const file = readdirSync(lab.primary.folder).find((one) => /^Kkota.*\.key$/.test(one))
        expect(file).toBeDefined()
        return file!
      },
      { timeout: 10_000 },
    )
    const ds = run('dnssec-dsfromkey', ['-2', key], lab.primary.folder).trim()
    const digest = ds.replace(/^.* DS /, '')
    await lab.root.update(`zone test`, `update add ${ZONE} 300 DS ${digest}`)
    const cache = await using(
      startUnbound({
        address: loopback(),
        rootHints: lab.hints,
        server: [
          'module-config: "validator iterator"',
          `trust-anchor: "${ZONE}. DS ${digest}"`,
          'val-log-level: 2',
          'ede: yes',
        ],
      }),
    )
    const sight = { ...lab.sight, resolvers: [cache.address] }
    const good = await vi.waitFor(
      async () => {
        const seen = await check(sight)
        expect(seen.ids, seen.shown).toContain('D02')
        return seen
      },
      { timeout: 15_000, interval: 300 },
    )
    expect({ status: good.status, severity: good.severity }, good.shown).toEqual({
      status: 'ok',
      severity: 'ok',
    })

    const future = await check(lab.sight, {}, () => new Date(Date.now() + 60 * 86_400_000))
    expect(future.ids, future.shown).toContain('D05')
    expect(future.status).toBe('broken')

    const wrong = [
      ['another tag', digest.replace(/^\d+/, '1')],
      ['another digest', digest.replace(/.$/, (last) => (last === '0' ? '1' : '0'))],
    ]
    for (const [what, other] of wrong) {
      await lab.root.update(`zone test`, `update delete ${ZONE} DS`, `update add ${ZONE} 300 DS ${other}`)
      const orphan = await check(lab.sight)
      expect({ status: orphan.status, severity: orphan.severity }, `${what}: ${orphan.shown}`).toEqual({
        status: 'broken',
        severity: 'critical',
      })
      expect(orphan.ids, what).toContain('D04')
    }
  })

  it('a resolver that cannot validate says so, and the checker believes it', async () => {
    const lab = await using(startLab({ records: 'baru A 192.0.2.10\n', secondary: null }))
    const cache = await using(
      startUnbound({
        address: loopback(),
        rootHints: lab.hints,
        server: [
          'module-config: "validator iterator"',
          `trust-anchor: "${ZONE}. DS 1 13 2 ${'AB'.repeat(32)}"`,
        ],
      }),
    )
    const seen = await check({ ...lab.sight, resolvers: [cache.address] })
    expect({ status: seen.status, severity: seen.severity }, seen.shown).toEqual({
      status: 'broken',
      severity: 'critical',
    })
    expect(seen.ids).toContain('R10')
  })
})

describe.skipIf(!needs(['named', 'nsupdate', 'unbound', 'ip'], INSTALL))('caches', () => {
  it('one that already remembers the absence: wait for its negative TTL, no longer', async () => {
    const lab = await using(startLab({ records: '\n', secondary: null }))
    const cache = await using(startUnbound({ address: loopback(), rootHints: lab.hints }))
    run('dig', ['+short', `@${cache.address}`, `baru.${ZONE}`, 'A'], lab.primary.folder)
    await lab.primary.update(`update add baru.${ZONE} 300 A 192.0.2.10`)
    const seen = await check({ ...lab.sight, resolvers: [cache.address] })
    expect(seen.status, seen.shown).toBe('propagating')
    expect(seen.ids).toContain('R03')
    const left = (Date.parse(seen.forecast!.until) - Date.now()) / 1000
    expect(left).toBeGreaterThan(3500)
    expect(left).toBeLessThanOrEqual(3600)
  })

  it('one that was never asked early has the name at once: the checker planted nothing', async () => {
    const lab = await using(startLab({ records: 'lama A 192.0.2.10\n', secondary: null }))
    const cache = await using(startUnbound({ address: loopback(), rootHints: lab.hints }))
    const sight = { ...lab.sight, resolvers: [cache.address] }
    for (let look = 0; look < 3; look++) expect((await check(sight)).status).toBe('broken')
    await lab.primary.update(`update add baru.${ZONE} 300 A 192.0.2.10`)
    const seen = await check(sight, { want: 'keep' })
    expect(seen.ids, seen.shown).toContain('R01')
    expect(seen.status).toBe('ok')
  })

  it('a panel without a vote leaves it unknown', async () => {
    const lab = await using(startLab({ records: 'baru A 192.0.2.10\n', secondary: null }))
    const seen = await check({ ...lab.sight, resolvers: [loopback()] })
    expect(seen.status, seen.shown).toBe('unknown')
    expect(seen.ids).toContain('R14')
  })
})

describe('scripted servers', () => {
  const zone = (script: Script) => startFaultServer(loopback(), script)
  const sightOf = (servers: { address: string; port: number }[]): Sight => ({
    servers: servers.map(({ address, port }, index) => ({ name: `ns${index + 1}.${ZONE}`, address, port })),
    web: false,
    timeoutMs: 250,
    tries: 2,
  })
  it.each(tolerable)('one %s is still ok', async (_, script) => {
    const server = await using(zone(script))
    const seen = await check(sightOf([server]))
    expect({ status: seen.status, severity: seen.severity }, seen.shown).toEqual({
      status: 'ok',
      severity: 'ok',
    })
  })

  it.each(failing)('the only one %s: %s', async (_, script, status, id) => {
    const seen = await check(sightOf([await using(zone(script))]))
    expect(seen.status, seen.shown).toBe(status)
    expect(seen.ids).toContain(id)
  })

  it('one of two truncates and has no TCP: the firewall, not silence', async () => {
    const cut = startFaultServer(loopback(), truncating, null)
    const seen = await check(sightOf([await using(zone(honest)), await using(cut)]))
    expect({ status: seen.status, severity: seen.severity }, seen.shown).toEqual({
      status: 'broken',
      severity: 'warning',
    })
    expect(seen.ids).toContain('A04')
    expect(seen.ids).not.toContain('A03')
  })

  it('the only one truncates and has no TCP: it was seen, but nothing can be told', async () => {
    const seen = await check(sightOf([await using(startFaultServer(loopback(), truncating, null))]))
    expect({ status: seen.status, severity: seen.severity }, seen.shown).toEqual({
      status: 'unknown',
      severity: 'info',
    })
    expect(seen.ids).toEqual(expect.arrayContaining(['M04', 'A04']))
  })

  it('one of two fails for AAAA only', async () => {
    const bad: Script = (heard, raw) =>
      heard.type === 'AAAA' ? [reply(heard.query, { rcode: 2, flags: 0 })] : honest(heard, raw)
    const seen = await check(sightOf([await using(zone(honest)), await using(zone(bad))]))
    expect({ status: seen.status, severity: seen.severity }, seen.shown).toEqual({
      status: 'broken',
      severity: 'warning',
    })
    expect(seen.ids).toContain('A17')
  })
})

describe('what reaches a cache (R15)', () => {
  const at = `baru.${ZONE}`
  const soa = `ns1.${ZONE}`
  /** A server of the zone that gives `baru` these types, `lama` none. */
  const holding =
    (...types: ('A' | 'AAAA')[]): Script =>
    ({ query, name, type }) => {
      const data = {
        mname: soa,
        rname: soa,
        serial: 1,
        refresh: 14400,
        retry: 3600,
        expire: 604800,
        minimum: 300,
      }
      const apex: packet.Answer = { type: 'SOA', name: ZONE, ttl: 300, data }
      if (name === ZONE && type === 'SOA') return [reply(query, { answers: [apex] })]
      if (name !== at || types.length === 0)
        return [reply(query, { rcode: name === ZONE ? 0 : 3, authorities: [apex] })]
      if (type === 'A' && types.includes('A'))
        return [reply(query, { answers: [{ type, name, ttl: 300, data: '192.0.2.10' }] })]
      if (type === 'AAAA' && types.includes('AAAA'))
        return [reply(query, { answers: [{ type, name, ttl: 300, data: '2001:db8::10' }] })]
      return [reply(query, { authorities: [apex] })]
    }
  const unwell: Script = ({ query }) => [reply(query, { flags: 0, rcode: 2 })]
  const cache: Script = (heard, raw) =>
    (holding('A', 'AAAA')(heard, raw) as Buffer[]).map((answer) => {
      answer.writeUInt16BE((answer.readUInt16BE(2) & ~0x0400) | 0x0080, 2)
      return answer
    })

  it.each<[string, Script[], string[]]>([
    ['nowhere: never a question for it', [holding(), holding()], []],
    ['at one of two servers: never', [holding('A'), holding()], []],
    ['at one, and the other fails: never', [holding('A'), unwell], []],
    [
      'as another type at the second: never for a type that one lacks',
      [holding('A', 'AAAA'), holding('A')],
      ['A'],
    ],
    ['everywhere: for the types that are there', [holding('A'), holding('A')], ['A']],
    ['everywhere with IPv6: for both', [holding('A', 'AAAA'), holding('A', 'AAAA')], ['A', 'AAAA']],
  ])('the new name is %s', async (_, scripts, types) => {
    const servers = await Promise.all(scripts.map((script) => using(startFaultServer(loopback(), script))))
    const resolver = await using(startFaultServer(loopback(), cache))
    const sight: Sight = {
      servers: servers.map(({ address, port }, index) => ({ name: `ns${index + 1}.${ZONE}`, address, port })),
      resolvers: [`${resolver.address}#${resolver.port}`],
      web: false,
      timeoutMs: 250,
      tries: 2,
    }
    for (let looks = 0; looks < 2; looks++) await check(sight)
    // It was asked something at all, so the silence about the new name is the checker's choice.
    expect(resolver.heard.map(({ name }) => name)).toContain(ZONE)
    const asked = resolver.heard.filter(({ name }) => name === at || name.endsWith(`.${at}`))
    expect([...new Set(asked.map(({ type }) => type))].sort()).toEqual(types)
    if (types.length === 0) {
      const others = resolver.heard.filter(({ name }) => name !== ZONE && name !== `lama.${ZONE}`)
      expect(others.map(({ name }) => name)).toEqual([])
    }
  })
})
