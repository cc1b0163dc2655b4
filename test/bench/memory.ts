/** What `alih check --names` needs of memory for few and for many names. */
import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Nsd } from './nsd.ts'
import type { Asked } from './zone.ts'

const SAMPLE_MS = 100

export type Memory = { peakMb: number; lines: number; perSecond: number }

/** Peak resident memory of the command over `count` renames; new names come again where the zone has fewer. */
export async function checkNames(nsd: Nsd, names: readonly Asked[], count: number): Promise<Memory> {
  const file = join(nsd.folder, `names-${count}.txt`)
  writeNames(
    file,
    names.filter(({ expected }) => expected.type === 'A'),
    count,
  )
  const started = performance.now()
  const running = spawn(
    process.execPath,
    process.execArgv.concat(
      ['server/main.ts', 'check', '--names', file, '--brief', '--no-web', '--rate', '1000000'],
      ['--server', `ns1.bench.example=${nsd.address}#${nsd.port}`],
    ),
    { stdio: ['ignore', 'pipe', 'ignore'] },
  )
  let answered = 0
  let peakKb = 0
  running.stdout.on('data', (chunk: Buffer) => {
    for (const octet of chunk) if (octet === 10) answered++
  })
  const timer = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${running.pid}/status`, 'utf8')
      peakKb = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? peakKb)
    } catch {
      // It has just ended.
    }
  }, SAMPLE_MS)
  await new Promise((resolve) => running.once('close', resolve))
  clearInterval(timer)
  if (answered !== count) throw new Error(`${answered} answers to ${count} names`)
  return {
    peakMb: peakKb / 1024,
    lines: count,
    perSecond: count / ((performance.now() - started) / 1000),
  }
}

function writeNames(file: string, names: readonly Asked[], count: number): void {
  const handle = openSync(file, 'w')
  for (let index = 0; index < count; index++) {
    const { name, expected } = names[index % names.length]!
    writeSync(handle, `lama-${index}.bench.example ${name} remove A=${expected.values.join(',')}\n`)
  }
  closeSync(handle)
}
