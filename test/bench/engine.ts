/** Runs the engine over names and says how fast, at what cost, and whether every question ended rightly. */
import { createBatch, DIFFERENT, OPEN, SILENT } from '../../checks/engine/batch.ts'
import type { Batch } from '../../checks/engine/batch.ts'
import { createEngine } from '../../checks/engine/engine.ts'
import type { Tally } from '../../checks/engine/engine.ts'
import type { Pace } from '../../checks/engine/flow.ts'
import type { Port } from '../../checks/engine/port.ts'
import type { Endpoint } from '../../server/core/address.ts'
import type { Asked } from './zone.ts'

export type Speed = { perSecond: number; cpuPer100k: number }
export type EngineRun = Speed & {
  tally: Tally
  different: number
  silent: number
  unaccounted: number
  batches: Batch[]
}

const BATCH = 8192
const BATCHES_IN_HAND = 3
/** No politeness on loopback: the machine is the limit. As many at once as the server's queue holds with ease. */
export const unbounded: Partial<Pace> = { perSecond: 1_000_000, window: 512, mostAtOnce: 512 }

/** Packs and asks all names; the time covers both. The engine chooses its way into the network unless told. */
export async function runEngine(
  to: Endpoint,
  names: readonly Asked[],
  { pace = unbounded, port }: { pace?: Partial<Pace>; port?: Port } = {},
): Promise<EngineRun> {
  const engine = createEngine({ pace, ...(port ? { port } : {}) })
  const server = engine.server(to)
  const batches: Batch[] = []
  const asking: Promise<Batch>[] = []
  const cpu = process.cpuUsage()
  const started = performance.now()
  for (let from = 0; from < names.length; from += BATCH) {
    const until = Math.min(names.length, from + BATCH)
    const batch = createBatch(until - from)
    for (let index = from; index < until; index++)
      batch.add(server, names[index]!.name, 'A', names[index]!.expected)
    asking.push(engine.ask(batch))
    if (asking.length === BATCHES_IN_HAND) batches.push(await asking.shift()!)
  }
  batches.push(...(await Promise.all(asking)))
  const seconds = (performance.now() - started) / 1000
  const { user, system } = process.cpuUsage(cpu)
  engine.close()
  const count = (outcome: number) =>
    batches.reduce(
      (sum, { outcomes, size }) => sum + outcomes.subarray(0, size).filter((o) => o === outcome).length,
      0,
    )
  return {
    perSecond: names.length / seconds,
    cpuPer100k: ((user + system) / 1e6 / names.length) * 1e5,
    tally: engine.tally,
    different: count(DIFFERENT),
    silent: count(SILENT),
    unaccounted: count(OPEN) + names.length - batches.reduce((sum, { size }) => sum + size, 0),
    batches,
  }
}
