/** Lists as files: the file comes as a stream, and how far it has come is asked beside it. */
import { HttpError, type fetchUtils } from 'react-admin'
import type { GridColumn } from '../../server/core/grid.ts'

export type ExportWanted = {
  format: 'csv' | 'xlsx'
  filter: Record<string, unknown>
  sort: { field: string; order: 'ASC' | 'DESC' }
  columns: readonly GridColumn[]
}
export type ExportedFile = { name: string; content: Blob; rows: number }
export type ExportExtras = {
  exportRequests: (
    resource: 'requests',
    wanted: ExportWanted,
    tell: (done: number, total: number) => void,
    signal: AbortSignal,
  ) => Promise<{ data: ExportedFile }>
}

type Http = (url: string, options?: fetchUtils.Options) => Promise<{ json: any }>

const ASK_MS = 400

export const exportCalls = (http: Http, apiUrl: string, language: () => string): ExportExtras => ({
  async exportRequests(resource, { format, filter, sort, columns }, tell, signal) {
    const key = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16)).join('-')
    const query = new URLSearchParams({
      filter: JSON.stringify(filter),
      sort: JSON.stringify([sort.field, sort.order]),
      columns: JSON.stringify(columns),
      key,
    })
    const response = await fetch(`${apiUrl}/${resource}.${format}?${query}`, {
      credentials: 'same-origin',
      headers: { 'accept-language': language() },
      signal,
    }).catch(asHttpError)
    if (!response.ok) {
      const body = await response.json().catch(() => null)
      throw new HttpError(body?.message ?? response.statusText, response.status, body)
    }
    const rows = Number(response.headers.get('x-total'))
    tell(0, rows)
    const follow = async () => {
      // Only the bar hangs on it: where nobody knows, it stays where it is.
      const { json } = await http(`${apiUrl}/${resource}/exports/${key}`).catch(() => ({ json: null }))
      if (json) tell(json.done, json.total)
    }
    const timer = setInterval(() => void follow(), ASK_MS)
    try {
      const content = await response.blob().catch(asHttpError)
      tell(rows, rows)
      const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1]
      return { data: { name: name ?? `${resource}.${format}`, content, rows } }
    } finally {
      clearInterval(timer)
    }
  },
})

// A network fault is a TypeError; an abort goes on as it is.
function asHttpError(error: unknown): never {
  throw error instanceof TypeError ? new HttpError('alih.errors.network', 0) : error
}
