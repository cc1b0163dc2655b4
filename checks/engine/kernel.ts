/**
 * The calls of Linux that Node does not offer: many datagrams in or out for one crossing into the kernel. The door to
 * koffi. Where they are missing, or do not pass their own test, `kernel` is null and `node:dgram` does the work.
 */
import { endianness } from 'node:os'
import type koffi from 'koffi'

/** Room for datagrams as `sendmmsg(2)` and `recvmmsg(2)` want them: headers, each with one place for octets. */
export type Vector = {
  /** Puts place `index` at `octets`, from `at`. */
  point: (index: number, octets: Buffer, at: number, length: number) => void
  /** What the kernel wrote to place `index`, in octets. */
  received: (index: number) => number
  headers: Buffer
}

export type Kernel = {
  /** A socket that does not block, connected to an address of 4 or 16 octets; negative when there is no way to it. */
  connect: (address: readonly number[], port: number, receiveOctets: number) => number
  vector: (places: number) => Vector
  /** How many were taken; or, negative, the error. */
  send: (descriptor: number, from: Vector, count: number) => number
  /** How many have come, 0 for none; or, negative, the error. */
  receive: (descriptor: number, into: Vector, count: number) => number
}

export const REFUSED = -111
const AGAIN = -11

// The same on all of Linux's 64-bit processors that we know of; the self-test has the last word.
const [UNIX, INET, INET6] = [1, 2, 10]
const [DATAGRAM, NO_BLOCK, CLOSE_ON_EXEC] = [2, 0o4000, 0o2000000]
const [SOL_SOCKET, SO_RCVBUF] = [1, 8]
const [DO_NOT_WAIT, NO_SIGNAL] = [0x40, 0x4000]
// struct mmsghdr: name, namelen, iov (16), iovlen (24), control, controllen, flags, then the length received (56).
const [HEADER, IOV, IOV_COUNT, LENGTH] = [64, 16, 24, 56]
// struct iovec: base and length.
const PLACE = 16
const HIGH = 2 ** 32

type Koffi = typeof koffi
type Call = ReturnType<ReturnType<Koffi['load']>['func']>

function open(koffi: Koffi): Kernel {
  const libc = koffi.load(null)
  const socket = libc.func('int socket(int, int, int)')
  const connect = libc.func('int connect(int, void *, uint32_t)')
  const setOption = libc.func('int setsockopt(int, int, int, void *, uint32_t)')
  const close = libc.func('int close(int)')
  const sendMany = libc.func('int sendmmsg(int, void *, unsigned int, int)')
  const receiveMany = libc.func('int recvmmsg(int, void *, unsigned int, int, void *)')

  /** A count, or the error as a negative number. */
  const counted = (call: Call, ...rest: unknown[]): number => {
    const count: number = call(...rest)
    return count >= 0 ? count : -koffi.errno()
  }

  const kernel: Kernel = {
    connect(address, port, receiveOctets) {
      const six = address.length === 16
      const descriptor: number = socket(six ? INET6 : INET, DATAGRAM | NO_BLOCK | CLOSE_ON_EXEC, 0)
      if (descriptor < 0) return descriptor
      const wanted = Buffer.alloc(4)
      wanted.writeInt32LE(receiveOctets)
      setOption(descriptor, SOL_SOCKET, SO_RCVBUF, wanted, wanted.length)
      // sockaddr_in: family, port, address; sockaddr_in6: family, port, flow, address, scope.
      const to = Buffer.alloc(six ? 28 : 16)
      to.writeUInt16LE(six ? INET6 : INET)
      to.writeUInt16BE(port, 2)
      to.set(address, six ? 8 : 4)
      if (connect(descriptor, to, to.length) === 0) return descriptor
      close(descriptor)
      return -1
    },
    vector(places) {
      const headers = Buffer.alloc(places * HEADER)
      const iovs = Buffer.alloc(places * PLACE)
      const iovsAt = Number(koffi.address(iovs))
      for (let index = 0; index < places; index++) {
        writeAddress(headers, index * HEADER + IOV, iovsAt + index * PLACE)
        headers.writeUInt32LE(1, index * HEADER + IOV_COUNT)
      }
      let last: Buffer | null = null
      let lastAt = 0
      return {
        headers,
        point(index, octets, at, length) {
          if (octets !== last) {
            last = octets
            lastAt = Number(koffi.address(octets))
          }
          writeAddress(iovs, index * PLACE, lastAt + at)
          iovs.writeUInt32LE(length, index * PLACE + 8)
        },
        received: (index) => headers.readUInt32LE(index * HEADER + LENGTH),
      }
    },
    send: (descriptor, { headers }, count) =>
      counted(sendMany, descriptor, headers, count, DO_NOT_WAIT | NO_SIGNAL),
    receive(descriptor, { headers }, count) {
      const came = counted(receiveMany, descriptor, headers, count, DO_NOT_WAIT, null)
      return came === AGAIN ? 0 : came
    },
  }

  selfTest(
    kernel,
    (pair) => libc.func('int socketpair(int, int, int, void *)')(UNIX, DATAGRAM, 0, pair),
    close,
  )
  return kernel
}

function writeAddress(into: Buffer, at: number, address: number): void {
  into.writeUInt32LE(address % HIGH, at)
  into.writeUInt32LE(Math.floor(address / HIGH), at + 4)
}

/** Sends three datagrams through a pair of sockets; a wrong layout must show here and not on the network. */
function selfTest(
  kernel: Kernel,
  pairUp: (pair: Buffer) => number,
  close: (descriptor: number) => number,
): void {
  const pair = Buffer.alloc(8)
  if (pairUp(pair) !== 0) throw new Error('no pair of sockets')
  const [left, right] = [pair.readInt32LE(0), pair.readInt32LE(4)]
  try {
    const sent = Buffer.from('satu, dua, tiga')
    const [out, back] = [kernel.vector(3), kernel.vector(4)]
    const came = Buffer.alloc(4 * 16)
    const parts = [
      [0, 4],
      [6, 3],
      [11, 4],
    ] as const
    for (const [index, [at, length]] of parts.entries()) out.point(index, sent, at, length)
    for (let index = 0; index < 4; index++) back.point(index, came, index * 16, 16)
    const whole =
      kernel.send(left, out, 3) === 3 &&
      kernel.receive(right, back, 4) === 3 &&
      kernel.receive(right, back, 4) === 0 &&
      parts.every(
        ([at, length], index) =>
          back.received(index) === length &&
          came.subarray(index * 16, index * 16 + length).equals(sent.subarray(at, at + length)),
      )
    if (!whole) throw new Error('the kernel did not give back what was sent')
  } finally {
    close(left)
    close(right)
  }
}

async function find(): Promise<Kernel | null> {
  const known = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch)
  if (!known || endianness() !== 'LE') return null
  try {
    return open((await import('koffi')).default)
  } catch {
    // Not installed for this machine, or not as expected: the portable way is always there.
    return null
  }
}

export const kernel: Kernel | null = await find()
