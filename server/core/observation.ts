/** What was seen, including every way of not seeing. Facts only; opinions live in `judge`. Pure. */

/** A resource record as it stood in a reply. `value` is canonical text for A, AAAA, CNAME, NS; else presentation form. */
export type SeenRecord = { name: string; type: string; ttl: number; value: string }

/** An extended DNS error (RFC 8914). */
export type ExtendedError = { code: number; text: string }

/** A reply that passed the gate: right source, id and question. Names are lower case without a trailing dot. */
export type Answer = {
  status: 'answered'
  rcode: string
  aa: boolean
  tc: boolean
  ra: boolean
  ad: boolean
  answers: SeenRecord[]
  authorities: SeenRecord[]
  additionals: SeenRecord[]
  edns: boolean
  extendedErrors: ExtendedError[]
  /** The packet as it came, base64. */
  raw: string
}

/** Silence has a name, and proves nothing. */
export const silences = [
  'timeout',
  'refused', // nobody listens: an ICMP or TCP refusal, not rcode REFUSED
  'unreachable',
  'malformed',
  'wrong_id', // only replies with another id came before the deadline
  'wrong_question',
  'wrong_source',
  'not_allowed', // the guard refused to dial the address
  'not_sent', // the question itself would do harm, or could not be encoded
] as const
export type Silence = { status: (typeof silences)[number]; detail: string }

/** Who was asked: an authoritative server of the zone, a parent's server, or a resolver of the panel. */
export type DnsRole = 'parent' | 'authoritative' | 'resolver'

/** One question to one address, and what came back. */
export type DnsObservation = {
  kind: 'dns'
  role: DnsRole
  /** Why it was asked: the name itself, a wildcard probe, the canary, a link of a CNAME chain, the zone's own data. */
  purpose: 'new' | 'old' | 'wildcard' | 'canary' | 'chain' | 'zone' | 'delegation'
  zone: string | null
  server: { name: string | null; address: string; port: number }
  question: { name: string; type: string }
  transport: 'udp' | 'tcp' | 'https'
  recursionDesired: boolean
  checkingDisabled: boolean
  at: string
  elapsedMs: number
  /** Replies thrown away by the gate before this outcome (wrong id, question or source). */
  ignored: number
  outcome: Answer | Silence
}

/** One hop of a web fetch. */
export type WebHop = {
  url: string
  address: string
  status: number | null
  /** Why there was no response; null when there was one. */
  failure: string | null
  location: string | null
  elapsedMs: number
}

/** The certificate that a TLS server showed. Instants are ISO 8601. */
export type SeenCertificate = {
  subject: string
  issuer: string
  names: string[]
  notBefore: string
  notAfter: string
  selfSigned: boolean
  /** Why the chain was not trusted; null when it was. */
  distrust: string | null
  sha256: string
}

/** A visit to one address for one name, redirects followed by hand. */
export type WebObservation = {
  kind: 'web'
  purpose: 'new' | 'old'
  /** `home` is `/`; `probe` is a random path with a random query. */
  probe: 'home' | 'probe'
  scheme: 'http' | 'https'
  name: string
  address: string
  at: string
  hops: WebHop[]
  certificate: SeenCertificate | null
  page: SeenPage | null
}

/** What the last hop's body told. */
export type SeenPage = {
  bytes: number
  title: string | null
  fingerprint: string
  lastModified: string | null
  /** Host names that links, canonical, forms and CSP of the page mention, with where. */
  mentions: { host: string; where: string }[]
  metaRefresh: string | null
}

export type Observation = DnsObservation | WebObservation
