/** The people of an office who go on working whatever happens to the server, and remember what it told them. */
import { expect } from 'vitest'
import type { Action } from '../../server/core/lifecycle.ts'
import { runbookSteps } from '../../server/core/lifecycle.ts'
import type { RenameRequest, RequestEvent } from '../../server/core/request.ts'
import { dice } from '../support/dice.ts'
import { letter, type Who } from '../support/desk.ts'
import { draft } from '../support/desk.ts'
import { people } from '../support/people.ts'

export type Office = {
  /** Where the server is now. */
  base: string
  /** Everything that must be there before work begins; again and again, because it may have been killed in between. */
  settle: () => Promise<void>
  /** Files requests and carries them on until the server does not answer any more. */
  work: (worker: number) => Promise<void>
  /** When so many more questions have been sent. */
  asked: (questions: number) => Promise<void>
  /** Holds the server to what it acknowledged of the requests worked on since the last time, or of all. */
  verify: (which?: 'recent' | 'all') => Promise<void>
  /** How much waits to be mailed. */
  waiting: () => Promise<number>
  /** Everything that was to be mailed, once nothing waits to be sent any more. */
  mailed: () => Promise<{ state: string; messageId: string }[]>
  told: () => { acknowledged: number; unanswered: number; archived: number }
}

type Answer = { status: number; body: any }
class Silence extends Error {}

// Who does what next in each state, and what else may happen there.
const next: Partial<Record<RenameRequest['state'], [Who, Action, object][]>> = {
  draft: [['applicant', 'submit', {}]],
  returned: [['applicant', 'submit', {}]],
  submitted: [
    ['head', 'approve', { disposition: 'Setuju.' }],
    ['head', 'approve', { disposition: 'Setuju.' }],
    ['head', 'return', { disposition: 'Lengkapi.', reasonCode: 'letter_incomplete' }],
  ],
  approved: [['division_head', 'assign', {}]],
  assigned: [
    ['operator', 'execute', { runbook: runbookSteps }],
    ['operator', 'execute', { runbook: runbookSteps }],
    ['operator', 'hold', { reason: 'Menunggu.' }],
    ['operator', 'rollback', { reason: 'Ulangi.' }],
  ],
  executed: [['operator', 'report', { report: 'Selesai.' }]],
  reported: [['division_head', 'receive', { notification: 'Aktif.' }]],
  archived: [['division_head', 'reopen', { reason: 'Kembali rusak.' }]],
}
// A file that was archived is seldom opened again.
const REOPEN_ONE_IN = 12
// The longest send, and the minute after which the schedule tries again what failed.
const STUCK_MS = 200_000

export function createOffice(seed: number): Office {
  const roll = dice(seed)
  const acknowledged: { id: number; seq: number; action: string }[] = []
  const attempts = new Map<string, number>()
  const recent = new Set<string>()
  const files = new Map<number, { digest: string }>()
  const mine: number[][] = []
  let unanswered = 0
  let filed = 0
  let operator = 0
  let sent = 0
  let awaited: { at: number; done: () => void } | null = null

  async function call(who: Who, method: string, path: string, body?: unknown): Promise<Answer> {
    const form = body instanceof FormData
    if (++sent === awaited?.at) awaited.done()
    try {
      const response = await fetch(office.base + path, {
        method,
        headers: {
          'x-person': who,
          ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
      })
      return { status: response.status, body: await response.json() }
    } catch {
      throw new Silence()
    }
  }

  const count = (id: number, action: string) => {
    const key = `${id} ${action}`
    recent.add(String(id))
    attempts.set(key, (attempts.get(key) ?? 0) + 1)
  }

  async function file(worker: number): Promise<void> {
    const number = filed++
    const names = { oldName: `lama-${number}.kaltim.example`, newName: `baru-${number}.kaltim.example` }
    const { status, body } = await call('applicant', 'POST', '/requests', { ...draft, ...names })
    expect(status, JSON.stringify(body)).toBe(200)
    acknowledged.push({ id: body.id, seq: 1, action: 'create' })
    count(body.id, 'create')
    mine[worker]!.push(body.id)
  }

  /** One step on with a request; false when nothing is left to do with it. Its agency alone sees it from the draft on. */
  async function carryOn(id: number): Promise<boolean> {
    const { body: request } = await call('applicant', 'GET', `/requests/${id}`)
    if (request.state === 'draft' && !files.has(id)) {
      const { status, body } = await call('applicant', 'POST', '/documents', letter(id))
      expect(status, JSON.stringify(body)).toBe(200)
      files.set(id, { digest: body.digest })
      return true
    }
    if (request.state === 'archived' && roll(REOPEN_ONE_IN) > 0) return false
    const ways = request.heldAt ? [['operator', 'resume', {}] as const] : next[request.state as 'draft']
    if (!ways) return false
    const [who, action, input] = ways[roll(ways.length)]!
    const body = action === 'assign' ? { assigneeIds: [operator] } : input
    count(id, action)
    const answer = await call(who, 'POST', `/requests/${id}/actions/${action}`, body).catch((error) => {
      unanswered++
      throw error
    })
    expect(answer.status, `${action}: ${JSON.stringify(answer.body)}`).toBe(200)
    acknowledged.push({ id, seq: answer.body.version, action })
    return true
  }

  const office: Office = {
    base: '',
    async settle() {
      if (operator > 0) return
      for (const shortName of ['Dinkes', 'Disdik'])
        await call('admin', 'POST', '/agencies', { name: `Dinas ${shortName}`, shortName })
      await call('admin', 'POST', '/zones', { name: 'kaltim.example' })
      for (const who of Object.keys(people) as Who[]) await call(who, 'GET', '/me')
      const { body } = await call('admin', 'GET', '/people?filter={"role":"operator"}')
      operator = body[0].id
    },
    async work(worker) {
      mine[worker] ??= []
      try {
        for (;;) {
          const open = mine[worker].at(-1)
          if (open === undefined || !(await carryOn(open))) await file(worker)
        }
      } catch (error) {
        if (!(error instanceof Silence)) throw error
      }
    },
    asked: (questions) =>
      new Promise((done) => {
        awaited = { at: sent + questions, done }
      }),
    async verify(which = 'recent') {
      for (const [id, acts] of groupBy(acknowledged, (act) => String(act.id))) {
        if (which === 'recent' && !recent.has(id)) continue
        const { body } = await call('applicant', 'GET', `/requests/${id}/events`)
        const events: RequestEvent[] = body
        expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
        for (const { seq, action } of acts)
          expect([id, seq, events[seq - 1]?.action]).toEqual([id, seq, action])
        for (const [action, lines] of groupBy(events, (event) => event.action)) {
          const tried = attempts.get(`${id} ${action}`) ?? 0
          expect([id, action, lines.length <= tried]).toEqual([id, action, true])
        }
        const { body: request } = await call('applicant', 'GET', `/requests/${id}`)
        expect([request.version, request.state]).toEqual([events.length, events.at(-1)!.toState])
      }
      recent.clear()
      const { body: requests } = await call('applicant', 'GET', '/requests?range=[0,999]&sort=["id","ASC"]')
      const numbers = requests.flatMap(({ number }: RenameRequest) => (number ? [number] : [])).sort()
      expect(numbers.map((text: string) => Number(text.split('/')[1]))).toEqual(
        numbers.map((_: string, index: number) => index + 1),
      )
    },
    async waiting() {
      const { pending, failed } = (await call('admin', 'GET', '/deliveries/summary')).body.counts
      return pending + failed
    },
    async mailed() {
      // However much piled up between the kills: as long as it becomes less, it is being sent.
      let [left, since] = [await office.waiting(), Date.now()]
      while (left > 0) {
        await new Promise((resolve) => setTimeout(resolve, 100))
        const now = await office.waiting()
        if (now < left) [left, since] = [now, Date.now()]
        else expect([now, Date.now() - since < STUCK_MS]).toEqual([now, true])
      }
      const all: { state: string; messageId: string }[] = []
      for (let from = 0; ; from += 500) {
        const { body } = await call('admin', 'GET', `/deliveries?range=[${from},${from + 499}]`)
        all.push(...body)
        if (body.length < 500) return all
      }
    },
    told: () => ({
      acknowledged: acknowledged.length,
      unanswered,
      archived: acknowledged.filter(({ action }) => action === 'receive').length,
    }),
  }
  return office
}

function groupBy<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one])
  return groups
}
