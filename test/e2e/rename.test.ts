/** The six steps of the SOP through HTTP, on real name servers, a real cache and real web sites, by the five people. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runbookSteps } from '../../server/core/lifecycle.ts'
import type { RequestEvent } from '../../server/core/request.ts'
import { letter } from '../support/desk.ts'
import { needs } from '../support/programs.ts'
import { HOST, INSTALL, PROGRAMS, startTown, type Town } from '../support/town.ts'

const NEGATIVE_TTL_S = 3600
const OLD_TTL_S = 14_400

describe.skipIf(!needs(PROGRAMS, INSTALL))('a rename, from the letter to the archive', () => {
  let town: Town
  beforeAll(async () => {
    town = await startTown()
  }, 180_000)
  afterAll(() => town?.stop())

  const act = (who: keyof Town['as'], id: number, action: string, body: object = {}) =>
    town.as[who]('POST', `/requests/${id}/actions/${action}`, body)
  const look = async (id: number) => (await town.as.operator('POST', `/requests/${id}/check`, {})).body
  const requestNow = async (id: number) => (await town.as.applicant('GET', `/requests/${id}`)).body
  const flush = () => town.cache.control('flush_zone', 'kota.test.')

  /** Steps 1 to 3. */
  async function assigned(from: string, to: string, want: string): Promise<number> {
    const asked = {
      kind: 'website',
      oldName: HOST(from),
      newName: HOST(to),
      records: { A: [town.webAddress] },
      want,
      reason: 'Nama layanan berubah.',
    }
    const { status, body: request } = await town.as.applicant('POST', '/requests', asked)
    expect(status, JSON.stringify(request)).toBe(200)
    const { id } = request
    expect((await act('applicant', id, 'submit')).body.code).toBe('letter_missing')
    expect((await town.as.applicant('POST', '/documents', letter(id))).status).toBe(200)
    expect((await act('applicant', id, 'submit')).body).toMatchObject({
      state: 'submitted',
      waitsFor: 'head',
    })
    expect((await act('head', id, 'approve', { disposition: 'Setuju.' })).body.state).toBe('approved')
    const { body: team } = await town.as.division_head('GET', '/people?filter={"role":"operator"}')
    const assigneeIds = team.map((one: { id: number }) => one.id)
    expect((await act('division_head', id, 'assign', { assigneeIds })).body.state).toBe('assigned')
    return id
  }

  test('is refused until the servers prove it, then propagates, is ok, drifts, and is mended', async () => {
    const id = await assigned('lama', 'baru', 'redirect')

    // Nothing was changed yet: the refusal says what was seen.
    const early = await act('operator', id, 'execute', { runbook: runbookSteps })
    expect([early.status, early.body.code]).toEqual([422, 'not_proved'])
    expect(early.body.errors.proof).toContain(HOST('baru'))
    expect(early.body.errors.proof).toContain('NXDOMAIN')
    expect((await requestNow(id)).state).toBe('assigned')

    // A curious visitor asks too early: the cache learns that the name does not exist.
    expect((await town.visit(HOST('baru'))).rcode).toBe('NXDOMAIN')

    // The team adds the record, moves the site, redirects the old name.
    await town.change(`update add ${HOST('baru')} 600 A ${town.webAddress}`)
    town.web.set(HOST('baru'), town.web.get(HOST('lama'))!)
    town.web.set(HOST('lama'), { redirectTo: HOST('baru') })

    const executed = await act('operator', id, 'execute', { runbook: runbookSteps })
    expect(executed.status, JSON.stringify(executed.body)).toBe(200)
    expect(executed.body).toMatchObject({ state: 'executed', status: 'propagating', severity: 'warning' })
    const waitS = (Date.parse(executed.body.forecastUntil) - Date.parse(executed.body.executedAt)) / 1000
    expect(waitS).toBeGreaterThan(NEGATIVE_TTL_S - 120)
    expect(waitS).toBeLessThanOrEqual(NEGATIVE_TTL_S + 5)
    const waiting = await look(id)
    expect(waiting.forecast.because.en).toMatch(/does not exist.*negative TTL/)
    expect(waiting.findings).toContainEqual(expect.objectContaining({ condition: 'R03' }))

    await flush()
    const settled = await look(id)
    expect(settled.status, JSON.stringify(settled.findings)).toBe('ok')
    expect(await requestNow(id)).toMatchObject({ status: 'ok', forecastUntil: null })

    expect((await act('operator', id, 'report', { report: 'Selesai.' })).body.state).toBe('reported')
    const received = await act('division_head', id, 'receive', { notification: 'Nama baru telah aktif.' })
    expect(received.body).toMatchObject({ state: 'archived', waitsFor: null, dueAt: null })
    const { body: events } = await town.as.admin('GET', `/requests/${id}/events`)
    expect(events.map(({ action, actorRole }: RequestEvent) => `${actorRole} ${action}`)).toEqual([
      'applicant create',
      'applicant submit',
      'head approve',
      'division_head assign',
      'operator execute',
      'operator report',
      'division_head receive',
    ])
    expect(events[4].details.proof).toMatchObject({ proved: true })

    // Behind everybody's back.
    const { body: sites } = await town.as.operator('GET', `/sites?filter={"requestId":${id}}`)
    const site = sites.find(({ hostname }: { hostname: string }) => hostname === HOST('baru'))
    const drift = async () => {
      const { body } = await town.as.operator(
        'GET',
        `/findings?filter={"siteId":${site.id},"condition":"A13"}`,
      )
      return body.map(({ state, seen }: { state: string; seen: string }) => [state, seen])
    }
    const replace = (address: string) =>
      town.change(`update delete ${HOST('baru')} A`, `update add ${HOST('baru')} 600 A ${address}`)
    await replace(town.otherAddress)
    expect((await look(id)).status).toBe('wrong')
    expect(await drift()).toEqual([['suspected', `A ${town.otherAddress}`]])
    expect((await look(id)).status).toBe('wrong')
    expect(await drift()).toEqual([['open', `A ${town.otherAddress}`]])
    expect((await town.as.applicant('GET', '/findings?filter={"state":"open"}')).body.length).toBeGreaterThan(
      0,
    )

    await replace(town.webAddress)
    await flush()
    for (const state of ['open', 'closed']) {
      const mended = await look(id)
      expect(mended.status, JSON.stringify(mended.findings)).toBe('ok')
      expect((await drift()).map(([is]: string[]) => is)).toEqual([state])
    }
  })

  test('a removed old name propagates for as long as the cache may hold it', async () => {
    await town.change(`update add ${HOST('usang')} ${OLD_TTL_S} A ${town.webAddress}`)
    town.web.set(HOST('usang'), { title: 'Layanan Usang', lead: 'Layanan Usang akan berganti nama.' })
    const id = await assigned('usang', 'segar', 'remove')
    expect((await town.visit(HOST('usang'))).answers).toHaveLength(1)

    // The new name works, the old one is still there: half of what was asked.
    await town.change(`update add ${HOST('segar')} 600 A ${town.webAddress}`)
    town.web.set(HOST('segar'), town.web.get(HOST('usang'))!)
    const half = await look(id)
    expect(half.status).toBe('stale')
    expect(half.findings).toContainEqual(
      expect.objectContaining({ condition: 'A26', subject: HOST('usang') }),
    )

    await town.change(`update delete ${HOST('usang')} A`)
    town.web.delete(HOST('usang'))
    const executed = await act('operator', id, 'execute', { runbook: runbookSteps })
    expect(executed.body, JSON.stringify(executed.body)).toMatchObject({
      state: 'executed',
      status: 'propagating',
    })
    const waitS = (Date.parse(executed.body.forecastUntil) - Date.now()) / 1000
    expect(waitS).toBeGreaterThan(OLD_TTL_S - 120)
    expect(waitS).toBeLessThanOrEqual(OLD_TTL_S)

    await flush()
    const settled = await look(id)
    expect(settled.status, JSON.stringify(settled.findings)).toBe('ok')
  })

  test('nobody takes a step that is another one’s', async () => {
    const id = await assigned('gudang', 'arsip', 'keep')
    for (const who of ['applicant', 'head', 'division_head', 'admin'] as const) {
      const { status, body } = await act(who, id, 'execute', { runbook: runbookSteps })
      expect([status, body.code], who).toEqual([403, 'not_allowed'])
    }
    const held = await act('operator', id, 'hold', { reason: 'Menunggu instansi.' })
    expect(held.body).toMatchObject({ dueAt: null })
    expect(held.body.heldAt).not.toBeNull()
    expect((await act('operator', id, 'execute', { runbook: runbookSteps })).status).toBe(409)
  })
})
