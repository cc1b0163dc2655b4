/** Documents of a request: kinds, and what may be uploaded. Pure. */
export const documentKinds = ['letter'] as const
export type DocumentKind = (typeof documentKinds)[number]

/** Types by content, never by name or header. */
export const documentTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const

export const MAX_DOCUMENT_BYTES = 10 * 1024 * 1024

/** A document as the API gives it; its bytes are had from `/documents/:id/content`. `digest` is SHA-256 in hex. */
export type Document = {
  id: number
  requestId: number
  kind: DocumentKind
  name: string
  mediaType: string
  size: number
  digest: string
  uploadedBy: number
  uploadedAt: string
  /** When another letter took its place; absent or null for the one in force. */
  supersededAt?: string | null
}
