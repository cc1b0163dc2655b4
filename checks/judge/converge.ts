/** Sorts servers that disagree: which hold the latest version of the zone, and which may still catch up. Pure. */
import type { Forecast } from '../../server/core/verdict.ts'
import { forecastFrom } from './forecast.ts'
import { laterSerial } from '../../server/core/serial.ts'
import { latestSerial } from './reading.ts'
import type { Reading } from './reading.ts'
import type { Facts } from './remark.ts'

/** The readings that hold the latest serial, and those that lag behind it. */
export function bySerial(list: readonly Reading[]): { latest: Reading[]; behind: Reading[] } {
  const top = latestSerial(list)
  const lags = ({ soa }: Reading) => top !== null && soa !== null && laterSerial(top, soa.serial)
  return { latest: list.filter((one) => !lags(one)), behind: list.filter(lags) }
}

/** When a lagging secondary must have asked again, counted from when it was first behind (RFC 1034 §4.3.5). */
export function catchUp(facts: Facts, latest: readonly Reading[]): Forecast | null {
  const first = latest.find((one) => one.soa)
  if (!first?.soa) return null
  const { refresh, retry } = first.soa
  return forecastFrom(behindSince(facts, first.zone), refresh + retry, {
    id: `Server sekunder mengambil zona paling lambat {time} (SOA refresh ${refresh} detik + retry ${retry} detik) setelah {from}, jadi sampai {until}.`,
    en: `Secondary servers fetch the zone at the latest {time} (SOA refresh ${refresh} s + retry ${retry} s) after {from}, so by {until}.`,
  })
}

/** Where looks are remembered, since the servers were first seen to differ; else since the execution, as far as is known. */
function behindSince({ expectation: { before, executedAt }, now }: Facts, zone: string | null): string {
  if (!before || zone === null) return changedAt(executedAt, now)
  return before.zones[zone]?.split?.at ?? now.toISOString()
}

/** The instant from which waiting is counted: the execution, or now when it is not recorded or lies ahead. */
export function changedAt(executedAt: string | null, now: Date): string {
  const at = executedAt === null ? NaN : Date.parse(executedAt)
  return new Date(Number.isNaN(at) ? now.getTime() : Math.min(at, now.getTime())).toISOString()
}
