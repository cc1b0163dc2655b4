/** The questions on their way, as parallel arrays: a slot is an index, and the message id finds it. Pure. */
import type { Silence } from '../../server/core/observation.ts'
import type { Batch } from './batch.ts'
import { LONGEST_QUERY, writeHeader } from './question.ts'

export const NO_SLOT = -1
const RETIRED = -2

/** A batch in hand. Its arrays are repeated here because every packet reads them. */
export type Job = {
  batch: Batch
  octets: Buffer
  questionAt: Int32Array
  expectedAt: Int32Array
  /** Questions without an outcome. */
  open: number
  done: () => void
}

/** Places for `most` questions at once. */
export function createSlots(most: number) {
  const free = Int32Array.from({ length: most }, (_, index) => most - 1 - index)
  const byId = new Int32Array(65_536).fill(NO_SLOT)
  let left = most
  const slots = {
    /** Each slot's query lies at its own place, ready to be sent again. */
    queries: Buffer.alloc(most * LONGEST_QUERY),
    length: new Int32Array(most),
    id: new Int32Array(most).fill(NO_SLOT),
    job: Array<Job | null>(most).fill(null),
    index: new Int32Array(most),
    server: new Int32Array(most),
    channel: new Int32Array(most),
    attempt: new Int32Array(most),
    sentAt: new Float64Array(most),
    firstSentAt: new Float64Array(most),
    /** The last reply that was thrown away, which says more than a timeout. */
    ignored: Array<Silence | null>(most).fill(null),
    get left() {
      return left
    },
    queryAt: (slot: number) => slot * LONGEST_QUERY,
    query: (slot: number) =>
      slots.queries.subarray(slot * LONGEST_QUERY, slot * LONGEST_QUERY + slots.length[slot]!),
    take: () => free[--left]!,
    give(slot: number): void {
      slots.job[slot] = null
      slots.ignored[slot] = null
      free[left++] = slot
    },
    /** Gives the slot an id that no other question on its way has, drawing until one is free. */
    identify(slot: number, draw: () => number): void {
      let id = draw()
      while (byId[id]! >= 0) id = draw()
      byId[id] = slot
      slots.id[slot] = id
      const at = slot * LONGEST_QUERY
      slots.queries[at] = id >> 8
      slots.queries[at + 1] = id & 0xff
    },
    /** The id is nobody's any more; `late` remembers that an answer to it may still come. */
    forget(slot: number, late: boolean): void {
      const id = slots.id[slot]!
      if (id === NO_SLOT) return
      byId[id] = late ? RETIRED : NO_SLOT
      slots.id[slot] = NO_SLOT
    },
    /** The slot that waits for this id, or a negative number. */
    find: (id: number): number => byId[id]!,
    /** True once for an id whose question was given up before its answer came. */
    late(id: number): boolean {
      if (byId[id] !== RETIRED) return false
      byId[id] = NO_SLOT
      return true
    },
  }
  for (let slot = 0; slot < most; slot++) writeHeader(slots.queries, slot * LONGEST_QUERY)
  return slots
}
