/** Upload and download of documents. Types are told by content; only PDF and pictures are ever shown in place. */
import { createHash } from 'node:crypto'
import { z } from '@hono/zod-openapi'
import { fileTypeFromBuffer } from 'file-type'
import { bodyLimit } from 'hono/body-limit'
import type { Actor } from '../core/access.ts'
import {
  documentKinds,
  documentTypes,
  isPreviewable,
  MAX_DOCUMENT_BYTES,
  type Document,
} from '../core/document.ts'
import type { Desk } from '../env.ts'
import { parse, Refused } from '../errors.ts'
import { requestById, requestsOfSubmission, type StoredRequest } from '../requests/store.ts'
import { found, reachOf, recordId, restRoutes } from '../rest.ts'
import { seal } from './actions.ts'
import {
  contentOf,
  documentById,
  documentFilter,
  documentSorts,
  insertDocument,
  listDocuments,
  replaceLetter,
  type LetterTaker,
  type DocumentRow,
} from './store.ts'

const record = z.object({
  id: z.int(),
  requestId: z.int(),
  kind: z.enum(documentKinds),
  name: z.string(),
  mediaType: z.string(),
  size: z.int(),
  digest: z.string(),
  uploadedBy: z.int(),
  uploadedAt: z.string(),
  supersededAt: z.string().nullable(),
  number: z.string().nullable(),
  sealedAt: z.string().nullable(),
  verifyUrl: z.string().nullable(),
})

const uploadInput = z.strictObject({
  requestId: z.string().regex(/^\d{1,9}$/),
  // Everything else is made here.
  kind: z.literal('letter').default('letter'),
  file: z.instanceof(File),
})

const FORM_OVERHEAD = 64 * 1024

export function documentRoutes(desk: Desk) {
  const { db, now, verifyLink } = desk
  const shown = ({ code, ...row }: DocumentRow): Document => ({
    ...row,
    verifyUrl: code === null ? null : verifyLink(code),
  })
  const app = restRoutes({
    name: 'documents',
    record,
    filter: documentFilter,
    sorts: documentSorts,
    store: {
      list: async (query, reach) => {
        const { rows, total } = await listDocuments(db, query, reach)
        return { rows: rows.map(shown), total }
      },
      one: async (id, reach) => {
        const row = await documentById(db, id, reach)
        return row && shown(row)
      },
    },
  })

  app.post('/documents', bodyLimit({ maxSize: MAX_DOCUMENT_BYTES + FORM_OVERHEAD }), async (c) => {
    const actor = c.get('actor')
    const reach = reachOf(actor, 'documents', 'create')
    if (!c.req.header('content-type')?.toLowerCase().startsWith('multipart/form-data'))
      throw new Refused('unsupported_media')
    const form = await c.req.parseBody().catch(() => null)
    const { requestId, kind, file } = parse(uploadInput, form ?? {})
    const request = found(await requestById(db, Number(requestId), reach))
    if (file.size > MAX_DOCUMENT_BYTES) throw new Refused('too_large')
    const content = Buffer.from(await file.arrayBuffer())
    const mediaType = (await fileTypeFromBuffer(content))?.mime
    if (!mediaType || !(documentTypes as readonly string[]).includes(mediaType))
      throw new Refused('unsupported_media')
    const row = {
      kind,
      name: plainName(file.name),
      mediaType,
      size: content.length,
      digest: createHash('sha256').update(content).digest('hex'),
      uploadedBy: actor.id,
      uploadedAt: now().toISOString(),
    }
    // Nobody but the agency replaces what the agency sends.
    const takers = kind === 'letter' && actor.role === 'applicant' ? await takersOf(request) : []
    const document =
      takers.length > 0
        ? await replaceLetter(db, takers, row, content)
        : await insertDocument(db, { ...row, requestId: request.id }, content)
    return c.json(shown(document))
  })

  // One letter for all its requests while they are drafts; a returned one goes its own way.
  async function takersOf(request: StoredRequest): Promise<LetterTaker[]> {
    if (request.state === 'returned') return [{ id: request.id, wasSent: true }]
    if (request.state !== 'draft') return []
    const letter = await requestsOfSubmission(db, request.submissionId)
    const siblings = letter.filter(({ id, state }) => id !== request.id && state === 'draft')
    return [request, ...siblings].map(({ id }) => ({ id, wasSent: false }))
  }

  async function contentWithin(id: string, actor: Actor) {
    const reach = reachOf(actor, 'documents', 'show')
    const listed = found(await documentById(db, recordId(id), reach))
    // It is made in the moment after its action, by somebody else or now; in either case it is another row by then.
    const isMade = listed.digest !== ''
    if (!isMade) await seal(desk, listed.id)
    const document = isMade ? listed : found(await documentById(db, listed.id, reach))
    return { document, content: await contentOf(db, document) }
  }

  app.get('/documents/:id/content', async (c) => {
    const { document, content } = await contentWithin(c.req.param('id'), c.get('actor'))
    return c.body(new Uint8Array(content), 200, headersOf('attachment', document))
  })

  app.get('/documents/:id/preview', async (c) => {
    const { document, content } = await contentWithin(c.req.param('id'), c.get('actor'))
    // Told by content once more: nothing that a browser would run is ever shown.
    const type = (await fileTypeFromBuffer(content))?.mime ?? ''
    found(isPreviewable(type) && type === document.mediaType ? type : null)
    return c.body(new Uint8Array(content), 200, {
      ...headersOf('inline', document),
      'content-security-policy': PREVIEW_POLICY,
      'x-frame-options': 'SAMEORIGIN',
    })
  })
  return app
}

const headersOf = (disposition: 'attachment' | 'inline', { mediaType, name }: DocumentRow) => ({
  'content-type': mediaType,
  'content-disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(name)}`,
  'x-content-type-options': 'nosniff',
  'cache-control': 'private, no-store',
})

// No `sandbox`: browsers' own PDF viewers do not start in one. A PDF or a picture runs nothing of the page's.
const PREVIEW_POLICY = [
  `default-src 'none'`,
  // What Chromium builds its viewer of.
  `object-src 'self'`,
  `style-src 'unsafe-inline'`,
  `img-src 'self' data:`,
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'self'`,
].join('; ')

// A name is only ever shown; folders and control characters in it are somebody's trick.
const plainName = (name: string) => {
  const plain = (name.split(/[\\/]/).at(-1) ?? '').replace(/\p{C}/gu, '').trim().slice(0, 200)
  return plain || 'surat'
}
