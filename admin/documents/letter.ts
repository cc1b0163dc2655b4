/** What the request letter may be, told before it is sent. The server checks the content itself. Pure. */
import { documentTypes } from '../../server/core/document.ts'

export const MAX_LETTER_BYTES = 10_000_000

/** As a file input takes it. */
export const LETTER_TYPES = {
  'application/pdf': ['.pdf'],
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/png': ['.png'],
}

/** A message key when the file cannot be the letter. */
export function letterProblem({ type, size }: Pick<File, 'type' | 'size'>): string | null {
  if (!(documentTypes as readonly string[]).includes(type)) return 'alih.documents.not_letter'
  return size > MAX_LETTER_BYTES ? 'alih.documents.too_large' : null
}
