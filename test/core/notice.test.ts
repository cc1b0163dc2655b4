/** The table of notices as pure facts: who hears, when reminders may go, how long a failed try waits; and how secrets are kept. */
import { describe, expect, test } from 'vitest'
import { calendarOf } from '../../server/core/holiday.ts'
import { asHtml, asText, oneLine } from '../../server/core/mail.ts'
import {
  nextTry,
  noticeKinds,
  noticeRules,
  noticeTimes,
  receiversOf,
  type Addressee,
} from '../../server/core/notice.ts'
import { digestLetter, requestLetter } from '../../server/core/notice-letter.ts'
import { roles } from '../../server/core/access.ts'

const everybody: Addressee[] = roles.flatMap((role, at) =>
  [1, 2].map((agency) => ({
    id: at * 10 + agency,
    name: `${role} ${agency}`,
    email: `${role}-${agency}@kaltim.example`,
    role,
    agencyId: role === 'applicant' ? agency : null,
    language: 'id' as const,
    notices: 'all' as const,
  })),
)
const subject = { agencyId: 1, applicantId: 1, assigneeIds: [31], waitsFor: 'operator' as const }

describe('who is told', () => {
  test.each(noticeKinds)('%s: of another agency nobody, and nobody twice', (kind) => {
    const ids = receiversOf(kind, subject, everybody, null).map(({ person }) => person.id)
    expect(ids).not.toContain(2)
    expect(new Set(ids).size).toBe(ids.length)
    expect(kind === 'digest' || ids.length > 0).toBe(true)
  })
  test('every kind but the summary has a rule', () => {
    const kinds = new Set<string>(noticeRules.map(({ kind }) => kind))
    expect(noticeKinds.filter((kind) => !kinds.has(kind))).toEqual(['digest'])
  })
  test('an operator who is not assigned hears nothing of the work', () => {
    expect(receiversOf('assign', subject, everybody, 21).map(({ person }) => person.id)).toEqual([31, 1])
  })
  test('who stands in for an officer is told as well, in the same way', () => {
    const acting = everybody.map((one) =>
      one.id === 21 ? { ...one, standsInFor: { id: 11, role: 'head' as const } } : one,
    )
    const heads = (people: Addressee[]) =>
      receiversOf('submit', { ...subject, waitsFor: 'head' }, people, null)
    expect(heads(everybody).map(({ person }) => person.id)).not.toContain(21)
    expect(heads(acting).find(({ person }) => person.id === 21)?.say).toBe(
      heads(acting).find(({ person }) => person.id === 11)?.say,
    )
    const forOther = everybody.map((one) =>
      one.id === 32 ? { ...one, standsInFor: { id: 31, role: 'operator' as const } } : one,
    )
    expect(receiversOf('assign', subject, forOther, 21).map(({ person }) => person.id)).toContain(32)
  })
  test('when whoever asked has left, the agency’s others hear', () => {
    const gone = { ...subject, applicantId: 99 }
    expect(receiversOf('approve', gone, everybody, 11).map(({ person }) => person.id)).toContain(1)
  })
})

describe('reminders keep working hours', () => {
  const calendar = calendarOf(['2026-11-27'])
  test.each([
    // start, due → soon, late (UTC; WITA is eight hours ahead)
    ['2026-11-23T00:00:00Z', '2026-11-23T04:00:00Z', '2026-11-23T03:00:00Z', '2026-11-23T04:00:00.001Z'],
    // Due at closing on Thursday, Friday a holiday: late is Monday's opening.
    ['2026-11-25T07:00:00Z', '2026-11-26T08:00:00Z', '2026-11-26T05:45:00Z', '2026-11-30T00:00:00Z'],
    // Begun at night: counted from the opening.
    ['2026-11-22T15:00:00Z', '2026-11-23T04:00:00Z', '2026-11-23T03:00:00Z', '2026-11-23T04:00:00.001Z'],
  ])('%s, due %s', (stepStartedAt, dueAt, soon, late) => {
    const times = noticeTimes({ stepStartedAt, dueAt }, calendar)
    expect([times.soon, times.late]).toEqual([new Date(soon), new Date(late)])
  })
  test('a stored warning takes the place of three quarters', () => {
    const warnAt = '2026-11-23T08:30:00Z'
    const { soon } = noticeTimes(
      { stepStartedAt: '2026-11-23T00:00:00Z', dueAt: '2026-11-24T08:00:00Z', warnAt },
      calendar,
    )
    expect(soon).toEqual(new Date('2026-11-24T00:00:00Z'))
  })
})

test('pauses double from a minute to six hours, within a quarter, and end after ten tries', () => {
  const at = new Date('2026-11-23T00:00:00Z')
  const minutes = (attempts: number, chance: number) =>
    (nextTry(attempts, at, chance)!.getTime() - at.getTime()) / 60_000
  expect([1, 2, 3, 9].map((attempts) => minutes(attempts, 0.5))).toEqual([1, 2, 4, 256])
  expect([minutes(1, 0), minutes(1, 0.9999)]).toEqual([0.75, expect.closeTo(1.25, 3)])
  expect(nextTry(10, at, 0)).toBeNull()
})

describe('letters', () => {
  const to = { name: 'Sari\r\nBcc: x@y.example', language: 'id' as const, role: 'applicant' as const }
  const sender = { url: 'https://alih.example/', department: 'Diskominfo' }
  const news = {
    id: 7,
    number: '2026/0007',
    oldName: 'lama.example',
    newName: 'baru.example',
    agency: 'Dinas\nBcc: x@y.example',
    state: 'returned' as const,
    dueAt: '2026-11-23T06:05:00Z',
    actor: '<b>Kadis</b>',
    reasonCode: 'letter_unsigned' as const,
    note: 'Baris satu\n<img src=x>',
  }
  test('say it in words, without markup of anybody’s', () => {
    const letter = requestLetter('to_decide', news, to, sender)
    expect(letter.lead).toContain('Senin, 23 November 2026 pukul 14.05 WITA')
    expect(letter.subject).not.toMatch(/[\r\n]/)
    expect(asText(letter)).toContain('https://alih.example/#/requests/7/show')
    expect(asHtml(letter, 'id')).not.toMatch(/<img|<b>/)
  })
  test('a summary names what there is, and only that', () => {
    const digest = {
      day: '2026-11-23',
      waiting: [],
      late: [{ label: '2026/0007 a → b', dueAt: news.dueAt }],
      today: [],
      sites: [],
      undelivered: 3,
    }
    const letter = digestLetter(digest, { ...to, language: 'en' }, sender)
    expect(letter.subject).toBe('Summary of Monday, 23 November 2026: 1 late, 3 notices that reached nobody')
    expect(letter.lists.map(({ title }) => title)).toEqual(['Late (1)', 'Notices that reached nobody'])
  })
  test('one line is one line', () => {
    expect(oneLine('a\r\nBcc:\u2028 b\u0000')).toBe('a Bcc: b')
  })
})
