/** Hands documents to a thread that makes them. One thread for the process; it ends when nothing was asked for a while. */
import { Worker } from 'node:worker_threads'
import type { Paper } from '../core/paper.ts'
import type { MonthReport, Seal } from '../core/report.ts'

/** PNG or JPEG. */
export type Image = { mediaType: string; content: Uint8Array }

export type Job =
  | { paper: Paper; logo?: Image | null }
  | { report: MonthReport; seal: Seal | null }
  | { at: string; files: { path: string; content: Uint8Array }[] }

type Answer = { id: number; bytes: Uint8Array } | { id: number; error: string }
type Waiting = { resolve: (bytes: Buffer) => void; reject: (error: Error) => void; timer: NodeJS.Timeout }

const IDLE_MS = 20_000
const LONGEST_MS = 120_000
const HEAP_MB = 512

let thread: Worker | null = null
let idle: NodeJS.Timeout | undefined
let last = 0
const waiting = new Map<number, Waiting>()

/** Makes one document. */
export function press(job: Job): Promise<Buffer> {
  const worker = (thread ??= begin())
  clearTimeout(idle)
  worker.ref()
  const id = ++last
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      fail(worker, new Error('a document took too long to make'))
      void worker.terminate()
    }, LONGEST_MS)
    waiting.set(id, { resolve, reject, timer })
    worker.postMessage({ id, job })
  })
}

function begin(): Worker {
  const options = { resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } }
  const fromSource = import.meta.url.endsWith('.ts')
  const file = new URL(fromSource ? './worker.ts' : './worker.js', import.meta.url)
  // Run from source, the thread needs the same translation as the process has.
  const translated = `import('tsx/esm/api').then(({ tsImport }) => tsImport(${JSON.stringify(file.href)}, ${JSON.stringify(import.meta.url)}))`
  const worker = fromSource ? new Worker(translated, { ...options, eval: true }) : new Worker(file, options)
  worker.on('message', (answer: Answer) => {
    const one = waiting.get(answer.id)
    if (!one) return
    waiting.delete(answer.id)
    clearTimeout(one.timer)
    if ('error' in answer) one.reject(new Error(answer.error))
    else one.resolve(Buffer.from(answer.bytes))
    if (waiting.size === 0) rest(worker)
  })
  worker.on('error', (error: Error) => fail(worker, error))
  worker.on('exit', () => fail(worker, new Error('the thread that makes documents ended')))
  return worker
}

// A process that wants to end must not wait for a thread that does nothing.
function rest(worker: Worker): void {
  worker.unref()
  idle = setTimeout(() => {
    if (thread === worker) thread = null
    void worker.terminate()
  }, IDLE_MS)
  idle.unref()
}

function fail(worker: Worker, error: Error): void {
  if (thread !== worker) return
  thread = null
  const all = [...waiting.values()]
  waiting.clear()
  for (const { reject, timer } of all) {
    clearTimeout(timer)
    reject(error)
  }
}
