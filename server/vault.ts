/** Seals secrets that must rest in the database, with a key derived from the installation's own secret. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

export type Vault = {
  /** `context` says what it belongs to: sealed for one thing, it opens for no other. */
  seal: (secret: Buffer, context: string) => string
  /** Null when it was sealed with another secret, for another thing, or was changed. */
  open: (sealed: string, context: string) => Buffer | null
}

/** What the keys of webhooks are sealed for. */
export const HOOK_KEYS = 'webhooks'

const VERSION = 'v1'
const IV = 12
const TAG = 16

/** AES-256-GCM under a key by HKDF-SHA-256, so that the sessions' secret itself encrypts nothing. */
export function createVault(secret: string): Vault {
  const key = Buffer.from(hkdfSync('sha256', secret, 'alih', 'sealed keys', 32))
  return {
    seal(plain, context) {
      const iv = randomBytes(IV)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context))
      const sealed = Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
      return `${VERSION}.${sealed.toString('base64')}`
    },
    open(text, context) {
      const [version, body] = text.split('.')
      const sealed = Buffer.from(body ?? '', 'base64')
      if (version !== VERSION || sealed.length < IV + TAG) return null
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV))
          .setAAD(Buffer.from(context))
          .setAuthTag(sealed.subarray(-TAG))
        return Buffer.concat([decipher.update(sealed.subarray(IV, -TAG)), decipher.final()])
      } catch {
        return null
      }
    },
  }
}
