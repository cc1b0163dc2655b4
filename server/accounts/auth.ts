/** Accounts: sign-in, sessions in cookies, and what an account consists of. The rest of the server knows this alone. */
import { getMigrations } from 'better-auth/db/migration'
import { CLIENT_HEADER, openLibrary, optionsOf, PROVIDER, type LibraryOptions } from './library.ts'

export type { Provider } from './library.ts'

/** One place where somebody is signed in. Its token never leaves the server. */
export type Session = { id: string; startedAt: string; expiresAt: string; address: string; agent: string }

/** By what somebody can sign in. */
export type Means = { password: boolean; twoFactor: boolean; provider: boolean }

export type Accounts = {
  /** Makes or extends the library's own tables. */
  migrate: () => Promise<void>
  /** Answers one of the library's routes; the path is rewritten to where it expects them. */
  handle: (request: Request, client: string, body?: object) => Promise<Response>
  /** The account and the session behind a request's cookie; null when there is none. */
  sessionOf: (request: Request) => Promise<{ subject: string; session: string } | null>
  /** Makes an account that can sign in with this password, and gives its id. */
  create: (person: { name: string; email: string; password: string }) => Promise<string>
  /** Signs in and gives the cookies to set; with a second step to come, nobody is signed in yet. */
  signIn: (
    credentials: { email: string; password: string },
    from: { client: string; agent: string },
  ) => Promise<{ cookies: string[]; secondStep: boolean }>
  /** Where an account is signed in, the newest first. */
  sessions: (subject: string) => Promise<Session[]>
  /** Ends sessions of an account: those that `which` chooses. Says how many. */
  revoke: (subject: string, which?: (session: Session) => boolean) => Promise<number>
  means: (subject: string) => Promise<Means>
  setPassword: (subject: string, password: string) => Promise<void>
  /** Takes the second step away, for somebody who lost their telephone and their codes. */
  resetTwoFactor: (subject: string) => Promise<void>
  /** Follows the register of people. */
  rename: (subject: string, person: { name: string; email: string }) => Promise<void>
  remove: (subject: string) => Promise<void>
  /** What the provider is called on the sign-in page; null when there is none. */
  provider: string | null
}

export function createAccounts(given: LibraryOptions): Accounts {
  const options = { ...given, url: given.url.replace(/\/$/, '') }
  const auth = openLibrary({ ...options, provider: null })
  // Begun at its first use, and apart: a provider that does not answer keeps nobody from signing in with a password.
  let withProvider: typeof auth | null = null
  const library = (path: string) =>
    options.provider && (path === '/auth/sign-in/social' || path === `/auth/callback/${PROVIDER}`)
      ? (withProvider ??= openLibrary(options))
      : auth
  const inside = async () => auth.$context
  const live = async (subject: string) => {
    const { internalAdapter } = await inside()
    const now = Date.now()
    return (await internalAdapter.listSessions(subject))
      .filter(({ expiresAt }) => new Date(expiresAt).getTime() > now)
      .sort((a, b) => new Date(b.createdAt).getTime() - new Date(a.createdAt).getTime())
      .map((row) => ({ token: row.token, session: shown(row) }))
  }
  const giveCredential = async (subject: string, password: string) => {
    const { internalAdapter } = await inside()
    await internalAdapter.linkAccount({
      userId: subject,
      providerId: 'credential',
      accountId: subject,
      password,
    })
  }

  return {
    provider: options.provider?.name ?? null,
    migrate: async () => (await getMigrations(optionsOf({ ...options, provider: null }))).runMigrations(),
    handle(request, client, body) {
      const asked = rebased(request, client, options.url, body)
      return library(new URL(asked.url).pathname).handler(asked)
    },
    async sessionOf({ headers }) {
      const found = await auth.api.getSession({ headers })
      return found && { subject: found.user.id, session: found.session.id }
    },
    async create({ name, email, password }) {
      const { internalAdapter, password: hasher } = await inside()
      const hash = await hasher.hash(password)
      const user = await internalAdapter.createUser(
        { name, email, emailVerified: true },
        { method: 'email-password' },
      )
      await giveCredential(user.id, hash)
      return user.id
    },
    async signIn(body, { client, agent }) {
      const headers = new Headers({ [CLIENT_HEADER]: client, 'user-agent': agent })
      const response = await auth.api.signInEmail({ body, headers, asResponse: true })
      const answer = (await response.json().catch(() => null)) as { twoFactorRedirect?: boolean } | null
      return { cookies: response.headers.getSetCookie(), secondStep: answer?.twoFactorRedirect === true }
    },
    sessions: async (subject) => (await live(subject)).map(({ session }) => session),
    async revoke(subject, which = () => true) {
      const ended = (await live(subject)).filter(({ session }) => which(session))
      const { internalAdapter } = await inside()
      if (ended.length > 0) await internalAdapter.deleteSessions(ended.map(({ token }) => token))
      return ended.length
    },
    async means(subject) {
      const { internalAdapter } = await inside()
      const [accounts, user] = [
        await internalAdapter.findAccounts(subject),
        (await internalAdapter.findUserById(subject)) as { twoFactorEnabled?: boolean | number } | null,
      ]
      return {
        password: accounts.some(({ providerId }) => providerId === 'credential'),
        twoFactor: Boolean(user?.twoFactorEnabled),
        provider: accounts.some(({ providerId }) => providerId === PROVIDER),
      }
    },
    async setPassword(subject, password) {
      const { internalAdapter, password: hasher } = await inside()
      const hash = await hasher.hash(password)
      const accounts = await internalAdapter.findAccounts(subject)
      if (accounts.some(({ providerId }) => providerId === 'credential'))
        await internalAdapter.updatePassword(subject, hash)
      else await giveCredential(subject, hash)
    },
    async resetTwoFactor(subject) {
      const { adapter, internalAdapter } = await inside()
      await internalAdapter.updateUser(subject, { twoFactorEnabled: false })
      await adapter.deleteMany({ model: 'twoFactor', where: [{ field: 'userId', value: subject }] })
    },
    rename: async (subject, { name, email }) => {
      await (await inside()).internalAdapter.updateUser(subject, { name, email })
    },
    async remove(subject) {
      const { adapter, internalAdapter } = await inside()
      await adapter.deleteMany({ model: 'twoFactor', where: [{ field: 'userId', value: subject }] })
      await internalAdapter.deleteUser(subject)
    },
  }
}

const instant = (value: Date | string) => new Date(value).toISOString()

const shown = (row: {
  id: string
  createdAt: Date | string
  expiresAt: Date | string
  ipAddress?: string | null | undefined
  userAgent?: string | null | undefined
}): Session => ({
  id: row.id,
  startedAt: instant(row.createdAt),
  expiresAt: instant(row.expiresAt),
  address: plainAddress(row.ipAddress ?? ''),
  agent: row.userAgent ?? '',
})

// The library writes addresses out in full, IPv6 ones as their network of 64 bits, and zeros where it knows none.
function plainAddress(address: string): string {
  const plain = address.includes(':') ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address
  return plain === '::' || plain === '0.0.0.0' ? '' : plain
}

// The app can be mounted anywhere; the library wants its routes below one fixed path.
function rebased(request: Request, client: string, url: string, given?: object): Request {
  const asked = new URL(request.url)
  const path = asked.pathname.slice(asked.pathname.lastIndexOf('/auth/'))
  const headers = new Headers(request.headers)
  headers.set(CLIENT_HEADER, client)
  if (given) {
    headers.set('content-type', 'application/json')
    headers.delete('content-length')
  }
  const own = request.method === 'GET' || request.method === 'HEAD' ? null : request.body
  return new Request(new URL(path + asked.search, url), {
    method: request.method,
    headers,
    body: given ? JSON.stringify(given) : own,
    duplex: 'half',
  } as RequestInit)
}
