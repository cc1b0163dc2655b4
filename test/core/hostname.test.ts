import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hostname, isWithin, parseHostname, parentOf, zoneOf } from '../../server/core/hostname.ts'
import {
  canonicalAddress,
  inRange,
  mayDial,
  notPublic,
  sayNotPublic,
  parseEndpoint,
  parseRange,
} from '../../server/core/address.ts'

const label63 = 'a'.repeat(63)
const name253 = [label63, label63, label63, 'b'.repeat(61)].join('.')

describe('host names', () => {
  const good: [string, string][] = [
    ['Dinkes.KaltimProv.go.id', 'dinkes.kaltimprov.go.id'],
    ['dinkes.kaltimprov.go.id.', 'dinkes.kaltimprov.go.id'],
    ['  dinkes.kaltimprov.go.id ', 'dinkes.kaltimprov.go.id'],
    ['1.2.example', '1.2.example'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
    [label63, label63],
    [name253, name253],
    ['id', 'id'],
  ]
  test.each(good)('%s', (typed, canonical) => {
    expect(parseHostname(typed)).toEqual({ ok: true, hostname: canonical })
  })

  const bad: [string, string][] = [
    ['', 'LABEL_ILLEGAL'],
    ['.', 'LABEL_ILLEGAL'],
    ['a..b', 'LABEL_ILLEGAL'],
    ['.a', 'LABEL_ILLEGAL'],
    ['a.b..', 'LABEL_ILLEGAL'],
    ['a b.example', 'LABEL_ILLEGAL'],
    ['a_b.example', 'LABEL_ILLEGAL'],
    ['-a.example', 'LABEL_ILLEGAL'],
    ['a-.example', 'LABEL_ILLEGAL'],
    ['a/b.example', 'LABEL_ILLEGAL'],
    ['*.example', 'LABEL_ILLEGAL'],
    [`${'a'.repeat(64)}.example`, 'NAME_TOO_LONG'],
    [`${name253}c`, 'NAME_TOO_LONG'],
    ['ab--cd.example', 'DOUBLE_HYPHEN'],
    ['xn--a.example', 'IDN_INVALID'],
    ['xn--.example', 'LABEL_ILLEGAL'],
    ['\u0000.example', 'IDN_INVALID'],
    ['a\u200b b.example', 'IDN_INVALID'],
  ]
  test.each(bad)('%j is none', (typed, problem) => {
    expect(parseHostname(typed)).toEqual({ ok: false, problem })
  })

  test('whatever comes in, what comes out is canonical and stays so', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const once = parseHostname(text)
        if (!once.ok) return
        expect(once.hostname).toMatch(/^[a-z0-9.-]{1,253}$/)
        expect(parseHostname(once.hostname)).toEqual(once)
      }),
      { seed: 5, numRuns: 2000 },
    )
  })

  test('below a zone, and not merely ending like it', () => {
    expect(isWithin('a.go.id', 'go.id')).toBe(true)
    expect(isWithin('go.id', 'go.id')).toBe(true)
    expect(isWithin('ago.id', 'go.id')).toBe(false)
    expect(zoneOf('a.b.go.id', ['go.id', 'b.go.id'])).toBe('b.go.id')
    expect(parentOf('a.b')).toBe('b')
    expect(parentOf('b')).toBeNull()
    expect(() => hostname('a..b')).toThrow('LABEL_ILLEGAL')
  })
})

describe('addresses', () => {
  const canonical: [string, string | null][] = [
    ['192.0.2.1', '192.0.2.1'],
    ['192.0.2.256', null],
    ['192.0.2.01', null],
    ['192.0.2', null],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['2001:db8::', '2001:db8::'],
    ['::', '::'],
    ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
    ['::ffff:192.0.2.1', '::ffff:c000:201'],
    ['1::2::3', null],
    ['1:2:3:4:5:6:7:8:9', null],
    ['12345::', null],
    ['fe80::1%eth0', null],
    ['', null],
  ]
  test.each(canonical)('%j', (text, expected) => {
    expect(canonicalAddress(text)).toBe(expected)
  })

  const forbidden = [
    '0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.16.0.1', '192.168.1.1', '192.0.2.1', '198.51.100.1',
    '203.0.113.1', '224.0.0.1', '255.255.255.255', '::', '::1', '::ffff:10.0.0.1', '::ffff:7f00:1', '64:ff9b::a00:1', 'fc00::1',
    'fe80::1', 'ff02::1', '2001:db8::1', '2002:a00:1::1', '168.63.129.16', '::ffff:168.63.129.16', '::127.0.0.1', '::8.8.8.8',
    '::ffff:0:127.0.0.1', '::ffff:0:8.8.8.8', '100:0:0:1::1', 'not an address',
  ] // prettier-ignore
  test.each(forbidden)('%s is not public', (address) => {
    expect(notPublic(address)).not.toBeNull()
    expect(sayNotPublic(address)!.id).not.toContain('undefined')
    expect(mayDial(address, [])).toBe(false)
  })
  const open = [
    '8.8.8.8',
    '103.10.1.1',
    '168.63.129.17',
    '2606:4700::1111',
    '64:ff9b::808:808',
    '::ffff:8.8.8.8',
  ]
  test.each(open)('%s is public', (address) => {
    expect(notPublic(address)).toBeNull()
  })
  test('an allowed range opens just that range', () => {
    const lab = [parseRange('127.0.0.0/8')!]
    expect(mayDial('127.5.5.5', lab)).toBe(true)
    expect(mayDial('10.0.0.1', lab)).toBe(false)
    expect(inRange('::ffff:127.0.0.1', lab[0]!)).toBe(true)
    expect(['1.2.3.4/33', '1.2.3.4/-1', 'x/8', '1.2.3.4/8/8', '::/129'].map(parseRange)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ])
  })
  test('a server as people write it', () => {
    expect(parseEndpoint('127.0.0.1#5353')).toEqual({ address: '127.0.0.1', port: 5353 })
    expect(parseEndpoint('2001:DB8::1')).toEqual({ address: '2001:db8::1', port: 53 })
    expect(
      ['127.0.0.1#0', '127.0.0.1#65536', '127.0.0.1#x', 'host#53', '1.1.1.1#1#2'].map((text) =>
        parseEndpoint(text),
      ),
    ).toEqual(Array(5).fill(null))
  })
})
