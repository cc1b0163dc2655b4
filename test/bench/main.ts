/** The benchmark of the checker: everything measured in one run on this machine, peers in alternating rounds. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createDgramPort } from '../../checks/engine/dgram.ts'
import { kernel } from '../../checks/engine/kernel.ts'
import { end } from '../support/bind.ts'
import { programPath } from '../support/programs.ts'
import { bareLoop } from './bare.ts'
import { startBlackbox } from './blackbox.ts'
import { runEngine } from './engine.ts'
import type { EngineRun, Speed } from './engine.ts'
import { measureLooks } from './looks.ts'
import { checkNames } from './memory.ts'
import { startNsd } from './nsd.ts'
import type { Nsd } from './nsd.ts'
import { cares, dnsperf, massdns, resolverPerCheck } from './peers.ts'
import { measureStore } from './store.ts'
import { markdown, median, number, ratio } from './table.ts'
import type { Row } from './table.ts'
import { falsify, makeZone } from './zone.ts'
import type { BenchZone } from './zone.ts'

const NAMES = Number(process.env['NAMES'] ?? 200_000)
const ROUNDS = Number(process.env['ROUNDS'] ?? 5)
// The slow peers get as many names as give a steady figure in a few seconds.
const CARES_NAMES = 50_000
const RESOLVER_NAMES = 5000
const BLACKBOX_NAMES = 2000
const STORE_NAMES = 50_000
const LOOK_NAMES = 5000
// Fewer end before the heap has become as large as the collector lets it.
const FEW_CHECKED = 10_000
// Some hundreds a second: CHECKED=1000000 takes an hour.
const MANY_CHECKED = Number(process.env['CHECKED'] ?? 50_000)
// What the collector lets lie varies by some tenths; growth with the names would be tenfold.
const FLAT = 1.2
const LOSS = 0.05
const OUR_CORE = 0
const SERVER_CORE = cpus().length > 1 ? 1 : 0

const rows: Row[] = []
const say = (text: string) => process.stdout.write(`${text}\n`)
const absent = (what: string, install: string) =>
  rows.push({ what, figure: `not here: ${install}`, against: '', wanted: '', met: null })
const wrongs: string[] = []

async function bench(): Promise<void> {
  if (!programPath('nsd')) {
    say('not here: apt-get install nsd; nothing can be measured without it')
    return
  }
  spawnSync('taskset', ['-acp', String(OUR_CORE), String(process.pid)])
  const zone = makeZone(NAMES)
  const nsd = await startNsd(zone, SERVER_CORE)
  try {
    say(`${NAMES.toLocaleString('en')} names at NSD on core ${SERVER_CORE}, ${ROUNDS} rounds`)
    const ours = await engineAgainstPeers(nsd, zone)
    await truth(nsd, zone, ours)
    await stored(nsd, zone)
    await whole(nsd, zone)
  } finally {
    await nsd.stop()
  }
  const { model } = cpus()[0]!
  const cores = `${cpus().length} cores of ${model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`
  say(
    `\n${cores}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}; load ${loadavg()[0]!.toFixed(1)}\n`,
  )
  say(markdown(rows))
  if (wrongs.length > 0) {
    say(`\nWRONG: ${wrongs.join('; ')}`)
    process.exitCode = 1
  }
}

async function engineAgainstPeers(nsd: Nsd, zone: BenchZone): Promise<EngineRun[]> {
  const names = join(nsd.folder, 'names.txt')
  const queries = join(nsd.folder, 'queries.txt')
  writeFileSync(names, zone.names.map(({ name }) => `${name}\n`).join(''))
  writeFileSync(queries, zone.names.map(({ name }) => `${name} A\n`).join(''))
  writeFileSync(join(nsd.folder, 'resolvers'), `${nsd.address}:${nsd.port}\n`)
  const massdnsPath = process.env['MASSDNS'] ?? ''
  const blackboxPath = programPath('prometheus-blackbox-exporter')
  const blackbox = blackboxPath
    ? await startBlackbox(
        blackboxPath,
        nsd,
        zone.names.slice(0, BLACKBOX_NAMES),
        20_000 + (process.pid % 20_000),
      )
    : null
  const series = new Map<string, Speed[]>()
  const note = (peer: string, speed: Speed) => series.set(peer, [...(series.get(peer) ?? []), speed])
  const ours: EngineRun[] = []
  await runEngine(nsd, zone.names)
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const portable = await runEngine(nsd, zone.names, { port: createDgramPort() })
      ours.push(portable)
      note('portable', portable)
      if (kernel) {
        const batched = await runEngine(nsd, zone.names)
        ours.push(batched)
        note('batched', batched)
      }
      note('bare', await bareLoop(nsd, zone.names))
      if (programPath('dnsperf')) note('dnsperf', await dnsperf(nsd, queries, NAMES, OUR_CORE))
      if (existsSync(massdnsPath))
        note('massdns', await massdns(massdnsPath, nsd.folder, names, NAMES, OUR_CORE))
      note('c-ares', await cares(nsd, zone.names.slice(0, CARES_NAMES)))
      note('kuma', await resolverPerCheck(nsd, zone.names.slice(0, RESOLVER_NAMES)))
      if (blackbox) note('blackbox', { perSecond: await blackbox.probe(), cpuPer100k: NaN })
      say(`round ${round + 1}: ${told(series, round)}`)
    }
  } finally {
    await blackbox?.stop()
  }
  const rowsFor = (way: string, what: string) => {
    const mine = series.get(way)
    if (!mine) {
      absent(what, 'only the portable way works on this machine')
      return
    }
    const rates = mine.map(({ perSecond }) => perSecond)
    const cost = mine.map(({ cpuPer100k }) => cpuPer100k)
    const figure = `${number(median(rates))} names/s, ${median(cost).toFixed(2)} CPU-s per 100k`
    rows.push({ what, figure, against: '', wanted: '', met: null })
    for (const [peer, against, wanted, install] of peers) {
      const theirs = series.get(peer)
      if (!theirs) {
        absent(against, install)
        continue
      }
      const speeds = theirs.map(({ perSecond }) => perSecond)
      const times = ratio(rates, speeds)
      const byCpu = ratio(
        theirs.map(({ cpuPer100k }) => cpuPer100k),
        cost,
      )
      rows.push({
        what: against,
        figure: `${times.toFixed(2)}×${Number.isNaN(byCpu) ? '' : ` (${byCpu.toFixed(2)}× by CPU)`}`,
        against: `${number(median(speeds))} names/s`,
        wanted: wanted === null ? '' : `≥ ${wanted}×`,
        met: wanted === null ? null : times >= wanted,
      })
    }
  }
  rowsFor('batched', 'packet engine, one core, batched calls')
  rowsFor('portable', 'packet engine, one core, `node:dgram`')
  return ours
}

// Whom the engine is measured against, and how often it should be as fast.
const peers: [peer: string, what: string, wanted: number | null, install: string][] = [
  ['bare', '— node:dgram itself, comparing nothing', null, ''],
  ['massdns', '— massdns, text output', 0.75, 'build massdns and name it in MASSDNS'],
  ['dnsperf', '— dnsperf, counting only', 0.75, 'apt-get install dnsperf'],
  ['c-ares', '— c-ares through node:dns, 200 in flight', 2.4, ''],
  ['kuma', '— resolvers made per check (Uptime Kuma)', 15, ''],
  ['blackbox', '— blackbox exporter on both cores', 25, 'apt-get install prometheus-blackbox-exporter'],
]

const told = (series: ReadonlyMap<string, Speed[]>, round: number) =>
  [...series].map(([peer, speeds]) => `${peer} ${number(speeds[round]!.perSecond)}`).join(', ')

/** Nothing may be wrong, lost or unaccounted for, on a good path and on a bad one; and lies must be found. */
async function truth(nsd: Nsd, zone: BenchZone, runs: readonly EngineRun[]): Promise<void> {
  const faults = (run: EngineRun) => run.different + run.silent + run.unaccounted
  const clean = runs.reduce((sum, run) => sum + faults(run), 0)
  verdict(`wrong, lost or unaccounted, ${runs.length} × ${number(NAMES)} names`, clean, '0', clean === 0)

  const relay = await startRelay(nsd)
  const lossy = await runEngine({ address: nsd.address, port: relay.port }, zone.names, {
    pace: { perSecond: 150_000 },
  })
  await relay.stop()
  const lost = faults(lossy)
  verdict(
    `the same, ${LOSS * 100} % of questions dropped`,
    lost,
    `0; ${number(lossy.perSecond)} names/s, ${number(lossy.tally.retries)} retries`,
    lost === 0,
  )

  const { names, falsified } = falsify(zone.names, 1111)
  const control = await runEngine(nsd, names)
  const found = control.different === falsified && control.silent + control.unaccounted === 0
  verdict(`falsified expectations found`, control.different, `of ${falsified}`, found)

  const large = await runEngine(nsd, zone.large)
  let whole = 0
  for (const { evidence } of large.batches)
    for (const { outcome, transport } of evidence.values())
      if (outcome.status === 'answered' && transport === 'tcp' && outcome.answers.length === 100) whole++
  verdict(
    `truncated answers completed over TCP`,
    whole,
    `of ${zone.large.length}; ${number(large.perSecond)}/s`,
    whole === zone.large.length,
  )
}

function verdict(what: string, value: number, against: string, met: boolean): void {
  rows.push({ what, figure: String(value), against, wanted: 'all right', met })
  if (!met) wrongs.push(`${what}: ${value} (${against})`)
}

async function startRelay({ address, port }: Nsd) {
  const file = fileURLToPath(new URL('./relay.ts', import.meta.url))
  const running = spawn(process.execPath, [...process.execArgv, file, address, String(port), String(LOSS)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  spawnSync('taskset', ['-acp', String(SERVER_CORE), String(running.pid)])
  const listening = await new Promise<number>((resolve, reject) => {
    running.stdout.once('data', (chunk: Buffer) => resolve(Number(chunk.toString())))
    running.once('exit', () => reject(new Error('the relay did not start')))
  })
  return { port: listening, stop: () => end(running) }
}

async function stored(nsd: Nsd, zone: BenchZone): Promise<void> {
  const seen = await measureStore(nsd, zone.names.slice(0, STORE_NAMES), Math.min(ROUNDS, 5))
  const share = ratio(seen.stored, seen.alone)
  rows.push(
    {
      what: 'glances at names, 1 % changed and stored in SQLite',
      figure: `${Math.round(share * 100)} %: ${number(median(seen.stored))} names/s (${seen.questionsAName} questions each)`,
      against: `the network alone: ${number(median(seen.alone))} names/s`,
      wanted: '≥ 80 %',
      met: share >= 0.8,
    },
    {
      what: 'a million glances that changed nothing leave',
      figure: `${number(seen.rowsPerMillionUnchanged)} rows, ${number(seen.bytesPerMillionUnchanged)} bytes`,
      against: '',
      wanted: '0 rows',
      met: seen.rowsPerMillionUnchanged === 0,
    },
    {
      what: 'a thousand looks that changed something leave',
      figure: `${number(seen.rowsPerThousandChanged)} rows, ${number(seen.bytesPerThousandChanged / 1024)} KiB`,
      against: '',
      wanted: '',
      met: null,
    },
  )
}

async function whole(nsd: Nsd, zone: BenchZone): Promise<void> {
  const looks = await measureLooks(nsd, zone.names.slice(0, LOOK_NAMES))
  rows.push({
    what: 'whole looks (walk, every server, wildcard, verdict)',
    figure: `${number(looks.looksPerSecond)} looks/s of ${looks.questionsALook.toFixed(1)} questions`,
    against: `the same questions raw: ${number(looks.rawLooksPerSecond)} looks/s`,
    wanted: '',
    met: null,
  })
  const few = await checkNames(nsd, zone.names, FEW_CHECKED)
  const many = await checkNames(nsd, zone.names, MANY_CHECKED)
  rows.push({
    what: `alih check --names, memory for ${number(many.lines)} names`,
    figure: `${Math.round(many.peakMb)} MB; ${number(many.perSecond)} names/s`,
    against: `for ${number(few.lines)} names: ${Math.round(few.peakMb)} MB`,
    wanted: `≤ ${FLAT}×`,
    met: many.peakMb <= few.peakMb * FLAT,
  })
}

await bench()
