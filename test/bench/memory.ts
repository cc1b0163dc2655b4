/** What `alih check --names` needs of memory for few and for many names. */
import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Nsd } from './nsd.ts'
import type { Asked } from './zone.ts'

const SAMPLE_MS = 100

export type Memory = { peakMb: number; lines: number; perSecond: number }

/** Peak resident memory of the command over the first `count` names. */
export async function checkNames(nsd: Nsd, names: readonly Asked[], count: number): Promise<Memory> {
  const file = join(nsd.folder, `names-${count}.txt`)
  const lines = names
    .filter(({ expected }) => expected.type === 'A')
    .slice(0, count)
    .map(
      ({ name, expected }, index) =>
        `lama-${index}.bench.example ${name} remove A=${expected.values.join(',')}`,
    )
  writeFileSync(file, `${lines.join('\n')}\n`)
  const started = performance.now()
  const running = spawn(
    process.execPath,
    process.execArgv.concat(
      ['server/main.ts', 'check', '--names', file, '--brief', '--no-web'],
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
  if (answered !== lines.length) throw new Error(`${answered} answers to ${lines.length} names`)
  return {
    peakMb: peakKb / 1024,
    lines: lines.length,
    perSecond: lines.length / ((performance.now() - started) / 1000),
  }
}
