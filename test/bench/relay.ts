/** A bad path: relays datagrams to a server and drops a share of the questions. Runs as a process of its own. */
import { createSocket } from 'node:dgram'
import type { RemoteInfo, Socket, SocketOptions } from 'node:dgram'

const [address = '', port = '', share = ''] = process.argv.slice(2)
const lost = Number(share)
const upstreams = new Map<number, Socket>()
const BUFFER = 4 * 1024 * 1024
// Without it, every datagram that is sent goes through the resolver's thread pool.
const lookup: SocketOptions['lookup'] = (host, _options, callback) => callback(null, host, 4)

const front = createSocket({ type: 'udp4', recvBufferSize: BUFFER, sendBufferSize: BUFFER, lookup })
front.on('message', (query, from) => {
  if (Math.random() >= lost) upstream(from).send(query, Number(port), address)
})

/** One socket towards the server for each of the client's. */
function upstream(client: RemoteInfo): Socket {
  const known = upstreams.get(client.port)
  if (known) return known
  const socket = createSocket({ type: 'udp4', recvBufferSize: BUFFER, lookup })
  socket.on('message', (answer) => front.send(answer, client.port, client.address))
  upstreams.set(client.port, socket)
  return socket
}

front.bind(0, address, () => process.stdout.write(`${front.address().port}\n`))
process.once('SIGTERM', () => process.exit(0))
