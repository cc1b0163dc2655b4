/** HTTP in and out for settings: all of them at once, and one section replaced as a whole. */
import { Hono } from 'hono'
import { settingSections, type SettingSection } from '../core/settings.ts'
import type { Desk, Env } from '../env.ts'
import { parse } from '../errors.ts'
import { found, reachOf, readJson } from '../rest.ts'
import { reckonDueTimes } from '../requests/store.ts'
import { allSettings, logoDigest, saveSettings, settingsOf } from './store.ts'

const isSection = (name: string): name is SettingSection => Object.hasOwn(settingSections, name)

export function settingRoutes({ db, now }: Desk) {
  const app = new Hono<Env>()
  app.get('/settings', async (c) => {
    reachOf(c.get('actor'), 'settings', 'show')
    return c.json({ ...(await allSettings(db)), logo: await logoDigest(db) })
  })
  app.put('/settings/:section', async (c) => {
    reachOf(c.get('actor'), 'settings', 'edit')
    const name = c.req.param('section')
    const section = found(isSection(name) ? name : null)
    const values = parse<any>(settingSections[section], await readJson(c))
    await db.transaction().execute(async (trx) => {
      await saveSettings(trx, section, values)
      if (section === 'clocks') await reckonDueTimes(trx, { what: 'hours' }, c.get('actor'), now())
    })
    return c.json(await settingsOf(db, section))
  })
  return app
}
