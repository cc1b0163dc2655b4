/** What Prometheus reads: counts that are kept anyway, and what this process does. The only door to prom-client. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { ClientOf } from './client.ts'
import { countsByStep } from './core/procedure.ts'
import { secondsOf, type Pulse } from './core/pulse.ts'
import type { Check } from './core/verdict.ts'
import type { Db } from './database.ts'
import { countByState as deliveriesByState } from './deliveries/store.ts'
import type { Env } from './env.ts'
import { Refused } from './errors.ts'
import { countOpen } from './findings/store.ts'
import { countByState } from './requests/list.ts'
import { EVERYWHERE } from './rest.ts'
import { backlog, countByStatus } from './sites/store.ts'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

// Node's own figures belong to the process, however many products run in it; begun with the first question for them.
let ofProcess: Registry | null = null
function processMetrics(): Registry {
  if (ofProcess) return ofProcess
  ofProcess = new Registry()
  collectDefaultMetrics({ register: ofProcess })
  return ofProcess
}

export type Meter = {
  looked: (check: Check) => void
  /** Counts what is answered, by the pattern of the route: an address may hold names, and its kinds have no end. */
  counting: MiddlewareHandler<Env>
  text: () => Promise<string>
}

type Measured = { db: Db; now: () => Date; pulse: () => Pulse }

export function createMeter({ db, now, pulse }: Measured): Meter {
  const own = new Registry()
  const registers = [own]
  const look = new Histogram({
    name: 'alih_look_duration_seconds',
    help: 'Whole looks, from the first question to the verdict.',
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20],
    registers,
  })
  const answered = new Counter({
    name: 'alih_http_requests_total',
    help: 'Answers, by the pattern of the route.',
    labelNames: ['method', 'route', 'status'],
    registers,
  })
  const sets = gauges(registers, { db, now, pulse })
  return {
    looked(check) {
      const seconds = secondsOf(check)
      if (seconds !== null) look.observe(seconds)
    },
    counting: async (c, next) => {
      await next()
      const method = METHODS.includes(c.req.method) ? c.req.method : 'other'
      answered.inc({ method, route: routePath(c) || '*', status: c.res.status })
    },
    async text() {
      for (const set of sets) await set()
      return Registry.merge([own, processMetrics()]).metrics()
    },
  }
}

/** Gauges that are set when they are asked for: from kept counts, so that asking costs the same however much there is. */
function gauges(registers: Registry[], { db, now, pulse }: Measured): (() => Promise<void>)[] {
  const by = (name: string, help: string, label: string, read: () => Promise<Record<string, number>>) => {
    const gauge = new Gauge({ name, help, labelNames: [label], registers })
    return async () => {
      for (const [key, count] of Object.entries(await read())) gauge.set({ [label]: key }, count)
    }
  }
  const one = (name: string, help: string, read: () => Promise<number> | number) => {
    const gauge = new Gauge({ name, help, registers })
    return async () => gauge.set(await read())
  }
  const atSteps = async (field: 'waiting' | 'late') =>
    Object.fromEntries(
      countsByStep(await countByState(db, EVERYWHERE, now())).map((count) => [count.step, count[field]]),
    )
  return [
    by('alih_sites', 'Watched names by status.', 'status', () => countByStatus(db, EVERYWHERE)),
    by('alih_findings_open', 'Open findings by level.', 'level', () => countOpen(db, EVERYWHERE)),
    by('alih_requests_open', 'Open requests by step of the procedure.', 'step', () => atSteps('waiting')),
    by('alih_requests_late', 'Open requests past their due time, by step.', 'step', () => atSteps('late')),
    by('alih_deliveries', 'Notices by state.', 'state', () => deliveriesByState(db)),
    one('alih_backlog', 'Names whose look is due.', () => backlog(db, now(), EVERYWHERE)),
    one('alih_offline', '1 while the checker cannot see the network and judges nothing.', () =>
      Number(pulse().offline),
    ),
    one('alih_last_sweep_age_seconds', 'Since the last sweep of this process; NaN before the first.', () => {
      const { lastSweepAt } = pulse()
      return lastSweepAt === null ? NaN : (now().getTime() - Date.parse(lastSweepAt)) / 1000
    }),
  ]
}

type Guard = {
  /** Lets in whoever shows it, from anywhere. */
  token: string | null
  clientOf: ClientOf
}

export function metricsRoute(meter: Meter, guard: Guard) {
  const app = new Hono<Env>()
  app.get('/metrics', async (c) => {
    if (!isNear(c, guard) && !showsToken(c, guard.token)) throw new Refused('not_allowed')
    return c.text(await meter.text(), 200, {
      'content-type': Registry.PROMETHEUS_CONTENT_TYPE,
      'cache-control': 'no-store',
    })
  })
  return app
}

const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via']

/**
 * Asked on this machine, and not by a proxy that stands on it: that one passes on the name by which the public came, which
 * the check of origins needs anyway.
 */
function isNear(c: Context, { clientOf }: Guard): boolean {
  const loopback = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/.test(clientOf(c))
  const host = (c.req.header('host') ?? new URL(c.req.url).host).replace(/:\d+$/, '')
  const named = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(host)
  return loopback && named && !FORWARDED.some((name) => c.req.header(name) !== undefined)
}

// Digests have one length, as the comparison in constant time needs.
const digest = (text: string) => createHash('sha256').update(text).digest()

function showsToken(c: Context, token: string | null): boolean {
  const shown = /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
  return token !== null && shown !== undefined && timingSafeEqual(digest(shown), digest(token))
}
