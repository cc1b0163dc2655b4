/** What the kernel dropped from our own receive queues: such an answer is lost here, not silence of a server. */
import { readFileSync } from 'node:fs'

const TABLES = ['/proc/net/udp', '/proc/net/udp6']
const READ_EVERY_MS = 200
const MOST_OCTETS = 1_000_000

/** Tells for a local port when drops were last seen to have grown; -1 for never, or where the kernel does not say. */
export function createDrops(): { look: (nowMs: number) => void; grewAt: (localPort: number) => number } {
  const counts = new Map<number, number>()
  const grew = new Map<number, number>()
  let readAt = -Infinity
  return {
    look(nowMs) {
      if (nowMs - readAt < READ_EVERY_MS) return
      readAt = nowMs
      for (const table of TABLES) {
        for (const [port, drops] of read(table)) {
          if (drops > (counts.get(port) ?? 0)) grew.set(port, nowMs)
          counts.set(port, drops)
        }
      }
    },
    grewAt: (localPort) => grew.get(localPort) ?? -1,
  }
}

/** Local port and last column of every line: `sl local_address … drops`. */
function read(table: string): [number, number][] {
  let text: string
  try {
    text = readFileSync(table, 'latin1').slice(0, MOST_OCTETS)
  } catch {
    return []
  }
  return text
    .split('\n')
    .slice(1)
    .flatMap((line): [number, number][] => {
      const columns = line.trim().split(/\s+/)
      const port = parseInt(columns[1]?.split(':')[1] ?? '', 16)
      const drops = Number(columns.at(-1))
      return Number.isNaN(port) || Number.isNaN(drops) ? [] : [[port, drops]]
    })
}
