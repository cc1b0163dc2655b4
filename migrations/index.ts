/** The ordered list of migrations. Each is frozen once released, and imports Kysely alone. */
import type { Migration } from 'kysely'
import { initial } from './2026-11-24-initial.ts'
import { holidays2026 } from './2026-11-24-holidays-2026.ts'
import { execution } from './2026-11-24-execution.ts'
import { settings } from './2026-11-24-settings.ts'

export type Dialect = 'sqlite' | 'postgres'

/** Migrations by name, which is also their order: a static list, so that nothing scans a folder at run time. */
export const migrations = (dialect: Dialect): Record<string, Migration> => ({
  '2026-11-24-1-initial': initial(dialect),
  '2026-11-24-2-holidays-2026': holidays2026,
  '2026-11-24-4-settings': settings,
  '2026-11-24-7-execution': execution(dialect),
})
