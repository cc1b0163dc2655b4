/** Asks one server one question: UDP with retries, TCP on truncation, EDNS with fall-back, HTTPS. Never throws. */
import { randomInt } from 'node:crypto'
import { formatEndpoint, mayDial, parseEndpoint, parseRange } from '../../server/core/address.ts'
import type { Endpoint, Range } from '../../server/core/address.ts'
import type { Answer, DnsObservation, Silence } from '../../server/core/observation.ts'
import { createLimit } from '../limit.ts'
import { createPaces } from '../pace.ts'
import type { Paces } from '../pace.ts'
import { createRecent } from '../recent.ts'
import { encodeQuery } from '../wire.ts'
import { exchangeHttps, httpsAgent } from './https.ts'
import { exchangeTcp } from './tcp.ts'
import { createUdp } from './udp.ts'
import type { Exchange } from './udp.ts'

/** A server to ask: by address, or a resolver by its `https://` address (then `address` is that URL). */
export type Server = { name: string | null; address: string; port: number }

export type Asked = {
  role: DnsObservation['role']
  purpose: DnsObservation['purpose']
  zone: string | null
  server: Server
  name: string
  type: string
  recursionDesired?: boolean
  checkingDisabled?: boolean
  dnssecOk?: boolean
  transport?: 'udp' | 'tcp'
  /** The moment, as `performance.now()` counts, after which nothing is waited for. */
  deadlineAt?: number
}

export type Ask = (asked: Asked) => Promise<DnsObservation>

export type AskOptions = {
  now: () => Date
  /** Address ranges besides the public ones that may be dialled. */
  allow: readonly string[]
  /** Addresses to dial instead of those the DNS gave. */
  connect: Readonly<Record<string, string>>
  /** Servers that the operator gave, as `formatEndpoint` writes them; they need no permission. */
  trusted: ReadonlySet<string>
  ca: string | null
  timeoutMs: number
  tries: number
  /** How many questions one server gets in a second, and who else asks it. */
  perSecond?: number
  paces?: Paces
}

// Half of what the glances between whole looks may take (engine/flow.ts).
const PER_SECOND = 1000
const AT_ONCE = 64
const AT_ONCE_PER_SERVER = 12
// A run over many zones must not remember all their servers for ever.
const MOST_SERVERS = 10_000
// A handshake and a request take their time, whatever patience a datagram is given.
const HTTPS_MS = 4000
// A server that has kept silent this often gets one short try for each further question.
const SILENT_ENOUGH = 2
// rcodes by which a server says that it does not know EDNS (RFC 6891 §7; BADVERS when it knows another version).
const EDNS_REFUSALS = new Set(['FORMERR', 'NOTIMP', 'BADVERS'])

type Manner = { withoutEdns: string | null; silent: number; limit: ReturnType<typeof createLimit> }

export type Asker = {
  ask: Ask
  /** Where to dial for a server; null when that is not allowed. */
  dial: (server: Server) => Endpoint | null
  close: () => Promise<void>
}

export function createAsk(options: AskOptions): Asker {
  const { perSecond = PER_SECOND, paces = createPaces() } = options
  const ranges = options.allow.map(parseRange).filter((range): range is Range => range !== null)
  const everything = createLimit(AT_ONCE)
  const manners = createRecent<Manner>(MOST_SERVERS)
  const agent = httpsAgent(options.ca)
  const udp = createUdp()

  function mannerOf(key: string): Manner {
    let manner = manners.get(key)
    if (!manner) {
      manner = { withoutEdns: null, silent: 0, limit: createLimit(AT_ONCE_PER_SERVER) }
      manners.set(key, manner)
    }
    return manner
  }

  function dial({ address, port }: Server): Endpoint | null {
    const instead = options.connect[`${address}#${port}`] ?? options.connect[address]
    if (instead !== undefined) return parseEndpoint(instead, port)
    const given = options.trusted.has(formatEndpoint({ address, port }))
    return given || mayDial(address, ranges) ? { address, port } : null
  }

  async function ask(asked: Asked): Promise<DnsObservation> {
    const key = `${asked.server.address}#${asked.server.port}`
    const manner = mannerOf(key)
    const mostMs = Math.max(0, (asked.deadlineAt ?? Infinity) - performance.now())
    const heldMs = paces.take(key, perSecond, mostMs)
    if (heldMs !== null && heldMs > 0) await new Promise((resolve) => setTimeout(resolve, heldMs))
    return everything(() => manner.limit(() => askNow(asked, manner, heldMs)))
  }

  async function askNow(asked: Asked, manner: Manner, heldMs: number | null): Promise<DnsObservation> {
    const overHttps = asked.server.address.startsWith('https://')
    const at = options.now().toISOString()
    const started = performance.now()
    const told = (outcome: Answer | Silence, more: Partial<DnsObservation> = {}): DnsObservation => ({
      kind: 'dns',
      role: asked.role,
      purpose: asked.purpose,
      zone: asked.zone,
      server: { ...asked.server },
      question: { name: asked.name, type: asked.type },
      transport: overHttps ? 'https' : (asked.transport ?? 'udp'),
      recursionDesired: asked.recursionDesired ?? false,
      checkingDisabled: asked.checkingDisabled ?? false,
      at,
      elapsedMs: Math.round((performance.now() - started) * 10) / 10,
      ...(heldMs === null || heldMs === 0 ? {} : { heldMs: Math.round(heldMs) }),
      ignored: 0,
      outcome,
      ...more,
    })
    if (heldMs === null)
      return told({ status: 'held_back', detail: `no turn in time at ${perSecond} questions a second` })
    const encode = (edns: boolean) =>
      encodeQuery({
        id: overHttps ? 0 : randomInt(65536), // 0 lets HTTP caches help (RFC 8484 §4.1)
        name: asked.name,
        type: asked.type,
        recursionDesired: asked.recursionDesired ?? false,
        checkingDisabled: asked.checkingDisabled ?? false,
        dnssecOk: asked.dnssecOk ?? false,
        edns,
      })
    const first = encode(true)
    if (first === null) return told({ status: 'not_sent', detail: 'the question cannot be put in a packet' })
    const left = () => (asked.deadlineAt ?? Infinity) - performance.now()
    if (overHttps) {
      const patience = Math.max(HTTPS_MS, options.timeoutMs * options.tries)
      const timeoutMs = Math.max(1, Math.min(patience, left()))
      return told((await exchangeHttps(first, asked.server.address, timeoutMs, agent)).outcome)
    }
    const endpoint = dial(asked.server)
    if (!endpoint) {
      return told({ status: 'not_allowed', detail: `${asked.server.address} is not public and not allowed` })
    }

    let ignored = 0
    let last: Silence = { status: 'timeout', detail: 'the deadline of the whole look had passed' }
    const tries = manner.silent >= SILENT_ENOUGH ? 1 : options.tries
    for (let attempt = 0; attempt < tries && left() > 0; attempt++) {
      const lastTry = attempt > 0 && attempt === tries - 1
      // Some firewalls drop whatever carries EDNS: the last try does without.
      const edns = manner.withoutEdns === null && !lastTry
      const timeoutMs = Math.max(1, Math.min(options.timeoutMs * (1 + attempt / 2), left()))
      const query = edns && attempt === 0 ? first : encode(edns)!
      const exchange: Exchange =
        asked.transport === 'tcp'
          ? await exchangeTcp(query, endpoint, timeoutMs)
          : await udp.exchange(query, endpoint, timeoutMs, attempt === 0)
      ignored += exchange.ignored
      const { outcome } = exchange
      if (outcome.status !== 'answered') {
        last = outcome
        if (outcome.status === 'refused' || outcome.status === 'unreachable') break
        continue
      }
      if (edns && EDNS_REFUSALS.has(outcome.rcode)) {
        manner.withoutEdns = outcome.rcode
        attempt--
        continue
      }
      manner.silent = 0
      const dropped = edns ? null : (manner.withoutEdns ?? 'silence')
      const more = { ignored, ...(dropped === null ? {} : { withoutEdns: dropped }) }
      if (!outcome.tc || asked.transport === 'tcp') return told(outcome, more)
      // A truncated answer is never judged (RFC 2181 §9).
      const again = await exchangeTcp(
        encode(edns)!,
        endpoint,
        Math.max(1, Math.min(options.timeoutMs * 2, left())),
      )
      ignored += again.ignored
      const whole: Answer | Silence =
        again.outcome.status === 'answered'
          ? again.outcome
          : { status: again.outcome.status, detail: `truncated, and over TCP: ${again.outcome.detail}` }
      return told(whole, { ...more, ignored, transport: 'tcp', truncated: true })
    }
    if (asked.transport !== 'tcp' && last.status === 'timeout') manner.silent++
    return told(last, { ignored })
  }

  return {
    ask,
    dial,
    close() {
      udp.close()
      return agent.close()
    },
  }
}
