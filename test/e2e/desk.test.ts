/** The desk of each person: what home shows them and lets them decide, by clicking and by keyboard, in the demonstration. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { id as words } from '../../admin/messages/id.ts'
import { startDemo } from '../../server/commands/demo.ts'
import type { Running } from '../../server/commands/serve.ts'
import type { Role } from '../../server/core/access.ts'
import { readEnvironment, type Environment } from '../../server/environment.ts'
import { openOffice, type Office, type Person } from '../support/browser.ts'
import { freePort } from '../support/postgres.ts'
import { needs } from '../support/programs.ts'
import { collect } from '../support/streams.ts'

const built = fileURLToPath(new URL('../../dist/www/index.html', import.meta.url))
const { alih, resources } = words
const { fields } = resources.requests

describe.skipIf(!needs(['chromium'], 'apt-get install -y chromium'))('the desk, by clicking', () => {
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
    await person.page.getByRole('heading', { name: /^Halo/ }).waitFor()
    return person
  }

  test('an agency reads whose turn it is, what comes next, and what it must do', { timeout: 120_000 }, () =>
    office.story(async () => {
      const { page, allIsWell } = await signIn('applicant')
      const panel = (title: string) =>
        page.locator('section').filter({ has: page.getByRole('heading', { name: title }) })
      const todo = panel(alih.home.to_do).getByRole('listitem').first()
      await todo.getByText(alih.turn.yours).waitFor()
      await todo.getByText(alih.next.draft).waitFor()
      await todo.getByRole('link', { name: new RegExp(`^${alih.home.draft}`) }).waitFor()
      const waiting = panel(alih.home.under_way).getByRole('listitem').filter({ hasText: 'imunisasi' })
      await waiting.getByText(alih.turn.theirs.replace('%{role}', alih.roles.head)).waitFor()
      await waiting.getByText(/Paling lambat .* WITA\./).waitFor()
      await waiting.getByText(alih.turn_then.submitted).waitFor()
      await waiting.getByText(alih.turn.nothing).waitFor()
      // Whoever is late is told so in words, not by a colour alone.
      const late = panel(alih.home.under_way).getByRole('listitem').filter({ hasText: 'stunting' })
      expect(await late.getByText(/^terlambat .* kerja$/).count()).toBe(1)
      await allIsWell()
    }),
  )

  test(
    'the head decides from home with the keyboard, and nothing happens before the dialog is confirmed',
    { timeout: 120_000 },
    () =>
      office.story(async () => {
        const { page, allIsWell } = await signIn('head')
        const approve = page.getByRole('button', {
          name: new RegExp(`^${alih.actions.approve}: perkebunan-rakyat`),
        })
        const dialog = page.getByRole('dialog')
        const disposition = dialog.getByLabel(fields.disposition)
        await approve.focus()
        await page.keyboard.press('Enter')
        await disposition.waitFor()
        expect(await disposition.inputValue()).toMatch(/^Setuju\. .*perkebunan-rakyat/)
        await page.keyboard.press('Escape')
        await dialog.waitFor({ state: 'detached' })
        await approve.waitFor()

        await approve.focus()
        await page.keyboard.press('Enter')
        await disposition.waitFor()
        await dialog.getByRole('button', { name: alih.actions.approve }).focus()
        await page.keyboard.press('Enter')
        await page.getByText(alih.done.approve, { exact: true }).waitFor()
        await approve.waitFor({ state: 'detached' })

        // A no opens the dialog empty: its reason is nobody's to propose.
        await page.getByRole('button', { name: new RegExp(`^${alih.actions.reject}: imunisasi`) }).click()
        await disposition.waitFor()
        expect(await disposition.inputValue()).toBe('')
        await dialog.getByRole('button', { name: 'Batal' }).click()
        await allIsWell()

        // What the head approved waits for the division head, with somebody proposed.
        const kabid = await signIn('division_head')
        await kabid.page
          .getByRole('button', { name: new RegExp(`^${alih.actions.assign}: perkebunan-rakyat`) })
          .click()
        const proposal = kabid.page.getByRole('dialog')
        await proposal.getByRole('button').filter({ hasText: 'S.Kom.' }).waitFor()
        await proposal.getByRole('button', { name: alih.actions.assign, exact: true }).click()
        await kabid.page.getByText(alih.done.assign, { exact: true }).waitFor()
        await kabid.allIsWell()

        // And the team finds it in its queue, the earliest due first.
        const operator = await signIn('operator')
        await operator.page
          .getByRole('link', { name: /perkebunan-rakyat/ })
          .first()
          .waitFor()
        await operator.allIsWell()
      }),
  )
})
