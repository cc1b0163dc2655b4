/** HTTP in and out for requests: the simple-rest dialect, actions, history and looks. */
import { createRoute, z } from '@hono/zod-openapi'
import { roles } from '../core/access.ts'
import { firstColumns, gridColumns, namingColumns } from '../core/grid.ts'
import { actions, states, transitions, type Action } from '../core/lifecycle.ts'
import { actionInputs, markable, requestInput } from '../core/request.ts'
import { siteKinds } from '../core/site.ts'
import { severities, statuses } from '../core/verdict.ts'
import { wants } from '../core/expectation.ts'
import type { Desk } from '../env.ts'
import { languageOf, parse } from '../errors.ts'
import { shownLook } from '../findings/store.ts'
import { eventsOf } from '../history/store.ts'
import { assignees } from '../people/store.ts'
import {
  file,
  found,
  idParam,
  json,
  reachOf,
  readJson,
  readJsonParameter,
  readList,
  recordId,
  restRoutes,
} from '../rest.ts'
import { CSV_TYPE, XLSX_TYPE } from '../sheets.ts'
import { attachment, streamOf } from '../stream.ts'
import {
  act,
  createExports,
  createRequest,
  exportFormats,
  editRequest,
  lookAtRequest,
  lookOver,
  proofNow,
} from './actions.ts'
import { countQueues, listRequests, requestFilter, requestSorts } from './list.ts'
import { requestById, shown } from './store.ts'

const at = z.string().nullable()

const columnsShape = z.array(z.enum(gridColumns)).min(1).max(gridColumns.length)
const exportKey = z
  .string()
  .regex(/^[\w-]{8,64}$/)
  .optional()
const exportQuery = z.object({
  filter: z.string().optional().openapi({ example: '{"state":["submitted"]}' }),
  sort: z.string().optional().openapi({ example: '["dueAt","ASC"]' }),
  columns: z.string().optional().openapi({ example: '["number","newName","state"]' }),
  key: exportKey.openapi({ description: 'Chosen by who asks, to follow the progress.' }),
})
const progress = z.object({ done: z.int(), total: z.int() }).nullable()

const record = z
  .object({
    id: z.int(),
    ...requestInput.shape,
    kind: z.enum(siteKinds),
    want: z.enum(wants),
    submissionId: z.int().nullable(),
    number: z.string().nullable(),
    agencyId: z.int(),
    applicantId: z.int(),
    state: z.enum(states),
    version: z.int(),
    assigneeIds: z.array(z.int()),
    waitsFor: z.enum(roles).nullable(),
    stepStartedAt: at,
    heldAt: at,
    dueAt: at,
    warnAt: at,
    submittedAt: at,
    executedAt: at,
    archivedAt: at,
    status: z.enum(statuses).nullable(),
    severity: z.enum(severities).nullable(),
    checkedAt: at,
    forecastUntil: at,
    marks: z.array(z.object({ field: z.enum(markable), note: z.string().optional() })),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .openapi('Request')

export function requestRoutes(desk: Desk) {
  const { db, now } = desk
  const exports = createExports(desk)
  const app = restRoutes({
    name: 'requests',
    record,
    input: requestInput,
    filter: requestFilter,
    sorts: requestSorts,
    store: {
      list: (query, reach, actor) => listRequests(db, query, reach, actor, now()),
      one: async (id, reach) => {
        const request = await requestById(db, id, reach)
        return request && shown(request)
      },
      create: (input, actor) => createRequest(desk, input, actor),
      update: (id, input, actor) => editRequest(desk, id, input, actor),
    },
  })

  const within = async (c: {
    get: (key: 'actor') => Parameters<typeof reachOf>[0]
    req: { param: (name: 'id') => string }
  }) => found(await requestById(db, recordId(c.req.param('id')), reachOf(c.get('actor'), 'requests', 'show')))

  for (const { action } of transitions) {
    const schema = actionInputs[action]
    app.openAPIRegistry.registerPath({
      method: 'post',
      path: `/requests/{id}/actions/${action}`,
      tags: ['requests'],
      request: { params: idParam, body: { content: { 'application/json': { schema } } } },
      responses: json('The request after the action', record),
    })
  }
  app.post('/requests/:id/actions/:action', async (c) => {
    const action = c.req.param('action') as Action
    const id = recordId(c.req.param('id'))
    found(actions.includes(action) ? action : null)
    return c.json(await act(desk, id, action, await readJson(c), c.get('actor')))
  })

  const check = z
    .object({ status: z.enum(statuses), severity: z.enum(severities) })
    .loose()
    .openapi('Check')
  const tags = ['requests']
  const path = '/requests/{id}/check'
  app.openapi(
    createRoute({
      method: 'get',
      path,
      tags,
      request: { params: idParam },
      responses: json('The last look', check.nullable()),
    }),
    async (c): Promise<any> => c.json(await shownLook(db, { requestId: (await within(c)).id }), 200),
  )
  app.openapi(
    createRoute({
      method: 'post',
      path,
      tags,
      request: { params: idParam },
      responses: json('A look made now', check),
    }),
    async (c): Promise<any> => c.json(await lookAtRequest(desk, await within(c)), 200),
  )
  app.post('/requests/:id/proof', async (c) => c.json(await proofNow(desk, await within(c))))
  app.get('/requests/:id/preflight', async (c) => c.json(await lookOver(desk, await within(c))))
  app.get('/requests/:id/events', async (c) => {
    const events = await eventsOf(db, (await within(c)).id)
    // Where an officer sat is no business of the agency's.
    const shownTo = c.get('actor').role === 'applicant' ? events.map(({ origin, ...event }) => event) : events
    return c.json(shownTo)
  })
  app.get('/requests/:id/assignees', async (c) => {
    reachOf(c.get('actor'), 'people', 'list')
    await within(c)
    return c.json(await assignees(db, now()))
  })
  for (const format of exportFormats)
    app.openapi(
      createRoute({
        method: 'get',
        path: `/requests.${format}`,
        tags,
        description: 'Every row of the list, in its order. `x-total` says how many.',
        request: { query: exportQuery },
        responses: file(`The list as ${format.toUpperCase()}`, format === 'csv' ? CSV_TYPE : XLSX_TYPE),
      }),
      async (c): Promise<any> => {
        const actor = c.get('actor')
        const reach = reachOf(actor, 'requests', 'export')
        const query = c.req.query()
        const { filter, sort } = readList(query, { filter: requestFilter, sorts: requestSorts })
        const columns = readJsonParameter(query, 'columns', columnsShape, firstColumns)
        if (columns.some((column) => namingColumns.includes(column))) reachOf(actor, 'people', 'list')
        const language = languageOf(c.req.header('accept-language'))
        const key = parse(z.object({ key: exportKey }), { key: query['key'] }, 'bad_query').key ?? null
        const wanted = { filter, sort, columns, language, format, key }
        const { name, type, total, bytes } = await exports.make(wanted, reach, actor)
        return c.body(streamOf(bytes), 200, { ...attachment(name, type), 'x-total': String(total) })
      },
    )
  app.openapi(
    createRoute({
      method: 'get',
      path: '/requests/exports/{key}',
      tags,
      request: { params: z.object({ key: z.string() }) },
      responses: json('How far one’s own export has come; null where none of that key runs', progress),
    }),
    (c): any => {
      const actor = c.get('actor')
      reachOf(actor, 'requests', 'export')
      return c.json(exports.progress(actor, c.req.param('key')), 200)
    },
  )
  app.get('/queues', async (c) => {
    const actor = c.get('actor')
    return c.json(await countQueues(db, reachOf(actor, 'requests', 'list'), actor, now()))
  })
  return app
}
