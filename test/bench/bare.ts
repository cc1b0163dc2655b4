/** The least that `node:dgram` can cost: packets made beforehand go out, what comes back is counted and not looked at. */
import { createSocket } from 'node:dgram'
import { createBatch } from '../../checks/engine/batch.ts'
import { LONGEST_QUERY, QUESTION_TAIL, writeHeader, writeQuery } from '../../checks/engine/question.ts'
import type { Speed } from './engine.ts'
import type { Nsd } from './nsd.ts'
import type { Asked } from './zone.ts'

const SOCKETS = 4
const WINDOW = 128

/** No answer is compared and no loss is noticed: on loopback with a small window there is none. */
export async function bareLoop({ address, port }: Nsd, names: readonly Asked[]): Promise<Speed> {
  const packets = names.map(({ name, expected }, index) => {
    const batch = createBatch(1)
    batch.add(0, name, 'A', expected)
    const packet = Buffer.alloc(LONGEST_QUERY)
    writeHeader(packet, 0)
    packet.writeUInt16BE(index & 0xffff)
    const length = batch.expectedAt[0]! - batch.questionAt[0]!
    if (length <= QUESTION_TAIL) throw new Error(`no question for ${name}`)
    return packet.subarray(0, writeQuery(packet, 0, batch.octets, batch.questionAt[0]!, length))
  })
  const sockets = await Promise.all(
    Array.from({ length: SOCKETS }, () => {
      const socket = createSocket({ type: 'udp4', recvBufferSize: 4 * 1024 * 1024 })
      return new Promise<typeof socket>((resolve) => socket.connect(port, address, () => resolve(socket)))
    }),
  )
  const cpu = process.cpuUsage()
  const started = performance.now()
  let sent = 0
  let heard = 0
  let scheduled = false
  await new Promise<void>((resolve) => {
    const pump = () => {
      scheduled = false
      for (; sent < packets.length && sent - heard < WINDOW; sent++)
        sockets[sent % SOCKETS]!.send(packets[sent]!)
    }
    for (const socket of sockets) {
      socket.on('message', () => {
        if (++heard === packets.length) resolve()
        if (scheduled) return
        scheduled = true
        setImmediate(pump)
      })
    }
    pump()
  })
  const seconds = (performance.now() - started) / 1000
  const { user, system } = process.cpuUsage(cpu)
  for (const socket of sockets) socket.close()
  return { perSecond: names.length / seconds, cpuPer100k: ((user + system) / 1e6 / names.length) * 1e5 }
}
