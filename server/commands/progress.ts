/** A progress bar on a terminal's standard error; nothing where it is not a terminal. */
import type { Status } from '../core/verdict.ts'

const WIDTH = 30
const PAUSE_MS = 100

export function createProgress(stream: NodeJS.WritableStream, total: number) {
  const terminal = (stream as Partial<NodeJS.WriteStream>).isTTY === true
  const counts = new Map<Status, number>()
  let done = 0
  let drawnAt = 0
  const draw = () => {
    const filled = Math.round((done / total) * WIDTH)
    const bar = `${'#'.repeat(filled)}${'-'.repeat(WIDTH - filled)}`
    const told = [...counts].map(([status, count]) => `${status} ${count}`).join(', ')
    stream.write(`\r[${bar}] ${done}/${total}  ${told}\u001b[K`)
  }
  return {
    tick(status: Status) {
      done++
      counts.set(status, (counts.get(status) ?? 0) + 1)
      const now = performance.now()
      if (!terminal || (now - drawnAt < PAUSE_MS && done < total)) return
      drawnAt = now
      draw()
    },
    end() {
      if (terminal) stream.write('\n')
    },
  }
}
