/**
 * Opens one TCP or TLS connection to one endpoint: the web's only door to sockets. A connection whose certificate is
 * not trusted, or does not cover the host, is read for its certificate and closed: no request is ever sent over it.
 */
import net from 'node:net'
import tls from 'node:tls'
import type { Endpoint } from '../../server/core/address.ts'
import type { SeenCertificate, WebFailure } from '../../server/core/observation.ts'
import { covers } from '../names.ts'
import { readCertificate } from './certificate.ts'

/** System roots, and the authorities of a test bench. */
export type Trust = tls.SecureContext | undefined

export type Connected =
  | { ok: true; socket: net.Socket; certificate: SeenCertificate | null }
  | { ok: false; failure: WebFailure; detail: string; certificate: SeenCertificate | null }

let last: { ca: string; trust: Trust } | null = null

/** The trust that `ca` (PEM text) adds to the system's roots. */
export function trusting(ca: string | undefined): Trust {
  if (ca === undefined) return undefined
  // Reading all roots takes a tenth of a second, and looks that follow each other have the same authorities.
  if (last?.ca !== ca) last = { ca, trust: tls.createSecureContext({ ca: [...tls.rootCertificates, ca] }) }
  return last.trust
}

/** Connects; `host` is the name that SNI carries and the certificate must cover. */
export function connect(
  { address, port }: Endpoint,
  host: string,
  secure: boolean,
  trust: Trust,
  signal: AbortSignal,
): Promise<Connected> {
  if (signal.aborted) {
    return Promise.resolve({ ok: false, failure: 'timeout', detail: 'no time left', certificate: null })
  }
  return new Promise((resolve) => {
    const settle = (connected: Connected) => {
      signal.removeEventListener('abort', onAbort)
      if (!connected.ok) line.destroy()
      resolve(connected)
    }
    const fail = (failure: WebFailure, detail: string, certificate: SeenCertificate | null = null) =>
      settle({ ok: false, failure, detail, certificate })
    const onAbort = () => fail('timeout', 'no connection in time')
    signal.addEventListener('abort', onAbort, { once: true })
    const line = secure ? handshake(address, port, host, trust) : net.connect({ host: address, port })
    // Stays for the connection's life: an error after the answer must not become an uncaught one.
    line.on('error', (error) => fail(failureOf(codeOf(error)) ?? 'reset', codeOf(error)))
    if (!(line instanceof tls.TLSSocket)) {
      line.once('connect', () => settle({ ok: true, socket: line, certificate: null }))
      return
    }
    line.once('secureConnect', () => {
      // Typed as an Error, it is in fact OpenSSL's code.
      const distrust = line.authorized ? null : String(line.authorizationError ?? 'not trusted')
      const certificate = readCertificate(line.getPeerCertificate(true), distrust)
      if (certificate && distrust === null && covers(certificate.names, host)) {
        return settle({ ok: true, socket: line, certificate })
      }
      fail('certificate', distrust ?? `the certificate does not cover ${host}`, certificate)
    })
  })
}

// One handshake that reports instead of aborting: so the certificate is known when it is refused.
function handshake(address: string, port: number, host: string, trust: Trust): tls.TLSSocket {
  return tls.connect({
    host: address,
    port,
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
    ALPNProtocols: ['http/1.1'],
    ...(net.isIP(host) ? {} : { servername: host }),
    ...(trust ? { secureContext: trust } : {}),
  })
}

const FAILURES: Readonly<Record<string, WebFailure>> = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timeout',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  EHOSTUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETUNREACH: 'no_route',
  EADDRNOTAVAIL: 'no_route',
  EAFNOSUPPORT: 'no_route',
  EPROTO: 'tls',
}

/** What an error calls itself: the same for every occurrence, unlike messages with ports and pointers in them. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, 100)
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}

/** The kind of failure that a code of the network or of TLS stands for. */
export function failureOf(code: string): WebFailure | undefined {
  return FAILURES[code] ?? (code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS') ? 'tls' : undefined)
}
