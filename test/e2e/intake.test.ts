/** A letter about two names by clicking, on the demonstration: a stop, its correction, advice, the letter, the review. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { id as words } from '../../admin/messages/id.ts'
import { startDemo } from '../../server/commands/demo.ts'
import type { Running } from '../../server/commands/serve.ts'
import { letterPdf } from '../../server/demo/letter.ts'
import { readEnvironment, type Environment } from '../../server/environment.ts'
import { openOffice, type Office } from '../support/browser.ts'
import { overflow } from '../support/pages.ts'
import { freePort } from '../support/postgres.ts'
import { needs } from '../support/programs.ts'
import { collect } from '../support/streams.ts'

const built = fileURLToPath(new URL('../../dist/www/index.html', import.meta.url))
const { alih, resources } = words
const { fields } = resources.requests
const at = (label: string) => `${label}.kaltim-demo.example`
// A folder in which to lay pictures of every page of the story; none unless it is asked for.
const pictures = process.env.ALIH_TEST_PICTURES

describe.skipIf(!needs(['chromium'], 'apt-get install -y chromium'))('a letter, by clicking', () => {
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

  test('two names with one letter', { timeout: 180_000 }, () =>
    office.story(async () => {
      const person = await office.enter('applicant')
      const { page } = person
      const picture = async (name: string) => {
        if (!pictures) return
        for (const width of [1280, 390]) {
          await page.setViewportSize({ width, height: 900 })
          await page.waitForTimeout(400)
          await page.screenshot({ path: `${pictures}/${name}-${width}.png`, fullPage: true })
          expect(await overflow(page), `${name} at ${width}`).toBe(0)
        }
        await page.setViewportSize({ width: 1360, height: 900 })
      }
      await page.goto('/')
      await page.getByRole('button', { name: alih.roles.applicant, exact: true }).click()
      await page.getByRole('menuitem', { name: alih.menu.home }).waitFor()
      await page.goto('/#/requests/create')

      // Written, and told at once that it cannot be.
      await page.getByRole('textbox', { name: fields.oldName }).fill(at('trayek'))
      await page.getByRole('textbox', { name: fields.newName }).fill(at('webmail'))
      await page.getByText(alih.intake.stop).waitFor()
      await page.getByText(`${at('webmail')} memakai bagian nama yang dicadangkan`).waitFor()
      // Today's records of the old name are there, and fill where the new one leads.
      await page.getByText(alih.intake.today).waitFor()
      await page.getByText(alih.intake.filled).waitFor()
      const value = page.getByRole('group', { name: fields.records }).getByLabel(alih.requests.record_value)
      expect(await value.inputValue()).toMatch(/^\d+\.\d+\.\d+\.\d+$/)
      await page.getByText('langkah 4').waitFor()
      await picture('1-stop')

      // Corrected, the stop is gone.
      await page.getByRole('textbox', { name: fields.newName }).fill(at('angkutan'))
      await page.getByText(alih.intake.stop).waitFor({ state: 'detached' })

      // A second name that chains with the first is advice.
      await page.getByRole('button', { name: alih.intake.add_row }).click()
      const second = page.getByRole('region', { name: 'Nama #2' })
      await second.getByRole('textbox', { name: fields.oldName }).fill(at('angkutan'))
      await second.getByRole('textbox', { name: fields.newName }).fill(at('daftar-angkutan'))
      await second.getByText(alih.intake.advice).first().waitFor()
      await picture('2-advice')
      await second.getByRole('textbox', { name: fields.oldName }).fill(at('e-samsat'))
      await second.getByRole('textbox', { name: fields.newName }).fill(at('samsat-daerah'))
      await second.getByText(alih.intake.checking).waitFor({ state: 'detached' })
      const records = second.getByRole('group', { name: fields.records })
      await records.getByLabel(alih.requests.record_value).fill('203.0.113.77')
      await page.getByRole('textbox', { name: fields.reason }).fill('Nama yang dipahami masyarakat.')

      // Saved without its letter, it says that it is not ready; taken up again, everything is as it was.
      await page.getByRole('button', { name: alih.requests.save_draft }).click()
      await page.getByText(alih.intake.not_ready).waitFor()
      await page.getByText(alih.intake.no_letter).waitFor()
      await page.getByText(alih.intake.siblings, { exact: true }).waitFor()
      await person.allIsWell()
      await picture('3-draft')
      await page
        .getByRole('link', { name: 'Ubah' })
        .or(page.getByRole('button', { name: 'Ubah' }))
        .first()
        .click()
      const again = page.getByRole('region', { name: 'Nama #2' })
      await again.waitFor()
      expect(await again.getByRole('textbox', { name: fields.oldName }).inputValue()).toBe(at('e-samsat'))
      const letter = {
        name: 'surat.pdf',
        mimeType: 'application/pdf',
        buffer: letterPdf(['SURAT PERMOHONAN']),
      }
      await page.locator('input[type=file]').setInputFiles(letter)
      await page.getByText('surat.pdf').waitFor()
      await picture('4-edit')

      // Looked over once more, then both are sent in one act, each with a number of its own.
      await page.getByRole('button', { name: alih.intake.save_review }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByText('Surat ini memuat 2 nama').waitFor()
      await dialog.getByText(alih.needs.letter_there).waitFor()
      await picture('5-review')
      await dialog.getByRole('button', { name: alih.actions.submit, exact: true }).click()
      await page.getByText(alih.done.submit, { exact: true }).waitFor()
      await dialog.waitFor({ state: 'detached' })
      await person.allIsWell()
      await picture('6-sent')
      const sent = await page.evaluate(async () => {
        const list = await fetch('/api/requests?filter={"q":"angkutan"}').then((answer) => answer.json())
        return fetch(`/api/submissions/${list[0].submissionId}`).then((answer) => answer.json())
      })
      expect(sent.requests.map(({ state }: any) => state)).toEqual(['submitted', 'submitted'])
      const [one, two] = sent.requests.map(({ number }: any) => Number(number.split('/')[1]))
      expect(two).toBe(one + 1)
    }),
  )
})
