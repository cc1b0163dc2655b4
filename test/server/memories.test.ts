/** What is remembered between looks, on both databases. */
import { expect, test } from 'vitest'
import type { Observation } from '../../server/core/observation.ts'
import { onBothDatabases } from '../support/databases.ts'
import { checked, found, makeRequest, openDesk, settle } from '../support/desk.ts'

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
      const observations = [visit] as unknown as Observation[]
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
})
