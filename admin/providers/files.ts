/** Files of the API: where the browser has them from, and how one is taken piece by piece, so that whoever waits sees it come. */
import { HttpError, type Identifier } from 'react-admin'

/** `name` is what the server calls it. */
export type TakenFile = { name: string; content: Blob }

export async function takeFile(
  url: string,
  language: string,
  signal: AbortSignal,
  tell: (bytes: number) => void,
): Promise<TakenFile> {
  const headers = { 'Accept-Language': language }
  const response = await fetch(url, { credentials: 'same-origin', headers, signal }).catch(
    (error: unknown) => {
      // A network fault is a TypeError; an abort goes on as it is.
      throw error instanceof TypeError ? new HttpError('alih.errors.network', 0) : error
    },
  )
  if (!response.ok) {
    const body = await response.json().catch(() => null)
    throw new HttpError(body?.message ?? response.statusText, response.status, body)
  }
  const parts: Uint8Array<ArrayBuffer>[] = []
  let bytes = 0
  const reader = response.body!.getReader()
  for (;;) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      throw error instanceof TypeError ? new HttpError('alih.errors.cut', 0) : error
    })
    if (done) break
    parts.push(value)
    tell((bytes += value.length))
  }
  const type = response.headers.get('content-type') ?? ''
  return {
    name: nameIn(response.headers.get('content-disposition') ?? ''),
    content: new Blob(parts, { type }),
  }
}

const nameIn = (disposition: string) => /filename="([^"]+)"/.exec(disposition)?.[1] ?? 'alih'

/** Gives a file to the browser, which keeps it where it keeps downloads. */
export function keepFile({ name, content }: TakenFile): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** A document with where the browser has its bytes from. */
export const addressedBelow =
  (apiUrl: string) =>
  <Row extends { id: Identifier }>(row: Row) => ({
    ...row,
    url: `${apiUrl}/documents/${row.id}/content`,
    previewUrl: `${apiUrl}/documents/${row.id}/preview`,
  })
