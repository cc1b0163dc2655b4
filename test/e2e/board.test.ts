/** The health board in a real browser, over a desk whose names do as they are told: well, broken, unseen, none at all. */
import { existsSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { id as words } from '../../admin/messages/id.ts'
import { formatCount, formatDay } from '../../admin/time.ts'
import type { AgencyHealth, BoardDay } from '../../server/core/board.ts'
import { statuses, type Status } from '../../server/core/verdict.ts'
import { backOffice } from '../../server/static.ts'
import { openOffice, type Office, type Person } from '../support/browser.ts'
import { checked, found, openDesk, settle, type TestDesk, type Who } from '../support/desk.ts'
import { faults, looks, open, overflow, wear } from '../support/pages.ts'
import { needs } from '../support/programs.ts'

const built = fileURLToPath(new URL('../../dist/www', import.meta.url))
const { board: said, statuses: statusWords } = words.alih
const DAY = 86_400_000
const HOUR = 3_600_000
// Told, that is: by itself the board asks every half minute.
const SOONER_MS = 15_000
const folder = process.env['ALIH_SCREENSHOTS']

describe.skipIf(!needs(['chromium'], 'apt-get install -y chromium'))('the health board, by looking', () => {
  let desk: TestDesk
  let server: Server
  let office: Office
  let sights: Record<string, Status>
  let present: number

  beforeEach(async () => {
    if (!existsSync(built)) throw new Error('the back office is not built: npm run build')
    desk = await openDesk()
    await settle(desk)
    sights = {}
    present = Date.now()
    desk.clock.now = new Date(present - 40 * DAY)
    desk.world.look = ({ newName }) => {
      const status = sights[newName.split('.')[0]!] ?? 'ok'
      const check = checked(status, [found('A10', newName)], desk.clock.now)
      if (status !== 'propagating') return check
      const because = { id: 'Cache masih menyimpan jawaban lama.', en: 'Caches still keep the old answer.' }
      const until = new Date(present + 42 * 60_000).toISOString()
      return { ...check, forecast: { until, because } }
    }
    const host = new Hono()
    host.route('/', desk.alih.app)
    host.route('/', backOffice(built))
    await new Promise<void>((resolve) => {
      server = serve({ fetch: host.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve()) as Server
    })
    office = await openOffice(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  }, 60_000)
  afterEach(async () => {
    await office?.close()
    desk?.alih.hush()
    await silence()
    await desk?.stop()
  })
  const silence = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })

  async function register(label: string, agencyId = 1) {
    const hostname = `${label}.kaltim.example`
    const site = { hostname, agencyId, kind: 'website', records: { A: ['192.0.2.1'] } }
    expect((await desk.call('operator', 'POST', '/sites', site)).status).toBe(200)
  }
  /** Looks at what is due, and does what every minute does. */
  async function round(at: number) {
    desk.clock.now = new Date(at)
    const checked = await desk.sweep()
    desk.ports().swept({ checked, offline: false })
    await desk.alih.deliver()
  }
  async function town() {
    for (const label of ['portal', 'perizinan', 'museum']) await register(label, 1)
    for (const label of ['beasiswa', 'pustaka']) await register(label, 2)
  }
  const enter = async (who: Who = 'operator'): Promise<Person> => {
    const person = await office.enter(who)
    await person.page.setExtraHTTPHeaders({ 'x-person': who })
    await person.page.emulateMedia({ reducedMotion: 'reduce' })
    return person
  }
  const sentence = (page: Page) => page.getByRole('status').first().innerText()
  const picture = async (page: Page, name: string) => {
    // Behind the wall lies the page, which is longer.
    const fullPage = !name.startsWith('wall')
    if (folder) await page.screenshot({ path: `${folder}/board-${name}.png`, fullPage })
  }

  test('everything well: one sentence says so, on the page and on the wall', { timeout: 120_000 }, () =>
    office.story(async () => {
      await town()
      await round(present - DAY)
      await round(present)
      const { page, allIsWell } = await enter()
      await open(page, '/#/papan')
      expect(await sentence(page)).toBe('Semua 5 nama baik')
      expect(await page.getByText(said.whom_to_tell).count()).toBe(0)
      await page.getByText(said.canary_states.well).waitFor()
      await page.goto('/#/papan?layar=1')
      const wall = page.getByRole('dialog', { name: said.title })
      await wall.getByText(said.nothing_to_do).waitFor()
      await picture(page, 'wall-well')
      await allIsWell()
    }),
  )

  test(
    'something broken: the sentence, the worst tile first, whose it is, whom to tell, how long to wait',
    { timeout: 180_000 },
    () =>
      office.story(async () => {
        await town()
        await round(present - 2 * DAY)
        sights = { museum: 'broken', pustaka: 'stale', beasiswa: 'propagating' }
        await round(present)
        const { page, allIsWell } = await enter()
        await open(page, '/#/papan')
        expect(await sentence(page)).toBe('1 rusak dan 1 usang dari 5 nama')
        const section = (title: string) =>
          page.locator('section').filter({ has: page.getByRole('heading', { name: title, exact: true }) })
        const tiles = section(said.names).getByRole('listitem')
        expect((await tiles.allInnerTexts()).map((text) => text.split(/\s+/)[0])).toEqual(
          ['museum', 'pustaka', 'beasiswa', 'perizinan', 'portal'].map((label) => `${label}.kaltim.example`),
        )
        await tiles.first().getByText(statusWords.broken).waitFor()
        await section(said.propagating)
          .getByText(/^sisa 4[012] menit, sampai /)
          .waitFor()
        await section(said.propagating).getByText('Cache masih menyimpan jawaban lama.').waitFor()
        const line = section(said.whom_to_tell).getByRole('listitem').filter({ hasText: 'pustaka' })
        expect(await line.getByRole('link', { name: /budi@disdik\.example/ }).getAttribute('href')).toMatch(
          /^mailto:budi@disdik\.example\?subject=pustaka\.kaltim\.example/,
        )
        const agencies = section(said.by_agency).getByRole('listitem')
        expect((await agencies.allInnerTexts()).map((text) => text.replace(/\s+/g, ' '))).toEqual([
          'Dinkes 1 rusak · 2 baik',
          'Disdik 1 usang · 1 merambat',
        ])
        // By keyboard: one agency, then one status of it.
        await agencies.nth(1).getByRole('link').focus()
        await page.keyboard.press('Enter')
        await page.getByText('1 usang dari 2 nama').waitFor()
        expect(page.url()).toContain('instansi=2')
        await page.getByRole('button', { name: new RegExp(statusWords.propagating) }).press('Enter')
        await expect.poll(() => tiles.count()).toBe(1)
        expect(page.url()).toContain('status=propagating')
        await page.getByRole('button', { name: /^Hanya Dinas Pendidikan/ }).click()
        await page.getByText('1 rusak dan 1 usang dari 5 nama').waitFor()
        await allIsWell()

        // The agency's own people see theirs, and nobody's address.
        const own = await enter('stranger')
        await open(own.page, '/#/papan')
        expect(await sentence(own.page)).toBe('1 usang dari 2 nama')
        await own.page.getByRole('heading', { name: said.since_when }).waitFor()
        const text = await own.page.locator('main').innerText()
        expect(text).not.toMatch(/museum|Dinkes|mailto|@|Resolver|resolver/)
        await own.allIsWell()
      }),
  )

  test('the trend: the table for screen readers says what the API says', { timeout: 180_000 }, () =>
    office.story(async () => {
      await town()
      for (let day = 39; day >= 0; day--) {
        sights = {
          museum: day % 5 === 0 ? 'broken' : 'ok',
          pustaka: day % 3 === 0 ? 'stale' : 'ok',
          portal: day === 7 ? 'wrong' : 'ok',
        }
        await round(present - day * DAY)
      }
      const { page, allIsWell } = await enter()
      await open(page, '/#/papan')
      const { body } = await desk.call('operator', 'GET', '/board/trend?days=30')
      const days: BoardDay[] = body.days
      expect(days).toHaveLength(30)
      const table = page.getByRole('table', { name: said.trend_numbers })
      const rows = async () =>
        (await table.getByRole('row').all()).slice(1).map(async (row) => (await row.innerText()).split(/\t/))
      const numbers = await Promise.all(await rows())
      expect(numbers.map((row) => row.slice(0, 7))).toEqual(
        days
          .toReversed()
          .map(({ day, counts }) => [
            formatDay(day, 'id'),
            ...statuses.map((status) => formatCount(counts[status], 'id')),
          ]),
      )
      const share = (at: number) => numbers[at]!.at(-1)!.replace(/\s/g, '')
      const { counts } = days.at(-1)!
      expect(share(0)).toBe(`${(counts.ok / 5) * 100}%`)
      await page.getByRole('button', { name: said.show_numbers }).click()
      await page.getByRole('button', { name: '90 hari' }).click()
      await expect.poll(() => table.getByRole('row').count()).toBe(41)
      expect(page.url()).toContain('hari=90')
      await picture(page, 'trend')
      await allIsWell()
    }),
  )

  test(
    'who cannot see says so: the checker offline, then the server gone, on the wall as on the page',
    { timeout: 180_000 },
    () =>
      office.story(async () => {
        await town()
        await round(present - HOUR)
        await round(present)
        desk.ports().swept({ checked: 0, offline: true })
        const { page, allIsWell } = await enter()
        await open(page, '/#/papan')
        await page.getByText(said.checker_states.offline).waitFor()
        expect(await sentence(page)).toBe('Terakhir diketahui: Semua 5 nama baik')
        await page.getByText(said.canary_states.offline, { exact: true }).waitFor()
        await picture(page, 'offline')
        desk.ports().swept({ checked: 0, offline: false })
        await page.reload()
        await page.getByText('Semua 5 nama baik', { exact: true }).waitFor()
        await allIsWell()

        await page.goto('/#/papan?layar=1')
        const wall = page.getByRole('dialog', { name: said.title })
        await wall.getByText('Semua 5 nama baik', { exact: true }).waitFor()
        const green = await groundOf(page)
        await silence()
        await wall.getByText(said.lost).waitFor({ timeout: 60_000 })
        await wall.getByText('Terakhir diketahui: Semua 5 nama baik').waitFor()
        expect(await groundOf(page)).not.toBe(green)
        expect(await wall.getByText(said.nothing_to_do).count()).toBe(0)
        await picture(page, 'wall-lost')
      }),
  )
  const groundOf = (page: Page) =>
    page
      .getByRole('dialog')
      .getByRole('status')
      .evaluate((node) => getComputedStyle(node).backgroundColor)

  test(
    'the wall fits one screen, however much is amiss, says its bars in numbers, and follows what happens',
    { timeout: 240_000 },
    () =>
      office.story(async () => {
        // More names amiss and more agencies than are shown, with names as long as they come.
        for (const shortName of ['Bappeda', 'Disperindagkop dan UKM', 'Dishub', 'DPMPTSP', 'BPBD', 'Dispora'])
          await desk.call('admin', 'POST', '/agencies', { name: `Badan ${shortName}`, shortName })
        const amiss = ['broken', 'wrong', 'stale', 'propagating', 'unknown'] as const
        for (let at = 0; at < 32; at++)
          await register(`sistem-informasi-pelayanan-terpadu-satu-pintu-${at}`, 1 + (at % 8))
        await round(present - 2 * DAY)
        sights = Object.fromEntries(
          Array.from({ length: 24 }, (_, at) => [
            `sistem-informasi-pelayanan-terpadu-satu-pintu-${at}`,
            amiss[at % amiss.length]!,
          ]),
        )
        await round(present)
        const { page, allIsWell } = await enter()
        await page.setViewportSize({ width: 1920, height: 1080 })
        const wall = page.getByRole('dialog')
        const tiles = wall.getByRole('listitem').filter({ hasText: 'satu-pintu' })
        const beyond = () =>
          wall.evaluate((node) => [
            node.scrollWidth - node.clientWidth,
            node.scrollHeight - node.clientHeight,
          ])
        for (const [theme, locale] of looks) {
          await open(page, '/#/papan?layar=1')
          await wear(page, theme, locale)
          await tiles.first().waitFor()
          await picture(page, `wall-full-${theme}`)
          expect([theme, await beyond()]).toEqual([theme, [0, 0]])
        }
        await wear(page, 'light', 'id')
        const count = await tiles.count()
        expect(count).toBeGreaterThanOrEqual(3)
        await wall.getByText(said.more_amiss.replace('%{count}', String(24 - count))).waitFor()
        for (const tile of await tiles.all()) {
          const { y, height } = (await tile.boundingBox())!
          expect(y + height).toBeLessThanOrEqual(1080)
        }

        // Each bar has as many parts as there are numbers beside it, which are those of the API.
        const { body } = await desk.call('operator', 'GET', '/board')
        const agencies: AgencyHealth[] = body.agencies
        expect(agencies).toHaveLength(8)
        const lines = wall.getByRole('list').last().getByRole('listitem')
        const shown = await lines.evaluateAll((items) =>
          items.map((item) => ({
            text: (item as HTMLElement).innerText.replace(/\s+/g, ' '),
            parts: item.querySelectorAll('[aria-hidden] > *').length,
          })),
        )
        expect(shown.length).toBeGreaterThanOrEqual(4)
        expect(shown).toEqual(
          agencies.slice(0, shown.length).map(({ shortName, counts }) => {
            const told = statuses.filter((status) => counts[status] > 0)
            const numbers = told.map((status) => `${counts[status]} ${statusWords[status].toLowerCase()}`)
            return { text: `${shortName} ${numbers.join(' · ')}`, parts: told.length }
          }),
        )
        await wall.getByText(said.agencies_left.replace('%{count}', String(8 - shown.length))).waitFor()
        expect(await wall.locator('svg:not([aria-hidden="true"]), canvas, img').count()).toBe(0)

        // A checker that sees nothing says so in the same screen.
        desk.ports().swept({ checked: 0, offline: true })
        await wall.getByText(said.checker_states.offline).waitFor({ timeout: SOONER_MS })
        expect(await beyond()).toEqual([0, 0])
        await picture(page, 'wall-full-offline')
        desk.ports().swept({ checked: 0, offline: false })
        await wall.getByText(said.checker_states.offline).waitFor({ state: 'detached', timeout: SOONER_MS })
        sights = {}
        await round(present + 2 * DAY)
        await wall.getByText('Semua 32 nama baik', { exact: true }).waitFor({ timeout: SOONER_MS })
        await allIsWell()
      }),
  )

  test('a register that is empty says what to do first', { timeout: 120_000 }, () =>
    office.story(async () => {
      desk.clock.now = new Date(present)
      const { page, allIsWell } = await enter()
      await open(page, '/#/papan')
      expect(await sentence(page)).toBe(said.empty)
      await page.getByText(said.empty_hint).waitFor()
      await page.goto('/#/papan?layar=1')
      await page.getByRole('dialog').getByText(said.empty).waitFor()
      await allIsWell()
    }),
  )

  test(
    'axe finds nothing, in both themes and languages, on the wall, and on a phone',
    { timeout: 240_000 },
    () =>
      office.story(async () => {
        await town()
        await round(present - 2 * DAY)
        sights = { museum: 'broken', pustaka: 'stale', beasiswa: 'propagating', portal: 'wrong' }
        await round(present)
        const { page, allIsWell } = await enter()
        await open(page, '/#/papan')
        await page.getByRole('button', { name: said.show_numbers }).waitFor()
        for (const [theme, locale] of looks) {
          await wear(page, theme, locale)
          expect(await faults(page), `${theme} ${locale}`).toEqual([])
          await picture(page, `${theme}-${locale}`)
        }
        await wear(page, 'light', 'id')
        await page.setViewportSize({ width: 390, height: 844 })
        await open(page, '/#/papan')
        expect(await overflow(page)).toBe(0)
        expect(await faults(page)).toEqual([])
        await picture(page, 'narrow')
        await open(page, '/#/papan?layar=1')
        await page.getByRole('dialog').waitFor()
        expect(await overflow(page)).toBe(0)
        expect(await faults(page)).toEqual([])
        await picture(page, 'wall-narrow')
        await allIsWell()
      }),
  )
})
