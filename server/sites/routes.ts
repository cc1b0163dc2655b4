/** HTTP in and out for the register of sites. */
import { createRoute, z } from '@hono/zod-openapi'
import { hostnameInput } from '../core/directory.ts'
import { wants } from '../core/expectation.ts'
import { importFormats, MAX_IMPORT_CHARACTERS, MAX_IMPORT_ROWS } from '../core/register.ts'
import { siteInput, siteKinds, siteRoles, type Site } from '../core/site.ts'
import { localDate } from '../core/worktime.ts'
import { severities, statuses } from '../core/verdict.ts'
import type { Desk } from '../env.ts'
import { languageOf, parse } from '../errors.ts'
import { recordLook, siteExpectation } from '../findings/actions.ts'
import { shownLook } from '../findings/store.ts'
import { mentionsOf, unregisteredNames } from '../mentions/store.ts'
import { listFormats } from '../lists.ts'
import { file, found, reachOf, readJson, readList, recordId, restRoutes } from '../rest.ts'
import { CSV_TYPE, XLSX_TYPE } from '../sheets.ts'
import { attachment, streamOf } from '../stream.ts'
import {
  createSite,
  editSite,
  exportSites,
  historyOf,
  importSites,
  previewSites,
  removeSite,
} from './actions.ts'
import { listSites, siteFilter, siteSorts, withRest } from './list.ts'
import { siteById } from './store.ts'

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
  restsSince: z.string().nullable(),
  restsUntil: z.string().nullable(),
})

const feed = z.strictObject({
  text: z.string().min(1).max(MAX_IMPORT_CHARACTERS),
  format: z.enum(importFormats).optional(),
  origin: hostnameInput.nullable().default(null),
  agencyId: z.int().positive().nullable().default(null),
  kind: z.enum(siteKinds).default('website'),
})
const confirmed = z.strictObject({
  rows: z
    .array(z.strictObject({ row: siteInput, was: siteInput.nullable() }))
    .min(1)
    .max(MAX_IMPORT_ROWS),
})

export function siteRoutes(desk: Desk) {
  const { db, now } = desk
  const shown = async (site: Site | null) => site && (await withRest(db, [site]))[0]!
  const app = restRoutes({
    name: 'sites',
    record,
    input: siteInput,
    filter: siteFilter,
    sorts: siteSorts,
    store: {
      list: (query, reach) => listSites(db, query, reach, now()),
      one: async (id, reach) => shown(await siteById(db, id, reach)),
      create: async (input, actor) => found(await shown(await createSite(db, input, actor, now()))),
      update: async (id, input, actor) => shown(await editSite(db, id, input, actor, now())),
      remove: async (id, actor) => shown(await removeSite(db, id, actor, now())),
    },
  })
  for (const format of listFormats)
    app.openapi(
      createRoute({
        method: 'get',
        path: `/sites.${format}`,
        tags: ['sites'],
        description: 'Every row of the list, in its order. `x-total` says how many.',
        request: { query: z.object({ filter: z.string().optional(), sort: z.string().optional() }) },
        responses: file(`The list as ${format.toUpperCase()}`, format === 'csv' ? CSV_TYPE : XLSX_TYPE),
      }),
      async (c): Promise<any> => {
        const reach = reachOf(c.get('actor'), 'sites', 'export')
        const list = readList(c.req.query(), { filter: siteFilter, sorts: siteSorts })
        const language = languageOf(c.req.header('accept-language'))
        const { type, total, bytes } = await exportSites(db, list, { reach, format, language, now: now() })
        const name = `${language === 'id' ? 'situs' : 'sites'}-${localDate(now())}.${format}`
        return c.body(streamOf(bytes), 200, { ...attachment(name, type), 'x-total': String(total) })
      },
    )
  app.post('/sites/preview', async (c) => {
    reachOf(c.get('actor'), 'sites', 'create')
    return c.json(await previewSites(db, parse(feed, await readJson(c)), now()))
  })
  app.post('/sites/import', async (c) => {
    const actor = c.get('actor')
    reachOf(actor, 'sites', 'create')
    return c.json(await importSites(db, parse(confirmed, await readJson(c)).rows, actor, now()))
  })
  app.get('/sites/:id/history', async (c) => {
    const actor = c.get('actor')
    const site = found(await siteById(db, recordId(c.req.param('id')), reachOf(actor, 'sites', 'show')))
    return c.json(await historyOf(db, site, reachOf(actor, 'requests', 'show'), now()))
  })
  app.get('/sites/:id/check', async (c) => {
    const site = found(
      await siteById(db, recordId(c.req.param('id')), reachOf(c.get('actor'), 'sites', 'show')),
    )
    return c.json(await shownLook(db, { siteId: site.id }))
  })
  app.post('/sites/:id/check', async (c) => {
    const site = found(
      await siteById(db, recordId(c.req.param('id')), reachOf(c.get('actor'), 'sites', 'show')),
    )
    await recordLook(desk, site, await desk.look(await siteExpectation(db, site)))
    return c.json(found(await shownLook(db, { siteId: site.id })))
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
