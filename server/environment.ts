/** The environment's settings, checked. The only reader of environment variables. Pure. */
import { z } from 'zod'
import { parseEndpoint, parseRange } from './core/address.ts'

const list = (isItem: (text: string) => boolean, what: string) =>
  z
    .string()
    .default('')
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .refine((items) => items.every(isItem), { error: `a comma-separated list of ${what}` })

const isHttps = (text: string) => text.startsWith('https://') && URL.canParse(text)

const shape = z.object({
  ALIH_DATABASE: z.string().min(1).default('data/alih.sqlite'),
  ALIH_PORT: z.coerce.number({ error: 'a port, 0–65535' }).int().min(0).max(65535).default(8787),
  ALIH_URL: z.url({ protocol: /^https?$/, error: 'an http or https address' }).optional(),
  ALIH_SECRET: z.string().min(32, { error: 'at least 32 characters' }).optional(),
  ALIH_RESOLVERS: list(
    (item) => parseEndpoint(item) !== null || isHttps(item),
    'addresses such as 192.0.2.1#53 or https://…',
  ),
  ALIH_ROOT_HINTS: z.string().min(1).optional(),
  ALIH_ALLOW: list((item) => parseRange(item) !== null, 'address ranges such as 10.0.0.0/8'),
  ALIH_TRUSTED_PROXIES: list((item) => parseRange(item) !== null, 'address ranges such as 127.0.0.1'),
  ALIH_CA_FILE: z.string().min(1).optional(),
  ALIH_OIDC_ISSUER: z.url({ protocol: /^https?$/, error: 'an http or https address' }).optional(),
  ALIH_OIDC_CLIENT_ID: z.string().optional(),
  ALIH_OIDC_CLIENT_SECRET: z.string().optional(),
  ALIH_OIDC_NAME: z.string().max(60, { error: 'at most 60 characters' }).optional(),
  ALIH_METRICS_TOKEN: z.string().min(16, { error: 'at least 16 characters' }).optional(),
  ALIH_SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'an address such as smtps://user:password@mail.example' })
    .optional(),
})

export type Environment = {
  database: string
  port: number
  url: string | undefined
  secret: string | undefined
  resolvers: string[]
  rootHintsFile: string | undefined
  allow: string[]
  /** Whose word about their own clients is taken: reverse proxies in front of this server. */
  trustedProxies: string[]
  caFile: string | undefined
  /** By which registered people may sign in besides; absent where there is none. */
  provider: { issuer: string; clientId: string; clientSecret: string; name: string } | undefined
  smtp: string | undefined
  /** By which `/metrics` is read from other machines. */
  metricsToken: string | undefined
}

/** The settings, or one line for each variable that cannot be used. An empty variable counts as absent. */
export function readEnvironment(
  variables: Record<string, string | undefined>,
): Environment | { problems: string[] } {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const parsed = shape.safeParse(given)
  if (!parsed.success) {
    return {
      problems: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: must be ${message}`),
    }
  }
  const env = parsed.data
  const provider = providerOf(env)
  if (provider && 'problems' in provider) return provider
  return {
    database: env.ALIH_DATABASE,
    port: env.ALIH_PORT,
    url: env.ALIH_URL,
    secret: env.ALIH_SECRET,
    resolvers: env.ALIH_RESOLVERS,
    rootHintsFile: env.ALIH_ROOT_HINTS,
    allow: env.ALIH_ALLOW,
    trustedProxies: env.ALIH_TRUSTED_PROXIES,
    caFile: env.ALIH_CA_FILE,
    provider,
    smtp: env.ALIH_SMTP_URL,
    metricsToken: env.ALIH_METRICS_TOKEN,
  }
}

// Half a provider is a mistake that nobody would notice until somebody cannot sign in.
function providerOf(env: z.infer<typeof shape>): Environment['provider'] | { problems: string[] } {
  const required = ['ALIH_OIDC_ISSUER', 'ALIH_OIDC_CLIENT_ID', 'ALIH_OIDC_CLIENT_SECRET'] as const
  const missing = required.filter((name) => env[name] === undefined)
  if (missing.length === required.length) return undefined
  if (missing.length > 0)
    return { problems: missing.map((name) => `${name}: must be set, as the other ALIH_OIDC_ settings are`) }
  const issuer = env.ALIH_OIDC_ISSUER!
  return {
    issuer,
    clientId: env.ALIH_OIDC_CLIENT_ID!,
    clientSecret: env.ALIH_OIDC_CLIENT_SECRET!,
    name: env.ALIH_OIDC_NAME ?? new URL(issuer).host,
  }
}
