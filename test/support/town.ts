/**
 * A whole town on loopback: BIND as root, primary and secondary, unbound as everybody's cache, web sites with https, and
 * the product as a process of its own that is told all this by its environment alone.
 */
import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { id as words } from '../../admin/messages/id.ts'
import { createAsk } from '../../checks/dns/ask.ts'
import type { Role } from '../../server/core/access.ts'
import type { Answer, DnsObservation } from '../../server/core/observation.ts'
import { selfSigned } from '../../server/demo/certificate.ts'
import { serveWeb, type Web } from '../../server/demo/web.ts'
import { collect, end, loopback, startBind, type Bind } from './bind.ts'
import type { Office, Person } from './browser.ts'
import { ZONE, zoneText } from './dns-lab.ts'
import { freePort } from './postgres.ts'
import { startUnbound, type Unbound } from './unbound.ts'
import { webVisitor, withCookies, type Visitor } from './visitor.ts'

export const PROGRAMS = ['named', 'nsupdate', 'unbound', 'unbound-control', 'ip']
export const INSTALL = 'apt-get install -y bind9 bind9-utils bind9-dnsutils unbound iproute2'

export const PASSWORD = 'rahasia-sekali-2026'
export const names: Record<Role, string> = {
  applicant: 'Sari Wulandari',
  head: 'Kadis Percobaan',
  division_head: 'Kabid Percobaan',
  operator: 'Tim Percobaan',
  admin: 'Admin Percobaan',
}
export const emailOf = (role: Role): string => `${role.replace('_', '-')}@kota.example`

export const HOST = (label: string): string => `${label}.${ZONE}`

export type Town = {
  url: string
  primary: Bind
  cache: Unbound
  web: Web['sites']
  /** Where the web server stands, and where somebody else's does. */
  webAddress: string
  otherAddress: string
  /** Changes the zone at the primary, and waits until the secondary has it too. */
  change: (...lines: string[]) => Promise<void>
  /** Somebody asks the cache for a name. */
  visit: (name: string) => Promise<Answer>
  /** A session for each person, through the sign-in that they use. */
  as: Record<Role, Visitor>
  stop: () => Promise<void>
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const START_MS = 60_000

/** `clauses`: what else the primary's configuration holds, such as keys. */
export async function startTown({ clauses = '' }: { clauses?: string } = {}): Promise<Town> {
  const cleaning: (() => Promise<unknown>)[] = []
  const stop = async () => {
    for (const clean of cleaning.splice(0).reverse()) await clean()
  }
  try {
    const folder = await mkdtemp(join(tmpdir(), 'alih-town-'))
    cleaning.push(() => rm(folder, { recursive: true, force: true }))
    const [rootAddress, first, second] = [loopback(), loopback(), loopback()]
    const [webAddress, otherAddress] = [loopback(), loopback()]
    const hints = `. 3600000 NS a.root.\na.root. 3600000 A ${rootAddress}\n`
    const { primary } = await startNames({ rootAddress, first, second, webAddress, clauses }, cleaning)
    const cache = await startUnbound({ address: loopback(), rootHints: hints })
    cleaning.push(cache.stop)

    const certificate = selfSigned([`*.${ZONE}`], new Date())
    const web = await serveWeb(certificate, { host: webAddress, http: 80, https: 443 })
    cleaning.push(web.stop)
    cleaning.push((await serveWeb(certificate, { host: otherAddress, http: 80, https: 443 })).stop)
    web.sites.set(HOST('lama'), {
      title: 'Layanan Kota',
      lead: 'Layanan Kota melayani warga setiap hari kerja.',
    })

    const [hintsFile, caFile] = [join(folder, 'root.hints'), join(folder, 'ca.pem')]
    await writeFile(hintsFile, hints)
    await writeFile(caFile, certificate.cert)
    const { url, link } = await startProduct(
      {
        ALIH_DATABASE: join(folder, 'alih.sqlite'),
        ALIH_RESOLVERS: cache.address,
        ALIH_ROOT_HINTS: hintsFile,
        ALIH_ALLOW: '127.0.0.0/8',
        ALIH_CA_FILE: caFile,
      },
      cleaning,
    )
    const as = await settle(url, link, webAddress)

    const { ask, close } = createAsk({
      now: () => new Date(),
      allow: ['127.0.0.0/8'],
      connect: {},
      trusted: new Set(),
      ca: null,
      timeoutMs: 2000,
      tries: 3,
    })
    cleaning.push(close)
    const question = { purpose: 'zone', zone: null } as const
    const serialAt = async (address: string) => {
      const server = { name: null, address, port: 53 }
      const told = await ask({ ...question, role: 'authoritative', server, name: ZONE, type: 'SOA' })
      return answered(told).answers[0]?.value.split(' ')[2]
    }
    return {
      url,
      primary,
      cache,
      web: web.sites,
      webAddress,
      otherAddress,
      async change(...lines) {
        await primary.update(...lines)
        const serial = await serialAt(first)
        await until('the secondary has the new zone', async () => (await serialAt(second)) === serial)
      },
      async visit(name) {
        const server = { name: null, address: cache.address, port: 53 }
        const asked = { ...question, role: 'resolver', server, name, recursionDesired: true } as const
        return answered(await ask({ ...asked, type: 'A' }))
      },
      as,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

type Places = {
  rootAddress: string
  first: string
  second: string
  webAddress: string
  clauses: string
}

async function startNames(
  { rootAddress, first, second, webAddress, clauses }: Places,
  cleaning: (() => Promise<unknown>)[],
) {
  const soa = 'SOA a.root hostmaster.root 1 3600 1800 1209600 300'
  const zones = [
    {
      name: '.',
      text: `$TTL 300\n. ${soa}\n. NS a.root.\na.root. A ${rootAddress}\ntest. NS ns.test.\nns.test. A ${rootAddress}\n`,
    },
    {
      name: 'test',
      text: `$TTL 300\n$ORIGIN test.\n@ ${soa}\n@ NS ns\nns A ${rootAddress}\nkota NS ns1.kota\nkota NS ns2.kota\nns1.kota A ${first}\nns2.kota A ${second}\n`,
    },
  ]
  cleaning.push((await startBind({ addresses: [rootAddress], zones })).stop)
  const servers = [
    { name: 'ns1', address: first },
    { name: 'ns2', address: second },
  ]
  // The secondary is told at once, as a hosting panel's is.
  const extra = `notify explicit; also-notify { ${second}; }; notify-source ${first}; notify-delay 0;`
  const primary = await startBind({
    addresses: [first],
    clauses,
    zones: [{ name: ZONE, text: zoneText(servers, `lama A ${webAddress}\n`), extra }],
  })
  cleaning.push(primary.stop)
  cleaning.push((await startBind({ addresses: [second], zones: [{ name: ZONE, primaries: [first] }] })).stop)
  return { primary }
}

/** Starts `alih serve`; the first administrator's link is on its standard output. */
async function startProduct(environment: Record<string, string>, cleaning: (() => Promise<unknown>)[]) {
  const port = await freePort()
  const running = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts', 'serve'], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', ALIH_PORT: String(port), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const log = collect(running)
  cleaning.push(() => end(running))
  let said = ''
  running.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const link = () => /http\S+token=\S+/.exec(said)?.[0]
  await until('the product serves', async () => {
    if (running.exitCode !== null) throw new Error(`it ended by itself:\n${said}\n${log()}`)
    return link() !== undefined
  })
  return { url: `http://localhost:${port}`, link: link()! }
}

/** People, an agency, the zone and the site as it is before the rename: all over HTTP. */
async function settle(url: string, link: string, webAddress: string): Promise<Record<Role, Visitor>> {
  const signUp = async (invitation: string, role: Role) => {
    const token = new URL(invitation.replace('/#/', '/')).searchParams.get('token')
    const response = await fetch(`${url}/api/invitations/accept`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, name: names[role], email: emailOf(role), password: PASSWORD }),
    })
    if (!response.ok) throw new Error(`${role} cannot sign up: ${await response.text()}`)
    return withCookies(url, response)
  }
  const admin = await signUp(link, 'admin')
  const post = async (path: string, body: object) => {
    const answer = await admin('POST', path, body)
    if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const agency = await post('/agencies', { name: 'Dinas Percobaan', shortName: 'Discoba' })
  await post('/zones', { name: ZONE })
  await post('/sites', {
    hostname: HOST('lama'),
    agencyId: agency.id,
    kind: 'website',
    records: { A: [webAddress] },
  })
  const as = { admin } as Record<Role, Visitor>
  for (const role of ['applicant', 'head', 'division_head', 'operator'] as const) {
    const agencyId = role === 'applicant' ? agency.id : null
    const { id } = await post('/people', { name: names[role], email: emailOf(role), role, agencyId })
    await signUp((await post(`/people/${id}/invitation`, {})).url, role)
    as[role] = await webVisitor(url, emailOf(role), PASSWORD)
  }
  return as
}

function answered({ outcome }: DnsObservation): Answer {
  if (outcome.status !== 'answered') throw new Error(`no answer: ${outcome.status} ${outcome.detail}`)
  return outcome
}

/** Asks again until it is so; fails after a minute. */
export async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + START_MS
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`not within a minute: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Somebody of the town, signed in by clicking, with nothing amiss on the way. */
export async function enterTown(office: Office, role: Role): Promise<Person> {
  const { login } = words.alih
  const person = await office.enter(role)
  const { page } = person
  await page.goto('/')
  await page.getByRole('textbox', { name: login.email }).fill(emailOf(role))
  await page.getByLabel(new RegExp(`^${login.password}`)).fill(PASSWORD)
  await person.allIsWell()
  await page.getByRole('button', { name: login.title }).click()
  await page.getByRole('heading', { name: names[role], exact: false }).first().waitFor()
  await person.allIsWell()
  return person
}
