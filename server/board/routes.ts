/** HTTP out for the DNS health board: one look tells whether anything is wrong. */
import { z } from '@hono/zod-openapi'
import { Hono, type Context } from 'hono'
import { scopeOf } from '../core/access.ts'
import { totalOf, trendDays, type Board, type ResolverHealth } from '../core/board.ts'
import type { Pulse } from '../core/pulse.ts'
import { statuses } from '../core/verdict.ts'
import { localDate } from '../core/worktime.ts'
import type { Desk, Env } from '../env.ts'
import { parse, Refused } from '../errors.ts'
import { countOpen } from '../findings/store.ts'
import { activeResolvers } from '../resolvers/store.ts'
import { reachOf, type Reach } from '../rest.ts'
import { backlog, countByStatus } from '../sites/store.ts'
import {
  agencyHealth,
  ailingSites,
  checkerFindings,
  contactsOf,
  daysUntil,
  lastLookAt,
  propagatingSites,
  worstSites,
} from './store.ts'

const MAX_TILES = 500
const MAX_LINES = 50
const MAX_FINDINGS = 5
// Names that are well are looked at twice an hour.
const FORGET_MS = 2 * 3_600_000

const agencyId = z.coerce.number().int().positive().optional()
const boardQuery = z.strictObject({ agencyId, status: z.enum(statuses).optional() })
const trendQuery = z.strictObject({
  agencyId,
  days: z.coerce.number().pipe(z.literal(trendDays)).default(trendDays[0]),
})

export function boardRoutes({ db, now }: Desk, pulse: () => Pulse) {
  const app = new Hono<Env>()
  app.get('/board', async (c) => {
    const query = parse(boardQuery, c.req.query(), 'bad_query')
    const all = reachOf(c.get('actor'), 'sites', 'list')
    const reach = narrowed(all, query.agencyId)
    const at = now()
    const counts = await countByStatus(db, reach)
    const ailing = await ailingSites(db, reach, MAX_LINES)
    const { lastSweepAt, offline, offlineSince } = pulse()
    const board: Board = {
      at: at.toISOString(),
      agencyId: reach.agencyId,
      counts,
      openFindings: await countOpen(db, reach),
      sites: await worstSites(db, reach, { status: query.status, limit: MAX_TILES }),
      matching: query.status ? counts[query.status] : totalOf(counts),
      agencies: await agencyHealth(db, all),
      propagating: await propagatingSites(db, reach, MAX_LINES),
      ailing,
      contacts: may(c, 'people')
        ? await contactsOf(db, [...new Set(ailing.map((site) => site.agencyId))])
        : null,
      checker: {
        lastSweepAt,
        lastLookAt: await lastLookAt(db),
        offline,
        offlineSince,
        backlog: await backlog(db, at, reach),
        resolvers: may(c, 'resolvers') ? await panelOf(pulse(), at) : null,
        conditions: await checkerFindings(db, reach, MAX_FINDINGS),
      },
    }
    return c.json(board)
  })
  app.get('/board/trend', async (c) => {
    const { days, agencyId } = parse(trendQuery, c.req.query(), 'bad_query')
    const reach = narrowed(reachOf(c.get('actor'), 'sites', 'list'), agencyId)
    const at = now()
    const today = { day: localDate(at), counts: await countByStatus(db, reach) }
    const kept = await daysUntil(db, reach, at, days)
    return c.json({ days: [...kept.filter(({ day }) => day < today.day), today] })
  })

  /** The register's resolvers, and those that were asked besides; one that was taken off the panel is soon forgotten. */
  async function panelOf({ resolvers: seen }: Pulse, at: Date): Promise<ResolverHealth[]> {
    const registered = await activeResolvers(db)
    const known = new Set(registered.map(({ address }) => address))
    const others = Object.keys(seen).filter(
      (address) => !known.has(address) && at.getTime() - Date.parse(seen[address]!.at) < FORGET_MS,
    )
    return [...registered, ...others.map((address) => ({ name: null, address }))].map((resolver) => ({
      ...resolver,
      seen: seen[resolver.address] ?? null,
    }))
  }
  return app
}

const may = (c: Context<Env>, resource: 'people' | 'resolvers') =>
  scopeOf(c.get('actor').role, resource, 'list') !== null

/** One agency of those that may be seen. */
function narrowed(reach: Reach, agencyId: number | undefined): Reach {
  if (agencyId === undefined || agencyId === reach.agencyId) return reach
  if (reach.agencyId !== null) throw new Refused('not_allowed')
  return { ...reach, agencyId }
}
