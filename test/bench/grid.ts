/**
 * `npm run bench:grid`: every list, filter, order, search and count through the app's front door, over a thousand rows and
 * over a million, on both databases, alternating; prints medians, 99th percentiles and their ratio.
 *
 * `ALIH_BENCH_SIZES` (1000,1000000), `ALIH_BENCH_ROUNDS` (50), `ALIH_BENCH_DATABASES` (sqlite,postgres).
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createBar } from '../../server/commands/progress.ts'
import { migrate, openDatabase } from '../../server/database.ts'
import { createAlih, type Alih } from '../../server/index.ts'
import { people, type Who } from '../support/people.ts'
import { startPostgres } from '../support/postgres.ts'
import { questions, type Question } from '../support/questions.ts'
import { fill, NOW } from './grid-fill.ts'
import { median } from './table.ts'

const tell = (text: string) => process.stdout.write(`${text}\n`)

const WANTED = 5
const env = process.env
const sizes = (env['ALIH_BENCH_SIZES'] ?? '1000,1000000').split(',').map(Number)
const rounds = Number(env['ALIH_BENCH_ROUNDS'] ?? 50)
const databases = (env['ALIH_BENCH_DATABASES'] ?? 'sqlite,postgres').split(',')
// A question that is much slower than wanted is told so after a few rounds.
const FEW = 5
const SLOW_MS = 400

type Filled = { size: number; alih: Alih; asked: Question[] }
type Told = Pick<Question, 'list' | 'kind' | 'name'> & { times: number[][] }

const say = (text: string) => process.stderr.write(`${text}\n`)

async function filled(address: string, size: number): Promise<Filled> {
  const database = openDatabase(address)
  await migrate(database)
  const began = Date.now()
  const bar = createBar(process.stderr)
  let at = ''
  await fill(database, size, (what, done, total) => {
    if (what !== at) say(`${database.dialect}, ${size}: ${(at = what)}`)
    bar.draw(done, total)
  }).finally(bar.end)
  await database.close()
  say(`${database.dialect}, ${size}: filled in ${Math.round((Date.now() - began) / 1000)} s`)
  const alih = createAlih({
    database: address,
    url: 'http://alih.test',
    identify: (request) => people[request.headers.get('x-person') as Who] ?? null,
    now: () => NOW,
    schedule: false,
  })
  await alih.start()
  return { size, alih, asked: questions(size) }
}

async function ask({ alih, asked }: Filled, at: number): Promise<number> {
  const { path } = asked[at]!
  const began = performance.now()
  const response = await alih.app.request(`/api${path}`, { headers: { 'x-person': 'division_head' } })
  await response.arrayBuffer()
  const took = performance.now() - began
  if (response.status !== 200) throw new Error(`${path}: ${response.status}`)
  return took
}

async function measure(all: readonly Filled[]): Promise<Told[]> {
  const bar = createBar(process.stderr)
  const told: Told[] = []
  const { asked } = all[0]!
  for (const [at, { list, kind, name }] of asked.entries()) {
    const times: number[][] = all.map(() => [])
    // The first time reads from disk what stays in memory afterwards.
    for (const one of all) await ask(one, at)
    for (let round = 0; round < rounds; round++) {
      for (const [which, one] of all.entries()) times[which]!.push(await ask(one, at))
      if (round >= FEW && median(times.at(-1)!) > SLOW_MS) break
    }
    told.push({ list, kind, name, times })
    bar.draw(at + 1, asked.length)
  }
  bar.end()
  return told
}

const p99 = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.99) - 1]!
const ms = (value: number) => (value < 10 ? value.toFixed(2) : value.toFixed(0))
const ratioOf = ({ times }: Told) => median(times.at(-1)!) / median(times[0]!)

function print(database: string, told: readonly Told[]): void {
  const [few, many] = [sizes[0]!, sizes.at(-1)!].map((size) => size.toLocaleString('en'))
  const head = ['list', 'asked', `median at ${few}, ms`, `p99`, `median at ${many}, ms`, 'p99', 'ratio']
  const row = (one: Told) => {
    const [small, large] = [one.times[0]!, one.times.at(-1)!]
    const ratio = ratioOf(one)
    const mark = ratio > WANTED ? ' **over**' : ''
    return [
      one.list,
      `${one.kind}: ${one.name}`,
      ms(median(small)),
      ms(p99(small)),
      ms(median(large)),
      ms(p99(large)),
      `${ratio.toFixed(1)}×${mark}`,
    ]
  }
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  tell(`\n### ${database}\n`)
  tell([line(head), line(head.map(() => '---')), ...told.map((one) => line(row(one)))].join('\n'))
  tell(`\nThe worst of each kind:\n`)
  const kinds = [...new Set(told.map(({ kind }) => kind))]
  const worst = kinds.map((kind) =>
    told.filter((one) => one.kind === kind).reduce((a, b) => (ratioOf(b) > ratioOf(a) ? b : a)),
  )
  tell([line(head), line(head.map(() => '---')), ...worst.map((one) => line(row(one)))].join('\n'))
  const over = told.filter((one) => ratioOf(one) > WANTED)
  tell(`\n${told.length} questions, ${over.length} over ${WANTED}×.`)
}

const folder = await mkdtemp(join(tmpdir(), 'alih-grid-'))
const postgres = databases.includes('postgres') ? await startPostgres() : null
try {
  tell(
    `${cpus().length} × ${cpus()[0]!.model}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}, ${rounds} rounds`,
  )
  for (const database of databases) {
    const all: Filled[] = []
    for (const size of sizes) {
      const address = database === 'sqlite' ? join(folder, `${size}.sqlite`) : await postgres!.fresh()
      all.push(await filled(address, size))
    }
    const told = await measure(all)
    for (const { alih } of all) await alih.stop()
    print(database, told)
  }
} finally {
  await postgres?.stop()
  await rm(folder, { recursive: true, force: true })
}
