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
  'held_back', // the server's pace left no turn before the look had to end
  'not_sent', // the question itself would do harm, or could not be encoded
] as const
export type Silence = { status: (typeof silences)[number]; detail: string }

/** Who was asked: an authoritative server of the zone, a parent's server, or a resolver of the panel. */
export type DnsRole = 'parent' | 'authoritative' | 'resolver'

/** One question to one address, and what came back. */
export type DnsObservation = {
  kind: 'dns'
  role: DnsRole
  /** Why it was asked: the name itself, a wildcard probe, the canary, a link of a CNAME chain, the zone's own data, a
   * name beside the two (its www pair, a service label). */
  purpose: 'new' | 'old' | 'wildcard' | 'canary' | 'chain' | 'zone' | 'delegation' | 'beside'
  zone: string | null
  server: { name: string | null; address: string; port: number }
  question: { name: string; type: string }
  transport: 'udp' | 'tcp' | 'https'
  recursionDesired: boolean
  checkingDisabled: boolean
  at: string
  elapsedMs: number
  /** How long the question waited for its turn at the server, where it did. */
  heldMs?: number
  /** Replies thrown away by the gate before this outcome (wrong id, question or source). */
  ignored: number
  /** Why the answer had to be asked for without EDNS: the rcode that refused it, or `silence`. */
  withoutEdns?: string
  /** The datagram was cut short, so TCP was used. */
  truncated?: boolean
  outcome: Answer | Silence
}

/** Why a hop has no response. The last three are the checker's own limits: they prove nothing about the site. */
export const webFailures = [
  'refused', // nobody listens on the port
  'timeout',
  'reset',
  'unreachable', // the way there says that the host cannot be reached
  'tls', // the handshake failed before any certificate could be judged
  'certificate', // the certificate is not trusted or does not cover the name: no request was sent
  'malformed', // not HTTP, headers beyond the bound, or a redirect to nowhere
  'not_resolved', // a redirect leads to a name without an address
  'not_allowed', // the guard refused to dial the address
  'no_route', // the checker itself has no way to that address family
  'out_of_time', // the look's own deadline passed before this hop had its turn
] as const
export type WebFailure = (typeof webFailures)[number]

/** One hop of a web fetch. */
export type WebHop = {
  url: string
  /** The address judged: what the DNS gave, not what a test bench dialled for it. Empty when there was none. */
  address: string
  status: number | null
  /** Why there was no response; null when there was one. */
  failure: WebFailure | null
  /** The failure in the words of the network or the TLS library. */
  detail: string
  location: string | null
  /** The few headers that judging needs, lower-case names, values cut short. */
  headers: Record<string, string>
  elapsedMs: number
}

/** The certificate that a TLS server showed. Instants are ISO 8601. */
export type SeenCertificate = {
  subject: string
  issuer: string
  /** Names and addresses of its subjectAltName; the common name does not count (RFC 9525 §2). */
  names: string[]
  notBefore: string
  notAfter: string
  selfSigned: boolean
  /** How many certificates the server sent. */
  chain: number
  /** It says where its issuer's certificate can be fetched (RFC 5280 §4.2.2.1): clients can complete the chain. */
  fetchable: boolean
  /** Why the chain was not trusted, as OpenSSL names it; null when it was. Says nothing about the names. */
  distrust: string | null
  sha256: string
}

/** A visit to one address for one name, redirects followed by hand. */
export type WebObservation = {
  kind: 'web'
  /** `parent`: the name above the new one, asked only whether its HSTS policy covers the new one. */
  purpose: 'new' | 'old' | 'parent'
  /** `home` is `/`; `probe` is a random path with a random query. */
  probe: 'home' | 'probe'
  scheme: 'http' | 'https'
  name: string
  address: string
  at: string
  hops: WebHop[]
  /** How the visit ended: with a response that leads nowhere else, without one, or among redirects. */
  outcome: 'response' | 'failure' | 'loop' | 'too_many_hops'
  /** What was shown for `name` at `address`; null when TLS was not spoken. */
  certificate: SeenCertificate | null
  page: SeenPage | null
}

/** A page's fingerprint, to know it again. */
export type PageMark = {
  title: string | null
  /** Digest of the page's structure and wording; numbers, tokens and the names looked at do not count. */
  fingerprint: string
  /** Sixteen hex digits of which similar pages share most bits (simhash). */
  likeness: string
}

/** What the last hop's body told. */
export type SeenPage = PageMark & {
  url: string
  /** Media type as declared, lower case, without parameters. */
  type: string | null
  /** After decompression, at most the bound. */
  bytes: number
  /** The body went on beyond the bound in bytes or time. */
  truncated: boolean
  /** Words of visible text. */
  words: number
  /** The beginning of the visible text. */
  excerpt: string
  passwordField: boolean
  /** From the header of that name; ISO 8601. */
  lastModified: string | null
  /** Newest date that the site itself declares, and where: `time`, `meta`, `json-ld`; `sitemap`, `feed`. */
  declaredAt: { at: string; where: string } | null
  /** The first feed that the page links: RSS or Atom. */
  feed: string | null
  /** Host names that links, canonical, forms, scripts, CSP and cookies mention, with where; the old one also in the
   * sitemap. */
  mentions: { host: string; where: string }[]
  /** Where `<meta http-equiv=refresh>` leads. */
  metaRefresh: string | null
  /** Where a script of an otherwise nearly empty page leads. */
  scriptRedirect: string | null
}

export type Observation = DnsObservation | WebObservation

/** What an observation answers, told before there is one. */
export type Question =
  | Pick<DnsObservation, 'kind' | 'role' | 'purpose' | 'server' | 'question'>
  | Pick<WebObservation, 'kind' | 'purpose' | 'probe' | 'scheme' | 'name' | 'address'>
