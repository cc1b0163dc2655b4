/** The demonstration, started in-process: everybody can sign in, every state and status is there, nothing is left. */
import { mkdtempSync, rmSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demo, startDemo } from '../../server/commands/demo.ts'
import type { Running } from '../../server/commands/serve.ts'
import { roles } from '../../server/core/access.ts'
import { demoEmail, demoPassword } from '../../server/core/demo.ts'
import { states } from '../../server/core/lifecycle.ts'
import type { RenameRequest } from '../../server/core/request.ts'
import { readEnvironment, type Environment } from '../../server/environment.ts'
import { collect } from '../support/streams.ts'
import { freePort } from '../support/postgres.ts'
import { webVisitor, type Visitor } from '../support/visitor.ts'

// A temporary folder of our own: what others leave behind is not counted.
const temporary = mkdtempSync(join(tmpdir(), 'alih-test-'))
const usual = process.env['TMPDIR']
// From source, tsx keeps a folder of its own for the thread that makes documents.
const leftovers = async () => (await readdir(temporary)).filter((name) => !name.startsWith('tsx-'))
const environment = (port: number) =>
  readEnvironment({ ALIH_PORT: String(port), ALIH_DATABASE: join(temporary, 'real.sqlite') }) as Environment

const io = collect()
let running: Running
let office: Visitor

beforeAll(async () => {
  process.env['TMPDIR'] = temporary
  running = await startDemo(io, environment(await freePort()))
  office = await webVisitor(running.url, demoEmail('division_head'), demoPassword)
}, 120_000)

afterAll(async () => {
  await running?.stop()
  if (usual === undefined) delete process.env['TMPDIR']
  else process.env['TMPDIR'] = usual
  rmSync(temporary, { recursive: true, force: true })
})

test('says that it is a demonstration, where it is, and who can sign in', async () => {
  expect(io.out()).toContain('demonstration')
  expect(io.out()).toContain(running.url)
  for (const role of roles) expect(io.out()).toContain(demoEmail(role))
  expect(io.out()).toContain(demoPassword)
  expect((await office('GET', '/info')).body).toMatchObject({ demo: true, accounts: true })
})

test.each(roles)('lets the %s in', async (role) => {
  const visitor = await webVisitor(running.url, demoEmail(role), demoPassword)
  expect((await visitor('GET', '/me')).body).toMatchObject({ role })
  expect((await visitor('GET', '/requests')).status).toBe(200)
})

test('has requests in every state, some late, one on hold', async () => {
  const { body }: { body: RenameRequest[] } = await office('GET', '/requests')
  // A draft is its agency's own.
  const agency = await webVisitor(running.url, demoEmail('applicant'), demoPassword)
  const { body: own }: { body: RenameRequest[] } = await agency('GET', '/requests')
  expect(new Set([...body, ...own].map(({ state }) => state))).toEqual(new Set(states))
  expect(body.map(({ state }) => state)).not.toContain('draft')
  expect(body.some(({ heldAt }) => heldAt !== null)).toBe(true)
  const late = await office('GET', '/requests?filter={"late":true}')
  expect(late.body.length).toBeGreaterThanOrEqual(2)
  expect(late.body.length).toBeLessThan(body.length / 2)
})

test('has numbers in the order of submission, and histories that lie in the past', async () => {
  const { body }: { body: RenameRequest[] } = await office(
    'GET',
    '/requests?sort=%5B%22number%22,%22ASC%22%5D',
  )
  const sent = body.flatMap(({ number, submittedAt }) => (number && submittedAt ? [submittedAt] : []))
  expect(sent).toEqual(sent.toSorted())
  for (const { id } of body) {
    const { body: events } = await office('GET', `/requests/${id}/events`)
    const times = events.map(({ at }: { at: string }) => at)
    expect(times).toEqual(times.toSorted())
    expect(Date.parse(times.at(-1))).toBeLessThan(Date.now())
  }
})

test('has sites in every status that evidence can give, and the reason where it will pass', async () => {
  const { body } = await office('GET', '/sites')
  const seen = new Set(body.map(({ status }: { status: string }) => status))
  expect(seen).toEqual(new Set(['ok', 'broken', 'wrong', 'stale', 'propagating']))
  for (const site of body) {
    if (site.status !== 'propagating' || site.role === 'old') continue
    expect(Date.parse(site.forecastUntil)).toBeGreaterThan(Date.now())
    const { body: look } = await office('GET', `/sites/${site.id}/check`)
    expect(look.forecast.because.id).toMatch(/Resolver/)
  }
  const { body: findings } = await office('GET', '/findings?filter={"state":"open"}')
  expect(findings.length).toBeGreaterThanOrEqual(4)
})

test('has a month that was frozen by itself on the first working day after it, with its digest', async () => {
  const { body } = await office('GET', '/reports?filter={"isFrozen":true}')
  expect(body.length).toBeGreaterThan(0)
  for (const { id, digest, frozenAt, frozenBy } of body) {
    expect([digest, frozenBy]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), null])
    const { body: report } = await office('GET', `/reports/${id}`)
    const days = (Date.parse(frozenAt) - Date.parse(report.data.to)) / 86_400_000
    expect(days).toBeLessThan(4)
  }
})

test('a site looked at now is seen on the local DNS and the local web', async () => {
  const { body: sites } = await office('GET', '/sites?filter={"q":"beasiswa"}')
  const { status, body } = await office('POST', `/sites/${sites[0].id}/check`, {})
  expect([status, body.status]).toEqual([200, 'ok'])
  const pages = body.observations.flatMap(({ page }: { page?: { title: string } }) =>
    page ? [page.title] : [],
  )
  expect(pages).toContain('Beasiswa Daerah')
})

test('one request can be carried out now, another is refused with what was seen', async () => {
  const operator = await webVisitor(running.url, demoEmail('operator'), demoPassword)
  const { body }: { body: RenameRequest[] } = await operator('GET', '/requests?filter={"state":"assigned"}')
  const of = (label: string) => body.find(({ newName }) => newName.startsWith(`${label}.`))!.id
  const runbook = [
    'note_old_records',
    'add_new_records',
    'move_site',
    'certificate',
    'redirect_old',
    'other_records',
  ]
  const refused = await operator('POST', `/requests/${of('e-rapor')}/actions/execute`, { runbook })
  expect([refused.status, refused.body.code]).toEqual([422, 'not_proved'])
  expect(refused.body.errors.proof).toContain('ns2.kaltim-demo.example')
  const done = await operator('POST', `/requests/${of('agenda-wisata')}/actions/execute`, { runbook })
  expect([done.status, done.body.state]).toEqual([200, 'executed'])
})

test('an argument that it does not know is refused before anything is made', async () => {
  const refusing = collect()
  expect(await demo(['--port', '1'], refusing, environment(0))).toBe(2)
  expect(refusing.err()).toContain('alih demo')
})

test('a port that is taken is said, and nothing is left', async () => {
  const holder = createServer()
  const port = await freePort()
  await new Promise<void>((resolve) => holder.listen(port, resolve))
  const held = await leftovers()
  await expect(startDemo(collect(), environment(port))).rejects.toThrow('EADDRINUSE')
  expect(await leftovers()).toEqual(held)
  await new Promise((resolve) => holder.close(resolve))
}, 120_000)

test('stops cleanly: no file, no listener', async () => {
  await running.stop()
  expect(await leftovers()).toEqual([])
  await expect(fetch(running.url)).rejects.toThrow()
})
