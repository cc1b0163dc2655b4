/** All SQL for settings. */
import { settingSections, type Settings, type SettingSection } from '../core/settings.ts'
import type { Db } from '../database.ts'

/** The emblem at the head of documents. It is kept under its digest for as long as there may be documents with it. */
export type Logo = { digest: string; mediaType: string; content: Buffer }

const CURRENT = 'logo'

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

export const saveSettings = <S extends SettingSection>(
  db: Db,
  section: S,
  settings: Settings[S],
): Promise<void> => keep(db, section, settings)

/** The digest of the emblem in force; null where there is none. */
export const logoDigest = (db: Db): Promise<string | null> => kept<string>(db, CURRENT)

export async function logoOf(db: Db, digest: string): Promise<Logo | null> {
  const logo = await kept<{ mediaType: string; content: string }>(db, `${CURRENT}:${digest}`)
  return logo && { digest, mediaType: logo.mediaType, content: Buffer.from(logo.content, 'base64') }
}

export async function saveLogo(trx: Db, { digest, mediaType, content }: Logo): Promise<void> {
  await keep(trx, `${CURRENT}:${digest}`, { mediaType, content: content.toString('base64') })
  await keep(trx, CURRENT, digest)
}

/** Documents from now on have none; those that have one keep it. */
export const removeLogo = (db: Db): Promise<void> => keep(db, CURRENT, null)

async function kept<T>(db: Db, name: string): Promise<T | null> {
  const row = await db.selectFrom('settings').select('value').where('name', '=', name).executeTakeFirst()
  return row ? JSON.parse(row.value) : null
}

async function keep(db: Db, name: string, stored: unknown): Promise<void> {
  const value = JSON.stringify(stored)
  await db
    .insertInto('settings')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
}
