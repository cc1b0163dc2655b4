/** Serves the built back office, with a strict content security policy and a fresh nonce for each page. */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'

/** Files come from `folder`; everything else that a browser asks for as a page is answered with `index.html`. */
export function backOffice(folder: string) {
  const app = new Hono()
  const indexFile = join(folder, 'index.html')
  const index = existsSync(indexFile) ? readFileSync(indexFile, 'utf8') : null

  app.use('*', async (c, next) => {
    await next()
    c.header('x-content-type-options', 'nosniff')
    c.header('referrer-policy', 'same-origin')
    c.header('x-frame-options', 'DENY')
  })
  app.get('/', (c) => {
    if (index === null) return c.text('The back office has not been built. Run: npm run build', 503)
    const nonce = randomBytes(16).toString('base64')
    c.header('content-security-policy', policyWith(nonce))
    c.header('cache-control', 'no-store')
    return c.html(index.replaceAll('__CSP_NONCE__', nonce))
  })
  app.use('/assets/*', async (c, next) => {
    await next()
    // Names of built files carry a digest, so they never change.
    if (c.res.status === 200) c.header('cache-control', 'public, max-age=31536000, immutable')
  })
  app.use('/*', serveStatic({ root: folder, precompressed: true }))
  return app
}

const policyWith = (nonce: string) =>
  [
    `default-src 'self'`,
    `script-src 'self'`,
    `style-src 'self' 'nonce-${nonce}'`,
    // MUI positions with style attributes; those cannot carry a nonce.
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `object-src 'none'`,
    // Documents beside their request.
    `frame-src 'self'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ')
