/** Step 4 by clicking, where its dialogs change or vouch for something: the key of a zone, the executor, the override. */
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { id as words } from '../../admin/messages/id.ts'
import type { Role } from '../../server/core/access.ts'
import { runbookSteps } from '../../server/core/lifecycle.ts'
import { letter } from '../support/desk.ts'
import { openOffice, type Office } from '../support/browser.ts'
import { isGood, open } from '../support/pages.ts'
import { needs } from '../support/programs.ts'
import { enterTown, HOST, INSTALL, names, PROGRAMS, startTown, type Town } from '../support/town.ts'

const ready = needs([...PROGRAMS, 'chromium'], `${INSTALL} chromium`)
const { alih } = words
const { execution, zone_key: zoneKey } = alih
const secret = randomBytes(32).toString('base64')

describe.skipIf(!ready)('step 4 at the screen, on a real BIND with a key', () => {
  let town: Town
  let office: Office
  let id = 0
  beforeAll(async () => {
    town = await startTown({
      clauses: `key "alih" { algorithm hmac-sha256; secret "${secret}"; };`,
    })
    office = await openOffice(town.url)
    id = await assigned()
  }, 240_000)
  afterAll(async () => {
    await office?.close()
    await town?.stop()
  })

  /** A request that the team has in hand. */
  async function assigned(): Promise<number> {
    const ask = async (who: Role, path: string, body: unknown) => {
      const answer = await town.as[who]('POST', path, body)
      expect(answer.status, `${path}: ${JSON.stringify(answer.body)}`).toBe(200)
      return answer.body
    }
    const made = await ask('applicant', '/requests', {
      kind: 'website',
      oldName: HOST('lama'),
      newName: HOST('baru'),
      records: { A: [town.webAddress] },
      want: 'redirect',
      reason: 'Nama layanan berubah.',
    })
    await ask('applicant', '/documents', letter(made.id))
    const act = (who: Role, action: string, body: object) =>
      ask(who, `/requests/${made.id}/actions/${action}`, body)
    await act('applicant', 'submit', {})
    await act('head', 'approve', { disposition: 'Setuju.' })
    const { body: team } = await town.as.admin('GET', '/people?filter={"role":"operator"}')
    await act('division_head', 'assign', { assigneeIds: [team[0].id] })
    return made.id
  }

  const signIn = (role: Role) => enterTown(office, role)
  const newNameAt = async () => (await town.visit(HOST('baru'))).answers.map(({ value }) => value)
  const lastEvent = async () => (await town.as.head('GET', `/requests/${id}/events`)).body.at(-1)

  test(
    'the administrator gives a zone its key, which is tried, and never shown again',
    { timeout: 120_000 },
    () =>
      office.story(async () => {
        const admin = await signIn('admin')
        const { page } = admin
        await open(page, '/#/zones/1')
        await page.getByLabel(zoneKey.server).fill(town.primary.address)
        await page.getByLabel(zoneKey.name).fill('alih')
        await page.getByLabel(zoneKey.secret).fill(secret)
        await page.getByLabel(zoneKey.active).check()
        const panel = page.locator('form').filter({ has: page.getByLabel(zoneKey.secret) })
        await panel.getByRole('button', { name: 'Simpan' }).click()
        await page.getByText(zoneKey.saved).waitFor()
        await page.getByRole('button', { name: zoneKey.test }).click()
        await page.getByText(zoneKey.taken.split(' (')[0]!, { exact: false }).waitFor()
        await open(page, '/#/zones/1')
        await page.getByText(zoneKey.secret_kept).waitFor()
        expect(await page.getByLabel(zoneKey.secret).inputValue()).toBe('')
        expect(await page.content()).not.toContain(secret)
        await isGood(admin, 'zone-key')
      }),
  )

  test('the operator compares, confirms, applies and takes it back', { timeout: 180_000 }, () =>
    office.story(async () => {
      const operator = await signIn('operator')
      const { page } = operator
      await open(page, `/#/requests/${id}/show`)
      const apply = page.getByRole('button', { name: execution.apply, exact: true })
      const compare = page.getByRole('button', { name: execution.compare, exact: true })
      await compare.click()
      await page
        .getByText(`+ ${HOST('baru')}. `, { exact: false })
        .first()
        .waitFor()
      // Nothing goes out before somebody says that they have read it.
      expect(await apply.isDisabled()).toBe(true)
      await isGood(operator, 'executor-compared')
      await page.getByRole('checkbox', { name: execution.confirm }).check()
      await apply.click()
      await page.getByText(alih.update_statuses.applied, { exact: true }).first().waitFor()
      expect(await newNameAt()).toEqual([town.webAddress])
      expect(await lastEvent()).toMatchObject({ actorName: names.operator })
      await operator.allIsWell()

      // The same once more finds nothing to do.
      await compare.click()
      await page.getByText(execution.no_difference).waitFor()
      await page.getByRole('button', { name: execution.undo, exact: true }).click()
      await page.getByText(execution.undone, { exact: true }).waitFor()
      // What was compared before that is said no longer.
      await page.getByText(execution.no_difference).waitFor({ state: 'detached' })
      await isGood(operator, 'executor-undone')
      await town.cache.control('flush_zone', 'kota.test.')
      expect(await newNameAt()).toEqual([])
      await operator.allIsWell()
    }),
  )

  test(
    'the Kabid sees what is red and puts a name to it, and the operator goes on',
    { timeout: 180_000 },
    () =>
      office.story(async () => {
        const kabid = await signIn('division_head')
        await open(kabid.page, `/#/requests/${id}/show`)
        await kabid.page.getByRole('button', { name: alih.actions.override, exact: true }).click()
        const dialog = kabid.page.getByRole('dialog')
        // What is red now was looked up for this dialog.
        await dialog.getByText(/^Merah saat ini: \d+/).waitFor()
        expect(await dialog.innerText()).toContain(HOST('baru'))
        await isGood(kabid, 'override')
        const send = dialog.getByRole('button', { name: alih.actions.override, exact: true })
        await send.click()
        await dialog.getByText('Wajib diisi', { exact: false }).first().waitFor()
        await dialog.getByLabel(alih.requests.action_reason).fill('Server sekunder sedang dipindahkan.')
        await send.click()
        await kabid.page.getByText(alih.done.override, { exact: true }).waitFor()
        await kabid.allIsWell()
        const { action, details } = await lastEvent()
        expect([action, details.reason]).toEqual(['override', 'Server sekunder sedang dipindahkan.'])
        expect(details.red.length).toBeGreaterThan(0)

        const operator = await signIn('operator')
        await open(operator.page, `/#/requests/${id}/show`)
        await operator.page.getByRole('button', { name: alih.actions.execute, exact: true }).click()
        for (const step of runbookSteps)
          await operator.page.getByRole('dialog').getByRole('checkbox', { name: alih.runbook[step] }).check()
        await operator.page
          .getByRole('dialog')
          .getByRole('button', { name: alih.actions.execute, exact: true })
          .click()
        await operator.page.getByText(alih.done.execute, { exact: true }).waitFor()
        await operator.allIsWell()
        expect((await lastEvent()).details.override.reason).toBe('Server sekunder sedang dipindahkan.')
      }),
  )
})
