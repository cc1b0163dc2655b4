/** HTTP in and out for requests: the simple-rest dialect, actions, history and looks. */
import { createRoute, z } from '@hono/zod-openapi'
import { roles } from '../core/access.ts'
import { actions, states, transitions, type Action } from '../core/lifecycle.ts'
import { actionInputs, markable, requestInput } from '../core/request.ts'
import { siteKinds } from '../core/site.ts'
import { severities, statuses } from '../core/verdict.ts'
import { wants } from '../core/expectation.ts'
import type { Desk } from '../env.ts'
import { latestLook } from '../findings/store.ts'
import { eventsOf } from '../history/store.ts'
import { assignees } from '../people/store.ts'
import { found, idParam, json, reachOf, readJson, recordId, restRoutes } from '../rest.ts'
import { act, createRequest, editRequest, lookAtRequest, lookOver, proofNow } from './actions.ts'
import { countQueues, listRequests, requestFilter, requestSorts } from './list.ts'
import { requestById, shown } from './store.ts'

const at = z.string().nullable()

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
    async (c): Promise<any> => c.json(await latestLook(db, { requestId: (await within(c)).id }), 200),
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
  app.get('/queues', async (c) => {
    const actor = c.get('actor')
    return c.json(await countQueues(db, reachOf(actor, 'requests', 'list'), actor, now()))
  })
  return app
}
