/** Whole looks at renames, as `alih check --names` makes them, beside the same questions asked raw. */
import { createBatch } from '../../checks/engine/batch.ts'
import { createEngine } from '../../checks/engine/engine.ts'
import { openChecks } from '../../checks/index.ts'
import type { Hostname } from '../../server/core/hostname.ts'
import { unbounded } from './engine.ts'
import type { Nsd } from './nsd.ts'
import type { Asked } from './zone.ts'

const AT_ONCE = 24

export type Looks = { looksPerSecond: number; questionsALook: number; rawLooksPerSecond: number }

export async function measureLooks(nsd: Nsd, names: readonly Asked[]): Promise<Looks> {
  const single = names.filter(({ expected }) => expected.type === 'A')
  const gone = names.filter(({ expected }) => expected.rcode === 'NXDOMAIN')
  const sight = {
    servers: [{ name: 'ns1.bench.example', ...nsd }],
    web: false,
    audit: false,
    perSecond: 1_000_000,
  }
  const checks = openChecks(sight, () => new Date())
  const asked: { name: string; type: string }[] = []
  const statuses = new Map<string, number>()
  const count = Math.min(single.length, gone.length)
  let next = 0
  const started = performance.now()
  const worker = async () => {
    while (next < count) {
      const index = next++
      const { observations, status } = await checks.check({
        newName: single[index]!.name as Hostname,
        oldName: gone[index]!.name as Hostname,
        records: { A: single[index]!.expected.values.toSorted() },
        want: 'remove',
        executedAt: null,
        redirectUntil: null,
        baseline: null,
      })
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      for (const one of observations) if (one.kind === 'dns') asked.push(one.question)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  const seconds = (performance.now() - started) / 1000
  await checks.close()
  const engine = createEngine({ pace: unbounded })
  const batch = createBatch(asked.length)
  const to = engine.server(nsd)
  const again = performance.now()
  // Types that the engine does not compare are asked as addresses: one packet out and one back all the same.
  for (const { name, type } of asked)
    batch.add(to, name, type === 'AAAA' || type === 'CNAME' ? type : 'A', {
      rcode: 'NXDOMAIN',
      type: null,
      values: [],
    })
  await engine.ask(batch)
  const rawSeconds = (performance.now() - again) / 1000
  engine.close()
  return {
    looksPerSecond: count / seconds,
    questionsALook: asked.length / count,
    rawLooksPerSecond: count / rawSeconds,
  }
}
