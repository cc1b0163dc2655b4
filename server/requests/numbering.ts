/** Numbers of requests: by the pattern that is set, without gaps, whoever submits at the same moment. */
import { formatNumber, isYearly } from '../core/number.ts'
import { localDate } from '../core/worktime.ts'
import type { Db } from '../database.ts'
import { holdCounter, nextOf } from '../numbers.ts'
import { settingsOf } from '../settings/store.ts'

/**
 * The next number by the pattern that is set, `2026/0001` by default, of the year of the submission; without gaps
 * because it rolls back with its transaction.
 */
export async function nextNumber(trx: Db, now: Date, agencyId: number): Promise<string> {
  const { numberPattern } = await settingsOf(trx, 'intake')
  const [year, month] = localDate(now).split('-').map(Number) as [number, number]
  const number = await nextOf(trx, counterOf(numberPattern, year))
  const { shortName } = await trx
    .selectFrom('agencies')
    .select('shortName')
    .where('id', '=', agencyId)
    .executeTakeFirstOrThrow()
  return formatNumber(numberPattern, { year, month, number, agency: shortName })
}

const counterOf = (pattern: string, year: number) => (isYearly(pattern) ? `requests ${year}` : 'requests')

/**
 * Holds the counter until the transaction ends. Who will take a number takes this before any request's row: in one
 * order for all, nobody waits for somebody who waits for them.
 */
export async function holdNumbers(trx: Db, now: Date): Promise<void> {
  const { numberPattern } = await settingsOf(trx, 'intake')
  await holdCounter(trx, counterOf(numberPattern, Number(localDate(now).slice(0, 4))))
}
