/** Who listens is told: what the database has come to hold, read once for all of them, and looks while they run. */
import type { Watch } from '../checks/index.ts'
import { isShown, questionKey, slim, type ChangeNews, type LiveNews, type LookNews } from './core/live.ts'
import type { Status } from './core/verdict.ts'
import type { Db } from './database.ts'
import { headsNow, newsSince, type Heads, type Told } from './live/store.ts'

// Another process writes without a word: so often the database is asked while anybody listens. Our own changes nudge.
const POLL_MS = 3000
// Answers come by dozens; a piece of news holds those of so long.
const PIECE_MS = 100

export type Heard = Omit<Told, 'news'> & { news: LiveNews }
type Listener = (heard: Heard) => void

/** A look that is watched; `ended` when it is kept, or nothing came of it. */
export type Telling = Required<Watch> & { ended: (status: Status | null) => void }

export type Hub = ReturnType<typeof createHub>

type Options = { db: Db; now: () => Date; fault: (error: unknown) => void }

export function createHub({ db, now, fault }: Options) {
  const listeners = new Set<Listener>()
  const running = new Map<number, { requestId: number; whole: () => LookNews }>()
  const ends = new Set<() => void>()
  let closed = false
  let heads: Heads | null = null
  let beginning: Promise<void> | null = null
  let reading: Promise<void> | null = null
  let again = false
  let poll: ReturnType<typeof setInterval> | null = null
  let looks = 0

  const tell = (heard: Heard) => {
    for (const listener of listeners) listener(heard)
  }

  async function read(): Promise<void> {
    do {
      again = false
      const since = heads
      if (since === null || closed) return
      const { heads: reached, told } = await newsSince(db, since)
      heads = listeners.size > 0 ? reached : null
      const all: Told[] = told ?? [{ agencyId: null, news: { kind: 'reset' } }]
      for (const one of all) tell(one)
    } while (again)
  }

  /** Reads what is new, soon. One reading at a time; whoever asks meanwhile gets another after it. */
  function nudge(): void {
    if (listeners.size === 0 || closed) return
    again = true
    reading ??= read()
      .catch(fault)
      .finally(() => {
        reading = null
      })
  }

  async function begin(): Promise<void> {
    try {
      const reached = await headsNow(db)
      heads ??= reached
    } finally {
      beginning = null
    }
  }

  /** Calls `listener` with all that happens from now on; gives what ends it. */
  async function listen(listener: Listener): Promise<() => void> {
    if (closed) return () => {}
    listeners.add(listener)
    // Those who come at the same time begin at the same place.
    if (heads === null) {
      beginning ??= begin()
      await beginning.catch((error: unknown) => {
        listeners.delete(listener)
        throw error
      })
    }
    poll ??= setInterval(nudge, POLL_MS).unref()
    return () => {
      listeners.delete(listener)
      if (listeners.size > 0) return
      if (poll) clearInterval(poll)
      poll = null
      heads = null
    }
  }

  /** Begins to tell of a look at a request's pair. */
  function look(requestId: number, agencyId: number): Telling {
    const id = ++looks
    const base = { kind: 'look', requestId, look: id, startedAt: now().toISOString() } as const
    const waiting = new Map<string, LookNews['waiting'][number]>()
    const seen = new Map<string, LookNews['seen'][number]>()
    let [asked, answered] = [0, 0]
    let ended: LookNews['ended'] = null
    let fresh = new Set<string>()
    let timer: ReturnType<typeof setTimeout> | null = null

    const piece = (which: (key: string) => boolean): LookNews => ({
      ...base,
      asked,
      answered,
      waiting: [...waiting].filter(([key]) => which(key)).map(([, one]) => one),
      seen: [...seen].filter(([key]) => which(key)).map(([, one]) => one),
      ended,
    })
    const flush = () => {
      if (timer) clearTimeout(timer)
      timer = null
      const keys = fresh
      fresh = new Set()
      tell({ agencyId, news: piece((key) => keys.has(key)) })
    }
    const soon = () => {
      if (ended === null) timer ??= setTimeout(flush, PIECE_MS).unref()
    }
    running.set(id, { requestId, whole: () => piece(() => true) })
    flush()
    return {
      asked(question) {
        asked++
        if (isShown(question)) {
          const key = questionKey(question)
          waiting.set(key, question)
          fresh.add(key)
        }
        soon()
      },
      seen(observation) {
        answered++
        if (isShown(observation)) {
          const key = questionKey(observation)
          waiting.delete(key)
          seen.set(key, slim(observation))
          fresh.add(key)
        }
        soon()
      },
      ended(status) {
        ended = status ?? 'failed'
        running.delete(id)
        flush()
        nudge()
      },
    }
  }

  return {
    nudge,
    listen,
    look,
    /** Tells everybody. */
    tell: (news: ChangeNews): void => tell({ agencyId: null, news }),
    /** The looks at a request that run now, as far as they are. */
    looksAt: (requestId: number): LookNews[] =>
      [...running.values()].filter((one) => one.requestId === requestId).map(({ whole }) => whole()),
    /** Calls `end` when the streams are to end; at once when they have. Gives what takes it back. */
    onClose(end: () => void): () => void {
      if (closed) end()
      else ends.add(end)
      return () => ends.delete(end)
    },
    /** Ends every stream and opens no other. */
    close(): void {
      closed = true
      if (poll) clearInterval(poll)
      poll = null
      for (const end of ends) end()
      ends.clear()
    },
    /** Resolves when nothing is read from the database any more. */
    idle: async (): Promise<void> => void (await Promise.allSettled([reading, beginning])),
  }
}
