/** A little web on loopback: every case has its own addresses, servers and names, and is looked at by the real checker. */
import http from 'node:http'
import https from 'node:https'
import net from 'node:net'
import type { AddressInfo } from 'node:net'
import type { RequestListener, Server } from 'node:http'
import { hostname } from '../../server/core/hostname.ts'
import type { Expectation } from '../../server/core/expectation.ts'
import type { WebObservation } from '../../server/core/observation.ts'
import type { Verdict } from '../../server/core/verdict.ts'
import { fold } from '../../checks/judge/index.ts'
import { tlsRules } from '../../checks/judge/tls.ts'
import { webRules } from '../../checks/judge/web.ts'
import type { Policy } from '../../checks/judge/remark.ts'
import { visit } from '../../checks/web/visit.ts'
import type { WebSight } from '../../checks/web/visit.ts'
import type { Issued } from './certificates.ts'

/** What listens at one address; a missing port refuses. A socket listener speaks what it likes. */
export type Machine = {
  http?: RequestListener
  raw?: (socket: net.Socket) => void
  https?: RequestListener
  certificate?: Issued
  /** Both ports lead to one server of this scheme, as a mapping without port keys does. */
  onePort?: 'http' | 'https'
  rawTls?: (socket: net.Socket) => void
}

export type Scene = {
  machines: Record<string, Machine>
  newName?: string
  oldName?: string | null
  newAddresses?: string[]
  oldAddresses?: string[]
  expectation?: Partial<Expectation>
  policy?: Partial<Policy>
  sight?: WebSight
  resolve?: Record<string, string[]>
}

export const NEW = 'baru.example.test'
export const OLD = 'lama.example.test'
export const ADDRESS = '192.0.2.1'

export const expectation = (changes: Partial<Expectation> = {}): Expectation => ({
  newName: hostname(NEW),
  oldName: hostname(OLD),
  records: { A: [ADDRESS] },
  want: 'redirect',
  executedAt: null,
  redirectUntil: null,
  baseline: null,
  ...changes,
})

export const policy: Policy = { allowedSuffixes: [], quorum: 0.5, marginMs: 300_000 }

/** Serves the scene, looks at it once, and judges what was seen of the web. */
export async function look(
  scene: Scene,
  now: Date,
  ca: string,
): Promise<{ seen: WebObservation[]; verdict: Verdict }> {
  const open: Server[] = []
  const connect: Record<string, string> = { ...scene.sight?.connect }
  try {
    for (const [address, machine] of Object.entries(scene.machines)) {
      const { plain, secure } = servers(machine)
      if (machine.onePort) {
        connect[address] = `127.0.0.1#${await listen((machine.onePort === 'http' ? plain : secure)!, open)}`
        continue
      }
      connect[`${address}#80`] = `127.0.0.1#${plain ? await listen(plain, open) : await unusedPort()}`
      connect[`${address}#443`] = `127.0.0.1#${secure ? await listen(secure, open) : await unusedPort()}`
    }
    const { newName = NEW, oldName = OLD, newAddresses = [ADDRESS], oldAddresses = [ADDRESS] } = scene
    const seen = await visit(
      { newName, newAddresses, oldName, oldAddresses: oldName === null ? [] : oldAddresses },
      { hopTimeoutMs: 2000, ca, ...scene.sight, connect },
      { now: () => now, resolve: (name) => Promise.resolve(scene.resolve?.[name] ?? []) },
    )
    const expected = expectation({
      newName: hostname(newName),
      oldName: oldName === null ? null : hostname(oldName),
      ...scene.expectation,
    })
    const facts = { expectation: expected, observations: seen, now, policy: { ...policy, ...scene.policy } }
    return { seen, verdict: fold([...webRules(facts), ...tlsRules(facts)]) }
  } finally {
    for (const server of open) {
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}

function servers(machine: Machine) {
  const { http: plain, https: secure, certificate, raw, rawTls } = machine
  return {
    plain: raw ? net.createServer(quiet(raw)) : plain ? http.createServer(plain) : null,
    secure: rawTls
      ? net.createServer(quiet(rawTls))
      : secure
        ? https.createServer({ ...certificate }, secure)
        : null,
  }
}

const quiet = (listener: (socket: net.Socket) => void) => (socket: net.Socket) => {
  socket.on('error', () => {})
  listener(socket)
}

async function listen(server: net.Server, open: Server[]): Promise<number> {
  server.on('clientError', () => {})
  const sockets = new Set<net.Socket>()
  server.on('connection', (socket: net.Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  const close = server.close.bind(server)
  server.close = (done) => {
    for (const socket of sockets) socket.destroy()
    return close(done)
  }
  open.push(server as Server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}

// A port that was free a moment ago refuses; the system does not hand it out again at once.
async function unusedPort(): Promise<number> {
  const server = net.createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Answers by Host: one listener per name, and one for all others. */
export function byHost(sites: Record<string, RequestListener>, other?: RequestListener): RequestListener {
  return (request, response) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '')
    const site = sites[host] ?? other
    if (site) return site(request, response)
    response.writeHead(421).end()
  }
}

/** A page of an office, with a title, enough words and the given extras. */
export const page =
  (title = 'Dinas Kesehatan', extra = '', headers: Record<string, string | string[]> = {}): RequestListener =>
  (request, response) => {
    const known = request.url === '/'
    response.writeHead(known ? 200 : 404, { 'content-type': 'text/html; charset=utf-8', ...headers })
    const body = known
      ? `<h1>${title}</h1><p>Layanan masyarakat Provinsi</p>${extra}`
      : '<h1>Tidak ditemukan</h1>'
    response.end(
      `<!doctype html><html lang="id"><head><title>${title}</title></head><body>${body}</body></html>`,
    )
  }

/** Redirects to a base with path and query kept, or to whatever a function makes of the request. */
export const redirect =
  (status: number, to: string | ((url: string) => string)): RequestListener =>
  (request, response) => {
    const location = typeof to === 'string' ? to + (request.url ?? '') : to(request.url ?? '')
    response.writeHead(status, { location }).end()
  }

export const answer =
  (
    status: number,
    body = '',
    headers: Record<string, string> = { 'content-type': 'text/html' },
  ): RequestListener =>
  (_request, response) => {
    response.writeHead(status, headers).end(body)
  }
