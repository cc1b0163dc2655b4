/** All SQL for settings. */
import { settingSections, type Settings, type SettingSection } from '../core/settings.ts'
import type { Db } from '../database.ts'

/** One section as it stands: what was stored over the defaults. */
export async function settingsOf<S extends SettingSection>(db: Db, section: S): Promise<Settings[S]> {
  const row = await db.selectFrom('settings').select('value').where('name', '=', section).executeTakeFirst()
  return settingSections[section].parse(row ? JSON.parse(row.value) : {}) as Settings[S]
}

/** Every section as it stands. */
export async function allSettings(db: Db): Promise<Settings> {
  const names = Object.keys(settingSections) as SettingSection[]
  const values = await Promise.all(names.map(async (name) => [name, await settingsOf(db, name)]))
  return Object.fromEntries(values) as Settings
}

export async function saveSettings<S extends SettingSection>(
  db: Db,
  section: S,
  settings: Settings[S],
): Promise<void> {
  const value = JSON.stringify(settings)
  await db
    .insertInto('settings')
    .values({ name: section, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
}
