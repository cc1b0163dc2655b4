/**
 * Every page there is, for everybody: axe finds nothing against WCAG 2.2 AA, in both themes and both languages, and
 * nothing is amiss. The pages are read from what the back office registers, so that a new one is looked at by itself.
 */
import { Children, isValidElement, type ReactElement, type ReactNode } from 'react'
import { Resource } from 'react-admin'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { resources } from '../../admin/index.tsx'
import { roles, scopeOf, type Role } from '../../server/core/access.ts'
import type { Person } from '../support/browser.ts'
import { openDemo, type DemoOffice } from '../support/demo.ts'
import { faults, firstOf, looks, open, wear } from '../support/pages.ts'
import { needs } from '../support/programs.ts'

const views = { list: '', create: '/create', edit: '/:id', show: '/:id/show' } as const
type View = keyof typeof views
type Place = { role: Role; path: string; find?: string }

// What follows a change of looks comes to rest by and by; what stays amiss still fails.

// Only a draft can be corrected.
const whereToFind = (name: string, view: View) =>
  name === 'requests' && view === 'edit' ? '/requests?filter={"state":["draft"]}' : `/${name}`

/** Where somebody who may go there comes to. */
const registered = Children.toArray(resources()).flatMap((element): Place[] => {
  if (!isValidElement(element)) return []
  if (element.type === Resource) return viewsOf(element.props as ResourceProps)
  return Children.toArray((element.props as { children?: ReactNode }).children).map((route) => ({
    role: 'admin',
    path: (route as ReactElement<{ path: string }>).props.path,
  }))
})

type ResourceProps = { name: Parameters<typeof scopeOf>[1] } & Partial<Record<View, unknown>>

function viewsOf(props: ResourceProps): Place[] {
  return (Object.keys(views) as View[]).flatMap((view): Place[] => {
    const role = roles.toReversed().find((one) => scopeOf(one, props.name, view) !== null)
    if (props[view] === undefined || role === undefined) return []
    const find = views[view].startsWith('/:id') ? { find: whereToFind(props.name, view) } : {}
    return [{ role, path: `/${props.name}${views[view]}`, ...find }]
  })
}

const homes = roles.map((role): Place => ({ role, path: '/' }))

describe.skipIf(!needs(['chromium'], 'apt-get install -y chromium'))('every page, for everybody', () => {
  let demo: DemoOffice
  const people = new Map<Role, Person>()
  beforeAll(async () => {
    demo = await openDemo()
    for (const role of roles) people.set(role, await demo.signIn(role))
    await write(people.get('admin')!.page)
  }, 180_000)
  afterAll(() => demo?.close())

  test.each([...homes, ...registered])('$path, as $role', { timeout: 120_000 }, ({ role, path, find }) =>
    demo.story(async () => {
      const { page, allIsWell, amiss } = people.get(role)!
      // What another page left is that page's own fault.
      amiss.length = 0
      const id = find ? await firstOf(page, find) : 0
      await open(page, `/#${path.replace(':id', String(id))}`)
      await expect.poll(() => violations(page)).toEqual([])
      await allIsWell()
    }),
  )

  test('the sign-in page and an invitation', { timeout: 120_000 }, () =>
    demo.story(async () => {
      const { page } = await demo.enter('stranger')
      for (const path of ['/', '/#/undangan?token=none']) {
        await open(page, path)
        await expect.poll(() => violations(page)).toEqual([])
      }
    }),
  )
})

/** What the demonstration has none of. */
async function write(page: Page): Promise<void> {
  const answers = await page.evaluate(async () => {
    const people: { id: number; role: string }[] = await (await fetch('/api/people')).json()
    const [personId, standsInForId] = ['operator', 'division_head'].map(
      (role) => people.find((one) => one.role === role)!.id,
    )
    const days = { fromDay: '2020-01-01', toDay: '2020-01-02' }
    const post = async (path: string, body: object) => {
      const headers = { 'content-type': 'application/json' }
      return (await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })).status
    }
    return [
      await post('/api/actings', { personId, standsInForId, title: 'plh', ...days }),
      await post('/api/webhooks', { name: 'Penerima', url: 'https://hook.example/', events: ['receive'] }),
    ]
  })
  expect(answers).toEqual([200, 200])
}

/** What axe finds, in each look. */
async function violations(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const [theme, locale] of looks) {
    await wear(page, theme, locale)
    found.push(...(await faults(page)).map((fault) => `${theme} ${locale}: ${fault}`))
  }
  return found
}
