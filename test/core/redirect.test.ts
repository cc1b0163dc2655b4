/** The runbook's redirect of an old name, pasted into a real Apache and a real nginx, and asked over http and https. */
import { mkdirSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { hostname } from '../../server/core/hostname.ts'
import { apache, htaccess, nginx, type Redirect } from '../../server/core/runbook/webserver.ts'
import { authority, type Authority } from '../support/certificates.ts'
import { freePort } from '../support/postgres.ts'
import { needs } from '../support/programs.ts'
import { serverFolder, startApache, startNginx, type WebServer } from '../support/web-server.ts'

const ready = needs(['nginx', 'apache2', 'openssl'], 'apt-get install nginx-light apache2-bin openssl')
const OLD = 'lama.kaltim.example'
const redirect: Redirect = {
  oldName: hostname(OLD),
  newName: hostname('baru.kaltim.example'),
  www: true,
  status: 308,
}
const challenge = '/.well-known/acme-challenge/token-1'

describe.skipIf(!ready)('the redirect that the runbook writes', () => {
  let lab: Authority
  let panel: http.Server
  let web: WebServer | null = null
  let [plain, secure] = [0, 0]

  beforeAll(async () => {
    lab = authority(new Date())
    // What stands behind nginx in the panel, and answers the challenge of the certificate's issuer.
    panel = http.createServer((request, answer) => answer.end(`${request.headers.host} ${request.url}`))
    await new Promise<void>((resolve) => panel.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => {
    panel.close()
    lab.remove()
  })
  afterEach(() => web?.stop())

  /** A folder with the old name's certificate, and the text with this bench's ports and files in place of the panel's. */
  async function bench(text: string) {
    const folder = serverFolder()
    const { cert, key } = lab.issue({
      names: `DNS:${OLD},DNS:www.${OLD}`,
      signer: 'intermediate',
      chain: true,
    })
    writeFileSync(join(folder, 'cert.pem'), cert)
    writeFileSync(join(folder, 'key.pem'), key)
    ;[plain, secure] = [await freePort(), await freePort()]
    const here = text
      .replaceAll(/\/etc\/pki\/tls\/certs\/\S+?\.bundle/g, join(folder, 'cert.pem'))
      .replaceAll(/\/etc\/pki\/tls\/private\/\S+?\.key/g, join(folder, 'key.pem'))
      .replaceAll('listen 80;', `listen 127.0.0.1:${plain};`)
      .replaceAll('listen 443 ssl;', `listen 127.0.0.1:${secure} ssl;`)
      .replaceAll('<VirtualHost *:80>', `<VirtualHost 127.0.0.1:${plain}>`)
      .replaceAll('<VirtualHost *:443>', `<VirtualHost 127.0.0.1:${secure}>`)
      .replaceAll('http://127.0.0.1:8181', `http://127.0.0.1:${(panel.address() as AddressInfo).port}`)
    return { folder, here, listen: `Listen 127.0.0.1:${plain}\nListen 127.0.0.1:${secure}` }
  }

  function ask(scheme: 'http' | 'https', path: string, host = OLD, method = 'GET') {
    const where = { host: '127.0.0.1', path, method, headers: { host }, agent: false }
    return new Promise<{ status: number; to: string | undefined; body: string }>((resolve, reject) => {
      const told = (answer: http.IncomingMessage) => {
        let body = ''
        answer.on('data', (chunk: Buffer) => (body += chunk))
        answer.on('end', () => resolve({ status: answer.statusCode!, to: answer.headers.location, body }))
      }
      const request =
        scheme === 'http'
          ? http.request({ ...where, port: plain }, told)
          : https.request({ ...where, port: secure, servername: host, ca: lab.root }, told)
      request.on('error', reject)
      request.end()
    })
  }

  /** Whatever is asked of the old name goes to the same place below the new one, for good. */
  async function redirects(status: number) {
    for (const scheme of ['http', 'https'] as const)
      for (const host of [OLD, `www.${OLD}`])
        for (const path of ['/', '/uji?a=1', '/berkas/surat%20edaran.pdf?unduh=ya&t=%2F', '/a/b/c/'])
          expect([scheme, host, path, await ask(scheme, path, host)]).toMatchObject([
            scheme,
            host,
            path,
            { status, to: `https://baru.kaltim.example${path}` },
          ])
    expect(await ask('https', '/kirim', OLD, 'POST')).toMatchObject({
      status,
      to: 'https://baru.kaltim.example/kirim',
    })
  }

  test.each([308, 301] as const)('nginx, %i', async (status) => {
    const { folder, here } = await bench(nginx({ ...redirect, status }))
    web = await startNginx(folder, here, secure)
    await redirects(status)
    for (const scheme of ['http', 'https'] as const)
      expect(await ask(scheme, challenge)).toMatchObject({ status: 200, body: `${OLD} ${challenge}` })
  })

  test.each([308, 301] as const)('Apache, %i', async (status) => {
    const { folder, here, listen } = await bench(apache({ ...redirect, status }))
    web = await startApache(folder, `${listen}\n${here}`, secure)
    await redirects(status)
    // The issuer's challenge is looked for here, and is not there yet: it was not sent away.
    for (const scheme of ['http', 'https'] as const)
      expect(await ask(scheme, challenge)).toMatchObject({ status: 404, to: undefined })
  })

  test.each([308, 301] as const)('.htaccess of the old name’s document root, %i', async (status) => {
    const { folder, here, listen } = await bench(
      apache({ ...redirect, status }).replaceAll(/^ *RedirectMatch .*$/gm, '    DocumentRoot FOLDER/public'),
    )
    const root = join(folder, 'public')
    mkdirSync(join(root, '.well-known/acme-challenge'), { recursive: true })
    writeFileSync(join(root, '.htaccess'), htaccess({ ...redirect, status }))
    writeFileSync(join(root, challenge), 'token')
    writeFileSync(join(root, 'index.html'), 'the old site')
    const allowed = `<Directory ${root}>\n  AllowOverride All\n  Require all granted\n</Directory>`
    web = await startApache(folder, `${listen}\n${allowed}\n${here.replaceAll('FOLDER', folder)}`, secure)
    await redirects(status)
    for (const scheme of ['http', 'https'] as const)
      expect(await ask(scheme, challenge)).toMatchObject({ status: 200, body: 'token' })
  })
})
