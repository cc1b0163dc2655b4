/** HTTP out for the procedure: how many requests stand at each of its steps. */
import { Hono } from 'hono'
import { steps, type State } from '../core/lifecycle.ts'
import type { StepCount } from '../core/procedure.ts'
import type { Desk, Env } from '../env.ts'
import { countByState } from '../requests/list.ts'
import { reachOf } from '../rest.ts'

export function procedureRoutes({ db, now }: Desk) {
  const app = new Hono<Env>()
  app.get('/procedure', async (c) => {
    const counts = await countByState(db, reachOf(c.get('actor'), 'requests', 'list'), now())
    return c.json(
      steps.map(({ step, waitsIn }): StepCount => {
        const here = counts.filter(({ state }) => (waitsIn as readonly State[]).includes(state as State))
        const sum = (field: 'waiting' | 'late' | 'soon') => here.reduce((total, row) => total + row[field], 0)
        return { step, waiting: sum('waiting'), late: sum('late'), soon: sum('soon') }
      }),
    )
  })
  return app
}
