/** Which names a certificate covers, and which hosts count as the same site. Pure. */

/**
 * True when one of a certificate's names covers the host: `*` stands for exactly one whole label, the leftmost
 * (RFC 9525 §6.3). Addresses are compared as text.
 */
export function covers(names: readonly string[], host: string): boolean {
  const dot = host.indexOf('.')
  const wildcard = dot > 0 ? `*${host.slice(dot)}` : null
  return names.some((name) => name === host || name === wildcard)
}

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
