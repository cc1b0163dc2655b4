/** A stand-in for the hosting panel: carries a rename out in the demonstration's zone and web server. */
import type { RenameRequest } from '../core/request.ts'
import type { World } from './world.ts'

/** What of a request says what to change. */
export type Order = Pick<RenameRequest, 'oldName' | 'newName' | 'records' | 'want'>

/** New records, the site moved, the old name as wanted. */
export function carryOut({ publish, remove, web }: World, { oldName, newName, records, want }: Order): void {
  publish(newName, records)
  const site = web.get(oldName)
  if (site && !(typeof site === 'object' && 'redirectTo' in site)) web.set(newName, site)
  if (want === 'redirect') web.set(oldName, { redirectTo: newName })
  if (want === 'remove') {
    remove(oldName)
    web.delete(oldName)
  }
}

/** Takes it back. */
export function takeBack({ publish, remove, web }: World, { oldName, newName, records }: Order): void {
  const site = web.get(newName)
  if (site) web.set(oldName, site)
  publish(oldName, records)
  remove(newName)
  web.delete(newName)
}

const EVERY_MS = 5_000
const DELAY_MS = 60_000

/**
 * Carries out what was assigned a minute ago, so that whoever tries the procedure sees the proof fail first and succeed
 * later. `except` are the names that stay undone.
 */
export function startPanel(
  world: World,
  assigned: () => Promise<(Order & Pick<RenameRequest, 'id' | 'stepStartedAt' | 'heldAt'>)[]>,
  except: ReadonlySet<string>,
): { stop: () => Promise<void> } {
  const done = new Map<number, string | null>()
  let running: Promise<void> = Promise.resolve()
  const round = async () => {
    for (const request of await assigned()) {
      const { id, newName, oldName, stepStartedAt, heldAt } = request
      const due = stepStartedAt !== null && Date.now() - Date.parse(stepStartedAt) > DELAY_MS
      if (!due || heldAt !== null || except.has(newName) || done.get(id) === stepStartedAt) continue
      done.set(id, stepStartedAt)
      // Users of the old name, and somebody too curious about the new one: caches will need time.
      world.visited(oldName)
      world.visited(newName)
      carryOut(world, request)
    }
  }
  const timer = setInterval(() => {
    // A round that fails, because the server is stopping, is made up for by the next one.
    running = running.then(round).catch(() => {})
  }, EVERY_MS)
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
