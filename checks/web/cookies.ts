/** The cookies of one visit, enough for sites that set one and come back: bounded, forgotten afterwards. Pure. */
import { isWithin } from '../../server/core/hostname.ts'

export type Jar = {
  take: (host: string, setCookies: readonly string[]) => void
  give: (host: string) => string
}

const MAX_COOKIES = 32
const MAX_COOKIE = 4096

/** A new empty jar (RFC 6265 §5, without paths and dates: a visit lasts seconds). */
export function jar(): Jar {
  const cookies = new Map<string, { domain: string; hostOnly: boolean; pair: string }>()
  return {
    take(host, setCookies) {
      for (const line of setCookies.slice(0, MAX_COOKIES)) {
        const pair = line.split(';', 1)[0]!.trim()
        const name = pair.split('=', 1)[0]!
        if (!pair.includes('=') || pair.length > MAX_COOKIE || /[^\x20-\x7e]/.test(pair)) continue
        const given = /;\s*domain\s*=\s*\.?([^;\s]{1,253})/i.exec(line)?.[1]?.toLowerCase()
        const hostOnly = given === undefined || !isWithin(host, given)
        const domain = hostOnly ? host : given
        const key = `${domain} ${name}`
        if (/;\s*max-age\s*=\s*(0|-)/i.test(line)) cookies.delete(key)
        else if (cookies.size < MAX_COOKIES) cookies.set(key, { domain, hostOnly, pair })
      }
    },
    give(host) {
      const own = [...cookies.values()].filter(({ domain, hostOnly }) =>
        hostOnly ? domain === host : isWithin(host, domain),
      )
      return own
        .map(({ pair }) => pair)
        .join('; ')
        .slice(0, 2 * MAX_COOKIE)
    },
  }
}
