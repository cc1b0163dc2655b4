/** Runs a real NSD: another maker's name server beside BIND. */
import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { collect, end, ready } from './bind.ts'

export type Nsd = { address: string; stop: () => Promise<void> }

export async function startNsd(address: string, zones: { name: string; text: string }[]): Promise<Nsd> {
  const folder = await mkdtemp(join(tmpdir(), 'alih-nsd-'))
  for (const [index, { text }] of zones.entries()) await writeFile(join(folder, `zone-${index}`), text)
  const clauses = zones.map(({ name }, index) => `zone:\n  name: "${name}"\n  zonefile: "zone-${index}"`)
  await writeFile(
    join(folder, 'nsd.conf'),
    `server:
  ip-address: ${address}
  server-count: 1
  username: ""
  zonesdir: "${folder}"
  pidfile: "${folder}/pid"
  xfrdir: "${folder}"
  xfrdfile: ""
  zonelistfile: "${folder}/zones"
  database: ""
  cookie-secret-file: ""
remote-control:
  control-enable: no
${clauses.join('\n')}
`,
  )
  const running = spawn('nsd', ['-d', '-c', join(folder, 'nsd.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const log = collect(running)
  const stop = async () => {
    await end(running)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await ready(address, zones[0]!.name, running, log)
  } catch (error) {
    await stop()
    throw error
  }
  return { address, stop }
}
