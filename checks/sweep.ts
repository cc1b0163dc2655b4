/** Looks at all that is due, and at a glance at all that was well: one record per look, nothing judged while offline. */
import { checkWith } from './check.ts'
import type { Glance } from './glance.ts'
import type { Ports, Sight, Summary, Task } from './ports.ts'
import { createLimit } from './limit.ts'
import { openEyes } from './look.ts'
import type { Paces } from './pace.ts'

const BATCH = 200
const AT_ONCE = 8

export async function sweepOnce(ports: Ports, glance: Glance, paces: Paces): Promise<Summary> {
  const sight = await ports.sight()
  const seen = new Set<string>()
  let checked = 0
  let unchanged = 0
  let offline = false
  const summary = (): Summary => ({ checked, offline, ...(unchanged > 0 ? { unchanged } : {}) })
  for (;;) {
    unchanged += await glanceOnce(ports, glance, sight)
    const due = await ports.due(ports.now(), BATCH)
    // A task that stays due (it could not be recorded) waits for the next sweep.
    const tasks = due.filter(({ id }) => !seen.has(id))
    if (tasks.length === 0) return summary()
    for (const { id } of tasks) seen.add(id)
    // Fresh eyes for every batch: what a delegation was a while ago is no evidence now.
    const eyes = openEyes(sight, ports.now, paces)
    const limit = createLimit(AT_ONCE)
    const one = async (task: Task): Promise<void> => {
      try {
        // Recording is not under the limit: a store may keep together what was seen meanwhile.
        const check = await limit(async () =>
          offline ? null : checkWith(eyes, task.expectation, sight, ports),
        )
        if (check === null) return
        if (check.findings.some(({ condition }) => condition === 'M01')) {
          offline = true
          return
        }
        await ports.record(task, check)
        if (ports.hasten) glance.remember(task, check)
        checked++
      } catch (error) {
        ports.fault(error)
      }
    }
    try {
      // The first goes alone: if it shows that we are offline, the others need not find out by timeouts.
      await one(tasks[0]!)
      await Promise.all(tasks.slice(1).map(one))
    } finally {
      await eyes.close()
    }
    if (offline) return summary()
  }
}

/** Makes a whole look due for every pair that reads otherwise than it did; the others cost no row. */
async function glanceOnce(ports: Ports, glance: Glance, sight: Sight): Promise<number> {
  if (!ports.hasten) return 0
  const eyes = openEyes(sight, ports.now)
  try {
    const { changed, unchanged } = await glance.pass(eyes.dial, ports.now())
    if (changed.length > 0) await ports.hasten(changed, ports.now())
    return unchanged
  } catch (error) {
    ports.fault(error)
    return 0
  } finally {
    await eyes.close()
  }
}
