/**
 * The port over batched calls: the same sockets as in `dgram.ts`, but one crossing into the kernel for many datagrams.
 * Node only tells that something has come. A door to the network.
 */
import { createSocket } from 'node:dgram'
import type { Socket } from 'node:dgram'
import { addressBytes } from '../../server/core/address.ts'
import { RECEIVE_OCTETS } from './dgram.ts'
import { REFUSED } from './kernel.ts'
import type { Kernel, Vector } from './kernel.ts'
import type { Port, Receive } from './port.ts'

// What one call takes at most.
const AT_ONCE = 64
// Far more than the 1232 octets that questions allow; what is longer is cut, and cannot be read.
const LONGEST = 4096
// Then other sockets have their turn: the loop comes back to what is left.
const CALLS_IN_A_ROW = 16

type Channel = { socket: Socket; descriptor: number; line: Vector; waiting: number }

export function createBatchedPort(kernel: Kernel): Port {
  const channels: (Channel | null)[] = []
  const octets = Buffer.alloc(AT_ONCE * LONGEST)
  const places = kernel.vector(AT_ONCE)
  for (let index = 0; index < AT_ONCE; index++) places.point(index, octets, index * LONGEST, LONGEST)
  const toFlush: number[] = []
  let receive: Receive = () => {}
  let refused: (channel: number) => void = () => {}

  function drain(number: number): void {
    for (let calls = 0; calls < CALLS_IN_A_ROW; calls++) {
      // Whoever hears of an answer may close the channel.
      const channel = channels[number]
      if (!channel) return
      const came = kernel.receive(channel.descriptor, places, AT_ONCE)
      if (came === REFUSED) refused(number)
      for (let index = 0; index < came; index++)
        receive(number, octets, index * LONGEST, places.received(index))
      if (came < AT_ONCE) return
    }
  }

  function send(number: number): void {
    const channel = channels[number]
    if (!channel || channel.waiting === 0) return
    const { descriptor, line, waiting } = channel
    channel.waiting = 0
    // An error of the datagrams before is told at the next call, which then sends nothing.
    if (kernel.send(descriptor, line, waiting) === REFUSED) {
      refused(number)
      kernel.send(descriptor, line, waiting)
    }
    // What the kernel does not take is a lost packet, and the deadline sees to that.
  }

  return {
    drain(onReceive, onRefused) {
      receive = onReceive
      refused = onRefused
    },
    open({ address, port }) {
      const bytes = addressBytes(address)
      const descriptor = bytes ? kernel.connect(bytes, port, RECEIVE_OCTETS) : -1
      if (descriptor < 0) return Promise.resolve(-1)
      const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4')
      const free = channels.indexOf(null)
      const number = free < 0 ? channels.length : free
      channels[number] = { socket, descriptor, line: kernel.vector(AT_ONCE), waiting: 0 }
      // Node reads the first datagram of a burst; the others are taken all at once.
      socket.on('message', (first: Buffer) => {
        receive(number, first, 0, first.length)
        drain(number)
      })
      socket.on('error', () => refused(number))
      return new Promise((resolve) => {
        socket.bind({ fd: descriptor }, () => resolve(number))
      })
    },
    close(number) {
      channels[number]?.socket.close()
      channels[number] = null
    },
    granted: (number) => channels[number]!.socket.getRecvBufferSize(),
    localPort: (number) => channels[number]!.socket.address().port,
    enqueue(number, packet, at, length) {
      const channel = channels[number]!
      if (channel.waiting === AT_ONCE) send(number)
      if (channel.waiting === 0) toFlush.push(number)
      channel.line.point(channel.waiting++, packet, at, length)
    },
    flush() {
      for (const number of toFlush.splice(0)) send(number)
    },
  }
}
