/** All SQL of frozen months: written once, read in pages. */
import type { MonthEntry, MonthReport, ReportLine, ReportRecord } from '../core/report.ts'
import type { Db } from '../database.ts'

/** What a list shows of a frozen month besides its seal. */
export type MonthCounts = Omit<MonthEntry, 'id' | 'isOver' | 'isFrozen' | 'digest' | 'frozenAt' | 'frozenBy'>

export const countsOf = ({ totals, proof, late }: MonthReport): MonthCounts => ({
  received: totals.received,
  finished: totals.finished,
  rejected: totals.rejected,
  returned: totals.returned,
  withdrawn: totals.withdrawn,
  executed: proof.executions,
  open: totals.open,
  late: late.total,
})

export type FrozenMonth = ReportRecord & { making: string }

export async function frozenMonth(db: Db, month: string): Promise<FrozenMonth | null> {
  const row = await db.selectFrom('reports').selectAll().where('month', '=', month).executeTakeFirst()
  if (!row) return null
  const { making, data, digest, frozenAt, frozenBy } = row
  return { id: month, making, seal: { digest, frozenAt, frozenBy }, data: JSON.parse(data) }
}

/** A frozen month as it is written. */
export const storedMonth = (db: Db, month: string) =>
  db.selectFrom('reports').selectAll().where('month', '=', month).executeTakeFirstOrThrow()

export async function frozenEntries(db: Db): Promise<Map<string, MonthEntry>> {
  const rows = await db
    .selectFrom('reports')
    .select(['month', 'digest', 'counts', 'frozenAt', 'frozenBy'])
    .execute()
  return new Map(
    rows.map(({ month, counts, ...seal }) => [
      month,
      { id: month, isOver: true, isFrozen: true, ...seal, ...(JSON.parse(counts) as MonthCounts) },
    ]),
  )
}

export async function frozenMonths(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('reports').select('month').orderBy('month').execute()
  return rows.map(({ month }) => month)
}

/** Writes a page of lines of a month that is being made: their canonical JSON, one to a line. */
export async function insertPage(db: Db, making: string, page: number, lines: string): Promise<void> {
  await db.insertInto('reportLines').values({ making, page, lines }).execute()
}

/** Leaves nothing behind of a month that was begun and never frozen. */
export async function discardUnfrozen(db: Db, month: string): Promise<void> {
  await db
    .deleteFrom('reportLines')
    .where('making', 'like', `${month}/%`)
    .where('making', 'not in', db.selectFrom('reports').select('making'))
    .execute()
}

/** Freezes a month whose pages are all there. */
export async function insertReport(
  trx: Db,
  { month, making, data }: { month: string; making: string; data: string },
  digest: string,
  report: MonthReport,
  pages: number,
  { frozenAt, frozenBy }: { frozenAt: string; frozenBy: string | null },
): Promise<void> {
  const counts = JSON.stringify(countsOf(report))
  await trx
    .insertInto('reports')
    .values({ month, making, data, digest, counts, frozenAt, frozenBy })
    .execute()
  const { total } = await trx
    .selectFrom('reportLines')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('making', '=', making)
    .executeTakeFirstOrThrow()
  if (total !== pages)
    throw new Error(`the report of ${month} was made twice at the same time; nothing was frozen`)
}

/** The pages of a frozen month as they were written, in their order. */
export async function* pagesOf(db: Db, making: string): AsyncGenerator<string> {
  for (let page = 0; ; page++) {
    const row = await db
      .selectFrom('reportLines')
      .select('lines')
      .where('making', '=', making)
      .where('page', '=', page)
      .executeTakeFirst()
    if (!row) return
    yield row.lines
  }
}

export const linesIn = (page: string): ReportLine[] =>
  page
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
