/** DNSSEC signatures as texts. Pure. */
import type { SeenRecord } from '../../server/core/observation.ts'

/** Instants in milliseconds since 1970. `tag` and `algorithm` tell the key (RFC 4034 §3.1.6). */
export type Signature = {
  covers: string
  algorithm: number
  signer: string
  tag: number
  expires: number
  begins: number
}

export function parseSignature({ value }: SeenRecord): Signature | null {
  const [covers, algorithm, , , expires, begins, tag, signer] = value.split(' ')
  const [end, start] = [instant(expires), instant(begins)]
  return covers === undefined || signer === undefined || end === null || start === null
    ? null
    : { covers, algorithm: Number(algorithm), signer, tag: Number(tag), expires: end, begins: start }
}

// YYYYMMDDHHmmSS (RFC 4034 §3.2).
function instant(text = ''): number | null {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text)?.slice(1)
  if (!parts) return null
  const at = Date.parse(`${parts.slice(0, 3).join('-')}T${parts.slice(3).join(':')}Z`)
  return Number.isNaN(at) ? null : at
}
