/** Keeps scheduled looks as they come: those that come together, in one transaction. */
import { recordTasks, type Keeping, type Looked } from './actions.ts'

// With SQLite a transaction keeps everybody else waiting; so many looks take a tenth of a second.
const AT_ONCE = 250

type Waiting = Looked & { resolve: () => void; reject: (error: unknown) => void }

// A second look at a site stands on what the first one left, so it waits for the next block.
function takeBlock(waiting: Waiting[]): Waiting[] {
  const sites = new Set<string>()
  let size = 0
  while (size < Math.min(waiting.length, AT_ONCE) && !sites.has(waiting[size]!.task.id))
    sites.add(waiting[size++]!.task.id)
  return waiting.splice(0, size)
}

/** Resolves when the look is committed. One that cannot be kept does not take the others down with it. */
export function createRecorder(keeping: Keeping) {
  const waiting: Waiting[] = []
  let writing = false

  async function writeAll(): Promise<void> {
    // What was seen in the same turn of the event loop is kept together.
    await new Promise(setImmediate)
    while (waiting.length > 0) {
      const block = takeBlock(waiting)
      await recordTasks(keeping, block).then(
        () => block.forEach(({ resolve }) => resolve()),
        () => eachAlone(block),
      )
    }
    writing = false
  }

  // Which one it was cannot be told from the error, and PostgreSQL does not go on after it.
  async function eachAlone(block: readonly Waiting[]): Promise<void> {
    for (const one of block) await recordTasks(keeping, [one]).then(one.resolve, one.reject)
  }

  return (task: Looked['task'], check: Looked['check']): Promise<void> =>
    new Promise((resolve, reject) => {
      waiting.push({ task, check, resolve, reject })
      if (writing) return
      writing = true
      void writeAll()
    })
}
