/** `alih demo`: a filled example on a throw-away database with a little internet of its own, until it is told to stop. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Sight } from '../../checks/index.ts'
import { roles, type Role } from '../core/access.ts'
import { demoEmail, demoPassword } from '../core/demo.ts'
import type { RenameRequest } from '../core/request.ts'
import { clientOf } from '../demo/client.ts'
import { fill } from '../demo/fill.ts'
import { startPanel } from '../demo/panel.ts'
import { people } from '../demo/people.ts'
import { holdBriefly } from '../demo/port.ts'
import { stories } from '../demo/stories.ts'
import { createWorld, ZONE } from '../demo/world.ts'
import type { Environment } from '../environment.ts'
import { createAlih, type Alih } from '../index.ts'
import { EXIT, messageOf, usage, type Io } from './io.ts'
import { run, type Running } from './serve.ts'

export const help = `alih demo
  A filled example on a throw-away database, with a DNS and web sites of its own on loopback: nothing is asked of the
  network, and nothing is left when it stops. Listens on ALIH_PORT (8787).`

/** Serves the demonstration until SIGINT or SIGTERM. */
export async function demo(args: string[], io: Io, env: Environment): Promise<number> {
  try {
    parseArgs({ args, strict: true })
  } catch (error) {
    return usage(io, messageOf(error), help)
  }
  // Asked to stop while it is still filling, it finishes that first, so that nothing is left.
  const told = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
  const running = await startDemo(io, env)
  await told
  io.stdout.write('The demonstration is stopping; nothing of it is kept.\n')
  await running.stop()
  return EXIT.ok
}

/** Fills a fresh database by the clock of the stories, then serves it by the real one; `patience` is its checker's. */
export async function startDemo(
  io: Io,
  env: Environment,
  patience: Pick<Sight, 'timeoutMs'> = {},
): Promise<Running> {
  await holdBriefly(env.port)
  io.stdout.write(
    'This is a demonstration: invented people, invented sites, a DNS of its own.\nFilling it…\n',
  )
  const cleaning: (() => Promise<unknown>)[] = []
  const stop = async () => {
    for (const clean of cleaning.splice(0).reverse()) await clean()
  }
  try {
    const folder = mkdtempSync(join(tmpdir(), 'alih-demo-'))
    const remove = () => rmSync(folder, { recursive: true, force: true })
    // Whatever ends the process, nothing is left.
    process.once('exit', remove)
    cleaning.push(async () => {
      process.removeListener('exit', remove)
      remove()
    })
    let clock: Date | null = null
    const now = () => clock ?? new Date()
    const world = await createWorld(now)
    cleaning.push(world.stop)
    const options = {
      database: join(folder, 'demo.sqlite'),
      url: env.url ?? `http://localhost:${env.port}`,
      secret: randomBytes(32).toString('base64url'),
      sight: { ...world.sight, ...patience },
    }
    const filling = createAlih({ ...options, now, schedule: false })
    cleaning.push(filling.stop)
    await filling.start()
    const admin = await fill({ alih: filling, world, now: new Date(), setClock: (at) => (clock = at) })
    clock = null
    // Invented people have no mailboxes: a demonstration mails nobody.
    const running = await run(io, { ...env, smtp: undefined }, { ...options, demo: true })
    cleaning.push(running.stop)
    cleaning.push(startPanel(world, () => assignedNow(filling, admin), unfinished).stop)
    io.stdout.write(signInTable())
    return { url: running.url, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const nameOf = (role: Role) => Object.values(people).find((person) => person.role === role)?.name

const unfinished = new Set(stories.filter((story) => story.unfinished).map(({ to }) => `${to}.${ZONE}`))

const assignedNow = (alih: Alih, admin: string): Promise<RenameRequest[]> =>
  clientOf(alih)(admin, 'GET', `/requests?filter=${encodeURIComponent('{"state":"assigned"}')}`)

function signInTable(): string {
  const width = Math.max(...roles.map((role) => demoEmail(role).length))
  const rows = roles.map((role) => `  ${demoEmail(role).padEnd(width)}  ${role} (${nameOf(role)})\n`)
  return `Sign in as one of these, with the password ${demoPassword}
${rows.join('')}A rename that is assigned is carried out in the demonstration's DNS a minute later: carry it out before, and see it
refused. New names lie below ${ZONE}, at addresses 203.0.113.1 to 203.0.113.254.
`
}
