/** The whole procedure with every detour that the SOP allows, as one story over HTTP, on real name servers and web sites. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runbookSteps } from '../../server/core/lifecycle.ts'
import type { Document } from '../../server/core/document.ts'
import type { RequestEvent } from '../../server/core/request.ts'
import { letter } from '../support/desk.ts'
import { needs } from '../support/programs.ts'
import { HOST, INSTALL, PROGRAMS, startTown, type Town } from '../support/town.ts'

describe.skipIf(!needs(PROGRAMS, INSTALL))('one rename with every detour', () => {
  let town: Town
  beforeAll(async () => {
    town = await startTown()
  }, 180_000)
  afterAll(() => town?.stop())

  test('returned, corrected, held, rolled back, overridden, archived, reopened, archived again', async () => {
    const { as } = town
    let id = 0
    const act = async (who: keyof Town['as'], action: string, body: object = {}) => {
      const answer = await as[who]('POST', `/requests/${id}/actions/${action}`, body)
      return { http: answer.status, ...answer.body }
    }
    const asked = {
      kind: 'website',
      oldName: HOST('lama'),
      newName: HOST('salah'),
      records: { A: [town.webAddress] },
      want: 'redirect',
      reason: 'Nama layanan berubah.',
    }

    // Step 1: the letter comes with a name that the head does not want.
    id = (await as.applicant('POST', '/requests', asked)).body.id
    await as.applicant('POST', '/documents', letter(id))
    const sent = await act('applicant', 'submit')
    expect(sent).toMatchObject({ http: 200, state: 'submitted', waitsFor: 'head' })

    // Step 2: it goes back with a mark at the field, is corrected and keeps its number.
    const back = { field: 'newName', note: 'Pakai nama layanan.' }
    const returned = await act('head', 'return', {
      disposition: 'Perbaiki nama barunya.',
      reasonCode: 'name_unsuitable',
      fields: [back],
    })
    expect(returned).toMatchObject({ state: 'returned', waitsFor: 'applicant', marks: [back], dueAt: null })
    await as.applicant('PUT', `/requests/${id}`, { ...asked, newName: HOST('baru') })
    const again = await act('applicant', 'submit')
    expect(again).toMatchObject({ state: 'submitted', number: sent.number, marks: [] })
    expect(await act('head', 'approve', { disposition: 'Setuju.' })).toMatchObject({ state: 'approved' })

    // Step 3.
    const { body: team } = await as.division_head('GET', `/requests/${id}/assignees`)
    const assigneeIds = [team[0].id]
    const assigned = await act('division_head', 'assign', { assigneeIds })
    expect(assigned).toMatchObject({ state: 'assigned', assigneeIds })

    // Step 4: the clock stands still while the agency is waited for.
    expect(await act('operator', 'hold', { reason: 'Menunggu salinan situs.' })).toMatchObject({
      dueAt: null,
    })
    expect(await act('operator', 'execute', { runbook: runbookSteps })).toMatchObject({ http: 409 })
    const resumed = await act('operator', 'resume')
    expect(resumed.heldAt).toBeNull()
    expect(Date.parse(resumed.dueAt)).toBeGreaterThanOrEqual(Date.parse(assigned.dueAt))

    // The runbook says what to do, by the values that were measured, and is ticked off by name.
    const { body: runbook } = await as.operator('GET', `/requests/${id}/runbook`)
    expect(JSON.stringify(runbook)).toContain(`${HOST('baru')}.`)
    for (const item of runbookSteps)
      await as.operator('POST', `/requests/${id}/runbook`, { item, done: true })

    // It goes wrong: taken back to step 3, and assigned anew with nothing ticked.
    const undone = await act('operator', 'rollback', { reason: 'Server hosting penuh.' })
    expect(undone).toMatchObject({ state: 'approved', waitsFor: 'division_head', assigneeIds: [] })
    await act('division_head', 'assign', { assigneeIds })
    expect(await act('operator', 'execute')).toMatchObject({ http: 422, code: 'runbook_open' })

    // Half done: the new name answers, but with an address too many. The proof is red, and only the Kabid may override.
    await town.change(
      `update add ${HOST('baru')} 600 A ${town.webAddress}`,
      `update add ${HOST('baru')} 600 A ${town.otherAddress}`,
    )
    town.web.set(HOST('baru'), town.web.get(HOST('lama'))!)
    town.web.set(HOST('lama'), { redirectTo: HOST('baru') })
    const refused = await act('operator', 'execute', { runbook: runbookSteps })
    expect(refused).toMatchObject({ http: 422, code: 'not_proved' })
    expect(await act('operator', 'override', { reason: 'x' })).toMatchObject({ http: 403 })
    const overridden = await act('division_head', 'override', { reason: 'Alamat cadangan sengaja dipasang.' })
    expect(overridden).toMatchObject({ http: 200, state: 'assigned' })
    const executed = await act('operator', 'execute', { runbook: runbookSteps })
    expect(executed, JSON.stringify(executed)).toMatchObject({ http: 200, state: 'executed' })

    // Steps 5 and 6.
    expect(await act('operator', 'report', { report: 'Selesai dengan alamat cadangan.' })).toMatchObject({
      state: 'reported',
    })
    const received = await act('division_head', 'receive', { notification: `${HOST('baru')} telah aktif.` })
    expect(received).toMatchObject({ state: 'archived', dueAt: null })

    // It came undone later: reopened, mended, proved this time without an override, and archived again.
    const reopened = await act('division_head', 'reopen', { reason: 'Alamat cadangan ternyata salah.' })
    expect(reopened).toMatchObject({ state: 'assigned', assigneeIds })
    expect(await act('operator', 'execute', { runbook: runbookSteps })).toMatchObject({ code: 'not_proved' })
    await town.change(`update delete ${HOST('baru')} A ${town.otherAddress}`)
    expect(await act('operator', 'execute', { runbook: runbookSteps })).toMatchObject({ state: 'executed' })
    await act('operator', 'report', { report: 'Alamat cadangan dihapus.' })
    const closed = await act('division_head', 'receive', { notification: `${HOST('baru')} telah aktif.` })
    expect(closed).toMatchObject({ state: 'archived' })

    // Everything is on record, in order, with what was red.
    const { body: events } = await as.admin('GET', `/requests/${id}/events`)
    const line = ({ actorRole, action }: RequestEvent) => `${actorRole} ${action}`
    expect(events.map(line).filter((text: string) => !text.endsWith(' tick'))).toEqual([
      'applicant create',
      'applicant submit',
      'head return',
      'applicant edit',
      'applicant submit',
      'head approve',
      'division_head assign',
      'operator hold',
      'operator resume',
      'operator rollback',
      'division_head assign',
      'division_head override',
      'operator execute',
      'operator report',
      'division_head receive',
      'division_head reopen',
      'operator execute',
      'operator report',
      'division_head receive',
    ])
    const override = events.find(({ action }: RequestEvent) => action === 'override')
    expect(override.details.red).toContainEqual(expect.objectContaining({ condition: 'A14' }))
    const [first, second] = events.filter(({ action }: RequestEvent) => action === 'execute')
    expect(first.details.override.red).toEqual(override.details.red)
    expect(second.details).toMatchObject({ proof: { proved: true } })

    // And every official document is there, numbered, with the pack of each closing.
    const { body: documents } = await as.division_head('GET', `/documents?filter={"requestId":${id}}`)
    const kinds = documents.map(({ kind }: Document) => kind).sort()
    const twice = ['archive', 'assignment', 'disposition', 'notification', 'report']
    expect(kinds).toEqual([...twice, ...twice, 'letter'].sort())
    const numbers = documents.flatMap(({ number }: Document) => (number ? [number] : []))
    expect(new Set(numbers).size).toBe(numbers.length)
  })
})
