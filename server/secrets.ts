/** Seals what must be kept and never shown: AES-256-GCM under a key derived from the installation's secret. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const VERSION = 'v1'
const NONCE = 12
const TAG = 16

const keyOf = (secret: string) => Buffer.from(hkdfSync('sha256', secret, '', `alih sealed ${VERSION}`, 32))

/** A text as it may lie in the database. Twice the same text gives two different ones. */
export function seal(secret: string, text: string): string {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return `${VERSION}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`
}

/** What was sealed. Throws when it was sealed with another secret, or changed since. */
export function open(secret: string, sealed: string): string {
  const [version, rest = ''] = sealed.split('.')
  const bytes = Buffer.from(rest, 'base64url')
  if (version !== VERSION || bytes.length < NONCE + TAG) throw new Error('this is not a sealed text')
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), bytes.subarray(0, NONCE))
  decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG))
  return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString('utf8')
}
