/** Turns what a TLS server showed into facts. Opens nothing. */
import type { DetailedPeerCertificate, PeerCertificate } from 'node:tls'
import { canonicalAddress } from '../../server/core/address.ts'
import type { SeenCertificate } from '../../server/core/observation.ts'

const MAX_NAMES = 200
const MAX_CHAIN = 10

/** `sent` is what came over the wire, issuers included as far as they came; null when nothing was shown. */
export function readCertificate(
  sent: DetailedPeerCertificate,
  distrust: string | null,
): SeenCertificate | null {
  // Node gives an empty object when the handshake ended before a certificate.
  if (!sent.raw) return null
  return {
    subject: distinguished(sent.subject),
    issuer: distinguished(sent.issuer),
    names: alternativeNames(sent.subjectaltname ?? ''),
    notBefore: instant(sent.valid_from),
    notAfter: instant(sent.valid_to),
    selfSigned: distinguished(sent.subject) === distinguished(sent.issuer),
    chain: chainLength(sent),
    fetchable: sent.infoAccess?.['CA Issuers - URI'] !== undefined,
    distrust,
    sha256: sent.fingerprint256.replaceAll(':', '').toLowerCase(),
  }
}

// `DNS:a.example, IP Address:192.0.2.1`; OpenSSL's text quotes values that hold anything unusual.
function alternativeNames(text: string): string[] {
  const names: string[] = []
  for (const [, kind, value] of text.matchAll(/(DNS|IP Address):("(?:[^"\\]|\\.)*"|[^,]*)/g)) {
    const name = value!.trim().toLowerCase().replace(/\.$/, '')
    const read = kind === 'DNS' ? name : canonicalAddress(name)
    if (read && names.length < MAX_NAMES) names.push(read)
  }
  return [...new Set(names)]
}

function distinguished(name: PeerCertificate['subject'] | undefined): string {
  const parts = Object.entries(name ?? {}) as [string, string | string[]][]
  const text = parts.map(([key, value]) => `${key}=${Array.isArray(value) ? value.join('+') : value}`)
  return text.join(', ').slice(0, 500)
}

function instant(text: string): string {
  const at = new Date(text)
  return Number.isNaN(at.getTime()) ? '' : at.toISOString()
}

// The last link of a complete chain is its own issuer.
function chainLength(leaf: DetailedPeerCertificate): number {
  let length = 1
  let at: DetailedPeerCertificate = leaf
  while (at.issuerCertificate && at.issuerCertificate !== at && length < MAX_CHAIN) {
    if (at.issuerCertificate.fingerprint256 === at.fingerprint256) break
    at = at.issuerCertificate
    length++
  }
  return length
}
