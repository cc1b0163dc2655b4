/** The request page while things happen: others' actions, a look that runs, the countdown, documents, paper. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RemoteInfo, Socket } from 'node:dgram'
import { AxeBuilder } from '@axe-core/playwright'
import packet from 'dns-packet'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { id as words } from '../../admin/messages/id.ts'
import { openDemo, type DemoOffice } from '../support/demo.ts'
import { reply, startFaultServer, type FaultServer } from '../support/fault-dns.ts'
import { firstOf, open, wear } from '../support/pages.ts'
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
      demo = await openDemo()
    }, 180_000)
    afterAll(async () => {
      await demo?.close()
      await Promise.all(servers.map(({ stop }) => stop()))
    })

    const flawless = async (page: Page) => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`)).toEqual([])
    }

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
        // A resolver that answers its canary and keeps everything else until it is let go.
        let isHolding = true
        const held: (() => void)[] = []
        const slow = await startFaultServer('127.0.0.1', ({ name, query }) => {
          const flags = packet.RECURSION_DESIRED | packet.RECURSION_AVAILABLE
          if (name.startsWith('ns1.'))
            return [reply(query, { flags, answers: [{ type: 'A', name, ttl: 60, data: '192.0.2.53' }] })]
          const send = (socket: Socket, from: RemoteInfo) =>
            socket.send(reply(query, { flags }), from.port, from.address)
          if (!isHolding) return [reply(query, { flags })]
          return { send: (socket, from) => void held.push(() => send(socket, from)) }
        })
        servers.push(slow)
        const [operator, applicant] = [await demo.signIn('operator'), await demo.signIn('applicant')]
        const made = await operator.page.evaluate(async (address) => {
          const body = JSON.stringify({ name: 'Resolver lambat', address })
          const headers = { 'content-type': 'application/json' }
          return (await fetch('/api/resolvers', { method: 'POST', headers, body })).json()
        }, `127.0.0.1#${slow.port}`)
        const id = await firstOf(applicant.page, '/requests?filter={"state":["archived"],"status":["ok"]}')
        await Promise.all([operator, applicant].map(({ page }) => open(page, `/#/requests/${id}/show`)))
        await operator.page.getByRole('button', { name: alih.check.now, exact: true }).click()

        // Who only looks on sees the answers come, and which are still awaited.
        const running = applicant.page.getByRole('region', { name: alih.check.running })
        const row = running.getByRole('row', { name: /127\.0\.0\.1/ })
        await row.getByText(alih.outcomes.asking).first().waitFor()
        const others = running.getByRole('row', { name: new RegExp(alih.check.authoritative) })
        await others.first().getByText(alih.outcomes.right).first().waitFor()
        await running.getByText(/^\d+ dari \d+ jawaban diterima$/).waitFor()
        const bar = running.getByRole('progressbar')
        expect(Number(await bar.getAttribute('aria-valuenow'))).toBeGreaterThan(0)
        expect(Number(await bar.getAttribute('aria-valuenow'))).toBeLessThan(100)
        await picture(applicant.page, 'running')
        await flawless(applicant.page)

        isHolding = false
        for (const answer of held.splice(0)) answer()
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
        await operator.page.evaluate((id) => fetch(`/api/resolvers/${id}`, { method: 'DELETE' }), made.id)
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
          .getByText(/karena/)
          .first()
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
        const response = await shown
        expect(response.headers()).toMatchObject({
          'content-type': 'application/pdf',
          'content-disposition': expect.stringMatching(/^inline;/),
          'x-content-type-options': 'nosniff',
          'content-security-policy': expect.stringContaining(`default-src 'none'`),
        })
        const dialog = page.getByRole('dialog')
        await expect(dialog.locator('iframe').getAttribute('src')).resolves.toMatch(/\/preview$/)
        await picture(page, 'preview', false)
        await flawless(page)
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
