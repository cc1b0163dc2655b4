/**
 * The month's report at the Kabid's screen: the November that was worked out by hand, chosen, read, taken away in each
 * form and read back, and frozen.
 */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { id as words } from '../../admin/messages/id.ts'
import type { ReportRecord } from '../../server/core/report.ts'
import { backOffice } from '../../server/static.ts'
import { openOffice, type Office, type Person } from '../support/browser.ts'
import { openDesk, people, settle, type TestDesk, type Who } from '../support/desk.ts'
import { wita } from '../support/months.ts'
import { live, november } from '../support/november.ts'
import { looks, open, overflow, wear } from '../support/pages.ts'
import { freePort } from '../support/postgres.ts'
import { needs } from '../support/programs.ts'

const www = fileURLToPath(new URL('../../dist/www', import.meta.url))
const said = words.alih.reports
const PAGE = '/#/reports/2026-11/show'

describe.skipIf(!needs(['chromium', 'pdftotext'], 'apt-get install -y chromium poppler-utils'))(
  'the month’s report, by clicking',
  () => {
    let desk: TestDesk
    let office: Office
    let server: ReturnType<typeof serve>
    let url: string
    let folder: string
    beforeAll(async () => {
      if (!existsSync(join(www, 'index.html'))) throw new Error('the back office is not built: npm run build')
      folder = await mkdtemp(join(tmpdir(), 'alih-report-'))
      const port = await freePort()
      url = `http://localhost:${port}`
      // The host knows people by a cookie; programs by a header.
      const identify = (request: Request) => {
        const cookie = /person=(\w+)/.exec(request.headers.get('cookie') ?? '')?.[1]
        return people[(request.headers.get('x-person') ?? cookie) as Who] ?? null
      }
      desk = await openDesk(':memory:', { identify, url })
      desk.clock.now = new Date(wita('09-30 09:00'))
      await settle(desk)
      await live(desk, november)
      desk.clock.now = new Date(wita('12-01 10:00'))
      const host = new Hono().route('/', desk.alih.app).route('/', backOffice(www))
      server = serve({ fetch: host.fetch, port })
      office = await openOffice(url)
    }, 240_000)
    afterAll(async () => {
      await office?.close()
      server?.close()
      await desk?.stop()
      await rm(folder, { recursive: true, force: true })
    })

    async function enter(who: Who): Promise<Person> {
      const person = await office.enter(who)
      await person.page.context().addCookies([{ name: 'person', value: who, url }])
      await person.page.emulateMedia({ reducedMotion: 'reduce' })
      return person
    }
    /** The cells of the row that begins with `head`, in the table called `caption`. */
    const row = async ({ page }: Person, caption: string, head: string) =>
      page
        .getByRole('table', { name: caption, exact: true })
        .getByRole('row')
        .filter({ has: page.getByRole('rowheader', { name: head, exact: true }) })
        .getByRole('cell')
        .allInnerTexts()
    const told = async () =>
      (await desk.call('division_head', 'GET', '/reports/2026-11')).body as ReportRecord

    test('choose a month and see what was worked out by hand', { timeout: 180_000 }, () =>
      office.story(async () => {
        const kabid = await enter('division_head')
        const { page, allIsWell } = kabid
        await page.goto('/')
        await page.getByRole('menuitem', { name: words.resources.reports.name.split(' ||||')[0]! }).click()
        await page.getByRole('link', { name: 'November 2026' }).waitFor()
        await allIsWell()
        await page.getByRole('link', { name: 'Oktober 2026' }).click()
        // From October to November by the chooser.
        await page.getByRole('combobox', { name: said.month }).click()
        await page.getByRole('option', { name: 'November 2026' }).click()
        await page
          .getByRole('heading', { name: said.of.replace('%{month}', 'November 2026') })
          .first()
          .waitFor()
        await page.getByText(said.provisional_over).waitFor()

        expect(await row(kabid, said.by_kind, said.counts.received)).toEqual(['3', '3', '6'])
        expect(await row(kabid, said.by_kind, said.counts.finished)).toEqual(['3', '1', '4'])
        expect(await row(kabid, said.by_kind, said.counts.open)).toEqual(['1', '2', '3'])
        expect(await row(kabid, said.by_state, words.alih.states.archived)).toEqual(['3'])
        expect(await row(kabid, said.by_agency, 'Dinas Kesehatan')).toEqual(
          // Carried over, received, reopened, finished, rejected, withdrawn, open, returned, resubmitted, late, renames.
          ['2', '3', '0', '2', '0', '1', '2', '1', '1', '4', '3'],
        )
        // Six runs: median 4,200 s, 90th percentile and longest 16,200 s; one late.
        expect(await row(kabid, said.times_table, `4. ${words.alih.steps[4]}`)).toEqual([
          '4 jam',
          '6',
          '1 jam 10 menit',
          '4 jam 30 menit',
          '4 jam 30 menit',
          '1',
          '0',
          '0',
        ])
        expect(await row(kabid, said.times_table, `6. ${words.alih.steps[6]}`)).toEqual([
          '1 hari kerja',
          '4',
          '6 jam 30 menit',
          '13 jam 30 menit',
          '13 jam 30 menit',
          '1',
          '1',
          '1',
        ])
        const late = page.getByRole('table', { name: said.late_list.replace('%{smart_count}', '5') })
        // The worst first: 99,000 s; the last was late outside working hours.
        await late.getByRole('row').nth(1).getByText('27 jam 30 menit').waitFor()
        await late.getByRole('row').nth(5).getByText(said.after_hours).waitFor()
        const renames = page.getByRole('table', { name: said.renames_list.replace('%{smart_count}', '4') })
        expect(await renames.getByRole('row').count()).toBe(5)
        await renames.getByText('500.12/', { exact: false }).first().waitFor()
        await page.getByText('2 (33,3%)').waitFor()
        await page.getByText('1 perubahan nama, 6 jam').waitFor()
        for (const { title, text } of (await told()).data.rules) {
          await page.getByText(title.id, { exact: true }).last().waitFor()
          await page.getByText(text.id, { exact: true }).waitFor()
        }
        await allIsWell()
      }),
    )

    test('take it as PDF, XLSX and CSV, and read each back', { timeout: 180_000 }, () =>
      office.story(async () => {
        const { page, allIsWell } = await enter('head')
        await page.goto(PAGE)
        const take = async (format: 'pdf' | 'xlsx' | 'csv') => {
          const coming = page.waitForEvent('download')
          await page.getByRole('button', { name: said.take[format], exact: true }).click()
          const download = await coming
          expect(download.suggestedFilename()).toBe(`laporan-2026-11.${format}`)
          await page.getByText(said.taken.replace('%{name}', `laporan-2026-11.${format}`)).waitFor()
          return readFile(await download.path())
        }
        const { sheets } = await readXlsx(new Uint8Array(await take('xlsx')))
        const rows = (name: string) => sheets.find((sheet) => sheet.name === name)!.rows
        expect(rows('Ringkasan')).toContainEqual(['Diterima', 6, null])
        expect(rows('Langkah')[4]).toEqual(['4. Pelaksanaan', 14_400, null, 6, 4200, 16_200, 16_200, 1, 0, 0])
        expect(rows('Perubahan nama')[1]).toContainEqual(new Date('2026-11-02T09:00:00Z'))
        expect(rows('Permohonan')).toHaveLength(9)
        const csv = (await take('csv')).toString().trimEnd().split('\r\n')
        expect(csv).toHaveLength(9)
        expect(csv[0]).toMatch(/^\ufeffNomor;Instansi;Jenis;/)
        const file = join(folder, 'laporan.pdf')
        await writeFile(file, await take('pdf'))
        const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
        expect(text).toContain('SEMENTARA')
        expect(text).toMatch(/Diterima\s+3\s+3\s+6/)
        expect(text).toMatch(/4\. Pelaksanaan\s+4 jam\s+6\s+1 jam 10/)
        await allIsWell()
        // The head takes it away; freezing is the division head's.
        expect(await page.getByRole('button', { name: said.freeze }).count()).toBe(0)
      }),
    )

    test('the team reads and takes nothing away; an agency has no reports', { timeout: 120_000 }, () =>
      office.story(async () => {
        const { page, allIsWell } = await enter('operator')
        await page.goto(PAGE)
        await page.getByRole('heading', { name: said.rules }).waitFor()
        expect(await page.getByRole('button', { name: said.take.pdf, exact: true }).count()).toBe(0)
        expect(await page.getByRole('button', { name: said.freeze }).count()).toBe(0)
        await allIsWell()
        const agency = await enter('applicant')
        await agency.page.goto('/')
        await agency.page.getByRole('menuitem', { name: words.alih.menu.home }).waitFor()
        expect(await agency.page.getByRole('menuitem', { name: /^Laporan bulanan/ }).count()).toBe(0)
        await agency.page.goto(PAGE)
        await agency.page.getByText('Akses ditolak').first().waitFor()
      }),
    )

    test('nothing is wider than a phone', { timeout: 240_000 }, () =>
      office.story(async () => {
        const { page, allIsWell } = await enter('division_head')
        for (const path of ['/#/reports', PAGE])
          for (const [theme, locale] of looks) {
            await open(page, path)
            await wear(page, theme, locale)
            for (const width of [1280, 390]) {
              await page.setViewportSize({ width, height: 900 })
              const at = `${path} ${theme} ${locale} ${width}`
              expect(await overflow(page), at).toBe(0)
              await allIsWell()
              const keep = process.env['ALIH_LOOK']
              const name = path.includes('show') ? 'month' : 'months'
              if (keep)
                await page.screenshot({ path: join(keep, `${name}-${theme}-${width}.png`), fullPage: true })
            }
          }
      }),
    )

    test('freeze it: asked first, sealed for ever, with its digest on the page', { timeout: 180_000 }, () =>
      office.story(async () => {
        const kabid = await enter('division_head')
        const { page, allIsWell } = kabid
        await page.goto(PAGE)
        await page.getByRole('button', { name: said.freeze }).click()
        const dialog = page.getByRole('dialog')
        await dialog.getByText(/Ditandatangani oleh .*Kabid/).waitFor()
        await dialog.getByRole('button', { name: 'Batal' }).click()
        await dialog.waitFor({ state: 'detached' })
        expect((await told()).seal).toBeNull()
        await page.getByRole('button', { name: said.freeze }).click()
        await dialog.getByRole('button', { name: said.freeze }).click()
        await page.getByText(said.froze).waitFor()
        await dialog.waitFor({ state: 'detached' })
        const { seal } = await told()
        expect(seal).toMatchObject({ frozenBy: people.division_head.name })
        await page.locator('code').filter({ hasText: seal!.digest }).waitFor()
        expect(await page.getByRole('button', { name: said.freeze }).count()).toBe(0)
        expect(await page.getByText(said.provisional_over).count()).toBe(0)
        expect(await row(kabid, said.by_kind, said.counts.received)).toEqual(['3', '3', '6'])
        await page.getByRole('menuitem', { name: /^Laporan bulanan/ }).click()
        await page.getByText(`${seal!.digest.slice(0, 12)}…`).waitFor()
        await allIsWell()
      }),
    )
  },
)
