/** How often one server is asked: evenly after a short burst, whichever look asks. */

export type Paces = {
  /** Takes the server's next turn and gives the wait for it in ms; null, and no turn taken, when it is above `mostMs`. */
  take: (server: string, perSecond: number, mostMs: number) => number | null
}

// What has saved itself up while a server was left alone.
const BURST_MS = 250
// More servers than any register has; those that are at rest are forgotten.
const MANY = 10_000

export function createPaces(now: () => number = () => performance.now()): Paces {
  const turns = new Map<string, number>()
  return {
    take(server, perSecond, mostMs) {
      const at = now()
      const turn = Math.max(turns.get(server) ?? -Infinity, at - BURST_MS)
      const wait = Math.max(0, turn - at)
      if (wait > mostMs) return null
      if (turns.size > MANY) for (const [key, next] of turns) if (next < at - BURST_MS) turns.delete(key)
      turns.set(server, turn + 1000 / perSecond)
      return wait
    },
  }
}
