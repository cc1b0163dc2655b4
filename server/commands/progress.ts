/** A progress bar on a terminal's standard error; nothing where it is not a terminal. */
import type { Status } from '../core/verdict.ts'

const WIDTH = 30
const PAUSE_MS = 100

export function createBar(stream: NodeJS.WritableStream) {
  const terminal = (stream as Partial<NodeJS.WriteStream>).isTTY === true
  let drawnAt = 0
  return {
    draw: (done: number, total: number, told = '') => {
      const now = performance.now()
      if (!terminal || (now - drawnAt < PAUSE_MS && done < total)) return
      drawnAt = now
      const filled = total === 0 ? WIDTH : Math.round((done / total) * WIDTH)
      const bar = `${'#'.repeat(filled)}${'-'.repeat(WIDTH - filled)}`
      stream.write(`\r[${bar}] ${done}/${total}  ${told}\u001b[K`)
    },
    end: () => {
      if (terminal) stream.write('\n')
    },
  }
}

/** The bar of many looks, with how many of each status there are. */
export function createProgress(stream: NodeJS.WritableStream, total: number) {
  const bar = createBar(stream)
  const counts = new Map<Status, number>()
  let done = 0
  return {
    tick(status: Status) {
      done++
      counts.set(status, (counts.get(status) ?? 0) + 1)
      bar.draw(done, total, [...counts].map(([name, count]) => `${name} ${count}`).join(', '))
    },
    end: bar.end,
  }
}
