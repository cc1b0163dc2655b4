/** Questions over TCP: few connections for each server, many questions in each (RFC 7766 §6.2). A door to the network. */
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { formatEndpoint } from '../../server/core/address.ts'
import type { Endpoint } from '../../server/core/address.ts'
import type { Silence } from '../../server/core/observation.ts'
import { silenceOf } from '../dns/udp.ts'

const CONNECTIONS = 4
const AT_ONCE = 64
const LENGTH = 2

type Pending = { id: number; query: Buffer }
type Connection = { socket: Socket; open: Set<number>; received: Buffer }
type Lane = { endpoint: Endpoint; connections: Connection[]; waiting: Pending[] }

export type Pool = {
  ask: (endpoint: Endpoint, id: number, query: Buffer) => void
  /** Nobody waits for it any more. */
  forget: (endpoint: Endpoint, id: number) => void
  close: () => void
}

/** `receive` gets every message whose id is asked for on that connection; `failed`, those that a connection lost. */
export function createPool(
  receive: (octets: Buffer) => void,
  failed: (id: number, silence: Silence) => void,
): Pool {
  const lanes = new Map<string, Lane>()

  function laneOf(endpoint: Endpoint): Lane {
    const key = formatEndpoint(endpoint)
    let lane = lanes.get(key)
    if (!lane) {
      lane = { endpoint, connections: [], waiting: [] }
      lanes.set(key, lane)
    }
    return lane
  }

  function move(lane: Lane): void {
    while (lane.waiting.length > 0) {
      let idlest = lane.connections.toSorted((a, b) => a.open.size - b.open.size)[0]
      if (!idlest || (idlest.open.size > 0 && lane.connections.length < CONNECTIONS)) idlest = open(lane)
      if (idlest.open.size >= AT_ONCE) return
      const { id, query } = lane.waiting.shift()!
      idlest.open.add(id)
      const framed = Buffer.allocUnsafe(LENGTH + query.length)
      framed.writeUInt16BE(query.length)
      query.copy(framed, LENGTH)
      idlest.socket.write(framed)
    }
  }

  function open(lane: Lane): Connection {
    const socket = connect({ host: lane.endpoint.address, port: lane.endpoint.port, noDelay: true })
    const connection: Connection = { socket, open: new Set(), received: Buffer.alloc(0) }
    lane.connections.push(connection)
    let silence: Silence = { status: 'malformed', detail: 'TCP closed without a reply' }
    socket.on('data', (chunk: Buffer) => {
      take(connection, chunk)
      move(lane)
    })
    socket.on('error', (error) => {
      silence = silenceOf(error)
    })
    socket.on('close', () => {
      lane.connections.splice(lane.connections.indexOf(connection), 1)
      for (const id of connection.open) failed(id, silence)
      move(lane)
    })
    return connection
  }

  function take(connection: Connection, chunk: Buffer): void {
    let rest = connection.received.length === 0 ? chunk : Buffer.concat([connection.received, chunk])
    while (rest.length >= LENGTH && rest.length >= LENGTH + rest.readUInt16BE(0)) {
      const length = rest.readUInt16BE(0)
      const message = rest.subarray(LENGTH, LENGTH + length)
      if (length >= LENGTH && connection.open.delete(message.readUInt16BE(0))) receive(message)
      rest = rest.subarray(LENGTH + length)
    }
    connection.received = rest
  }

  return {
    ask(endpoint, id, query) {
      const lane = laneOf(endpoint)
      lane.waiting.push({ id, query })
      move(lane)
    },
    forget(endpoint, id) {
      const lane = laneOf(endpoint)
      lane.waiting = lane.waiting.filter((pending) => pending.id !== id)
      for (const { open } of lane.connections) open.delete(id)
      move(lane)
    },
    close() {
      for (const { waiting, connections } of lanes.values()) {
        waiting.length = 0
        for (const { socket, open } of connections) {
          open.clear()
          socket.destroy()
        }
      }
      lanes.clear()
    },
  }
}
