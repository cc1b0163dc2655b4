/** Numbers, shares, months and spans of working time as people read them. Pure. */
import type { TranslateFunction } from 'react-admin'

const tagOf = (locale: string) => (locale === 'en' ? 'en-GB' : 'id-ID')

/** `14.400` */
export const formatNumber = (value: number, locale: string): string =>
  new Intl.NumberFormat(tagOf(locale), { maximumFractionDigits: 1 }).format(value)

/** `98,6%`; what is not all never reads `100%`, and what is not nothing never `0%`. */
export function formatShare(share: number, locale: string): string {
  const format = new Intl.NumberFormat(tagOf(locale), { style: 'percent', maximumFractionDigits: 1 })
  const tenths = Math.round(share * 1000)
  if (tenths === 0 && share > 0) return `<${format.format(0.001)}`
  if (tenths === 1000 && share < 1) return `>${format.format(0.999)}`
  return format.format(tenths / 1000)
}

/** `November 2026`, of `2026-11`. */
export const formatMonth = (month: string, locale: string): string =>
  new Intl.DateTimeFormat(tagOf(locale), { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(
    new Date(`${month}-01T00:00:00Z`),
  )

/** `4 jam 30 menit 5 detik`: to the second, without days, whose length is not the clock's in working time. */
export function formatExact(seconds: number, t: TranslateFunction): string {
  const parts: [string, number][] = [
    ['alih.time.hour', Math.floor(seconds / 3600)],
    ['alih.time.minute', Math.floor((seconds % 3600) / 60)],
    ['alih.time.second', seconds % 60],
  ]
  const said = parts.filter(([, count]) => count > 0)
  return (said.length > 0 ? said : [parts[2]!]).map(([key, smart_count]) => t(key, { smart_count })).join(' ')
}

/** `3 hari 4 jam`: a span by the wall clock, two units at most. */
export function formatSpan(seconds: number, t: TranslateFunction): string {
  const units: [string, number][] = [
    ['alih.time.day', 86_400],
    ['alih.time.hour', 3_600],
    ['alih.time.minute', 60],
    ['alih.time.second', 1],
  ]
  let left = Math.max(0, Math.round(seconds))
  const said: string[] = []
  for (const [key, size] of units) {
    if (left < size || said.length === 2) continue
    said.push(t(key, { smart_count: Math.floor(left / size) }))
    left %= size
  }
  return said.join(' ') || t('alih.time.second', { smart_count: 0 })
}
