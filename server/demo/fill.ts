/** Fills an empty product with people, sites and requests by playing the stories in the order of time. */
import { demoPassword } from '../core/demo.ts'
import type { RenameRequest } from '../core/request.ts'
import type { Site } from '../core/site.ts'
import type { Alih } from '../index.ts'
import { clientOf, signUp, type Client } from './client.ts'
import { letterPdf } from './letter.ts'
import { carryOut, takeBack } from './panel.ts'
import { agencies, people, type AgencyKey, type PersonKey } from './people.ts'
import { calm, type DemoSite, type Mishap } from './sites.ts'
import { stories } from './stories.ts'
import type { Happening, Step, Story } from './story.ts'
import { ago, instantOf, on, type When } from './when.ts'
import { RESOLVERS, webAddress, ZONE, type World } from './world.ts'

type Filling = {
  alih: Alih
  world: World
  /** The present: stories are told from here. */
  now: Date
  /** Sets the clock of the product and of the world. */
  setClock: (at: Date) => void
}
type Team = { call: Client; cookies: Record<PersonKey, string>; agencyIds: Record<AgencyKey, number> }
type Deed = { at: Date; run: () => Promise<unknown> }

// When sites are looked at: long ago, and often enough of late for findings to open, which takes two looks.
const LOOKS: [When, 'all' | 'ailing'][] = [
  [on(39, '10:00'), 'all'],
  [on(9, '10:00'), 'ailing'],
  [ago(90), 'ailing'],
  [ago(62), 'ailing'],
  [ago(3), 'all'],
]
const MISHAPS_AT = ago(95)
const AT_ONCE = 6

const undoes = (step: Step) =>
  'world' in step && (step.world === 'record lost' || step.world === 'old name shows the site again')

/** Gives the administrator's cookie. */
export async function fill({ alih, world, now, setClock }: Filling): Promise<string> {
  setClock(instantOf(on(41, '08:10'), now))
  const team = await hire(alih)
  const deeds: Deed[] = [
    ...registering(team, world, now),
    ...LOOKS.map(([when, which]) => ({ at: instantOf(when, now), run: () => lookAt(which, team) })),
    ...calm.flatMap((site) =>
      site.mishap
        ? [{ at: instantOf(MISHAPS_AT, now), run: async () => befall(world, site, site.mishap!) }]
        : [],
    ),
    ...stories.flatMap((story) => told(story, team, world, now)),
    ...rounds(alih, now),
  ]
  for (const { at, run } of deeds.sort((a, b) => a.at.getTime() - b.at.getTime())) {
    setClock(at)
    await run()
  }
  return team.cookies.admin
}

async function hire(alih: Alih): Promise<Team> {
  const call = clientOf(alih)
  const password = demoPassword
  const { admin } = people
  const link = await alih.firstLink()
  const cookies = { admin: await signUp(alih, link!, { ...admin, password }) } as Record<PersonKey, string>
  const agencyIds = {} as Record<AgencyKey, number>
  for (const [key, agency] of Object.entries(agencies)) {
    agencyIds[key as AgencyKey] = (await call(cookies.admin, 'POST', '/agencies', agency)).id
  }
  await call(cookies.admin, 'PUT', '/settings/letterhead', letterhead)
  await call(cookies.admin, 'POST', '/zones', { name: ZONE, note: 'Zona peragaan' })
  for (const resolver of RESOLVERS) await call(cookies.admin, 'POST', '/resolvers', resolver)
  const others = Object.entries(people).filter(([key]) => key !== 'admin')
  await Promise.all(
    others.map(async ([key, { agency, ...person }]) => {
      const agencyId = agency === null ? null : agencyIds[agency]
      const { id } = await call(cookies.admin, 'POST', '/people', { ...person, agencyId })
      const { url } = await call(cookies.admin, 'POST', `/people/${id}/invitation`, {})
      cookies[key as PersonKey] = await signUp(alih, url, { ...person, password })
    }),
  )
  return { call, cookies, agencyIds }
}

const letterhead = {
  address: ['Jalan Peragaan Nomor 1, Samarinda'],
  email: `diskominfo@${ZONE}`,
  site: `diskominfo.${ZONE}`,
}

const nameOf = (label: string) => `${label}.${ZONE}`

const DAY_MS = 86_400_000

/** Two minutes of each day: when the office is open, a month that is over is frozen; at the end, the board keeps the day. */
function rounds(alih: Alih, now: Date): Deed[] {
  return ['08:05', '23:59'].flatMap((time) => {
    const first = instantOf(on(40, time), now).getTime()
    const days = Math.ceil((now.getTime() - first) / DAY_MS)
    return Array.from({ length: days }, (_, day) => ({
      at: new Date(first + day * DAY_MS),
      run: alih.deliver,
    }))
  })
}

/** Sites to which something happens; what has always been well need not be looked at that often. */
const troubled = new Set([
  ...calm.flatMap(({ hostname, mishap }) => (mishap ? [hostname] : [])),
  ...stories.flatMap(({ to, steps }) => (steps.some(undoes) ? [nameOf(to)] : [])),
])

/** Everything that the register held before the first request. */
function registering({ call, cookies, agencyIds }: Team, world: World, now: Date): Deed[] {
  const before: DemoSite[] = stories.map(({ agency, kind, from, title, host }) => {
    return { agency, kind, hostname: nameOf(from), title, records: { A: [webAddress(host)] } }
  })
  return [...calm, ...before].map(({ hostname, agency, kind, title, records }) => ({
    at: instantOf(on(40, '09:00'), now),
    async run() {
      world.publish(hostname, records)
      world.web.set(hostname, { title, lead: `Layanan ${agencies[agency].name}.` })
      const site = { hostname, agencyId: agencyIds[agency], kind, records }
      await call(cookies.operator, 'POST', '/sites', site)
    },
  }))
}

async function lookAt(which: 'all' | 'ailing', { call, cookies }: Team): Promise<void> {
  const sites: Site[] = await call(cookies.operator, 'GET', '/sites')
  const watched = sites.filter(
    ({ hostname, nextCheckAt, status }) =>
      nextCheckAt !== null && (which === 'all' || status !== 'ok' || troubled.has(hostname)),
  )
  for (let from = 0; from < watched.length; from += AT_ONCE) {
    const few = watched.slice(from, from + AT_ONCE)
    await Promise.all(few.map(({ id }) => call(cookies.operator, 'POST', `/sites/${id}/check`, {})))
  }
}

function befall({ publish, remove, web }: World, { hostname, records }: DemoSite, mishap: Mishap): void {
  switch (mishap) {
    case 'record lost':
      return remove(hostname)
    case 'other address':
      return publish(hostname, { A: [webAddress(99)] })
    case 'default page':
      return void web.set(hostname, 'default page')
    case 'forgotten at one server':
      remove(hostname)
      return publish(hostname, records, 'first server')
  }
}

function told(story: Story, team: Team, world: World, now: Date): Deed[] {
  let id = 0
  return story.steps.map((step) => ({
    at: instantOf(step.when, now),
    async run() {
      if ('world' in step) return happen(world, story, step.world)
      const given = await acted(story, step, id, team)
      if (step.action === 'create') id = given.id
    },
  }))
}

const orderOf = ({ from, to, host, want }: Story) =>
  ({
    oldName: nameOf(from),
    newName: nameOf(to),
    records: { A: [webAddress(host)] },
    want,
  }) as unknown as Pick<RenameRequest, 'oldName' | 'newName' | 'records' | 'want'>

function happen(world: World, story: Story, what: Happening): void {
  const order = orderOf(story)
  const { oldName, newName, records } = order
  switch (what) {
    case 'users visit':
      world.visited(oldName)
      return world.visited(newName)
    case 'carried out':
      return carryOut(world, order)
    case 'only at the first server':
      carryOut(world, order)
      world.remove(newName)
      return world.publish(newName, records, 'first server')
    case 'taken back':
      return takeBack(world, order)
    case 'record lost':
      return world.remove(newName)
    case 'old name shows the site again':
      return void world.web.set(oldName, world.web.get(newName)!)
  }
}

async function acted(
  story: Story,
  { who, action, input = {} }: Extract<Step, { who: PersonKey }>,
  id: number,
  { call, cookies }: Team,
): Promise<any> {
  const cookie = cookies[who]
  if (action === 'create') {
    const { kind, reason } = story
    return call(cookie, 'POST', '/requests', { ...orderOf(story), kind, reason })
  }
  if (action === 'letter') return call(cookie, 'POST', '/documents', letterForm(story, id))
  const path = `/requests/${id}/actions/${action}`
  if (action !== 'assign') return call(cookie, 'POST', path, input)
  const team: { id: number }[] = await call(
    cookies.admin,
    'GET',
    `/people?filter={"role":"operator"}&sort=["id","ASC"]`,
  )
  const assigneeIds = team.map((one) => one.id)
  const before: RenameRequest = await call(cookie, 'GET', `/requests/${id}`)
  const after = await call(cookie, 'POST', path, { ...input, assigneeIds })
  await looked(call, cookie, before)
  return after
}

/** An assignment starts a look that nobody waits for; the clock must stand still until it is made. */
async function looked(call: Client, cookie: string, { id, checkedAt }: RenameRequest): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if ((await call(cookie, 'GET', `/requests/${id}`)).checkedAt !== checkedAt) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error(`nobody looked at request ${id}`)
}

function letterForm({ agency, from, to, reason }: Story, id: number): FormData {
  const content = letterPdf([
    agencies[agency].name.toUpperCase(),
    '',
    'Kepada Yth. Kepala Dinas Komunikasi dan Informatika',
    'Hal: Permohonan perubahan nama subdomain',
    '',
    'Dengan hormat, kami mohon perubahan nama subdomain',
    `  dari  ${nameOf(from)}`,
    `  menjadi  ${nameOf(to)}`,
    `Alasan: ${reason}`,
    '',
    'Surat ini bagian dari peragaan.',
  ])
  const form = new FormData()
  form.set('requestId', String(id))
  form.set('kind', 'letter')
  form.set('file', new File([new Uint8Array(content)], `surat-${to}.pdf`, { type: 'application/pdf' }))
  return form
}
