/** The demonstration as a process of its own would serve it, with a browser and people in front of it. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { id as words } from '../../admin/messages/id.ts'
import { startDemo } from '../../server/commands/demo.ts'
import type { Role } from '../../server/core/access.ts'
import { readEnvironment, type Environment } from '../../server/environment.ts'
import { openOffice, type Known, type Person } from './browser.ts'
import { freePort } from './postgres.ts'
import { collect } from './streams.ts'

const built = fileURLToPath(new URL('../../dist/www/index.html', import.meta.url))

export type DemoOffice = Awaited<ReturnType<typeof openDemo>>

/** `timeoutMs` is how long its checker waits for one answer. */
export async function openDemo(patience: { timeoutMs?: number } = {}) {
  if (!existsSync(built)) throw new Error('the back office is not built: npm run build')
  const demo = await startDemo(
    collect(),
    readEnvironment({ ALIH_PORT: String(await freePort()) }) as Environment,
    patience,
  )
  const office = await openOffice(demo.url)
  const known = new Map<Role, Known>()
  return {
    ...office,
    url: demo.url,
    /** Somebody of a role, signed in and at home, in a browser of their own; signed in anew only when the session has ended. */
    async signIn(role: Role): Promise<Person> {
      const person = await office.enter(role, known.get(role))
      const { page } = person
      await page.emulateMedia({ reducedMotion: 'reduce' })
      await page.goto('/')
      const home = page.getByRole('menuitem', { name: words.alih.menu.home })
      const asRole = page.getByRole('button', { name: words.alih.roles[role], exact: true })
      await home.or(asRole).waitFor()
      if (await asRole.isVisible()) {
        await asRole.click()
        await home.waitFor()
        const { cookies } = await page.context().storageState()
        known.set(role, { cookies, origins: [] })
      }
      return person
    },
    async close() {
      await office.close()
      await demo.stop()
    },
  }
}
