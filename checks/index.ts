/** The checker's surface: sees with the DNS and the web, judges with the catalogue, keeps a schedule. */
import { parseHostname, type Hostname } from '../server/core/hostname.ts'
import type { Observation } from '../server/core/observation.ts'
import { checkWith } from './check.ts'
import { createGlance } from './glance.ts'
import { openEyes } from './look.ts'
import { preflight } from './preflight.ts'
import type { Checker, Ports, Sight } from './ports.ts'
import { createSchedule } from './schedule.ts'
import { sweepOnce } from './sweep.ts'

export type { Checker, Ports, Sight, Summary, Task } from './ports.ts'
export { defaultPolicy, judge } from './judge/index.ts'
export { openChecks } from './check.ts'
export { parseHints } from './hints.ts'
export { parseResolver } from './panel.ts'
export { createUpdater, type UpdateOutcome, type Updater } from './update/index.ts'
export type { TsigKey } from './update/tsig.ts'

/** Nothing runs until `start`; `check` and `sweep` work without it. */
export function createChecker(ports: Ports): Checker {
  const glance = createGlance()
  let sweeping: ReturnType<Checker['sweep']> | null = null
  const sweep = () => {
    sweeping ??= sweepOnce(ports, glance)
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
      const eyes = openEyes(sight, ports.now)
      try {
        return await checkWith(eyes, expectation, sight, ports.now, ports.policy?.())
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
        legal ? await lookAhead(oldName.hostname, newName.hostname, sight, ports.now) : [],
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
): Promise<Observation[]> {
  const eyes = openEyes({ ...sight, resolvers: [] }, now)
  const none = { executedAt: null, redirectUntil: null, baseline: null }
  try {
    return await eyes.look({ oldName, newName, records: {}, want: 'remove', ...none })
  } finally {
    await eyes.close()
  }
}
