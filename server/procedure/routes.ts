/** HTTP out for the procedure: how many requests stand at each of its steps. */
import { Hono } from 'hono'
import { countsByStep } from '../core/procedure.ts'
import type { Desk, Env } from '../env.ts'
import { countByState } from '../requests/list.ts'
import { reachOf } from '../rest.ts'

export function procedureRoutes({ db, now }: Desk) {
  const app = new Hono<Env>()
  app.get('/procedure', async (c) =>
    c.json(countsByStep(await countByState(db, reachOf(c.get('actor'), 'requests', 'list'), now()))),
  )
  return app
}
