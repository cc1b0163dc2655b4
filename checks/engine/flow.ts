/** How much one server is asked at once: window, pace, back-off and patience from what was measured. Pure. */
import { WAITS } from './deadlines.ts'

export type Pace = {
  /** Questions on their way to one server to start with, and for as long as its latency asks for no more. */
  window: number
  /** The most of them, whatever the latency. */
  mostAtOnce: number
  /** Questions that one server gets in a second. */
  perSecond: number
}

// Half of what a default receive queue holds (256 small datagrams), so that a burst does not overflow the server's.
const WINDOW = 128
export const defaultPace: Pace = { window: WINDOW, mostAtOnce: 4096, perSecond: 2000 }

const LEAST = 8
const EPOCH_MS = 200
const EPOCH_LEAST = 64
// Bad paths lose 5 % at random all the time; only more than that is a sign of being too fast.
const TOO_MUCH_LOSS = 0.1
const GROWTH = 1.25
// A burst is what one tick of the clock would have let through, doubled.
const BURST_MS = 20
// A server that let so many questions pass in a row gets one short try for each of the rest.
const DEAD_AFTER = 64

export type Flow = {
  /** How many more may be sent now. */
  room: (inFlight: number, nowMs: number) => number
  sent: () => void
  answered: (tookMs: number) => void
  /** A try that ended without an answer, after so long. */
  missed: (tookMs: number) => void
  gaveUp: () => void
  /** The waiting time of try number `attempt`, from 0: an index of `WAITS`. */
  wait: (attempt: number) => number
  /** The server has been silent so long that more tries would be wasted. */
  dead: () => boolean
  readonly window: number
}

export function createFlow(pace: Pace, startMs: number): Flow {
  let window = pace.window
  let smoothedMs = 0
  let varianceMs = 0
  let allowance = Math.max(1, (pace.perSecond * BURST_MS) / 1000)
  let allowedAt = startMs
  let epochAt = startMs
  let answers = 0
  let misses = 0
  let missedMs = 0
  let shortestMs = Infinity
  let pathMs = 0
  let silent = 0

  function endEpoch(nowMs: number): void {
    const tries = answers + misses
    if (tries < EPOCH_LEAST && nowMs - epochAt < 5 * EPOCH_MS) return
    epochAt = nowMs
    if (tries === 0) return
    if (tries >= EPOCH_LEAST && misses > tries * TOO_MUCH_LOSS) window = Math.max(LEAST, window / 2)
    else {
      // As many as are on their way at the wanted rate (Little's law): each for the path's latency, and the lost ones
      // until they are missed. The shortest time of an epoch is the path; the rest is queueing, which a larger
      // window would only feed.
      pathMs = pathMs === 0 ? shortestMs : Math.min(shortestMs, pathMs * GROWTH)
      if (pathMs === Infinity) pathMs = 0
      const wanted = ((pathMs + missedMs / tries) * pace.perSecond * GROWTH) / 1000
      window = Math.min(pace.mostAtOnce, Math.max(pace.window, wanted), window * GROWTH)
    }
    answers = misses = missedMs = 0
    shortestMs = Infinity
  }

  return {
    room(inFlight, nowMs) {
      if (nowMs - epochAt >= EPOCH_MS) endEpoch(nowMs)
      const most = Math.max(1, (pace.perSecond * BURST_MS) / 1000)
      allowance = Math.min(most, allowance + ((nowMs - allowedAt) * pace.perSecond) / 1000)
      allowedAt = nowMs
      return Math.max(0, Math.floor(Math.min(window - inFlight, allowance)))
    },
    sent() {
      allowance--
    },
    answered(tookMs) {
      answers++
      if (tookMs < shortestMs) shortestMs = tookMs
      silent = 0
      // RFC 6298 §2, as for TCP.
      if (smoothedMs === 0) {
        smoothedMs = tookMs
        varianceMs = tookMs / 2
      } else {
        varianceMs += (Math.abs(tookMs - smoothedMs) - varianceMs) / 4
        smoothedMs += (tookMs - smoothedMs) / 8
      }
    },
    missed(tookMs) {
      misses++
      missedMs += tookMs
    },
    gaveUp() {
      silent++
    },
    wait(attempt) {
      // Nothing measured yet: a second, as anywhere in the checker.
      const patience = smoothedMs === 0 ? 1000 : smoothedMs + 4 * varianceMs
      let shortest = 0
      while (shortest < WAITS.length - 1 && WAITS[shortest]! < patience) shortest++
      return Math.min(WAITS.length - 1, shortest + attempt)
    },
    dead: () => silent >= DEAD_AFTER,
    get window() {
      return window
    },
  }
}
