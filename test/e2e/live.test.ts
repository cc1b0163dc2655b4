/** The request page while things happen: others' actions, a look that runs, the countdown, documents, paper. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import packet from 'dns-packet'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { id as words } from '../../admin/messages/id.ts'
import { openDemo, type DemoOffice } from '../support/demo.ts'
import { reply, startFaultServer, type FaultServer } from '../support/fault-dns.ts'
import { faults, firstOf, open, wear } from '../support/pages.ts'
import { needs, run } from '../support/programs.ts'

const { alih, resources } = words
const folder = process.env['ALIH_PICTURES']

// A pixel, as a telephone would photograph a letter.
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

const picture = async (page: Page, name: string, fullPage = true) => {
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage })
}

describe.skipIf(!needs(['chromium', 'pdftotext'], 'apt-get install -y chromium poppler-utils'))(
  'the request page, live',
  () => {
    let demo: DemoOffice
    const servers: FaultServer[] = []
    beforeAll(async () => {
      // Longer than a story looks at an answer that does not come.
      demo = await openDemo({ timeoutMs: 60_000 })
    }, 180_000)
    afterAll(async () => {
      await demo?.close()
      await Promise.all(servers.map(({ stop }) => stop()))
    })

    const flawless = async (page: Page) => expect(await faults(page)).toEqual([])

    test('one acts, and the other sees it without reloading', { timeout: 120_000 }, () =>
      demo.story(async () => {
        const [head, operator] = [await demo.signIn('head'), await demo.signIn('operator')]
        const id = await firstOf(head.page, '/requests?filter={"state":["submitted"]}')
        await Promise.all([head, operator].map(({ page }) => open(page, `/#/requests/${id}/show`)))
        const list = await demo.enter('watching')
        await list.page.goto('/')
        await list.page.getByRole('button', { name: alih.roles.division_head, exact: true }).click()
        await list.page.getByRole('menuitem', { name: alih.menu.home }).waitFor()
        await open(list.page, '/#/requests')
        let loads = 0
        for (const { page } of [operator, list]) page.on('load', () => loads++)
        await expect(operator.page.getByText(alih.states.approved, { exact: true }).count()).resolves.toBe(0)

        await head.page.getByRole('button', { name: alih.actions.approve, exact: true }).click()
        await head.page
          .getByRole('dialog')
          .getByLabel(resources.requests.fields.disposition)
          .fill('Setuju, tindak lanjuti segera.')
        await head.page.getByRole('dialog').getByRole('button', { name: alih.actions.approve }).click()

        await operator.page.getByText(alih.states.approved, { exact: true }).first().waitFor()
        await operator.page.getByText('Setuju, tindak lanjuti segera.').first().waitFor()
        const names = (await head.page.evaluate(
          async (id) => (await fetch(`/api/requests/${id}`)).json(),
          id,
        )) as { newName: string }
        await list.page
          .getByRole('row', { name: new RegExp(names.newName) })
          .getByText(alih.states.approved, { exact: true })
          .waitFor()
        expect(loads).toBe(0)
        for (const person of [head, operator, list]) await person.allIsWell()
      }),
    )

    test('the matrix fills while a look at slow servers runs, on every screen', { timeout: 180_000 }, () =>
      demo.story(async () => {
        const [operator, applicant] = [await demo.signIn('operator'), await demo.signIn('applicant')]
        const [{ id, newName, oldName }] = (await applicant.page.evaluate(
          async (query) => (await fetch(`/api/requests?${query}`)).json(),
          'filter={"state":["archived"],"status":["ok"]}&range=[0,0]',
        )) as [{ id: number; newName: string; oldName: string }]
        // A resolver that knows nothing of either name, and does not say so before it is let go.
        const held = new Map<string, (() => void)[]>([newName, oldName].map((name) => [name, []]))
        const slow = await startFaultServer('127.0.0.1', ({ name, query }) => {
          const flags = packet.RECURSION_DESIRED | packet.RECURSION_AVAILABLE
          if (name.startsWith('ns1.'))
            return [reply(query, { flags, answers: [{ type: 'A', name, ttl: 60, data: '192.0.2.53' }] })]
          const keeping = held.get(name)
          if (!keeping) return [reply(query, { flags })]
          return {
            send: (socket, { port, address }) =>
              void keeping.push(() => socket.send(reply(query, { flags }), port, address)),
          }
        })
        servers.push(slow)
        const letGo = (name: string) => {
          const kept = held.get(name)!
          held.delete(name)
          for (const answer of kept) answer()
        }
        const made = await operator.page.evaluate(async (address) => {
          const body = JSON.stringify({ name: 'Resolver lambat', address })
          const headers = { 'content-type': 'application/json' }
          return (await fetch('/api/resolvers', { method: 'POST', headers, body })).json()
        }, `127.0.0.1#${slow.port}`)
        await Promise.all([operator, applicant].map(({ page }) => open(page, `/#/requests/${id}/show`)))
        await operator.page.getByRole('button', { name: alih.check.now, exact: true }).click()

        // Who only looks on sees the answers come, and which are still awaited.
        const running = applicant.page.getByRole('region', { name: alih.check.running })
        const cells = running.getByRole('row', { name: /127\.0\.0\.1/ }).getByRole('cell')
        for (const at of [0, 1]) await cells.nth(at).getByText(alih.outcomes.asking).first().waitFor()
        const others = running.getByRole('row', { name: new RegExp(alih.check.authoritative) })
        await others.first().getByText(alih.outcomes.right).first().waitFor()
        const told = running.getByText(/^\d+ dari \d+ jawaban diterima$/)
        const bar = running.getByRole('progressbar')
        const progress = async () => Number(await bar.getAttribute('aria-valuenow'))
        await told.waitFor()
        const before = await progress()
        expect(before).toBeGreaterThan(0)
        expect(before).toBeLessThan(100)
        await picture(applicant.page, 'running')
        await flawless(applicant.page)

        // One answer more: one cell is filled, the other still waits.
        letGo(newName)
        await cells.nth(0).getByText(alih.outcomes.nodata).waitFor()
        await cells.nth(1).getByText(alih.outcomes.asking).first().waitFor()
        expect(await cells.nth(0).getByText(alih.outcomes.asking).count()).toBe(0)
        expect(await progress()).toBeLessThan(100)

        letGo(oldName)
        await running.waitFor({ state: 'detached' })
        await operator.page.getByRole('button', { name: alih.check.now, exact: true }).waitFor()
        // What it saw is there, with the resolver's answer in its place.
        const table = applicant.page.getByRole('table', { name: alih.check.matrix })
        await table
          .getByRole('row', { name: /127\.0\.0\.1/ })
          .getByText(alih.outcomes.nodata)
          .first()
          .waitFor()
        await picture(applicant.page, 'looked')
        for (const person of [operator, applicant]) await person.allIsWell()
        await operator.page.evaluate(
          async (id) => (await fetch(`/api/resolvers/${id}`, { method: 'DELETE' })).text(),
          made.id,
        )
      }),
    )

    test('the forecast counts down, with its reason', { timeout: 120_000 }, () =>
      demo.story(async () => {
        const { page, allIsWell } = await demo.signIn('operator')
        const id = await firstOf(page, '/requests?filter={"status":["propagating"]}')
        await page.clock.install()
        await open(page, `/#/requests/${id}/show`)
        const timer = page.getByRole('timer')
        const before = await timer.innerText()
        expect(before).toMatch(/^Kira-kira .+ lagi$/)
        await page
          .getByRole('note')
          .filter({ has: timer })
          .getByText(/Diperkirakan selesai .+, karena .{10}/)
          .waitFor()
        await page.clock.fastForward('00:31:00')
        await expect.poll(() => timer.innerText()).not.toBe(before)
        await page.clock.fastForward('48:00:00')
        await page.getByText(alih.check.forecast_over).waitFor()
        await allIsWell()
      }),
    )

    test('documents are shown in place: PDF and pictures, and nothing else', { timeout: 120_000 }, () =>
      demo.story(async () => {
        const { page, allIsWell } = await demo.signIn('applicant')
        const id = await firstOf(page, '/requests?filter={"state":["archived"]}')
        await open(page, `/#/requests/${id}/show`)
        const shown = page.waitForResponse(/\/documents\/\d+\/preview$/)
        await page
          .getByRole('button', { name: /^Lihat .*\.pdf$/ })
          .first()
          .click()
        expect((await shown).headers()).toMatchObject({
          'content-type': 'application/pdf',
          'content-disposition': expect.stringMatching(/^inline;/),
        })
        const dialog = page.getByRole('dialog')
        await expect(dialog.locator('iframe').getAttribute('src')).resolves.toMatch(/\/preview$/)
        await picture(page, 'preview', false)
        await flawless(page)
        const coming = page.waitForEvent('download', (one) => one.url().endsWith('/content'))
        await dialog.getByRole('link', { name: alih.documents.download_short, exact: true }).click()
        const taken = await readFile(await (await coming).path())
        expect(taken.subarray(0, 5).toString()).toBe('%PDF-')
        await dialog.getByRole('button', { name: 'Tutup' }).click()
        await dialog.waitFor({ state: 'detached' })

        // A scan: its letter is sent as a picture, and drawn.
        const draft = await firstOf(page, '/requests?filter={"state":["draft","returned"]}')
        await page.evaluate(
          async ([requestId, base64]) => {
            const form = new FormData()
            const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
            form.set('requestId', requestId)
            form.set('kind', 'letter')
            form.set('file', new File([bytes], 'surat.png', { type: 'image/png' }))
            await fetch('/api/documents', { method: 'POST', body: form })
          },
          [String(draft), PNG.toString('base64')] as const,
        )
        await open(page, `/#/requests/${draft}/show`)
        await page.getByRole('button', { name: 'Lihat surat.png' }).first().click()
        const image = page.getByRole('dialog').getByRole('img', { name: 'Lihat surat.png' })
        await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(1)
        await allIsWell()
      }),
    )

    test('it prints on A4 without its frame, also from the dark', { timeout: 120_000 }, () =>
      demo.story(async () => {
        const { page, allIsWell } = await demo.signIn('operator')
        const id = await firstOf(page, '/requests?filter={"state":["archived"],"status":["ok"]}')
        const { newName, oldName } = await page.evaluate(
          async (id) => (await fetch(`/api/requests/${id}`)).json(),
          id,
        )
        const paper = mkdtempSync(join(tmpdir(), 'alih-paper-'))
        try {
          for (const theme of ['light', 'dark'] as const) {
            await open(page, `/#/requests/${id}/show`)
            await wear(page, theme, 'id')
            await flawless(page)
            await page
              .getByRole('row', { name: new RegExp(alih.check.authoritative) })
              .first()
              .waitFor()
            const file = join(folder ?? paper, `${theme}.pdf`)
            if (folder) mkdirSync(folder, { recursive: true })
            writeFileSync(file, await page.pdf({ preferCSSPageSize: true, printBackground: true }))
            expect(run('pdfinfo', [file], paper)).toMatch(/Page size:\s+59[45]\.\d* x 84[12]/)
            const text = run('pdftotext', ['-layout', file, '-'], paper)
            for (const said of [newName, oldName, alih.steps[4], alih.check.title, alih.requests.history])
              expect(text).toContain(said)
            // Paper stays white to its edge.
            run('pdftoppm', ['-r', '20', '-f', '1', '-l', '1', '-gray', file, join(paper, theme)], paper)
            const drawn = readdirSync(paper).find((name) => name.startsWith(`${theme}-`))!
            expect(readFileSync(join(paper, drawn)).at(-1)).toBe(255)
            for (const frame of [alih.menu.board, alih.check.now, alih.requests.print])
              expect(text).not.toContain(frame)
          }
          await allIsWell()
        } finally {
          rmSync(paper, { recursive: true })
        }
      }),
    )
  },
)
