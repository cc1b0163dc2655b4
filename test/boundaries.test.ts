/** Reads the imports of every source file and fails on a forbidden arrow or a second door, saying which rule and why. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { expect, test } from 'vitest'

const folders = ['admin', 'server', 'checks', 'migrations']
const files = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name)),
)

type Import = { file: string; target: string; typeOnly: boolean }

// Comments are left out: they may quote an import.
const source = (file: string) => readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '')

const imports: Import[] = files.flatMap((file) =>
  [
    ...source(file).matchAll(
      /(?:^|\n)\s*(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)|(?:^|\n)import\s+'([^']+)'/g,
    ),
  ].map(([, type, from, dynamic, bare]) => {
    const target = (from ?? dynamic ?? bare)!
    const own = target.startsWith('.') ? normalize(join(dirname(file), target)) : target
    return { file, target: own, typeOnly: type !== undefined }
  }),
)

type Arrow = { from: RegExp; may: RegExp; why: string }

const own = /^(admin|server|checks|migrations|test)\//

// The first row that fits a file decides which of our own files it may import.
const arrows: Arrow[] = [
  { from: /^server\/core\//, may: /^server\/core\//, why: 'core is pure and knows nobody' },
  {
    from: /^migrations\//,
    may: /^migrations\//,
    why: 'migrations are frozen, so they lean on nothing that moves',
  },
  {
    from: /^checks\//,
    may: /^(checks|server\/core)\//,
    why: 'the checker runs without the database and without HTTP',
  },
  { from: /^admin\//, may: /^(admin|server\/core)\//, why: 'the browser gets no server code' },
  {
    from: /^server\/[a-z]+\/routes\.ts$/,
    may: /^server\/(core\/.*|[a-z-]+\.ts|[a-z]+\/(store|list|actions|auth|accounts|invitations|own|routes)\.ts)$/,
    why: 'routes speak HTTP and leave the rest to stores and actions',
  },
  {
    from: /^server\/[a-z]+\/(store|list)\.ts$/,
    may: /^server\/(core\/.*|[a-z-]+\.ts|[a-z]+\/store\.ts)$/,
    why: 'a store is SQL: it knows no route and no action',
  },
  {
    from: /^server\//,
    may: /^(server\/.*|checks\/index\.ts|migrations\/index\.ts)$/,
    why: 'the server uses the checker and the migrations through their front doors',
  },
]

test('arrows point one way', () => {
  const broken = imports
    .filter(({ target }) => own.test(target))
    .flatMap(({ file, target }) => {
      const rule = arrows.find(({ from }) => from.test(file))
      return rule && !rule.may.test(target) ? [`${file} imports ${target}: ${rule.why}`] : []
    })
  expect(broken).toEqual([])
})

// One door per dependency: who may import it, and nobody else.
const doors: [dependency: RegExp, door: RegExp][] = [
  [/^better-sqlite3$|^pg$/, /^server\/database\.ts$/],
  [/^better-auth/, /^server\/accounts\/(auth|library|admission)\.ts$/],
  [/^dns-packet$/, /^(checks\/wire\.ts|server\/demo\/dns\.ts)$/],
  [/^node:dgram$/, /^(checks\/dns\/|checks\/engine\/|server\/demo\/)/],
  [
    /^node:net$|^node:tls$/,
    /^(checks\/(dns|web|engine|update)\/|server\/demo\/|server\/deliveries\/mailer\.ts$)/,
  ],
  [/^nodemailer$/, /^server\/deliveries\/mailer\.ts$/],
  [/^koffi$/, /^checks\/engine\/kernel\.ts$/],
  [/^undici$/, /^checks\/(dns|web)\//],
  [/^node-cron$/, /^checks\/schedule\.ts$/],
  [
    /^kysely$/,
    /^(migrations\/|server\/(database|tables|page|search|plain-table|numbers)\.ts|server\/[a-z]+\/(store|list)\.ts)/,
  ],
  [/^hono|^@hono/, /^server\//],
  [/^csv-parse/, /^server\/csv\.ts$/],
  [/^ical\.js$/, /^server\/holidays\/feed\.ts$/],
  [/^dnsz$/, /^server\/sites\/zone-file\.ts$/],
  [/^prom-client$/, /^server\/metrics\.ts$/],
  [/^file-type$/, /^server\/documents\//],
  [/^pdfmake/, /^server\/documents\/worker\.ts$/],
  [/^fflate$/, /^server\/(documents\/worker|sheets)\.ts$/],
  [/^hucre|^csv-stringify/, /^server\/sheets\.ts$/],
  [/^ra-data-simple-rest$/, /^admin\/providers\/data\.ts$/],
  [/^uqr$/, /^admin\/account\//],
  [/^react-dom/, /^admin\/main\.tsx$/],
  [/^react|^@mui|^@emotion|^ra-/, /^admin\//],
]

test('each dependency has one door', () => {
  const broken = imports
    .filter(({ target, typeOnly }) => !own.test(target) && !typeOnly)
    .flatMap(({ file, target }) => {
      const door = doors.find(([dependency]) => dependency.test(target))
      return door && !door[1].test(file) ? [`${file} imports ${target}, whose door is ${door[1].source}`] : []
    })
  expect(broken).toEqual([])
})

test('core is pure: no built-in modules, no clock, no chance', () => {
  const impure = files
    .filter((file) => file.startsWith('server/core/'))
    .flatMap((file) => {
      const found = source(file).match(
        /from '(?!\.|zod')[^']+'|\bDate\.now\(|new Date\(\)|Math\.random|process\.|globalThis|fetch\(/g,
      )
      return (found ?? []).map((what) => `${file}: ${what}`)
    })
  expect(impure).toEqual([])
})

test('only the command line reads the environment', () => {
  const readers = files.filter((file) => /process\.env/.test(source(file)) && file !== 'server/main.ts')
  expect(readers).toEqual([])
})

test('a file says in its first lines what it is for, and is small enough to hold in the head', () => {
  const LIMIT = 330
  const wordless = files.filter((file) => !/^(#!.*\n)?\/\*\*/.test(readFileSync(file, 'utf8')))
  // Tables of texts are long because there is much to say; the packet loop is one piece because calls cost it names/s.
  const tables = /^(admin\/messages|server\/core\/conditions)\/|^checks\/engine\/engine\.ts$/
  const long = files
    .filter((file) => !tables.test(file) && readFileSync(file, 'utf8').split('\n').length > LIMIT)
    .map((file) => relative('.', file))
  expect({ wordless, long }).toEqual({ wordless: [], long: [] })
})

test('the test itself sees the files', () => {
  expect(files.length).toBeGreaterThan(80)
  expect(imports.length).toBeGreaterThan(300)
})
