/** `alih serve`: the API, the back office and the schedule, until it is told to stop. */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serve as listen } from '@hono/node-server'
import { Hono } from 'hono'
import pino from 'pino'
import type { Environment } from '../environment.ts'
import { createAlih, type AlihOptions } from '../index.ts'
import { backOffice } from '../static.ts'
import { EXIT, type Io } from './io.ts'

export const help = `alih serve
  The API, the back office and the schedule. Settings come from the environment (see the README).`

const STOP_MS = 10_000

/** What a running process offers. */
export type Running = { url: string; stop: () => Promise<void> }

/** Serves with the environment's settings until SIGINT or SIGTERM. */
export async function serve(io: Io, env: Environment): Promise<number> {
  const running = await run(io, env, {})
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
  io.stdout.write('Alih is stopping…\n')
  await running.stop()
  return EXIT.ok
}

/** Starts listening; what `given` names takes the place of the environment's. */
export async function run(io: Io, env: Environment, given: Partial<AlihOptions>): Promise<Running> {
  const url = env.url ?? `http://localhost:${env.port}`
  const alih = createAlih({
    database: env.database,
    url,
    // Only a secret that is needed is made: a demonstration must leave no file behind.
    secret: given.secret ?? env.secret ?? keptSecret(env.database),
    sight: sightOf(env),
    trustedProxies: env.trustedProxies,
    ...(env.provider ? { provider: env.provider } : {}),
    ...(env.smtp ? { smtp: env.smtp } : {}),
    ...(env.metricsToken ? { metricsToken: env.metricsToken } : {}),
    // Standard output belongs to people; the log goes to standard error.
    logger: pino(
      { redact: ['req.headers.cookie', 'req.headers.authorization'] },
      pino.destination({ dest: 2, sync: true }),
    ),
    ...given,
  })
  const host = new Hono()
  host.route('/', alih.app)
  host.route('/', backOffice(builtAdmin()))
  let server
  try {
    await alih.start()
    server = await listening(host, env.port)
  } catch (error) {
    // A port that is taken must not leave the schedule behind, which would keep the process.
    await alih.stop()
    throw error
  }
  io.stdout.write(`Alih is serving at ${url}\n`)
  const link = await alih.firstLink()
  if (link)
    io.stdout.write(`Nobody is registered yet. The first administrator signs up, once, at\n  ${link}\n`)
  return {
    url,
    async stop() {
      alih.hush()
      // Connections that stay open must not keep the process: they get a moment, then they are cut.
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      const cut = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), STOP_MS)
      if ('closeIdleConnections' in server) server.closeIdleConnections()
      await closed
      clearTimeout(cut)
      await alih.stop()
    },
  }
}

function listening(host: Hono, port: number): Promise<ReturnType<typeof listen>> {
  return new Promise((resolve, reject) => {
    const server = listen({ fetch: host.fetch, port }, () => resolve(server))
    server.once('error', reject)
  })
}

/** What the checker is told by the environment. */
export function sightOf({ resolvers, rootHintsFile, allow, caFile }: Environment) {
  return {
    resolvers,
    allow,
    ...(rootHintsFile ? { rootHints: readFileSync(rootHintsFile, 'utf8') } : {}),
    ...(caFile ? { ca: readFileSync(caFile, 'utf8') } : {}),
  }
}

// A first start needs no configuration: the secret is made once and kept beside the database, for its owner only.
function keptSecret(database: string): string {
  if (database === ':memory:') return randomBytes(32).toString('base64url')
  const folder = /^postgres(ql)?:/.test(database) ? 'data' : dirname(database)
  const file = join(folder, 'alih.secret')
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  mkdirSync(folder, { recursive: true })
  const secret = randomBytes(32).toString('base64url')
  writeFileSync(file, `${secret}\n`, { mode: 0o600 })
  return secret
}

// Run from source or built, the back office lies in dist/www of the same package.
function builtAdmin(): string {
  const here = dirname(fileURLToPath(import.meta.url))
  const built = join(here, '../../www')
  return existsSync(built) ? built : join(here, '../../dist/www')
}
