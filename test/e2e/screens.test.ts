/**
 * The main pages on a desk, on a phone and in the dark: nothing wider than the screen, nothing amiss. `npm run screenshots`
 * keeps a picture of each below `.github/screens`.
 */
import { mkdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { id as words } from '../../admin/messages/id.ts'
import { indonesian } from '../../admin/messages/indonesian.ts'
import type { Role } from '../../server/core/access.ts'
import { firstOf, open, overflow, wear } from '../support/pages.ts'
import { openDemo, type DemoOffice } from '../support/demo.ts'
import { needs } from '../support/programs.ts'

const folder = process.env['ALIH_SCREENSHOTS']

type Screen = { name: string; role: Role; path: string; find?: string; whole?: boolean }
// `find` is the list whose first record stands for `:id`.
const screens: Screen[] = [
  { name: 'home-applicant', role: 'applicant', path: '#/' },
  { name: 'home-head', role: 'head', path: '#/' },
  { name: 'home-operator', role: 'operator', path: '#/' },
  { name: 'requests', role: 'division_head', path: '#/requests' },
  { name: 'steps', role: 'division_head', path: '#/requests/papan' },
  {
    name: 'request',
    role: 'operator',
    path: '#/requests/:id/show',
    find: '/requests?filter={"state":["archived"],"status":["ok","propagating"]}',
  },
  { name: 'board', role: 'operator', path: '#/papan' },
  { name: 'sites', role: 'operator', path: '#/sites' },
  { name: 'site', role: 'operator', path: '#/sites/:id/show', find: '/sites?filter={"role":["new"]}' },
  { name: 'procedure', role: 'head', path: '#/sop' },
]

describe.skipIf(!needs(['chromium'], 'apt-get install -y chromium'))('the main pages', () => {
  let demo: DemoOffice
  beforeAll(async () => {
    if (folder) mkdirSync(folder, { recursive: true })
    demo = await openDemo()
  }, 180_000)
  afterAll(() => demo?.close())

  test.each(screens)(
    '$name fits a desk, a phone and the dark',
    { timeout: 120_000 },
    ({ name, role, path, find }) =>
      demo.story(async () => {
        const { page, allIsWell } = await demo.signIn(role)
        const id = find ? await firstOf(page, find) : 0
        const at = `/${path.replace(':id', String(id))}`
        for (const [look, width, height, theme] of looks) {
          await page.setViewportSize({ width, height })
          await open(page, at)
          await wear(page, theme, 'id')
          expect(await overflow(page), `${name} at ${width}`).toBe(0)
          await allIsWell()
          if (folder)
            await page.screenshot({ path: `${folder}/${name}-${look}.jpg`, type: 'jpeg', quality: 80 })
        }
      }),
  )

  test('a screen that is turned leaves the page in reach', { timeout: 120_000 }, () =>
    demo.story(async () => {
      const { page, allIsWell } = await demo.signIn('operator')
      await open(page, '/#/sites')
      await page.setViewportSize({ width: 390, height: 844 })
      const isShut = () =>
        page.evaluate(
          () =>
            document.querySelector('#root')!.getAttribute('aria-hidden') === 'true' ||
            getComputedStyle(document.body).overflow === 'hidden',
        )
      await expect.poll(isShut).toBe(false)
      // And the menu opens as ever.
      await page.getByRole('button', { name: indonesian.ra.action.open_menu }).click()
      await page.getByRole('menuitem', { name: words.alih.menu.board }).click()
      await page.getByRole('heading', { name: words.alih.menu.board }).first().waitFor()
      expect(await isShut()).toBe(false)
      await allIsWell()
    }),
  )
})

const looks = [
  ['light', 1280, 860, 'light'],
  ['dark', 1280, 860, 'dark'],
  ['narrow', 390, 844, 'light'],
] as const
