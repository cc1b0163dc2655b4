/** Opening a page for real, waiting until it stands still, and dressing it in another theme or language. */
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Person } from './browser.ts'

/** Each theme and each language once: contrast hangs on the one, names and labels on the other. */
export const looks = [
  ['light', 'id'],
  ['dark', 'en'],
] as const

/** The id of the first record of a list. */
export async function firstOf(page: Page, path: string): Promise<number> {
  const rows = await page.evaluate(async (path) => (await fetch(`/api${path}`)).json(), encodeURI(path))
  expect(rows.length, path).toBeGreaterThan(0)
  return rows[0].id
}

/** By way of an empty page: a change behind the # alone loads nothing, so there would be nothing to wait for. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto('about:blank')
  await page.goto(path)
  await page.waitForFunction(() => {
    const main = document.querySelector('main, form')
    const title = document.querySelector<HTMLElement>('#react-admin-title')
    const busy = document.querySelector('[aria-busy="true"], .MuiSkeleton-root, .RaLoading-root')
    return main !== null && busy === null && (title === null || title.innerText.trim() !== '')
  })
  await settled(page)
}

// A colour that is still changing has the contrast of neither. Asked at each frame, for a page that draws none never says by
// itself that a change has ended.
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ playState, effect }) =>
          playState !== 'running' || effect?.getComputedTiming().iterations === Infinity,
      ),
  )
}

export async function wear(page: Page, theme: 'light' | 'dark', locale: 'id' | 'en'): Promise<void> {
  // The page follows the browser's store at once, as it follows another tab.
  await page.evaluate(
    (said) => {
      for (const [name, value] of Object.entries(said)) {
        const [key, newValue] = [`RaStorealih.${name}`, JSON.stringify(value)]
        if (localStorage.getItem(key) === newValue) continue
        localStorage.setItem(key, newValue)
        window.dispatchEvent(new StorageEvent('storage', { key, newValue }))
      }
    },
    { theme, locale },
  )
  await page.waitForFunction(
    ([locale, theme]) => {
      const ground = getComputedStyle(document.body).backgroundColor.match(/\d+/g)!.slice(0, 3)
      const bright = ground.reduce((sum, part) => sum + Number(part), 0) > 382
      return document.documentElement.lang === locale && bright === (theme === 'light')
    },
    [locale, theme],
  )
  await settled(page)
}

declare global {
  interface Window {
    axe: typeof axe
  }
}

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What axe finds against WCAG 2.2 AA: the rule, and where. It is brought into a page once, for it is half a megabyte. */
export async function faults(page: Page): Promise<string[]> {
  await settled(page)
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const violations = await page.evaluate(async (runOnly) => {
    const found = await window.axe.run({ runOnly, resultTypes: ['violations'], elementRef: false })
    return found.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))
  }, standards)
  return violations.flatMap(({ id, nodes }) => nodes.map((html) => `${id}: ${html.slice(0, 200)}`))
}

/** By how many pixels the page is wider than its screen: a list becomes cards a moment after the screen has become narrow. */
export async function overflow(page: Page): Promise<number> {
  const fits = () => document.documentElement.scrollWidth <= document.documentElement.clientWidth
  await page.waitForFunction(fits, null, { timeout: 5000 }).catch(() => {})
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}

/** Of what has the keyboard's focus: what it is called, whether it is uncovered on the screen, and seen to have it. Runs in the page. */
export function shownFocus(): { name: string; seen: boolean; drawn: boolean } {
  const at = document.activeElement as HTMLElement
  // A box is drawn by what lies around its input, and so is a field.
  const around = at.closest<HTMLElement>('.MuiButtonBase-root, .MuiInputBase-root') ?? at
  const { left, top, width, height } = around.getBoundingClientRect()
  const parts = [0.1, 0.5, 0.9]
  const seen = parts.some((x) =>
    parts.some((y) => {
      const there = document.elementFromPoint(left + width * x, top + height * y)
      return there !== null && (around.contains(there) || there === at)
    }),
  )
  const isRinged = (node: Element) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(node)
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1
  }
  const name = at.getAttribute('aria-label') ?? at.innerText?.trim().slice(0, 40)
  return {
    name: `${at.localName} ${name}`,
    seen: at !== document.body && seen,
    drawn: isRinged(at) || isRinged(around) || around.matches('.MuiInputBase-root.Mui-focused'),
  }
}

/** Fits both screens, in both themes, and axe finds nothing. `ALIH_PICTURES` keeps a picture of each. */
export async function isGood(person: Person, name: string): Promise<void> {
  const { page } = person
  const folder = process.env['ALIH_PICTURES']
  const before = page.viewportSize()!
  for (const [width, theme] of [
    [1280, 'light'],
    [390, 'light'],
    [1280, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 })
    await wear(page, theme, 'id')
    expect(await overflow(page), `${name} at ${width}`).toBe(0)
    expect(await faults(page), `${name} ${theme}`).toEqual([])
    if (folder) await page.screenshot({ path: `${folder}/${name}-${width}-${theme}.png`, fullPage: true })
  }
  await wear(page, 'light', 'id')
  await page.setViewportSize(before)
  await person.allIsWell()
}
