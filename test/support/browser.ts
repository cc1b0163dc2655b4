/** A real Chromium, and people at it: whatever the console, the network or the text on the page shows amiss is kept. */
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { programPath } from './programs.ts'

/** No call home, no sandbox (tests run as root), nothing but the loopback. */
const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export type Person = {
  page: Page
  /** Fails when something is amiss so far: errors, refused requests that were not `expected`, raw message keys. */
  allIsWell: () => Promise<void>
  /** Refusals that belong to the story: `422 …/actions/execute`. */
  expected: RegExp[]
  /** Errors and refusals so far. */
  amiss: string[]
}

/** Cookies of somebody who has signed in: who comes back with them is known at once. */
export type Known = Awaited<ReturnType<BrowserContext['storageState']>>

export type Office = {
  enter: (who: string, known?: Known) => Promise<Person>
  /** Runs a story, and sends home whoever came in it; when it fails, says where a picture of every page lies. */
  story: (tell: () => Promise<void>) => Promise<void>
  close: () => Promise<void>
}

const WAIT_MS = 45_000

export async function openOffice(url: string): Promise<Office> {
  // Where there is a Chromium without windows, that one: each window is drawn as a page of its own, and takes as long.
  const executablePath = programPath('chromium-headless-shell') ?? programPath('chromium')!
  const browser: Browser = await chromium.launch({ executablePath, args: ARGS })
  const people = new Map<Person, string>()
  return {
    async enter(who, known) {
      const context = await browser.newContext({
        baseURL: url,
        locale: 'id-ID',
        timezoneId: 'Asia/Makassar',
        viewport: { width: 1360, height: 900 },
        ...(known && { storageState: known }),
      })
      const page = await context.newPage()
      page.setDefaultTimeout(WAIT_MS)
      const person = watched(page)
      people.set(person, who)
      return person
    },
    async story(tell) {
      const before = new Set(people.keys())
      try {
        await tell()
        // A page that nobody looks at any more still follows what happens, and costs as much as one that is looked at.
        for (const person of people.keys())
          if (!before.has(person)) {
            people.delete(person)
            await person.page.context().close()
          }
      } catch (error) {
        const folder = await mkdtemp(join(tmpdir(), 'alih-browser-'))
        for (const [{ page, amiss }, who] of people) {
          for (const line of amiss) process.stderr.write(`${who}: ${line}\n`)
          await page.screenshot({ path: join(folder, `${who}.png`), fullPage: true }).catch(() => {})
        }
        process.stderr.write(`pictures of what was on the screens: ${folder}\n`)
        throw error
      }
    },
    close: () => browser.close(),
  }
}

function watched(page: Page): Person {
  const amiss: string[] = []
  // Who is not signed in, or not any more, is told so by what asks on its own.
  const expected: RegExp[] = [/^401 GET \S+\/api\/(me|live|requests\/\d+\/live)$/]
  page.on('pageerror', (error) => amiss.push(`thrown: ${error.message}`))
  page.on('console', (message) => {
    // Chromium repeats every refused request here, without saying which; the responses themselves are watched below.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      amiss.push(`console: ${message.text()}`)
  })
  page.on('response', (response) => {
    const line = `${response.status()} ${response.request().method()} ${response.url()}`
    if (response.status() >= 400 && !expected.some((one) => one.test(line))) amiss.push(line)
  })
  page.on('requestfailed', (request) => {
    // What a page that is left was still asking for is nobody's fault.
    const why = request.failure()?.errorText ?? ''
    if (why !== 'net::ERR_ABORTED') amiss.push(`${why} ${request.method()} ${request.url()}`)
  })
  return {
    page,
    expected,
    amiss,
    async allIsWell() {
      const raw = await page.evaluate(() => {
        const said = [...document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')].flatMap(
          (node) =>
            ['aria-label', 'title', 'placeholder', 'alt'].map((name) => node.getAttribute(name) ?? ''),
        )
        const text = [document.title, document.body.innerText, ...said].join('\n')
        return text.match(/\b(ra|alih|resources)\.[a-z][\w.]*/g) ?? []
      })
      expect({ amiss, raw }, page.url()).toEqual({ amiss: [], raw: [] })
    },
  }
}
