/** The way packets go in and out: what the engine asks of it. `node:dgram` stands behind it; batched calls could. */
import type { Endpoint } from '../../server/core/address.ts'

/** Called for every datagram that came from the channel's own server, while the octets last. */
export type Receive = (channel: number, octets: Buffer, at: number, length: number) => void

export type Port = {
  /** A socket of its own, from a random port, connected to `endpoint`. Negative when the address cannot be reached. */
  open: (endpoint: Endpoint) => Promise<number>
  close: (channel: number) => void
  /** Octets of receive queue that the kernel granted. */
  granted: (channel: number) => number
  localPort: (channel: number) => number
  /** Puts a packet in line. Its octets stay as they are until the answer or the deadline. */
  enqueue: (channel: number, octets: Buffer, at: number, length: number) => void
  /** Sends what is in line. */
  flush: () => void
  /** Says who gets what arrives, and who hears of a channel whose server's host refuses. Before the first `open`. */
  drain: (receive: Receive, refused: (channel: number) => void) => void
}
