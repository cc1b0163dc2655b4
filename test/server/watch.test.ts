/** Simulated days of looks with a fixed clock: what is written, what alarms, and when. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ConditionId } from '../../server/core/conditions/index.ts'
import type { Status } from '../../server/core/verdict.ts'
import { checked, found, makeRequest, observed, openDesk, settle, type TestDesk } from '../support/desk.ts'

const HOUR = 3_600_000

describe('days of watching', () => {
  let desk: TestDesk
  beforeEach(async () => {
    desk = await openDesk()
    await settle(desk)
  })
  afterEach(() => desk.stop())

  /** Sweeps whenever something is due, until the hours have passed. Gives the number of looks. */
  async function pass(hours: number, see: (at: Date) => [Status, ConditionId[]]): Promise<number> {
    desk.world.look = ({ newName, oldName }) => {
      const [status, conditions] = see(desk.clock.now)
      return checked(
        status,
        conditions.map((id) => found(id, id === 'A26' ? oldName! : newName)),
        desk.clock.now,
      )
    }
    const end = desk.clock.now.getTime() + hours * HOUR
    let looks = 0
    while (desk.clock.now.getTime() < end) {
      looks += await desk.sweep()
      desk.clock.now = new Date(desk.clock.now.getTime() + 60_000)
    }
    return looks
  }
  const findings = async () =>
    (await desk.call('operator', 'GET', '/findings?sort=["id","ASC"]')).body.map(
      (row: any) => `${row.condition} ${row.state}`,
    )

  test('calm days are looked at sparsely, and open nothing', async () => {
    await makeRequest(desk, 'receive')
    const looks = await pass(48, () => ['ok', ['A10']])
    expect(looks).toBeGreaterThan(80)
    expect(looks).toBeLessThan(110)
    expect(await findings()).toEqual([])
  })

  test('a propagating name is looked at every minute', async () => {
    await makeRequest(desk, 'execute')
    await pass(0.2, () => ['propagating', ['A10']])
    expect(await pass(2, () => ['propagating', ['A10']])).toBeGreaterThan(110)
  })

  test('the old name lingers: silent during the change, a finding when the horizon has passed, gone when it is', async () => {
    await makeRequest(desk, 'execute', { want: 'remove' })
    await pass(0.2, () => ['stale', ['A10', 'A26']])
    expect(await findings()).toEqual(['A26 suspected'])
    await pass(1, () => ['stale', ['A10', 'A26']])
    expect(await findings()).toEqual(['A26 open'])
    await pass(3, () => ['ok', ['A10', 'A27']])
    expect(await findings()).toEqual(['A26 closed'])
  })

  test('one odd look in three days of calm alarms nobody before the horizon counts, two do', async () => {
    const { body: site } = await desk.call('operator', 'POST', '/sites', {
      hostname: 'tetap.kaltim.example',
      agencyId: 1,
      kind: 'website',
      records: { A: ['192.0.2.1'] },
    })
    expect(site.status).toBe('unknown')
    const odd = new Set([40, 90])
    let look = 0
    await pass(72, () => (odd.has(look++) ? ['wrong', ['A13']] : ['ok', ['A10']]))
    expect(await findings()).toEqual([])
    await pass(1, () => ['wrong', ['A13']])
    expect(await findings()).toEqual(['A13 open'])
  })

  test('while the team carries out a rename, the old name’s own site alarms nobody', async () => {
    const site = {
      hostname: 'lama.kaltim.example',
      agencyId: 1,
      kind: 'website',
      records: { A: ['192.0.2.1'] },
    }
    await desk.call('operator', 'POST', '/sites', site)
    await makeRequest(desk, 'assign')
    await pass(2, () => ['wrong', ['A13']])
    expect(await findings()).toEqual(['A13 suspected'])
  })

  test('flapping is said, and does not open and close all day', async () => {
    await makeRequest(desk, 'receive')
    let look = 0
    await pass(24, () => (look++ % 2 === 0 ? ['wrong', ['A13']] : ['ok', ['A10']]))
    const { body: rows } = await desk.call('operator', 'GET', '/findings')
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ condition: 'A13', state: 'open', flapping: true })
    // The site's own page says so too (M03), for as long as it lasts.
    const restless = async () => {
      const { body } = await desk.call('operator', 'GET', `/sites/${rows[0].siteId}/check`)
      return body.findings.flatMap(({ condition, seen }: any) => (condition === 'M03' ? [seen] : []))
    }
    expect(await restless()).toEqual(['A13'])
    await pass(24, () => ['ok', ['A10']])
    expect(await restless()).toEqual([])
  })

  test('not knowing proves nothing, but for a day and longer it is a finding of its own', async () => {
    await makeRequest(desk, 'receive')
    await pass(1, () => ['wrong', ['A13']])
    expect(await findings()).toEqual(['A13 open'])
    await pass(20, () => ['unknown', []])
    expect(await findings()).toEqual(['A13 open'])
    await pass(6, () => ['unknown', []])
    expect(await findings()).toEqual(['A13 open', 'M04 open'])
    await pass(2, () => ['ok', ['A10']])
    expect(await findings()).toEqual(['A13 closed', 'M04 closed'])
  })

  test('a site that is dead for a week, its DNS being right, is a finding of its own', async () => {
    await makeRequest(desk, 'receive')
    await pass(24, () => ['ok', ['A10']])
    await pass(24 * 6, () => ['broken', ['A10', 'H04']])
    expect(await findings()).toEqual(['H04 open'])
    await pass(24 * 2, () => ['broken', ['A10', 'H04']])
    expect(await findings()).toEqual(['H04 open', 'S04 open'])
    await pass(3, () => ['ok', ['A10']])
    expect(await findings()).toEqual(['H04 closed', 'S04 closed'])
  })

  test('a site that is dead for most of a week is a finding, also when it answered now and then', async () => {
    await makeRequest(desk, 'receive')
    // Alive for an hour of every two days.
    const see = (at: Date): [Status, ConditionId[]] =>
      Math.floor(at.getTime() / HOUR) % 48 === 12 ? ['ok', ['A10']] : ['broken', ['A10', 'H01']]
    await pass(24 * 6, see)
    expect(await findings()).not.toContain('S04 open')
    await pass(24 * 2, see)
    expect(await findings()).toContain('S04 open')
    // Alive for most of a week again: an outage of some hours is no dead site.
    await pass(24 * 4, () => ['ok', ['A10']])
    await pass(12, () => ['broken', ['A10', 'H01']])
    expect(await findings()).toContain('S04 closed')
    expect(await findings()).not.toContain('S04 open')
  })

  test('a site that fails every other day is not dead', async () => {
    await makeRequest(desk, 'receive')
    await pass(24 * 12, (at) =>
      Math.floor(at.getTime() / HOUR / 24) % 2 ? ['ok', ['A10']] : ['broken', ['A10', 'H01']],
    )
    expect((await findings()).filter((one: string) => one.startsWith('S04'))).toEqual([])
  })

  test('names below the zones that are seen but not registered are told', async () => {
    await makeRequest(desk, 'submit')
    const register = async (name: string) => {
      const site = {
        hostname: `${name}.kaltim.example`,
        agencyId: 1,
        kind: 'website',
        records: { A: ['192.0.2.1'] },
      }
      expect((await desk.call('operator', 'POST', '/sites', site)).status).toBe(200)
    }
    await register('portal')
    await register('dikenal')
    const at = (name: string) => `${name}.kaltim.example`
    const visit = {
      kind: 'web',
      purpose: 'new',
      name: at('portal'),
      certificate: { names: ['portal', '*', 'webmail', 'sertifikat', 'www.dikenal'].map(at) },
      hops: [at('portal'), at('pindah'), 'elsewhere.example'].map((host) => ({ url: `https://${host}/` })),
      page: {
        mentions: ['tautan', 'dikenal', 'www.portal', 'lama', 'baru']
          .map((name) => ({ host: at(name), where: 'link' }))
          .concat({ host: 'elsewhere.example', where: 'link' }),
      },
    }
    const asked = ['MX', 'CNAME'].map((type) => ({
      kind: 'dns',
      role: 'authoritative',
      question: { name: at('portal'), type },
      outcome: {
        status: 'answered',
        answers: [
          { name: at('portal'), type, ttl: 60, value: type === 'MX' ? `10 ${at('mx')}` : at('sasaran') },
        ],
      },
    }))
    desk.world.look = ({ newName }) => ({
      ...checked('ok', [], desk.clock.now),
      observations: newName === at('portal') ? [visit, ...asked].map((facts) => observed(facts)) : [],
    })
    const told = async () => {
      desk.clock.now = new Date(desk.clock.now.getTime() + HOUR)
      await desk.sweep()
      const { body: look } = await desk.call('operator', 'GET', '/sites/1/check')
      return look.findings
        .filter(({ condition }: any) => condition === 'S07')
        .map(({ subject, seen }: any) => `${subject.split('.')[0]}: ${seen}`)
    }
    const from = (place: string) => `${at('portal')} (${place})`
    expect(await told()).toEqual([
      `pindah: ${from('redirect')}`,
      `sasaran: ${from('CNAME')}`,
      `sertifikat: ${from('certificate')}`,
      `tautan: ${from('link')}`,
    ])
    // To be known, not to be alarmed about; and all of them in one list for those who may register them.
    expect(await findings()).toEqual([])
    const { body: list } = await desk.call('operator', 'GET', '/mentions/unregistered')
    expect(list.map(({ host, hostname }: any) => [host, hostname])).toContainEqual([
      at('tautan'),
      at('portal'),
    ])
    expect((await desk.call('applicant', 'GET', '/mentions/unregistered')).status).toBe(403)
    await register('tautan')
    expect(await told()).toHaveLength(3)
  })

  test('who mentions whom is known from what was fetched anyway', async () => {
    for (const hostname of ['portal.kaltim.example', 'lama.kaltim.example']) {
      const site = { hostname, agencyId: 1, kind: 'website', records: { A: ['192.0.2.1'] } }
      expect((await desk.call('operator', 'POST', '/sites', site)).status).toBe(200)
    }
    const page = (hosts: string[]) =>
      [
        {
          kind: 'web',
          purpose: 'new',
          name: 'portal.kaltim.example',
          hops: [],
          certificate: null,
          page: { mentions: hosts.map((host) => ({ host, where: 'link' })) },
        },
        {
          kind: 'dns',
          role: 'authoritative',
          question: { name: 'portal.kaltim.example', type: 'MX' },
          outcome: {
            status: 'answered',
            answers: [
              { name: 'portal.kaltim.example', type: 'MX', ttl: 60, value: '10 lama.kaltim.example' },
            ],
          },
        },
      ].map((facts) => observed(facts))
    const seen = async (hosts: string[] | null) => {
      desk.world.look = ({ newName }) => ({
        ...checked('ok', [], desk.clock.now),
        observations: hosts && newName === 'portal.kaltim.example' ? page(hosts) : [],
      })
      desk.clock.now = new Date(desk.clock.now.getTime() + HOUR)
      await desk.sweep()
      const { body } = await desk.call('operator', 'GET', '/sites/2/mentions')
      return body.map((row: any) => `${row.hostname} ${row.place}`)
    }
    expect(await seen(['lama.kaltim.example', 'elsewhere.example', 'portal.kaltim.example'])).toEqual([
      'portal.kaltim.example MX',
      'portal.kaltim.example link',
    ])
    // A page that could not be fetched says nothing; one that has changed does.
    expect(await seen(null)).toHaveLength(2)
    expect(await seen([])).toEqual(['portal.kaltim.example MX'])
  })
})
