/** Prometheus' blackbox exporter on both cores: a module for each name, one probe over HTTP for each check. */
import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { Agent, get } from 'node:http'
import { join } from 'node:path'
import { end } from '../support/bind.ts'
import type { Nsd } from './nsd.ts'
import type { Asked } from './zone.ts'

export type Blackbox = { probe: () => Promise<number>; stop: () => Promise<void> }

const CONNECTIONS = 32
const START_MS = 20_000

/** Starts it with these names; `probe` asks each once and gives probes per second. */
export async function startBlackbox(
  program: string,
  nsd: Nsd,
  names: readonly Asked[],
  port: number,
): Promise<Blackbox> {
  const modules = names.map(
    ({ name }, index) => `  n${index}:
    prober: dns
    timeout: 5s
    dns:
      query_name: ${name}
      query_type: A
      preferred_ip_protocol: ip4
      valid_rcodes: [NOERROR, NXDOMAIN]`,
  )
  const file = join(nsd.folder, 'blackbox.yml')
  await writeFile(file, `modules:\n${modules.join('\n')}\n`)
  const running = spawn(
    program,
    [`--config.file=${file}`, `--web.listen-address=127.0.0.1:${port}`, '--log.level=error'],
    {
      stdio: 'ignore',
    },
  )
  // The benchmark itself keeps to one core, and children inherit that.
  spawn('taskset', ['-acp', '0-1', String(running.pid)], { stdio: 'ignore' })
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const target = encodeURIComponent(`${nsd.address}:${nsd.port}`)
  const fetchText = (path: string) =>
    new Promise<string>((resolve, reject) => {
      get({ host: '127.0.0.1', port, path, agent }, (response) => {
        let text = ''
        response.on('data', (chunk: Buffer) => (text += chunk.toString()))
        response.on('end', () => resolve(text))
      }).on('error', reject)
    })
  const stop = async () => {
    agent.destroy()
    await end(running)
  }
  const deadline = Date.now() + START_MS
  for (;;) {
    const up = await fetchText(`/probe?module=n0&target=${target}`).catch(() => '')
    if (up.includes('probe_success 1')) break
    if (Date.now() > deadline) {
      await stop()
      throw new Error('the blackbox exporter did not start')
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return {
    async probe() {
      const started = performance.now()
      let next = 0
      let failed = 0
      const worker = async () => {
        while (next < names.length) {
          const text = await fetchText(`/probe?module=n${next++}&target=${target}`)
          if (!text.includes('probe_success 1')) failed++
        }
      }
      await Promise.all(Array.from({ length: CONNECTIONS }, worker))
      if (failed > names.length / 100) throw new Error(`${failed} of ${names.length} probes failed`)
      return names.length / ((performance.now() - started) / 1000)
    },
    stop,
  }
}
