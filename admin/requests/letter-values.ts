/** What the form of a letter holds, what of it is sent, and where the server's "no" belongs. Pure. */
import type { RequestInput } from '../../server/core/request.ts'

/** One row of the form. `requestId` is that of a draft that exists. */
export type RowValues = Partial<Pick<RequestInput, 'records'>> & {
  oldName?: string
  newName?: string
  requestId?: number | null
}

export type LetterValues = Partial<Pick<RequestInput, 'kind' | 'want' | 'redirectUntil' | 'reason'>> & {
  requests: RowValues[]
  letter?: { rawFile?: File }
}

/** One request for each row: what is said once in the letter holds for all of them. */
export const toInputs = ({ requests, kind, want, redirectUntil, reason }: LetterValues): RequestInput[] =>
  requests.map(
    ({ oldName, newName, records }) =>
      ({
        kind,
        oldName,
        newName,
        records,
        want,
        redirectUntil: want === 'redirect' ? redirectUntil || null : null,
        reason,
      }) as RequestInput,
  )

/** A letter's form from requests that are there. */
export function valuesOf(requests: readonly (RequestInput & { id: number })[]): Partial<LetterValues> {
  const [first] = requests
  if (!first) return {}
  const { kind, want, redirectUntil, reason } = first
  return {
    kind,
    want,
    redirectUntil,
    reason,
    requests: requests.map(({ id, oldName, newName, records }) => ({
      requestId: id,
      oldName,
      newName,
      records,
    })),
  }
}

const shared = new Set(['kind', 'want', 'redirectUntil', 'reason'])

/** Errors as the form's fields are called: `requests.1.reason` is the letter's `reason`, a lone `newName` the first row's. */
export function errorsOf(body: unknown): Record<string, string> {
  const errors = (body as { errors?: Record<string, string> } | null)?.errors ?? {}
  return Object.fromEntries(
    Object.entries(errors).map(([path, text]) => {
      const [, row = '0', field = ''] = /^(?:requests\.(\d+)\.)?(.*)$/.exec(path)!
      return [shared.has(field) ? field : `requests.${row}.${field}`, text]
    }),
  )
}
