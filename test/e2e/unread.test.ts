/** What cannot be read is told to be so where it would stand: never that there is nothing, and never somewhere else. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { id as words } from '../../admin/messages/id.ts'
import { openDemo, type DemoOffice } from '../support/demo.ts'
import { firstOf, open } from '../support/pages.ts'
import { needs } from '../support/programs.ts'

const { alih } = words
const lists = [
  'requests',
  'sites',
  'findings',
  'reports',
  'deliveries',
  'agencies',
  'people',
  'actings',
  'holidays',
  'zones',
  'resolvers',
  'webhooks',
]

describe.skipIf(!needs(['chromium'], 'apt-get install -y chromium'))('what cannot be read', () => {
  let demo: DemoOffice
  beforeAll(async () => {
    demo = await openDemo()
  }, 240_000)
  afterAll(() => demo?.close())

  test(
    'while the server fails every list and record says so, and what was read stays',
    { timeout: 240_000 },
    () =>
      demo.story(async () => {
        const person = await demo.signIn('admin')
        const { page } = person
        person.expected.push(/^503 GET /, /^404 GET \S+\/api\/(requests|agencies)\/999$/)
        const id = await firstOf(page, '/requests')
        let broken = true
        await page.route(/\/api\/(?!auth|me|live|info|\w+\/\d+\/live)/, (route) =>
          broken
            ? route.fulfill({ status: 503, json: { message: 'Server sedang sibuk.' } })
            : route.continue(),
        )
        const fault = page.getByText(alih.errors.load).last()
        for (const list of lists) {
          await open(page, `/#/${list}`)
          await fault.waitFor()
          expect(await page.locator('.MuiTablePagination-root, .RaList-noResults').count(), list).toBe(0)
        }
        for (const path of [`/requests/${id}/show`, '/agencies/1']) {
          await open(page, `/#${path}`)
          await fault.waitFor()
          expect(page.url()).toContain(`#${path}`)
        }
        broken = false
        await page.getByRole('button', { name: alih.errors.retry }).click()
        await page.getByRole('textbox').first().waitFor()

        await open(page, '/#/findings')
        await page.locator('tbody tr').first().waitFor()
        broken = true
        await page.getByRole('button', { name: 'Muat ulang' }).click()
        await page.getByText(alih.errors.outdated).waitFor()
        expect(await page.locator('tbody tr').count()).toBeGreaterThan(0)
        broken = false

        for (const path of ['/requests/999/show', '/agencies/999']) {
          await open(page, `/#${path}`)
          await page.getByText(alih.errors.missing_hint).waitFor()
          expect(page.url()).toContain(`#${path}`)
        }
        await page.getByRole('link', { name: /^Ke daftar / }).click()
        await page.locator('tbody tr').first().waitFor()
        await person.allIsWell()
      }),
  )
})
