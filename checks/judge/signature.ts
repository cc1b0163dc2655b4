/** DNSSEC signatures as texts. Pure. */
import type { SeenRecord } from '../../server/core/observation.ts'

/** Instants in milliseconds since 1970. */
export type Signature = { covers: string; signer: string; expires: number; begins: number }

export function parseSignature({ value }: SeenRecord): Signature | null {
  const [covers, , , , expires, begins, , signer] = value.split(' ')
  const [end, start] = [instant(expires), instant(begins)]
  return covers === undefined || signer === undefined || end === null || start === null
    ? null
    : { covers, signer, expires: end, begins: start }
}

// YYYYMMDDHHmmSS (RFC 4034 §3.2).
function instant(text = ''): number | null {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text)?.slice(1)
  if (!parts) return null
  const at = Date.parse(`${parts.slice(0, 3).join('-')}T${parts.slice(3).join(':')}Z`)
  return Number.isNaN(at) ? null : at
}
