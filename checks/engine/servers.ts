/** The servers of one engine: what waits for each, and its channels, of which all servers together have a bounded number. */
import { formatEndpoint } from '../../server/core/address.ts'
import type { Endpoint } from '../../server/core/address.ts'
import { createFlow } from './flow.ts'
import type { Flow, Pace } from './flow.ts'
import type { Port } from './port.ts'
import type { Job } from './slots.ts'

/** Some questions of one batch, all to one server: `order[next]` to `order[end - 1]`. */
export type Segment = { job: Job; order: Int32Array; next: number; end: number }

export type ServerState = {
  endpoint: Endpoint
  flow: Flow
  waiting: Segment[]
  inFlight: number
  channels: number[]
  opening: number
  /** In flight on one channel at most: half of what its receive queue holds of the largest answers. */
  perChannel: number
  unreachable: boolean
  /** When a host on the way last said that nobody listens. */
  refusedAt: number
}

// Random ports are half of what a forger has to guess (RFC 5452 §9.2).
const FEWEST_CHANNELS = 4
const MOST_CHANNELS = 64
const MOST_CHANNELS_IN_ALL = 512
// What the kernel charges a receive queue for one datagram of 1,232 octets; a small one costs a third.
const OCTETS_PER_DATAGRAM = 2304

export function createServers(port: Port, pace: Pace, changed: () => void) {
  const all: ServerState[] = []
  const byEndpoint = new Map<string, number>()
  const ofChannel: (ServerState | undefined)[] = []
  const load: number[] = []
  let channels = 0
  let closed = false

  function open(server: ServerState): void {
    if (channels >= MOST_CHANNELS_IN_ALL && !giveUpIdle()) return
    channels++
    server.opening++
    void port.open(server.endpoint).then((channel) => {
      server.opening--
      if (channel < 0) {
        channels--
        server.unreachable = server.channels.length === 0
      } else if (closed) port.close(channel)
      else {
        server.perChannel = Math.max(8, Math.floor(port.granted(channel) / OCTETS_PER_DATAGRAM / 2))
        server.channels.push(channel)
        ofChannel[channel] = server
        load[channel] = 0
      }
      changed()
    })
  }

  /** Closes the channels of a server that has nothing to do. */
  function giveUpIdle(): boolean {
    const idle = all.find((s) => s.channels.length > 0 && s.inFlight === 0 && s.waiting.length === 0)
    if (!idle) return false
    for (const channel of idle.channels) port.close(channel)
    channels -= idle.channels.length
    idle.channels = []
    return true
  }

  return {
    all,
    load,
    /** The server's number; the same for the same endpoint. */
    number(endpoint: Endpoint): number {
      const key = formatEndpoint(endpoint)
      const known = byEndpoint.get(key)
      if (known !== undefined) return known
      byEndpoint.set(key, all.length)
      return (
        all.push({
          endpoint,
          flow: createFlow(pace, performance.now()),
          waiting: [],
          inFlight: 0,
          channels: [],
          opening: 0,
          perChannel: 0,
          unreachable: false,
          refusedAt: -1,
        }) - 1
      )
    },
    ofChannel: (channel: number): ServerState | undefined => ofChannel[channel],
    /** As many channels as the window needs, by and by. */
    widen(server: ServerState): void {
      const needed = server.perChannel === 0 ? 0 : Math.ceil(server.flow.window / server.perChannel)
      const wanted = Math.min(MOST_CHANNELS, Math.max(FEWEST_CHANNELS, needed))
      for (let count = server.channels.length + server.opening; count < wanted; count++) open(server)
    },
    /** A channel with room, beginning anywhere; -1 when there is none. */
    pick(server: ServerState, random: number): number {
      const { channels, perChannel } = server
      for (let tried = 0; tried < channels.length; tried++) {
        const channel = channels[(random + tried) % channels.length]!
        if (load[channel]! < perChannel) return channel
      }
      return -1
    },
    close(): void {
      closed = true
      for (const server of all) for (const channel of server.channels) port.close(channel)
    },
  }
}
