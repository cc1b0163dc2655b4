/** One's own account, by clicking: sessions, the second step, the provider, and what the administrator does for others. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { OAuth2Server } from 'oauth2-mock-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { id as words } from '../../admin/messages/id.ts'
import { indonesian } from '../../admin/messages/indonesian.ts'
import { startDemo } from '../../server/commands/demo.ts'
import type { Running } from '../../server/commands/serve.ts'
import type { Role } from '../../server/core/access.ts'
import { demoEmail, demoPassword } from '../../server/core/demo.ts'
import { people } from '../../server/demo/people.ts'
import { readEnvironment, type Environment } from '../../server/environment.ts'
import { codeFor } from '../support/accounts.ts'
import { openOffice, type Office, type Person } from '../support/browser.ts'
import { freePort } from '../support/postgres.ts'
import { needs } from '../support/programs.ts'
import { collect } from '../support/streams.ts'

const built = fileURLToPath(new URL('../../dist/www/index.html', import.meta.url))
const { alih } = words
const { account } = alih

describe.skipIf(!needs(['chromium'], 'apt-get install -y chromium'))('an account, by clicking', () => {
  let provider: OAuth2Server
  let claims: Record<string, unknown> = {}
  let demo: Running
  let office: Office
  beforeAll(async () => {
    if (!existsSync(built)) throw new Error('the back office is not built: npm run build')
    provider = new OAuth2Server()
    await provider.issuer.keys.generate('RS256')
    await provider.start(0, '127.0.0.1')
    provider.service.on('beforeTokenSigning', (token) => Object.assign(token.payload, claims))
    const variables = {
      ALIH_PORT: String(await freePort()),
      ALIH_OIDC_ISSUER: provider.issuer.url!,
      ALIH_OIDC_CLIENT_ID: 'alih',
      ALIH_OIDC_CLIENT_SECRET: 'rahasia',
      ALIH_OIDC_NAME: 'SSO Provinsi',
    }
    demo = await startDemo(collect(), readEnvironment(variables) as Environment)
    office = await openOffice(demo.url)
  }, 180_000)
  afterAll(async () => {
    await office?.close()
    await demo?.stop()
    await provider?.stop()
  })

  const pick = async (person: Person, role: Role) => {
    await person.page.goto('/')
    await person.page.getByRole('button', { name: alih.roles[role], exact: true }).click()
  }
  const isIn = ({ page }: Person) => page.getByRole('heading', { name: /^Halo/ }).waitFor()
  const ownPage = async ({ page }: Person) => {
    await page.goto('/#/akun')
    await page.getByRole('heading', { name: account.sessions }).waitFor()
  }
  const press = ({ page }: Person, name: string) => page.getByRole('button', { name, exact: true }).click()
  const fill = ({ page }: Person, label: string, text: string) =>
    page
      .getByLabel(new RegExp(`^${label}`))
      .first()
      .fill(text)

  test('sessions, and the second step from the QR code to the spare code', { timeout: 180_000 }, () =>
    office.story(async () => {
      const person = await office.enter('operator')
      const { page } = person
      await pick(person, 'operator')
      await isIn(person)

      // By the menu under one's name.
      await press(person, indonesian.ra.auth.user_menu)
      await page.getByRole('menuitem', { name: account.title }).click()
      await page.getByText(account.this_one).waitFor()
      const other = await office.enter('elsewhere')
      await pick(other, 'operator')
      await isIn(other)
      await page.reload()
      await press(person, account.end_others)
      await page.getByRole('button', { name: account.end_others }).waitFor({ state: 'detached' })
      await person.allIsWell()
      other.expected.push(/^401 /)
      await other.page.goto('/#/akun')
      await other.page.getByRole('heading', { name: alih.login.title }).waitFor()

      await press(person, account.two_factor_begin)
      await fill(person, alih.login.password, demoPassword)
      await press(person, account.continue)
      await page.getByRole('img', { name: account.qr }).waitFor()
      const secret = (await page.locator('code').innerText()).replaceAll(/\s/g, '')
      const code = () => codeFor(`otpauth://totp/x?secret=${secret}`)
      // A wrong code is no reason to be signed out.
      person.expected.push(/^401 POST \S+verify-totp$/)
      await fill(person, account.code, '000000')
      await press(person, account.turn_on)
      await page.getByText(account.wrong_code).waitFor()
      await fill(person, account.code, code())
      await press(person, account.turn_on)
      await page.getByText(account.codes_once).waitFor()
      const spare = await page.locator('ol li').first().innerText()
      await press(person, account.codes_kept)
      await page.getByText(account.two_factor_on_lead).waitFor()
      await person.allIsWell()

      await pick(other, 'operator')
      await other.page.getByText(account.second_step_lead).waitFor()
      await fill(other, account.code, code())
      await press(other, alih.login.title)
      await isIn(other)
      const lost = await office.enter('lost')
      await pick(lost, 'operator')
      await press(lost, account.use_spare)
      await fill(lost, account.spare_code, spare)
      await press(lost, alih.login.title)
      await isIn(lost)
      await lost.allIsWell()

      // Both lost: the administrator takes it away, and ends the sessions.
      const admin = await office.enter('admin')
      await pick(admin, 'admin')
      await isIn(admin)
      const persons = await admin.page.evaluate(async () => (await fetch('/api/people?range=[0,99]')).json())
      const { id } = persons.find(({ email }: { email: string }) => email === demoEmail('operator'))
      await admin.page.goto(`/#/people/${id}`)
      await press(admin, account.reset_two_factor)
      await press(admin, indonesian.ra.action.confirm)
      await admin.page.getByRole('button', { name: account.reset_two_factor }).waitFor({ state: 'detached' })
      await press(admin, account.end_all)
      await press(admin, indonesian.ra.action.confirm)
      await admin.page.getByText(account.all_ended).waitFor()
      await admin.allIsWell()
      await pick(lost, 'operator')
      await isIn(lost)
      expect(await lost.page.getByText(account.second_step_lead).count()).toBe(0)
    }),
  )

  test('by the provider: in as oneself, or told why not', { timeout: 120_000 }, () =>
    office.story(async () => {
      claims = { sub: 'h', email: demoEmail('head'), email_verified: true, name: 'X' }
      const person = await office.enter('head')
      await person.page.goto('/')
      await press(person, alih.login.by_provider.replace('%{name}', 'SSO Provinsi'))
      await isIn(person)
      await ownPage(person)
      expect(await person.page.getByRole('heading', { name: people.head.name }).count()).toBe(1)
      await person.allIsWell()

      claims = { sub: 'e', email: 'eve@demo.example', email_verified: true, name: 'Eve' }
      const stranger = await office.enter('stranger')
      await stranger.page.goto('/')
      await press(stranger, alih.login.by_provider.replace('%{name}', 'SSO Provinsi'))
      await stranger.page.getByText(alih.login.not_registered).waitFor()
      await stranger.allIsWell()
    }),
  )

  test(
    'a forgotten password: the link asks for a new one, and the page changes it',
    { timeout: 120_000 },
    () =>
      office.story(async () => {
        const admin = await office.enter('admin again')
        await pick(admin, 'admin')
        await isIn(admin)
        const email = people.dishub.email
        const url = await admin.page.evaluate(async (wanted) => {
          const persons = await (await fetch('/api/people?range=[0,99]')).json()
          const { id } = persons.find((one: { email: string }) => one.email === wanted)
          const options = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }
          return (await (await fetch(`/api/people/${id}/invitation`, options)).json()).url as string
        }, email)
        const person = await office.enter('forgetful')
        const { page } = person
        await page.goto(url)
        await page.getByRole('heading', { name: account.reset_title }).waitFor()
        await fill(person, alih.invitation.password, 'gajah putih berlari')
        await fill(person, alih.invitation.repeat, 'gajah putih berlari')
        await press(person, account.reset_submit)
        await isIn(person)

        await ownPage(person)
        person.expected.push(/^400 POST \S+change-password$/)
        const change = async (current: string) => {
          await fill(person, account.current_password, current)
          await fill(person, account.new_password, 'kancil naik gunung')
          await fill(person, alih.invitation.repeat, 'kancil naik gunung')
          await press(person, account.change_password)
        }
        await change('bukan kata sandinya')
        await page.getByText(account.wrong_password).waitFor()
        await change('gajah putih berlari')
        await page.getByText(account.password_changed).waitFor()
        await page.getByRole('button', { name: 'English' }).last().click()
        await page.getByRole('heading', { name: 'Where you are signed in' }).waitFor()
        await person.allIsWell()
        expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
      }),
  )
})
