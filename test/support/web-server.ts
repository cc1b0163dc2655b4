/** A real nginx or Apache on loopback with a configuration of the test's, until it is stopped. */
import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { programPath } from './programs.ts'

export type WebServer = { folder: string; stop: () => Promise<void> }

/** A folder of its own for a server; `stop` removes it. */
export const serverFolder = () => mkdtempSync(join(tmpdir(), 'alih-web-'))

/** nginx with these lines inside its `http` block, until it answers at the port. */
export function startNginx(folder: string, http: string, port: number): Promise<WebServer> {
  const config = `
daemon off; worker_processes 1; error_log ${folder}/error.log; pid ${folder}/pid;
events { worker_connections 64; }
http {
  access_log off; client_body_temp_path ${folder}/t; proxy_temp_path ${folder}/t; fastcgi_temp_path ${folder}/t;
  uwsgi_temp_path ${folder}/t; scgi_temp_path ${folder}/t;
${http}
}
`
  writeFileSync(join(folder, 'nginx.conf'), config)
  return begin('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], folder, port)
}

const MODULES = '/usr/lib/apache2/modules'

/** Apache with these lines below its own, until it answers at the port. */
export function startApache(folder: string, lines: string, port: number): Promise<WebServer> {
  const modules = ['mpm_event', 'authz_core', 'alias', 'rewrite', 'ssl', 'socache_shmcb', 'dir']
  const config = [
    `ServerRoot ${folder}`,
    `PidFile ${folder}/pid`,
    `ErrorLog ${folder}/error.log`,
    'ServerName localhost',
    // It refuses to serve as root.
    ...(process.getuid?.() === 0 ? ['User nobody', 'Group nogroup'] : []),
    ...modules.map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`),
    lines,
  ].join('\n')
  writeFileSync(join(folder, 'apache.conf'), `${config}\n`)
  chmodSync(folder, 0o755)
  return begin('apache2', ['-D', 'FOREGROUND', '-f', join(folder, 'apache.conf')], folder, port)
}

async function begin(name: string, args: string[], folder: string, port: number): Promise<WebServer> {
  const server = spawn(programPath(name)!, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  server.stderr.on('data', (chunk: Buffer) => (said += chunk))
  const gone = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const stop = async () => {
    server.kill('SIGTERM')
    await gone
    rmSync(folder, { recursive: true, force: true })
  }
  while (!(await answers(port))) {
    if (server.exitCode !== null) throw new Error(`${name} ended: ${said}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return { folder, stop }
}

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => resolve(true))
    socket.on('connect', () => socket.end()).on('error', () => resolve(false))
  })
