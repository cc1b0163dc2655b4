/**
 * Asks very many questions of authoritative servers and compares each answer in place with what is expected. Every
 * question ends in exactly one outcome. Nothing is made per question: no object, closure, promise or timer.
 */
import type { Endpoint } from '../../server/core/address.ts'
import type { Silence } from '../../server/core/observation.ts'
import { DIFFERENT, OPEN, SAME, SILENT } from './batch.ts'
import type { Batch, Evidence } from './batch.ts'
import { compare, CUT, EQUAL } from './compare.ts'
import { createDeadlines, WAITS } from './deadlines.ts'
import { decode, says } from './decode.ts'
import { createDrops } from './drops.ts'
import { defaultPace } from './flow.ts'
import type { Pace } from './flow.ts'
import { createIds } from './ids.ts'
import { createPort } from './ports.ts'
import type { Port } from './port.ts'
import { HEADER, writeQuery } from './question.ts'
import { createServers } from './servers.ts'
import type { Segment, ServerState } from './servers.ts'
import { createSlots } from './slots.ts'
import type { Job } from './slots.ts'
import { createPool } from './tcp.ts'

export type EngineOptions = {
  pace?: Partial<Pace>
  /** Independent loss of 5 % loses a question in 8 tries once in 10^11. */
  tries?: number
  port?: Port
}

/** What happened, all batches together. `same + different + silent` are all questions that ended. */
export type Tally = {
  same: number
  different: number
  silent: number
  retries: number
  /** Answers to a try that had been given up; never used. */
  late: number
  /** Datagrams that answer nothing that was asked. */
  stray: number
  /** Replies to a question of ours that the gate refused. */
  ignored: number
  overTcp: number
  /** Answers that differed in octets only and took the slow way. */
  decoded: number
}

export type Engine = {
  /** The number by which batches name a server. */
  server: (endpoint: Endpoint) => number
  /** Asks everything in the batch, which must not grow any more; several may be in hand at once. Never rejects. */
  ask: (batch: Batch) => Promise<Batch>
  tally: Readonly<Tally>
  /** Ends what is open as silent. */
  close: () => void
}

const SLOTS = 8192
const TICK_MS = 10
const TRIES = 8
// Channels of a question that went over to TCP, for the first and for the second connection.
const OVER_TCP = -1
const OVER_TCP_AGAIN = -2
const TCP_WAIT = WAITS.length - 1

export function createEngine({ pace, tries = TRIES, port = createPort() }: EngineOptions = {}): Engine {
  const slots = createSlots(SLOTS)
  const deadlines = createDeadlines(SLOTS)
  const drops = createDrops()
  const draw = createIds()
  const servers = createServers(port, { ...defaultPace, ...pace }, schedule)
  const pool = createPool(receiveTcp, (id, silence) => tcpFailed(slots.find(id), silence))
  const tally: Tally = {
    same: 0,
    different: 0,
    silent: 0,
    retries: 0,
    late: 0,
    stray: 0,
    ignored: 0,
    overTcp: 0,
    decoded: 0,
  }
  const busy = new Set<ServerState>()
  let inHand = 0
  let scheduled = false
  let timer: NodeJS.Timeout | null = null
  let closed = false
  port.drain(receive, (channel) => {
    const server = servers.ofChannel(channel)
    if (server) server.refusedAt = performance.now()
  })

  function ask(batch: Batch): Promise<Batch> {
    return new Promise((resolve) => {
      const { size, octets, questionAt, expectedAt } = batch
      if (size === 0) return resolve(batch)
      const job: Job = { batch, octets, questionAt, expectedAt, open: size, done: () => resolve(batch) }
      inHand++
      queue(job)
      if (closed) return stopAll()
      timer ??= setInterval(tick, TICK_MS)
      schedule()
    })
  }

  /** Gives each server its part of the batch. */
  function queue(job: Job): void {
    const { size, server } = job.batch
    const ends = new Int32Array(servers.all.length)
    for (let index = 0; index < size; index++) ends[server[index]!]!++
    for (let number = 1; number < ends.length; number++) ends[number]! += ends[number - 1]!
    const next = new Int32Array(ends.length)
    for (let number = 1; number < ends.length; number++) next[number] = ends[number - 1]!
    const order = new Int32Array(size)
    for (let index = 0; index < size; index++) order[next[server[index]!]!++] = index
    for (const [number, state] of servers.all.entries()) {
      const from = number === 0 ? 0 : ends[number - 1]!
      if (from === ends[number]) continue
      state.waiting.push({ job, order, next: from, end: ends[number]! })
      busy.add(state)
    }
  }

  // Once per turn of the loop and not at every answer: answers come in bursts, and so should questions go.
  function schedule(): void {
    if (scheduled) return
    scheduled = true
    setImmediate(pump)
  }

  function pump(): void {
    scheduled = false
    const nowMs = performance.now()
    for (const server of busy) {
      servers.widen(server)
      if (server.unreachable) abandon(server, { status: 'unreachable', detail: 'no way to that address' })
      let room = Math.min(server.flow.room(server.inFlight, nowMs), slots.left)
      while (room-- > 0 && server.waiting.length > 0) {
        const channel = servers.pick(server, draw())
        if (channel < 0) break
        begin(server, server.waiting[0]!, channel, nowMs)
      }
      if (server.waiting.length === 0) busy.delete(server)
    }
    port.flush()
  }

  function begin(server: ServerState, segment: Segment, channel: number, nowMs: number): void {
    const { job, order } = segment
    const index = order[segment.next++]!
    if (segment.next === segment.end) server.waiting.shift()
    const slot = slots.take()
    const from = job.questionAt[index]!
    slots.job[slot] = job
    slots.index[slot] = index
    slots.attempt[slot] = 0
    slots.firstSentAt[slot] = nowMs
    const length = job.expectedAt[index]! - from
    slots.length[slot] = writeQuery(slots.queries, slots.queryAt(slot), job.octets, from, length)
    send(slot, job.batch.server[index]!, channel, nowMs)
  }

  function send(slot: number, number: number, channel: number, nowMs: number): void {
    const server = servers.all[number]!
    slots.identify(slot, draw)
    slots.server[slot] = number
    slots.channel[slot] = channel
    slots.sentAt[slot] = nowMs
    server.inFlight++
    servers.load[channel]!++
    server.flow.sent()
    deadlines.add(slot, server.flow.wait(slots.attempt[slot]!), nowMs)
    port.enqueue(channel, slots.queries, slots.queryAt(slot), slots.length[slot]!)
  }

  /** The datagram's question is no longer on its way. */
  function arrived(slot: number): ServerState {
    const server = servers.all[slots.server[slot]!]!
    deadlines.remove(slot)
    server.inFlight--
    servers.load[slots.channel[slot]!]!--
    return server
  }

  function finish(slot: number, outcome: Batch['outcomes'][number], evidence: Evidence | null): void {
    const job = slots.job[slot]!
    slots.forget(slot, outcome === SILENT)
    settle(job, slots.index[slot]!, outcome, evidence)
    slots.give(slot)
    schedule()
  }

  function settle(job: Job, index: number, outcome: number, evidence: Evidence | null): void {
    if (job.batch.outcomes[index] !== OPEN) throw new Error('a question ended twice')
    job.batch.outcomes[index] = outcome
    if (evidence) job.batch.evidence.set(index, evidence)
    if (outcome === SAME) tally.same++
    else if (outcome === DIFFERENT) tally.different++
    else tally.silent++
    if (--job.open > 0) return
    if (--inHand === 0 && timer) {
      clearInterval(timer)
      timer = null
    }
    job.done()
  }

  function receive(channel: number, octets: Buffer, at: number, length: number): void {
    if (length < HEADER) {
      tally.stray++
      return
    }
    const id = (octets[at]! << 8) | octets[at + 1]!
    const slot = slots.find(id)
    if (slot < 0 || slots.channel[slot] !== channel) {
      if (slots.late(id)) tally.late++
      else tally.stray++
      return
    }
    const job = slots.job[slot]!
    const index = slots.index[slot]!
    const verdict = compare(octets, at, length, job.octets, job.questionAt[index]!, job.expectedAt[index]!)
    if (verdict === EQUAL) {
      arrived(slot).flow.answered(performance.now() - slots.sentAt[slot]!)
      finish(slot, SAME, null)
    } else if (verdict === CUT) overTcp(slot)
    else odd(slot, octets, at, length)
  }

  function odd(slot: number, octets: Buffer, at: number, length: number): void {
    const gated = decode(octets, at, length, slots.query(slot))
    if (!gated.ok) {
      // Whoever sent this, the true answer may still come.
      tally.ignored++
      slots.ignored[slot] = { status: gated.reason, detail: gated.detail }
      return
    }
    if (gated.answer.tc) return overTcp(slot)
    arrived(slot).flow.answered(performance.now() - slots.sentAt[slot]!)
    judged(slot, gated.answer, 'udp')
  }

  function judged(slot: number, outcome: Evidence['outcome'], transport: Evidence['transport']): void {
    if (outcome.status !== 'answered') return finish(slot, SILENT, { outcome, transport })
    tally.decoded++
    const same = says(outcome, slots.job[slot]!.batch, slots.index[slot]!)
    finish(slot, same ? SAME : DIFFERENT, same ? null : { outcome, transport })
  }

  /** A truncated answer is never judged (RFC 2181 §9); the id stays taken, so that no datagram can use it. */
  function overTcp(slot: number): void {
    const nowMs = performance.now()
    const server = arrived(slot)
    server.flow.answered(nowMs - slots.sentAt[slot]!)
    tally.overTcp++
    slots.channel[slot] = OVER_TCP
    deadlines.add(slot, TCP_WAIT, nowMs)
    pool.ask(server.endpoint, slots.id[slot]!, Buffer.from(slots.query(slot)))
  }

  function receiveTcp(octets: Buffer): void {
    const slot = octets.length < HEADER ? -1 : slots.find(octets.readUInt16BE(0))
    if (slot < 0 || slots.channel[slot]! >= 0) {
      tally.stray++
      return
    }
    const job = slots.job[slot]!
    const index = slots.index[slot]!
    const { length } = octets
    const verdict = compare(octets, 0, length, job.octets, job.questionAt[index]!, job.expectedAt[index]!)
    const gated = verdict === EQUAL ? null : decode(octets, 0, length, slots.query(slot))
    deadlines.remove(slot)
    if (!gated) finish(slot, SAME, null)
    else if (!gated.ok) tcpFailed(slot, { status: gated.reason, detail: gated.detail })
    else if (gated.answer.tc) tcpFailed(slot, { status: 'malformed', detail: 'truncated over TCP too' })
    else judged(slot, gated.answer, 'tcp')
  }

  function tcpFailed(slot: number, silence: Silence): void {
    if (slot < 0) return
    const { endpoint } = servers.all[slots.server[slot]!]!
    deadlines.remove(slot)
    if (slots.channel[slot] === OVER_TCP) {
      // A server may close an idle connection at any moment: that is no answer (RFC 7766 §6.2.4).
      slots.channel[slot] = OVER_TCP_AGAIN
      deadlines.add(slot, TCP_WAIT, performance.now())
      return pool.ask(endpoint, slots.id[slot]!, Buffer.from(slots.query(slot)))
    }
    const detail = `truncated, and over TCP: ${silence.detail}`
    finish(slot, SILENT, { outcome: { status: silence.status, detail }, transport: 'tcp' })
  }

  function tick(): void {
    const nowMs = performance.now()
    deadlines.expire(nowMs, (slot) => expired(slot, nowMs))
    pump()
  }

  function expired(slot: number, nowMs: number): void {
    if (slots.channel[slot]! < 0) {
      pool.forget(servers.all[slots.server[slot]!]!.endpoint, slots.id[slot]!)
      return tcpFailed(slot, { status: 'timeout', detail: `no reply within ${WAITS[TCP_WAIT]} ms` })
    }
    const channel = slots.channel[slot]!
    const server = arrived(slot)
    server.flow.missed(nowMs - slots.sentAt[slot]!)
    slots.forget(slot, true)
    const attempt = ++slots.attempt[slot]!
    if (attempt >= tries || server.flow.dead()) {
      drops.look(nowMs)
      // What our own queue lost is not the server's silence.
      const lostHere = drops.grewAt(port.localPort(channel)) >= slots.firstSentAt[slot]!
      if (!lostHere || attempt >= 2 * tries) return giveUp(slot, server, attempt)
    }
    tally.retries++
    const { batch } = slots.job[slot]!
    const index = slots.index[slot]!
    const turn = attempt % 2 === 1 ? batch.other[index]! : batch.server[index]!
    const next = servers.pick(servers.all[turn]!, draw())
    if (next >= 0) return send(slot, turn, next, nowMs)
    servers.widen(servers.all[turn]!)
    send(slot, slots.server[slot]!, channel, nowMs)
  }

  function giveUp(slot: number, server: ServerState, attempt: number): void {
    server.flow.gaveUp()
    const refused = server.refusedAt >= slots.firstSentAt[slot]!
    const outcome: Silence =
      slots.ignored[slot] ??
      (refused
        ? { status: 'refused', detail: 'nobody listens on that port' }
        : { status: 'timeout', detail: `no reply to ${attempt} tries` })
    finish(slot, SILENT, { outcome, transport: 'udp' })
  }

  /** Ends everything that waits for a server without asking. */
  function abandon(server: ServerState, outcome: Silence): void {
    for (const { job, order, next, end } of server.waiting.splice(0)) {
      for (let at = next; at < end; at++) settle(job, order[at]!, SILENT, { outcome, transport: 'udp' })
    }
  }

  function stopAll(): void {
    const outcome: Silence = { status: 'not_sent', detail: 'the engine was stopped' }
    for (const server of servers.all) abandon(server, outcome)
    for (let slot = 0; slot < SLOTS; slot++) {
      if (slots.job[slot]) finish(slot, SILENT, { outcome, transport: 'udp' })
    }
  }

  return {
    server: (endpoint) => servers.number(endpoint),
    ask,
    tally,
    close() {
      closed = true
      stopAll()
      pool.close()
      servers.close()
      if (timer) clearInterval(timer)
    },
  }
}
