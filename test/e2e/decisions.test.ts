/** Acting for the head, returning with marks, correcting them, and the work queues: by clicking, in the demonstration. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { id as words } from '../../admin/messages/id.ts'
import { startDemo } from '../../server/commands/demo.ts'
import type { Running } from '../../server/commands/serve.ts'
import type { Role } from '../../server/core/access.ts'
import { localDate } from '../../server/core/worktime.ts'
import { people } from '../../server/demo/people.ts'
import { readEnvironment, type Environment } from '../../server/environment.ts'
import { openOffice, type Office, type Person } from '../support/browser.ts'
import { overflow } from '../support/pages.ts'
import { freePort } from '../support/postgres.ts'
import { needs } from '../support/programs.ts'
import { collect } from '../support/streams.ts'

const built = fileURLToPath(new URL('../../dist/www/index.html', import.meta.url))
const { alih, resources } = words
const { fields } = resources.requests

describe.skipIf(!needs(['chromium'], 'apt-get install -y chromium'))('decisions, by clicking', () => {
  let demo: Running
  let office: Office
  beforeAll(async () => {
    if (!existsSync(built)) throw new Error('the back office is not built: npm run build')
    demo = await startDemo(collect(), readEnvironment({ ALIH_PORT: String(await freePort()) }) as Environment)
    office = await openOffice(demo.url)
  }, 180_000)
  afterAll(async () => {
    await office?.close()
    await demo?.stop()
  })

  async function signIn(role: Role): Promise<Person> {
    const person = await office.enter(role)
    await person.page.goto('/')
    await person.page.getByRole('button', { name: alih.roles[role], exact: true }).click()
    await person.page.getByRole('menuitem', { name: alih.menu.home }).waitFor()
    return person
  }

  test(
    'an acting head returns a request with a mark, and the agency corrects what is marked',
    { timeout: 240_000 },
    () =>
      office.story(async () => {
        // The administrator appoints the division head for today.
        const admin = await signIn('admin')
        await admin.page.goto('/#/actings/create')
        for (const [label, { name }] of [
          [resources.actings.fields.personId, people.division_head],
          [resources.actings.fields.standsInForId, people.head],
        ] as const) {
          await admin.page.getByRole('combobox', { name: new RegExp(`^${label}`) }).click()
          await admin.page.getByRole('option', { name }).click()
        }
        const today = localDate(new Date())
        await admin.page.getByLabel(resources.actings.fields.fromDay).fill(today)
        await admin.page.getByLabel(resources.actings.fields.toDay).fill(today)
        await admin.page.getByLabel(resources.actings.fields.note).fill('Surat Perintah 800/12/2026')
        await admin.page.getByRole('button', { name: 'Simpan' }).click()
        await admin.page.getByText(alih.acting.in_force).waitFor()
        await admin.allIsWell()

        // The division head sees it among what waits, and is told in whose name they act.
        const acting = await signIn('division_head')
        await acting.page.goto('/#/requests')
        await acting.page.getByRole('tab', { name: new RegExp(`^${alih.queues.mine}\\s*\\d`) }).click()
        await acting.page
          .getByRole('link', { name: /imunisasi/ })
          .first()
          .click()
        await acting.page.getByRole('button', { name: alih.actions.return, exact: true }).click()
        const dialog = acting.page.getByRole('dialog')
        await dialog.getByText(people.head.name).waitFor()
        await dialog.getByRole('combobox', { name: new RegExp(`^${fields.reasonCode}`) }).click()
        await acting.page.getByRole('option', { name: alih.reason_codes.name_unsuitable }).click()
        await dialog.getByRole('checkbox', { name: fields.newName }).check()
        await dialog.getByLabel(alih.marks.note.replace('%{field}', fields.newName)).fill('Terlalu umum.')
        await dialog.getByLabel(fields.disposition).fill('Pilih nama yang lebih khusus.')
        await dialog.getByRole('button', { name: alih.actions.return, exact: true }).click()
        await dialog.waitFor({ state: 'detached' })
        await acting.page.getByText(new RegExp(`Plt. ${alih.roles.head}, atas nama`)).waitFor()
        await acting.allIsWell()

        // The agency reads why, sees the mark at the field, corrects it, and the mark goes away.
        const applicant = await signIn('applicant')
        const { page } = applicant
        await page
          .getByRole('link', { name: /imunisasi/ })
          .first()
          .click()
        await page.getByText('Pilih nama yang lebih khusus.').first().waitFor()
        await page.getByRole('link', { name: 'Ubah' }).click()
        const marked = page.getByRole('group', {
          name: alih.marks.marked.replace('%{field}', fields.newName),
        })
        await marked.getByText('Terlalu umum.').waitFor()
        await marked.getByRole('textbox').fill('jadwal-imunisasi.kaltim-demo.example')
        await page.getByRole('button', { name: alih.requests.save_draft }).click()
        await page.getByRole('deletion').getByText('imunisasi.kaltim-demo.example').waitFor()
        await page.getByRole('button', { name: alih.actions.submit, exact: true }).click()
        await page.getByRole('dialog').getByRole('button', { name: alih.actions.submit, exact: true }).click()
        await page.getByText(alih.done.submit, { exact: true }).waitFor()
        await page.getByText(alih.marks.returned).waitFor({ state: 'detached' })
        expect(await page.getByText(alih.marks.marked.split(': ')[1]!).count()).toBe(0)
        await applicant.allIsWell()
      }),
  )

  test(
    'the team is chosen by what each has in hand; queues, people and acting fit a phone',
    { timeout: 180_000 },
    () =>
      office.story(async () => {
        const { page, allIsWell } = await signIn('division_head')
        const { id } = await page.evaluate(async () => {
          const filter = encodeURIComponent('{"state":"approved"}')
          return (await (await fetch(`/api/requests?filter=${filter}`)).json())[0]
        })
        await page.goto(`/#/requests/${id}/show`)
        await page.getByRole('button', { name: alih.actions.assign, exact: true }).click()
        // Whoever has the least in hand is proposed already; the others are told with what they have.
        const dialog = page.getByRole('dialog')
        const proposed = dialog.getByRole('button').filter({ hasText: /Kom\.$/ })
        await proposed.waitFor()
        await page.getByRole('combobox', { name: fields.assigneeIds }).click()
        const option = page.getByRole('option').first()
        await option.getByText(people.operator.decreeNumber!).waitFor()
        await option.getByText(/\d berjalan|Longgar/).click()
        expect(await proposed.count()).toBe(2)
        await page.getByRole('dialog').getByRole('button', { name: alih.actions.assign, exact: true }).click()
        await page.getByText(alih.done.assign, { exact: true }).waitFor()
        await page.setViewportSize({ width: 390, height: 844 })
        for (const path of [
          '',
          'requests',
          'requests?filter={"queue":"late"}',
          'people',
          'actings',
          `requests/${id}/show`,
        ]) {
          await page.goto(`/#/${path}`)
          await page.locator('#main-content').locator('h2, table, li, dl').first().waitFor()
          await page.waitForLoadState('networkidle')
          expect(await overflow(page), path).toBe(0)
        }
        await allIsWell()
      }),
  )
})
