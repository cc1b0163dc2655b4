/** How much JavaScript a browser has to fetch before somebody can work: the budgets, in a real browser. */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { roles } from '../../server/core/access.ts'
import { openDemo, type DemoOffice } from '../support/demo.ts'
import { needs } from '../support/programs.ts'

// Compressed with gzip, the larger of the two that are served. The rest comes with the page that needs it.
const BEFORE_SIGN_IN = 350_000
const AFTER_SIGN_IN = 600_000

describe.skipIf(!needs(['chromium'], 'apt-get install -y chromium'))('the back office is light', () => {
  let demo: DemoOffice
  beforeAll(async () => {
    demo = await openDemo()
  }, 180_000)
  afterAll(() => demo?.close())

  test('before sign-in', async () => {
    const { page } = await demo.enter('stranger')
    const scripts = scriptsOf(page)
    await page.goto('/')
    await page.getByRole('button').first().waitFor()
    await page.waitForLoadState('networkidle')
    expect(scripts.size).toBeGreaterThan(0)
    expect(compressed(scripts)).toBeLessThan(BEFORE_SIGN_IN)
  })

  test.each(roles)('after sign-in, at the home of the %s', { timeout: 60_000 }, async (role) => {
    const { page } = await demo.signIn(role)
    // Everything again, as on the first visit.
    const scripts = scriptsOf(page)
    await page.reload()
    await page.getByRole('heading', { level: 2 }).first().waitFor()
    await page.waitForLoadState('networkidle')
    expect(scripts.size).toBeGreaterThan(1)
    expect(compressed(scripts)).toBeLessThan(AFTER_SIGN_IN)
  })

  test('what is sent is compressed', async () => {
    const { page } = await demo.enter('measuring')
    const encodings: (string | undefined)[] = []
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script')
        encodings.push(response.headers()['content-encoding'])
    })
    await page.goto('/')
    await page.waitForLoadState('networkidle')
    expect(new Set(encodings)).toEqual(new Set(['br']))
  })
})

function scriptsOf(page: Page): Set<string> {
  const files = new Set<string>()
  page.on('request', (request) => {
    if (request.resourceType() === 'script') files.add(new URL(request.url()).pathname)
  })
  return files
}

const compressed = (files: Set<string>) =>
  [...files].reduce((sum, path) => sum + gzipSync(readFileSync(`dist/www${path}`), { level: 9 }).length, 0)
