/** The SOP's own words against the lifecycle: the paper and the table say the same. */
import { expect, test } from 'vitest'
import { stepOf, steps } from '../../server/core/lifecycle.ts'
import * as sop from '../../server/core/procedure.ts'
import { parseAllowance, sopWeek } from '../../server/core/worktime.ts'

test.each(steps.map(({ step, allowance }) => [step, allowance] as const))(
  'step %i has the time of the form',
  (step, allowance) => {
    const time = sop.form[step].time
    for (const text of time ? [time.id, time.en] : []) {
      const [count, unit = ''] = text.split(' ')
      const letter = { d: /^(hari|day)/, m: /^(menit|minute)/, h: /^(jam|hour)/, s: /^(detik|second)/ }
      const found = Object.entries(letter).find(([, words]) => words.test(unit))![0]
      expect(parseAllowance(`${count}${found}`)).toEqual(allowance)
    }
    expect(time === null).toBe(allowance === null)
  },
)

test('the flow is that of the form: three lanes, start and end, one decision, one way back', () => {
  const { nodes, edges } = sop.flow()
  expect(nodes.map(({ step, lane, shape }) => [step, lane, shape])).toEqual([
    [1, 0, 'ellipse'],
    [2, 1, 'diamond'],
    [3, 1, 'box'],
    [4, 2, 'box'],
    [5, 2, 'box'],
    [6, 1, 'ellipse'],
  ])
  expect(edges.map(({ from, to, back }) => `${from}${back ? '⇠' : '→'}${to}`)).toEqual([
    '1→2',
    '2→3',
    '3→4',
    '4→5',
    '5→6',
    '2⇠1',
  ])
  expect(nodes.every(({ step, waitsIn }) => waitsIn.every((state) => stepOf(state)!.step === step))).toBe(
    true,
  )
})

test('the hours that are printed are those that are reckoned', () => {
  const span = ({ opens, closes }: { opens: number; closes: number }) =>
    [opens, closes]
      .map(
        (minutes) =>
          `${String(Math.floor(minutes / 60)).padStart(2, '0')}.${String(minutes % 60).padStart(2, '0')}`,
      )
      .join('–')
  expect(sop.hours.map(({ time }) => time)).toEqual([
    `${span(sopWeek[1]!)} Wita`,
    `${span(sopWeek[5]!)} Wita`,
  ])
})

test('every text is there in both languages', () => {
  const texts = JSON.stringify(sop).match(/"id":"[^"]*","en":"[^"]*"/g) ?? []
  expect(texts.length).toBeGreaterThan(40)
  expect(texts.filter((text) => /:""/.test(text))).toEqual([])
})
