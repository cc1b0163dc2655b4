/** What a hostile or broken server may do to the web checker: nothing beyond its bounds. Loopback only. */
import http from 'node:http'
import net from 'node:net'
import type { RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MAX_TEXT_BYTES, MAX_WIRE_BYTES } from '../../checks/web/body.ts'
import { dialling } from '../../checks/web/dial.ts'
import { readMarkup } from '../../checks/web/markup.ts'
import { readPage } from '../../checks/web/page.ts'
import { visit } from '../../checks/web/visit.ts'
import type { WebSight } from '../../checks/web/visit.ts'
import { ADDRESS, look, NEW, redirect } from '../support/web-lab.ts'
import type { Machine } from '../support/web-lab.ts'

const now = new Date('2026-11-23T08:00:00Z')

/** Looks at the new name over http only. */
async function home(machine: Machine, sight: WebSight = {}, resolve: Record<string, string[]> = {}) {
  const { seen } = await look({ machines: { [ADDRESS]: machine }, oldName: null, sight, resolve }, now, '')
  return seen.find(({ scheme, probe }) => scheme === 'http' && probe === 'home')!
}

describe('the guard', () => {
  const dial = dialling(['10.1.0.0/16'], {
    '192.0.2.1': '127.0.0.1',
    '192.0.2.2': '127.0.0.1#8080',
    '192.0.2.3#443': '127.0.0.1#8443',
    '2001:DB8:0::1': '::1#8080',
  })
  test.each([
    ['192.0.2.1', 80, '127.0.0.1#80'],
    ['192.0.2.1', 443, '127.0.0.1#443'],
    ['192.0.2.2', 443, '127.0.0.1#8080'],
    ['192.0.2.3', 443, '127.0.0.1#8443'],
    ['2001:db8::1', 80, '::1#8080'],
    ['10.1.2.3', 80, '10.1.2.3#80'],
    ['8.8.8.8', 443, '8.8.8.8#443'],
    ['8.8.8.8', 8443, '8.8.8.8#8443'],
    ['2606:4700::1111', 443, '2606:4700::1111#443'],
  ])('%s port %i is dialled as %s', (address, port, wanted) => {
    const dialled = dial(address, port)
    expect(dialled.ok && `${dialled.endpoint.address}#${dialled.endpoint.port}`).toBe(wanted)
  })
  test.each([
    '127.0.0.1',
    '127.9.9.9',
    '0.0.0.0',
    '10.2.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '192.0.2.3',
    '192.0.2.200',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:10.2.0.1',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    '64:ff9b::10.0.0.1',
    'fe80::1',
    'fd00:ec2::254',
    'ff02::1',
    '2001:db8::2',
    '2002:7f00:1::',
    'localhost',
    '',
  ])('%s is never dialled', (address) => expect(dial(address, 80).ok).toBe(false))
  test.each([22, 25, 21, 110, 445])('port %i of a public address is not the web', (port) =>
    expect(dial('8.8.8.8', port).ok).toBe(false),
  )
})

describe('redirects that would lead inside', () => {
  let hits = 0
  const trap = http.createServer((_request, response) => {
    hits++
    response.end('secret')
  })
  beforeAll(() => new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve)))
  afterAll(() => new Promise((resolve) => trap.close(resolve)))
  const port = () => (trap.address() as AddressInfo).port

  test.each([
    (port: number) => `http://127.0.0.1:${port}/`,
    (port: number) => `http://2130706433:${port}/`,
    (port: number) => `http://0x7f.1:${port}/`,
    (port: number) => `http://[::ffff:127.0.0.1]:${port}/`,
    (port: number) => `http://[::1]:${port}/`,
    (port: number) => `http://user:pass@127.0.0.1:${port}/`,
    (port: number) => `http://inside.example.test:${port}/`,
    (port: number) => `http://mapped.example.test:${port}/`,
    () => 'http://169.254.169.254/latest/meta-data/',
    () => 'http://[fd00:ec2::254]/',
  ])('%#: the address is guarded, hop by hop', async (to) => {
    const before = hits
    const seen = await home(
      { http: redirect(302, () => to(port())) },
      {},
      {
        'inside.example.test': ['127.0.0.1'],
        'mapped.example.test': ['::ffff:127.0.0.1'],
      },
    )
    expect(seen.hops.at(-1)).toMatchObject({ failure: 'not_allowed', status: null })
    expect(hits).toBe(before)
  })

  test.each([
    'ftp://example.org/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'gopher://127.0.0.1/',
    'http://',
    'http://a b/',
  ])('%s is no web address', async (to) => {
    const seen = await home({ http: redirect(302, () => to) })
    expect(seen).toMatchObject({ outcome: 'failure', page: null })
    expect(seen.hops.at(-1)!.failure).toMatch(/malformed|not_resolved/)
  })

  test('a mapped address keeps the name in Host, and the port of the URL', async () => {
    const hosts: (string | undefined)[] = []
    await home({
      http: (request, response) => {
        hosts.push(request.headers.host)
        response.end()
      },
    })
    expect(new Set(hosts)).toEqual(new Set([NEW]))
  })
})

describe('what a site names beside its page', () => {
  const LINK = (href: string) =>
    `<title>Dinas</title><link rel=alternate type=application/atom+xml href="${href}">`
  const OLD_NAME = 'lama.example.test'
  /** Serves files over http, keeps what was asked for as `host path`, and looks. */
  async function lookBeside(files: Record<string, string | RequestListener>, sight: WebSight = {}) {
    const asked: string[] = []
    const listener: RequestListener = (request, response) => {
      asked.push(`${request.headers.host}${request.url}`)
      const file = files[request.url ?? '']
      if (typeof file === 'function') return file(request, response)
      response.writeHead(file === undefined ? 404 : 200, { 'content-type': 'text/html' }).end(file)
    }
    const scene = {
      machines: { [ADDRESS]: { http: listener } },
      oldAddresses: [],
      sight,
      resolve: { 'lain.example.test': [ADDRESS], [OLD_NAME]: [ADDRESS] },
    }
    const { seen, verdict } = await look(scene, now, '')
    const page = seen.find(({ scheme, probe }) => scheme === 'http' && probe === 'home')!.page!
    return { asked: asked.filter((one) => !/\/$|alih-/.test(one)), page, verdict }
  }

  test('once for all of a look, and no more than a few files', async () => {
    const index = [1, 2, 3].map((n) => `<sitemap><loc>http://${NEW}/${n}.xml</loc></sitemap>`).join('')
    const { asked } = await lookBeside({
      '/': LINK('/umpan'),
      '/robots.txt': `Sitemap: http://${NEW}/a.xml\nSitemap: http://${NEW}/b.xml`,
      '/a.xml': `<sitemapindex>${index}</sitemapindex>`,
      '/1.xml': `<sitemapindex>${index}</sitemapindex>`,
    })
    const wanted = ['/1.xml', '/a.xml', '/robots.txt', '/umpan']
    expect(asked.sort()).toEqual(wanted.map((path) => NEW + path))
  })

  test.each([
    ['another host', 'http://lain.example.test/x'],
    ['the old name', `http://${OLD_NAME}/x`],
    ['an inner address', 'http://127.0.0.1/x'],
    ['another port', `http://${NEW}:8080/x`],
    ['no web', 'file:///etc/passwd'],
    ['no address at all', 'http://'],
  ])('%s is not fetched', async (_what, url) => {
    const { asked } = await lookBeside({
      '/': LINK(url),
      '/robots.txt': `Sitemap: ${url}`,
      '/sitemap.xml': redirect(302, () => url),
    })
    expect(asked.sort()).toEqual([`${NEW}/robots.txt`, `${NEW}/sitemap.xml`])
  })

  test('redirects without end have one', async () => {
    const { asked } = await lookBeside({ '/': 'x', '/sitemap.xml': redirect(302, (url) => url + 'l') })
    expect(asked.length).toBeLessThan(6)
  })

  test('what is missing, slow, or not what it says leaves the look as it was', async () => {
    const plain = await lookBeside({ '/': 'Dinas' })
    const silence: RequestListener = () => {}
    const begun = performance.now()
    for (const files of [
      { '/robots.txt': silence },
      { '/sitemap.xml': silence },
      { '/sitemap.xml': (_request, response) => response.destroy() },
      { '/sitemap.xml': '<html><title>404</title>' },
      { '/sitemap.xml': '<'.repeat(MAX_WIRE_BYTES) },
    ] satisfies Record<string, string | RequestListener>[]) {
      const { page, verdict } = await lookBeside({ '/': 'Dinas', ...files }, { hopTimeoutMs: 300 })
      expect({ page, verdict }).toEqual({ page: plain.page, verdict: plain.verdict })
    }
    expect(performance.now() - begun).toBeLessThan(10_000)
  })

  test('entities of its own stay what they are', async () => {
    const lol = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`)
    const doctype = `<!DOCTYPE x [<!ENTITY l0 "ha"><!ENTITY f SYSTEM "file:///etc/passwd">${lol.join('')}]>`
    const { page } = await lookBeside({
      '/': LINK('/umpan'),
      '/sitemap.xml': `<?xml version="1.0"?>${doctype}<urlset><loc>http://${OLD_NAME}/&f;</loc></urlset>`,
      '/umpan': `${doctype}<feed><updated>&l9;</updated><updated>2020-02-02</updated></feed>`,
    })
    expect(page.mentions).toContainEqual({ host: OLD_NAME, where: 'sitemap' })
    expect(page.declaredAt).toEqual({ at: '2020-02-02T00:00:00.000Z', where: 'feed' })
  })

  test('the old name and pages that are no success have nothing beside them', async () => {
    const { asked } = await lookBeside({
      '/': (_request, response) => response.writeHead(403).end('<h1>403'),
    })
    expect(asked).toEqual([])
  })
})

describe('bodies and headers without measure', () => {
  const send = (body: Buffer, headers: Record<string, string> = {}): Machine => ({
    http: (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html', ...headers })
      response.end(body)
    },
  })
  const zeros = gzipSync(Buffer.alloc(200 * 1024 * 1024))

  test('a gzip bomb stops at the bound', async () => {
    const { page } = await home(send(zeros, { 'content-encoding': 'gzip' }))
    expect(page).toMatchObject({ truncated: true })
    expect(page!.bytes).toBeLessThanOrEqual(MAX_TEXT_BYTES)
  })
  test('a bomb within a bomb too', async () => {
    const { page } = await home(send(gzipSync(zeros), { 'content-encoding': 'gzip, gzip' }))
    expect(page!.bytes).toBeLessThanOrEqual(MAX_TEXT_BYTES)
  })
  test('many codings are not undone', async () => {
    const { page } = await home(send(zeros, { 'content-encoding': 'gzip, gzip, gzip, gzip' }))
    expect(page).toMatchObject({ bytes: 0, truncated: true })
  })
  test('broken compression leaves a page without text', async () => {
    const { page, outcome } = await home(send(Buffer.from('no gzip at all'), { 'content-encoding': 'gzip' }))
    expect({ outcome, bytes: page!.bytes, truncated: page!.truncated }).toEqual({
      outcome: 'response',
      bytes: 0,
      truncated: true,
    })
  })
  test('an endless body is cut', async () => {
    const { page } = await home({
      http: (_request, response) => {
        const chunk = Buffer.alloc(65_536, 'a ')
        const more = () => {
          while (!response.destroyed && response.write(chunk));
        }
        response.on('drain', more)
        more()
      },
    })
    expect(page).toMatchObject({ truncated: true, bytes: MAX_WIRE_BYTES })
  })
  test('a body that trickles is read until the deadline, and the site is not down', async () => {
    const begun = performance.now()
    const seen = await home(
      {
        http: (_request, response) => {
          response.writeHead(200, { 'content-type': 'text/html' })
          response.write('<title>Lambat</title>')
          const timer = setInterval(() => response.write('.'), 20)
          response.on('close', () => clearInterval(timer))
        },
      },
      { hopTimeoutMs: 400 },
    )
    expect(seen).toMatchObject({ outcome: 'response', page: { title: 'Lambat', truncated: true } })
    expect(performance.now() - begun).toBeLessThan(5000)
  })
  test('headers that trickle are a timeout', async () => {
    const seen = await home(
      {
        raw: (socket) => {
          socket.write('HTTP/1.1 200 OK\r\nx: ')
          const timer = setInterval(() => socket.write('y'), 20)
          socket.on('close', () => clearInterval(timer))
        },
      },
      { hopTimeoutMs: 400 },
    )
    expect(seen.hops[0]!.failure).toBe('timeout')
  })
  test('the whole look has one deadline, and what it cuts off is not held against the site', async () => {
    const seen = await home({ raw: () => {} }, { hopTimeoutMs: 60_000, lookTimeoutMs: 300 })
    expect(seen.hops[0]!.failure).toBe('out_of_time')
  })
  test.each([
    ['huge headers', `HTTP/1.1 200 OK\r\nx: ${'a'.repeat(100_000)}\r\n\r\n`],
    [
      'a huge Location',
      `HTTP/1.1 301 Moved\r\nlocation: /${'a'.repeat(20_000)}\r\ncontent-length: 0\r\n\r\n`,
    ],
    ['no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['a status of another world', 'HTTP/1.1 999999 Hello\r\n\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab'],
  ])('%s: malformed', async (_what, text) => {
    const seen = await home({ raw: (socket) => socket.end(text) })
    expect(seen.outcome).toBe('failure')
    expect(seen.hops.at(-1)!.failure).toMatch(/malformed|reset/)
  })
  test('a body shorter than declared is still read', async () => {
    const head = 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 500\r\n\r\n'
    const seen = await home({ raw: (socket) => socket.end(`${head}<title>Putus</title>`) })
    expect(seen).toMatchObject({ outcome: 'response', page: { title: 'Putus', truncated: true } })
  })

  test('any bytes: a look ends, and tells something', { timeout: 60_000 }, async () => {
    let bytes = Buffer.alloc(0)
    const server = net.createServer((socket) => {
      // Reads on, to notice that the other side closed.
      socket.on('error', () => {}).resume()
      socket.end(bytes)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const target = `127.0.0.1#${(server.address() as AddressInfo).port}`
    const header = fc.constantFrom(
      'HTTP/1.1 200 OK\r\n',
      'HTTP/1.1 302 Found\r\nlocation: ',
      'HTTP/1.0 404\r\n',
      'content-encoding: gzip\r\n',
      'content-type: text/html; charset=nope\r\n',
      'transfer-encoding: chunked\r\n\r\n5\r\nabc',
      'set-cookie: a=b; domain=',
      '\r\n',
    )
    const junk = fc.oneof(header, fc.string({ unit: 'binary', maxLength: 40 }))
    await fc.assert(
      fc.asyncProperty(fc.array(junk, { maxLength: 8 }), async (parts) => {
        bytes = Buffer.from(parts.join(''), 'latin1')
        const seen = await visit(
          { newName: NEW, newAddresses: [ADDRESS], oldName: null, oldAddresses: [] },
          { connect: { [`${ADDRESS}#80`]: target, [`${ADDRESS}#443`]: target }, hopTimeoutMs: 1000 },
          { now: () => now, resolve: () => Promise.reject(new Error('no resolver')) },
        )
        for (const { hops } of seen) {
          expect(hops.length).toBeGreaterThan(0)
          expect(hops.length).toBeLessThanOrEqual(12)
        }
      }),
      { numRuns: 150 },
    )
    await new Promise((resolve) => server.close(resolve))
  })
})

describe('the page reader', () => {
  const read = (text: string, headers: Record<string, string[]> = { 'content-type': ['text/html'] }) =>
    readPage({ url: new URL(`https://${NEW}/`), headers, text, bytes: text.length, truncated: false }, [NEW])

  test('any text is read within bounds', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<',
        '>',
        '<!--',
        '-->',
        '<script',
        '</script',
        '"',
        "'",
        '=',
        '&#',
        '&#x41;',
        '&amp;',
        '<title>',
      ),
      fc.constantFrom(
        '<a href="',
        '<meta http-equiv=refresh content="0;url=',
        '<meta property=og:url content=',
        ' ',
        '\n',
      ),
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.webUrl(),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.string(), (pieces, type) => {
        const page = read(pieces.join(''), {
          'content-type': [type],
          'content-security-policy': [pieces.join(' ')],
        })
        expect(page.mentions.length).toBeLessThanOrEqual(200)
        expect(page.excerpt.length).toBeLessThanOrEqual(200)
        expect(page.fingerprint).toMatch(/^[0-9a-f]{32}$/)
        expect(page.likeness).toMatch(/^[0-9a-f]{16}$/)
      }),
      { numRuns: 500 },
    )
  })

  test.each([
    ['open angles', '<'],
    ['open tags', '<a '],
    ['open comments', '<!--'],
    ['open scripts', '<script>'],
    ['open quotes', '<a href="'],
    ['mixed quotes', '<a b=\'"'],
    ['attributes', ' a=b'],
    ['spaces in a tag', '<a          '],
    ['entities', '&#x41;'],
    ['refreshes', '<meta http-equiv=refresh content="0;        '],
    ['slashes', '//a.b/'],
    ['words', 'satu dua '],
    ['one word', 'a'],
    ['a script of locations', '<script>location     =     '],
    ['cookies of text', 'window.location.replace("'],
  ])('a megabyte of %s is read in linear time', (_what, piece) => {
    const text = `<html><body><p ${piece.repeat(Math.ceil(MAX_TEXT_BYTES / piece.length))}`.slice(
      0,
      MAX_TEXT_BYTES,
    )
    const begun = performance.now()
    read(text)
    read(text.replace('<p ', '<p>'))
    read(text, { 'content-type': ['text/plain'] })
    expect(performance.now() - begun).toBeLessThan(6000)
  })

  test('tokens, nonces, dates and numbers do not change the fingerprint; wording does', () => {
    const page = (token: string, date: string, visitors: number, text = 'Layanan kesehatan masyarakat') =>
      read(
        `<title>Dinas</title><meta name=csrf content=${token}><script nonce=${token}>var t="${token}"</script>` +
          `<form><input type=hidden value=${token}></form><h1>Dinas</h1><p>${text}</p>` +
          `<p>${date}</p><p>Pengunjung: ${visitors}</p><p>${token}</p>`,
      )
    const first = page('a81bc81bdead4e5dabff90865d1e13b1', 'Senin, 23 November 2026 08:00 WITA', 102)
    const second = page('0cc175b9c0f1b6a831c399e269772661', 'Selasa, 24 Desember 2026 16:30 WITA', 90341)
    expect(second.fingerprint).toBe(first.fingerprint)
    expect(second.likeness).toBe(first.likeness)
    expect(page('x', 'Senin', 1, 'Selamat datang').fingerprint).not.toBe(first.fingerprint)
  })

  test('a site is the same under its old and its new name', () => {
    const page = (name: string) =>
      readPage(
        {
          url: new URL(`https://${name}/`),
          headers: {},
          text: `<p>Selamat datang di ${name}`,
          bytes: 1,
          truncated: false,
        },
        ['baru.example.test', 'lama.example.test'],
      )
    expect(page('baru.example.test').fingerprint).toBe(page('lama.example.test').fingerprint)
  })

  test.each([
    [
      'percent-encoded in a query',
      '<a href="https://share.example/?u=https%3A%2F%2Flama.example.test%2Fx">',
      'link',
    ],
    ['its www pair', '<a href="http://www.lama.example.test">', 'link'],
    ['in capitals', '<img src=//LAMA.example.test/a.png>', 'resource'],
    [
      'in a policy of the page',
      '<meta http-equiv=content-security-policy content="img-src lama.example.test:8443">',
      'csp',
    ],
    ['with an entity', '<form action="https:&#x2f;&#x2f;lama.example.test&#47;cari">', 'form'],
  ])('the old name is found %s', (_how, text, where) => {
    const { mentions } = readPage(
      { url: new URL('https://baru.example.test/'), headers: {}, text, bytes: 1, truncated: false },
      ['baru.example.test', 'lama.example.test'],
    )
    expect(mentions.filter(({ host }) => host.endsWith('lama.example.test')).map((one) => one.where)).toEqual(
      [where],
    )
  })

  test.each([
    ['a comment', '<!-- <a href="https://lama.example.test/"> -->'],
    ['plain text', '<p>https://lama.example.test/ pindah'],
    ['another name that ends alike', '<a href="https://bukanlama.example.test/">'],
    ['a name below it', '<a href="https://arsip.lama.example.test/">'],
  ])('%s is no mention', (_what, text) => {
    const { mentions } = read(text)
    expect(mentions.some(({ host }) => host === 'lama.example.test')).toBe(false)
  })

  test('a reload without a target is no redirect; one inside noscript neither', () => {
    expect(read('<meta http-equiv=refresh content=300>').metaRefresh).toBe(null)
    expect(read('<noscript><meta http-equiv=refresh content="0;url=/x"></noscript>').metaRefresh).toBe(null)
    expect(read(`<meta http-equiv="Refresh" content="0; URL='/masuk'">`).metaRefresh).toBe(
      `https://${NEW}/masuk`,
    )
  })

  test('charsets are read as declared', async () => {
    const send = (body: Buffer, type: string): Machine => ({
      http: (_request, response) => {
        response.writeHead(200, { 'content-type': type })
        response.end(body)
      },
    })
    const title = async (machine: Machine) => (await home(machine)).page?.title
    const latin = Buffer.from('<title>Caf\u00e9</title>', 'latin1')
    expect(await title(send(latin, 'text/html; charset=iso-8859-1'))).toBe('Café')
    expect(
      await title(send(Buffer.concat([Buffer.from('<meta charset=windows-1252>'), latin]), 'text/html')),
    ).toBe('Café')
    expect(await title(send(Buffer.from('\ufeff<title>Café</title>', 'utf16le'), 'text/html'))).toBe('Café')
    expect(await title(send(Buffer.from('<title>Café</title>'), 'text/html; charset=klingon'))).toBe('Café')
  })

  test('markup: the first of equal attributes counts, and raw text is no markup', () => {
    const tokens = [...readMarkup('<a href=1 HREF=2><script>"<b>"</script><i>')]
    expect(
      tokens.map((token) => (token.kind === 'text' ? token.text : `${token.kind} ${token.tag}`)),
    ).toEqual(['open a', 'raw script', 'open i'])
    expect(tokens[0]).toMatchObject({ attributes: new Map([['href', '1']]) })
  })
})
