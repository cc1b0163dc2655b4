/** One Hono app from the resource routers: everything is built before it is handed over, so that a host can mount it. */
import { OpenAPIHono } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import { requestId } from 'hono/request-id'
import { ownAccountRoutes } from './accounts/own.ts'
import { accountRoutes } from './accounts/routes.ts'
import type { Accounts } from './accounts/auth.ts'
import { sparingLooks } from './allowance.ts'
import { actingRoutes } from './actings/routes.ts'
import { agencyRoutes } from './agencies/routes.ts'
import { boardRoutes } from './board/routes.ts'
import type { ClientOf } from './client.ts'
import type { Pulse } from './core/pulse.ts'
import { deliveryRoutes } from './deliveries/routes.ts'
import { logoRoutes } from './documents/logo.ts'
import { documentRoutes } from './documents/routes.ts'
import type { Desk, Env, Logger } from './env.ts'
import { onError, Refused } from './errors.ts'
import { findingRoutes } from './findings/routes.ts'
import type { Hub } from './hub.ts'
import { holidayRoutes } from './holidays/routes.ts'
import { calendarGaps } from './holidays/store.ts'
import { requireActor, type WhoIs } from './identity.ts'
import { liveRoutes } from './live/routes.ts'
import { metricsRoute, type Meter } from './metrics.ts'
import { peopleRoutes } from './people/routes.ts'
import { procedureRoutes } from './procedure/routes.ts'
import { reportRoutes } from './reports/routes.ts'
import { requestRoutes } from './requests/routes.ts'
import { resolverRoutes } from './resolvers/routes.ts'
import { runbookRoutes } from './runbook/routes.ts'
import { settingRoutes } from './settings/routes.ts'
import { siteRoutes } from './sites/routes.ts'
import { webhookRoutes } from './webhooks/routes.ts'
import { submissionRoutes } from './submissions/routes.ts'
import { verificationRoutes } from './verification/routes.ts'
import { updateRoutes } from './updates/routes.ts'
import { zoneRoutes } from './zones/routes.ts'

const MAX_JSON_BYTES = 256 * 1024
// The register in one file, and what was looked at of it, with what it was.
const MAX_IMPORT_BYTES = 4 * 1024 * 1024

export type AppOptions = {
  desk: Desk
  basePath: string
  /** The public address of the pages. */
  url: string
  logger: Logger
  /** Null where a host says who is who. */
  accounts: Accounts | null
  whoIs: WhoIs
  demo: boolean
  ready: () => Promise<boolean>
  pulse: () => Pulse
  hub: Hub
  beatMs: number
  meter: Meter
  metricsToken: string | null
  clientOf: ClientOf
}

export function createApp(options: AppOptions) {
  const { desk, basePath, url, logger, accounts, whoIs, demo, ready, pulse, meter, metricsToken } = options
  const { hub, beatMs, clientOf } = options
  const app = new OpenAPIHono<Env>()
  app.onError(onError)
  app.use('*', requestId(), withLogger(logger), meter.counting)
  app.get('/healthz', (c) => c.json({ status: 'ok' }))
  app.get('/readyz', async (c) =>
    (await ready())
      ? c.json({ status: 'ok', calendarGaps: await calendarGaps(desk.db, desk.now()) })
      : c.json({ status: 'starting' }, 503),
  )

  app.route('/', metricsRoute(meter, { token: metricsToken, clientOf }))
  app.route('/', verificationRoutes(desk, clientOf))

  const api = new OpenAPIHono<Env>()
  api.use('*', noStore, sameOrigin)
  api.use('*', async (c, next) => {
    // Documents have a limit of their own.
    if (c.req.path.endsWith('/documents')) return next()
    return /\/sites\/(preview|import)$/.test(c.req.path) ? limitedImport(c, next) : limited(c, next)
  })
  const provider = accounts?.provider ?? null
  api.get('/info', (c) => c.json({ name: 'Alih', demo, accounts: accounts !== null, provider }))
  if (accounts) {
    const pages = url.replace(/\/$/, '')
    const { db, now } = desk
    api.route('/', accountRoutes({ db, accounts, now, clientOf, pages, api: pages + basePath }))
  }

  api.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Alih',
      version: '0.1.0',
      description: 'Renaming subdomains by the procedure, with proof.',
    },
    servers: [{ url: basePath }],
  })

  const guarded = new OpenAPIHono<Env>()
  guarded.use('*', requireActor(whoIs, clientOf), nudging(hub))
  guarded.on('POST', lookingPaths, sparingLooks(desk.now))
  guarded.get('/me', (c) => {
    const { origin, ...me } = c.get('actor')
    return c.json(me)
  })
  const routers = [
    submissionRoutes,
    requestRoutes,
    runbookRoutes,
    updateRoutes,
    siteRoutes,
    findingRoutes,
    documentRoutes,
    logoRoutes,
    agencyRoutes,
    actingRoutes,
    holidayRoutes,
    zoneRoutes,
    resolverRoutes,
    settingRoutes,
    deliveryRoutes,
    webhookRoutes,
    procedureRoutes,
    reportRoutes,
  ]
  for (const router of routers) guarded.route('/', router(desk))
  guarded.route('/', peopleRoutes(desk, accounts))
  if (accounts) guarded.route('/', ownAccountRoutes(accounts))
  guarded.route('/', boardRoutes(desk, pulse))
  guarded.route('/', liveRoutes(desk, { hub, whoIs, beatMs }))
  guarded.all('*', () => {
    throw new Refused('not_found')
  })
  api.route('/', guarded)
  app.route(basePath, api)
  return app
}

// Each of these asks the network at once.
const lookingPaths = [
  '/requests/:id/check',
  '/requests/:id/proof',
  '/requests/:id/baseline',
  '/sites/:id/check',
]

const limited = bodyLimit({ maxSize: MAX_JSON_BYTES })
const limitedImport = bodyLimit({ maxSize: MAX_IMPORT_BYTES })

const withLogger = (logger: Logger) =>
  createMiddleware<Env>(async function withLogger(c, next) {
    c.set('logger', logger)
    await next()
  })

// Whatever a request changed, those who listen are to see it at once.
const nudging = (hub: Hub) =>
  createMiddleware(async function nudging(c, next) {
    await next()
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') hub.nudge()
  })

const noStore = createMiddleware(async function noStore(c, next) {
  await next()
  if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store')
})

// Cookies travel with cross-site requests of some kinds; a change is only taken from our own pages or from programs.
const sameOrigin = createMiddleware(async function sameOrigin(c, next) {
  const { method } = c.req
  const origin = c.req.header('origin')
  const foreign =
    c.req.header('sec-fetch-site') === 'cross-site' || (origin !== undefined && !ownOrigin(origin, c.req))
  if (method !== 'GET' && method !== 'HEAD' && foreign) throw new Refused('foreign_origin')
  await next()
})

// Behind a proxy the scheme may differ, the host may not.
function ownOrigin(
  origin: string,
  request: { url: string; header: (name: string) => string | undefined },
): boolean {
  const host = request.header('host') ?? new URL(request.url).host
  return URL.canParse(origin) && new URL(origin).host === host
}
