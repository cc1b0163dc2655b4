/** Days and instants in words, in both languages, without a locale database that could change. Pure. */
import type { Language, Text } from './verdict.ts'
import { localIso } from './worktime.ts'

export const monthNames: Record<Language, readonly string[]> = {
  id: 'Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
}
const weekdayNames: Record<Language, readonly string[]> = {
  id: 'Minggu Senin Selasa Rabu Kamis Jumat Sabtu'.split(' '),
  en: 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' '),
}

const inBoth = (say: (language: Language) => string): Text => ({ id: say('id'), en: say('en') })

/** `Senin, 23 November 2026`, of a day `YYYY-MM-DD`. */
export function sayDay(day: string): Text {
  const [year, month, date] = day.split('-').map(Number)
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return inBoth(
    (language) => `${weekdayNames[language][weekday]}, ${date} ${monthNames[language][month! - 1]} ${year}`,
  )
}

/** `pukul 14.05 WITA` and `14:05 WITA`, of an ISO 8601 instant. */
export function sayClock(iso: string): Text {
  const clock = localIso(new Date(iso)).slice(11, 16)
  return { id: `pukul ${clock.replace(':', '.')} WITA`, en: `${clock} WITA` }
}

/** `Senin, 23 November 2026 pukul 14.05 WITA`, of an ISO 8601 instant. */
export function sayInstant(iso: string): Text {
  const [day, clock] = [sayDay(localIso(new Date(iso)).slice(0, 10)), sayClock(iso)]
  return { id: `${day.id} ${clock.id}`, en: `${day.en} at ${clock.en}` }
}
