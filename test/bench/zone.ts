/** A zone of many names for the benchmark, the same every time, and what each of them should answer. Pure. */
import type { Expected } from '../../checks/engine/batch.ts'
import { dice } from '../support/dice.ts'

/** `expected` is what a question of type A gets, `six` the one address of the other family. */
export type Asked = { name: string; expected: Expected; six: string | null }
export type BenchZone = {
  apex: string
  text: string
  /** One question of type A for each name. */
  names: Asked[]
  /** Names with 100 addresses, whose answers never fit a datagram. */
  large: Asked[]
}

const APEX = 'bench.example'
const TYPED = 'A'
const LARGE_NAMES = 1000
const LARGE_SET = 100

const WORDS = ['layanan', 'dinas', 'arsip', 'pajak', 'sekolah', 'desa', 'puskesmas', 'portal', 'data', 'izin']
const TOWNS = ['utara', 'selatan', 'timur', 'barat', 'tengah', 'pesisir', 'kota', 'bukit', 'lembah', 'pulau']

/** 70 % one address, 10 % two to four, 10 % an alias, 9.7 % do not exist, 0.3 % are empty non-terminals. */
export function makeZone(count: number): BenchZone {
  // The zone must be the same in every run.
  const roll = dice(20_261_124)
  const address = () => `10.${roll(256)}.${roll(256)}.${roll(256)}`
  const lines = [
    `$ORIGIN ${APEX}.`,
    '$TTL 300',
    '@ SOA ns1 hostmaster 1 3600 600 604800 60',
    '@ NS ns1',
    'ns1 A 127.0.0.1',
  ]
  const names: Asked[] = []
  let target = ''
  for (let index = 0; index < count; index++) {
    const label = `${WORDS[roll(10)]}-${TOWNS[roll(10)]}-${index}`
    const name = `${label}.${APEX}`
    const kind = index === 0 ? 0 : roll(1000)
    if (kind < 800) {
      const set = new Set([address()])
      for (let more = kind < 700 ? 0 : 1 + roll(3); more > 0; more--) set.add(address())
      for (const one of set) lines.push(`${label} A ${one}`)
      const six = roll(10) < 3 ? `2001:db8::${(1 + roll(65_535)).toString(16)}` : null
      if (six) lines.push(`${label} AAAA ${six}`)
      names.push({ name, six, expected: { rcode: 'NOERROR', type: TYPED, values: [...set] } })
      target = name
    } else if (kind < 900) {
      lines.push(`${label} CNAME ${target}.`)
      names.push({ name, six: null, expected: { rcode: 'NOERROR', type: 'CNAME', values: [target] } })
    } else if (kind < 997)
      names.push({ name, six: null, expected: { rcode: 'NXDOMAIN', type: null, values: [] } })
    else {
      lines.push(`leaf.${label} A ${address()}`)
      names.push({ name, six: null, expected: { rcode: 'NOERROR', type: null, values: [] } })
    }
  }
  const large = Array.from({ length: LARGE_NAMES }, (_, index): Asked => {
    const label = `large-${index}`
    for (let host = 0; host < LARGE_SET; host++) lines.push(`${label} A 10.99.${index & 255}.${host}`)
    // More than an expectation may hold: the answer is decoded, found different, and its addresses are counted.
    const values = [`10.99.${index & 255}.0`]
    return {
      name: `${label}.${APEX}`,
      six: null,
      expected: { rcode: 'NOERROR', type: TYPED, values },
    }
  })
  return { apex: APEX, text: `${lines.join('\n')}\n`, names, large }
}

/** Expectations of which every `every`th is falsified, and how many that are. */
export function falsify(names: readonly Asked[], every: number): { names: Asked[]; falsified: number } {
  let falsified = 0
  const changed = names.map((asked, index): Asked => {
    if (index % every !== 0) return asked
    falsified++
    const { type } = asked.expected
    const wrong: Expected =
      type === 'A'
        ? { rcode: 'NOERROR', type, values: ['192.0.2.255'] }
        : type === null
          ? { rcode: 'NOERROR', type: 'A', values: ['192.0.2.255'] }
          : { rcode: 'NOERROR', type, values: ['elsewhere.example'] }
    return { ...asked, expected: wrong }
  })
  return { names: changed, falsified }
}
