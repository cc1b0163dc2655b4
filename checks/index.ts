/** The checker's surface: sees with the DNS and the web, judges with the catalogue, keeps a schedule. */
import { parseHostname } from '../server/core/hostname.ts'
import type { Observation } from '../server/core/observation.ts'
import { checkWith } from './check.ts'
import { createGlance } from './glance.ts'
import { createLimit } from './limit.ts'
import { openEyes } from './look.ts'
import { createPaces } from './pace.ts'
import type { Paces } from './pace.ts'
import { preflight } from './preflight.ts'
import type { Ahead, Checker, Ports, Sight } from './ports.ts'
import { createSchedule } from './schedule.ts'
import { sweepOnce } from './sweep.ts'

export type { Ahead, Checker, Ports, Sight, Summary, Task, Watch } from './ports.ts'
export { defaultPolicy, judge } from './judge/index.ts'
export { openChecks } from './check.ts'
export { preflight as judgeIntake } from './preflight.ts'
export { parseHints } from './hints.ts'
export { parseResolver } from './panel.ts'
export { createSchedule } from './schedule.ts'
export { post, type Posted } from './web/post.ts'
export { createUpdater, type UpdateOutcome, type Updater } from './update/index.ts'
export type { TsigKey } from './update/tsig.ts'

/** Nothing runs until `start`; `check` and `sweep` work without it. */
export function createChecker(ports: Ports): Checker {
  const glance = createGlance()
  const paces = createPaces()
  let sweeping: ReturnType<Checker['sweep']> | null = null
  const sweep = () => {
    sweeping ??= sweepOnce(ports, glance, paces)
      .then((summary) => {
        if (summary.checked > 0 || summary.offline || summary.unchanged) ports.swept(summary)
        return summary
      })
      .finally(() => {
        sweeping = null
      })
    return sweeping
  }
  const schedule = createSchedule(async () => {
    await sweep().catch(ports.fault)
  })
  return {
    async check(expectation, watch) {
      const sight = await ports.sight()
      const eyes = openEyes(sight, ports.now, paces)
      try {
        return await checkWith(eyes, expectation, sight, ports, watch)
      } finally {
        await eyes.close()
      }
    },
    async preflight(intake) {
      const [oldName, newName] = [parseHostname(intake.oldName), parseHostname(intake.newName)]
      const legal = oldName.ok && newName.ok && oldName.hostname !== newName.hostname
      const sight = await ports.sight()
      const pair = legal ? [{ oldName: oldName.hostname, newName: newName.hostname }] : []
      const [observations = []] = await lookAhead(pair, sight, ports.now, paces)
      return preflight(intake, observations)
    },
    ahead: async (pairs) => lookAhead(pairs, await ports.sight(), ports.now, paces),
    sweep,
    start: schedule.start,
    async stop() {
      await schedule.stop()
      await sweeping?.catch(ports.fault)
    },
  }
}

const AHEAD_AT_ONCE = 4

/** What authoritative DNS shows of pairs of names before anything is changed: for `preflight`. Asks no cache. */
async function lookAhead(
  pairs: readonly Ahead[],
  sight: Sight,
  now: () => Date,
  paces: Paces,
): Promise<Observation[][]> {
  if (pairs.length === 0) return []
  const eyes = openEyes({ ...sight, resolvers: [] }, now, paces)
  const limit = createLimit(AHEAD_AT_ONCE)
  const none = { records: {}, want: 'remove', executedAt: null, redirectUntil: null, baseline: null } as const
  const look = ({ oldName, newName }: Ahead) =>
    newName === null
      ? eyes.look({ ...none, newName: oldName, oldName: null })
      : eyes.look({ ...none, newName, oldName })
  try {
    return await Promise.all(pairs.map((pair) => limit(() => look(pair))))
  } finally {
    await eyes.close()
  }
}
