/** Whether frozen months are as they were frozen. */
import { createHash } from 'node:crypto'
import { canonical } from '../core/canonical.ts'
import type { MonthReport } from '../core/report.ts'
import type { Db } from '../database.ts'
import { sha256 } from '../documents/store.ts'
import { countsOf, frozenMonths, pagesOf, storedMonth } from './store.ts'

/** The first frozen month that is not as it was; null when all are whole. */
export async function firstDamagedReport(db: Db): Promise<string | null> {
  for (const month of await frozenMonths(db)) {
    const { data, digest, making, counts } = await storedMonth(db, month)
    const broken = `the report of ${month} is not as it was frozen`
    if (sha256(data) !== digest) return broken
    const report = JSON.parse(data) as MonthReport
    if (report.month !== month || canonical(countsOf(report)) !== canonical(JSON.parse(counts))) return broken
    const hash = createHash('sha256')
    let total = 0
    for await (const page of pagesOf(db, making)) {
      hash.update(page)
      total += page.split('\n').length - 1
    }
    if (total !== report.lines.total || hash.digest('hex') !== report.lines.digest)
      return `the lines of the report of ${month} are not as they were frozen`
  }
  return null
}
