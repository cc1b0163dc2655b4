/** The emblem at the head of documents: taken in when it is a picture that can be printed, shown, and taken away. */
import { createHash } from 'node:crypto'
import { fileTypeFromBuffer } from 'file-type'
import { Hono } from 'hono'
import { z } from 'zod'
import { MAX_LOGO_BYTES } from '../core/document.ts'
import type { Paper } from '../core/paper.ts'
import type { Db } from '../database.ts'
import type { Desk, Env } from '../env.ts'
import { parse, Refused } from '../errors.ts'
import { found, reachOf } from '../rest.ts'
import { logoDigest, logoOf, removeLogo, saveLogo, settingsOf, type Logo } from '../settings/store.ts'
import { press } from './press.ts'

const upload = z.strictObject({ file: z.instanceof(File) })

export function logoRoutes({ db }: Desk) {
  const app = new Hono<Env>()
  app.get('/settings/logo', async (c) => {
    reachOf(c.get('actor'), 'settings', 'show')
    const digest = await logoDigest(db)
    const { content, mediaType } = found(digest === null ? null : await logoOf(db, digest))
    return c.body(new Uint8Array(content), 200, {
      'content-type': mediaType,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, no-store',
    })
  })
  app.post('/settings/logo', async (c) => {
    reachOf(c.get('actor'), 'settings', 'edit')
    if (!c.req.header('content-type')?.toLowerCase().startsWith('multipart/form-data'))
      throw new Refused('unsupported_media')
    const form = await c.req.parseBody().catch(() => null)
    const { file } = parse(upload, form ?? {})
    if (file.size > MAX_LOGO_BYTES) throw new Refused('too_large')
    const content = Buffer.from(await file.arrayBuffer())
    const mediaType = (await fileTypeFromBuffer(content))?.mime
    if (mediaType !== 'image/png' && mediaType !== 'image/jpeg') throw new Refused('not_an_image')
    const logo = { digest: createHash('sha256').update(content).digest('hex'), mediaType, content }
    // What looks like a picture may be none: a document that cannot be made is worse than one without an emblem.
    if (!(await canPrint(db, logo))) throw new Refused('not_an_image')
    await db.transaction().execute((trx) => saveLogo(trx, logo))
    return c.json({ digest: logo.digest })
  })
  app.delete('/settings/logo', async (c) => {
    reachOf(c.get('actor'), 'settings', 'edit')
    await removeLogo(db)
    return c.json({ digest: null })
  })
  return app
}

/** Whether a document with this emblem can be made. */
async function canPrint(db: Db, logo: Logo): Promise<boolean> {
  const letterhead = await settingsOf(db, 'letterhead')
  const at = new Date(0).toISOString()
  const request: Paper['request'] = {
    number: '-',
    agency: '-',
    kind: 'website',
    oldName: '-',
    newName: '-',
    records: {},
    want: 'keep',
    redirectUntil: null,
    reason: '-',
    submittedAt: at,
    executedAt: null,
    letter: null,
  }
  const signer = { acting: null, title: '-', name: '-', behalf: null }
  const common = { number: '-', at, letterhead, nature: '-', verifyUrl: 'https://example/', request, signer }
  const paper: Paper = { ...common, kind: 'notification', text: '-', copies: [] }
  return press({ paper, logo }).then(
    () => true,
    () => false,
  )
}
