/** The plugin's surface: `createAlih(options)` gives an app to mount, and start and stop for what runs beside it. */
import {
  createChecker,
  createSchedule,
  createUpdater,
  type Checker,
  type Ports,
  type Sight,
} from '../checks/index.ts'
import { createAccounts, type Provider } from './accounts/auth.ts'
import { invite } from './accounts/invitations.ts'
import { createApp } from './app.ts'
import { keepDay } from './board/store.ts'
import { clientReader } from './client.ts'
import { defaultPatience, type Patience } from './core/patience.ts'
import { resolversIn, type Pulse } from './core/pulse.ts'
import type { Check } from './core/verdict.ts'
import { migrate, openDatabase } from './database.ts'
import { dueTasks, hastenTasks } from './findings/actions.ts'
import { createRecorder } from './findings/recorder.ts'
import { createMailer } from './deliveries/mailer.ts'
import { createPost } from './deliveries/post.ts'
import type { Desk, Logger, Outbox } from './env.ts'
import { createHub } from './hub.ts'
import { byAccount, byHost, withActing, type Identify } from './identity.ts'
import { sitesShowing } from './memories/store.ts'
import { createMeter } from './metrics.ts'
import { isEmpty } from './people/store.ts'
import { resolverAddresses } from './resolvers/store.ts'
import { createVault } from './vault.ts'

export type { Provider } from './accounts/auth.ts'
export type { Sight } from '../checks/index.ts'
export type { Patience } from './core/patience.ts'
export type { Identify, Identity } from './identity.ts'
export type { Logger } from './env.ts'

export type AlihOptions = {
  /** A SQLite file, `:memory:`, or `postgres://…`. */
  database: string
  /** Where the API lives below the mount point. */
  basePath?: string
  /** The public address: links and cookies are made for it. */
  url: string
  /**
   * At least 32 characters; signs the sessions of built-in accounts, and seals the keys of dynamic updates. Not needed
   * with `identify`, but then no key can be kept.
   */
  secret?: string
  /** An OpenID Connect provider by which registered people may sign in besides. Not used with `identify`. */
  provider?: Provider
  /** Says who is behind a request. With it, no account of ours is used. */
  identify?: Identify
  /** Where and how the checker looks; resolvers of the register are asked besides. */
  sight?: Sight
  /** Makes the checker; ours when absent. */
  checker?: (ports: Ports) => Checker
  /** False leaves the schedule out: looks are then only made on demand. */
  schedule?: boolean
  /** How many looks it takes to change one's mind; what is left out has its default. */
  patience?: Partial<Patience>
  /** The mail server, `smtps://user:password@host`. Without it nothing is queued for mail. */
  smtp?: string
  /** Address ranges of reverse proxies whose `X-Forwarded-For` is believed; none unless named. */
  trustedProxies?: readonly string[]
  /** Who shows it as a bearer token may read `/metrics` from anywhere; without it, only this machine may. */
  metricsToken?: string
  /** An idle live stream is kept alive so often, and its holder's session looked at again (15,000). */
  beatMs?: number
  /** Shows everybody that this is a demonstration. */
  demo?: boolean
  now?: () => Date
  logger?: Logger
}

export type Alih = {
  /** Mount it with `host.route('/path', app)`. */
  app: ReturnType<typeof createApp>
  /** Brings the schema up to date and begins the schedule. Safe to call twice; callers share one start. */
  start: () => Promise<void>
  /**
   * Ends the live streams and opens no other; `stop` does so first. For a host that closes its server, and so waits for
   * open connections, before it calls `stop`.
   */
  hush: () => void
  /** Ends the schedule, waits for the work in hand, closes the database. Safe to call twice, and after a failed start. */
  stop: () => Promise<void>
  /**
   * What every minute brings: keeps how the day stands, sends what the outbox holds and is due. Never throws for what the
   * network does.
   */
  deliver: () => Promise<void>
  /** The one-time link for the first administrator; null once somebody is registered. Call after `start`. */
  firstLink: () => Promise<string | null>
}

const BEAT_MS = 15_000

const silent: Logger = { info: () => {}, warn: () => {}, error: () => {} }

/** Builds everything and begins nothing. */
export function createAlih(options: AlihOptions): Alih {
  const { basePath = '/api', url, identify, sight = {}, schedule = true, demo = false } = options
  const now = options.now ?? (() => new Date())
  const patience = { ...defaultPatience, ...options.patience }
  const logger = options.logger ?? silent
  const database = openDatabase(options.database)
  const { db } = database
  const accounts = identify
    ? null
    : createAccounts({
        database,
        url,
        basePath,
        secret: secretOf(options),
        provider: options.provider ?? null,
      })
  const linkTo = (token: string) => `${url.replace(/\/$/, '')}/#/undangan?token=${token}`

  const verifyLink = (code: string) => `${url.replace(/\/$/, '')}/verifikasi/${code}`

  const pulse: Pulse = { lastSweepAt: null, offline: false, offlineSince: null, resolvers: {} }
  const meter = createMeter({ db, now, pulse: () => pulse })
  const seen = (check: Check) => {
    meter.looked(check)
    Object.assign(pulse.resolvers, resolversIn(check))
  }
  let started: Promise<void> | null = null
  let stopped: Promise<void> | null = null
  let ready = false
  const inHand = new Set<Promise<unknown>>()
  const fault = (error: unknown) => logger.error({ err: error }, 'the checker met a fault; it goes on')

  const vault = options.secret ? createVault(secretOf(options)) : null
  const mailer = options.smtp ? createMailer(options.smtp, sight.ca) : null
  const outbox: Outbox = { mail: mailer !== null, url, wake: () => later(post.deliver) }
  const post = createPost({ db, now, mailer, outbox, sight, vault, logger })
  const round = async () => {
    await keepDay(db, now())
    await post.tick()
  }
  const rounds = createSchedule(() => round().catch(fault))
  const updater = createUpdater({ now, sight: async () => sight })

  const hub = createHub({ db, now, fault })
  const record = createRecorder({ db, patience, outbox })
  const checker = (options.checker ?? createChecker)({
    now,
    sight: async () => ({
      ...sight,
      resolvers: [...(sight.resolvers ?? []), ...(await resolverAddresses(db))],
    }),
    due: (at, limit) => dueTasks(db, at, limit),
    record: async (task, check) => {
      seen(check)
      await record(task, check)
      hub.nudge()
    },
    hasten: (tasks, at) => hastenTasks(db, tasks, at),
    showing: (pages) => sitesShowing(db, pages),
    swept: (summary) => {
      pulse.lastSweepAt = now().toISOString()
      pulse.offline = summary.offline
      pulse.offlineSince = summary.offline ? (pulse.offlineSince ?? pulse.lastSweepAt) : null
      hub.tell({ kind: 'swept' })
      outbox.wake()
    },
    fault,
  })

  const later: Desk['later'] = (work) => {
    const running = work().catch(fault)
    inHand.add(running)
    void running.finally(() => {
      inHand.delete(running)
      hub.nudge()
    })
  }
  const desk: Desk = {
    db,
    patience,
    now,
    look: async (expectation, watch) => {
      const check = await checker.check(expectation, watch)
      seen(check)
      return check
    },
    tellOf: hub.look,
    preflight: checker.preflight,
    ahead: checker.ahead ?? null,
    linkTo,
    verifyLink,
    later,
    outbox,
    updater,
    vault,
  }

  async function start(): Promise<void> {
    const ran = await migrate(database)
    if (ran.length > 0) logger.info({ migrations: ran }, 'the database is up to date')
    await accounts?.migrate()
    if (schedule) {
      checker.start()
      rounds.start()
    }
    ready = true
  }

  async function stop(): Promise<void> {
    ready = false
    hub.close()
    await started?.catch(() => {})
    await checker.stop()
    await rounds.stop()
    await post.stop()
    await Promise.all(inHand)
    await hub.idle()
    await database.close()
  }

  const app = createApp({
    desk,
    basePath,
    url,
    logger,
    accounts,
    whoIs: withActing(db, now, accounts ? byAccount(db, accounts) : byHost(db, identify!)),
    demo,
    ready: async () => ready && (await answers(database)),
    pulse: () => pulse,
    hub,
    beatMs: options.beatMs ?? BEAT_MS,
    meter,
    metricsToken: options.metricsToken ?? null,
    clientOf: clientReader(options.trustedProxies ?? []),
  })
  return {
    app,
    start: () => (started ??= start()),
    hush: () => hub.close(),
    stop: () => (stopped ??= stop()),
    deliver: round,
    firstLink: async () =>
      accounts && (await isEmpty(db)) ? linkTo((await invite(db, null, now())).token) : null,
  }
}

const MIN_SECRET = 32

function secretOf({ secret = '' }: AlihOptions): string {
  if (secret.length < MIN_SECRET)
    throw new Error(`createAlih needs a secret of at least ${MIN_SECRET} characters, or identify()`)
  return secret
}

async function answers({ db }: ReturnType<typeof openDatabase>): Promise<boolean> {
  return db
    .selectFrom('counters')
    .select('name')
    .limit(1)
    .execute()
    .then(() => true)
    .catch(() => false)
}
