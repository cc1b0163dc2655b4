/** Where a walk begins: the root servers built in, and hints files read from text. Pure. */
import { canonicalAddress } from '../server/core/address.ts'

export type Hint = { name: string; address: string }

// https://www.internic.net/domain/named.root; the addresses change about once in five years (RFC 8109 §2).
const ROOT = `
a 198.41.0.4 2001:503:ba3e::2:30
b 170.247.170.2 2801:1b8:10::b
c 192.33.4.12 2001:500:2::c
d 199.7.91.13 2001:500:2d::d
e 192.203.230.10 2001:500:a8::e
f 192.5.5.241 2001:500:2f::f
g 192.112.36.4 2001:500:12::d0d
h 198.97.190.53 2001:500:1::53
i 192.36.148.17 2001:7fe::53
j 192.58.128.30 2001:503:c27::2:30
k 193.0.14.129 2001:7fd::1
l 199.7.83.42 2001:500:9f::42
m 202.12.27.33 2001:dc3::35`

export const builtInHints: readonly Hint[] = ROOT.trim()
  .split('\n')
  .flatMap((line) => {
    const [letter, ...addresses] = line.split(' ')
    return addresses.map((address) => ({
      name: `${letter}.root-servers.net`,
      address: canonicalAddress(address)!,
    }))
  })

/**
 * Reads a hints file: the address records of a zone file, in any order, TTL and class optional, `;` for comments.
 * The NS records of the root only name what the address records repeat. An empty list when there is none.
 */
export function parseHints(text: string): Hint[] {
  const hints: Hint[] = []
  let owner = ''
  for (const line of text.split(/\r?\n/)) {
    const bare = line.replace(/;.*$/, '')
    if (bare.trim() === '' || bare.startsWith('$')) continue
    const fields = bare.trim().split(/\s+/)
    // A line that begins with space repeats the owner above (RFC 1035 §5.1).
    if (!/^\s/.test(bare)) owner = fields.shift()!.toLowerCase().replace(/\.$/, '')
    const at = fields.findIndex((field) => /^(A|AAAA)$/i.test(field))
    const address = at < 0 ? null : canonicalAddress(fields[at + 1] ?? '')
    if (address !== null) hints.push({ name: owner, address })
  }
  return hints
}
