/** The checker's surface: sees with the DNS and the web, judges with the catalogue, keeps a schedule. */
import { parseHostname, type Hostname } from '../server/core/hostname.ts'
import type { Observation } from '../server/core/observation.ts'
import { checkWith } from './check.ts'
import { createGlance } from './glance.ts'
import { openEyes } from './look.ts'
import { createPaces } from './pace.ts'
import type { Paces } from './pace.ts'
import { preflight } from './preflight.ts'
import type { Checker, Ports, Sight } from './ports.ts'
import { createSchedule } from './schedule.ts'
import { sweepOnce } from './sweep.ts'

export type { Checker, Ports, Sight, Summary, Task } from './ports.ts'
export { defaultPolicy, judge } from './judge/index.ts'
export { openChecks } from './check.ts'
export { parseHints } from './hints.ts'
export { parseResolver } from './panel.ts'
export { createSchedule } from './schedule.ts'
export { post, type Posted } from './web/post.ts'

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
    async check(expectation) {
      const sight = await ports.sight()
      const eyes = openEyes(sight, ports.now, paces)
      try {
        return await checkWith(eyes, expectation, sight, ports)
      } finally {
        await eyes.close()
      }
    },
    async preflight(intake) {
      const [oldName, newName] = [parseHostname(intake.oldName), parseHostname(intake.newName)]
      const legal = oldName.ok && newName.ok && oldName.hostname !== newName.hostname
      const sight = await ports.sight()
      return preflight(
        intake,
        legal ? await lookAhead(oldName.hostname, newName.hostname, sight, ports.now, paces) : [],
      )
    },
    sweep,
    start: schedule.start,
    async stop() {
      await schedule.stop()
      await sweeping?.catch(ports.fault)
    },
  }
}

/** What authoritative DNS shows of two names before anything is changed: for `preflight`. Asks no cache. */
async function lookAhead(
  oldName: Hostname,
  newName: Hostname,
  sight: Sight,
  now: () => Date,
  paces: Paces,
): Promise<Observation[]> {
  const eyes = openEyes({ ...sight, resolvers: [] }, now, paces)
  const none = { executedAt: null, redirectUntil: null, baseline: null }
  try {
    return await eyes.look({ oldName, newName, records: {}, want: 'remove', ...none })
  } finally {
    await eyes.close()
  }
}
