/** The product with accounts of its own: people who come by invitation, and browsers that keep their cookies. */
import { createHmac } from 'node:crypto'
import type { AlihOptions } from '../../server/index.ts'
import { openDesk } from './desk.ts'

export const PASSWORD = 'kuda nil menari'
const ORIGIN = 'http://alih.test'

export type Answer = { status: number; body: any; headers: Headers }
export type Browser = {
  cookies: Map<string, string>
  call: (method: string, path: string, body?: unknown) => Promise<Answer>
}

export async function openAccounts(database = ':memory:', options: Partial<AlihOptions> = {}) {
  const { alih, stop } = await openDesk(database, {
    identify: undefined as never,
    secret: 's'.repeat(32),
    ...options,
  })

  /** A browser at an address; `agent` is what it says it is. */
  const browser = (address = '192.0.2.1', agent = 'Test/1.0'): Browser => {
    const cookies = new Map<string, string>()
    return {
      cookies,
      async call(method, path, body) {
        const url = path.startsWith('http') ? path : `${ORIGIN}/api${path}`
        const response = await alih.app.request(
          url,
          {
            method,
            headers: {
              origin: ORIGIN,
              host: new URL(ORIGIN).host,
              'user-agent': agent,
              cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
              ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            },
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          },
          { incoming: { socket: { remoteAddress: address } } },
        )
        for (const line of response.headers.getSetCookie()) {
          const [, name, value] = line.match(/^([^=]+)=([^;]*)/)!
          if (value === '' || /max-age=0/i.test(line)) cookies.delete(name!)
          else cookies.set(name!, value!)
        }
        const text = await response.text()
        const isJson = response.headers.get('content-type')?.includes('json') && text !== ''
        return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text }
      },
    }
  }
  const accept = (by: Browser, url: string, name: string, email: string, password = PASSWORD) =>
    by.call('POST', '/invitations/accept', { token: tokenOf(url), name, email, password })
  const signIn = (by: Browser, email: string, password = PASSWORD) =>
    by.call('POST', '/auth/sign-in/email', { email, password })

  /** The first administrator, signed in. */
  const begin = async () => {
    const admin = browser()
    await accept(admin, (await alih.firstLink())!, 'Admin', 'admin@example.com')
    return admin
  }
  const register = async (admin: Browser, email: string, role = 'operator', agencyId: number | null = null) =>
    (await admin.call('POST', '/people', { name: email.split('@')[0], email, role, agencyId })).body
  const linkFor = async (admin: Browser, id: number) =>
    (await admin.call('POST', `/people/${id}/invitation`, {})).body.url as string
  /** A person who has come by invitation. */
  const join = async (admin: Browser, email: string, role?: string, agencyId?: number | null) => {
    const person = await register(admin, email, role, agencyId)
    const by = browser()
    await accept(by, await linkFor(admin, person.id), person.name, email)
    return { person, by }
  }
  return { alih, stop, browser, accept, signIn, begin, register, linkFor, join }
}

const tokenOf = (url: string) => new URL(url.replace('/#/', '/')).searchParams.get('token')!

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The code that an authenticator app shows now (RFC 6238) for an `otpauth://` address. */
export function codeFor(address: string, at = Date.now()): string {
  const secret = new URL(address).searchParams.get('secret')!
  const bits = Array.from(secret, (letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const digest = createHmac('sha1', key).update(counter).digest()
  const from = digest.at(-1)! & 15
  return String((digest.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
