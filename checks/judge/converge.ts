/** Sorts servers that disagree: which hold the latest version of the zone, and which may still catch up. Pure. */
import type { Forecast } from '../../server/core/verdict.ts'
import { forecastFrom } from './forecast.ts'
import { laterSerial } from '../../server/core/serial.ts'
import { latestSerial } from './reading.ts'
import type { Reading } from './reading.ts'

/** The readings that hold the latest serial, and those that lag behind it. */
export function bySerial(list: readonly Reading[]): { latest: Reading[]; behind: Reading[] } {
  const top = latestSerial(list)
  const lags = ({ soa }: Reading) => top !== null && soa !== null && laterSerial(top, soa.serial)
  return { latest: list.filter((one) => !lags(one)), behind: list.filter(lags) }
}

/** When a lagging secondary must have asked again, counted from the change (RFC 1034 §4.3.5). */
export function catchUp(latest: readonly Reading[], changedAt: string): Forecast | null {
  const soa = latest.find((one) => one.soa)?.soa
  if (!soa) return null
  return forecastFrom(changedAt, soa.refresh + soa.retry, {
    id: `Server sekunder mengambil zona paling lambat {time} (SOA refresh ${soa.refresh} detik + retry ${soa.retry} detik) setelah {from}, jadi sampai {until}.`,
    en: `Secondary servers fetch the zone at the latest {time} (SOA refresh ${soa.refresh} s + retry ${soa.retry} s) after {from}, so by {until}.`,
  })
}

/** The instant from which waiting is counted: the execution, or now when it is not recorded or lies ahead. */
export function changedAt(executedAt: string | null, now: Date): string {
  const at = executedAt === null ? NaN : Date.parse(executedAt)
  return new Date(Number.isNaN(at) ? now.getTime() : Math.min(at, now.getTime())).toISOString()
}
