/** What the server tells while a page is open: what was read is read again as soon as it changed, and looks are watched. */
import { useEffect, useReducer, useRef } from 'react'
import type { Identifier } from 'react-admin'
import {
  questionKey,
  type ChangeNews,
  type DnsQuestion,
  type LiveNews,
  type LookNews,
} from '../server/core/live.ts'
import type { DnsObservation } from '../server/core/observation.ts'
import { useApi, useStale, type Stale } from './client.ts'

// A stream that was refused is tried again; meanwhile the pages ask now and then, as they always do.
const AGAIN_MS = 60_000
// News comes in bursts: what it made old is read again once for all of it.
const SOON_MS = 150
const SPACED_MS = 1000

type Ears = { hear: (news: LiveNews) => void; opened?: () => void; refused?: () => void }

/** Holds a stream while the page is in sight. A browser has few connections to spare, and nobody reads a hidden page. */
function useStream(resource: 'sites' | 'requests', id: Identifier | null, ears: Ears): void {
  const api = useApi()
  const latest = useRef(ears)
  useEffect(() => {
    latest.current = ears
  })
  useEffect(() => {
    if (typeof EventSource === 'undefined') return undefined
    let source: EventSource | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    let isOver = false
    const close = () => {
      clearTimeout(timer)
      source?.close()
      source = null
    }
    const open = async () => {
      const { data } = await api.live(resource, id)
      if (isOver || source || document.hidden) return
      const opening = new EventSource(data.url)
      source = opening
      opening.addEventListener('open', () => latest.current.opened?.())
      opening.addEventListener('message', ({ data: text }) =>
        latest.current.hear(JSON.parse(text as string) as LiveNews),
      )
      opening.addEventListener('error', () => {
        // A lost connection comes back by itself; a refusal does not.
        if (opening.readyState !== EventSource.CLOSED) return
        close()
        timer = setTimeout(() => void open(), AGAIN_MS)
        latest.current.refused?.()
      })
    }
    const follow = () => (document.hidden ? close() : void open())
    follow()
    document.addEventListener('visibilitychange', follow)
    return () => {
      isOver = true
      document.removeEventListener('visibilitychange', follow)
      close()
    }
  }, [api, resource, id])
}

/** Collects what became old, and has it read again. */
function useReading(): (...old: Stale[]) => void {
  const stale = useStale()
  const state = useRef({
    old: new Set<Stale>(),
    last: 0,
    timer: undefined as ReturnType<typeof setTimeout> | undefined,
  })
  useEffect(() => {
    const { current } = state
    return () => clearTimeout(current.timer)
  }, [])
  return (...old) => {
    const { current } = state
    for (const one of old) current.old.add(one)
    const at = performance.now()
    clearTimeout(current.timer)
    const wait = Math.max(SOON_MS, current.last + SPACED_MS - at)
    current.timer = setTimeout(() => {
      current.last = performance.now()
      void stale([...current.old])
      current.old.clear()
    }, wait)
  }
}

const everything: Stale[] = ['requests', 'sites', 'findings', 'documents', 'deliveries', 'board']

function madeOld(news: ChangeNews): Stale[] {
  switch (news.kind) {
    case 'moved':
      return ['requests', 'documents', 'deliveries']
    case 'looked':
      return news.requestId === null
        ? ['sites', 'findings', 'board']
        : ['sites', 'findings', 'board', 'requests']
    case 'counted':
      return news.list === 'sites' ? ['sites', 'board'] : ['findings', 'board']
    case 'swept':
      return ['board']
    default:
      return everything
  }
}

/** For the frame of every page: lists, counts and boards follow what happens. */
export function useLiveRows(): void {
  const read = useReading()
  const opened = useRef(false)
  useStream('sites', null, {
    hear: (news) => {
      if (news.kind !== 'look') read(...madeOld(news))
    },
    // What happened while there was no stream was not told.
    opened: () => {
      if (opened.current) read(...everything)
      opened.current = true
    },
    // Perhaps nobody is signed in any more.
    refused: () => read('me'),
  })
}

/** A look while it runs: what was asked and answered so far. */
export type RunningLook = Pick<LookNews, 'look' | 'startedAt' | 'asked' | 'answered' | 'ended'> & {
  waiting: DnsQuestion[]
  seen: DnsObservation[]
}

/** One request: everything about it follows what happens, and the look that runs now is given as far as it is. */
export function useLiveRequest(id: Identifier): RunningLook | null {
  const read = useReading()
  const stale = useStale()
  const [look, tell] = useReducer(follow, null)
  useStream('requests', id, {
    hear: (news) => {
      if (news.kind !== 'look') return read(...madeOld(news))
      tell(news)
      // What it saw is kept by now: it is shown in place of the answers as soon as it is read.
      if (news.ended !== null)
        void stale(['requests', 'findings', 'board']).finally(() => tell({ kind: 'over', look: news.look }))
    },
    opened: () => {
      tell({ kind: 'over', look: null })
      read('requests', 'documents', 'deliveries')
    },
  })
  return look
}

type Told = LookNews | { kind: 'over'; look: number | null }

/** The newest look, with this piece of news added. */
export function follow(before: RunningLook | null, news: Told): RunningLook | null {
  if (news.kind === 'over') return news.look === null || before?.look === news.look ? null : before
  if (before && news.look < before.look) return before
  const { look, startedAt, asked, answered, ended } = news
  const known = before?.look === look ? before : { waiting: [], seen: [] }
  const seen = new Map([...known.seen, ...news.seen].map((one) => [questionKey(one), one]))
  const waiting = new Map(
    [...known.waiting, ...news.waiting]
      .map((one) => [questionKey(one), one] as const)
      .filter(([key]) => !seen.has(key)),
  )
  return { look, startedAt, asked, answered, ended, waiting: [...waiting.values()], seen: [...seen.values()] }
}
