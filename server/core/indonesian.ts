/** Dates, numbers and lists as official Indonesian writes them, without a locale database that could change. Pure. */
import { monthNames, sayDay } from './spoken.ts'
import { localIso } from './worktime.ts'

/** `23 November 2026`, of a day `YYYY-MM-DD` or of an instant in WITA. */
export function longDate(text: string): string {
  const [year, month, day] = dayOf(text).split('-').map(Number)
  return `${day} ${monthNames.id[month! - 1]} ${year}`
}

/** `Senin, 23 November 2026, pukul 09.00 WITA` */
export function longInstant(iso: string): string {
  const day = dayOf(iso)
  const [hour, minute] = localIso(new Date(iso)).slice(11, 16).split(':')
  return `${sayDay(day).id}, pukul ${hour}.${minute} WITA`
}

const dayOf = (text: string) => (text.length > 10 ? localIso(new Date(text)).slice(0, 10) : text)

/** `14.400`; decimals after a comma. */
export function formatCount(value: number): string {
  const [whole, decimals] = String(Math.abs(value)).split('.')
  const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, '.')
  return `${value < 0 ? '-' : ''}${grouped}${decimals === undefined ? '' : `,${decimals}`}`
}

/** `2 hari 3 jam`: two units at most, of a span in seconds. */
export function longSpan(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const sizes: [number, string][] = [
    [86_400, 'hari'],
    [3_600, 'jam'],
    [60, 'menit'],
    [1, 'detik'],
  ]
  const parts: string[] = []
  let left = whole
  for (const [size, unit] of sizes) {
    if (left < size || parts.length === 2) continue
    parts.push(`${formatCount(Math.floor(left / size))} ${unit}`)
    left %= size
  }
  return parts.join(' ') || '0 detik'
}

/** `27 jam 5 menit`: working time, whose days have other lengths than the clock's and are left out. */
export function workSpan(seconds: number): string {
  if (seconds < 3_600) return longSpan(seconds)
  const minutes = Math.round(seconds / 60)
  const rest = minutes % 60
  return `${formatCount(Math.floor(minutes / 60))} jam${rest === 0 ? '' : ` ${rest} menit`}`
}

/** `98,6%`; what is not all never reads `100%`, and what is not nothing never `0%`. */
export function formatShare(share: number): string {
  const tenths = Math.round(share * 1000)
  if (tenths === 0 && share > 0) return '<0,1%'
  if (tenths === 1000 && share < 1) return '>99,9%'
  return `${formatCount(tenths / 10)}%`
}

/** `Oktober 2026`, of a month `2026-10`. */
export const monthName = (month: string): string => longDate(`${month}-01`).slice(2)

/** `a, b, dan c` */
export function listed(items: readonly string[]): string {
  if (items.length < 3) return items.join(' dan ')
  return `${items.slice(0, -1).join(', ')}, dan ${items.at(-1)}`
}
