/**
 * The quick pass between whole looks. A pair that was `ok` is asked at all its authoritative servers, through the
 * packet engine, whether everything still reads as it did; only where something differs is a whole look due at once.
 * It judges nothing and stores nothing: what it remembers is rebuilt by the next whole looks.
 */
import { formatEndpoint } from '../server/core/address.ts'
import type { Endpoint } from '../server/core/address.ts'
import type { DnsObservation } from '../server/core/observation.ts'
import type { Check } from '../server/core/verdict.ts'
import type { Server } from './dns/ask.ts'
import { createBatch, SAME } from './engine/batch.ts'
import type { Batch, Expected } from './engine/batch.ts'
import { createEngine } from './engine/engine.ts'
import type { Pace } from './engine/flow.ts'
import type { AskedType } from './engine/question.ts'
import type { Task } from './ports.ts'

const EVERY_MS = 3 * 60_000
// Names whose answers change by themselves cost a whole look each time, so they are asked ever less often.
const SELDOM_MS = 30 * 60_000
// A pair without a whole look for so long has left the register, or the schedule is far behind.
const FORGET_MS = 2 * 60 * 60_000
const AT_ONCE = 8192
// One pass must end soon enough for whole looks to have their turn, and for the process to stop.
const PAIRS_A_PASS = 10_000
// A false alarm costs one whole look, so fewer tries are enough here.
const TRIES = 4

type Question = { server: Server; name: string; type: AskedType; expected: Expected }
type Known = {
  task: Task
  questions: Question[]
  lookedAtMs: number
  askedAtMs: number
  everyMs: number
  /** Something differed; its whole look is still to come. */
  alarmed: boolean
}

export type Glance = {
  /** Takes a whole look as what should be seen again; one that is not `ok` is not asked about until it is. */
  remember: (task: Task, check: Check) => void
  /** Asks about every pair whose turn it is; gives those that differ, and how many did not. */
  pass: (
    dial: (server: Server) => Endpoint | null,
    now: Date,
  ) => Promise<{ changed: Task[]; unchanged: number }>
}

/** `pace` says how much one server may be asked at once; the engine's own when absent. */
export function createGlance(pace: Partial<Pace> = {}): Glance {
  const known = new Map<string, Known>()

  return {
    remember(task, check) {
      const before = known.get(task.id)
      const questions = check.status === 'ok' ? questionsOf(check) : []
      if (questions.length === 0) {
        known.delete(task.id)
        return
      }
      const lookedAtMs = Date.parse(check.checkedAt)
      const everyMs = before?.alarmed ? Math.min(SELDOM_MS, 2 * before.everyMs) : EVERY_MS
      known.set(task.id, { task, questions, lookedAtMs, askedAtMs: lookedAtMs, everyMs, alarmed: false })
    },

    async pass(dial, now) {
      const nowMs = now.getTime()
      const due: Known[] = []
      for (const [id, pair] of known) {
        if (nowMs - pair.lookedAtMs > FORGET_MS) known.delete(id)
        else if (!pair.alarmed && nowMs - pair.askedAtMs >= pair.everyMs) due.push(pair)
        if (due.length === PAIRS_A_PASS) break
      }
      if (due.length === 0) return { changed: [], unchanged: 0 }
      const differing = await askAgain(due, dial, pace)
      for (const pair of due) {
        pair.askedAtMs = nowMs
        pair.alarmed = differing.has(pair)
        // To the end of the line, so that none waits for ever.
        known.delete(pair.task.id)
        known.set(pair.task.id, pair)
      }
      const changed = [...differing].map(({ task }) => task)
      return { changed, unchanged: due.length - changed.length }
    },
  }
}

async function askAgain(
  due: Known[],
  dial: Parameters<Glance['pass']>[0],
  pace: Partial<Pace>,
): Promise<Set<Known>> {
  const engine = createEngine({ pace, tries: TRIES })
  const differing = new Set<Known>()
  const numbers = new Map<string, number>()
  const number = ({ name, address, port }: Server): number => {
    const key = `${address}#${port}`
    const seen = numbers.get(key)
    if (seen !== undefined) return seen
    const endpoint = dial({ name, address, port })
    const fresh = endpoint ? engine.server(endpoint) : -1
    numbers.set(key, fresh)
    return fresh
  }
  const send = async (batch: Batch, pairs: readonly Known[]) => {
    const { outcomes, size } = await engine.ask(batch)
    for (let index = 0; index < size; index++) if (outcomes[index] !== SAME) differing.add(pairs[index]!)
  }
  try {
    let batch = createBatch(AT_ONCE)
    let pairs: Known[] = []
    let asking = Promise.resolve()
    for (const pair of due) {
      for (const { server, name, type, expected } of pair.questions) {
        const to = number(server)
        // What may no longer be dialled, or cannot be said in the engine's terms, is for the whole look.
        if (to < 0 || batch.add(to, name, type, expected) < 0) differing.add(pair)
        else pairs.push(pair)
        if (batch.size < AT_ONCE) continue
        await asking
        asking = send(batch, pairs)
        batch = createBatch(AT_ONCE)
        pairs = []
      }
    }
    await asking
    await send(batch, pairs)
  } finally {
    engine.close()
  }
  return differing
}

const TYPES: readonly string[] = ['A', 'AAAA', 'CNAME'] satisfies AskedType[]

/** What the authoritative servers said of the two names, and of links of their chains in the same zones. */
function questionsOf({ observations }: Check): Question[] {
  const seen = observations.filter(
    (one): one is DnsObservation => one.kind === 'dns' && one.role === 'authoritative',
  )
  const zones = new Set(
    seen.filter(({ purpose }) => purpose === 'new' || purpose === 'old').map((o) => o.zone),
  )
  const asked = new Set<string>()
  return seen.flatMap((observation): Question[] => {
    const { purpose, zone, server, question } = observation
    // Answers from foreign zones, such as those of content networks, change all the time and for good reasons.
    const ours = purpose === 'new' || purpose === 'old' || (purpose === 'chain' && zones.has(zone))
    if (!ours || !TYPES.includes(question.type)) return []
    const key = `${formatEndpoint(server)} ${question.name} ${question.type}`
    const expected = expectedAgain(observation)
    if (!expected || asked.has(key)) return []
    asked.add(key)
    return [{ server, name: question.name, type: question.type as AskedType, expected }]
  })
}

/** The same answer as an expectation; null when it was none that counts. */
function expectedAgain({ outcome, question }: DnsObservation): Expected | null {
  if (outcome.status !== 'answered' || !outcome.aa) return null
  const { rcode } = outcome
  if (rcode !== 'NOERROR' && rcode !== 'NXDOMAIN') return null
  const own = outcome.answers.filter(({ name, type }) => name === question.name && TYPES.includes(type))
  const type = (own[0]?.type ?? null) as AskedType | null
  if (own.some((record) => record.type !== type)) return null
  return { rcode, type, values: [...new Set(own.map(({ value }) => value))] }
}
