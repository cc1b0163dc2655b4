/** The public page on which a document is verified: no sign-in, no script, no cookie, and nothing but what is on paper. */
import { createHash } from 'node:crypto'
import { Hono, type Context } from 'hono'
import { html, raw } from 'hono/html'
import type { ClientOf } from '../client.ts'
import { longDate } from '../core/indonesian.ts'
import { localDate } from '../core/worktime.ts'
import { seal } from '../documents/actions.ts'
import { documentByCode } from '../documents/store.ts'
import type { Desk, Env } from '../env.ts'
import { openGate } from '../gate.ts'

const CODE = /^[0-9a-hjkmnp-tv-z]{26}$/

const STYLE = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0;padding:1.5rem;background:#f3f5f7;color:#17212b}
main{max-width:40rem;margin:0 auto;background:#fff;border:1px solid #d5dce2;border-radius:12px;padding:1.5rem}
h1{font-size:1.25rem;line-height:1.3;margin:0 0 .25rem}p{margin:.25rem 0 1rem}dl{margin:1rem 0;display:grid;gap:.75rem}
dt{font-size:.8rem;color:#55626e}dd{margin:0;overflow-wrap:anywhere}.mono{font-family:ui-monospace,monospace;font-size:.9rem}
.en{color:#55626e}.yes{border-left:5px solid #1b7f4b;padding-left:.9rem}.no{border-left:5px solid #b3261e;padding-left:.9rem}
@media(prefers-color-scheme:dark){body{background:#10161c;color:#e6ebf0}main{background:#182028;border-color:#2c3843}dt,.en{color:#a5b2be}}`
// One piece: white space inside the element would count for its digest, too.
const style = raw(`<style>${STYLE}</style>`)
const styleDigest = createHash('sha256').update(STYLE).digest('base64')

const POLICY = [
  `default-src 'none'`,
  `style-src 'sha256-${styleDigest}'`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'none'`,
].join('; ')

export function verificationRoutes(desk: Desk, clientOf: ClientOf) {
  const { db, now } = desk
  const app = new Hono<Env>()
  const passes = openGate(now)

  app.get('/verifikasi/:code', async (c) => {
    if (!passes(clientOf(c))) {
      c.header('retry-after', '60')
      return page(c, 429, tooMany)
    }
    // A code is printed in lower case; whoever types it may not.
    const code = c.req.param('code').toLowerCase()
    const found = CODE.test(code) ? await documentByCode(db, code) : null
    if (!found) return page(c, 404, unknown)
    // Whoever is quicker than the maker waits for it.
    if (found.digest === '') await seal(desk, found.id)
    return page(c, 200, genuine(found.digest === '' ? (await documentByCode(db, code))! : found))
  })
  return app
}

type Html = ReturnType<typeof html>

function page(c: Context<Env>, status: 200 | 404 | 429, content: Html) {
  c.header('content-security-policy', POLICY)
  c.header('x-robots-tag', 'noindex, nofollow')
  c.header('x-content-type-options', 'nosniff')
  c.header('x-frame-options', 'DENY')
  c.header('referrer-policy', 'no-referrer')
  c.header('cache-control', 'no-store')
  return c.html(
    html`<!doctype html>
      <html lang="id">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex, nofollow" />
          <title>Verifikasi dokumen · Document verification</title>
          ${style}
        </head>
        <body>
          <main>${content}</main>
        </body>
      </html>`,
    status,
  )
}

type Known = NonNullable<Awaited<ReturnType<typeof documentByCode>>>

const english = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

const genuine = ({ digest, paper: { number, at, request } }: Known): Html => {
  const day = localDate(new Date(at))
  const line = (id: string, en: string, value: Html | string) =>
    html`<div>
      <dt>${id} <span class="en" lang="en">· ${en}</span></dt>
      <dd>${value}</dd>
    </div>`
  return html`<div class="yes">
      <h1>Dokumen ini tercatat</h1>
      <p class="en" lang="en">This document is on record</p>
    </div>
    <dl>
      ${line('Nomor', 'Number', number)}
      ${line('Tanggal', 'Date', html`${longDate(day)} <span class="en" lang="en">· ${english.format(new Date(day))}</span>`)}
      ${line('Nama lama', 'Old name', html`<span class="mono">${request.oldName}</span>`)}
      ${line('Nama baru', 'New name', html`<span class="mono">${request.newName}</span>`)}
      ${line('Sidik SHA-256', 'SHA-256 digest', html`<span class="mono">${digest}</span>`)}
    </dl>
    <p>
      Cocokkan isi di atas dengan yang tercetak. Berkas PDF yang asli memiliki sidik SHA-256 yang sama persis.
    </p>
    <p class="en" lang="en">
      Compare the above with what is printed. The genuine PDF file has exactly the same SHA-256 digest.
    </p>`
}

const unknown = html`<div class="no">
    <h1>Dokumen tidak ditemukan</h1>
    <p class="en" lang="en">No such document</p>
  </div>
  <p>
    Tidak ada dokumen dengan kode ini. Periksa kembali alamatnya; bila berasal dari kode QR, dokumen itu tidak
    tercatat di sini.
  </p>
  <p class="en" lang="en">
    There is no document with this code. Check the address again; if it came from a QR code, that document is
    not on record here.
  </p>`

const tooMany = html`<div class="no">
    <h1>Terlalu banyak permintaan</h1>
    <p class="en" lang="en">Too many requests</p>
  </div>
  <p>Tunggu satu menit lalu muat ulang halaman ini.</p>
  <p class="en" lang="en">Wait a minute, then reload this page.</p>`
