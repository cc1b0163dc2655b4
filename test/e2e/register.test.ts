/** The register by clicking, on the demonstration: a file with a broken line, the history of a name, how it stood, its rest. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { id as words } from '../../admin/messages/id.ts'
import { siteFaults } from '../../server/core/register-faults.ts'
import { ZONE } from '../../server/demo/world.ts'
import { openDemo, type DemoOffice } from '../support/demo.ts'
import { firstOf, isGood, open } from '../support/pages.ts'
import { needs } from '../support/programs.ts'

const { alih } = words

describe.skipIf(!needs(['chromium'], 'apt-get install -y chromium'))('the register', () => {
  let demo: DemoOffice
  beforeAll(async () => {
    demo = await openDemo()
  }, 180_000)
  afterAll(() => demo?.close())

  test(
    'the team pastes a file, sees the broken line, saves the others, and finds who wrote them down',
    { timeout: 180_000 },
    () =>
      demo.story(async () => {
        const person = await demo.signIn('operator')
        const { page } = person
        await page.getByRole('menuitem', { name: words.resources.sites.name, exact: true }).click()
        await page.getByRole('link', { name: alih.sites.import, exact: true }).click()
        await page
          .getByLabel(alih.site_import.text)
          .fill(
            `nama;instansi;jenis;A\narsip.${ZONE};Dinkes;website;127.0.0.9\nsalah_nama.${ZONE};Dinkes;website;127.0.0.9\ndinkes.${ZONE};Dinkes;aplikasi;\n`,
          )
        await page.getByRole('button', { name: alih.site_import.look, exact: true }).click()
        await page.getByText(siteFaults.LABEL_ILLEGAL.id).waitFor()
        await page.getByText(`salah_nama.${ZONE}`).first().waitFor()
        await isGood(person, 'register-import')
        // Only the refused ones, then all of them.
        const refused = page.getByRole('button', { name: `${alih.standings.refused}: 1` })
        await refused.click()
        await expect.poll(() => page.getByRole('checkbox').count()).toBe(0)
        await refused.click()
        await expect.poll(() => page.getByRole('checkbox').count()).toBe(2)
        await page.getByRole('button', { name: alih.site_import.save.replace('%{smart_count}', '2') }).click()
        await page.getByText('Tersimpan: 1 situs baru, 1 berubah.').waitFor()

        const { records } = await page.evaluate(async (name) => {
          const all = await (await fetch(`/api/sites?filter=${encodeURIComponent(`{"q":"${name}"}`)}`)).json()
          return all[0]
        }, `arsip.${ZONE}`)
        expect(records).toEqual({ A: ['127.0.0.9'] })
        await open(page, `/#/sites/${await firstOf(page, `/sites?filter={"q":"dinkes.${ZONE}"}`)}/show`)
        const line = page.getByRole('listitem').filter({ hasText: alih.register_actions.import })
        await line.getByText(alih.kinds.application).waitFor()
        await line.locator('del').getByText(alih.kinds.website).waitFor()
        await isGood(person, 'register-site')
      }),
  )

  test('a zone file that includes another is refused loudly', { timeout: 120_000 }, () =>
    demo.story(async () => {
      const person = await demo.signIn('operator')
      const { page } = person
      await open(page, '/#/impor-situs')
      const file = `$ORIGIN ${ZONE}.\na IN A 127.0.0.9\n$INCLUDE lain.db\n`
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'db.zona', mimeType: 'text/plain', buffer: Buffer.from(file) })
      await page.getByText(siteFaults.include.id).waitFor()
      expect(await page.getByRole('button', { name: /^Simpan 0/ }).isDisabled()).toBe(true)
      await person.allIsWell()
    }),
  )

  test(
    'a name tells its renames, how it stood and its rest; the list finds what rests',
    { timeout: 180_000 },
    () =>
      demo.story(async () => {
        const person = await demo.signIn('operator')
        const { page } = person
        await open(
          page,
          `/#/sites/${await firstOf(page, '/sites?filter={"role":["new"],"status":["broken","stale","ok"]}')}/show`,
        )
        await page.getByRole('listitem').filter({ hasText: alih.told_actions.execute }).first().waitFor()
        await page
          .getByRole('listitem')
          .filter({ hasText: alih.told_actions.submit })
          .first()
          .getByRole('blockquote')
          .waitFor()
        const picture = page.getByRole('img', { name: /^Status dari .+ sampai .+%.*Berubah \d+ kali\.$/ })
        await picture.waitFor()
        expect(await picture.locator('rect').count()).toBeGreaterThan(0)
        await isGood(person, 'register-history')

        await open(page, '/#/sites?filter={"resting":true}')
        const resting = await firstOf(page, '/sites?filter={"resting":true}')
        await page
          .getByText(/^Bebas mulai /)
          .first()
          .waitFor()
        await isGood(person, 'register-resting')
        await open(page, `/#/sites/${resting}/show`)
        await page.getByText(/sedang diistirahatkan sejak/).waitFor()
        await isGood(person, 'register-rest')
      }),
  )

  test(
    'an applicant sees the history of their own name and no import; the list comes as a file',
    { timeout: 120_000 },
    () =>
      demo.story(async () => {
        const person = await demo.signIn('applicant')
        const { page } = person
        await page.getByRole('menuitem', { name: words.resources.sites.name, exact: true }).click()
        await page.locator('tbody tr').first().waitFor()
        expect(await page.getByRole('link', { name: alih.sites.import, exact: true }).count()).toBe(0)
        await page.getByRole('button', { name: 'Ekspor' }).click()
        const arriving = page.waitForEvent('download')
        await page.getByRole('menuitem', { name: 'CSV' }).click()
        expect((await arriving).suggestedFilename()).toMatch(/^situs-\d{4}-\d{2}-\d{2}\.csv$/)
        await page.locator('tbody tr').first().click()
        await page.getByRole('heading', { name: alih.site_history.title }).waitFor()
        await person.allIsWell()
      }),
  )
})
