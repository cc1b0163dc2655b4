/** What the request letter may be, told before it is sent. The server checks the content itself. Pure. */
export const MAX_LETTER_BYTES = 10_000_000

/** A message key when the file cannot be the letter. */
export function letterProblem({ type, size }: Pick<File, 'type' | 'size'>): string | null {
  if (type !== 'application/pdf') return 'alih.documents.not_pdf'
  return size > MAX_LETTER_BYTES ? 'alih.documents.too_large' : null
}
