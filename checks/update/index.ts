/** Reads and changes names at one primary server, by a key (RFC 2136 with RFC 8945). Believes nothing that is not signed. */
import { randomInt } from 'node:crypto'
import type { Endpoint } from '../../server/core/address.ts'
import type { Silence } from '../../server/core/observation.ts'
import { recordTypes } from '../../server/core/records.ts'
import type { UpdateRecord, ZoneContents } from '../../server/core/update.ts'
import { createAsk } from '../dns/ask.ts'
import type { Sight } from '../ports.ts'
import { encodeUpdate, rcodeOf, type Update } from './message.ts'
import { exchange } from './send.ts'
import { sign, verify, type TsigKey } from './tsig.ts'

/** What stands at some names of a zone now. `free` are names where nothing stands at all. */
export type ZoneState =
  | ({ ok: true; serial: number } & ZoneContents)
  | { ok: false; status: Silence['status'] | 'not_authoritative'; detail: string }

/** What became of an update. Only `done` and `refused` are the server's own, signed word. */
export type UpdateOutcome =
  | { status: 'done' }
  | { status: 'refused'; rcode: string }
  /** The key was not taken: BADKEY, BADSIG or BADTIME. */
  | { status: 'key'; error: string; detail: string }
  | { status: 'not_believed'; detail: string }
  /** `sent` tells whether the message may have arrived. */
  | { status: 'silent'; detail: string; sent: boolean }

export type Updater = {
  read: (zone: string, server: Endpoint, names: readonly string[]) => Promise<ZoneState>
  send: (update: Omit<Update, 'id'>, server: Endpoint, key: TsigKey) => Promise<UpdateOutcome>
}

const TIMEOUT_MS = 8000

export function createUpdater(ports: { now: () => Date; sight: () => Promise<Sight> }): Updater {
  // The guard is the checker's: an address that is not public is dialled only where the operator of Alih allows it.
  async function asker() {
    const sight = await ports.sight()
    return createAsk({
      now: ports.now,
      allow: sight.allow ?? [],
      connect: sight.connect ?? {},
      trusted: new Set(),
      ca: null,
      timeoutMs: sight.timeoutMs ?? 3000,
      tries: 2,
    })
  }

  return {
    async read(zone, { address, port }, names) {
      const { ask, close } = await asker()
      const server = { name: null, address, port }
      const common = { role: 'authoritative', purpose: 'zone', zone, server, transport: 'tcp' } as const
      try {
        const soa = await ask({ ...common, name: zone, type: 'SOA' })
        const { outcome } = soa
        if (outcome.status !== 'answered')
          return { ok: false, status: outcome.status, detail: outcome.detail }
        const own = outcome.answers.find(({ type, name }) => type === 'SOA' && name === zone)
        if (!outcome.aa || !own)
          return { ok: false, status: 'not_authoritative', detail: `${outcome.rcode}, no SOA of ${zone}` }
        const records: UpdateRecord[] = []
        const free: string[] = []
        for (const name of names) {
          for (const type of recordTypes) {
            const seen = (await ask({ ...common, name, type })).outcome
            if (seen.status !== 'answered') return { ok: false, status: seen.status, detail: seen.detail }
            const usable = seen.aa && (seen.rcode === 'NOERROR' || seen.rcode === 'NXDOMAIN')
            if (!usable) return { ok: false, status: 'not_authoritative', detail: `${name}: ${seen.rcode}` }
            for (const one of seen.answers)
              if (one.name === name && one.type === type)
                records.push({ name, type, ttl: one.ttl, value: one.value })
            if (type === 'A' && seen.rcode === 'NXDOMAIN' && !seen.answers.some((one) => one.name === name))
              free.push(name)
          }
        }
        return { ok: true, records, free, serial: Number(own.value.split(' ')[2]) }
      } finally {
        await close()
      }
    },

    async send(update, server, key) {
      const { dial, close } = await asker()
      try {
        const endpoint = dial({ name: null, ...server })
        if (!endpoint)
          return {
            status: 'silent',
            detail: `${server.address} is not public and not allowed`,
            sent: false,
          }
        const message = encodeUpdate({ id: randomInt(65536), ...update })
        if (!message)
          return { status: 'silent', detail: 'the update cannot be put in a message', sent: false }
        const request = sign(message, key, seconds(ports.now()))
        const reply = await exchange(request.message, endpoint, TIMEOUT_MS)
        if (reply.status !== 'reply')
          return { status: 'silent', detail: `${reply.status}: ${reply.detail}`, sent: reply.sent }
        return outcomeOf(reply.octets, request, key, seconds(ports.now()))
      } finally {
        await close()
      }
    },
  }
}

const seconds = (at: Date) => Math.floor(at.getTime() / 1000)

/** What a reply to a signed update is worth. */
export function outcomeOf(
  reply: Buffer,
  request: Parameters<typeof verify>[1],
  key: TsigKey,
  now: number,
): UpdateOutcome {
  const rcode = rcodeOf(reply, request.message)
  if (rcode === null) return { status: 'not_believed', detail: 'no reply to this update' }
  const verified = verify(reply, request, key, now)
  if (verified.ok) return rcode === 'NOERROR' ? { status: 'done' } : { status: 'refused', rcode }
  if (verified.error !== null && verified.why !== 'bad')
    return { status: 'key', error: verified.error, detail: verified.detail }
  return { status: 'not_believed', detail: `${rcode}: ${verified.detail}` }
}
