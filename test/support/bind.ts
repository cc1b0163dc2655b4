/** Runs a real BIND in a folder of its own on loopback addresses, and updates its zones the way a panel would. */
import { execFile, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createAsk } from '../../checks/dns/ask.ts'

/** A zone to serve. `text` is a zone file; a secondary has `primaries` instead. */
export type LabZone = {
  name: string
  text?: string
  primaries?: string[]
  /** Extra statements of the zone clause. */
  extra?: string
  /** Dynamic updates from loopback are taken; true unless `text` is absent. */
  dynamic?: boolean
}

export type BindOptions = {
  addresses: string[]
  zones: LabZone[]
  /** Extra statements of the options clause. */
  options?: string
  /** Clauses besides: keys. */
  clauses?: string
}

export type Bind = {
  address: string
  folder: string
  /** Sends these lines to nsupdate: `update add …`, `update delete …`. */
  update: (...lines: string[]) => Promise<void>
  stop: () => Promise<void>
}

let block = 0

/** Loopback addresses that no other test file uses: one random /24 for each process, counted up within. */
const second = 1 + Math.floor(Math.random() * 254)
const third = 1 + Math.floor(Math.random() * 254)
export const loopback = (): string => `127.${second}.${third}.${++block}`

const START_MS = 15_000
const run = promisify(execFile)

// BIND listens on addresses of interfaces only, so each of the lab's is put on the loopback interface and taken off after.
const onLoopback = (verb: 'add' | 'del', address: string) =>
  run('ip', ['address', verb, `${address}/${address.includes(':') ? 128 : 32}`, 'dev', 'lo'])

export async function startBind({
  addresses,
  zones,
  options = '',
  clauses: more = '',
}: BindOptions): Promise<Bind> {
  const folder = await mkdtemp(join(tmpdir(), 'alih-bind-'))
  const clauses: string[] = []
  for (const [index, zone] of zones.entries()) {
    const file = join(folder, `zone-${index}`)
    if (zone.text !== undefined) await writeFile(file, zone.text.replace(/\s*$/, '\n'))
    const kind = zone.primaries
      ? `type secondary; masterfile-format text; primaries { ${zone.primaries.map((one) => `${one};`).join(' ')} };`
      : `type primary; ${(zone.dynamic ?? true) ? 'allow-update { 127.0.0.0/8; };' : ''}`
    clauses.push(`zone "${zone.name}" { ${kind} file "${file}"; ${zone.extra ?? ''} };`)
  }
  const [four, six] = [false, true].map((wanted) => {
    const list = addresses.filter((one) => one.includes(':') === wanted)
    return list.length === 0 ? 'none;' : list.map((one) => `${one};`).join(' ')
  })
  const source = addresses.find((one) => !one.includes(':'))
  await writeFile(
    join(folder, 'named.conf'),
    `options {
  directory "${folder}"; pid-file "${folder}/pid"; session-keyfile "${folder}/session.key";
  listen-on port 53 { ${four} }; listen-on-v6 port 53 { ${six} };
  recursion no; dnssec-validation no; notify no; minimal-responses no; allow-transfer { 127.0.0.0/8; };
  ${source ? `query-source address ${source}; transfer-source ${source};` : ''}
  ${options}
};
controls { };
${more}
${clauses.join('\n')}
`,
  )
  for (const address of addresses) await onLoopback('add', address)
  const running = spawn('named', ['-g', '-n', '1', '-c', join(folder, 'named.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const log = collect(running)
  const stop = async () => {
    await end(running)
    for (const one of addresses) await onLoopback('del', one).catch(() => {})
    await rm(folder, { recursive: true, force: true })
  }
  const address = addresses[0]!
  try {
    await ready(address, zones[0]?.name ?? '.', running, log)
  } catch (error) {
    await stop()
    throw error
  }
  return { address, folder, stop, update: (...lines) => nsupdate(address, lines) }
}

/** What a program wrote, for the message when it does not start. */
export function collect(running: ChildProcess): () => string {
  let text = ''
  running.stderr?.on('data', (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-20_000)
  })
  return () => text
}

/** Ends a program that this process started, and waits for it. */
export async function end(running: ChildProcess): Promise<void> {
  if (running.exitCode !== null || running.signalCode !== null) return
  const ended = new Promise<void>((resolve) => running.once('exit', () => resolve()))
  running.kill('SIGTERM')
  const timer = setTimeout(() => running.kill('SIGKILL'), 5000)
  await ended
  clearTimeout(timer)
}

/** Asks until the server answers for the name at all. */
export async function ready(
  address: string,
  name: string,
  running: ChildProcess,
  log: () => string,
): Promise<void> {
  const { ask, close } = createAsk({
    now: () => new Date(),
    allow: ['127.0.0.0/8'],
    connect: {},
    trusted: new Set(),
    ca: null,
    timeoutMs: 150,
    tries: 1,
  })
  const deadline = Date.now() + START_MS
  const server = { name: null, address, port: 53 }
  const asked = { role: 'authoritative', purpose: 'zone', zone: null, server, name, type: 'SOA' } as const
  try {
    while (Date.now() < deadline && running.exitCode === null) {
      const { outcome } = await ask({ ...asked, recursionDesired: true })
      if (outcome.status === 'answered') return
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
  } finally {
    await close()
  }
  throw new Error(`the server at ${address} did not start:\n${log()}`)
}

async function nsupdate(address: string, lines: string[]): Promise<void> {
  const running = spawn('nsupdate', ['-v'], { stdio: ['pipe', 'ignore', 'pipe'] })
  const log = collect(running)
  running.stdin.end(`server ${address}\n${lines.join('\n')}\nsend\n`)
  const code = await new Promise<number | null>((resolve) => running.once('exit', resolve))
  if (code !== 0) throw new Error(`nsupdate at ${address} failed: ${log()}`)
}
