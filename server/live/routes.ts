/** Streams of server-sent events: what changed within one's reach, and one request with the looks at it. */
import type { Context } from 'hono'
import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Actor } from '../core/access.ts'
import type { LiveNews } from '../core/live.ts'
import type { Desk, Env } from '../env.ts'
import { Refused } from '../errors.ts'
import type { Heard, Hub } from '../hub.ts'
import type { WhoIs } from '../identity.ts'
import { requestById } from '../requests/store.ts'
import { found, reachOf, recordId, type Reach } from '../rest.ts'

/** How many streams one person may hold: a few screens with two each. */
export const MOST_STREAMS = 12
const MOST_STREAMS_OF_ALL = 1000
const RETRY_MS = 3000
// Whoever reads so slowly is told to read everything again instead.
const MOST_WAITING = 300

type Options = {
  hub: Hub
  whoIs: WhoIs
  /** An idle stream is kept alive so often, and whoever holds it must still be who they were. */
  beatMs: number
}

type Given = {
  hears: (heard: Heard) => boolean
  /** What is told at once. */
  first?: () => LiveNews[]
  /** Whether this person may still hear it. */
  may: (actor: Actor) => Promise<boolean>
}

export function liveRoutes({ db }: Desk, { hub, whoIs, beatMs }: Options) {
  const app = new Hono<Env>()
  const held = new Map<number, number>()
  let all = 0

  app.get('/live', (c) => {
    const actor = c.get('actor')
    const reachesOf = (one: Actor) => ({
      sites: reachOf(one, 'sites', 'list'),
      requests: reachOf(one, 'requests', 'list'),
    })
    const { sites, requests } = reachesOf(actor)
    return stream(c, {
      hears: (heard) =>
        heard.news.kind !== 'look' && within('requestId' in heard.news ? requests : sites, heard),
      may: async (now) => JSON.stringify(reachesOf(now)) === JSON.stringify({ sites, requests }),
    })
  })

  app.get('/requests/:id/live', async (c) => {
    const id = recordId(c.req.param('id'))
    const visible = async (actor: Actor) => requestById(db, id, reachOf(actor, 'requests', 'show'))
    found(await visible(c.get('actor')))
    return stream(c, {
      hears: ({ news }) => ('requestId' in news ? news.requestId === id : news.kind === 'reset'),
      first: () => hub.looksAt(id),
      may: async (now) => (await visible(now)) !== null,
    })
  })

  async function stream(c: Context<Env>, { hears, first = () => [], may }: Given) {
    const { id: holder, role } = c.get('actor')
    // Whoever only asks what it would be gets no stream that nobody reads.
    if (c.req.method === 'HEAD') return c.body(null, 200, { 'content-type': 'text/event-stream' })
    const isSame = async () => {
      try {
        const now = await whoIs(c.req.raw)
        return now !== null && now.id === holder && now.role === role && (await may(now))
      } catch {
        return false
      }
    }
    const release = hold(c, holder)
    const waiting: LiveNews[] = []
    let wake = () => {}
    const told = { over: false }
    const end = () => {
      told.over = true
      wake()
    }
    const unlisten = await hub
      .listen((heard) => {
        if (!hears(heard)) return
        if (waiting.length >= MOST_WAITING) waiting.splice(0, Infinity, { kind: 'reset' })
        else waiting.push(heard.news)
        wake()
      })
      .catch((error: unknown) => {
        release()
        throw error
      })
    const forget = hub.onClose(end)

    // What happens while it opens is heard already, so it comes after what stood there before.
    waiting.unshift(...first())
    const response = streamSSE(c, async (out) => {
      out.onAbort(end)
      // A reader that takes nothing for two beats is none.
      const write = async (text: string) => {
        const stuck = later(2 * beatMs, () => out.abort())
        await out.write(text)
        stuck()
      }
      try {
        await write(`retry: ${RETRY_MS}\n: open\n\n`)
        let seenAt = performance.now()
        while (!told.over) {
          if (waiting.length === 0) {
            await new Promise<void>((resolve) => {
              const cancel = later(beatMs, resolve)
              wake = () => {
                cancel()
                resolve()
              }
            })
            wake = () => {}
          }
          if (performance.now() - seenAt >= beatMs) {
            if (told.over || !(await isSame())) break
            seenAt = performance.now()
            await write(': beat\n\n')
          }
          const news = waiting.splice(0)
          if (!told.over && news.length > 0)
            await write(news.map((one) => `data: ${JSON.stringify(one)}\n\n`).join(''))
        }
      } finally {
        unlisten()
        forget()
        release()
      }
    })
    // Nobody on the way may keep it, shrink it or collect it first; and no connection is kept for another request.
    response.headers.set('cache-control', 'no-store, no-transform')
    response.headers.set('x-accel-buffering', 'no')
    response.headers.set('connection', 'close')
    return response
  }

  function hold(c: Context<Env>, holder: number): () => void {
    const own = held.get(holder) ?? 0
    if (own >= MOST_STREAMS || all >= MOST_STREAMS_OF_ALL) {
      c.header('retry-after', '60')
      throw new Refused('too_many')
    }
    held.set(holder, own + 1)
    all++
    return () => {
      all--
      const left = held.get(holder)! - 1
      if (left > 0) held.set(holder, left)
      else held.delete(holder)
    }
  }
  return app
}

const within = ({ agencyId, sentOnly }: Reach, { agencyId: of, unsent = false }: Heard) =>
  (agencyId === null || of === null || of === agencyId) && !(sentOnly && unsent)

function later(ms: number, work: () => void): () => void {
  const timer = setTimeout(work, ms)
  return () => clearTimeout(timer)
}
