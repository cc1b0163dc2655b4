/** HTTP in and out for the runbook of a request, and for its state before and after. */
import { Hono } from 'hono'
import type { Context } from 'hono'
import { tickInput } from '../core/runbook.ts'
import type { Desk, Env } from '../env.ts'
import { parse } from '../errors.ts'
import { requestById, type StoredRequest } from '../requests/store.ts'
import { found, reachOf, readJson, recordId } from '../rest.ts'
import { beforeAndAfter, retake, runbookFor, tick } from './actions.ts'

export function runbookRoutes(desk: Desk) {
  const { db } = desk
  const app = new Hono<Env>()
  const within = async (c: Context<Env>): Promise<StoredRequest> =>
    found(await requestById(db, recordId(c.req.param('id')), reachOf(c.get('actor'), 'requests', 'show')))

  app.get('/requests/:id/runbook', async (c) => c.json(await runbookFor(desk, await within(c))))
  app.post('/requests/:id/runbook', async (c) => {
    const request = await within(c)
    return c.json(await tick(desk, request, parse(tickInput, await readJson(c)), c.get('actor')))
  })
  app.get('/requests/:id/baseline', async (c) => c.json(await beforeAndAfter(db, await within(c))))
  app.post('/requests/:id/baseline', async (c) => c.json(await retake(desk, await within(c), c.get('actor'))))
  return app
}
