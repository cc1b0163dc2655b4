/**
 * A November that was worked out by hand (`test/core/report.test.ts` has the figures), and a way to live through it at a
 * desk: everybody acts at the minute at which it is written down.
 */
import { runbookSteps } from '../../server/core/lifecycle.ts'
import type { RequestHistory } from '../../server/core/report/line.ts'
import { checked, draft, found, letter, pdf, type TestDesk, type Who } from './desk.ts'
import { historyOf, wita } from './months.ts'

// November 2026: the 1st is a Sunday; Fridays are the 6th, 13th, 20th and 27th; Tuesday the 17th is made a holiday.
export const november: RequestHistory[] = [
  // 1: comes from October. Step 4 Fri 11:25–11:30 (300 s) and Mon 08:00–09:00 (3,600 s). Step 5 90 min: late by 30.
  // Step 6 is due Tue 3 Nov 16:00; Wed 08:00 is after it, with no office hour in between: late by 0 s.
  historyOf(1, 1, 'website', [
    ['create', '10-29 09:00'],
    ['submit', '10-29 10:00'],
    ['approve', '10-30 09:00'],
    ['assign', '10-30 11:25'],
    ['execute', '11-02 09:00'],
    ['report', '11-02 10:30'],
    ['receive', '11-04 08:00'],
  ]),
  // 2: returned on a Friday, sent again on Monday; approved at the very closing time at which it was due. Step 4 from Wed
  // 08:10: 6,600 s, a pause from Wed 10:00 to Thu 14:00, 7,200 s, then Fri 2,400 s: 16,200 s, late by 1,800.
  historyOf(
    2,
    1,
    'application',
    [
      ['create', '11-06 10:45'],
      ['submit', '11-06 11:00'],
      ['return', '11-06 11:20'],
      ['edit', '11-06 11:25'],
      ['submit', '11-09 08:10'],
      ['approve', '11-10 16:00', { documents: [{ id: 1, kind: 'disposition', number: 'D/1', facts: '' }] }],
      ['assign', '11-11 08:10', { documents: [{ id: 2, kind: 'assignment', number: 'T/1', facts: '' }] }],
      ['hold', '11-11 10:00'],
      ['resume', '11-12 14:00'],
      ['execute', '11-13 08:40'],
      ['report', '11-13 09:30', { documents: [{ id: 3, kind: 'report', number: 'L/1', facts: '' }] }],
      [
        'receive',
        '11-16 16:00',
        {
          documents: [
            { id: 4, kind: 'notification', number: 'N/1', facts: '' },
            { id: 5, kind: 'archive', number: null, facts: '' },
          ],
        },
      ],
    ],
    // Broken for six hours of Saturday; what was before the execution is not the rename's.
    [
      { at: wita('11-11 09:00'), status: 'broken' },
      { at: wita('11-13 08:40'), status: 'ok' },
      { at: wita('11-14 00:00'), status: 'broken' },
      { at: wita('11-14 06:00'), status: 'ok' },
    ],
  ),
  // 3: the holiday lies between: Mon 15:00–16:00 and Wed 08:00–09:00, due on Wed 16:00.
  historyOf(3, 2, 'website', [
    ['create', '11-16 14:00'],
    ['submit', '11-16 15:00'],
    ['reject', '11-18 09:00'],
  ]),
  // 4: assigned five minutes late, overridden; reopened a week later and finished again.
  historyOf(4, 2, 'application', [
    ['create', '11-19 07:00'],
    ['submit', '11-19 08:00'],
    ['approve', '11-19 08:30'],
    ['assign', '11-19 08:50'],
    ['override', '11-19 09:30'],
    ['execute', '11-19 10:00', { override: { by: 4, reason: 'x', at: wita('11-19 09:30') } }],
    ['report', '11-19 10:10'],
    ['receive', '11-19 11:00'],
    ['reopen', '11-24 09:00'],
    ['execute', '11-24 10:00'],
    ['report', '11-24 10:30'],
    ['receive', '11-25 09:00'],
  ]),
  // 5: rolled back after its first execution: that run of step 5 counts nowhere. Its report waits to be received since
  // Mon 23 14:30, due Tue 24 16:00: by the end 5,400 + 28,800 × 4 + 12,600 s, of which 28,800 × 3 + 12,600 late.
  historyOf(5, 1, 'website', [
    ['create', '11-23 08:00'],
    ['submit', '11-23 08:00'],
    ['approve', '11-23 09:00'],
    ['assign', '11-23 09:15'],
    ['execute', '11-23 11:00'],
    ['rollback', '11-23 11:30'],
    ['assign', '11-23 11:40'],
    ['execute', '11-23 14:00'],
    ['report', '11-23 14:30'],
  ]),
  // 6: a draft that nobody has seen.
  historyOf(6, 2, 'website', [
    ['create', '11-10 09:00'],
    ['withdraw', '11-11 09:00'],
  ]),
  // 7: sent on a Friday after closing: the clock starts on Mon 30 08:00, and it is due on Tue 1 December.
  historyOf(7, 2, 'website', [
    ['create', '11-27 14:00'],
    ['submit', '11-27 15:00'],
  ]),
  // 8: withdrawn while step 3 was over its time: a run that was broken off counts nowhere.
  historyOf(8, 1, 'website', [
    ['create', '10-28 09:00'],
    ['submit', '10-28 09:30'],
    ['approve', '10-28 10:00'],
    ['withdraw', '11-03 09:00'],
  ]),
  // 9: in the last second of the month; 10: in the first of the next.
  historyOf(9, 1, 'application', [
    ['create', '11-30 23:59:00'],
    ['submit', '11-30 23:59:59'],
    ['approve', '12-01 09:00'],
  ]),
  historyOf(10, 1, 'application', [
    ['create', '11-30 23:00:00'],
    ['submit', '12-01 00:00:00'],
  ]),
  // 11: over and done with in October; 12: rejected in October.
  historyOf(11, 2, 'website', [
    ['create', '10-01 09:00'],
    ['submit', '10-01 10:00'],
    ['reject', '10-31 23:59:59'],
  ]),
]

/** Who takes an action, and with what; an agency's own person where that is `applicant`. */
const deeds: Record<string, [Who, object]> = {
  submit: ['applicant', {}],
  return: ['head', { disposition: 'Lengkapi surat.', reasonCode: 'letter_incomplete' }],
  reject: ['head', { disposition: 'Tidak perlu.', reasonCode: 'not_needed' }],
  approve: ['head', { disposition: 'Setuju, tindak lanjuti.' }],
  hold: ['operator', { reason: 'Menunggu instansi.' }],
  resume: ['operator', {}],
  override: ['division_head', { reason: 'Server mitra baru besok diperbaiki.' }],
  execute: ['operator', { runbook: runbookSteps }],
  report: ['operator', { report: 'Selesai.' }],
  receive: ['division_head', { notification: 'Nama baru telah aktif.' }],
  rollback: ['operator', { reason: 'Aplikasi belum siap.' }],
  reopen: ['division_head', { reason: 'Nama lama hidup lagi.' }],
  withdraw: ['applicant', { reason: 'Tidak jadi.' }],
}

type Deed = { at: string; run: () => Promise<void> }

/** Lives through the month at a settled desk whose clock stands before it. Gives the ids of the requests by their number here. */
export async function live(
  desk: TestDesk,
  histories: readonly RequestHistory[],
): Promise<Map<number, number>> {
  const ids = new Map<number, number>()
  const red = new Map<string, boolean>()
  desk.world.look = ({ newName }) =>
    red.get(newName)
      ? checked('broken', [found('A01', newName)], desk.clock.now)
      : checked('ok', [found('A10', newName)], desk.clock.now)
  const said = async (who: Who, method: string, path: string, body?: unknown) => {
    const { status, body: answer } = await desk.call(who, method, path, body)
    if (status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`)
    return answer
  }
  await said('admin', 'POST', '/holidays', {
    heldOn: '2026-11-17',
    name: 'Libur daerah',
    kind: 'regional',
    source: 'Uji',
  })
  const { body: team } = await desk.call('admin', 'GET', '/people?filter={"role":"operator"}')
  const deedsOf = ({ id, agencyId, events, looks }: RequestHistory): Deed[] => {
    const own: Who = agencyId === 1 ? 'applicant' : 'stranger'
    const { kind, oldName, newName } = events[0]!.details as Record<string, string>
    const written = { ...draft, kind, oldName, newName }
    const acts = events.map(({ action, at, details }): Deed => ({
      at,
      async run() {
        if (action === 'create') {
          const request = await said(own, 'POST', '/requests', written)
          ids.set(id, request.id)
          const form = letter(
            request.id,
            new File([await paper()], `surat-${id}.pdf`, { type: 'application/pdf' }),
          )
          await said(own, 'POST', '/documents', form)
          return
        }
        const path = `/requests/${ids.get(id)}`
        if (action === 'edit') {
          await said(own, 'PUT', path, { ...written, reason: 'Dilengkapi.' })
          return
        }
        // What is overridden is red until it is carried out.
        if (action === 'override') red.set(newName!, true)
        const [who, input] =
          action === 'assign' ? (['division_head', { assigneeIds: [team[0].id] }] as const) : deeds[action]!
        await said(who === 'applicant' ? own : who, 'POST', `${path}/actions/${action}`, input)
        if ('override' in details) red.set(newName!, false)
      },
    }))
    const seen = looks
      .filter(({ at }) => events.some(({ action, at: when }) => action === 'execute' && when < at))
      .map(({ at, status }): Deed => ({
        at,
        async run() {
          red.set(newName!, status !== 'ok')
          await said('operator', 'POST', `/requests/${ids.get(id)}/check`, {})
        },
      }))
    return [...acts, ...seen]
  }
  const all = histories.flatMap(deedsOf)
  for (const { at, run } of all.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) {
    desk.clock.now = new Date(at)
    await run()
  }
  return ids
}

const paper = () => pdf().arrayBuffer()
