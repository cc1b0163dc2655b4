/** Labelled sites: what listens at each address, and what a look at it must say. */
import { gzipSync, brotliCompressSync, deflateRawSync } from 'node:zlib'
import type { ConditionId } from '../../../server/core/conditions/index.ts'
import type { Severity, Status } from '../../../server/core/verdict.ts'
import type { Authority } from '../../support/certificates.ts'
import { ADDRESS, answer, byHost, NEW, OLD, page, redirect } from '../../support/web-lab.ts'
import type { Machine, Scene } from '../../support/web-lab.ts'

type Case = {
  title: string
  scene: () => Scene
  status: Status
  severity?: Severity
  has?: ConditionId[]
  /** No finding but passes and information. */
  silent?: boolean
}

/** The cases in their groups. `ca` is asked for certificates only when a scene is set. */
export function webCases(ca: () => Authority) {
  const TO_NEW = redirect(308, `https://${NEW}`)
  const both = () => ca().issue({ names: `DNS:${NEW},DNS:${OLD}` })
  /** One machine that serves both names, well set up but for the changes. */
  const machine = (changes: Machine = {}): Machine => ({
    http: byHost({ [NEW]: redirect(301, `https://${NEW}`), [OLD]: TO_NEW }),
    https: byHost({ [NEW]: page(), [OLD]: TO_NEW }),
    certificate: both(),
    ...changes,
  })
  const one = (changes: Machine, rest: Omit<Scene, 'machines'> = {}): Scene => ({
    machines: { [ADDRESS]: machine(changes) },
    ...rest,
  })
  /** Both schemes alike: the new name shows one thing, the old name another. */
  const shows = (
    fresh: Parameters<typeof page>[0] | Machine['http'],
    old: Machine['http'] = TO_NEW,
  ): Machine => {
    const site = typeof fresh === 'function' ? fresh : page(fresh)
    const listener = byHost({ [NEW]: site, ...(old ? { [OLD]: old } : {}) })
    return { http: listener, https: listener }
  }
  type Listener = NonNullable<Machine['http']>
  const html =
    (body: string | Buffer, headers: Record<string, string> = {}): Listener =>
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html', ...headers })
      response.end(body)
    }
  /** A page with files beside it, by their paths. */
  const withFiles =
    (files: Record<string, string | Listener>, extra = ''): Listener =>
    (request, response) => {
      const file = files[request.url ?? ''] ?? page('Dinas', extra)
      if (typeof file === 'function') return file(request, response)
      response.writeHead(200, { 'content-type': 'text/plain' }).end(file)
    }
  const locs = (...urls: string[]) =>
    `<urlset>${urls.map((url) => `<url><loc>${url}</loc></url>`).join('')}</urlset>`
  const FEED_LINK = '<link rel="alternate home" type="application/rss+xml" href="/umpan">'
  const AGED = '<time datetime="2019-05-01">1 Mei 2019</time>'
  const OFFICE = '<title>Dinas</title><h1>Dinas Kesehatan Provinsi</h1><p>Layanan masyarakat</p>'

  const healthy: Case[] = [
    {
      title: 'a 308 with path and query, https everywhere',
      scene: () => one({}),
      status: 'ok',
      has: ['H06'],
      silent: true,
    },
    {
      title: 'the old name goes to its own https first',
      scene: () => one({ http: byHost({ [NEW]: TO_NEW, [OLD]: redirect(301, `https://${OLD}`) }) }),
      status: 'ok',
      silent: true,
    },
    {
      title: 'the old name goes over http of the new one',
      scene: () => one({ http: byHost({ [NEW]: TO_NEW, [OLD]: redirect(301, `http://${NEW}`) }) }),
      status: 'ok',
      silent: true,
    },
    {
      title: 'a wildcard certificate',
      scene: () => one({ certificate: ca().issue({ names: 'DNS:*.example.test' }) }),
      status: 'ok',
      silent: true,
    },
    {
      title: 'HSTS with subdomains',
      scene: () =>
        one({
          https: byHost({
            [NEW]: page('Dinas', '', {
              'strict-transport-security': 'max-age=31536000; includeSubDomains; preload',
            }),
            [OLD]: TO_NEW,
          }),
        }),
      status: 'ok',
      silent: true,
    },
    {
      title: 'the new name prefers its www pair',
      scene: () => ({
        machines: {
          [ADDRESS]: machine({
            https: byHost({
              [NEW]: redirect(301, `https://www.${NEW}`),
              [`www.${NEW}`]: page(),
              [OLD]: TO_NEW,
            }),
            certificate: ca().issue({ names: `DNS:${NEW},DNS:www.${NEW},DNS:${OLD}` }),
          }),
        },
        resolve: { [`www.${NEW}`]: [ADDRESS] },
      }),
      status: 'ok',
      silent: true,
    },
    {
      title: 'a redirect that adds a slash at the end and a parameter',
      scene: () =>
        one(
          shows(
            'Dinas',
            redirect(308, (url) => `https://${NEW}${url.replace(/\?|$/, '/?')}&ref=lama`),
          ),
        ),
      status: 'ok',
      silent: true,
    },
    {
      title: 'http refuses, https works',
      scene: () => ({
        machines: { [ADDRESS]: { https: byHost({ [NEW]: page(), [OLD]: TO_NEW }), certificate: both() } },
      }),
      status: 'ok',
      silent: true,
    },
    {
      title: 'an application that asks for a password',
      scene: () =>
        one({
          https: byHost({ [NEW]: answer(401, 'Login', { 'www-authenticate': 'Basic' }), [OLD]: TO_NEW }),
        }),
      status: 'ok',
      has: ['H05'],
      silent: true,
    },
    {
      title: 'an application whose own page forbids',
      scene: () =>
        one({
          https: byHost({
            [NEW]: answer(403, '<title>SIMPEG: masuk</title><form><input type=password></form>'),
            [OLD]: TO_NEW,
          }),
        }),
      status: 'ok',
      has: ['H05'],
      silent: true,
    },
    {
      title: 'a sign-in service elsewhere, told where to come back to',
      scene: () =>
        one(
          {
            https: byHost({
              [NEW]: redirect(302, () => `https://sso.example.org/login?back=https%3A%2F%2F${NEW}%2F`),
              [OLD]: TO_NEW,
            }),
          },
          { resolve: { 'sso.example.org': ['10.0.0.5'] } },
        ),
      status: 'ok',
      has: ['H05'],
      silent: true,
    },
    {
      title: 'a site that sets a cookie and asks again',
      scene: () =>
        one({
          https: byHost({
            [NEW]: (request, response) => {
              if (request.headers.cookie?.includes('sesi=1')) return page()(request, response)
              response.writeHead(302, { 'set-cookie': 'sesi=1; Path=/', location: request.url ?? '/' }).end()
            },
            [OLD]: TO_NEW,
          }),
        }),
      status: 'ok',
      silent: true,
    },
    {
      title: 'a complete chain over an intermediate',
      scene: () =>
        one({
          certificate: ca().issue({ names: `DNS:${NEW},DNS:${OLD}`, signer: 'intermediate', chain: true }),
        }),
      status: 'ok',
      silent: true,
    },
    {
      title: 'a certificate that lives for six days',
      scene: () => one({ certificate: ca().issue({ names: `DNS:${NEW},DNS:${OLD}`, from: -3, to: 3.5 }) }),
      status: 'ok',
      silent: true,
    },
    {
      title: 'http only, as it always was',
      scene: () => ({
        machines: { [ADDRESS]: { http: byHost({ [NEW]: page(), [OLD]: redirect(301, `http://${NEW}`) }) } },
      }),
      status: 'ok',
      has: ['H01', 'H06'],
    },
    {
      title: 'an interface for programs without a home page',
      scene: () => {
        const api = answer(404, '{"message":"not found"}', { 'content-type': 'application/json' })
        return one({ https: byHost({ [NEW]: api, [OLD]: TO_NEW }) })
      },
      status: 'ok',
    },
    {
      title: 'the text says that the name has changed, without a link',
      scene: () => one(shows(page('Dinas', `<p>Dahulu ${OLD}</p>`))),
      status: 'ok',
      silent: true,
    },
    {
      title: 'a single-page application',
      scene: () => one(shows(html('<title>App</title><div id=root></div><script src=/app.js></script>'))),
      status: 'ok',
      silent: true,
    },
    {
      title: 'a bench with one plain port for everything',
      scene: () => ({
        machines: {
          [ADDRESS]: {
            onePort: 'http',
            http: byHost({ [NEW]: page(), [OLD]: redirect(301, `http://${NEW}`) }),
          },
        },
      }),
      status: 'ok',
      has: ['H06'],
      silent: true,
    },
    {
      title: 'a bench with one TLS port for everything',
      scene: () => one({ onePort: 'https' }),
      status: 'ok',
      has: ['H06'],
      silent: true,
    },
    {
      title: 'an old name that is kept and serves',
      scene: () => one(shows('Dinas', page()), { expectation: { want: 'keep' } }),
      status: 'ok',
      silent: true,
    },
    {
      title: 'an old name that says it is gone, as planned',
      scene: () => one(shows('Dinas', answer(410)), { expectation: { want: 'remove' } }),
      status: 'ok',
      has: ['H17'],
      silent: true,
    },
    {
      title: 'a registered site alone, with no old name',
      scene: () => one(shows('Dinas'), { oldName: null }),
      status: 'ok',
      silent: true,
    },
    ...(
      [
        ['gzip', gzipSync(OFFICE)],
        ['br', brotliCompressSync(OFFICE)],
        ['deflate', deflateRawSync(OFFICE)],
      ] as const
    ).map(([coding, body]): Case => ({
      title: `a page in ${coding}`,
      scene: () => one(shows(html(body, { 'content-encoding': coding }))),
      status: 'ok',
      silent: true,
    })),
  ]

  const findings: Case[] = [
    {
      title: 'a 302 is only worth a finding',
      scene: () => one(shows('Dinas', redirect(302, `https://${NEW}`))),
      status: 'ok',
      severity: 'info',
      has: ['H07'],
    },
    {
      title: 'neither port listens',
      scene: () => ({ machines: { [ADDRESS]: {} } }),
      status: 'broken',
      severity: 'critical',
      has: ['H01'],
    },
    {
      title: 'one of two addresses is dead',
      scene: () => ({
        machines: { [ADDRESS]: machine(), '192.0.2.2': {} },
        newAddresses: [ADDRESS, '192.0.2.2'],
      }),
      status: 'broken',
      severity: 'warning',
      has: ['H01'],
    },
    {
      title: 'the IPv6 address is dead',
      scene: () => ({
        machines: { [ADDRESS]: machine(), '2001:db8::1': {} },
        newAddresses: [ADDRESS, '2001:db8::1'],
      }),
      status: 'broken',
      severity: 'warning',
      has: ['H01'],
    },
    {
      title: 'http sends to an https that refuses',
      scene: () => ({
        machines: { [ADDRESS]: { http: byHost({ [NEW]: redirect(301, `https://${NEW}`), [OLD]: TO_NEW }) } },
      }),
      status: 'broken',
      severity: 'critical',
      has: ['H01'],
    },
    {
      title: 'the server accepts and says nothing',
      scene: () => ({
        machines: { [ADDRESS]: { raw: () => {}, rawTls: () => {} } },
        sight: { hopTimeoutMs: 300 },
        oldAddresses: [],
      }),
      status: 'broken',
      severity: 'critical',
      has: ['H01'],
    },
    {
      title: 'the web server’s welcome page',
      scene: () => one(shows(html('<title>Welcome to nginx!</title><h1>Welcome to nginx!</h1>'))),
      status: 'wrong',
      severity: 'critical',
      has: ['H02'],
    },
    {
      title: 'the panel’s test page',
      scene: () => one(shows(html('<title>HTTP Server Test Page powered by CentOS-WebPanel.com</title>'))),
      status: 'wrong',
      has: ['H02'],
    },
    {
      title: 'the default virtual host only over http',
      scene: () =>
        one({ http: byHost({ [NEW]: html('<html><body><h1>It works!</h1></body></html>'), [OLD]: TO_NEW }) }),
      status: 'wrong',
      severity: 'warning',
      has: ['H02'],
    },
    {
      title: 'another site by its own word',
      scene: () => one(shows(page('Badan Lain', '<link rel=canonical href="https://badan.example.test/">'))),
      status: 'wrong',
      has: ['H02'],
    },
    {
      title: 'the catch-all sends to the portal',
      scene: () =>
        one(shows(redirect(302, 'https://portal.example.test')), {
          resolve: { 'portal.example.test': [ADDRESS] },
        }),
      status: 'wrong',
      severity: 'critical',
      has: ['H02'],
    },
    {
      title: 'the new name sends to a stranger',
      scene: () =>
        one(shows(redirect(302, () => 'https://judi.example/')), {
          resolve: { 'judi.example': ['192.0.2.66'] },
        }),
      status: 'wrong',
      has: ['H13'],
    },
    {
      title: 'the application still sends to the old name',
      scene: () => one(shows(redirect(302, `https://${OLD}`), page())),
      status: 'wrong',
      severity: 'critical',
      has: ['H10'],
    },
    {
      title: 'old and new send to each other',
      scene: () => one(shows(redirect(301, `https://${OLD}`))),
      status: 'broken',
      has: ['H10', 'H11'],
    },
    {
      title: 'the new name sends to itself for ever',
      scene: () => one(shows(redirect(301, `https://${NEW}`))),
      status: 'broken',
      severity: 'critical',
      has: ['H11'],
    },
    {
      title: 'ten redirects are enough',
      scene: () => {
        let step = 0
        return one(shows(redirect(302, () => `https://${NEW}/langkah/${++step}`)))
      },
      status: 'broken',
      has: ['H11'],
    },
    {
      title: 'a server error',
      scene: () => one(shows(answer(503, '<title>Service Unavailable</title>'))),
      status: 'broken',
      severity: 'critical',
      has: ['H04'],
    },
    {
      title: 'an application that refuses the new Host',
      scene: () => one(shows(answer(400, '<title>DisallowedHost</title>'))),
      status: 'broken',
      has: ['H04'],
    },
    {
      title: 'the checker is turned away by a rate limit',
      scene: () => one(shows(answer(429, 'slow down'))),
      status: 'unknown',
      has: ['H16'],
    },
    {
      title: 'the checker is turned away by a bare 403',
      scene: () => one(shows(answer(403, '<title>403 Forbidden</title><h1>403 Forbidden</h1><hr>nginx'))),
      status: 'unknown',
      has: ['H16'],
    },
    {
      title: 'the checker is given a challenge',
      scene: () =>
        one(shows(answer(503, '<title>Just a moment...</title>', { 'cf-mitigated': 'challenge' }))),
      status: 'unknown',
      has: ['H16'],
    },
    {
      title: 'the old name still shows the site',
      scene: () => one(shows('Dinas', page())),
      status: 'stale',
      severity: 'warning',
      has: ['H18'],
    },
    {
      title: 'the old name loses the path',
      scene: () =>
        one(
          shows(
            'Dinas',
            redirect(301, () => `https://${NEW}/`),
          ),
        ),
      status: 'stale',
      has: ['H08'],
    },
    {
      title: 'the old name loses the query',
      scene: () =>
        one(
          shows(
            'Dinas',
            redirect(301, (url) => `https://${NEW}${url.split('?')[0]}`),
          ),
        ),
      status: 'stale',
      has: ['H08'],
    },
    {
      title: 'only the old home page redirects',
      scene: () =>
        one(
          shows('Dinas', (request, response) =>
            request.url === '/' ? TO_NEW(request, response) : page()(request, response),
          ),
        ),
      status: 'stale',
      has: ['H08'],
    },
    {
      title: 'the old name sends somewhere else',
      scene: () =>
        one(shows('Dinas', redirect(301, 'https://portal.example.test')), {
          resolve: { 'portal.example.test': [ADDRESS] },
        }),
      status: 'stale',
      severity: 'critical',
      has: ['H13'],
    },
    {
      title: 'the old name only refreshes its page',
      scene: () => one(shows('Dinas', html(`<meta http-equiv="refresh" content="0; url=https://${NEW}/">`))),
      status: 'stale',
      has: ['H14', 'H08'],
    },
    {
      title: 'the old name redirects by a script',
      scene: () => one(shows('Dinas', html(`<script>window.location.href = "https://${NEW}/"</script>`))),
      status: 'stale',
      has: ['H14'],
    },
    {
      title: 'the old name is not found',
      scene: () => one(shows('Dinas', answer(404))),
      status: 'stale',
      has: ['H04'],
    },
    {
      title: 'the old name is dead although a redirect is wanted',
      scene: () => ({
        machines: { [ADDRESS]: machine(), '192.0.2.9': {} },
        oldAddresses: ['192.0.2.9'],
      }),
      status: 'stale',
      has: ['H01'],
    },
    {
      title: 'the old name should be removed and serves on',
      scene: () => one(shows('Dinas', page()), { expectation: { want: 'remove' } }),
      status: 'stale',
      has: ['H18'],
    },
    {
      title: 'the old https ends on http for good',
      scene: () =>
        one({
          http: shows('Dinas').http!,
          https: byHost({ [NEW]: page(), [OLD]: redirect(301, `http://${NEW}`) }),
        }),
      status: 'stale',
      has: ['H12'],
    },
    ...(
      [
        ['link', `<a href="https://${OLD}/berita">Berita</a>`],
        ['canonical', `<link rel="canonical" href="https://${OLD}/">`],
        ['og:url', `<meta property="og:url" content="https://${OLD}/">`],
        ['form', `<form action="//${OLD}/cari"></form>`],
        ['script', `<script>var cfg = {"base":"https:\\/\\/${OLD}\\/wp-json"}</script>`],
        ['resource', `<img src="https://${OLD}/logo.png">`],
      ] as const
    ).map(([where, extra]): Case => ({
      title: `the new page names the old name: ${where}`,
      scene: () => one(shows(page('Dinas', extra))),
      status: 'stale',
      has: ['H15'],
    })),
    ...(
      [
        ['CSP', { 'content-security-policy': `default-src 'self' https://${OLD}` }],
        ['cookie', { 'set-cookie': `sesi=1; Domain=.${OLD}` }],
      ] as const
    ).map(([where, headers]): Case => ({
      title: `the new site names the old name: ${where}`,
      scene: () => one(shows(page('Dinas', '', headers))),
      status: 'stale',
      has: ['H15'],
    })),
    {
      title: 'old information by the page’s own date',
      scene: () => one(shows(page('Dinas', '<time datetime="2019-05-01">1 Mei 2019</time>'))),
      status: 'stale',
      severity: 'info',
      has: ['S06'],
    },
    {
      title: 'an old file date alone is only worth a finding',
      scene: () => one(shows(page('Dinas', '', { 'last-modified': 'Tue, 01 Jan 2019 00:00:00 GMT' }))),
      status: 'ok',
      has: ['S06'],
    },
    ...(
      [
        ['', { '/sitemap.xml': locs(`https://${NEW}/`, `https://${OLD}/berita`) }],
        [
          ' that robots.txt names',
          {
            '/robots.txt': `User-agent: *\nSitemap: https://${NEW}/peta.xml\n`,
            '/peta.xml': locs(`https://www.${OLD}/`),
          },
        ],
        [
          ' of an index',
          {
            '/sitemap.xml': `<sitemapindex><sitemap><loc>https://${NEW}/1.xml</loc></sitemap></sitemapindex>`,
            '/1.xml': `<urlset><url><loc><![CDATA[https://${OLD}/]]></loc></url></urlset>`,
          },
        ],
        [
          ' behind a redirect',
          {
            '/sitemap.xml': redirect(301, () => '/wp-sitemap.xml'),
            '/wp-sitemap.xml': locs(`http://${OLD}/`),
          },
        ],
        [' that only robots.txt still names', { '/robots.txt': `sitemap: https://${OLD}/sitemap.xml` }],
      ] as const
    ).map(([which, files]): Case => ({
      title: `the new name’s sitemap${which} names the old name`,
      scene: () => one(shows(withFiles(files))),
      status: 'stale',
      has: ['H15'],
    })),
    ...(
      [
        ['sitemap', { '/sitemap.xml': `<urlset><url><lastmod>2019-05-01</lastmod></url></urlset>` }, ''],
        [
          'feed of RSS',
          { '/umpan': '<rss><item><pubDate>Wed, 01 May 2019 08:00:00 +0800</pubDate></item></rss>' },
          FEED_LINK,
        ],
        [
          'feed of Atom',
          { '/atom': '<feed><updated>2019-05-01T08:00:00+08:00</updated></feed>' },
          FEED_LINK.replace('rss', 'atom').replace('umpan', 'atom'),
        ],
      ] as const
    ).map(([where, files, extra]): Case => ({
      title: `old information by the ${where}`,
      scene: () => one(shows(withFiles(files, extra))),
      status: 'stale',
      severity: 'info',
      has: ['S06'],
    })),
    {
      title: 'an old date on the page, and news in its feed',
      scene: () => {
        const feed = `<feed><entry><published>${new Date().toISOString()}</published></entry></feed>`
        return one(shows(withFiles({ '/umpan': feed }, AGED + FEED_LINK)))
      },
      status: 'ok',
      silent: true,
    },
    {
      title: 'a new page in the sitemap, of many',
      scene: () => {
        const dates = ['2018-01-01', new Date().toISOString(), '2019-01-01T00:00:00Z', '2026', 'baru saja']
        const urls = dates.map((date) => `<url><loc>https://${NEW}/</loc><lastmod>${date}</lastmod></url>`)
        return one(shows(withFiles({ '/sitemap.xml': `<urlset>${urls.join('')}</urlset>` }, AGED)))
      },
      status: 'ok',
      silent: true,
    },
    {
      title: 'a site that is still to come',
      scene: () => one(shows(html('<title>Segera hadir</title><p>Segera hadir</p>'))),
      status: 'ok',
      has: ['S05'],
    },
  ]

  const certificates: Case[] = [
    {
      title: 'the certificate of the old name alone',
      scene: () => one({ certificate: ca().issue({ names: `DNS:${OLD}` }) }),
      status: 'wrong',
      severity: 'critical',
      has: ['T01', 'T06'],
    },
    {
      title: 'the certificate of another site',
      scene: () => one({ certificate: ca().issue({ names: 'DNS:lain.example.test' }) }),
      status: 'wrong',
      has: ['T01', 'T06', 'T03'],
    },
    {
      title: 'the name only in the common name',
      scene: () => one({ certificate: ca().issue({ names: '', commonName: NEW }) }),
      status: 'wrong',
      has: ['T01'],
    },
    {
      title: 'a wildcard one label too high',
      scene: () => one({ certificate: ca().issue({ names: `DNS:*.test,DNS:${OLD}` }) }),
      status: 'wrong',
      has: ['T01'],
    },
    {
      title: 'a self-signed certificate',
      scene: () => one({ certificate: ca().issue({ names: `DNS:${NEW},DNS:${OLD}`, signer: 'self' }) }),
      status: 'broken',
      severity: 'critical',
      has: ['T02', 'T03'],
    },
    {
      title: 'an authority that nobody knows',
      scene: () => one({ certificate: ca().issue({ names: `DNS:${NEW},DNS:${OLD}`, signer: 'stranger' }) }),
      status: 'broken',
      has: ['T02'],
    },
    {
      title: 'a self-signed certificate where http shows the site',
      scene: () =>
        one({
          ...shows('Dinas'),
          certificate: ca().issue({ names: `DNS:${NEW}`, commonName: NEW, signer: 'self' }),
        }),
      status: 'broken',
      severity: 'warning',
      has: ['T02'],
    },
    {
      title: 'an expired certificate',
      scene: () => one({ certificate: ca().issue({ names: `DNS:${NEW},DNS:${OLD}`, from: -90, to: -1 }) }),
      status: 'broken',
      severity: 'critical',
      has: ['T04'],
    },
    {
      title: 'a certificate of tomorrow',
      scene: () => one({ certificate: ca().issue({ names: `DNS:${NEW},DNS:${OLD}`, from: 1, to: 90 }) }),
      status: 'broken',
      has: ['T04'],
    },
    {
      title: 'a certificate with ten days left',
      scene: () => one({ certificate: ca().issue({ names: `DNS:${NEW},DNS:${OLD}`, from: -80, to: 10 }) }),
      status: 'ok',
      severity: 'warning',
      has: ['T04'],
    },
    {
      title: 'an intermediate not sent, but to be fetched',
      scene: () =>
        one(
          { certificate: ca().issue({ names: `DNS:${NEW}`, signer: 'intermediate', fetchable: true }) },
          { oldName: null },
        ),
      status: 'ok',
      severity: 'warning',
      has: ['T05'],
    },
    {
      title: 'an intermediate not sent, and nowhere to be found',
      scene: () =>
        one({ certificate: ca().issue({ names: `DNS:${NEW}`, signer: 'intermediate' }) }, { oldName: null }),
      status: 'broken',
      has: ['T02', 'T05'],
    },
    {
      title: 'the old name’s certificate is gone too early',
      scene: () => one({ certificate: ca().issue({ names: `DNS:${NEW}` }) }),
      status: 'stale',
      severity: 'warning',
      has: ['T03'],
    },
    {
      title: 'something that is not TLS on port 443',
      scene: () => one({ rawTls: (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n') }),
      status: 'broken',
      has: ['H01'],
    },
    {
      title: 'no https below a parent that demands it',
      scene: () => ({
        machines: {
          [ADDRESS]: { http: byHost({ [NEW]: page(), [OLD]: redirect(301, `http://${NEW}`) }) },
          '192.0.2.7': {
            https: page('Provinsi', '', {
              'strict-transport-security': 'max-age=31536000; includeSubDomains',
            }),
            certificate: ca().issue({ names: 'DNS:example.test' }),
          },
        },
        resolve: { 'example.test': ['192.0.2.7'] },
      }),
      status: 'ok',
      severity: 'warning',
      has: ['T09'],
    },
  ]

  return [
    ['healthy sites, also unusual ones', healthy],
    ['what a look finds', findings],
    ['certificates', certificates],
  ] as const
}
