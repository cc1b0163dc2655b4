/** The web and certificate rules as tables: what was seen goes in, what it means comes out. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold } from '../../checks/judge/index.ts'
import { isDefaultPage, isSamePage } from '../../checks/judge/pages.ts'
import type { Policy } from '../../checks/judge/remark.ts'
import { tlsRules } from '../../checks/judge/tls.ts'
import { webRules } from '../../checks/judge/web.ts'
import { covers, sameSite } from '../../checks/names.ts'
import { conditions } from '../../server/core/conditions/index.ts'
import { tls } from '../../server/core/conditions/tls.ts'
import { web } from '../../server/core/conditions/web.ts'
import type { Condition, ConditionId } from '../../server/core/conditions/index.ts'
import type { Expectation } from '../../server/core/expectation.ts'
import { webFailures } from '../../server/core/observation.ts'
import type {
  DnsObservation,
  Observation,
  SeenCertificate,
  SeenPage,
  WebFailure,
  WebHop,
  WebObservation,
} from '../../server/core/observation.ts'
import type { Severity, Status } from '../../server/core/verdict.ts'
import { ADDRESS, expectation, NEW, OLD, policy } from '../support/web-lab.ts'

const now = new Date('2026-11-23T08:00:00Z')
const SIX = '2001:db8::1'
const PROBE = '/alih-1a2b?alih=3c4d'

const hop = (url: string, status: number | WebFailure, location: string | null = null): WebHop => ({
  url,
  address: ADDRESS,
  status: typeof status === 'number' ? status : null,
  failure: typeof status === 'number' ? null : status,
  detail: '',
  location,
  headers: {},
  elapsedMs: 5,
})

const page = (changes: Partial<SeenPage> = {}): SeenPage => ({
  url: `https://${NEW}/`,
  type: 'text/html',
  bytes: 5000,
  truncated: false,
  title: 'Dinas Kesehatan',
  words: 300,
  excerpt: 'Dinas Kesehatan Provinsi',
  passwordField: false,
  fingerprint: 'f'.repeat(32),
  likeness: '0123456789abcdef',
  lastModified: null,
  declaredAt: null,
  feed: null,
  mentions: [],
  metaRefresh: null,
  scriptRedirect: null,
  ...changes,
})

const certificate = (changes: Partial<SeenCertificate> = {}): SeenCertificate => ({
  subject: `CN=${NEW}`,
  issuer: 'CN=Lab Root',
  names: [NEW, OLD],
  notBefore: '2026-10-01T00:00:00.000Z',
  notAfter: '2027-01-01T00:00:00.000Z',
  selfSigned: false,
  chain: 2,
  fetchable: true,
  distrust: null,
  sha256: 'c'.repeat(64),
  ...changes,
})

/** A visit by its hops; the page and the outcome follow from the last of them. */
function visit(
  purpose: 'new' | 'old',
  scheme: 'http' | 'https',
  hops: WebHop[],
  rest: Partial<WebObservation> = {},
) {
  const failed = hops.at(-1)!.failure !== null
  const seen: WebObservation = {
    kind: 'web',
    purpose,
    probe: hops[0]!.url.includes('alih-') ? 'probe' : 'home',
    scheme,
    name: purpose === 'new' ? NEW : OLD,
    address: ADDRESS,
    at: now.toISOString(),
    hops,
    outcome: failed ? 'failure' : 'response',
    certificate: scheme === 'https' ? certificate() : null,
    page: failed ? null : page(),
    ...rest,
  }
  return seen
}

const fresh = (rest: Partial<WebObservation> = {}): WebObservation[] => [
  visit('new', 'https', [hop(`https://${NEW}/`, 200)], rest),
  visit('new', 'http', [hop(`http://${NEW}/`, 301, `https://${NEW}/`), hop(`https://${NEW}/`, 200)], rest),
]
const moved = (status = 308, to = (path: string) => `https://${NEW}${path}`): WebObservation[] =>
  (['https', 'http'] as const).flatMap((scheme) =>
    ['/', PROBE].map((path) =>
      visit('old', scheme, [
        hop(`${scheme}://${OLD}${path}`, status, to(path)),
        hop(to(path), path === '/' ? 200 : 404),
      ]),
    ),
  )
const silent = (purpose: 'new' | 'old', failure: WebFailure, address = ADDRESS): WebObservation[] =>
  (['https', 'http'] as const).map((scheme) =>
    visit(purpose, scheme, [hop(`${scheme}://${purpose === 'new' ? NEW : OLD}/`, failure)], {
      address,
      certificate: null,
    }),
  )
const shown = (purpose: 'new' | 'old', status: number, changes: Partial<SeenPage> = {}): WebObservation[] =>
  (['https', 'http'] as const).map((scheme) =>
    visit(purpose, scheme, [hop(`${scheme}://${purpose === 'new' ? NEW : OLD}/`, status)], {
      page: page(changes),
    }),
  )
const refused = (changes: Partial<SeenCertificate>): WebObservation[] => [
  visit('new', 'https', [hop(`https://${NEW}/`, 'certificate')], { certificate: certificate(changes) }),
  visit('new', 'http', [
    hop(`http://${NEW}/`, 301, `https://${NEW}/`),
    hop(`https://${NEW}/`, 'certificate'),
  ]),
]
const dns = (
  name: string,
  type: string,
  purpose: DnsObservation['purpose'],
  value: string,
): DnsObservation => ({
  kind: 'dns',
  role: 'authoritative',
  purpose,
  zone: 'example.test',
  server: { name: 'ns1.example.test', address: '192.0.2.53', port: 53 },
  question: { name, type },
  transport: 'udp',
  recursionDesired: false,
  checkingDisabled: false,
  at: now.toISOString(),
  elapsedMs: 1,
  ignored: 0,
  outcome: {
    status: 'answered',
    rcode: 'NOERROR',
    aa: true,
    tc: false,
    ra: false,
    ad: false,
    answers: [{ name, type, ttl: 300, value }],
    authorities: [],
    additionals: [],
    edns: true,
    extendedErrors: [],
    raw: '',
  },
})

/** The old name with its own certificate before the change, and a CAA set above the new name. */
const planned = (allowed: string, changes: Partial<SeenCertificate> = {}): Observation[] => [
  ...shown('old', 200).map((one) => ({
    ...one,
    certificate: certificate({ issuer: "C=US, O=Let's Encrypt, CN=R12", names: [OLD], ...changes }),
  })),
  dns('example.test', 'CAA', 'beside', `0 issue "${allowed}"`),
]
const wildcard = [dns(OLD, 'A', 'old', ADDRESS), dns('x7.example.test', 'A', 'wildcard', ADDRESS)]

type Row = [
  what: string,
  seen: Observation[],
  status: Status,
  severity: Severity,
  has: ConditionId[],
  changes?: { expectation?: Partial<Expectation>; policy?: Partial<Policy>; now?: Date },
]

function verdictOf(observations: Observation[], changes: Row[5] = {}) {
  const facts = {
    expectation: expectation(changes.expectation),
    observations,
    now: changes.now ?? now,
    policy: { ...policy, ...changes.policy },
  }
  return fold([...webRules(facts), ...tlsRules(facts)])
}

const before = { fingerprint: 'a'.repeat(32), likeness: 'fedcba9876543210', title: 'Dinas Kesehatan' }
const baseline = (changes: Partial<typeof before> = {}) => ({
  measuredAt: '2026-11-20T00:00:00Z',
  oldRecords: {},
  oldTtl: 300,
  negativeTtl: 300,
  page: { ...before, ...changes },
})

const KEEP: Row[5] = { expectation: { want: 'keep' } }

const rows: Row[] = [
  ['nothing was looked at', [], 'ok', 'ok', []],
  ['all is well', [...fresh(), ...moved()], 'ok', 'ok', ['H06']],

  // Reaching the new name.
  ['nobody listens', silent('new', 'refused'), 'broken', 'critical', ['H01']],
  ['one family is dead', [...fresh(), ...silent('new', 'timeout', SIX)], 'broken', 'warning', ['H01']],
  ['the checker has no IPv6', [...fresh(), ...silent('new', 'no_route', SIX)], 'ok', 'info', ['H16']],
  ['the checker has no way at all', silent('new', 'no_route'), 'unknown', 'info', ['H16']],
  ['every address is guarded', silent('new', 'not_allowed'), 'unknown', 'info', ['H16']],
  ['one address is guarded', [...fresh(), ...silent('new', 'not_allowed', SIX)], 'ok', 'info', ['H16']],
  [
    'the look ended too early',
    [...fresh(), ...silent('new', 'out_of_time', SIX)],
    'unknown',
    'info',
    ['H16'],
  ],
  [
    'https hangs where http works',
    [
      visit('new', 'https', [hop(`https://${NEW}/`, 'timeout')], { certificate: null }),
      visit('new', 'http', [hop(`http://${NEW}/`, 200)]),
    ],
    'ok',
    'warning',
    ['H01'],
  ],

  [
    'no https below a parent that demands it',
    [
      ...silent('new', 'refused').slice(0, 1),
      visit('new', 'http', [hop(`http://${NEW}/`, 200)]),
      {
        ...visit('new', 'https', [
          {
            ...hop('https://example.test/', 200),
            headers: { 'strict-transport-security': 'max-age=31536000; includeSubDomains' },
          },
        ]),
        purpose: 'parent',
        name: 'example.test',
      },
    ],
    'ok',
    'warning',
    ['H01', 'T09'],
  ],

  // Being itself.
  ['a site that is still to come', fresh({ page: page({ bytes: 0, words: 0 }) }), 'ok', 'info', ['S05']],
  [
    'another registered site',
    fresh(),
    'wrong',
    'critical',
    ['H02'],
    {
      policy: { otherSites: [{ name: 'lain.example.test', page: page() }] },
    },
  ],
  [
    'its own page in the register',
    fresh(),
    'ok',
    'ok',
    [],
    {
      policy: { otherSites: [{ name: NEW, page: page() }] },
    },
  ],
  [
    'a page that two registered names show on purpose',
    fresh(),
    'ok',
    'ok',
    [],
    {
      policy: {
        otherSites: [
          { name: 'lain.example.test', page: page() },
          { name: NEW, page: page() },
        ],
      },
    },
  ],
  [
    'its www pair in the register',
    fresh(),
    'ok',
    'ok',
    [],
    {
      policy: { otherSites: [{ name: `www.${NEW}`, page: page() }] },
    },
  ],
  [
    'the page of its old name in the register',
    fresh(),
    'ok',
    'ok',
    [],
    {
      policy: { otherSites: [{ name: OLD, page: page() }] },
    },
  ],
  [
    'a page like another site’s that says itself whose it is',
    [
      visit('new', 'https', [hop(`https://${NEW}/`, 200)], {
        page: page({ mentions: [{ host: NEW, where: 'canonical' }] }),
      }),
    ],
    'ok',
    'ok',
    [],
    {
      policy: { otherSites: [{ name: 'lain.example.test', page: page() }] },
    },
  ],
  [
    'the same page as before, although another site has it too',
    fresh(),
    'ok',
    'ok',
    [],
    {
      expectation: { baseline: baseline({ fingerprint: 'f'.repeat(32) }) },
      policy: { otherSites: [{ name: 'lain.example.test', page: page() }] },
    },
  ],
  [
    'quite another page than before',
    fresh(),
    'ok',
    'info',
    ['H03'],
    {
      expectation: { baseline: baseline({ title: 'Badan Lain' }) },
    },
  ],
  ['an edited page of the same title', fresh(), 'ok', 'ok', [], { expectation: { baseline: baseline() } }],
  [
    'a redirect inside the policy',
    [visit('new', 'https', [hop(`https://${NEW}/`, 302), hop('https://x.example.test/', 200)])],
    'wrong',
    'critical',
    ['H02'],
    { policy: { allowedSuffixes: ['example.test'] } },
  ],
  [
    'a redirect outside the policy',
    [visit('new', 'https', [hop(`https://${NEW}/`, 302), hop('https://x.example.org/', 200)])],
    'wrong',
    'critical',
    ['H13'],
    { policy: { allowedSuffixes: ['example.test'] } },
  ],
  [
    'a refresh back to the old name',
    shown('new', 200, { metaRefresh: `https://${OLD}/` }),
    'wrong',
    'critical',
    ['H10'],
  ],
  [
    'a refresh elsewhere',
    shown('new', 200, { metaRefresh: 'https://x.example.org/' }),
    'ok',
    'info',
    ['H14'],
  ],
  ['a refresh within', shown('new', 200, { metaRefresh: `https://${NEW}/beranda` }), 'ok', 'ok', []],
  [
    'blocked over http only',
    [...shown('new', 200).slice(0, 1), ...shown('new', 429).slice(1)],
    'ok',
    'info',
    ['H16'],
  ],
  ['a login form under 403', shown('new', 403, { passwordField: true, title: 'Masuk' }), 'ok', 'ok', ['H05']],
  ['a firewall’s word under 403', shown('new', 403, { title: 'Access denied' }), 'unknown', 'info', ['H16']],
  ['not found', shown('new', 404), 'broken', 'critical', ['H04']],
  ['an interface', shown('new', 404, { type: 'application/json' }), 'ok', 'ok', ['H04']],
  [
    'four redirects',
    [
      visit('new', 'https', [
        ...Array.from({ length: 4 }, (_, n) => hop(`https://${NEW}/${n}`, 302)),
        hop(`https://${NEW}/x`, 200),
      ]),
    ],
    'ok',
    'info',
    ['H11'],
  ],
  [
    'the old name named by a kept pair',
    shown('new', 200, { mentions: [{ host: OLD, where: 'link' }] }),
    'ok',
    'ok',
    ['H15'],
    { expectation: { want: 'keep' } },
  ],
  [
    'the old name’s www pair named',
    shown('new', 200, { mentions: [{ host: `www.${OLD}`, where: 'form' }] }),
    'stale',
    'warning',
    ['H15'],
  ],
  [
    'a date of last month',
    shown('new', 200, { declaredAt: { at: '2026-10-20T00:00:00.000Z', where: 'time' } }),
    'ok',
    'ok',
    [],
  ],
  [
    'a date of long ago beside a fresh file',
    shown('new', 200, {
      declaredAt: { at: '2020-01-01T00:00:00.000Z', where: 'time' },
      lastModified: now.toISOString(),
    }),
    'ok',
    'ok',
    [],
  ],
  [
    'a stricter age',
    shown('new', 200, { declaredAt: { at: '2026-10-20T00:00:00.000Z', where: 'time' } }),
    'stale',
    'info',
    ['S06'],
    { policy: { contentAgeDays: 7 } },
  ],

  // The old name.
  ['301', [...fresh(), ...moved(301)], 'ok', 'ok', ['H06']],
  ['302', [...fresh(), ...moved(302)], 'ok', 'info', ['H07']],
  ['307', [...fresh(), ...moved(307)], 'ok', 'info', ['H07']],
  [
    '301 before an interface',
    [...fresh({ page: page({ type: 'application/json' }) }), ...moved(301)],
    'ok',
    'ok',
    ['H09', 'H06'],
  ],
  ['path lost', [...fresh(), ...moved(308, () => `https://${NEW}/`)], 'stale', 'warning', ['H08']],
  [
    'below another path',
    [...fresh(), ...moved(308, (path) => `https://${NEW}/dinkes${path}`)],
    'ok',
    'ok',
    ['H06'],
  ],
  [
    'to the www pair',
    [...fresh(), ...moved(308, (path) => `https://www.${NEW}${path}`)],
    'ok',
    'ok',
    ['H06'],
  ],
  [
    'to a stranger',
    [...fresh(), ...moved(308, (path) => `https://x.example.org${path}`)],
    'stale',
    'critical',
    ['H13'],
  ],
  [
    'over https down to http',
    [...fresh(), ...moved(308, (path) => `http://${NEW}${path}`)],
    'stale',
    'warning',
    ['H12'],
  ],
  [
    'the redirect’s day is over, and it still redirects',
    [...fresh(), ...moved()],
    'ok',
    'ok',
    [],
    { expectation: { redirectUntil: '2026-11-01T00:00:00Z' } },
  ],
  [
    'the redirect’s day is over, and it serves',
    [...fresh(), ...shown('old', 200)],
    'stale',
    'warning',
    ['H18'],
    { expectation: { redirectUntil: '2026-11-01T00:00:00Z' } },
  ],
  [
    'the redirect’s day is over, and it is silent',
    [...fresh(), ...silent('old', 'refused')],
    'ok',
    'ok',
    [],
    { expectation: { redirectUntil: '2026-11-01T00:00:00Z' } },
  ],
  [
    'removed below a wildcard',
    [...fresh(), ...shown('old', 200), ...wildcard],
    'ok',
    'info',
    ['H18'],
    { expectation: { want: 'remove' } },
  ],
  [
    'removed below a wildcard, whose server shows the old site',
    [...fresh(), ...shown('old', 200, before), ...wildcard],
    'stale',
    'warning',
    ['H18'],
    { expectation: { want: 'remove', baseline: baseline() } },
  ],
  [
    'a name of its own beside a wildcard',
    [
      ...fresh(),
      ...shown('old', 200),
      dns(OLD, 'A', 'old', '192.0.2.77'),
      dns('x7.example.test', 'A', 'wildcard', ADDRESS),
    ],
    'stale',
    'warning',
    ['H18'],
    { expectation: { want: 'remove' } },
  ],
  [
    'the redirect’s last day, in the office’s time',
    [...fresh(), ...moved()],
    'ok',
    'ok',
    ['H06'],
    { expectation: { redirectUntil: '2026-11-23' } },
  ],
  [
    'gone, as wanted',
    [...fresh(), ...shown('old', 410)],
    'ok',
    'ok',
    ['H17'],
    { expectation: { want: 'remove' } },
  ],
  ['gone, though a redirect is wanted', [...fresh(), ...shown('old', 410)], 'stale', 'warning', ['H17']],
  [
    'kept, but dead',
    [...fresh(), ...silent('old', 'refused')],
    'stale',
    'warning',
    ['H01'],
    { expectation: { want: 'keep' } },
  ],
  [
    'kept, and failing',
    [...fresh(), ...shown('old', 500)],
    'stale',
    'warning',
    ['H04'],
    { expectation: { want: 'keep' } },
  ],
  [
    'kept, and redirecting to the new name',
    [...fresh(), ...moved()],
    'ok',
    'ok',
    [],
    { expectation: { want: 'keep' } },
  ],
  [
    'one of two addresses does not redirect',
    [...fresh(), ...moved(), ...shown('old', 200).map((one) => ({ ...one, address: SIX }))],
    'stale',
    'warning',
    ['H18', 'H06'],
  ],
  ['old blocked', [...fresh(), ...shown('old', 429)], 'unknown', 'info', ['H16']],
  [
    'old https refused',
    [
      ...fresh(),
      ...moved().slice(2),
      visit('old', 'https', [hop(`https://${OLD}/`, 'refused')], { certificate: null }),
    ],
    'ok',
    'info',
    ['T03', 'H06'],
  ],

  // Certificates.
  ['names of nobody here', refused({ names: ['panel.hosting.example'] }), 'wrong', 'critical', ['T01']],
  ['the neighbour’s', refused({ names: ['lain.example.test'] }), 'wrong', 'critical', ['T01', 'T06']],
  [
    'self-signed',
    refused({ selfSigned: true, distrust: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
    'broken',
    'critical',
    ['T02'],
  ],
  [
    'self-signed at one of two addresses',
    [
      ...fresh(),
      ...refused({ selfSigned: true, distrust: 'DEPTH_ZERO_SELF_SIGNED_CERT' }).map((one) => ({
        ...one,
        address: SIX,
      })),
    ],
    'broken',
    'warning',
    ['T02'],
  ],
  ['an unknown root', refused({ distrust: 'SELF_SIGNED_CERT_IN_CHAIN' }), 'broken', 'critical', ['T02']],
  [
    'an issuer that can be fetched',
    refused({ distrust: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', chain: 1 }),
    'ok',
    'warning',
    ['T05'],
  ],
  [
    'expired',
    refused({ distrust: 'CERT_HAS_EXPIRED', notAfter: '2026-11-22T00:00:00.000Z' }),
    'broken',
    'critical',
    ['T04'],
  ],
  [
    'expired since: judged again later',
    fresh(),
    'broken',
    'critical',
    ['T04'],
    { now: new Date('2027-02-01T00:00:00Z') },
  ],
  [
    'ten days left',
    fresh({ certificate: certificate({ notAfter: '2026-12-03T00:00:00.000Z' }) }),
    'ok',
    'warning',
    ['T04'],
  ],
  [
    'two of six days left',
    fresh({
      certificate: certificate({
        notBefore: '2026-11-19T08:00:00.000Z',
        notAfter: '2026-11-25T08:00:00.000Z',
      }),
    }),
    'ok',
    'ok',
    [],
  ],
  [
    'one of six days left',
    fresh({
      certificate: certificate({
        notBefore: '2026-11-18T08:00:00.000Z',
        notAfter: '2026-11-24T08:00:00.000Z',
      }),
    }),
    'ok',
    'warning',
    ['T04'],
  ],
  [
    'no certificate, and port 80 is closed',
    [
      ...refused({ selfSigned: true, distrust: 'DEPTH_ZERO_SELF_SIGNED_CERT' }).slice(0, 1),
      visit('new', 'http', [hop(`http://${NEW}/`, 'refused')]),
    ],
    'broken',
    'critical',
    ['T02', 'T08'],
  ],
  [
    'no certificate, and CAA forbids it',
    [
      ...refused({ selfSigned: true, distrust: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
      dns('example.test', 'CAA', 'zone', '0 issue "ca.example"'),
    ],
    'broken',
    'critical',
    ['T02', 'T07'],
  ],

  // Before the change: can the certificate be had that the new name will need?
  [
    'before, and CAA forbids the old certificate’s issuer',
    planned('digicert.com'),
    'ok',
    'warning',
    ['T07'],
    KEEP,
  ],
  ['before, and CAA allows it', planned('letsencrypt.org'), 'ok', 'ok', [], KEEP],
  ['before, and CAA allows nobody', planned(''), 'ok', 'warning', ['T07'], KEEP],
  [
    'before, and CAA allows another name of the issuer',
    planned('comodoca.com', { issuer: 'C=GB, ST=Greater Manchester, O=Sectigo Limited, CN=Sectigo R36' }),
    'ok',
    'ok',
    [],
    KEEP,
  ],
  [
    'before, and nobody knows what the issuer calls itself in CAA',
    planned('digicert.com', { issuer: 'O=Balai Sertifikasi, CN=CA' }),
    'ok',
    'ok',
    [],
    KEEP,
  ],
  [
    'before, and the old name has a certificate that the panel made itself',
    planned('digicert.com', {
      issuer: `CN=${OLD}`,
      selfSigned: true,
      distrust: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    }),
    'ok',
    'warning',
    ['T07'],
    KEEP,
  ],
  [
    'before, and the certificate covers both names',
    planned('digicert.com', { names: [OLD, NEW] }),
    'ok',
    'ok',
    [],
    KEEP,
  ],
  [
    'a site that is not renamed needs none',
    [visit('new', 'http', [hop(`http://${NEW}/`, 200)]), ...planned('digicert.com').slice(-1)],
    'ok',
    'ok',
    [],
    { expectation: { want: 'keep', oldName: null } },
  ],
  [
    'the change is made, and the certificate works',
    [...fresh(), ...planned('digicert.com')],
    'ok',
    'ok',
    [],
    { expectation: { want: 'keep', executedAt: now.toISOString() } },
  ],
  [
    'before, and port 80 is closed where the new name will be',
    [...planned('letsencrypt.org').slice(0, 1), visit('old', 'http', [hop(`http://${OLD}/`, 'refused')])],
    'ok',
    'info',
    ['T08'],
    KEEP,
  ],
  [
    'before, and port 80 is closed where the new name will not be',
    [...planned('letsencrypt.org').slice(0, 1), visit('old', 'http', [hop(`http://${OLD}/`, 'refused')])],
    'ok',
    'ok',
    [],
    { expectation: { want: 'keep', records: { A: ['192.0.2.9'] } } },
  ],
]

describe('what was seen, and what it means', () => {
  test.each(rows)('%s', (_what, seen, status, severity, has, changes) => {
    const verdict = verdictOf(seen, changes)
    const found = verdict.findings.map(({ condition }) => condition)
    expect({ status: verdict.status, severity: verdict.severity, found: [...new Set(found)].sort() }).toEqual(
      {
        status,
        severity,
        found: expect.arrayContaining(has),
      },
    )
    // Nothing is found beside what the row names, but for passes.
    const loud = verdict.findings.filter(
      ({ condition, level }) => level !== 'pass' && !has.includes(condition),
    )
    expect(
      loud.map(({ condition }) => condition).filter((condition) => !ALONGSIDE[has[0]!]?.includes(condition)),
    ).toEqual([])
  })

  test('a CAA set that allows the panel’s issuer is no finding', () => {
    const seen = [
      ...refused({ selfSigned: true, distrust: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
      dns('example.test', 'CAA', 'zone', '0 issue "letsencrypt.org; validationmethods=http-01"'),
    ]
    expect(verdictOf(seen).findings.map(({ condition }) => condition)).toEqual(['T02'])
  })

  test('what every address shows is one finding about all; what one shows names it', () => {
    const everywhere = [...silent('new', 'refused'), ...silent('new', 'refused', SIX)]
    expect(verdictOf(everywhere).findings.map(({ server }) => server)).toEqual([null])
    const once = [...fresh(), ...silent('new', 'refused', SIX)]
    expect(verdictOf(once).findings.map(({ server }) => server)).toEqual([SIX])
  })

  test('any facts: a verdict, and never a crash', () => {
    const url = fc.constantFrom(
      `https://${NEW}/`,
      `http://${OLD}${PROBE}`,
      'https://x.example.org/',
      'nonsense',
      '',
    )
    const anyHop = fc.record({
      url,
      address: fc.constantFrom(ADDRESS, ''),
      status: fc.option(fc.integer({ min: 100, max: 599 })),
      failure: fc.option(fc.constantFrom(...webFailures)),
      detail: fc.string(),
      location: fc.option(url),
      headers: fc.constant({}),
      elapsedMs: fc.nat(),
    })
    const anyLook = fc.record({
      kind: fc.constant('web' as const),
      purpose: fc.constantFrom('new' as const, 'old' as const, 'parent' as const),
      probe: fc.constantFrom('home' as const, 'probe' as const),
      scheme: fc.constantFrom('http' as const, 'https' as const),
      name: fc.constantFrom(NEW, OLD),
      address: fc.constantFrom(ADDRESS, SIX),
      at: fc.constant(now.toISOString()),
      hops: fc.array(anyHop, { maxLength: 4 }),
      outcome: fc.constantFrom(
        'response' as const,
        'failure' as const,
        'loop' as const,
        'too_many_hops' as const,
      ),
      certificate: fc.option(
        fc.constantFrom(certificate(), certificate({ distrust: 'X', names: [], notAfter: '' })),
      ),
      page: fc.option(fc.constantFrom(page(), page({ metaRefresh: 'nonsense', title: null, likeness: '' }))),
    })
    fc.assert(
      fc.property(
        fc.array(anyLook, { maxLength: 8 }),
        fc.constantFrom('redirect', 'remove', 'keep'),
        (looks, want) => {
          const verdict = verdictOf(looks, { expectation: { want } })
          for (const { message } of verdict.findings) expect(message.id + message.en).not.toMatch(/\{\w+\}/)
        },
      ),
      { numRuns: 500 },
    )
  })
})

// What necessarily stands beside a condition.
const ALONGSIDE: Partial<Record<ConditionId, ConditionId[]>> = {
  T01: ['T06'],
  H13: ['H12'],
  H18: ['H12'],
}

describe('names', () => {
  test.each([
    [['a.example'], 'a.example', true],
    [['*.example'], 'a.example', true],
    [['*.example'], 'b.a.example', false],
    [['*.example'], 'example', false],
    [['a*.example'], 'ab.example', false],
    [['*'], 'example', false],
    [[], 'a.example', false],
  ])('%j covers %s: %s', (names, host, wanted) => expect(covers(names, host)).toBe(wanted))
  test('www is a pair of its name, both ways', () => {
    expect(sameSite('www.a.example', 'a.example') && sameSite('a.example', 'www.a.example')).toBe(true)
    expect(sameSite('ww2.a.example', 'a.example')).toBe(false)
  })
})

describe('pages', () => {
  test.each([
    'Welcome to nginx!',
    'Apache2 Ubuntu Default Page: It works',
    'Apache2 Debian Default Page: It works',
    'Test Page for the Nginx HTTP Server on Rocky Linux',
    'HTTP Server Test Page powered by CentOS-WebPanel.com',
    'HTTP Server Test Page powered by: Rocky Linux',
    'CentOS WebPanel',
    'IIS Windows Server',
    'Web Server’s Default Page'.replace('’', "'"),
    'Account Suspended',
    'Default Web Site Page',
  ])('%s is nobody’s page', (title) => expect(isDefaultPage(page({ title }))).toBe(true))
  test.each([
    'Dinas Kesehatan Provinsi',
    'Selamat Datang di Portal Resmi',
    'Control Room BPBD',
    'Welcome to East Borneo',
    'Windows Server Training Center',
    'Panduan nginx untuk OPD',
    'Sistem Informasi Default Anggaran',
  ])('%s is a site', (title) => expect(isDefaultPage(page({ title }))).toBe(false))
  test('the same page may have changed a little', () => {
    expect(isSamePage(page({ fingerprint: 'x', likeness: '0123456789abcdee' }), page())).toBe(true)
    expect(isSamePage(page({ fingerprint: 'x', title: 'Lain' }), page())).toBe(false)
  })
})

describe('the catalogue', () => {
  const rowsOf: [string, Condition][] = Object.entries({ ...web, ...tls })
  test('has every row of groups H and T, each in both languages', () => {
    const ids = [
      ...Array.from({ length: 18 }, (_, n) => `H${String(n + 1).padStart(2, '0')}`),
      ...Array.from({ length: 9 }, (_, n) => `T0${n + 1}`),
    ]
    expect(ids.filter((id) => !(id in conditions))).toEqual([])
  })
  test.each(rowsOf)('%s reads well in both languages', (_id, { message, remedy }) => {
    for (const text of [message.id, message.en, remedy.id, remedy.en]) expect(text).toMatch(/^[A-Z{h].*\.$/s)
    const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()
    expect(names(message.id)).toEqual(names(message.en))
    expect(names(remedy.id)).toEqual(names(remedy.en))
    expect(
      names(message.en).every((name) => ['subject', 'server', 'expected', 'seen', 'until'].includes(name!)),
    ).toBe(true)
  })
})
