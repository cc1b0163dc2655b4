/** HTTP in and out for the register of sites. */
import { z } from '@hono/zod-openapi'
import { siteInput, siteKinds, siteRoles, type SiteInput } from '../core/site.ts'
import { severities, statuses } from '../core/verdict.ts'
import { zoneOf } from '../core/hostname.ts'
import { issueTexts } from '../core/issues.ts'
import { wants } from '../core/expectation.ts'
import type { Desk } from '../env.ts'
import { Refused } from '../errors.ts'
import { recordLook, siteExpectation } from '../findings/actions.ts'
import { latestLook } from '../findings/store.ts'
import { mentionsOf, unregisteredNames } from '../mentions/store.ts'
import { found, reachOf, recordId, restRoutes } from '../rest.ts'
import { zoneNames } from '../zones/store.ts'
import { deleteSite, insertSite, listSites, siteById, siteFilter, siteSorts, updateSite } from './store.ts'

const record = z.object({
  id: z.int(),
  ...siteInput.shape,
  kind: z.enum(siteKinds),
  role: z.enum(siteRoles),
  want: z.enum(wants).nullable(),
  redirectUntil: z.string().nullable(),
  requestId: z.int().nullable(),
  status: z.enum(statuses),
  severity: z.enum(severities),
  statusSince: z.string().nullable(),
  checkedAt: z.string().nullable(),
  nextCheckAt: z.string().nullable(),
  forecastUntil: z.string().nullable(),
  retiredAt: z.string().nullable(),
})

export function siteRoutes(desk: Desk) {
  const { db, now } = desk
  const insideZones = async ({ hostname }: SiteInput) => {
    if (zoneOf(hostname, await zoneNames(db)) === null) {
      throw new Refused({ refused: 'invalid', errors: { hostname: issueTexts.OUTSIDE_ZONE! } })
    }
  }
  const app = restRoutes({
    name: 'sites',
    record,
    input: siteInput,
    filter: siteFilter,
    sorts: siteSorts,
    store: {
      list: (query, reach) => listSites(db, query, reach),
      one: (id, reach) => siteById(db, id, reach),
      create: async (input) => {
        await insideZones(input)
        return insertSite(db, input, now())
      },
      update: async (id, input) => {
        await insideZones(input)
        return updateSite(db, id, input, now())
      },
      remove: (id) => deleteSite(db, id),
    },
  })
  app.get('/sites/:id/check', async (c) => {
    const site = found(
      await siteById(db, recordId(c.req.param('id')), reachOf(c.get('actor'), 'sites', 'show')),
    )
    return c.json(await latestLook(db, { siteId: site.id }))
  })
  app.post('/sites/:id/check', async (c) => {
    const site = found(
      await siteById(db, recordId(c.req.param('id')), reachOf(c.get('actor'), 'sites', 'show')),
    )
    const check = await desk.look(await siteExpectation(db, site))
    await recordLook(desk, site, check)
    return c.json(check)
  })
  app.get('/sites/:id/mentions', async (c) => {
    const reach = reachOf(c.get('actor'), 'sites', 'show')
    const site = found(await siteById(db, recordId(c.req.param('id')), reach))
    return c.json(await mentionsOf(db, site.hostname))
  })
  // For those who may register them.
  app.get('/mentions/unregistered', async (c) => {
    reachOf(c.get('actor'), 'sites', 'create')
    return c.json(await unregisteredNames(db))
  })
  return app
}
