/** How the authentication library is set up: nothing but what is used, and everything said that it would guess. */
import { betterAuth, type BetterAuthOptions } from 'better-auth'
import { genericOAuth, twoFactor } from 'better-auth/plugins'
import type { Database } from '../database.ts'
import { admission } from './admission.ts'

/** The header in which the client's address travels to the library; whatever a client sends in it is overwritten. */
export const CLIENT_HEADER = 'x-alih-client'

/** An OpenID Connect provider that may say who somebody is. What they may do is in our own people, never there. */
export type Provider = { issuer: string; clientId: string; clientSecret: string; name: string }

/** The provider's id within the library, and the last part of its return address. */
export const PROVIDER = 'oidc'

const DAY_SECONDS = 86_400
const MINUTE_SECONDS = 60

export type LibraryOptions = {
  database: Database
  /** The public address of the pages, without a slash at its end. */
  url: string
  basePath: string
  secret: string
  provider: Provider | null
}

/** The options; the provider's part is only put in where it is needed, since it asks the network. */
export const optionsOf = ({ database, url, basePath, secret, provider }: LibraryOptions) =>
  ({
    appName: 'Alih',
    baseURL: url,
    basePath: '/auth',
    secret,
    telemetry: { enabled: false },
    // The library plans its tables by their real names, so it gets the instance without our naming plugin.
    database: { db: database.db.withoutPlugins(), type: database.dialect },
    databaseHooks: admission(database.db),
    // Only an invitation makes an account.
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 200 },
    user: { modelName: 'auth_user', changeEmail: { enabled: false }, deleteUser: { enabled: false } },
    // A provider's account is joined by a verified address alone; no provider is trusted without one.
    account: { modelName: 'auth_account', accountLinking: { enabled: true, trustedProviders: [] } },
    verification: { modelName: 'auth_verification' },
    session: { modelName: 'auth_session', expiresIn: 7 * DAY_SECONDS, updateAge: DAY_SECONDS },
    rateLimit: {
      enabled: true,
      window: MINUTE_SECONDS,
      max: 300,
      // Whoever has found an open browser must not guess the password there either.
      customRules: Object.fromEntries(
        ['/sign-in/email', '/change-password'].map((path) => [path, { window: MINUTE_SECONDS, max: 10 }]),
      ),
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
    onAPIError: { errorURL: `${url}${basePath}/auth/refused` },
    plugins: [
      twoFactor({ issuer: 'Alih', twoFactorTable: 'auth_two_factor' }),
      ...(provider ? [providerPlugin(provider, `${url}${basePath}/auth/callback/${PROVIDER}`)] : []),
    ],
  }) satisfies BetterAuthOptions

const providerPlugin = ({ issuer, clientId, clientSecret, name }: Provider, redirectURI: string) =>
  genericOAuth({
    config: [
      {
        providerId: PROVIDER,
        name,
        discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
        clientId,
        clientSecret,
        redirectURI,
        scopes: ['openid', 'email', 'profile'],
        pkce: true,
        requireIdTokenVerification: true,
        // Names and addresses are the administrator's word.
        overrideUserInfo: false,
      },
    ],
  })

/** An instance of the library. */
export const openLibrary = (options: LibraryOptions) => betterAuth(optionsOf(options))

// A form on our own page has our own host as its origin, whatever name people reach us by.
function sameOrigin(request: Request, url: string): string {
  const host = request.headers.get('host')
  return host ? `${new URL(url).protocol}//${host}` : new URL(url).origin
}
