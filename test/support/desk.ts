/** A desk on a fresh database with a fixed clock, chosen people and a scripted checker: the product without the network. */
import type { Checker, Ports, Task } from '../../checks/index.ts'
import { preflight } from '../../checks/preflight.ts'
import type { ConditionId } from '../../server/core/conditions/index.ts'
import { told } from '../../server/core/conditions/told.ts'
import type { Expectation } from '../../server/core/expectation.ts'
import { runbookSteps } from '../../server/core/lifecycle.ts'
import type { Observation } from '../../server/core/observation.ts'
import type { Check, Status, VerdictFinding } from '../../server/core/verdict.ts'
import { createAlih, type AlihOptions } from '../../server/index.ts'
import { people, type Who } from './people.ts'

export { people } from './people.ts'
export type { Who } from './people.ts'

/** Monday 23 November 2026, 09:00 WITA. */
export const MONDAY_NINE = new Date('2026-11-23T01:00:00Z')

/** A finding of the catalogue about a name. */
export const found = (condition: ConditionId, subject: string, seen: string | null = null): VerdictFinding =>
  told(condition, { subject, seen })

/** An observation of which only what matters to a test is written down; when it was made is always known. */
export const observed = (facts: object, at: Date = MONDAY_NINE) =>
  ({ at: at.toISOString(), elapsedMs: 1, ...facts }) as Observation

export const checked = (status: Status, findings: VerdictFinding[], at: Date): Check => ({
  status,
  severity: status === 'ok' ? 'ok' : 'critical',
  forecast: null,
  findings,
  observations: [],
  checkedAt: at.toISOString(),
})

export type TestDesk = Awaited<ReturnType<typeof openDesk>>

export async function openDesk(database = ':memory:', options: Partial<AlihOptions> = {}) {
  const clock = { now: MONDAY_NINE }
  const world: { look: (expectation: Expectation) => Check } = {
    look: ({ newName }) => checked('ok', [found('A10', newName)], clock.now),
  }
  let ports: Ports | null = null
  const checker = (given: Ports): Checker => {
    ports = given
    return {
      check: async (expectation) => world.look(expectation),
      // The rules themselves, over nothing seen: names, claims and zones are judged, the DNS is not asked.
      preflight: async (intake) => preflight(intake),
      async sweep() {
        const tasks: Task[] = await given.due(given.now(), 100)
        for (const task of tasks) await given.record(task, world.look(task.expectation))
        given.swept({ checked: tasks.length, offline: false })
        return { checked: tasks.length, offline: false }
      },
      start: () => {},
      stop: async () => {},
    }
  }
  const alih = createAlih({
    database,
    url: 'http://alih.test',
    identify: (request) => people[request.headers.get('x-person') as Who] ?? null,
    now: () => clock.now,
    checker,
    schedule: false,
    ...options,
  })
  await alih.start()

  /** One request as somebody; the body is JSON unless it is a form. */
  const call = async (who: Who | null, method: string, path: string, body?: unknown) => {
    const form = body instanceof FormData
    const response = await alih.app.request(`/api${path}`, {
      method,
      headers: {
        ...(who ? { 'x-person': who } : {}),
        ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? null : JSON.parse(text),
    }
  }
  const sweep = async () => {
    const tasks = await ports!.due(clock.now, 100)
    for (const task of tasks) await ports!.record(task, world.look(task.expectation))
    return tasks.length
  }
  return { alih, clock, world, call, sweep, ports: () => ports!, stop: alih.stop }
}

/** Agencies 1 and 2, a zone, and everybody known by sight. */
export async function settle({ call }: Pick<TestDesk, 'call'>): Promise<void> {
  for (const [name, shortName] of [
    ['Dinas Kesehatan', 'Dinkes'],
    ['Dinas Pendidikan', 'Disdik'],
  ]) {
    await call('admin', 'POST', '/agencies', { name, shortName })
  }
  await call('admin', 'POST', '/zones', { name: 'kaltim.example' })
  for (const who of Object.keys(people) as Who[]) await call(who, 'GET', '/me')
}

export const draft = {
  kind: 'website',
  oldName: 'lama.kaltim.example',
  newName: 'baru.kaltim.example',
  records: { A: ['192.0.2.10'] },
  want: 'redirect',
  reason: 'Nama instansi berubah.',
}

export const pdf = () =>
  new File([Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')], 'surat.pdf', {
    type: 'application/pdf',
  })

/** Uploads a letter to a request. */
export function letter(requestId: number, file: File = pdf()): FormData {
  const form = new FormData()
  form.set('requestId', String(requestId))
  form.set('kind', 'letter')
  form.set('file', file)
  return form
}

/** The SOP's way, action by action, with what each takes. */
export const way: [Who, string, object][] = [
  ['applicant', 'submit', {}],
  ['head', 'approve', { disposition: 'Setuju, tindak lanjuti.' }],
  ['division_head', 'assign', { assigneeIds: [] }],
  ['operator', 'execute', { runbook: runbookSteps }],
  ['operator', 'report', { report: 'Selesai.' }],
  ['division_head', 'receive', { notification: 'Nama baru telah aktif.' }],
]

/** Makes a request and takes it as far as `until` (an action of `way`, inclusive). Gives its id. */
export async function makeRequest(
  { call }: Pick<TestDesk, 'call'>,
  until: string | null,
  changes: object = {},
): Promise<number> {
  const { body: request } = await call('applicant', 'POST', '/requests', { ...draft, ...changes })
  await call('applicant', 'POST', '/documents', letter(request.id))
  if (until === null) return request.id
  const { body: team } = await call('admin', 'GET', '/people?filter={"role":"operator"}')
  for (const [who, action, input] of way) {
    const body = action === 'assign' ? { assigneeIds: [team[0].id] } : input
    const { status, body: answer } = await call(
      who,
      'POST',
      `/requests/${request.id}/actions/${action}`,
      body,
    )
    if (status !== 200) throw new Error(`${action}: ${JSON.stringify(answer)}`)
    if (action === until) break
  }
  return request.id
}
