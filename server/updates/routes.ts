/** HTTP in and out for dynamic updates: a zone's key (its secret only goes in), comparison, application, and the way back. */
import { Hono } from 'hono'
import type { Context } from 'hono'
import { applyInput, diffInput, updateKeyInput } from '../core/update.ts'
import type { Desk, Env } from '../env.ts'
import { parse, Refused } from '../errors.ts'
import { requestById, type StoredRequest } from '../requests/store.ts'
import { found, reachOf, readJson, recordId } from '../rest.ts'
import { apply, compare, setKey, shownKey, tryKey, undo, updatesFor } from './actions.ts'
import { keyOfZone, removeKey } from './store.ts'

export function updateRoutes(desk: Desk) {
  const { db } = desk
  const app = new Hono<Env>()
  const zoneId = (c: Context<Env>) => {
    reachOf(c.get('actor'), 'zones', 'edit')
    return recordId(c.req.param('id'))
  }
  app.get('/zones/:id/key', async (c) => {
    const key = await keyOfZone(db, zoneId(c))
    return c.json({ available: desk.vault !== null, key: key && shownKey(key) })
  })
  app.put('/zones/:id/key', async (c) => {
    const id = zoneId(c)
    return c.json(await setKey(desk, id, parse(updateKeyInput, await readJson(c)), c.get('actor')))
  })
  app.delete('/zones/:id/key', async (c) => {
    await removeKey(db, zoneId(c))
    return c.json({ available: desk.vault !== null, key: null })
  })
  app.post('/zones/:id/key/test', async (c) => c.json(await tryKey(desk, zoneId(c))))

  const within = async (c: Context<Env>): Promise<StoredRequest> => {
    const reach = reachOf(c.get('actor'), 'requests', 'show')
    // Servers and keys are the office's own business.
    if (c.get('actor').role === 'applicant') throw new Refused('not_allowed')
    return found(await requestById(db, recordId(c.req.param('id')), reach))
  }
  app.get('/requests/:id/updates', async (c) => c.json(await updatesFor(desk, await within(c))))
  app.post('/requests/:id/updates/diff', async (c) => {
    const request = await within(c)
    const { zoneId } = parse(diffInput, await readJson(c))
    return c.json(await compare(desk, request, zoneId))
  })
  app.post('/requests/:id/updates', async (c) => {
    const request = await within(c)
    return c.json(await apply(desk, request, parse(applyInput, await readJson(c)), c.get('actor')))
  })
  app.post('/requests/:id/updates/:update/undo', async (c) => {
    const request = await within(c)
    return c.json(await undo(desk, request, recordId(c.req.param('update')), c.get('actor')))
  })
  return app
}
