/** The SOP page and the calendar, by clicking, on the demonstration: a real browser, wide and narrow, and on paper. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { id as words } from '../../admin/messages/id.ts'
import { startDemo } from '../../server/commands/demo.ts'
import type { Running } from '../../server/commands/serve.ts'
import type { Role } from '../../server/core/access.ts'
import { steps } from '../../server/core/lifecycle.ts'
import * as sop from '../../server/core/procedure.ts'
import { refusals } from '../../server/core/refusal.ts'
import { readEnvironment, type Environment } from '../../server/environment.ts'
import { openOffice, type Office, type Person } from '../support/browser.ts'
import { faults, overflow } from '../support/pages.ts'
import { png } from '../support/png.ts'
import { freePort } from '../support/postgres.ts'
import { needs } from '../support/programs.ts'
import { collect } from '../support/streams.ts'

const ready = needs(['chromium'], 'apt-get install -y chromium')
const built = fileURLToPath(new URL('../../dist/www/index.html', import.meta.url))
const { alih } = words

describe.skipIf(!ready)('the calendar and the procedure', () => {
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

  const enter = async (role: Role): Promise<Person> => {
    const person = await office.enter(role)
    await person.page.setViewportSize({ width: 1280, height: 900 })
    await person.page.goto('/')
    await person.page.getByRole('button', { name: alih.roles[role], exact: true }).click()
    await person.page.getByRole('menuitem', { name: alih.menu.home }).waitFor()
    return person
  }
  /** Keeps a picture where somebody asks for them. */
  const picture = async ({ page }: Person, name: string) => {
    const folder = process.env['ALIH_PICTURES']
    if (!folder) return
    await page.waitForTimeout(600)
    await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
  }
  const bothWidths = async (person: Person, name: string) => {
    await person.allIsWell()
    await picture(person, `${name}-1280`)
    expect(await overflow(person.page), name).toBe(0)
    await person.page.setViewportSize({ width: 390, height: 844 })
    expect(await overflow(person.page), name).toBe(0)
    await picture(person, `${name}-390`)
    await person.page.setViewportSize({ width: 1280, height: 900 })
  }

  test(
    'everybody finds the SOP, its words, and the way from each step to its requests',
    { timeout: 120_000 },
    () =>
      office.story(async () => {
        const person = await enter('head')
        const { page } = person
        await page.getByRole('menuitem', { name: alih.sop.menu, exact: true }).click()
        await page.getByRole('heading', { name: alih.sop.title }).waitFor()
        for (const text of [
          sop.warning,
          sop.team,
          ...sop.legalBasis,
          ...sop.qualifications,
          ...sop.equipment,
        ])
          await page.getByText(text.id, { exact: true }).first().waitFor({ state: 'attached' })
        const diagram = page.getByRole('group', { name: alih.sop.diagram })
        await diagram
          .getByText(/permohonan/)
          .first()
          .waitFor()
        for (const { step } of steps)
          await diagram.getByRole('link', { name: new RegExp(`^Langkah ${step},`) }).waitFor()
        await bothWidths(person, 'sop')
        await page.emulateMedia({ media: 'print' })
        await picture(person, 'sop-print')
        await page.emulateMedia({ media: 'screen' })
        await page.getByText(alih.sop.as_table).click()
        await expect(
          page.getByRole('table', { name: alih.sop.table }).getByRole('row').count(),
        ).resolves.toBe(7)
        expect(await faults(page)).toEqual([])

        const counts = await page.evaluate(async () => (await fetch('/api/procedure')).json())
        const busy = counts.find(({ waiting }: { waiting: number }) => waiting > 0)
        await diagram.getByRole('link', { name: new RegExp(`^Langkah ${busy.step},`) }).click()
        await page.getByRole('search').waitFor()
        await page
          .getByText(new RegExp(`1-${busy.waiting} dari ${busy.waiting}`))
          .or(page.locator('tbody tr').nth(busy.waiting - 1))
          .first()
          .waitFor()
        expect(await page.locator('tbody tr').count()).toBe(busy.waiting)
        await bothWidths(person, 'list')
      }),
  )

  test('the administrator is told what is missing, looks at a file, and saves it', { timeout: 120_000 }, () =>
    office.story(async () => {
      const person = await enter('admin')
      const { page } = person
      const { gaps } = await page.evaluate(async () => (await fetch('/api/calendar')).json())
      await picture(person, 'home-1280')
      await page.getByRole('menuitem', { name: words.resources.holidays.name }).click()
      const banner = page.getByRole('alert').filter({ hasText: alih.gaps.hint })
      if (gaps.length > 0) await banner.waitFor()
      await page.getByText('Idul Fitri').first().waitFor()
      await bothWidths(person, 'holidays')

      await page.getByRole('link', { name: alih.gaps.import }).last().click()
      await page.getByLabel(alih.feed.source).fill('SKB 3 Menteri (contoh)')
      const year = new Date().getFullYear() + 1
      const csv = `tanggal;nama;jenis\n${year}-12-24;Cuti bersama Natal;cuti bersama\n${year}-12-25;Natal;nasional\n${year}-13-01;Salah;nasional\n`
      const kept = { name: 'libur.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) }
      await page.locator('input[type=file]').setInputFiles(kept)
      await page.getByText(alih.feed_faults.not_a_day).waitFor()
      await bothWidths(person, 'import')
      expect(await faults(page)).toEqual([])
      await page.getByRole('button', { name: /^Simpan/ }).click()
      await page.getByText(/^Tersimpan: /).waitFor()
      const left = (await page.evaluate(async () => (await fetch('/api/calendar')).json())).gaps
      expect(
        left.filter((gap: { kind: string; year: number }) => gap.year === year && gap.kind === 'joint_leave'),
      ).toEqual([])
      await page.goto('/#/settings')
      await page.getByRole('textbox', { name: alih.settings.clocks.week, exact: true }).waitFor()
      // The emblem of the letterhead: no picture is refused in words, a picture is shown, and can be taken away.
      const { logo } = alih.settings
      const emblem = page.getByRole('group', { name: logo.title })
      const choose = (name: string, mimeType: string, buffer: Buffer) =>
        emblem.locator('input[type=file]').setInputFiles({ name, mimeType, buffer })
      person.expected.push(/^415 POST \S+\/settings\/logo$/)
      // A message waits its turn, and stays as long as the pointer rests on it.
      await page.mouse.move(0, 0)
      await choose('logo.png', 'image/png', Buffer.from('bukan gambar'))
      await page.getByText(refusals.not_an_image.id).waitFor()
      await choose('logo.png', 'image/png', png(64, 64))
      await page.getByText(logo.saved).waitFor()
      await expect
        .poll(() => emblem.getByRole('img').evaluate((image: HTMLImageElement) => image.naturalWidth))
        .toBe(64)
      await bothWidths(person, 'settings')
      await emblem.getByRole('button', { name: logo.remove }).click()
      await page.getByText(logo.removed).waitFor()
      await emblem.getByRole('img').waitFor({ state: 'detached' })
      await person.allIsWell()
    }),
  )

  test('an applicant sees the SOP, and no alarm that is not theirs', { timeout: 120_000 }, () =>
    office.story(async () => {
      const person = await enter('applicant')
      const { page } = person
      expect(await page.getByText(alih.gaps.hint).count()).toBe(0)
      await page.getByRole('menuitem', { name: alih.sop.menu, exact: true }).click()
      await page.getByRole('heading', { name: alih.sop.title }).waitFor()
      await person.allIsWell()
    }),
  )
})
