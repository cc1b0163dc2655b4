/** The web checker before a real nginx: what an ordinary server says is read as an ordinary client reads it. */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { authority } from '../support/certificates.ts'
import type { Authority } from '../support/certificates.ts'
import { needs, programPath } from '../support/programs.ts'
import { look } from '../support/web-lab.ts'
import { nginxCases } from './cases/nginx.ts'

const ready = needs(['nginx', 'openssl'], 'apt-get install nginx-light openssl')
const now = new Date()
const folder = mkdtempSync(join(tmpdir(), 'alih-nginx-'))
let lab: Authority
let nginx: ChildProcess
let [plain, secure] = [0, 0]

const server = (name: string, body: string, tls = true) => `
  server {
    server_name ${name};
    listen 127.0.0.1:${plain};
    ${tls ? `listen 127.0.0.1:${secure} ssl;` : ''}
    ${body}
  }`
const page = (title: string) =>
  `default_type text/html; location = / { return 200 "<title>${title}</title><h1>${title}</h1>"; }`

const config = () => `
daemon off; worker_processes 1; error_log stderr crit; pid ${folder}/pid;
events { worker_connections 64; }
http {
  access_log off; client_body_temp_path ${folder}/t; proxy_temp_path ${folder}/t; fastcgi_temp_path ${folder}/t;
  uwsgi_temp_path ${folder}/t; scgi_temp_path ${folder}/t; server_tokens off; port_in_redirect off;
  gzip on; gzip_min_length 0; gzip_types text/html;
  ssl_certificate ${folder}/cert.pem; ssl_certificate_key ${folder}/key.pem;
  server { listen 127.0.0.1:${plain} default_server; listen 127.0.0.1:${secure} ssl default_server; ssl_reject_handshake on; return 444; }
  ${server('baru.lab.test', `add_header Strict-Transport-Security "max-age=31536000"; ${page('Dinas')}`)}
  ${server('lama.lab.test', 'return 308 https://baru.lab.test$request_uri;')}
  ${server('sementara.lab.test', 'return 302 https://baru.lab.test$request_uri;')}
  ${server('tanpa-jalur.lab.test', 'return 301 https://baru.lab.test/;')}
  ${server('hidup.lab.test', page('Dinas'))}
  ${server('bawaan.lab.test', page('Welcome to nginx!'))}
  ${server('kosong.lab.test', `root ${folder}/empty;`)}
  ${server('rusak.lab.test', 'return 502;')}
}`

const freePort = async () => {
  const probe = net.createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

const listening = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => resolve(true))
    socket.on('connect', () => socket.end()).on('error', () => resolve(false))
  })

describe.skipIf(!ready)('before nginx', () => {
  beforeAll(async () => {
    lab = authority(now)
    ;[plain, secure] = [await freePort(), await freePort()]
    const { cert, key } = lab.issue({ names: 'DNS:*.lab.test', signer: 'intermediate', chain: true })
    writeFileSync(join(folder, 'cert.pem'), cert)
    writeFileSync(join(folder, 'key.pem'), key)
    writeFileSync(join(folder, 'nginx.conf'), config())
    mkdirSync(join(folder, 'empty'))
    const program = programPath('nginx')!
    nginx = spawn(program, ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' })
    for (let tries = 0; tries < 100 && !(await listening(secure)); tries++) {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })
  afterAll(async () => {
    const gone = new Promise((resolve) => nginx.once('exit', resolve))
    nginx.kill('SIGTERM')
    await gone
    lab.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  test.each(nginxCases)('%s', async (_what, newName, oldName, status, has) => {
    const to = { '192.0.2.1#80': `127.0.0.1#${plain}`, '192.0.2.1#443': `127.0.0.1#${secure}` }
    const { verdict } = await look({ machines: {}, newName, oldName, sight: { connect: to } }, now, lab.root)
    const found = verdict.findings.map(({ condition, seen }) => `${condition} ${seen}`)
    // Where the new name is not the one that the old one redirects to, that too is found.
    expect({ status: verdict.status, found }).toMatchObject({ status })
    for (const condition of has) expect(found.map((one) => one.slice(0, 3))).toContain(condition)
  })
})
