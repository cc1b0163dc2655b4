/** How often one address may ask: a window of a minute, in memory. */

const WINDOW_MS = 60_000
const MOST_IN_WINDOW = 120
const MOST_ADDRESSES = 10_000

/** True while an address has not asked too often. */
export function openGate(now: () => Date): (address: string) => boolean {
  let since = 0
  let asked = new Map<string, number>()
  return (address) => {
    const at = now().getTime()
    // Whoever brings ten thousand addresses only shortens everybody's window.
    if (at - since >= WINDOW_MS || at < since || asked.size >= MOST_ADDRESSES) {
      since = at
      asked = new Map()
    }
    const count = (asked.get(address) ?? 0) + 1
    asked.set(address, count)
    return count <= MOST_IN_WINDOW
  }
}
