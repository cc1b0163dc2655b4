/** The six steps by clicking, in a real browser, each person at a screen of their own, on the same real name servers. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startDemo } from '../../server/commands/demo.ts'
import type { Running } from '../../server/commands/serve.ts'
import { roles, type Role } from '../../server/core/access.ts'
import { id as words } from '../../admin/messages/id.ts'
import { runbookSteps, type Action } from '../../server/core/lifecycle.ts'
import { letterPdf } from '../../server/demo/letter.ts'
import { readEnvironment, type Environment } from '../../server/environment.ts'
import { openOffice, type Office, type Person } from '../support/browser.ts'
import { overflow } from '../support/pages.ts'
import { freePort } from '../support/postgres.ts'
import { needs } from '../support/programs.ts'
import { collect } from '../support/streams.ts'
import { enterTown, HOST, INSTALL, names, PROGRAMS, startTown, type Town } from '../support/town.ts'

const ready = needs([...PROGRAMS, 'chromium'], `${INSTALL} chromium`)
const built = fileURLToPath(new URL('../../dist/www/index.html', import.meta.url))
const { alih, resources } = words
const { fields } = resources.requests

describe.skipIf(!ready)('a rename, by clicking', () => {
  let town: Town
  let office: Office
  beforeAll(async () => {
    if (!existsSync(built)) throw new Error('the back office is not built: npm run build')
    town = await startTown()
    office = await openOffice(town.url)
  }, 180_000)
  afterAll(async () => {
    await office?.close()
    await town?.stop()
  })

  const signIn = (role: Role) => enterTown(office, role)

  /** Opens an action's dialog, fills it, sends it. */
  async function act({ page }: Person, action: Action, fill: () => Promise<unknown> = async () => {}) {
    await page.getByRole('button', { name: alih.actions[action], exact: true }).click()
    await page.getByRole('dialog').waitFor()
    await fill()
    await send({ page }, action)
  }
  const send = ({ page }: Pick<Person, 'page'>, action: Action) =>
    page.getByRole('dialog').getByRole('button', { name: alih.actions[action], exact: true }).click()
  const done = async (person: Person, action: Action) => {
    await person.page.getByText(alih.done[action], { exact: true }).waitFor()
    await person.page.getByRole('dialog').waitFor({ state: 'detached' })
    await person.allIsWell()
  }
  /** From the list of what waits for this person. */
  async function openWaiting({ page }: Person) {
    await page.getByRole('menuitem', { name: alih.menu.home }).click()
    await page
      .getByRole('link', { name: new RegExp(HOST('baru')) })
      .first()
      .click()
    await page.getByRole('heading', { name: HOST('baru') }).waitFor()
  }

  test('from the letter to the archive', { timeout: 180_000 }, () =>
    office.story(async () => {
      // Step 1: the agency writes its request and sends its letter.
      const applicant = await signIn('applicant')
      const form = applicant.page
      await form
        .getByRole('link', { name: alih.dashboard.create })
        .or(form.getByRole('button', { name: alih.dashboard.create }))
        .first()
        .click()
      await form.getByRole('radio', { name: alih.kinds.website }).check()
      await form.getByRole('textbox', { name: fields.oldName }).fill(HOST('lama'))
      await form.getByRole('textbox', { name: fields.newName }).fill(HOST('baru'))
      await form
        .getByRole('group', { name: fields.records })
        .getByLabel(alih.requests.record_value)
        .fill(town.webAddress)
      await form.getByRole('radio', { name: new RegExp(alih.wants.redirect) }).check()
      await form.getByRole('textbox', { name: fields.reason }).fill('Nama layanan berubah.')
      const buffer = letterPdf(['SURAT PERMOHONAN', 'Perubahan nama subdomain'])
      await form
        .locator('input[type=file]')
        .setInputFiles({ name: 'surat.pdf', mimeType: 'application/pdf', buffer })
      await applicant.allIsWell()
      await form.getByRole('button', { name: alih.requests.save_draft }).click()
      await form.getByText('surat.pdf').waitFor()
      await act(applicant, 'submit')
      await done(applicant, 'submit')

      // Step 2: the head of department gives a disposition.
      const head = await signIn('head')
      await openWaiting(head)
      await act(head, 'approve', () =>
        head.page.getByRole('dialog').getByLabel(fields.disposition).fill('Setuju, tindak lanjuti.'),
      )
      await done(head, 'approve')

      // Step 3: the division head assigns the team.
      const divisionHead = await signIn('division_head')
      await openWaiting(divisionHead)
      await act(divisionHead, 'assign', async () => {
        await divisionHead.page.getByRole('combobox', { name: fields.assigneeIds }).click()
        await divisionHead.page.getByRole('option', { name: names.operator }).click()
      })
      await done(divisionHead, 'assign')

      // Step 4: without the change there is no proof, and the dialog says what was seen.
      const operator = await signIn('operator')
      operator.expected.push(/^422 POST \S+\/actions\/execute$/)
      await openWaiting(operator)
      await act(operator, 'execute', async () => {
        for (const step of runbookSteps)
          await operator.page.getByRole('checkbox', { name: alih.runbook[step] }).check()
      })
      const refusal = operator.page.getByRole('dialog').getByRole('alert')
      await refusal.waitFor()
      expect(await refusal.innerText()).toContain('NXDOMAIN')
      expect(await refusal.innerText()).toContain(HOST('baru'))
      await operator.allIsWell()

      await town.visit(HOST('baru'))
      await town.change(`update add ${HOST('baru')} 600 A ${town.webAddress}`)
      town.web.set(HOST('baru'), town.web.get(HOST('lama'))!)
      town.web.set(HOST('lama'), { redirectTo: HOST('baru') })
      await send(operator, 'execute')
      await done(operator, 'execute')
      await operator.page.getByText(alih.statuses.propagating, { exact: true }).first().waitFor()
      await town.cache.control('flush_zone', 'kota.test.')
      await operator.page.getByRole('button', { name: alih.check.now }).click()
      await operator.page
        .getByText(alih.status_hints.ok)
        .or(operator.page.getByText(alih.statuses.ok, { exact: true }))
        .first()
        .waitFor()

      // Step 5: the report comes drafted from the evidence.
      await act(operator, 'report', async () => {
        const draft = operator.page.getByRole('dialog').getByLabel(fields.report)
        expect(await draft.inputValue()).toContain(HOST('baru'))
      })
      await done(operator, 'report')

      // Step 6: the division head receives it; the agency reads that it is done.
      await openWaiting(divisionHead)
      await act(divisionHead, 'receive', async () => {
        const draft = divisionHead.page.getByRole('dialog').getByLabel(fields.notification)
        expect(await draft.inputValue()).toContain(HOST('baru'))
      })
      await done(divisionHead, 'receive')
      await applicant.page.reload()
      await applicant.page.getByText(alih.next.archived).waitFor()
      const { body } = await town.as.applicant('GET', '/requests')
      expect(body).toMatchObject([
        { number: expect.stringMatching(/^\d{4}\/0001$/), state: 'archived', status: 'ok' },
      ])
      await applicant.allIsWell()
    }),
  )

  test('every page of the administrator, in both languages, without a fault', { timeout: 120_000 }, () =>
    office.story(async () => {
      const admin = await signIn('admin')
      const { page } = admin
      for (const language of ['id', 'en']) {
        const items = await page.getByRole('menuitem').allInnerTexts()
        expect(items.length).toBeGreaterThanOrEqual(9)
        for (let at = 0; at < items.length; at++) {
          await page.getByRole('menuitem').nth(at).click()
          await page.waitForLoadState('networkidle')
          await admin.allIsWell()
        }
        if (language === 'id') await page.getByRole('button', { name: 'English' }).click()
      }
    }),
  )
})

describe.skipIf(!needs(['chromium'], 'apt-get install -y chromium'))('the demonstration, by clicking', () => {
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

  test.each(roles)(
    'says that it is one, and shows the %s every page without a fault',
    { timeout: 120_000 },
    (role) =>
      office.story(async () => {
        const person = await office.enter(role)
        const { page } = person
        await page.goto('/')
        await page.getByRole('button', { name: alih.roles[role], exact: true }).click()
        await page.getByRole('menuitem', { name: alih.menu.home }).waitFor()
        await page.getByText(alih.demo, { exact: true }).waitFor()
        const pages = await page.getByRole('menuitem').count()
        expect(pages).toBeGreaterThan(3)
        for (let at = 0; at < pages; at++) {
          await page.getByRole('menuitem').nth(at).click()
          await page.waitForLoadState('networkidle')
          await person.allIsWell()
        }
        // An archived request of the applicant's agency, with its whole history and evidence.
        await page.goto('/#/requests/2/show')
        await page.getByRole('heading', { name: 'info-wabah.kaltim-demo.example' }).waitFor()
        await page.waitForLoadState('networkidle')
        await person.allIsWell()
      }),
  )

  test('fits a narrow screen, however long the names are', { timeout: 120_000 }, () =>
    office.story(async () => {
      const { page } = await office.enter('narrow')
      await page.setViewportSize({ width: 390, height: 844 })
      await page.goto('/')
      await page.getByRole('button', { name: alih.roles.admin, exact: true }).click()
      await page.getByRole('heading', { name: /^Halo/ }).waitFor()
      const sites = await page.evaluate(async () => (await fetch('/api/sites?range=[0,99]')).json())
      const longest = sites.sort((a: any, b: any) => b.hostname.length - a.hostname.length)[0]
      const tour = [
        '',
        'requests',
        'requests/2/show',
        'sites',
        `sites/${longest.id}/show`,
        'findings',
        'papan',
        'people',
      ]
      for (const path of tour) {
        await page.goto(`/#/${path}`)
        await page.waitForLoadState('networkidle')
        if (path.startsWith('sites/'))
          await page.getByRole('heading', { name: longest.hostname }).last().waitFor()
        expect(await overflow(page), path).toBe(0)
      }
    }),
  )
})
