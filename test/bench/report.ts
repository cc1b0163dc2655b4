/**
 * `npm run bench:report`: the memory in which a month's report is made and streamed as XLSX and CSV, with ten thousand
 * requests and with a hundred thousand, each in a process of its own. `ALIH_BENCH_SIZES` (10000,100000). Fewer end before
 * the heap has become as large as the collector lets it.
 */
import { fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createBar } from '../../server/commands/progress.ts'
import { migrate, openDatabase } from '../../server/database.ts'
import { reportFile } from '../../server/reports/actions.ts'
import { makeReport } from '../../server/reports/make.ts'
import { fillMonth } from './report-fill.ts'

const say = (text: string) => process.stdout.write(`${text}\n`)

const WANTED = 1.5
const MONTH = '2026-11'
const SAMPLE_MS = 20
const sizes = (process.env['ALIH_BENCH_SIZES'] ?? '10000,100000').split(',').map(Number)
const formats = ['xlsx', 'csv'] as const
type Format = (typeof formats)[number]
type Measured = { peak: number; seconds: number; bytes: number }

/** Makes and streams the file, and tells the most memory that was held meanwhile. */
async function measure(file: string, format: Format): Promise<Measured> {
  const database = openDatabase(file)
  const desk = { db: database.db, now: () => new Date('2026-12-01T02:00:00Z') }
  const began = performance.now()
  let [peak, bytes] = [0, 0]
  const look = () => (peak = Math.max(peak, process.memoryUsage().rss))
  const timer = setInterval(look, SAMPLE_MS)
  const made = await makeReport(desk, MONTH)
  for await (const chunk of reportFile(made, format, 'id').bytes) {
    bytes += chunk.length
    look()
  }
  clearInterval(timer)
  await database.close()
  return { peak, seconds: (performance.now() - began) / 1000, bytes }
}

const inChild = (file: string, format: Format): Promise<Measured> =>
  new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [file, format])
    child.once('message', (message) => resolve(message as Measured))
    child.once('exit', (code) => code && reject(new Error(`the measuring process ended with ${code}`)))
  })

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'alih-report-bench-'))
  try {
    say(`${cpus().length} × ${cpus()[0]!.model}, Node ${process.version}\n`)
    say(
      '| file | requests | peak memory, MB | seconds | size, MB | against the first |\n|---|---|---|---|---|---|',
    )
    const first = new Map<Format, number>()
    for (const size of sizes) {
      const file = join(folder, `${size}.sqlite`)
      const database = openDatabase(file)
      await migrate(database)
      const bar = createBar(process.stderr)
      await fillMonth(database, size, bar.draw).finally(bar.end)
      await database.close()
      for (const format of formats) {
        const { peak, seconds, bytes } = await inChild(file, format)
        first.set(format, first.get(format) ?? peak)
        const ratio = peak / first.get(format)!
        const mark = ratio > WANTED ? ' **over**' : ''
        say(
          `| ${format} | ${size} | ${(peak / 1e6).toFixed(0)} | ${seconds.toFixed(1)} | ${(bytes / 1e6).toFixed(1)} | ${ratio.toFixed(2)}×${mark} |`,
        )
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const [, , file, format] = process.argv
if (process.send && file) process.send(await measure(file, format as Format), () => process.exit(0))
else await main()
