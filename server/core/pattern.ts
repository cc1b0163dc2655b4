/** Numbers of letters by a pattern: `500.12/{number:3}/DISKOMINFO/{month:roman}/{year}`. Pure. */

export type NumberFacts = { number: number; year: number; month: number; agency: string }

const roman = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'] as const

const PLACE = /\{(?:number:([1-9])|year|month:roman|agency)\}/g
const MAX_LENGTH = 120

/** True for a pattern that gives every number of every year a text of its own. */
export function isNumberPattern(text: string): boolean {
  const rest = text.replace(PLACE, '')
  // A number without its year would come again in January.
  return (
    text.length <= MAX_LENGTH &&
    /\{number:[1-9]\}/.test(text) &&
    text.includes('{year}') &&
    !/[{}\p{C}]/u.test(rest) &&
    text.trim() === text
  )
}

/** `{number:3}` is padded with zeros to three digits, and longer where the number is. */
export function formatNumber(pattern: string, { number, year, month, agency }: NumberFacts): string {
  return pattern.replace(PLACE, (place, digits: string | undefined) => {
    if (digits !== undefined) return String(number).padStart(Number(digits), '0')
    if (place === '{year}') return String(year)
    return place === '{agency}' ? agency : roman[month - 1]!
  })
}
