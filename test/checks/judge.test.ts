/** The judge as a table: what was seen, what it means. A policy owner can read it row by row. */
import { describe, expect, it } from 'vitest'
import { defaultPolicy, judge } from '../../checks/judge/index.ts'
import type { Policy } from '../../checks/judge/remark.ts'
import { forecastFrom, inWords } from '../../checks/judge/forecast.ts'
import type { ConditionId } from '../../server/core/conditions/index.ts'
import { conditions } from '../../server/core/conditions/index.ts'
import type { Expectation } from '../../server/core/expectation.ts'
import { findingKey } from '../../server/core/finding.ts'
import { hostname } from '../../server/core/hostname.ts'
import type { Before, ZoneSerial } from '../../server/core/serial.ts'
import { laterSerial } from '../../server/core/serial.ts'
import { proves } from '../../server/core/verdict.ts'
import type { Severity, Status } from '../../server/core/verdict.ts'
import { APEX, expectation, NEW, NOW, observe, OLD, outcome } from '../support/facts.ts'
import type { Look } from '../support/facts.ts'
import type { Answer, DnsObservation, Observation, SeenRecord } from '../../server/core/observation.ts'

type Row = {
  when: string
  look: Look
  expect?: Partial<Expectation>
  policy?: Partial<Policy>
  status: Status
  severity: Severity
  finds: ConditionId[]
  never?: ConditionId[]
  /** Seconds from now until waiting is over. */
  waits?: number
}

const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000).toISOString()
const remembered = (zone: Partial<ZoneSerial>): Before => ({
  zones: { [APEX]: { serial: 1, seenAt: null, backAt: null, split: null, ...zone } },
  published: null,
})
/** Servers that were seen to differ over serial 2. */
const lacking = (at: string) => remembered({ serial: 2, split: { serial: 2, at } })
const measured = {
  measuredAt: hoursAgo(2000),
  oldRecords: { A: ['192.0.2.99'] },
  oldTtl: 14400,
  negativeTtl: 300,
}
const both = (says: NonNullable<Look['servers']>[string]): Look => ({ servers: { ns1: says, ns2: says } })
const answers = (records: SeenRecord[]): Answer => ({
  ...(outcome('NODATA', APEX, 'A') as Answer),
  answers: records,
  authorities: [],
})
const record = (name: string, type: string, value: string, ttl = 300): SeenRecord => ({
  name,
  type,
  ttl,
  value,
})
const nextYear = '20271124000000'
type Signing = { expires?: string; begins?: string; labels?: number; by?: string }
const signature = (name: string, type: string, signing: Signing = {}) => {
  const { expires = nextYear, begins = '20251124000000', labels = 3, by = '24750 kota.test' } = signing
  return record(name, 'RRSIG', `${type} 13 ${labels} 300 ${expires} ${begins} ${by} c2ln`)
}
// Made with dnssec-keygen and dnssec-dsfromkey: the tag, algorithm, and digests of types 1, 2 and 4.
const key = record(
  APEX,
  'DNSKEY',
  '257 3 13 rZGRL9FbHswnfWEyBQOEgUa6jiQVuo64ou/I56N09HYpk9tgrCcRNTBAqQeuRjvauGudc1YAASx+SdIRaiCxLQ==',
)
const vouching = {
  1: '24750 13 1 9789C78A62A655FB136F2DB93278A34E49C233B9',
  2: '24750 13 2 D143207EB511FC99C60B82E6087E8AC4D921A5DC1B446B0E492C9F8CFF3FB07B',
  4: '24750 13 4 028CCF1548D021554AF5BAD303FC3A41AA8F5E070C4DE4F054DB8A7F59E649D52D8A7E1B6D2D149841BC9A9ACD2F7F29',
}
const signedNew = (extra: SeenRecord[]): Look['more'] => [
  {
    question: { name: APEX, type: 'DNSKEY' },
    outcome: answers([key, signature(APEX, 'DNSKEY', { labels: 2 })]),
  },
  ...extra.map((one) => ({
    purpose: 'new' as const,
    question: { name: NEW, type: 'A' },
    outcome: answers([record(NEW, 'A', '192.0.2.10'), one]),
  })),
]
const ds = (...texts: string[]): NonNullable<Look['more']>[number] => ({
  role: 'parent',
  purpose: 'delegation',
  zone: 'test',
  server: { name: 'a.test', address: '198.51.100.200', port: 53 },
  question: { name: APEX, type: 'DS' },
  outcome: answers(texts.map((text) => record(APEX, 'DS', text))),
})

/** What a cache of the panel answers for the new name, in full. */
const fromCache = (answer: Answer): Partial<DnsObservation> => ({
  role: 'resolver',
  zone: null,
  purpose: 'new',
  server: { name: null, address: '203.0.113.1', port: 53 },
  question: { name: NEW, type: 'A' },
  outcome: answer,
})

const rows: Row[] = [
  // As wanted.
  { when: 'all servers right, old gone', look: {}, status: 'ok', severity: 'ok', finds: ['A10', 'A27'] },
  {
    when: 'values in another order and repeated',
    look: both({ new: 'A 192.0.2.11, A 192.0.2.10, A 192.0.2.11' }),
    expect: { records: { A: ['192.0.2.10', '192.0.2.11'] } },
    status: 'ok',
    severity: 'ok',
    finds: ['A10'],
  },
  {
    when: 'TTLs that differ by server',
    look: { servers: { ns1: { new: 'A 192.0.2.10; ttl 60' }, ns2: { new: 'A 192.0.2.10; ttl 600' } } },
    status: 'ok',
    severity: 'ok',
    finds: ['A10', 'A33'],
  },
  {
    when: 'only IPv6, as expected',
    look: both({ new: 'AAAA 2001:db8::1' }),
    expect: { records: { AAAA: ['2001:db8::1'] } },
    status: 'ok',
    severity: 'ok',
    finds: ['A10'],
  },
  {
    when: 'an alias that leads to the expected address',
    look: { ...both({ new: 'CNAME web.example' }), chain: { 'web.example': 'A 192.0.2.10' } },
    status: 'ok',
    severity: 'ok',
    finds: ['A10'],
  },
  {
    when: 'the expected alias',
    look: { ...both({ new: 'CNAME web.example' }), chain: { 'web.example': 'A 192.0.2.77' } },
    expect: { records: { CNAME: ['web.example'] } },
    status: 'ok',
    severity: 'ok',
    finds: ['A10'],
  },
  {
    when: 'a wildcard that gives just what is expected',
    look: both({ wildcard: 'A 192.0.2.10', old: 'NXDOMAIN' }),
    expect: { oldName: null },
    status: 'ok',
    severity: 'ok',
    finds: ['A10', 'A16'],
  },
  {
    when: 'one of the servers has an IPv6 address that this machine cannot reach',
    look: { servers: { ns1: {}, ns2: { new: 'unreachable', old: 'unreachable', address: '2001:db8::53' } } },
    status: 'ok',
    severity: 'ok',
    finds: ['A10'],
  },
  {
    when: 'TCP closed',
    look: { servers: { ns1: { tcp: 'timeout' }, ns2: {} } },
    status: 'ok',
    severity: 'info',
    finds: ['A04', 'A10'],
  },

  // Broken.
  {
    when: 'the new name exists nowhere',
    look: both({ new: 'NXDOMAIN' }),
    status: 'broken',
    severity: 'critical',
    finds: ['A11'],
  },
  {
    when: 'the new name has other types only',
    look: both({ new: 'NODATA' }),
    status: 'broken',
    severity: 'critical',
    finds: ['A12'],
  },
  {
    when: 'only an IPv6 address where an IPv4 one is expected too',
    look: both({ new: 'AAAA 2001:db8::1' }),
    expect: { records: { A: ['192.0.2.10'], AAAA: ['2001:db8::1'] } },
    status: 'broken',
    severity: 'critical',
    finds: ['A12'],
  },
  {
    when: 'one server does not have it, with the same serial',
    look: { servers: { ns1: {}, ns2: { new: 'NXDOMAIN' } } },
    status: 'broken',
    severity: 'warning',
    finds: ['A11', 'A08'],
  },
  {
    when: 'a server behind beyond refresh and retry',
    look: { servers: { ns1: { serial: 2 }, ns2: { serial: 1, new: 'NXDOMAIN' } } },
    expect: { executedAt: hoursAgo(2) },
    status: 'broken',
    severity: 'warning',
    finds: ['A07'],
  },
  {
    when: 'a registered name whose secondary has lacked a change for two hours',
    look: { servers: { ns1: { serial: 2 }, ns2: { serial: 1, new: 'NXDOMAIN' } } },
    expect: { executedAt: null, before: lacking(hoursAgo(2)) },
    status: 'broken',
    severity: 'warning',
    finds: ['A07'],
  },
  {
    when: 'one server refuses',
    look: { servers: { ns1: {}, ns2: { new: 'REFUSED', old: 'REFUSED' } } },
    status: 'broken',
    severity: 'warning',
    finds: ['A02'],
  },
  {
    when: 'one server answers without authority',
    look: { servers: { ns1: {}, ns2: { new: 'lame', old: 'lame' } } },
    status: 'broken',
    severity: 'warning',
    finds: ['A02'],
  },
  {
    when: 'one server is silent',
    look: { servers: { ns1: {}, ns2: { new: 'timeout', old: 'timeout' } } },
    status: 'broken',
    severity: 'warning',
    finds: ['A03'],
  },
  {
    when: 'one server cuts its answers short and is closed to TCP',
    look: {
      servers: {
        ns1: {},
        ns2: { new: 'timeout', old: 'timeout', tcp: 'timeout', cut: true },
      },
    },
    status: 'broken',
    severity: 'warning',
    finds: ['A04'],
    never: ['A03'],
  },
  {
    when: 'every server cuts its answers short and is closed to TCP',
    look: both({ new: 'timeout', old: 'timeout', tcp: 'timeout', cut: true }),
    status: 'broken',
    severity: 'critical',
    finds: ['A01', 'A04'],
    never: ['A03'],
  },
  {
    when: 'every server refuses',
    look: both({ new: 'REFUSED', old: 'REFUSED' }),
    status: 'broken',
    severity: 'critical',
    finds: ['A01'],
  },
  {
    when: 'every server is silent while the parent speaks',
    look: both({ new: 'timeout', old: 'timeout' }),
    status: 'broken',
    severity: 'critical',
    finds: ['A01'],
  },
  {
    when: 'the registry does not know the zone',
    look: { ...both({ new: 'NXDOMAIN' }), zone: 'test', parent: 'NXDOMAIN' },
    status: 'broken',
    severity: 'critical',
    finds: ['A01'],
  },
  {
    when: 'an alias to a name that anybody may register',
    look: {
      ...both({ new: 'CNAME bebas.example' }),
      chain: { 'bebas.example': { zone: 'example', says: 'NXDOMAIN' } },
    },
    status: 'broken',
    severity: 'critical',
    finds: ['A22'],
  },
  {
    when: 'an alias to nothing',
    look: {
      ...both({ new: 'CNAME weg.kota.test' }),
      chain: { 'weg.kota.test': { zone: APEX, says: 'NXDOMAIN' } },
    },
    status: 'broken',
    severity: 'critical',
    finds: ['A22'],
  },
  {
    when: 'an alias that loops',
    look: {
      ...both({ new: 'CNAME a.example' }),
      chain: { 'a.example': 'CNAME b.example', 'b.example': 'CNAME a.example' },
    },
    status: 'broken',
    severity: 'critical',
    finds: ['A21'],
  },
  {
    when: 'AAAA questions fail',
    look: both({ newAAAA: 'SERVFAIL' }),
    status: 'broken',
    severity: 'warning',
    finds: ['A17'],
  },
  {
    when: 'a DS without a matching key',
    look: { more: [...signedNew([signature(NEW, 'A')])!, ds(vouching[2].replace(/^24750/, '9'))] },
    status: 'broken',
    severity: 'critical',
    finds: ['D04'],
  },
  {
    when: 'a signed zone with an unsigned new name',
    look: {
      more: [
        {
          question: { name: APEX, type: 'DNSKEY' },
          outcome: answers([key, signature(APEX, 'DNSKEY', { labels: 2 })]),
        },
        ds(vouching[2]),
      ],
    },
    status: 'broken',
    severity: 'critical',
    finds: ['D03'],
  },
  {
    when: 'signatures that have expired',
    look: {
      servers: { ns1: {} },
      more: [
        {
          question: { name: APEX, type: 'DNSKEY' },
          outcome: answers([key, signature(APEX, 'DNSKEY', { labels: 2 })]),
        },
        ds(vouching[2]),
        {
          purpose: 'new',
          question: { name: NEW, type: 'A' },
          outcome: answers([
            record(NEW, 'A', '192.0.2.10'),
            signature(NEW, 'A', { expires: '20261101000000' }),
          ]),
        },
      ],
    },
    status: 'broken',
    severity: 'critical',
    finds: ['D05'],
  },
  {
    when: 'the signature over the keys has expired',
    look: { servers: {}, more: signedServer({}, { expires: '20261101000000' }) },
    status: 'broken',
    severity: 'critical',
    finds: ['D05'],
  },
  {
    when: 'signatures that are not valid yet',
    look: { servers: {}, more: signedServer({ begins: '20270101000000' }) },
    status: 'broken',
    severity: 'critical',
    finds: ['D03'],
  },
  {
    when: 'signatures made by a key that the zone does not have',
    look: { servers: {}, more: signedServer({ by: '4711 kota.test' }) },
    status: 'broken',
    severity: 'critical',
    finds: ['D03'],
  },
  {
    when: 'signatures made by another zone',
    look: { servers: {}, more: signedServer({ by: '24750 test' }) },
    status: 'broken',
    severity: 'critical',
    finds: ['D03'],
  },
  {
    when: 'a validating resolver refuses',
    look: {
      caches: {
        '203.0.113.1': { new: 'SERVFAIL', cd: 'A 192.0.2.10' },
        '203.0.113.2': { new: 'A 192.0.2.10' },
      },
    },
    status: 'broken',
    severity: 'warning',
    finds: ['R10'],
  },

  // Wrong.
  {
    when: 'another target',
    look: both({ new: 'A 192.0.2.99' }),
    status: 'wrong',
    severity: 'critical',
    finds: ['A13'],
  },
  {
    when: 'a leftover beside the right value',
    look: both({ new: 'A 192.0.2.10, A 192.0.2.99' }),
    status: 'wrong',
    severity: 'warning',
    finds: ['A14'],
  },
  {
    when: 'a part of the values',
    look: both({}),
    expect: { records: { A: ['192.0.2.10', '192.0.2.11'] } },
    status: 'wrong',
    severity: 'warning',
    finds: ['A15'],
  },
  {
    when: 'an AAAA that nobody expects',
    look: both({ new: 'A 192.0.2.10, AAAA 2001:db8::9' }),
    status: 'wrong',
    severity: 'warning',
    finds: ['A17'],
  },
  {
    when: 'a new name that is denied the compact way',
    look: both({ new: 'NXNAME' }),
    status: 'broken',
    severity: 'critical',
    finds: ['A11'],
  },
  {
    when: 'a new name that is empty the compact way',
    look: both({ new: 'ENT' }),
    status: 'broken',
    severity: 'critical',
    finds: ['A12'],
  },
  {
    when: 'only a wildcard answers, with something else',
    look: both({ new: 'A 192.0.2.99', wildcard: 'A 192.0.2.99' }),
    status: 'wrong',
    severity: 'critical',
    finds: ['A16'],
  },
  {
    when: 'only a wildcard answers, signed as if each name were there',
    look: {
      servers: { ns1: { new: 'A 192.0.2.99', wildcard: 'A 192.0.2.99', belowNew: 'A 192.0.2.99' } },
      more: [
        {
          purpose: 'new',
          question: { name: NEW, type: 'A' },
          outcome: answers([record(NEW, 'A', '192.0.2.99'), signature(NEW, 'A')]),
        },
      ],
    },
    status: 'wrong',
    severity: 'critical',
    finds: ['A16'],
  },
  {
    when: 'the same value in a record of its own',
    look: both({ new: 'A 192.0.2.99', wildcard: 'A 192.0.2.99', belowNew: 'NXDOMAIN' }),
    status: 'wrong',
    severity: 'critical',
    finds: ['A13'],
  },
  {
    when: 'one server of two elsewhere, with the same serial',
    look: { servers: { ns1: {}, ns2: { new: 'A 192.0.2.99' } } },
    status: 'wrong',
    severity: 'warning',
    finds: ['A13', 'A08'],
  },
  {
    when: 'an inner address that nobody expects',
    look: both({ new: 'A 10.0.0.1' }),
    status: 'wrong',
    severity: 'critical',
    finds: ['A13', 'A18'],
  },
  {
    when: 'an alias beside other records',
    look: { ...both({ new: 'CNAME web.example, A 192.0.2.10' }), chain: { 'web.example': 'A 192.0.2.10' } },
    status: 'wrong',
    severity: 'warning',
    finds: ['A19'],
  },
  {
    when: 'the new name leans on the old one',
    look: { ...both({ new: `CNAME ${OLD}`, old: 'A 192.0.2.10' }) },
    status: 'wrong',
    severity: 'warning',
    finds: ['A24'],
  },
  {
    when: 'another alias than expected',
    look: { ...both({ new: 'CNAME x.example' }), chain: { 'x.example': 'A 192.0.2.10' } },
    expect: { records: { CNAME: ['web.example'] } },
    status: 'wrong',
    severity: 'critical',
    finds: ['A13'],
  },

  // Stale.
  {
    when: 'old to be removed, still served',
    look: both({ old: 'A 192.0.2.10' }),
    status: 'stale',
    severity: 'warning',
    finds: ['A26', 'A10'],
  },
  {
    when: 'the same, forgotten for months',
    look: both({ old: 'A 192.0.2.10' }),
    expect: { executedAt: hoursAgo(24 * 60) },
    status: 'stale',
    severity: 'warning',
    finds: ['A26'],
  },
  {
    when: 'the same, within its grace',
    look: both({ old: 'A 192.0.2.10' }),
    expect: { redirectUntil: hoursAgo(-24) },
    status: 'stale',
    severity: 'info',
    finds: ['A26'],
  },
  {
    when: 'old still answered by a wildcard',
    look: both({ old: 'A 192.0.2.99', wildcard: 'A 192.0.2.99' }),
    status: 'stale',
    severity: 'warning',
    finds: ['A29'],
  },
  {
    when: 'old still there, with the value of the wildcard',
    look: both({ old: 'A 192.0.2.99', wildcard: 'A 192.0.2.99', belowOld: 'NXDOMAIN' }),
    status: 'stale',
    severity: 'warning',
    finds: ['A26'],
  },
  {
    when: 'old gone at one server only, same serial',
    look: { servers: { ns1: { old: 'NXDOMAIN' }, ns2: { old: 'A 192.0.2.10' } } },
    status: 'stale',
    severity: 'warning',
    finds: ['A28'],
  },
  {
    when: 'old should redirect but is gone',
    look: {},
    expect: { want: 'redirect' },
    status: 'stale',
    severity: 'warning',
    finds: ['S08'],
  },
  {
    when: 'old should stay but is gone',
    look: {},
    expect: { want: 'keep' },
    status: 'stale',
    severity: 'warning',
    finds: ['S08'],
  },
  {
    when: 'old points at a name that anybody can register',
    look: {
      ...both({ old: 'CNAME toko.contoh-bebas.com' }),
      chain: { 'toko.contoh-bebas.com': { zone: 'com', says: 'NXDOMAIN' } },
    },
    expect: { want: 'keep' },
    status: 'stale',
    severity: 'critical',
    finds: ['S02'],
  },
  {
    when: 'old points at a name that is gone in a kept zone',
    look: {
      ...both({ old: 'CNAME weg.kota.test' }),
      chain: { 'weg.kota.test': { zone: APEX, says: 'NXDOMAIN' } },
    },
    expect: { want: 'keep' },
    status: 'stale',
    severity: 'warning',
    finds: ['S02'],
  },
  {
    when: 'old came back after it was gone',
    look: both({ old: 'A 192.0.2.10' }),
    expect: { goneAt: hoursAgo(100) },
    status: 'stale',
    severity: 'warning',
    finds: ['S09'],
  },

  // The old name as wanted.
  {
    when: 'old is an alias of the new one',
    look: both({ old: `CNAME ${NEW}` }),
    expect: { want: 'redirect' },
    status: 'ok',
    severity: 'ok',
    finds: ['A25'],
  },
  {
    when: 'the redirect period is over',
    look: both({ old: 'A 192.0.2.10' }),
    expect: { want: 'redirect', redirectUntil: hoursAgo(24) },
    status: 'ok',
    severity: 'info',
    finds: ['S11'],
  },
  {
    when: 'the redirect period is over, and the old name was taken away',
    look: {},
    expect: { want: 'redirect', redirectUntil: hoursAgo(24) },
    status: 'ok',
    severity: 'ok',
    finds: ['A27'],
  },
  {
    when: 'the last day of the redirect is not over yet, and the old name is gone',
    look: {},
    expect: { want: 'redirect', redirectUntil: '2026-11-24' },
    status: 'stale',
    severity: 'warning',
    finds: ['S08'],
  },
  {
    when: 'old is kept',
    look: both({ old: 'A 192.0.2.10' }),
    expect: { want: 'keep' },
    status: 'ok',
    severity: 'ok',
    finds: ['A10'],
  },

  // Propagating.
  {
    when: 'a secondary behind within refresh and retry',
    look: { servers: { ns1: { serial: 2 }, ns2: { serial: 1, new: 'NXDOMAIN' } } },
    status: 'propagating',
    severity: 'info',
    finds: ['A06'],
    waits: 5400,
  },
  {
    when: 'a secondary behind by another change, weeks after the rename',
    look: { servers: { ns1: { serial: 2 }, ns2: { serial: 1, new: 'NXDOMAIN' } } },
    expect: { executedAt: hoursAgo(500), before: { zones: {}, published: null } },
    status: 'propagating',
    severity: 'info',
    finds: ['A06'],
    waits: 5400,
  },
  {
    when: 'a secondary that was seen behind an hour ago',
    look: { servers: { ns1: { serial: 2 }, ns2: { serial: 1, new: 'NXDOMAIN' } } },
    expect: { executedAt: hoursAgo(500), before: lacking(hoursAgo(1)) },
    status: 'propagating',
    severity: 'info',
    finds: ['A06'],
    waits: 1800,
  },
  {
    when: 'the same across the end of serial numbers',
    look: { servers: { ns1: { serial: 0 }, ns2: { serial: 4294967295, new: 'NXDOMAIN' } } },
    status: 'propagating',
    severity: 'info',
    finds: ['A06'],
    waits: 5400,
  },
  {
    when: 'a secondary still has the old name',
    look: { servers: { ns1: { serial: 2 }, ns2: { serial: 1, old: 'A 192.0.2.10' } } },
    expect: { executedAt: hoursAgo(1) },
    status: 'propagating',
    severity: 'info',
    finds: ['A28'],
    waits: 1800,
  },
  {
    when: 'a cache remembers that the new name does not exist',
    look: { caches: { '203.0.113.1': { new: 'NXDOMAIN; ttl 120' } } },
    status: 'propagating',
    severity: 'warning',
    finds: ['R03'],
    waits: 120,
  },
  {
    when: 'a cache still holds the old name',
    look: { caches: { '203.0.113.1': { new: 'A 192.0.2.10', old: 'A 192.0.2.10; ttl 9000' } } },
    status: 'propagating',
    severity: 'warning',
    finds: ['R02', 'R01'],
    waits: 9000,
  },
  {
    when: 'a cache still holds the former value',
    look: { caches: { '203.0.113.1': { new: 'A 192.0.2.99; ttl 777' } } },
    status: 'propagating',
    severity: 'warning',
    finds: ['R02'],
    waits: 777,
  },
  {
    when: 'two caches: the longer wait counts',
    look: {
      caches: {
        '203.0.113.1': { new: 'NXDOMAIN; ttl 120' },
        '203.0.113.2': { new: 'A 192.0.2.99; ttl 777' },
      },
    },
    status: 'propagating',
    severity: 'warning',
    finds: ['R02', 'R03'],
    waits: 777,
  },
  {
    when: 'a cache repeats a failure',
    look: { caches: { '203.0.113.1': { new: 'SERVFAIL' } } },
    status: 'propagating',
    severity: 'warning',
    finds: ['R13'],
    waits: 300,
  },
  {
    when: 'a cache past every bound known before',
    look: { caches: { '203.0.113.1': { new: 'A 192.0.2.99; ttl 777' } } },
    expect: {
      executedAt: hoursAgo(9),
      baseline: { measuredAt: hoursAgo(10), oldRecords: {}, oldTtl: 14400, negativeTtl: 300 },
    },
    status: 'propagating',
    severity: 'warning',
    finds: ['R04'],
    waits: 777,
  },
  {
    when: 'a cache with what was there before, after twice the time that anything may be remembered',
    look: { caches: { '203.0.113.1': { new: 'A 192.0.2.99; ttl 777' } } },
    expect: {
      executedAt: hoursAgo(9),
      baseline: measured,
      before: remembered({ seenAt: hoursAgo(9) }),
    },
    status: 'wrong',
    severity: 'warning',
    finds: ['R04'],
  },
  {
    when: 'the same, but the zone was edited since',
    look: { caches: { '203.0.113.1': { new: 'A 192.0.2.99; ttl 777' } } },
    expect: {
      executedAt: hoursAgo(900),
      baseline: measured,
      before: remembered({ seenAt: hoursAgo(1) }),
    },
    status: 'propagating',
    severity: 'warning',
    finds: ['R04'],
    waits: 777,
  },
  {
    when: 'a cache that denies the name after all that time',
    look: { caches: { '203.0.113.1': { new: 'NXDOMAIN; ttl 60' } } },
    expect: {
      executedAt: hoursAgo(9),
      baseline: measured,
      before: remembered({ seenAt: hoursAgo(9) }),
    },
    status: 'broken',
    severity: 'warning',
    finds: ['R04'],
  },
  {
    when: 'a cache that still has the old name after all that time',
    look: { caches: { '203.0.113.1': { new: 'A 192.0.2.10', old: 'A 192.0.2.99' } } },
    expect: {
      executedAt: hoursAgo(9),
      baseline: measured,
      before: remembered({ seenAt: hoursAgo(9) }),
    },
    status: 'stale',
    severity: 'warning',
    finds: ['R04'],
  },
  {
    when: 'a resolver with its own answer for a registered name, weeks after any change',
    look: {
      caches: {
        '203.0.113.1': { new: 'A 192.0.2.10' },
        '203.0.113.2': { new: 'A 36.86.63.185; ttl 300' },
      },
    },
    expect: { executedAt: null, before: remembered({ seenAt: hoursAgo(24 * 15) }) },
    status: 'ok',
    severity: 'info',
    finds: ['R07', 'R01'],
  },
  {
    when: 'a cache whose forwarder shows the SOA as it stands in the zone',
    look: {
      caches: { '203.0.113.1': {} },
      more: [
        fromCache({
          ...(outcome('NXDOMAIN', NEW, 'A') as Answer),
          authorities: [record(APEX, 'SOA', 'ns1.kota.test a.test 1 2 3 4 300', 86_400)],
        }),
      ],
    },
    status: 'propagating',
    severity: 'warning',
    finds: ['R03'],
    waits: 300,
  },
  {
    when: 'a cache that denies by range',
    look: {
      caches: { '203.0.113.1': {} },
      more: [
        fromCache({
          ...(outcome('NXDOMAIN; ttl 60', NEW, 'A') as Answer),
          authorities: [
            record(APEX, 'SOA', 'ns1.kota.test a.test 1 2 3 4 300', 60),
            record('a.kota.test', 'NSEC', 'z.kota.test A'),
          ],
        }),
      ],
    },
    status: 'propagating',
    severity: 'warning',
    finds: ['R11'],
    waits: 60,
  },
  {
    when: 'a cache still follows the former delegation',
    look: { caches: { '203.0.113.1': { new: 'A 192.0.2.99; ttl 60', ns: 'ns.lama.example; ttl 4000' } } },
    status: 'propagating',
    severity: 'warning',
    finds: ['R12', 'R02'],
    waits: 4000,
  },

  // Votes.
  {
    when: 'all caches right',
    look: { caches: { '203.0.113.1': { new: 'A 192.0.2.10', old: 'NXDOMAIN' } } },
    status: 'ok',
    severity: 'ok',
    finds: ['R01'],
  },
  {
    when: 'one cache unwell among two',
    look: { caches: { '203.0.113.1': { new: 'A 192.0.2.10' }, '203.0.113.2': { canary: 'timeout' } } },
    status: 'ok',
    severity: 'info',
    finds: ['R01', 'R08'],
  },
  {
    when: 'no cache can vote',
    look: { caches: { '203.0.113.1': { canary: 'REFUSED' } } },
    status: 'unknown',
    severity: 'info',
    finds: ['R08', 'R14'],
  },
  {
    when: 'a cache that filters',
    look: {
      caches: {
        '203.0.113.1': { new: 'A 192.0.2.10' },
        '203.0.113.2': { new: 'A 198.18.0.1', extended: 15 },
      },
    },
    status: 'ok',
    severity: 'info',
    finds: ['R07'],
  },
  {
    when: 'a cache that invents names',
    look: {
      caches: {
        '203.0.113.1': { new: 'A 192.0.2.10' },
        '203.0.113.2': { new: 'A 198.18.0.1', wildcard: 'A 198.18.0.1' },
      },
    },
    status: 'ok',
    severity: 'info',
    finds: ['R07'],
  },
  {
    when: 'a right answer from an expired entry',
    look: { caches: { '203.0.113.1': { new: 'A 192.0.2.10; ttl 30', extended: 3 } } },
    status: 'ok',
    severity: 'info',
    finds: ['R05'],
  },
  {
    when: 'a cache that stretches TTLs',
    look: { caches: { '203.0.113.1': { new: 'A 192.0.2.10; ttl 86400' } } },
    status: 'ok',
    severity: 'ok',
    finds: ['R06'],
  },
  {
    when: 'a cache inside sees an inner address',
    look: { ...both({ new: 'A 93.184.216.34' }), caches: { '203.0.113.1': { new: 'A 10.1.1.1' } } },
    expect: { records: { A: ['93.184.216.34'] } },
    status: 'ok',
    severity: 'warning',
    finds: ['R09'],
  },
  {
    when: 'the panel was not asked, since the name is not everywhere',
    look: { ...both({ new: 'NXDOMAIN' }), caches: { '203.0.113.1': {} } },
    status: 'broken',
    severity: 'critical',
    finds: ['A11', 'R15'],
  },

  // Unknown.
  {
    when: 'nothing at all can be reached',
    look: { ...both({ new: 'timeout', old: 'timeout', tcp: 'timeout' }), parent: 'timeout' },
    status: 'unknown',
    severity: 'info',
    finds: ['M01'],
  },
  {
    when: 'somebody on the way answers in place of the root servers',
    look: { servers: {}, parent: 'NXDOMAIN; no aa' },
    status: 'unknown',
    severity: 'info',
    finds: ['M01'],
  },
  {
    when: 'the canary that the operator chose does not show',
    look: {
      more: [
        {
          purpose: 'canary',
          question: { name: 'kenari.test', type: 'A' },
          outcome: outcome('timeout', 'kenari.test', 'A'),
        },
      ],
    },
    status: 'unknown',
    severity: 'info',
    finds: ['M01'],
    never: ['A10'],
  },
  {
    when: 'the guard forbids the canary that the operator chose',
    look: {
      more: [
        {
          purpose: 'canary',
          question: { name: 'kenari.test', type: 'A' },
          outcome: outcome('not_allowed', 'kenari.test', 'A'),
        },
      ],
    },
    status: 'ok',
    severity: 'ok',
    finds: ['A10'],
  },
  {
    when: 'servers silent to us, though a cache resolves the zone',
    look: { ...both({ new: 'timeout', old: 'timeout' }), caches: { '203.0.113.1': {} } },
    status: 'unknown',
    severity: 'info',
    finds: ['M04'],
  },
  {
    when: 'the guard forbids every server',
    look: both({ new: 'not_allowed', old: 'not_allowed' }),
    status: 'unknown',
    severity: 'info',
    finds: ['M06'],
  },
  {
    when: 'the end of an alias cannot be seen',
    look: { ...both({ new: 'CNAME web.example' }), chain: { 'web.example': 'timeout' } },
    status: 'unknown',
    severity: 'info',
    finds: ['M04'],
  },

  // Notes under `ok`.
  {
    when: 'an alias chain that is long',
    look: {
      ...both({ new: 'CNAME n0.example' }),
      chain: Object.fromEntries(
        [...Array(9).keys()].map((n) => [
          `n${n}.example`,
          n === 8 ? 'A 192.0.2.10' : `CNAME n${n + 1}.example`,
        ]),
      ),
    },
    status: 'ok',
    severity: 'info',
    finds: ['A21'],
  },
  {
    when: 'the end of a chain outside the policy',
    look: { ...both({ new: 'CNAME web.example' }), chain: { 'web.example': 'A 192.0.2.10' } },
    policy: { allowedSuffixes: ['kota.test'] },
    status: 'ok',
    severity: 'warning',
    finds: ['A23'],
  },
  {
    when: 'a TTL that stayed low',
    look: both({ new: 'A 192.0.2.10; ttl 300' }),
    expect: {
      executedAt: hoursAgo(200),
      baseline: { measuredAt: hoursAgo(201), oldRecords: {}, oldTtl: 14400, negativeTtl: 300 },
    },
    status: 'ok',
    severity: 'ok',
    finds: ['A34'],
  },
  {
    when: 'hasty SOA timers',
    look: both({ soa: 'ns1.kota.test a.test 1 3600 7200 1000 5' }),
    status: 'ok',
    severity: 'ok',
    finds: ['A35'],
  },
  {
    when: 'a name server that the parent does not know yet',
    look: both({ ns: ['ns1.kota.test', 'ns2.kota.test', 'ns9.kota.test'] }),
    status: 'ok',
    severity: 'warning',
    finds: ['A36', 'A05'],
  },
  {
    when: 'NS sets that differ',
    look: both({ ns: ['ns1.kota.test', 'ns9.kota.test'] }),
    status: 'ok',
    severity: 'warning',
    finds: ['A36', 'A05'],
  },
  {
    when: 'a single name server',
    look: { servers: { ns1: {} } },
    status: 'ok',
    severity: 'ok',
    finds: ['A38'],
  },
  {
    when: 'two names on one address',
    look: { servers: { ns1: {}, ns2: { address: '198.51.100.1' } } },
    status: 'ok',
    severity: 'ok',
    finds: ['A38'],
    never: ['A05'],
  },
  {
    when: 'three names on two addresses',
    look: { servers: { ns1: {}, ns2: {}, ns3: { address: '198.51.100.1' } } },
    status: 'ok',
    severity: 'ok',
    finds: ['A38'],
    never: ['A05'],
  },
  {
    when: 'a name that only the zone gives, on the address of another',
    look: {
      ...both({ ns: ['ns1.kota.test', 'ns2.kota.test', 'ns3.kota.test'] }),
      more: [
        {
          purpose: 'delegation',
          question: { name: 'ns3.kota.test', type: 'A' },
          outcome: answers([record('ns3.kota.test', 'A', '198.51.100.1')]),
        },
      ],
    },
    status: 'ok',
    severity: 'ok',
    finds: ['A36', 'A38'],
    never: ['A05'],
  },
  {
    when: 'the primary behind its secondary',
    look: { servers: { ns1: { serial: 1 }, ns2: { serial: 2 } } },
    status: 'ok',
    severity: 'warning',
    finds: ['A09'],
  },
  {
    when: 'a serial that went back everywhere',
    look: both({ serial: 4 }),
    expect: {
      before: { zones: { [APEX]: { serial: 5, seenAt: null, backAt: null, split: null } }, published: null },
    },
    status: 'ok',
    severity: 'warning',
    finds: ['A09'],
  },
  {
    when: 'records that changed although the serial did not',
    look: both({ serial: 5 }),
    expect: { before: { zones: {}, published: { zone: APEX, serial: 5, records: 'A 192.0.2.9' } } },
    status: 'ok',
    severity: 'info',
    finds: ['A09'],
  },
  {
    when: 'a server that recurses, and one that lets anyone copy the zone',
    look: {
      more: [
        {
          question: { name: '.', type: 'NS' },
          recursionDesired: true,
          outcome: { ...answers([record('.', 'NS', 'a.root')]), aa: false, ra: true },
        },
        {
          question: { name: APEX, type: 'AXFR' },
          transport: 'tcp',
          outcome: answers([record(APEX, 'SOA', 'x')]),
        },
      ],
    },
    status: 'ok',
    severity: 'ok',
    finds: ['A39', 'A42'],
  },
  {
    when: 'a server that cannot do EDNS, and a long answer',
    look: {
      more: [
        { withoutEdns: 'FORMERR' },
        {
          purpose: 'new',
          question: { name: NEW, type: 'A' },
          truncated: true,
          transport: 'tcp',
          outcome: outcome('A 192.0.2.10', NEW, 'A'),
        },
      ],
    },
    status: 'ok',
    severity: 'ok',
    finds: ['A40', 'A41'],
  },
  {
    when: 'glue that is out of date',
    look: {
      more: [
        {
          role: 'parent',
          purpose: 'delegation',
          zone: 'test',
          question: { name: APEX, type: 'NS' },
          outcome: {
            ...answers([]),
            aa: false,
            additionals: [record('ns1.kota.test', 'A', '198.51.100.77')],
          },
        },
        {
          purpose: 'delegation',
          question: { name: 'ns1.kota.test', type: 'A' },
          outcome: answers([record('ns1.kota.test', 'A', '198.51.100.1')]),
        },
      ],
    },
    status: 'ok',
    severity: 'warning',
    finds: ['A37'],
  },
  {
    when: 'an MX that points at an alias',
    look: {
      ...both({ new: 'CNAME web.example' }),
      chain: { 'web.example': 'A 192.0.2.10' },
      more: [{ question: { name: APEX, type: 'MX' }, outcome: answers([record(APEX, 'MX', `10 ${NEW}`)]) }],
    },
    status: 'ok',
    severity: 'warning',
    finds: ['A32'],
  },
  {
    when: 'an alias at the zone name itself',
    look: { ...both({ new: 'CNAME web.example' }), zone: NEW, chain: { 'web.example': 'A 192.0.2.10' } },
    status: 'broken',
    severity: 'critical',
    finds: ['A20'],
  },
  {
    when: 'records left at the old name',
    look: {
      more: [
        {
          purpose: 'beside',
          question: { name: OLD, type: 'MX' },
          outcome: answers([record(OLD, 'MX', '10 mail.kota.test')]),
        },
      ],
    },
    status: 'ok',
    severity: 'info',
    finds: ['A30'],
  },
  {
    when: 'records of a new name that stands below the old one',
    look: {
      more: [
        {
          purpose: 'beside',
          question: { name: `unit.${OLD}`, type: 'CAA' },
          outcome: answers([record(`unit.${OLD}`, 'CAA', '0 issue "letsencrypt.org"')]),
        },
      ],
    },
    expect: { newName: hostname(`unit.${OLD}`) },
    status: 'ok',
    severity: 'ok',
    finds: [],
  },
  {
    when: 'the www pair forgotten',
    look: {
      more: [
        {
          purpose: 'beside',
          question: { name: `www.${OLD}`, type: 'A' },
          outcome: answers([record(`www.${OLD}`, 'A', '192.0.2.10')]),
        },
        {
          purpose: 'beside',
          question: { name: `www.${NEW}`, type: 'A' },
          outcome: outcome('NXDOMAIN', `www.${NEW}`, 'A'),
        },
      ],
    },
    status: 'ok',
    severity: 'warning',
    finds: ['A31'],
  },
  {
    when: 'an address outside the owned ranges',
    look: both({ new: 'A 93.184.216.34' }),
    expect: { records: { A: ['93.184.216.34'] } },
    policy: { ownRanges: ['103.0.0.0/8'] },
    status: 'ok',
    severity: 'warning',
    finds: ['S01'],
  },
  {
    when: 'a proved name that changed',
    look: both({ new: 'A 192.0.2.99' }),
    expect: { verifiedAt: hoursAgo(50) },
    status: 'wrong',
    severity: 'critical',
    finds: ['A13', 'S10'],
  },
  {
    when: 'the old name delegated to servers that do not know it',
    look: {
      more: ['A', 'AAAA', 'CNAME'].map((type) => ({
        purpose: 'old' as const,
        zone: OLD,
        server: { name: 'ns.mati.example', address: '198.51.100.66', port: 53 },
        question: { name: OLD, type },
        outcome: outcome('REFUSED', OLD, type),
      })),
      servers: { ns1: { old: 'REFUSED' } },
    },
    status: 'stale',
    severity: 'warning',
    finds: ['S03'],
  },
  {
    when: 'an unsigned zone',
    look: { more: [{ question: { name: APEX, type: 'DNSKEY' }, outcome: answers([]) }, ds()] },
    status: 'ok',
    severity: 'ok',
    finds: ['D01'],
  },
  {
    when: 'a signed zone, but nobody to validate',
    look: { servers: {}, more: signedServer() },
    status: 'ok',
    severity: 'ok',
    finds: ['D06'],
  },
  {
    when: 'a signed zone that was asked without EDNS, after two datagrams were lost',
    look: { servers: {}, more: signedServer(null, {}, { withoutEdns: 'silence' }) },
    status: 'ok',
    severity: 'ok',
    finds: ['D06'],
  },
  {
    when: 'a signed zone, validated by the panel',
    look: {
      servers: {},
      more: signedServer(),
      caches: { '203.0.113.1': { new: 'A 192.0.2.10', ad: true } },
    },
    status: 'ok',
    severity: 'ok',
    finds: ['D02'],
  },
  {
    when: 'signatures that end in two days',
    look: { servers: {}, more: signedServer({ expires: '20261126000000' }) },
    status: 'ok',
    severity: 'warning',
    finds: ['D05'],
  },
  {
    when: 'a question that waited long for its turn',
    look: { more: [{ purpose: 'beside', question: { name: OLD, type: 'MX' }, heldMs: 1500 }] },
    status: 'ok',
    severity: 'ok',
    finds: ['M05'],
  },
  {
    when: 'a question that never had its turn',
    look: {
      servers: { ns1: {}, ns2: { new: 'held_back' } },
    },
    status: 'unknown',
    severity: 'info',
    finds: ['M05'],
  },
  {
    when: 'no question had its turn',
    look: { parent: 'held_back', servers: { ns1: { new: 'held_back' }, ns2: { new: 'held_back' } } },
    status: 'unknown',
    severity: 'info',
    finds: ['M05', 'M04'],
  },
  {
    when: 'a clock that is years behind',
    look: {
      more: ['test', '.'].map((signer) => ({
        role: 'parent' as const,
        purpose: 'delegation' as const,
        zone: signer,
        question: { name: APEX, type: 'DS' },
        outcome: answers([
          record(APEX, 'RRSIG', `DS 13 2 300 20301124000000 20291124000000 1 ${signer} c2ln`),
        ]),
      })),
    },
    status: 'ok',
    severity: 'warning',
    finds: ['M02'],
  },
]

/** One server that answers with signatures, in place of the plain one. Null for no signature at all. */
function signedServer(
  records: Signing | null = {},
  keys: Signing = {},
  more: Partial<DnsObservation> = {},
): NonNullable<Look['more']> {
  const server = { name: 'ns1.kota.test', address: '198.51.100.5', port: 53 }
  const signed = records ? [signature(NEW, 'A', records)] : []
  return [
    {
      server,
      question: { name: APEX, type: 'DNSKEY' },
      outcome: answers([key, signature(APEX, 'DNSKEY', { labels: 2, ...keys })]),
    },
    ds(vouching[2]),
    {
      server,
      purpose: 'new',
      question: { name: NEW, type: 'A' },
      outcome: answers([record(NEW, 'A', '192.0.2.10'), ...signed]),
      ...more,
    },
  ]
}

describe('a look is judged', () => {
  it.each(rows)(
    '$status ($severity) when $when',
    ({ look, expect: more, policy, status, severity, finds, never = [], waits }) => {
      const verdict = judge(expectation(more), observe(look), NOW, { ...defaultPolicy, ...policy })
      const shown = JSON.stringify(
        verdict.findings.map(({ condition, server, seen }) => [condition, server, seen]),
      )
      expect({ status: verdict.status, severity: verdict.severity }, shown).toEqual({ status, severity })
      const found = verdict.findings.map(({ condition }) => condition)
      expect(found, shown).toEqual(expect.arrayContaining(finds))
      expect(
        never.filter((id) => found.includes(id)),
        shown,
      ).toEqual([])
      if (waits === undefined) expect(verdict.forecast).toBeNull()
      else expect((Date.parse(verdict.forecast!.until) - NOW.getTime()) / 1000).toBe(waits)
      for (const { message, remedy } of verdict.findings) {
        for (const text of [message.id, message.en, remedy.id, remedy.en])
          expect(text).not.toMatch(/[{}]|undefined|null/)
      }
    },
  )

  it('proves the rename exactly when all servers agree and nothing forbids it', () => {
    expect(proves(judge(expectation(), observe(), NOW))).toBe(true)
    expect(proves(judge(expectation(), observe(both({ old: 'A 192.0.2.10' })), NOW))).toBe(true)
    expect(
      proves(judge(expectation(), observe({ servers: { ns1: {}, ns2: { new: 'timeout' } } }), NOW)),
    ).toBe(false)
    expect(proves(judge(expectation(), observe(both({ new: 'NXDOMAIN' })), NOW))).toBe(false)
  })

  it('always says until when and why, in both languages', () => {
    const { forecast } = judge(
      expectation(),
      observe({ caches: { '203.0.113.1': { new: 'NXDOMAIN; ttl 120' } } }),
      NOW,
    )
    expect(forecast!.because.en).toContain('2 min')
    expect(forecast!.because.id).toContain('2 menit')
    expect(forecast!.because.id).toContain('Selasa, 24 November 2026 pukul 12.02 WITA')
  })
})

describe('the order in which servers were asked', () => {
  it.each<[string, Look, Partial<Expectation>]>([
    ['a split', { servers: { ns1: {}, ns2: { new: 'A 192.0.2.99' } } }, {}],
    ['an old name gone partly', { servers: { ns1: {}, ns2: { old: 'A 192.0.2.9' } } }, { want: 'remove' }],
    ['a drift', both({ new: 'A 192.0.2.99' }), { verifiedAt: hoursAgo(48) }],
  ])('changes nothing that is said of %s', (_, look, more) => {
    const said = (observations: readonly Observation[]) =>
      judge(expectation(more), observations, NOW).findings.map(({ condition, server, seen }) =>
        [condition, server, seen].join(' '),
      )
    const seen = observe(look)
    expect(said(seen.toReversed()).sort()).toEqual(said(seen).sort())
  })
})

describe('what the look before showed of the zone', () => {
  const expire = 1209600
  const published = { zone: APEX, serial: 5, records: 'A 192.0.2.9' }
  const back = (serial: number, backAt: string | null = null) => ({
    zones: { [APEX]: { serial, seenAt: null, backAt, split: null } },
    published: null,
  })
  it.each<[string, Look, Expectation['before'], boolean]>([
    ['nothing is remembered', {}, undefined, false],
    ['the same serial', both({ serial: 5 }), back(5), false],
    ['a later one', both({ serial: 6 }), back(5), false],
    ['a later one, round the end', both({ serial: 3 }), back(4294967290), false],
    ['an earlier one, round the end', both({ serial: 4294967290 }), back(3), true],
    ['back at one server only', { servers: { ns1: { serial: 5 }, ns2: { serial: 4 } } }, back(5), false],
    ['back for a week', both({ serial: 4 }), back(5, hoursAgo(168)), true],
    ['back for longer than the zone lives', both({ serial: 4 }), back(5, hoursAgo(expire / 3600 + 1)), false],
    [
      'another zone',
      both({ serial: 4 }),
      { ...back(5), zones: { test: { serial: 5, seenAt: null, backAt: null, split: null } } },
      false,
    ],
    ['new records, new serial', both({ serial: 6 }), { zones: {}, published }, false],
    ['new records, same serial', both({ serial: 5 }), { zones: {}, published }, true],
    [
      'the same records',
      both({ serial: 5 }),
      { zones: {}, published: { ...published, records: 'A 192.0.2.10' } },
      false,
    ],
    [
      'servers that differ',
      { servers: { ns1: { serial: 5 }, ns2: { serial: 5, new: 'NXDOMAIN' } } },
      { zones: {}, published },
      false,
    ],
    [
      'a server that answers by halves',
      both({ serial: 5, newAAAA: 'timeout' }),
      { zones: {}, published },
      false,
    ],
    ['no server heard', both({ new: 'timeout' }), { zones: {}, published }, false],
    ['gone, same serial', both({ serial: 5, new: 'NXDOMAIN' }), { zones: {}, published }, true],
  ])('%s', (_, look, before, told) => {
    const { findings } = judge(expectation(before ? { before } : {}), observe(look), NOW)
    const lagging = findings.filter(({ condition, server }) => condition === 'A09' && server === null)
    expect(lagging).toHaveLength(told ? 1 : 0)
  })
})

describe('the parent’s DS against the zone’s keys', () => {
  const wrong = (text: string) => text.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
  const rsa = record(
    APEX,
    'DNSKEY',
    '257 3 8 AwEAAbkdUPYVJPMp20QaDyV3wGVyxmZ/Xv/POl38tiPdrFvqk7iLkrq6zZVb06uugvBmjrvpr4vLN/W3+UkNYP4O1/wif8qVNFfsc0h+4UOA7+asvlIlcROD+/TWJFjE629dArwIOFj+SEc7OlT1SkmL3hXI48ZCdmXs+41qA3INSWxn+ENU0QQCW+e/On86WnXEdrKMI4n5w1015ZZWNeliSFoHYulp9iU21joFBw7q1seOC4hjPpqs3AvsiNwqqnvGY+JRV3XlCplleLibH+O00WVVmJhQ1H/wu0uDxfV+9jg0lTbyNNq+OaL6zrqjsNVLOhdvkJiKpq1K+YfZyYu7hIE=',
  )
  const rsaDs = '26291 8 2 7D188A1894441D72EA73F8A49E26D9D8AD915541F754C52B95E5D366F5C72C5F'
  const noZoneKey = record(APEX, 'DNSKEY', key.value.replace(/^257/, '1'))
  it.each<[string, SeenRecord[], string[], boolean]>([
    ['SHA-1', [key], [vouching[1]], false],
    ['SHA-256', [key], [vouching[2]], false],
    ['SHA-384', [key], [vouching[4]], false],
    ['RSA', [key, rsa], [rsaDs], false],
    ['one of two', [key], [rsaDs, vouching[2]], false],
    ['another digest of the same tag and algorithm', [key], [wrong(vouching[2])], true],
    ['another SHA-1', [key], [wrong(vouching[1])], true],
    ['another SHA-384', [key], [wrong(vouching[4])], true],
    [
      'SHA-1 right, SHA-256 wrong: the weaker one does not count',
      [key],
      [vouching[1], wrong(vouching[2])],
      true,
    ],
    ['the key of another algorithm', [rsa], [vouching[2]], true],
    ['a digest of a type that nobody reckons', [key], ['24750 13 3 AB'], false],
    ['a key that is no zone key', [noZoneKey], ['24494 13 3 AB'], true],
  ])('%s', (_, keys, anchors, orphaned) => {
    const more = [{ question: { name: APEX, type: 'DNSKEY' }, outcome: answers(keys) }, ds(...anchors)]
    const { findings } = judge(expectation(), observe({ more }), NOW)
    const told = findings.find(({ condition }) => condition === 'D04')
    expect(told !== undefined).toBe(orphaned)
    if (told) expect(told.expected).not.toBe(told.seen)
  })
})

describe('drift is one finding of the name, whichever servers show it', () => {
  it.each([
    { id: 'S10', off: { new: 'A 192.0.2.99' }, more: { verifiedAt: hoursAgo(50) } },
    { id: 'S09', off: { old: 'A 192.0.2.10' }, more: { goneAt: hoursAgo(100) } },
  ])('$id', ({ id, off, more }) => {
    const told = (servers: Look['servers'] & {}) =>
      judge(expectation(more), observe({ servers }), NOW).findings.filter(({ condition }) => condition === id)
    const [first, second, every] = [
      told({ ns1: off, ns2: {} }),
      told({ ns1: {}, ns2: off }),
      told({ ns1: off, ns2: off }),
    ]
    expect(first).toHaveLength(1)
    expect(second.map(findingKey)).toEqual(first.map(findingKey))
    expect(every.map(findingKey)).toEqual(first.map(findingKey))
    expect(every[0]!.seen).toBe(`${first[0]!.seen} | ${second[0]!.seen}`)
  })
})

it('serial numbers go round (RFC 1982)', () => {
  expect(laterSerial(1, 4294967295)).toBe(true)
  expect(laterSerial(4294967295, 1)).toBe(false)
  expect(laterSerial(2026112402, 2026112401)).toBe(true)
  expect(laterSerial(7, 7)).toBe(false)
})

it.each([
  [0, '0 s'],
  [59.2, '1 min'],
  [5400, '1 h 30 min'],
  [90061, '1 d 1 h'],
])('%s seconds read %s', (seconds, en) => expect(inWords(seconds).en).toBe(en))

it('a reason is still true when it is read later: what remains is counted from an instant', () => {
  const why = { id: 'sisa {time}, jadi sampai {until}.', en: '{time} remain, so until {until}.' }
  const soon = forecastFrom('2026-11-23T06:05:00Z', 9_900, why).because
  expect(soon.id).toBe(
    'sisa 2 jam 45 menit (dihitung sejak pukul 14.05 WITA), jadi sampai Senin, 23 November 2026 pukul 16.50 WITA.',
  )
  expect(soon.en).toContain('2 h 45 min (counted from 14:05 WITA) remain')
  const tomorrow = forecastFrom('2026-11-23T06:05:00Z', 86_400, why).because
  expect(tomorrow.id).toContain('1 hari (dihitung sejak Senin, 23 November 2026 pukul 14.05 WITA)')
  const named = forecastFrom('2026-11-23T06:05:00Z', 9_900, { ...why, id: '{time} setelah {from}' }).because
  expect(named.id).toBe('2 jam 45 menit setelah Senin, 23 November 2026 pukul 14.05 WITA')
})

describe('the catalogue', () => {
  // Elsewhere: web and TLS have their own table, planning is tested with the preflight, the rest needs more than a look.
  const elsewhere = /^[HTN]|^S0[4567]|^M03/
  const emitted = new Set(rows.flatMap(({ finds }) => finds))
  const ids = Object.keys(conditions).filter((id) => !elsewhere.test(id))
  it.each(ids)('%s appears in a row of the table', (id) => expect([...emitted]).toContain(id))
})
