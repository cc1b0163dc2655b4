/** Other ways to ask the same names: whole programs by their own clock, Node's resolver by ours. */
import { spawn } from 'node:child_process'
import { Resolver } from 'node:dns/promises'
import type { Speed } from './engine.ts'
import type { Nsd } from './nsd.ts'
import type { Asked } from './zone.ts'

const SHELL = 'TIMEFORMAT="%R %U %S"; time'

/** Runs a program on one core and reads its time and CPU from the shell, start and end included. */
async function timed(core: number, command: string, questions: number): Promise<Speed & { output: string }> {
  const running = spawn('bash', ['-c', `${SHELL} taskset -c ${core} ${command}`], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let told = ''
  running.stdout.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-20_000)))
  running.stderr.on('data', (chunk: Buffer) => (told = (told + chunk.toString()).slice(-20_000)))
  await new Promise((resolve) => running.once('close', resolve))
  const [real = NaN, user = NaN, system = NaN] = told.trim().split('\n').at(-1)!.split(' ').map(Number)
  return { perSecond: questions / real, cpuPer100k: ((user + system) / questions) * 1e5, output }
}

/** dnsperf only counts answers. EDNS as in our own questions. */
export async function dnsperf(
  { address, port }: Nsd,
  file: string,
  questions: number,
  core: number,
): Promise<Speed> {
  const run = await timed(core, `dnsperf -e -s ${address} -p ${port} -d ${file} -n 1 -c 1 -q 100`, questions)
  const rate = /Queries per second:\s+([\d.]+)/.exec(run.output)
  if (!rate) throw new Error(`dnsperf did not finish: ${run.output}`)
  return { ...run, perSecond: Number(rate[1]) }
}

/** massdns writes every answer as text and compares nothing. */
export async function massdns(
  program: string,
  folder: string,
  names: string,
  questions: number,
  core: number,
) {
  const command = `${program} -q -r ${folder}/resolvers -t A -o S -s 1000 --sndbuf 4194304 --rcvbuf 4194304 -w ${folder}/massdns.out ${names}`
  return timed(core, command, questions)
}

/** Keeps `atOnce` of `work` going until all names are through. */
async function pool(
  names: readonly Asked[],
  atOnce: number,
  work: (name: string) => Promise<unknown>,
): Promise<Speed> {
  const cpu = process.cpuUsage()
  const started = performance.now()
  let next = 0
  const worker = async () => {
    while (next < names.length) await work(names[next++]!.name).catch(() => {})
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  const seconds = (performance.now() - started) / 1000
  const { user, system } = process.cpuUsage(cpu)
  return { perSecond: names.length / seconds, cpuPer100k: ((user + system) / 1e6 / names.length) * 1e5 }
}

/** Node's resolver (c-ares) with as many questions in flight as suits it best. */
export function cares({ address, port }: Nsd, names: readonly Asked[]): Promise<Speed> {
  const resolver = new Resolver({ timeout: 2000, tries: 3 })
  resolver.setServers([`${address}:${port}`])
  return pool(names, 200, (name) => resolver.resolve4(name))
}

/** The DNS call pattern of Uptime Kuma's monitor: two resolvers made for each check, one of them used. */
export function resolverPerCheck({ address, port }: Nsd, names: readonly Asked[]): Promise<Speed> {
  return pool(names, 100, async (name) => {
    void new Resolver()
    const resolver = new Resolver()
    resolver.setServers([`${address}:${port}`])
    await resolver.resolve4(name)
  })
}
