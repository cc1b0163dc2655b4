/** HTTP out for the DNS health board: one look tells whether anything is wrong. */
import { Hono } from 'hono'
import type { Pulse } from '../core/pulse.ts'
import type { Desk, Env } from '../env.ts'
import { countOpen } from '../findings/store.ts'
import { resolverAddresses } from '../resolvers/store.ts'
import { reachOf } from '../rest.ts'
import { backlog, countByStatus, worstSites } from '../sites/store.ts'

const MAX_TILES = 500

export function boardRoutes({ db, now }: Desk, pulse: () => Pulse) {
  const app = new Hono<Env>()
  app.get('/board', async (c) => {
    const reach = reachOf(c.get('actor'), 'sites', 'list')
    const [counts, sites, openFindings, waiting, resolvers] = [
      await countByStatus(db, reach),
      await worstSites(db, reach, MAX_TILES),
      await countOpen(db, reach),
      await backlog(db, now(), reach),
      await resolverAddresses(db),
    ]
    const { lastSweepAt, offline } = pulse()
    const checker = { lastSweepAt, offline, backlog: waiting, resolvers: resolvers.length }
    return c.json({ counts, sites, openFindings, checker })
  })
  return app
}
