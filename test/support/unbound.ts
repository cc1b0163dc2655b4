/** Runs a real unbound that resolves from the lab's root, with its cache in our hands. */
import { execFile, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { collect, end, ready } from './bind.ts'

const run = promisify(execFile)

export type UnboundOptions = {
  address: string
  /** Text of a root hints file. */
  rootHints: string
  /** Extra lines of the server clause. */
  server?: string[]
}

export type Unbound = {
  address: string
  /** Runs unbound-control, for example `flush_zone`, `test.`. */
  control: (...args: string[]) => Promise<string>
  stop: () => Promise<void>
}

export async function startUnbound({ address, rootHints, server = [] }: UnboundOptions): Promise<Unbound> {
  const folder = await mkdtemp(join(tmpdir(), 'alih-unbound-'))
  const config = join(folder, 'unbound.conf')
  await writeFile(join(folder, 'root.hints'), rootHints)
  await writeFile(
    config,
    `server:
  directory: "${folder}"
  chroot: ""
  username: ""
  pidfile: "${folder}/pid"
  interface: ${address}
  port: 53
  access-control: 127.0.0.0/8 allow
  do-not-query-localhost: no
  unblock-lan-zones: yes
  local-zone: "test." nodefault
  root-hints: "${folder}/root.hints"
  use-syslog: no
  logfile: ""
  verbosity: 1
  num-threads: 1
  msg-cache-size: 1m
  rrset-cache-size: 1m
  so-rcvbuf: 0
  do-ip6: no
  module-config: "iterator"
  target-fetch-policy: "0 0 0 0 0"
  outgoing-interface: ${address}
${server.map((line) => `  ${line}`).join('\n')}
remote-control:
  control-enable: yes
  control-interface: ${folder}/control
  control-use-cert: no
`,
  )
  const running = spawn('unbound', ['-d', '-c', config], { stdio: ['ignore', 'ignore', 'pipe'] })
  const log = collect(running)
  const stop = async () => {
    await end(running)
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await ready(address, '.', running, log)
  } catch (error) {
    await stop()
    throw error
  }
  const control = async (...args: string[]) => (await run('unbound-control', ['-c', config, ...args])).stdout
  return { address, control, stop }
}
