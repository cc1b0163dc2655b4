/** Until when waiting is enough, and why: sums of measured times, put in words. Pure. */
import type { Forecast, Text } from '../../server/core/verdict.ts'

/** A stretch of time in words, two units at most: `4 h`, `1 h 30 min`, `25 s`. */
export function inWords(seconds: number): Text {
  const whole = Math.max(0, Math.ceil(seconds))
  const parts: [number, string, string][] = [
    [Math.floor(whole / 86400), 'hari', 'd'],
    [Math.floor((whole % 86400) / 3600), 'jam', 'h'],
    [Math.floor((whole % 3600) / 60), 'menit', 'min'],
    [whole % 60, 'detik', 's'],
  ]
  const first = parts.findIndex(([count]) => count > 0)
  if (first < 0) return { id: '0 detik', en: '0 s' }
  const shown = parts.slice(first, first + 2).filter(([count]) => count > 0)
  return {
    id: shown.map(([count, id]) => `${count} ${id}`).join(' '),
    en: shown.map(([count, , en]) => `${count} ${en}`).join(' '),
  }
}

/** An instant as the offices read it: Central Indonesian time, which has no summer time. */
export function clockText(iso: string): string {
  const wita = new Date(Date.parse(iso) + 8 * 3600_000).toISOString()
  return `${wita.slice(0, 10)} ${wita.slice(11, 16)} WITA`
}

/** A forecast of `seconds` from `from`, because of `why`, which may name `{time}` and `{from}`. */
export function forecastFrom(from: string, seconds: number, why: Text): Forecast {
  const until = new Date(Date.parse(from) + seconds * 1000).toISOString()
  const time = inWords(seconds)
  const fill = (text: string, words: string) =>
    text
      .replaceAll('{time}', words)
      .replaceAll('{from}', clockText(from))
      .replaceAll('{until}', clockText(until))
  return { until, because: { id: fill(why.id, time.id), en: fill(why.en, time.en) } }
}
