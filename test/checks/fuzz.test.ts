/**
 * Mutated and random replies through the gate and the judge: nothing crashes, nothing runs away, and no lie is believed.
 * ALIH_FUZZ_PACKETS tells how many, ALIH_FUZZ_SEED takes another seed.
 */
import { describe, expect, it } from 'vitest'
import { judge } from '../../checks/judge/index.ts'
import { decodeReply, encodeQuery } from '../../checks/wire.ts'
import type { DnsObservation } from '../../server/core/observation.ts'
import { expectation, NEW, NOW, observe, OLD } from '../support/facts.ts'
import { honestReplies, nextPacket, random, readPlainly } from '../support/packets.ts'
import type { PlainReading } from '../support/packets.ts'

const packets = Number(process.env.ALIH_FUZZ_PACKETS ?? 30_000)
const seed = Number(process.env.ALIH_FUZZ_SEED ?? 20_261_124)

const plainName = (name: string) => name.split('.').join(' ')

/** A look in which all is well, but that one question to the only server waits for its reply. */
function lookWaitingFor(purpose: 'new' | 'old', name: string) {
  const observations = observe({ servers: { ns1: {} } })
  const at = observations.findIndex((o) => o.purpose === purpose && o.question.type === 'A')
  const query = encodeQuery({
    id: 4711,
    name,
    type: 'A',
    recursionDesired: false,
    checkingDisabled: false,
    dnssecOk: true,
    edns: true,
  })!
  return { purpose, name, observations, at, query, replies: honestReplies(query) }
}
const looks = [lookWaitingFor('new', NEW), lookWaitingFor('old', OLD)]
type Waiting = (typeof looks)[number]

function judged({ observations, at }: Waiting, outcome: DnsObservation['outcome']) {
  const seen = [...observations]
  seen[at] = { ...seen[at]!, outcome }
  return judge(expectation(), seen, NOW)
}

const at = (reading: PlainReading | null, name: string, type: number): string[] => [
  ...new Set(
    (reading?.answers ?? [])
      .filter((record) => record.name === plainName(name) && record.type === type && record.class === 1)
      .map(({ data }) => data),
  ),
]

/** Why an accepted reply should not have been; null when it is the reply to the question. */
function gateFault(reading: PlainReading | null, raw: Buffer, { query, name }: Waiting): string | null {
  if (raw.readUInt16BE(0) !== query.readUInt16BE(0)) return 'another id'
  const flags = raw.readUInt16BE(2)
  if (flags < 0x8000 || (flags & 0x7800) !== 0) return 'not a reply'
  if (raw.readUInt16BE(4) === 0 && [1, 4].includes(flags & 15)) return null
  // A reply that was cut short need not be readable to its end, but its question is.
  const questions =
    reading?.questions ??
    readPlainly(Buffer.concat([raw.subarray(0, 6), Buffer.alloc(6), raw.subarray(12)]))?.questions
  const [question] = questions ?? []
  const same = questions?.length === 1 && question?.name === plainName(name)
  return same && question.type === 1 && question.class === 1 ? null : 'another question'
}

/** Why `ok` is a lie; null when the reply bears it out. */
function okFault(reading: PlainReading | null, { purpose, name }: Waiting): string | null {
  const [own, alias] = [at(reading, name, 1), at(reading, name, 5)]
  if (purpose === 'old') {
    const answers = reading?.aa === true && [0, 3].includes(reading.rcode)
    return answers && own.length + alias.length > 0 ? 'the old name was answered' : null
  }
  if (!reading?.aa || (reading.rcode !== 0 && reading.rcode !== 3)) return 'not a word of authority'
  return own.join() === '192.0.2.10' && alias.length === 0 ? null : `answered ${own.join()}`
}

/** Counts the reads of a buffer while `work` is done: what would run for ever reads for ever. */
const counted = ['toString', 'readUInt8', 'readUInt16BE', 'readUInt32BE', 'subarray', 'slice'] as const
function countReads<T>(most: number, work: () => T): T {
  const own = Buffer.prototype as unknown as Record<string, (...args: unknown[]) => unknown>
  const real = counted.map((name) => own[name]!)
  let reads = 0
  counted.forEach((name, index) => {
    own[name] = function (this: unknown, ...args: unknown[]) {
      if (++reads > most) throw new RangeError(`more than ${most} reads`)
      return real[index]!.apply(this, args)
    }
  })
  try {
    const done = work()
    // The gate turns whatever is thrown below it into a refusal, so the count itself is asked.
    if (reads > most) throw new RangeError(`more than ${most} reads`)
    return done
  } finally {
    counted.forEach((name, index) => {
      own[name] = real[index]!
    })
  }
}

describe('replies that nobody should send', () => {
  it(`${packets} of them, seed ${seed}: no crash, no hang, no believed lie`, { timeout: 3_600_000 }, () => {
    const rnd = random(seed)
    const tally = { accepted: 0, refused: 0, ok: 0 }
    for (let n = 0; n < packets; n++) {
      const look = looks[n % 2]!
      const raw = nextPacket(look.query, look.replies, rnd)
      const told = (why: string) =>
        new Error(`${why}: packet ${n} of seed ${seed}, ${look.purpose}: ${raw.toString('hex')}`)
      try {
        // A name has at most 127 labels, a record at least 11 octets.
        const gated = countReads(64 * raw.length + 256, () => decodeReply(raw, look.query))
        if (!gated.ok) {
          tally.refused++
          if (
            n % 64 < 2 &&
            judged(look, { status: gated.reason, detail: gated.detail }).status === 'ok' &&
            look.purpose === 'new'
          )
            throw new Error('ok without a reply')
          continue
        }
        tally.accepted++
        const reading = readPlainly(raw)
        const fault = gateFault(reading, raw, look)
        if (fault) throw new Error(`believed: ${fault}`)
        const { answers, authorities, additionals, tc } = gated.answer
        if ((answers.length + authorities.length + additionals.length) * 11 > raw.length)
          throw new Error('more records than fit')
        // Cut short is asked again over TCP, and never judged.
        if (tc) continue
        const { status } = judged(look, gated.answer)
        if (status !== 'ok') continue
        tally.ok++
        const lie = okFault(reading, look)
        if (lie) throw new Error(`judged ok: ${lie}`)
      } catch (thrown) {
        throw told(thrown instanceof Error ? thrown.message : String(thrown))
      }
    }
    // A run that lets nothing through would prove nothing.
    expect(tally.accepted).toBeGreaterThan(packets / 20)
    expect(tally.ok).toBeGreaterThan(packets / 200)
  })
})
