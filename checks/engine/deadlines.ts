/**
 * Who waits until when: one intrusive doubly linked list per waiting time, so that each list is in order by itself and
 * adding and removing cost the same for one as for thousands. Pure: the time is an argument.
 */

/** Waiting times in ms; a try waits for the shortest that suits what was measured, a later try longer. */
export const WAITS = [200, 300, 450, 675, 1000, 1500, 2250, 3000] as const

const NONE = -1

export type Deadlines = {
  add: (slot: number, wait: number, nowMs: number) => void
  remove: (slot: number) => void
  /** Takes out every slot that is due and hands it over. */
  expire: (nowMs: number, due: (slot: number) => void) => void
}

export function createDeadlines(slots: number): Deadlines {
  const before = new Int32Array(slots).fill(NONE)
  const after = new Int32Array(slots).fill(NONE)
  const list = new Int8Array(slots).fill(NONE)
  const dueAt = new Float64Array(slots)
  const first = new Int32Array(WAITS.length).fill(NONE)
  const last = new Int32Array(WAITS.length).fill(NONE)

  function remove(slot: number): void {
    const wait = list[slot]!
    if (wait === NONE) return
    const [previous, next] = [before[slot]!, after[slot]!]
    if (previous === NONE) first[wait] = next
    else after[previous] = next
    if (next === NONE) last[wait] = previous
    else before[next] = previous
    list[slot] = NONE
  }

  return {
    add(slot, wait, nowMs) {
      const tail = last[wait]!
      list[slot] = wait
      dueAt[slot] = nowMs + WAITS[wait]!
      before[slot] = tail
      after[slot] = NONE
      if (tail === NONE) first[wait] = slot
      else after[tail] = slot
      last[wait] = slot
    },
    remove,
    expire(nowMs, due) {
      for (let wait = 0; wait < WAITS.length; wait++) {
        for (let slot = first[wait]!; slot !== NONE && dueAt[slot]! <= nowMs; slot = first[wait]!) {
          remove(slot)
          due(slot)
        }
      }
    },
  }
}
