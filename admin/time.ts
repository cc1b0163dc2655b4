/** Instants and spans as people read them: WITA, in the chosen language. Pure. */
import type { TranslateFunction } from 'react-admin'

const ZONE = 'Asia/Makassar'
const tags: Record<string, string> = { id: 'id-ID', en: 'en-GB' }
const tagOf = (locale: string) => tags[locale] ?? locale

/** `Sen, 23 Nov 2026 14.05 WITA` */
export function formatInstant(iso: string, locale: string): string {
  const text = new Intl.DateTimeFormat(tagOf(locale), {
    timeZone: ZONE,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(iso))
  return `${text} WITA`
}

/** `23 Nov 14.05`: short enough for a table. */
export function formatShort(iso: string, locale: string): string {
  return new Intl.DateTimeFormat(tagOf(locale), {
    timeZone: ZONE,
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(new Date(iso))
}

/** A day without a time, `YYYY-MM-DD`. */
export function formatDay(day: string, locale: string): string {
  return new Intl.DateTimeFormat(tagOf(locale), { timeZone: 'UTC', dateStyle: 'long' }).format(
    new Date(`${day}T00:00:00Z`),
  )
}

/** `23 Nov`, of a day without a time. */
export const formatDayShort = (day: string, locale: string): string =>
  new Intl.DateTimeFormat(tagOf(locale), { timeZone: 'UTC', day: 'numeric', month: 'short' }).format(
    new Date(`${day}T00:00:00Z`),
  )

/** `Senin, 23 November 2026`, as it is in WITA. */
export const formatLongDay = (at: Date, locale: string): string =>
  new Intl.DateTimeFormat(tagOf(locale), { timeZone: ZONE, dateStyle: 'full' }).format(at)

/** `14.05`, or `14.05.30`, with the zone. */
export function formatClock(at: Date, locale: string, seconds = false): string {
  const text = new Intl.DateTimeFormat(tagOf(locale), {
    timeZone: ZONE,
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds && { second: '2-digit' }),
  }).format(at)
  return `${text} WITA`
}

/** `12.345` */
export const formatCount = (count: number, locale: string): string =>
  new Intl.NumberFormat(tagOf(locale)).format(count)

/** `97,5 %`; a part is never rounded up to the whole. */
export function formatShare(share: number | null, locale: string): string {
  if (share === null) return '–'
  const format = new Intl.NumberFormat(tagOf(locale), { style: 'percent', maximumFractionDigits: 1 })
  return format.format(Math.floor(share * 1000 + 1e-9) / 1000)
}

/** `a, b, dan c` */
export const formatList = (parts: readonly string[], locale: string): string =>
  new Intl.ListFormat(tagOf(locale)).format(parts)

/** `5 menit yang lalu`, `2 jam lagi`. */
export function formatAgo(iso: string, now: Date, locale: string): string {
  const seconds = (Date.parse(iso) - now.getTime()) / 1000
  const size = Math.abs(seconds)
  const format = new Intl.RelativeTimeFormat(tagOf(locale), { numeric: 'auto' })
  if (size < 60) return format.format(Math.round(seconds), 'second')
  if (size < 3600) return format.format(Math.round(seconds / 60), 'minute')
  if (size < 86_400) return format.format(Math.round(seconds / 3600), 'hour')
  return format.format(Math.round(seconds / 86_400), 'day')
}

/** `3 jam 20 menit`: two units at most. */
export function formatSeconds(seconds: number, t: TranslateFunction): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return t('alih.time.second', { smart_count: whole })
  return hoursAndMinutes(whole, (unit, count) => t(`alih.time.${unit}`, { smart_count: count }))
}

/** `3 j 20 mnt`, in whole minutes. */
export const formatBrief = (seconds: number, t: TranslateFunction): string =>
  hoursAndMinutes(seconds, (unit, count) => t(`alih.time_brief.${unit}`, { count }))

function hoursAndMinutes(seconds: number, say: (unit: 'hour' | 'minute', count: number) => string): string {
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(minutes / 60)
  const parts: string[] = []
  if (hours > 0) parts.push(say('hour', hours))
  if (hours === 0 || (minutes % 60 > 0 && hours < 100)) parts.push(say('minute', minutes % 60))
  return parts.join(' ')
}

/** `14 menit 20 detik`: to the second in the last quarter of an hour. */
export function formatCountdown(seconds: number, t: TranslateFunction): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60 || whole >= 900 || whole % 60 === 0) return formatSeconds(whole, t)
  return `${formatSeconds(whole - (whole % 60), t)} ${t('alih.time.second', { smart_count: whole % 60 })}`
}

/** `1,2 MB` */
export function formatBytes(bytes: number, locale: string): string {
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte']
  return new Intl.NumberFormat(tagOf(locale), {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  }).format(value)
}
