/** The README's account of the lab is that of the code. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { caseCounts, caseTable } from '../support/case-table.ts'
import { gapList } from '../support/gaps.ts'

const readme = readFileSync('README.md', 'utf8')

it.each([
  ['the numbers of cases', caseCounts],
  ['every case', caseTable],
  ['what is done by less', gapList],
])('tells %s as they are', (_, render) => expect(readme).toContain(render()))
