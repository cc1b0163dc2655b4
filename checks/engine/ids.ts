/** Message ids that cannot be guessed (RFC 5452 §9.2), drawn from the kernel by the pool and not one by one. */
import { randomFillSync } from 'node:crypto'

const POOL = 4096

/** The next random number of 16 bits. */
export function createIds(): () => number {
  const pool = new Uint16Array(POOL)
  let left = 0
  return () => {
    if (left === 0) {
      randomFillSync(pool)
      left = POOL
    }
    return pool[--left]!
  }
}
