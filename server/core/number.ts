/** Request numbers by a pattern: `{year}/{number:4}` gives `2026/0001`. Pure. */

/** What a number may say. `number` is counted without gaps: per year where the pattern names the year, else for ever. */
export type NumberFacts = { year: number; month: number; number: number; agency: string }

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII']
const PLACE = /\{([^{}]*)\}/g
const NUMBER = /^number(?::([1-9]))?$/
const places: Record<string, (facts: NumberFacts) => string> = {
  year: ({ year }) => String(year),
  month: ({ month }) => String(month).padStart(2, '0'),
  'month:roman': ({ month }) => ROMAN[month - 1]!,
  agency: ({ agency }) => agency,
}

/** True for a pattern that names the counted number once, apart from other digits, and no place that is unknown. */
export function isNumberPattern(pattern: string): boolean {
  const names = [...pattern.matchAll(PLACE)].map(([, name]) => name!)
  const numbers = names.filter((name) => NUMBER.test(name))
  const known = names.every((name) => Object.hasOwn(places, name) || NUMBER.test(name))
  const braces = /[{}]/.test(pattern.replace(PLACE, ''))
  // `{number}{month}` would give 1·11 and 11·1 the same text.
  const alone = !/[}\d]\{number(:\d)?\}|\{number(:\d)?\}[{\d]/.test(pattern)
  return numbers.length === 1 && known && !braces && alone && !/\p{C}/u.test(pattern)
}

/** True when the count begins anew each year. */
export const isYearly = (pattern: string) => pattern.includes('{year}')

export const formatNumber = (pattern: string, facts: NumberFacts): string =>
  pattern.replace(PLACE, (_, name: string) => {
    const width = NUMBER.exec(name)
    return width ? String(facts.number).padStart(Number(width[1] ?? 1), '0') : places[name]!(facts)
  })
