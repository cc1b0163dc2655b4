/** Until when waiting is enough, and why: sums of measured times, put in words. Pure. */
import { sayClock, sayInstant } from '../../server/core/spoken.ts'
import type { Forecast, Language, Text } from '../../server/core/verdict.ts'
import { localDate } from '../../server/core/worktime.ts'

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

/**
 * A forecast of `seconds` from `from`, because of `why`, which may name `{time}`, `{from}` and `{until}`. The reason is
 * read long after the look, so where it does not name `{from}`, `{time}` says from when it counts.
 */
export function forecastFrom(from: string, seconds: number, why: Text): Forecast {
  const until = new Date(Date.parse(from) + seconds * 1000).toISOString()
  const [time, begins, ends] = [inWords(seconds), sayInstant(from), sayInstant(until)]
  const counted = localDate(new Date(from)) === localDate(new Date(until)) ? sayClock(from) : begins
  const spans: Text = {
    id: `${time.id} (dihitung sejak ${counted.id})`,
    en: `${time.en} (counted from ${counted.en})`,
  }
  const filled = (language: Language) =>
    why[language]
      .replaceAll('{time}', (why[language].includes('{from}') ? time : spans)[language])
      .replaceAll('{from}', begins[language])
      .replaceAll('{until}', ends[language])
  return { until, because: { id: filled('id'), en: filled('en') } }
}
