/** Which names a certificate covers, and which hosts count as the same site. Pure. */

export { covers } from '../server/core/hostname.ts'

/** A name and its `www.` pair are one site. */
export function sameSite(host: string, name: string): boolean {
  return host === name || host === `www.${name}` || name === `www.${host}`
}

/** The host of an absolute http or https URL, lower case without brackets or trailing dot; null for anything else. */
export function hostOf(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { protocol, hostname } = new URL(url)
  if (protocol !== 'http:' && protocol !== 'https:') return null
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
}
