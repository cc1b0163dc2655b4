/** What is remembered between looks, on both databases. */
import { expect, test } from 'vitest'
import type { Observation } from '../../server/core/observation.ts'
import type { Before } from '../../server/core/serial.ts'
import { onBothDatabases } from '../support/databases.ts'
import { checked, found, makeRequest, observed, openDesk, settle } from '../support/desk.ts'

const HOUR = 3_600_000

onBothDatabases('memories', (fresh) => {
  test('another registered site’s page is known by what it showed, and an old name’s is not another’s', async () => {
    const desk = await openDesk(await fresh())
    await settle(desk)
    const mark = (title: string) => ({
      title,
      fingerprint: `print of ${title}`,
      likeness: '0123456789abcdef',
    })
    const shows: Record<string, string> = { 'lama.kaltim.example': 'Dinas', 'tetap.kaltim.example': 'Badan' }
    desk.world.look = ({ newName: name }) => {
      const hops = [{ status: 200 }]
      const visit = { kind: 'web', name, probe: 'home', scheme: 'https', hops, page: mark(shows[name]!) }
      const observations = [observed(visit)]
      return { ...checked('ok', [found('A10', name)], desk.clock.now), observations }
    }
    for (const hostname of Object.keys(shows)) {
      const site = { hostname, agencyId: 1, kind: 'website', records: { A: ['192.0.2.1'] } }
      await desk.call('operator', 'POST', '/sites', site)
    }
    await desk.sweep()
    const showing = async (title: string) =>
      (await desk.ports().showing!([mark(title)])).map(({ name }) => name)
    expect(await showing('Badan')).toEqual(['tetap.kaltim.example'])
    expect(await showing('Dinas')).toEqual(['lama.kaltim.example'])
    expect(await showing('Kantor')).toEqual([])
    // Its page changes, and is known by the new one.
    shows['tetap.kaltim.example'] = 'Kantor'
    desk.clock.now = new Date(desk.clock.now.getTime() + HOUR)
    await desk.sweep()
    expect([await showing('Badan'), await showing('Kantor')]).toEqual([[], ['tetap.kaltim.example']])
    // The rename of `lama` is carried out: the page is the new name's now.
    shows['baru.kaltim.example'] = 'Dinas'
    await makeRequest(desk, 'execute')
    expect(await showing('Dinas')).toEqual(['baru.kaltim.example'])
    await desk.stop()
  })

  test('a zone’s serial is remembered for all its sites, and records for each under it', async () => {
    const desk = await openDesk(await fresh())
    await settle(desk)
    const names = ['satu.kaltim.example', 'dua.kaltim.example']
    for (const hostname of names) {
      const site = { hostname, agencyId: 1, kind: 'website', records: { A: ['192.0.2.1'] } }
      await desk.call('operator', 'POST', '/sites', site)
    }
    const known = new Map<string, Before | undefined>()
    const look = async (serial: number, address: string, only = names) => {
      desk.world.look = ({ newName: name, before }) => {
        known.set(name, before)
        return {
          ...checked('ok', [found('A10', name)], desk.clock.now),
          observations: only.includes(name) ? zoneAndName(name, serial, address) : [],
        }
      }
      desk.clock.now = new Date(desk.clock.now.getTime() + HOUR)
      await desk.sweep()
    }
    const zones = () => known.get('dua.kaltim.example')!.zones
    const seenNow = () => desk.clock.now.toISOString()
    const published = (name: string) => known.get(name)!.published
    // As large as serials get.
    await look(4_294_967_290, '192.0.2.1')
    const first = seenNow()
    expect([zones(), published(names[0]!)]).toEqual([{}, null])
    await look(4_294_967_294, '192.0.2.2', [names[0]!])
    const raised = seenNow()
    expect(zones()).toEqual({
      'kaltim.example': { serial: 4_294_967_290, seenAt: first, backAt: null, split: null },
    })
    expect(published(names[0]!)).toEqual({
      zone: 'kaltim.example',
      serial: 4_294_967_290,
      records: 'A 192.0.2.1',
    })
    // What one site's look saw of the zone is known to the others; what it saw of itself is its own.
    await look(4_294_967_290, '192.0.2.3')
    expect(zones()).toEqual({
      'kaltim.example': { serial: 4_294_967_294, seenAt: raised, backAt: null, split: null },
    })
    expect(published(names[0]!)!.records).toBe('A 192.0.2.2')
    expect(published(names[1]!)!.records).toBe('A 192.0.2.1')
    const backAt = desk.clock.now.toISOString()
    await look(4_294_967_290, '192.0.2.4')
    expect(zones()).toEqual({
      'kaltim.example': { serial: 4_294_967_294, seenAt: raised, backAt, split: null },
    })
    // Held against what was there first.
    await look(2, '192.0.2.4')
    const round = seenNow()
    expect(published(names[1]!)!.records).toBe('A 192.0.2.1')
    await look(2, '192.0.2.4')
    expect(zones()).toEqual({ 'kaltim.example': { serial: 2, seenAt: round, backAt: null, split: null } })
    expect(published(names[1]!)!.records).toBe('A 192.0.2.4')
    await desk.stop()
  })

  test('since when a zone’s servers differ, until whoever lagged has what it lacked', async () => {
    const desk = await openDesk(await fresh())
    await settle(desk)
    const name = 'satu.kaltim.example'
    const site = { hostname: name, agencyId: 1, kind: 'website', records: { A: ['192.0.2.1'] } }
    await desk.call('operator', 'POST', '/sites', site)
    let known: Before | undefined
    /** A look at two servers with these serials; gives the instant of it, and what the next look is told. */
    const look = async (primary: number, secondary: number) => {
      const observe = (before: Before | undefined, serials: readonly number[]) => {
        known = before
        return {
          ...checked('ok', [found('A10', name)], desk.clock.now),
          observations: serials.flatMap((serial, at) => zoneAndName(name, serial, '192.0.2.1', at + 1)),
        }
      }
      desk.clock.now = new Date(desk.clock.now.getTime() + HOUR)
      desk.world.look = ({ before }) => observe(before, [primary, secondary])
      await desk.sweep()
      const at = desk.clock.now.toISOString()
      desk.clock.now = new Date(desk.clock.now.getTime() + HOUR)
      desk.world.look = ({ before }) => observe(before, [])
      await desk.sweep()
      return { at, split: known!.zones['kaltim.example']!.split }
    }
    expect((await look(5, 5)).split).toBeNull()
    const first = await look(6, 5)
    expect(first.split).toEqual({ serial: 6, at: first.at })
    // The primary goes on, and the secondary does not: it has lacked 6 since then.
    expect((await look(9, 5)).split).toEqual(first.split)
    // It has caught up with that, and lacks another.
    const second = await look(12, 8)
    expect(second.split).toEqual({ serial: 12, at: second.at })
    expect((await look(12, 12)).split).toBeNull()
    await desk.stop()
  })
})

const zoneAndName = (name: string, serial: number, address: string, ns = 1): Observation[] => {
  const zone = 'kaltim.example'
  const server = { name: `ns${ns}.kaltim.example`, address: `192.0.2.5${ns}`, port: 53 }
  const soa = `ns1.${zone} host.${zone} ${serial} 14400 3600 1209600 300`
  const asked = [
    ['zone', zone, 'SOA', soa],
    ['new', name, 'A', address],
    ['new', name, 'AAAA', null],
    ['new', name, 'CNAME', null],
  ] as const
  return asked.map(([purpose, owner, type, value]) => {
    const answers = value === null ? [] : [{ name: owner, type, ttl: 300, value }]
    const outcome = { status: 'answered', rcode: 'NOERROR', aa: true, answers }
    const question = { name: owner, type }
    return observed({ kind: 'dns', role: 'authoritative', purpose, zone, server, question, outcome })
  })
}
