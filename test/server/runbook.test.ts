/** Step 4 through HTTP on both databases: ticks with name and time, the state before, and overrides that name what was red. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runbookSteps } from '../../server/core/lifecycle.ts'
import { onBothDatabases } from '../support/databases.ts'
import {
  checked,
  found,
  makeRequest,
  observed,
  openDesk,
  settle,
  type TestDesk,
  type Who,
} from '../support/desk.ts'

const NEW = 'baru.kaltim.example'
const OLD = 'lama.kaltim.example'

/** What the only server gives for a name. */
const answer = (name: string, values: string[], ttl = 14_400) =>
  observed({
    kind: 'dns',
    role: 'authoritative',
    purpose: name === NEW ? 'new' : 'old',
    zone: 'kaltim.example',
    server: { name: 'ns1.kaltim.example', address: '192.0.2.53', port: 53 },
    question: { name, type: 'A' },
    outcome: {
      status: 'answered',
      aa: true,
      rcode: values.length > 0 ? 'NOERROR' : 'NXDOMAIN',
      answers: values.map((value) => ({ name, type: 'A', ttl, value })),
      authorities: [],
      additionals: [],
    },
  })

onBothDatabases('step 4', (fresh) => {
  let desk: TestDesk
  beforeEach(async () => {
    desk = await openDesk(await fresh())
    await settle(desk)
  })
  afterEach(() => desk.stop())

  const tick = (who: Who, id: number, item: string, done = true) =>
    desk.call(who, 'POST', `/requests/${id}/runbook`, { item, done })
  const act = (who: Who, id: number, action: string, body: object) =>
    desk.call(who, 'POST', `/requests/${id}/actions/${action}`, body)
  const events = async (id: number) => (await desk.call('head', 'GET', `/requests/${id}/events`)).body

  test('items are ticked with name and time, told in the history, and counted by execute', async () => {
    const id = await makeRequest(desk, 'assign')
    expect((await act('operator', id, 'execute', {})).body.code).toBe('runbook_open')
    for (const item of runbookSteps) expect((await tick('operator', id, item)).status).toBe(200)
    // Twice is once, and a tick can be taken back.
    await tick('operator', id, 'certificate')
    await tick('operator', id, 'certificate', false)
    const { body } = await tick('operator', id, 'certificate')
    expect(body.ticks).toContainEqual({
      item: 'certificate',
      personId: expect.any(Number),
      personName: 'Tim',
      at: desk.clock.now.toISOString(),
    })
    expect((await desk.call('applicant', 'GET', `/requests/${id}/runbook`)).body.ticks).toHaveLength(6)
    expect((await act('operator', id, 'execute', {})).body.state).toBe('executed')
    const told = await events(id)
    expect(told.map(({ action }: { action: string }) => action).slice(-9)).toEqual([
      ...Array<string>(6).fill('tick'),
      'untick',
      'tick',
      'execute',
    ])
    expect(told.at(-1).details).toMatchObject({ runbook: [...runbookSteps], ticks: expect.any(Array) })
    expect((await tick('operator', id, 'certificate', false)).body.code).toBe('not_actionable')
    await act('operator', id, 'rollback', { reason: 'Salah server.' })
    expect((await desk.call('operator', 'GET', `/requests/${id}/runbook`)).body.ticks).toEqual([])
  })

  test('only those assigned tick, and only what there is', async () => {
    const id = await makeRequest(desk, 'assign')
    for (const who of ['applicant', 'head', 'division_head', 'admin'] as const)
      expect((await tick(who, id, 'certificate')).body.code).toBe('not_allowed')
    expect((await tick('stranger', id, 'certificate')).status).toBe(404)
    expect((await tick('operator', id, 'lunch')).status).toBe(422)
  })

  test('an override names what was red in a look made for it, and execute carries it', async () => {
    const id = await makeRequest(desk, 'assign')
    const override = () => act('division_head', id, 'override', { reason: 'Server cadangan rusak.' })
    expect((await override()).body.code).toBe('nothing_red')
    desk.world.look = () => checked('unknown', [], desk.clock.now)
    expect((await override()).body.code).toBe('proof_unknown')
    desk.world.look = () => checked('broken', [found('A11', NEW, 'NXDOMAIN')], desk.clock.now)
    const shown = await desk.call('division_head', 'POST', `/requests/${id}/proof`, {})
    expect(shown.body).toMatchObject({
      proved: false,
      status: 'broken',
      red: [{ condition: 'A11', subject: NEW }],
    })
    expect((await override()).status).toBe(200)
    const red = [{ condition: 'A11', subject: NEW, server: null, seen: 'NXDOMAIN' }]
    expect((await events(id)).at(-1)).toMatchObject({
      action: 'override',
      details: { red, proof: { proved: false } },
    })
    expect((await act('operator', id, 'execute', { runbook: runbookSteps })).status).toBe(200)
    expect((await events(id)).at(-1).details.override).toMatchObject({
      reason: 'Server cadangan rusak.',
      status: 'broken',
      checkedAt: desk.clock.now.toISOString(),
      red,
    })
  })

  test('the state before is kept from the assignment, renewed until the first change, and shown beside the proof', async () => {
    const seen = (old: string[], fresh: string[]) => () => ({
      ...checked(
        fresh.length > 0 ? 'ok' : 'broken',
        fresh.length > 0 ? [found('A10', NEW)] : [],
        desk.clock.now,
      ),
      observations: [answer(OLD, old), answer(NEW, fresh)],
    })
    desk.world.look = seen(['192.0.2.1'], [])
    const id = await makeRequest(desk, 'assign')
    const retake = () => desk.call('operator', 'POST', `/requests/${id}/baseline`, {})
    desk.world.look = seen(['192.0.2.1'], [])
    desk.clock.now = new Date('2026-11-23T02:00:00Z')
    const kept = (await retake()).body
    expect(kept).toMatchObject({
      changed: false,
      before: {
        takenAt: desk.clock.now.toISOString(),
        records: [{ name: OLD, ttl: 14_400, value: '192.0.2.1' }],
      },
    })
    expect((await desk.call('division_head', 'POST', `/requests/${id}/baseline`, {})).status).toBe(403)

    desk.clock.now = new Date('2026-11-23T03:00:00Z')
    desk.world.look = seen(['192.0.2.1'], ['192.0.2.10'])
    expect((await retake()).body.code).toBe('baseline_kept')
    await act('operator', id, 'execute', { runbook: runbookSteps })
    const { body } = await desk.call('applicant', 'GET', `/requests/${id}/baseline`)
    expect(body).toMatchObject({
      changed: true,
      digest: kept.digest,
      before: { takenAt: '2026-11-23T02:00:00.000Z' },
      after: { records: [{ name: NEW, value: '192.0.2.10' }, { name: OLD }] },
    })
    expect((await events(id)).at(-1).details.before).toEqual({
      takenAt: kept.before.takenAt,
      digest: kept.digest,
    })
  })
})
