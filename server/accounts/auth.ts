/** Accounts: the only door to the authentication library. Sign-in, sessions in cookies, and making an account. */
import { betterAuth, type BetterAuthOptions } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import type { Database } from '../database.ts'

/** The header in which the client's address travels to the library; whatever a client sends in it is overwritten. */
export const CLIENT_HEADER = 'x-alih-client'

const DAY_SECONDS = 86_400

export type Accounts = {
  /** Makes or extends the library's own tables. */
  migrate: () => Promise<void>
  /** Answers the library's routes; the path is rewritten to where it expects them. */
  handle: (request: Request, client: string) => Promise<Response>
  /** The account behind a request's cookie; null when there is none. */
  subjectOf: (request: Request) => Promise<string | null>
  /** Makes an account that can sign in with this password, and gives its id. */
  create: (person: { name: string; email: string; password: string }) => Promise<string>
  /** Signs in and gives the cookies to set. */
  signIn: (email: string, password: string, client: string) => Promise<string[]>
}

type Options = { database: Database; url: string; secret: string }

export function createAccounts({ database, url, secret }: Options): Accounts {
  const options = {
    appName: 'Alih',
    baseURL: url,
    basePath: '/auth',
    secret,
    telemetry: { enabled: false },
    // The library plans its tables by their real names, so it gets the instance without our naming plugin.
    database: { db: database.db.withoutPlugins(), type: database.dialect },
    // Only an invitation makes an account.
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 200 },
    user: { modelName: 'auth_user', changeEmail: { enabled: false }, deleteUser: { enabled: false } },
    account: { modelName: 'auth_account' },
    verification: { modelName: 'auth_verification' },
    session: { modelName: 'auth_session', expiresIn: 7 * DAY_SECONDS, updateAge: DAY_SECONDS },
    rateLimit: {
      enabled: true,
      window: 60,
      max: 300,
      customRules: { '/sign-in/email': { window: 60, max: 10 } },
      // In the database: a restart must not give a guesser a fresh start, nor a second process a second chance.
      storage: 'database',
      modelName: 'auth_rate_limit',
    },
    advanced: {
      cookiePrefix: 'alih',
      useSecureCookies: url.startsWith('https:'),
      ipAddress: { ipAddressHeaders: [CLIENT_HEADER] },
    },
    trustedOrigins: (request) => (request ? [sameOrigin(request, url)] : []),
    logger: { level: 'error' },
  } satisfies BetterAuthOptions
  const auth = betterAuth(options)

  return {
    migrate: async () => (await getMigrations(options)).runMigrations(),
    handle: (request, client) => auth.handler(rebased(request, client, url)),
    subjectOf: async ({ headers }) => (await auth.api.getSession({ headers }))?.user.id ?? null,
    async create({ name, email, password }) {
      const context = await auth.$context
      const hash = await context.password.hash(password)
      const user = await context.internalAdapter.createUser(
        { name, email, emailVerified: true },
        { method: 'email-password' },
      )
      await context.internalAdapter.linkAccount({
        userId: user.id,
        providerId: 'credential',
        accountId: user.id,
        password: hash,
      })
      return user.id
    },
    async signIn(email, password, client) {
      const headers = new Headers({ [CLIENT_HEADER]: client })
      const response = await auth.api.signInEmail({ body: { email, password }, headers, asResponse: true })
      return response.headers.getSetCookie()
    },
  }
}

// A form on our own page has our own host as its origin, whatever name people reach us by.
function sameOrigin(request: Request, url: string): string {
  const host = request.headers.get('host')
  return host ? `${new URL(url).protocol}//${host}` : new URL(url).origin
}

// The app can be mounted anywhere; the library wants its routes below one fixed path.
function rebased(request: Request, client: string, url: string): Request {
  const given = new URL(request.url)
  const path = given.pathname.slice(given.pathname.indexOf('/auth/'))
  const headers = new Headers(request.headers)
  headers.set(CLIENT_HEADER, client)
  const body = request.method === 'GET' || request.method === 'HEAD' ? null : request.body
  return new Request(new URL(path + given.search, url), {
    method: request.method,
    headers,
    body,
    duplex: 'half',
  } as RequestInit)
}
