/** Start and stop around node-cron: its only importer. */
import cron from 'node-cron'
import type { ScheduledTask } from 'node-cron'

// The faults of a tick reach the caller through its own port; node-cron would write to the console.
const silence = { info() {}, warn() {}, error() {}, debug() {} }

/** Runs `tick` every minute, never twice at once. */
export function createSchedule(tick: () => Promise<void>): { start: () => void; stop: () => Promise<void> } {
  let task: ScheduledTask | null = null
  return {
    start() {
      if (task) return
      cron.setLogger(silence)
      task = cron.schedule('* * * * *', tick, { noOverlap: true, timezone: 'Etc/UTC' })
    },
    async stop() {
      const ending = task
      task = null
      await ending?.destroy()
    },
  }
}
