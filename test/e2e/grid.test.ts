/** The grid of requests, by clicking and by keyboard: filters that are kept, columns, files, many at once, and the board. */
import { readFile } from 'node:fs/promises'
import { readXlsx } from 'hucre/xlsx'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { id as words } from '../../admin/messages/id.ts'
import { indonesian } from '../../admin/messages/indonesian.ts'
import type { Assignee } from '../../server/core/directory.ts'
import { proposedTeam } from '../../server/core/drafts.ts'
import { steps } from '../../server/core/lifecycle.ts'
import type { RenameRequest } from '../../server/core/request.ts'
import { openDemo, type DemoOffice } from '../support/demo.ts'
import { faults, open, overflow, shownFocus, wear } from '../support/pages.ts'
import { needs } from '../support/programs.ts'

const { alih, resources } = words
const { fields } = resources.requests
const TIME = { timeout: 240_000 }

describe.skipIf(!needs(['chromium'], 'apt-get install -y chromium'))('the grid of requests', () => {
  let demo: DemoOffice
  beforeAll(async () => {
    demo = await openDemo()
  }, 240_000)
  afterAll(() => demo?.close())

  const rowsOf = (page: Page) => page.locator('tbody tr')
  const heads = (page: Page) => page.getByRole('columnheader').allInnerTexts()
  const names = async (page: Page) =>
    (await page.locator('tbody td.column-newName a').allInnerTexts()).map((text) =>
      text.replace(/\s+/g, ' ').trim(),
    )
  const listed = (page: Page, query: string): Promise<RenameRequest[]> =>
    page.evaluate(async (query) => (await fetch(`/api/requests?${query}`)).json(), query)
  const hasFocus = (one: Locator) => one.evaluate((node) => node === document.activeElement)
  const isWithin = (one: Locator) => one.evaluate((node) => node.contains(document.activeElement))
  /** Goes on by the key until it is there; at each stop on the way the focus is on the screen and drawn. */
  async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab', most = 60) {
    const on: string[] = []
    for (let press = 0; press < most; press++) {
      await page.keyboard.press(key)
      on.push((await page.evaluate(shownFocus)).name)
      // The link that skips the menu glides in.
      await expect
        .poll(() => page.evaluate(shownFocus), { message: on.join(' > ') })
        .toMatchObject({ seen: true, drawn: true })
      if (await hasFocus(target)) return
    }
    throw new Error(`${key} does not lead there: ${on.join(' > ')}`)
  }
  /** Chooses a state in the filter above the table. */
  async function filterBy(page: Page, state: string) {
    await page.getByRole('combobox', { name: alih.requests.states }).click()
    await page.getByRole('option', { name: state }).waitFor()
    // Drafts are the agencies' own: to officers there are none to choose.
    expect(await page.getByRole('option', { name: alih.states.draft }).count()).toBe(0)
    await page.getByRole('option', { name: state }).click()
    await page.keyboard.press('Escape')
  }

  test('a filter and the columns are kept, and the address alone brings the list back', TIME, () =>
    demo.story(async () => {
      const { page, allIsWell } = await demo.signIn('division_head')
      await open(page, '/#/requests')
      await filterBy(page, alih.states.archived)
      await page.getByText(alih.states.archived).nth(1).waitFor()
      await page.getByRole('columnheader', { name: fields.name }).getByRole('button').click()
      await expect.poll(() => page.url()).toContain('sort=newName')

      await page.getByRole('button', { name: alih.saved.title }).click()
      const saved = page.getByRole('dialog', { name: alih.saved.title })
      await saved.getByText(alih.saved.none).waitFor()
      await saved.getByRole('textbox', { name: alih.saved.name }).fill('Arsip menurut nama')
      await saved.getByRole('button', { name: 'Simpan' }).click()
      await saved.getByRole('button', { name: 'Arsip menurut nama', exact: true }).waitFor()
      await page.keyboard.press('Escape')

      await page.getByRole('button', { name: 'Kolom' }).click()
      const columns = page.getByRole('dialog', { name: 'Kolom' })
      await columns.getByRole('checkbox', { name: fields.archivedAt }).check()
      await columns.getByRole('checkbox', { name: fields.assigneeIds }).check()
      await columns.getByRole('checkbox', { name: fields.status, exact: true }).uncheck()
      await page.keyboard.press('Escape')
      const chosen = [
        fields.number,
        fields.name,
        fields.state,
        fields.dueAt,
        fields.assigneeIds,
        fields.archivedAt,
      ]
      await expect.poll(async () => (await heads(page)).filter(Boolean)).toEqual(chosen)
      await page
        .getByRole('cell', { name: /S\.Kom/ })
        .first()
        .waitFor()

      const address = page.url()
      const before = await names(page)
      expect(before.length).toBeGreaterThan(3)
      await page.goto('about:blank')
      await page.goto(address)
      await rowsOf(page).first().waitFor()
      await expect.poll(() => names(page)).toEqual(before)
      expect((await heads(page)).filter(Boolean)).toEqual(chosen)
      await allIsWell()

      // Another person at another browser opens the same link.
      const other = await demo.signIn('operator')
      await other.page.goto('about:blank')
      await other.page.goto(address)
      await expect.poll(() => names(other.page)).toEqual(before)
      await other.allIsWell()

      // Signing out forgets what is on the screen, and not what somebody named.
      await page.getByRole('button', { name: 'Profil' }).click()
      await page.getByRole('menuitem', { name: 'Keluar' }).click()
      await page.getByRole('button', { name: alih.roles.division_head, exact: true }).click()
      await page.getByRole('menuitem', { name: alih.menu.home }).waitFor()
      await open(page, '/#/requests')
      await page.getByRole('button', { name: alih.saved.title }).click()
      await page.getByRole('button', { name: 'Arsip menurut nama', exact: true }).click()
      await expect.poll(() => names(page)).toEqual(before)
      expect((await heads(page)).filter(Boolean)).toEqual(chosen)
      await page.getByRole('button', { name: alih.saved.title }).click()
      await page
        .getByRole('button', { name: alih.saved.remove.replace('%{name}', 'Arsip menurut nama') })
        .click()
      await page.getByText(alih.saved.none).waitFor()
      await allIsWell()
    }),
  )

  test('what is shown is what is in the file', TIME, () =>
    demo.story(async () => {
      const { page, allIsWell } = await demo.signIn('operator')
      const query = 'filter={"state":["archived","submitted"]}&sort=newName&order=DESC&page=1&perPage=5'
      await open(page, `/#/requests?${query}`)
      await rowsOf(page).nth(4).waitFor()
      expect(await rowsOf(page).count()).toBe(5)
      await page.getByRole('button', { name: 'Kolom' }).click()
      const columns = page.getByRole('dialog', { name: 'Kolom' })
      for (const column of [fields.state, fields.dueAt, fields.status])
        await columns.getByRole('checkbox', { name: column, exact: true }).uncheck()
      await columns.getByRole('checkbox', { name: fields.submittedAt }).check()
      await page.keyboard.press('Escape')
      const all = await listed(page, 'filter={"state":["archived","submitted"]}&sort=["newName","DESC"]')
      expect(all.length).toBeGreaterThan(5)
      const expected = all.map(({ number, oldName, newName }) => [number, oldName, newName])
      for (const format of ['csv', 'xlsx'] as const) {
        await page.getByRole('button', { name: 'Ekspor', exact: true }).click()
        const coming = page.waitForEvent('download')
        await page.getByRole('menuitem', { name: alih.export[format] }).click()
        const download = await coming
        expect(download.suggestedFilename()).toMatch(
          new RegExp(`^permohonan-\\d{4}-\\d\\d-\\d\\d\\.${format}$`),
        )
        const bytes = await readFile(await download.path())
        const dialog = page.getByRole('dialog', { name: alih.export[format] })
        await dialog.getByRole('status').getByText(`${all.length} baris`).waitFor()
        const rows =
          format === 'csv'
            ? bytes
                .toString()
                .replace(/^\ufeff/, '')
                .trimEnd()
                .split('\r\n')
                .map((line) => line.split(';'))
            : (await readXlsx(new Uint8Array(bytes))).sheets[0]!.rows
        expect(rows[0]).toEqual([
          fields.number,
          fields.oldName,
          fields.newName,
          fields.agencyId,
          fields.kind,
          fields.submittedAt,
        ])
        expect(rows.slice(1).map((row) => row.slice(0, 3))).toEqual(expected)
        await dialog.getByRole('button', { name: 'Tutup' }).click()
      }
      await allIsWell()

      // The agency has its own alone, and the question is not even offered who is in the team.
      const applicant = await demo.signIn('applicant')
      await open(applicant.page, '/#/requests')
      await applicant.page.getByRole('button', { name: 'Kolom' }).click()
      expect(await applicant.page.getByRole('checkbox', { name: fields.assigneeIds }).count()).toBe(0)
      await applicant.allIsWell()
    }),
  )

  test('an export that stops says so, and is tried again', TIME, () =>
    demo.story(async () => {
      const person = await demo.signIn('admin')
      const { page } = person
      person.expected.push(/^503 GET \S+\/requests\.csv/)
      await open(page, '/#/requests')
      let broken = true
      await page.route(/\/api\/requests\.csv/, (route) =>
        broken ? route.fulfill({ status: 503, json: { message: 'Server sedang sibuk.' } }) : route.continue(),
      )
      await page.getByRole('button', { name: 'Ekspor', exact: true }).click()
      await page.getByRole('menuitem', { name: alih.export.csv }).click()
      await page.getByRole('alert').getByText('Server sedang sibuk.').waitFor()
      broken = false
      const coming = page.waitForEvent('download')
      await page.getByRole('button', { name: alih.errors.retry }).click()
      expect((await readFile(await (await coming).path())).length).toBeGreaterThan(500)
      // Nothing of the table can be done by the administrator: no boxes.
      expect(await page.getByRole('dialog').getByRole('button', { name: 'Tutup' }).count()).toBe(1)
      await page.keyboard.press('Escape')
      expect(await page.getByRole('checkbox').count()).toBe(0)
      await person.allIsWell()
    }),
  )

  test('all of it by keyboard: what has the focus is seen, and it comes back from where it went', TIME, () =>
    demo.story(async () => {
      const person = await demo.signIn('head')
      const { page } = person
      await open(page, '/#/requests?filter={"state":"submitted"}&sort=newName&order=ASC&page=1&perPage=25')
      const [first] = await listed(page, 'filter={"state":"submitted"}&sort=["newName","ASC"]')
      await rowsOf(page).first().waitFor()

      // Tab goes through the page from the top: the tools, what narrows the list, its head, its rows.
      const box = page.getByRole('checkbox', { name: alih.bulk.choose.replace('%{name}', first!.newName) })
      const link = page.getByRole('link', { name: new RegExp(first!.newName.split('.')[0]!) }).first()
      const board = page.getByRole('link', { name: alih.steps_board.open })
      const columns = page.getByRole('button', { name: 'Kolom', exact: true })
      const saved = page.getByRole('button', { name: alih.saved.title, exact: true })
      const search = page.getByRole('searchbox', { name: fields.q })
      for (const next of [
        board,
        saved,
        columns,
        search,
        page.getByRole('checkbox', { name: 'Pilih semua' }),
        box,
      ])
        await tabTo(page, next)

      // A box is ticked, and what can be done stands above the table.
      await page.keyboard.press('Space')
      const bar = page.getByRole('region', { name: alih.bulk.title })
      await bar.getByText(alih.bulk.chosen.replace('%{smart_count}', '1')).waitFor()
      const approve = bar.getByRole('button', { name: alih.actions.approve })
      await approve.waitFor()
      await tabTo(page, approve, 'Shift+Tab')
      await page.keyboard.press('Enter')
      const dialog = page.getByRole('dialog')
      await dialog.waitFor()
      await expect.poll(() => isWithin(dialog)).toBe(true)
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'detached' })
      await expect.poll(() => hasFocus(approve)).toBe(true)

      // The bar is gone with the choice; the focus stays where it was, for the next Tab.
      const leave = bar.getByRole('button', { name: 'Batalkan pilihan' })
      await tabTo(page, leave, 'Shift+Tab')
      await page.keyboard.press('Enter')
      await bar.waitFor({ state: 'detached' })
      await tabTo(page, box, 'Tab', 12)

      // Columns, chosen by Space; Escape leads back to the button.
      await tabTo(page, columns, 'Shift+Tab')
      await page.keyboard.press('Enter')
      const chooser = page.getByRole('dialog', { name: 'Kolom' })
      await chooser.waitFor()
      await tabTo(page, chooser.getByRole('checkbox', { name: fields.archivedAt }))
      await page.keyboard.press('Space')
      await page.keyboard.press('Escape')
      await chooser.waitFor({ state: 'detached' })
      await expect.poll(() => hasFocus(columns)).toBe(true)
      await expect.poll(() => heads(page)).toContain(fields.archivedAt)

      // A filter is named, chosen and thrown away.
      await tabTo(page, saved, 'Shift+Tab')
      await page.keyboard.press('Enter')
      const filters = page.getByRole('dialog', { name: alih.saved.title })
      await tabTo(page, filters.getByRole('textbox', { name: alih.saved.name }))
      await page.keyboard.type('Menunggu disposisi')
      await page.keyboard.press('Enter')
      const chosen = filters.getByRole('button', { name: 'Menunggu disposisi', exact: true })
      await chosen.waitFor()
      await page.keyboard.press('Escape')
      await expect.poll(() => hasFocus(saved)).toBe(true)
      await page.keyboard.press('/')
      await expect.poll(() => hasFocus(search)).toBe(true)
      await page.keyboard.type('tidak ada yang begini')
      await expect.poll(() => page.url()).toContain('begini')
      await expect.poll(() => names(page).then((all) => all.length)).toBe(0)
      await tabTo(page, saved, 'Shift+Tab')
      await page.keyboard.press('Enter')
      await tabTo(page, chosen)
      await page.keyboard.press('Enter')
      await filters.waitFor({ state: 'detached' })
      await expect.poll(() => hasFocus(saved)).toBe(true)
      await expect.poll(() => names(page).then((all) => all.length)).toBeGreaterThan(0)
      await page.keyboard.press('Enter')
      await tabTo(
        page,
        filters.getByRole('button', { name: alih.saved.remove.replace('%{name}', 'Menunggu disposisi') }),
      )
      await page.keyboard.press('Enter')
      await filters.getByText(alih.saved.none).waitFor()
      await expect.poll(() => isWithin(filters)).toBe(true)
      await page.keyboard.press('Escape')
      await expect.poll(() => hasFocus(saved)).toBe(true)

      // The help opens by its key, and the focus is back where it was.
      await page.keyboard.press('?')
      const help = page.getByRole('dialog', { name: alih.keys.title })
      await help.waitFor()
      expect(await faults(page)).toEqual([])
      await page.keyboard.press('Escape')
      await help.waitFor({ state: 'detached' })
      await expect.poll(() => hasFocus(saved)).toBe(true)

      // A request is opened, from the table and from the board.
      await tabTo(page, link)
      await page.keyboard.press('Enter')
      const heading = page.getByRole('heading', { name: new RegExp(first!.newName.split('.')[0]!) }).first()
      await heading.waitFor()
      await page.goBack()
      await tabTo(page, board)
      await page.keyboard.press('Enter')
      const lane = page.getByRole('region', { name: /^2\. / })
      await lane.getByRole('listitem').first().waitFor()
      await tabTo(page, page.getByRole('region', { name: alih.steps_board.title }))
      await tabTo(page, lane.getByRole('link').first())
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: alih.actions.approve, exact: true }).waitFor()

      // It is decided there, and nothing is lost on the way.
      await tabTo(page, page.getByRole('button', { name: alih.actions.approve, exact: true }))
      await page.keyboard.press('Enter')
      await dialog.waitFor()
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'detached' })
      await expect
        .poll(() => hasFocus(page.getByRole('button', { name: alih.actions.approve, exact: true })))
        .toBe(true)
      await person.allIsWell()
    }),
  )

  test('several are approved at once; what was refused says why', TIME, () =>
    demo.story(async () => {
      const person = await demo.signIn('head')
      const { page } = person
      person.expected.push(/^409 POST \S+\/actions\/approve$/)
      await open(page, '/#/requests?filter={"state":"submitted"}&sort=newName&order=ASC&page=1&perPage=25')
      const waiting = await listed(page, 'filter={"state":"submitted"}&sort=["newName","ASC"]')
      expect(waiting.length).toBeGreaterThanOrEqual(2)
      await page.getByRole('checkbox', { name: 'Pilih semua' }).check()
      const bar = page.getByRole('region', { name: alih.bulk.title })
      await bar.getByText(alih.bulk.chosen.replace('%{smart_count}', String(waiting.length))).waitFor()
      expect(await bar.getByRole('button').allInnerTexts()).toEqual(
        expect.arrayContaining([alih.actions.approve, alih.actions.return, alih.actions.reject]),
      )
      await bar.getByRole('button', { name: alih.actions.approve }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByText(alih.bulk.own_text).waitFor()
      expect(await faults(page)).toEqual([])
      // Meanwhile somebody else decides one of them.
      const [first, ...others] = waiting
      await page.evaluate(async (id) => {
        await fetch(`/api/requests/${id}/actions/reject`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ disposition: 'Tidak.', reasonCode: 'other' }),
        })
      }, first!.id)
      await dialog.getByRole('button', { name: alih.actions.approve, exact: true }).click()
      await dialog
        .getByRole('status')
        .getByText(new RegExp(`^Berhasil ${others.length}, ditolak 1, `))
        .waitFor()
      const refused = dialog.getByRole('listitem').filter({ hasText: first!.newName.split('.')[0]! })
      expect(await refused.innerText()).toContain(alih.outcomes_of.refused)
      expect(await refused.innerText()).toContain('tidak berlaku pada tahap permohonan saat ini')
      expect(await dialog.getByText(alih.outcomes_of.done, { exact: true }).count()).toBe(others.length)
      expect(await faults(page)).toEqual([])
      await dialog.getByRole('button', { name: 'Tutup' }).click()
      // Each has a disposition of its own.
      for (const { id, newName } of others) {
        const events = await page.evaluate(
          async (id) => (await fetch(`/api/requests/${id}/events`)).json(),
          id,
        )
        expect(events.at(-1)).toMatchObject({
          action: 'approve',
          details: { disposition: expect.stringContaining(newName) },
        })
      }
      await person.allIsWell()

      // The division head assigns what was approved, all of it to one team.
      const kabid = await demo.signIn('division_head')
      await open(
        kabid.page,
        '/#/requests?filter={"state":"approved"}&sort=newName&order=ASC&page=1&perPage=25',
      )
      await kabid.page.getByRole('checkbox', { name: 'Pilih semua' }).check()
      const approved = await listed(kabid.page, 'filter={"state":"approved"}')
      await kabid.page
        .getByRole('region', { name: alih.bulk.title })
        .getByRole('button', { name: alih.actions.assign })
        .click()
      const team = kabid.page.getByRole('dialog')
      // Who has least in hand changes with the hour: a request that has become late weighs.
      const able: Assignee[] = await kabid.page.evaluate(
        async (id) => (await fetch(`/api/requests/${id}/assignees`)).json(),
        approved[0]!.id,
      )
      const proposed = able.find(({ id }) => proposedTeam(able).includes(id))!
      await team.getByRole('button').filter({ hasText: proposed.name }).waitFor()
      await team.getByRole('button', { name: alih.actions.assign, exact: true }).click()
      await team
        .getByRole('status')
        .getByText(new RegExp(`^Berhasil ${approved.length}, ditolak 0, `))
        .waitFor()
      await team.getByRole('button', { name: 'Tutup' }).click()
      await team.waitFor({ state: 'detached' })
      expect(await listed(kabid.page, 'filter={"state":"approved"}')).toEqual([])
      await kabid.allIsWell()
    }),
  )

  test('what cannot be done for all of them is not offered', TIME, () =>
    demo.story(async () => {
      const { page, allIsWell } = await demo.signIn('division_head')
      await open(
        page,
        '/#/requests?filter={"state":["assigned","archived"]}&sort=state&order=ASC&page=1&perPage=50',
      )
      const bar = page.getByRole('region', { name: alih.bulk.title })
      const box = (state: string) => rowsOf(page).filter({ hasText: state }).first().getByRole('checkbox')
      await box(alih.states.archived).check()
      await bar.getByRole('button', { name: alih.actions.reopen }).waitFor()
      await box(alih.states.assigned).check()
      await bar.getByText(alih.bulk.nothing).waitFor()
      expect(await bar.getByRole('button', { name: alih.actions.override }).count()).toBe(0)
      await bar.getByRole('button', { name: 'Batalkan pilihan' }).click()
      await bar.waitFor({ state: 'detached' })
      await allIsWell()
    }),
  )

  test(
    'what is chosen stays from page to page, and goes with the filter or the queue it was chosen in',
    TIME,
    () =>
      demo.story(async () => {
        const { page, allIsWell } = await demo.signIn('operator')
        await open(page, '/#/requests?filter={"state":"assigned"}&sort=number&order=ASC&page=1&perPage=1')
        const bar = page.getByRole('region', { name: alih.bulk.title })
        const box = page.locator('tbody input[type=checkbox]:enabled').first()
        await box.check()
        await bar.waitFor()
        await page.getByRole('button', { name: /halaman berikutnya/ }).click()
        await expect.poll(() => page.url()).toContain('page=2')
        await bar.waitFor()
        const search = page.getByRole('searchbox', { name: fields.q })
        await search.fill('tidak ada yang begini')
        await bar.waitFor({ state: 'detached' })
        await search.fill('')
        await box.check()
        await bar.waitFor()
        await page.getByRole('tab', { name: new RegExp(alih.queues.late) }).click()
        await bar.waitFor({ state: 'detached' })
        await allIsWell()
      }),
  )

  test('the board has a column for each step, under the same filter, and fits a phone', TIME, () =>
    demo.story(async () => {
      const { page, allIsWell } = await demo.signIn('operator')
      await open(page, '/#/requests')
      await page.getByRole('link', { name: alih.steps_board.open }).click()
      const lane = (step: number) => page.getByRole('region', { name: new RegExp(`^${step}\\. `) })
      for (const { step, waitsIn } of steps) {
        const inStep = await listed(page, `filter=${JSON.stringify({ state: waitsIn })}&sort=["dueAt","ASC"]`)
        await lane(step)
          .getByRole('heading', { name: `${step}. ${alih.steps[step]} ${inStep.length}` })
          .waitFor()
        const cards = await lane(step).getByRole('listitem').allInnerTexts()
        expect(cards).toHaveLength(inStep.length)
        for (const [at, { newName }] of inStep.entries())
          expect(cards[at]!.replace(/\s/g, '')).toContain(newName)
      }
      // Whose it is, and how late: in working time.
      await lane(4)
        .getByText(/S\.Kom/)
        .first()
        .waitFor()
      await lane(4)
        .getByText(/kerja|Ditunda|Terlambat/)
        .first()
        .waitFor()
      expect(await faults(page)).toEqual([])

      await page.getByRole('searchbox', { name: fields.q }).fill('rapor')
      await expect.poll(() => page.url()).toContain('rapor')
      await expect.poll(() => lane(4).getByRole('listitem').count()).toBe(1)
      await page.reload()
      await expect.poll(() => lane(4).getByRole('listitem').count()).toBe(1)
      await lane(1).getByText(alih.steps_board.none).waitFor()
      await page.getByRole('link', { name: alih.steps_board.table, exact: true }).click()
      await expect.poll(() => names(page)).toHaveLength(1)
      expect(page.url()).toMatch(/#\/requests\?.*rapor/)
      await page.goBack()
      await page.getByRole('link', { name: /rapor/ }).first().focus()
      await page.keyboard.press('Enter')
      await page
        .getByRole('heading', { name: /e-rapor/ })
        .first()
        .waitFor()
      await allIsWell()

      await page.setViewportSize({ width: 390, height: 844 })
      await open(page, '/#/requests/papan?filter={}&sort=updatedAt&order=DESC&page=1')
      await page.getByRole('tab', { name: new RegExp(`^4\\. ${alih.steps['4']} \\d`) }).click()
      await page.getByRole('tabpanel').getByRole('listitem').first().waitFor()
      expect(await overflow(page)).toBe(0)
      expect(await faults(page)).toEqual([])
      await allIsWell()
    }),
  )

  test('who signs out leaves nothing behind that asks on', TIME, () =>
    demo.story(async () => {
      const [newest] = await listed((await demo.signIn('admin')).page, 'range=[0,0]')
      // Each of them once, for who signs in too often is told to wait.
      for (const [role, path] of [
        ['applicant', '/#/requests'],
        ['admin', `/#/requests/${newest!.id}/show`],
        ['division_head', '/#/papan'],
      ] as const) {
        const person = await demo.signIn(role)
        const { page } = person
        // A slow line: what is asked for is still on its way when the session ends.
        await page.route(/\/api\/(?!auth|live|requests\/\d+\/live)/, async (route) => {
          await new Promise((resolve) => setTimeout(resolve, 1500))
          await route.continue().catch(() => {})
        })
        await open(page, path)
        const asked = page.waitForRequest(/\/api\/(requests|board|queues)/)
        await page.getByRole('button', { name: indonesian.ra.action.refresh }).click()
        await asked
        await page.getByRole('button', { name: 'Profil' }).click()
        await page.getByRole('menuitem', { name: 'Keluar' }).click()
        await page.getByRole('button', { name: alih.roles[role], exact: true }).waitFor()
        expect(person.amiss, `${role} ${path}`).toEqual([])
        // And in again, by the one who is needed next.
        if (role !== 'division_head') continue
        await page.getByRole('button', { name: alih.roles[role], exact: true }).click()
        await page.getByRole('menuitem', { name: alih.menu.home }).waitFor()
        await person.allIsWell()

        // The line is cut: who is still signed in is told so.
        await page.route('**/api/auth/sign-out', (route) => route.abort('aborted'))
        await page.getByRole('button', { name: 'Profil' }).click()
        await page.getByRole('menuitem', { name: 'Keluar' }).click()
        await page.getByRole('alert').getByText(alih.still_in).waitFor()
        expect(await page.evaluate(async () => (await fetch('/api/me')).status)).toBe(200)
        expect(await faults(page)).toEqual([])
        await person.allIsWell()
        await page.unroute('**/api/auth/sign-out')
        await page.getByRole('button', { name: alih.errors.retry }).click()
        await page.getByRole('button', { name: alih.roles[role], exact: true }).waitFor()
        expect(await page.evaluate(async () => (await fetch('/api/me')).status)).toBe(401)
      }
    }),
  )

  test('axe finds nothing on the list and the board, light and dark', TIME, () =>
    demo.story(async () => {
      const { page, allIsWell } = await demo.signIn('division_head')
      for (const theme of ['light', 'dark'] as const) {
        await open(page, '/#/requests?filter={}&sort=dueAt&order=ASC&page=1&perPage=25')
        await wear(page, theme, 'id')
        expect(await faults(page)).toEqual([])
        await page.locator('tbody input[type=checkbox]:enabled').first().check()
        await page.getByRole('region', { name: alih.bulk.title }).getByRole('button').nth(1).waitFor()
        expect(await faults(page)).toEqual([])
        await page.getByRole('region', { name: alih.bulk.title }).getByRole('button').first().click()
        for (const button of ['Kolom', alih.saved.title]) {
          await page.getByRole('button', { name: button }).click()
          await page.getByRole('dialog', { name: button }).waitFor()
          expect(await faults(page)).toEqual([])
          await page.keyboard.press('Escape')
          await page.getByRole('dialog', { name: button }).waitFor({ state: 'detached' })
        }
        await open(page, '/#/requests/papan?filter={}&sort=dueAt&order=ASC&page=1')
        expect(await faults(page)).toEqual([])
      }
      await allIsWell()
    }),
  )
})
