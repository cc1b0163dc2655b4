/** Documents of a request: kinds, who may read them, and what may be uploaded. Pure. */

/** Official documents that actions make, as PDF. */
export const paperKinds = ['disposition', 'assignment', 'report', 'notification'] as const
export type PaperKind = (typeof paperKinds)[number]

/** `letter` is uploaded; `archive` is the pack of everything, as ZIP. */
export const documentKinds = ['letter', ...paperKinds, 'archive'] as const
export type DocumentKind = (typeof documentKinds)[number]

/**
 * What the agency may read of its own requests: its letter, the decision on it, and the letter that closes it, which is
 * what SOP step 6 sends out. Assignment and report go between the team and the Kabid (steps 3 and 5), and the archive
 * holds both.
 */
export const applicantKinds = ['letter', 'disposition', 'notification'] as const satisfies DocumentKind[]

/** Types by content, never by name or header. */
export const documentTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const

/** What a browser may show beside our pages. */
export const isPreviewable = (mediaType: string): boolean =>
  (documentTypes as readonly string[]).includes(mediaType)

export const MAX_DOCUMENT_BYTES = 10 * 1024 * 1024

/**
 * A document as the API gives it; its bytes are had from `/documents/:id/content`. `digest` is SHA-256 in hex. Of a made
 * document, size and digest are 0 and empty until it is sealed: a moment after the action, or when it is first asked for.
 */
export type Document = {
  id: number
  requestId: number
  kind: DocumentKind
  name: string
  mediaType: string
  size: number
  digest: string
  /** Who uploaded it, or whose action made it, and when. */
  uploadedBy: number
  uploadedAt: string
  /** When another letter took its place; null for the one in force. */
  supersededAt: string | null
  /** The letter number of a made document. */
  number: string | null
  /** When its bytes were made, which never change again; null for what was uploaded. */
  sealedAt: string | null
  /** Its public page of verification. */
  verifyUrl: string | null
}

/** The emblem at the head of documents: small, because each of them carries it. */
export const MAX_LOGO_BYTES = 200 * 1024
