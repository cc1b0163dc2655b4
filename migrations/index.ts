/** The ordered list of migrations. Each is frozen once released, and imports Kysely alone. */
import type { Migration } from 'kysely'
import { calendar } from './2026-11-24-calendar.ts'
import { initial } from './2026-11-24-initial.ts'
import { holidays2026 } from './2026-11-24-holidays-2026.ts'
import { memories } from './2026-11-24-memories.ts'
import { people } from './2026-11-24-people.ts'
import { execution } from './2026-11-24-execution.ts'
import { settings } from './2026-11-24-settings.ts'
import { notices } from './2026-11-24-notices.ts'
import { intake } from './2026-11-24-intake.ts'
import { scale } from './2026-11-24-scale.ts'
import { documents } from './2026-11-24-documents.ts'
import { reports } from './2026-11-24-reports.ts'
import { board } from './2026-11-27-board.ts'
import { register } from './2026-11-27-register.ts'
import { sent } from './2026-11-27-3-sent.ts'
import { covering } from './2026-11-28-covering.ts'
import { ids } from './2026-11-28-ids.ts'
import { split } from './2026-11-28-split.ts'

export type Dialect = 'sqlite' | 'postgres'

/** Migrations by name, which is also their order: a static list, so that nothing scans a folder at run time. */
export const migrations = (dialect: Dialect): Record<string, Migration> => ({
  '2026-11-24-1-initial': initial(dialect),
  '2026-11-24-2-holidays-2026': holidays2026,
  '2026-11-24-3-memories': memories,
  '2026-11-24-3b-calendar': calendar,
  '2026-11-24-4-settings': settings,
  '2026-11-24-5-people': people(dialect),
  '2026-11-24-6-intake': intake(dialect),
  '2026-11-24-7-execution': execution(dialect),
  '2026-11-24-8-documents': documents,
  '2026-11-24-9-notices': notices(dialect),
  '2026-11-24-91-scale': scale(dialect),
  '2026-11-24-92-reports': reports(dialect),
  '2026-11-27-1-board': board,
  '2026-11-27-2-register': register(dialect),
  '2026-11-27-3-sent': sent,
  '2026-11-28-1-covering': covering,
  '2026-11-28-2-ids': ids(dialect),
  '2026-11-28-3-split': split,
})
