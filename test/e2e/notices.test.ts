/** Notices by clicking, in a real browser: what did not arrive is seen and sent again; how one is told is one's own choice. */
import { existsSync, mkdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { id as words } from '../../admin/messages/id.ts'
import { run, type Running } from '../../server/commands/serve.ts'
import { readEnvironment, type Environment } from '../../server/environment.ts'
import { draft, letter, openDesk, people, settle, type Who } from '../support/desk.ts'
import { openOffice, type Office, type Person } from '../support/browser.ts'
import { soon, startMail, type MailServer } from '../support/mail.ts'
import { freePort } from '../support/postgres.ts'
import { needs } from '../support/programs.ts'
import { collect } from '../support/streams.ts'

const ready = needs(['chromium'], 'apt-get install -y chromium')
const built = fileURLToPath(new URL('../../dist/www/index.html', import.meta.url))
const { alih, resources } = words

describe.skipIf(!ready)('notices, by clicking', () => {
  let mail: MailServer
  let running: Running
  let office: Office
  let folder: string
  let requestId: number
  beforeAll(async () => {
    if (!existsSync(built)) throw new Error('the back office is not built: npm run build')
    mail = await startMail()
    mail.refuse = { code: 550, text: 'mailbox unavailable' }
    folder = await mkdtemp(join(tmpdir(), 'alih-notices-'))
    const database = join(folder, 'alih.sqlite')
    // A first process without a network makes the request; its mail is refused for good.
    const now = () => new Date()
    const desk = await openDesk(database, { smtp: mail.url, now })
    await settle(desk)
    const made = await desk.call('applicant', 'POST', '/requests', draft)
    requestId = made.body.id
    await desk.call('applicant', 'POST', '/documents', letter(requestId))
    await desk.call('applicant', 'POST', `/requests/${requestId}/actions/submit`, {})
    await soon('refused', async () => {
      const { body } = await desk.call('admin', 'GET', '/deliveries/summary')
      return body.counts.given_up === 2
    })
    await desk.stop()
    const port = await freePort()
    const env = readEnvironment({
      ALIH_PORT: String(port),
      ALIH_DATABASE: database,
      ALIH_SMTP_URL: mail.url,
    }) as Environment
    running = await run(collect(), env, {
      schedule: false,
      secret: 's'.repeat(32),
      // The person is told by a cookie: signing in is not what is tried here.
      identify: (request) =>
        people[/who=(\w+)/.exec(request.headers.get('cookie') ?? '')?.[1] as Who] ?? null,
    })
    office = await openOffice(running.url)
  }, 120_000)
  afterAll(async () => {
    await office?.close()
    await running?.stop()
    await mail?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  async function enter(who: Who): Promise<Person> {
    const person = await office.enter(who)
    await person.page.context().addCookies([{ name: 'who', value: who, url: running.url }])
    return person
  }

  /** Pictures for people to look at, where a folder is named. */
  async function picture({ page }: Person, name: string) {
    const to = process.env['ALIH_PICTURES']
    if (!to) return
    mkdirSync(to, { recursive: true })
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 })
      await page.waitForTimeout(400)
      await page.screenshot({ path: join(to, `${name}-${width}.png`), fullPage: true })
    }
    await page.setViewportSize({ width: 1360, height: 900 })
  }

  test(
    'what did not arrive is seen on the home page and on the request, and sent again',
    { timeout: 180_000 },
    () =>
      office.story(async () => {
        const admin = await enter('admin')
        await admin.page.goto('/')
        await admin.page.getByRole('heading', { name: alih.deliveries.title }).waitFor()
        await admin.page
          .getByRole('link', { name: new RegExp(`${alih.delivery_states.given_up}\\s*2`) })
          .waitFor()
        await picture(admin, 'home')
        await admin.page.getByRole('link', { name: new RegExp(alih.delivery_states.given_up) }).click()
        await admin.page.getByText('550', { exact: false }).first().waitFor()
        expect(await admin.page.getByRole('button', { name: alih.deliveries.resend }).count()).toBe(2)
        await picture(admin, 'list')
        await admin.allIsWell()

        mail.refuse = null
        const kabid = await enter('division_head')
        await kabid.page.goto(`/#/requests/${requestId}/show`)
        const panel = kabid.page.locator('section', {
          has: kabid.page.getByRole('heading', { name: alih.deliveries.title }),
        })
        const line = panel.getByRole('listitem').filter({ hasText: people.head.email })
        await line.getByText(alih.delivery_states.given_up).waitFor()
        await picture(kabid, 'request')
        await line.getByRole('button', { name: alih.deliveries.resend }).click()
        await kabid.page.getByText(alih.deliveries.resent).waitFor()
        await soon('it arrived', () => mail.box.length === 1)
        expect(mail.box[0]!.recipients).toEqual([people.head.email])
        await kabid.page.reload()
        await line.getByText(alih.delivery_states.sent, { exact: true }).waitFor()
        await kabid.allIsWell()
      }),
  )

  test('everybody chooses language and amount; an applicant sees no deliveries', { timeout: 180_000 }, () =>
    office.story(async () => {
      const applicant = await enter('applicant')
      const { page } = applicant
      await page.goto('/#/saya')
      await page.getByRole('radio', { name: alih.languages.en }).check()
      await page.getByRole('radio', { name: alih.notice_choices.essential }).check()
      await picture(applicant, 'preferences')
      await page.getByRole('button', { name: words.alih.preferences.title }).count()
      await page.getByRole('button', { name: 'Simpan' }).click()
      await page.getByText(alih.preferences.saved).waitFor()
      await page.reload()
      await page.getByRole('radio', { name: alih.languages.en }).waitFor()
      expect(await page.getByRole('radio', { name: alih.languages.en }).isChecked()).toBe(true)
      expect(await page.getByRole('menuitem', { name: resources.deliveries.name }).count()).toBe(0)
      await page.goto(`/#/requests/${requestId}/show`)
      await page.getByRole('heading', { name: draft.newName }).waitFor()
      expect(await page.getByRole('heading', { name: alih.deliveries.title }).count()).toBe(0)
      await applicant.allIsWell()
    }),
  )

  test('a webhook is made, and its key is shown once', { timeout: 180_000 }, () =>
    office.story(async () => {
      const admin = await enter('admin')
      const { page } = admin
      await page.goto('/#/webhooks/create')
      const { fields } = resources.webhooks
      await page.getByRole('textbox', { name: fields.name }).fill('Papan kota')
      await page.getByRole('textbox', { name: fields.url }).fill('https://papan.example/kait')
      await picture(admin, 'webhook')
      await page.getByRole('button', { name: 'Simpan' }).click()
      const key = page.getByRole('dialog').getByLabel(alih.webhooks.secret).last()
      await key.waitFor()
      expect(await page.getByRole('dialog').getByRole('textbox').inputValue()).toMatch(/^whsec_/)
      await picture(admin, 'webhook-key')
      await page.getByRole('dialog').getByRole('button', { name: 'Tutup' }).click()
      await page.getByText('https://papan.example/kait').waitFor()
      await picture(admin, 'webhooks')
      await page.getByText('Papan kota').click()
      await page.getByRole('button', { name: alih.webhooks.renew }).waitFor()
      await admin.allIsWell()
    }),
  )
})
