/** The port over `node:dgram`: one connected socket for each channel. A door to the network. */
import { createSocket } from 'node:dgram'
import type { Socket } from 'node:dgram'
import type { Port, Receive } from './port.ts'

// What the kernel is asked for; many hosts grant 208 KiB at most.
export const RECEIVE_OCTETS = 4 * 1024 * 1024

type Waiting = { socket: Socket; octets: Buffer; at: number; length: number }

export function createDgramPort(): Port {
  const sockets: (Socket | null)[] = []
  const line: Waiting[] = []
  let waiting = 0
  let receive: Receive = () => {}
  let refused: (channel: number) => void = () => {}

  return {
    drain(onReceive, onRefused) {
      receive = onReceive
      refused = onRefused
    },
    open({ address, port }) {
      return new Promise((resolve) => {
        const six = address.includes(':')
        const socket = createSocket({
          type: six ? 'udp6' : 'udp4',
          recvBufferSize: RECEIVE_OCTETS,
          // The address is one already; without this each socket would go through the resolver's thread pool.
          lookup: (host, _options, callback) => callback(null, host, six ? 6 : 4),
        })
        let channel = sockets.indexOf(null)
        if (channel < 0) channel = sockets.length
        sockets[channel] = socket
        socket.on('message', (octets: Buffer) => receive(channel, octets, 0, octets.length))
        socket.on('error', () => refused(channel))
        socket.connect(port, address, (error?: Error) => {
          if (error) {
            sockets[channel] = null
            socket.close()
          }
          resolve(error ? -1 : channel)
        })
      })
    },
    close(channel) {
      sockets[channel]?.close()
      sockets[channel] = null
    },
    granted: (channel) => sockets[channel]!.getRecvBufferSize(),
    localPort: (channel) => sockets[channel]!.address().port,
    enqueue(channel, octets, at, length) {
      const socket = sockets[channel]!
      const place = line[waiting]
      if (place) {
        place.socket = socket
        place.octets = octets
        place.at = at
        place.length = length
      } else line.push({ socket, octets, at, length })
      waiting++
    },
    flush() {
      for (let next = 0; next < waiting; next++) {
        const { socket, octets, at, length } = line[next]!
        try {
          // Without a callback: what the kernel does not take is a lost packet, and the deadline sees to that.
          socket.send(octets, at, length)
        } catch {
          // The socket was closed in between.
        }
      }
      waiting = 0
    },
  }
}
