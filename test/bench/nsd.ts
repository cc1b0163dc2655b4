/** Runs NSD with one zone on one core of this machine, on a loopback address of its own. */
import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { collect, end, loopback, ready } from '../support/bind.ts'
import { programPath } from '../support/programs.ts'
import type { BenchZone } from './zone.ts'

export type Nsd = { address: string; port: number; folder: string; stop: () => Promise<void> }

const BUFFER = 4 * 1024 * 1024

export async function startNsd({ apex, text }: BenchZone, core: number): Promise<Nsd> {
  const folder = await mkdtemp(join(tmpdir(), 'alih-bench-'))
  const address = loopback()
  const port = 53
  await writeFile(join(folder, 'zone'), text)
  await writeFile(
    join(folder, 'nsd.conf'),
    `server:
  ip-address: ${address}@${port}
  server-count: 1
  username: ""
  zonesdir: "${folder}"
  database: ""
  pidfile: "${folder}/pid"
  xfrdfile: "${folder}/xfrd.state"
  zonelistfile: "${folder}/zone.list"
  minimal-responses: yes
  receive-buffer-size: ${BUFFER}
  send-buffer-size: ${BUFFER}
  tcp-count: 100
  tcp-query-count: 0
  rrl-ratelimit: 0
  rrl-whitelist-ratelimit: 0
remote-control:
  control-enable: no
zone:
  name: ${apex}
  zonefile: zone
`,
  )
  const running = spawn(
    'taskset',
    ['-c', String(core), programPath('nsd')!, '-d', '-c', join(folder, 'nsd.conf')],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  const stop = async () => {
    await end(running)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await ready(address, apex, running, collect(running))
  } catch (error) {
    await stop()
    throw error
  }
  return { address, port, folder, stop }
}
