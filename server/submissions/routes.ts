/** HTTP in and out for letters about several names, and for the preflight of names while they are typed. */
import { Hono } from 'hono'
import { preflightInput, submissionChange, submissionInput } from '../core/submission.ts'
import type { Desk, Env } from '../env.ts'
import { parse } from '../errors.ts'
import { reachOf, readJson, recordId } from '../rest.ts'
import { changeSubmission, createSubmission, preflightOf, sendSubmission, submissionOf } from './actions.ts'

export function submissionRoutes(desk: Desk) {
  const app = new Hono<Env>()
  const glimpse = preflightOf(desk)
  app.post('/requests/preflight', async (c) => {
    const actor = c.get('actor')
    reachOf(actor, 'requests', 'create')
    return c.json(await glimpse(parse(preflightInput, await readJson(c)), actor))
  })
  app.post('/submissions', async (c) => {
    const actor = c.get('actor')
    reachOf(actor, 'requests', 'create')
    return c.json(await createSubmission(desk, parse(submissionInput, await readJson(c)), actor))
  })
  app.get('/submissions/:id', async (c) =>
    c.json(
      await submissionOf(desk.db, recordId(c.req.param('id')), reachOf(c.get('actor'), 'requests', 'show')),
    ),
  )
  app.put('/submissions/:id', async (c) => {
    const actor = c.get('actor')
    reachOf(actor, 'requests', 'edit')
    const change = parse(submissionChange, await readJson(c))
    return c.json(await changeSubmission(desk, recordId(c.req.param('id')), change, actor))
  })
  app.post('/submissions/:id/submit', async (c) =>
    c.json(await sendSubmission(desk, recordId(c.req.param('id')), c.get('actor'))),
  )
  return app
}
