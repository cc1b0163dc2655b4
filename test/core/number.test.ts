/** Patterns of request numbers as a table: which are taken, and what they give. */
import { describe, expect, test } from 'vitest'
import { formatNumber, isNumberPattern } from '../../server/core/number.ts'

const facts = { year: 2026, month: 11, number: 7, agency: 'Dinkes' }

describe('a pattern gives', () => {
  test.each([
    ['{year}/{number:4}', '2026/0007'],
    ['{number}', '7'],
    ['000.8/{number:3}/{agency}/{month:roman}/{year}', '000.8/007/Dinkes/XI/2026'],
    ['{month}-{number:2}', '11-07'],
  ])('%s → %s', (pattern, number) => {
    expect(isNumberPattern(pattern)).toBe(true)
    expect(formatNumber(pattern, facts)).toBe(number)
  })
})

describe('a pattern is refused', () => {
  test.each([
    ['without the number', '{year}/'],
    ['with the number twice', '{number}/{number}'],
    ['with a place that is unknown', '{number}/{day}'],
    ['with a width that is none', '{number:0}'],
    ['with a brace left open', '{number}/{year'],
    ['with the number beside another place', '{number}{month}'],
    ['with the number behind a digit', '20{number}'],
    ['with a character that is not seen', '{number}\u202e/{year}'],
    ['with nothing', ''],
  ])('%s', (_, pattern) => expect(isNumberPattern(pattern)).toBe(false))
})
