/** The runbook: what it says for measured names, when, and that nothing can be smuggled into what people paste. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hostname } from '../../server/core/hostname.ts'
import { runbookSteps } from '../../server/core/lifecycle.ts'
import { requestInput } from '../../server/core/request.ts'
import { runbookItemIds, runbookOf, stepsDone, type RunbookFacts } from '../../server/core/runbook.ts'
import { nsupdateScript, rdataText, zoneLine } from '../../server/core/runbook/lines.ts'
import type { Observation } from '../../server/core/observation.ts'
import {
  hasChanged,
  keptSnapshot,
  snapshotOf,
  type Snapshot,
  type SnapshotRecord,
  type SnapshotVisit,
} from '../../server/core/snapshot.ts'
import { sopWeek } from '../../server/core/worktime.ts'

const oldName = hostname('lama.kaltim.example')
const newName = hostname('baru.kaltim.example')
const calendar = { week: sopWeek, closedOn: new Set<string>() }
const record = (name: string, type: string, value: string, ttl = 14_400): SnapshotRecord => ({
  name,
  type,
  ttl,
  value,
})
const snapshot = (records: SnapshotRecord[]): Snapshot => ({
  takenAt: '2026-11-23T01:00:00.000Z',
  records,
  servers: [
    { zone: 'kaltim.example', server: 'ns1.kaltim.example', address: '192.0.2.53', serial: 2026112301 },
  ],
  negativeTtl: 3600,
  certificates: [],
  pages: [],
})
const before = snapshot([
  record(oldName, 'A', '192.0.2.1'),
  record(`www.${oldName}`, 'A', '192.0.2.1'),
  record(oldName, 'MX', '10 mail.kaltim.example'),
  record(`_dmarc.${oldName}`, 'TXT', '"v=DMARC1; p=none"'),
])
const facts = (request: object = {}, more: Partial<RunbookFacts> = {}): RunbookFacts => ({
  request: {
    oldName,
    newName,
    records: { A: ['192.0.2.1'] },
    want: 'remove',
    redirectUntil: null,
    kind: 'website',
    state: 'assigned',
    dueAt: null,
    executedAt: null,
    ...request,
  },
  baseline: {
    measuredAt: before.takenAt,
    oldRecords: {},
    oldTtl: 14_400,
    negativeTtl: 3600,
    snapshot: before,
  },
  latest: before,
  zones: ['kaltim.example'],
  children: [],
  inbound: [],
  ticks: [],
  calendar,
  now: new Date('2026-11-23T02:00:00Z'), // Monday 10:00 WITA
  ...more,
})
const item = (all: RunbookFacts, id: string) => runbookOf(all).items.find((one) => one.id === id)
const code = (all: RunbookFacts, id: string, kind: string) =>
  item(all, id)?.blocks.flatMap((block) => (block.kind === kind && 'code' in block ? [block.code] : [])) ?? []
const moment = (all: RunbookFacts, id: string) => runbookOf(all).moments.find((one) => one.id === id)

describe('the waiting', () => {
  test.each([
    ['four hours within one day', '2026-11-23T02:00:00Z', 14_400, '2026-11-23T06:00:00.000Z'],
    ['a day: tomorrow at the same hour', '2026-11-23T02:00:00Z', 86_400, '2026-11-24T02:00:00.000Z'],
    ['past closing: the next opening', '2026-11-23T06:00:00Z', 14_400, '2026-11-24T00:00:00.000Z'],
    [
      'Friday: caches run over the weekend, people do not',
      '2026-11-27T02:00:00Z',
      14_400,
      '2026-11-30T00:00:00.000Z',
    ],
  ])('%s', (_, now, oldTtl, at) => {
    const all = facts({}, { now: new Date(now), baseline: { ...facts().baseline!, oldTtl } })
    expect(moment(all, 'change')!.at).toBe(at)
  })
  test('the sum is written out, in working time', () => {
    const all = facts({}, { baseline: { ...facts().baseline!, oldTtl: 86_400 } })
    expect(moment(all, 'change')!.because.id).toBe(
      'Senin, 23 November 2026 pukul 10.00 WITA + 86.400 detik (24 jam) = Selasa, 24 November 2026 pukul 10.00 WITA.',
    )
    expect(item(all, 'lower_ttl')!.notes[0]!.id).toContain('ubah Selasa, 24 November 2026 pukul 10.00 WITA')
  })
  test('it counts from when the item was ticked', () => {
    const tick = {
      item: 'lower_ttl',
      personId: 5,
      personName: 'Tim',
      at: '2026-11-23T00:30:00.000Z',
    } as const
    expect(moment(facts({}, { ticks: [tick] }), 'change')!.at).toBe('2026-11-23T04:30:00.000Z')
  })
  test('nobody waits where the old records stay', () => {
    const all = facts({ want: 'redirect', redirectUntil: '2027-05-22' })
    expect(item(all, 'lower_ttl')).toBeUndefined()
    expect(moment(all, 'change')!.at).toBe('2026-11-23T02:00:00.000Z')
    expect(moment(all, 'negative')!.at).toBe('2026-11-23T03:00:00.000Z')
  })
  test('a wait beyond the due time is said', () => {
    const late = facts({ dueAt: '2026-11-23T05:00:00.000Z' })
    expect(runbookOf(late).warnings[0]!.id).toContain('melewati tenggat')
  })
})

describe('the items', () => {
  test('hold every required step, in the order of the work', () => {
    for (const want of ['redirect', 'remove', 'keep']) {
      const { items } = runbookOf(facts({ want }))
      const ids = items.map(({ id }) => id)
      expect(items.filter(({ required }) => required).map(({ id }) => id)).toEqual([...runbookSteps])
      expect(ids).toEqual(runbookItemIds.filter((id) => ids.includes(id)))
    }
  })
  test('the new records, as lines and as commands that a faster hand makes fail', () => {
    expect(code(facts(), 'add_new_records', 'zone')).toEqual(['baru.kaltim.example. 300 IN A 192.0.2.1'])
    expect(code(facts(), 'add_new_records', 'nsupdate')[0]!.split('\n')).toEqual([
      'zone kaltim.example.',
      'prereq nxdomain baru.kaltim.example.',
      'update add baru.kaltim.example. 300 A 192.0.2.1',
      'show',
      'send',
    ])
  })
  test('the www pair, and what else stands at the old name, move along', () => {
    expect(code(facts(), 'www_pair', 'zone')).toEqual(['www.baru.kaltim.example. 300 IN A 192.0.2.1'])
    expect(code(facts(), 'other_records', 'zone')[0]!.split('\n')).toEqual([
      'baru.kaltim.example. 14400 IN MX 10 mail.kaltim.example.',
      '_dmarc.baru.kaltim.example. 14400 IN TXT "v=DMARC1; p=none"',
    ])
  })
  test('an issuer that CAA forbids is named, with the line that allows it', () => {
    const latest = snapshot([record('kaltim.example', 'CAA', '0 issue "digicert.com"')])
    const all = facts({}, { latest })
    expect(item(all, 'certificate')!.notes.some(({ id }) => id.includes('tidak mengizinkan'))).toBe(true)
    expect(code(all, 'certificate', 'zone')).toEqual([
      'baru.kaltim.example. 3600 IN CAA 0 issue "letsencrypt.org"',
    ])
  })
  test('a redirect is permanent, keeps path and query, and serves the old name over https', () => {
    const all = facts({ want: 'redirect' })
    const [apache, nginx] = [code(all, 'redirect_old', 'apache')[0]!, code(all, 'redirect_old', 'nginx')[0]!]
    expect(nginx.match(/return 301 https:\/\/baru\.kaltim\.example\$request_uri;/g)).toHaveLength(2)
    expect(nginx).toContain('listen 443 ssl;')
    expect(apache).toContain('<VirtualHost *:443>')
    expect(code(facts({ want: 'redirect', kind: 'application' }), 'redirect_old', 'nginx')[0]).toContain(
      'return 308 ',
    )
  })
  test('the way back holds the exact old records with their TTLs', () => {
    const [zone, script] = runbookOf(facts()).rollback
    expect(zone).toMatchObject({
      kind: 'zone',
      code: expect.stringContaining('lama.kaltim.example. 14400 IN A 192.0.2.1'),
    })
    expect(script).toMatchObject({
      code: expect.stringContaining('update delete baru.kaltim.example. A 192.0.2.1'),
    })
  })
  test('what was ticked before counts for execute, and only what it asks for', () => {
    expect(stepsDone(['certificate'], [{ item: 'note_old_records' }, { item: 'lower_ttl' }])).toEqual([
      'note_old_records',
      'certificate',
    ])
  })
})

describe('nothing is smuggled in', () => {
  const STRICT =
    /^[a-z0-9_.*-]+\. \d+ IN [A-Z0-9]+ (?:[a-zA-Z0-9_.:* -]+|[0-9a-z ]*(?:"(?:[ !#-[\]-~]|\\["\\]|\\\d{3})*" ?)+|\\# \d+(?: [0-9A-F]+)?)$/
  const hostile = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '192.0.2.1\nupdate delete kaltim.example.',
      '"a" ; x',
      'a.example.\n$INCLUDE /etc/passwd',
      '"a\\"',
      '0 issue "x"\nsend',
      '\\# 2 AAAA\n',
      '10 a;b',
    ),
  )
  const types = fc.constantFrom(
    'A',
    'AAAA',
    'CNAME',
    'MX',
    'TXT',
    'CAA',
    'SRV',
    'TLSA',
    'NS',
    'HTTPS',
    'TYPE65',
    'A\nB',
  )

  test('whatever a server said becomes one line of strict form, or none', () => {
    fc.assert(
      fc.property(hostile, types, hostile, fc.double(), (name, type, value, ttl) => {
        const line = zoneLine({ name, type, ttl, value })
        if (line !== null) expect(line).toMatch(STRICT)
        const bad = { name: oldName, type, ttl, value }
        const safe = zoneLine(bad)
        if (safe !== null) expect(safe).toMatch(STRICT)
        const script = nsupdateScript({
          zone: 'kaltim.example',
          free: [name],
          remove: [bad],
          add: [bad],
          standing: [bad],
        })
        for (const one of script.split('\n')) expect(one).toMatch(/^(zone|prereq|update|show$|send$)/)
        expect(script.match(/^send$/gm)).toHaveLength(1)
      }),
      { numRuns: 2000 },
    )
  })

  test('whatever a requester typed and the form took leaves every pasted text in its form', () => {
    const typed = fc.record({
      oldName: fc.oneof(fc.domain(), hostile),
      newName: fc.oneof(fc.domain(), hostile),
      address: fc.oneof(fc.ipV4(), hostile),
    })
    let taken = 0
    fc.assert(
      fc.property(typed, fc.constantFrom('redirect', 'remove', 'keep'), ({ address, ...names }, want) => {
        const parsed = requestInput.safeParse({
          kind: 'website',
          ...names,
          records: { A: [address] },
          want,
          reason: '"; send\n',
        })
        if (!parsed.success) return
        taken++
        const zones = [parsed.data.oldName, parsed.data.newName]
        const { items, rollback } = runbookOf(facts(parsed.data, { zones }))
        for (const block of [...items.flatMap(({ blocks }) => blocks), ...rollback]) {
          if (block.kind === 'steps') continue
          const lines = block.code.split('\n')
          if (block.kind === 'zone' && block.code !== '')
            for (const line of lines) expect(line).toMatch(STRICT)
          if (block.kind === 'nsupdate') expect(lines.filter((line) => line === 'send')).toHaveLength(1)
          expect(block.code).not.toContain('; send')
        }
      }),
      { numRuns: 500 },
    )
    expect(taken).toBeGreaterThan(50)
  })

  test.each([
    ['TXT', '"a \\" b"', '"a \\" b"'],
    ['TXT', '"a" b"', null],
    ['TXT', '"a\\"', null],
    ['CNAME', 'a.example', 'a.example.'],
    ['CNAME', 'a.example; x', null],
    ['MX', '10 .', '10 .'],
    ['A', '192.0.2.1 ; x', null],
    ['HTTPS', '\\# 2 AB01', '\\# 2 AB01'],
    ['HTTPS', '\\# 3 AB01', null],
  ])('%s %s', (type, value, text) => expect(rdataText(type, value)).toBe(text))
})

test('the state before is renewed until the first change is seen, and then kept for good', () => {
  const pair = { oldName, newName }
  const later = { ...before, takenAt: '2026-11-23T03:00:00.000Z' }
  expect(keptSnapshot(before, later, pair)).toBe(later)
  expect(keptSnapshot(before, null, pair)).toBe(before)
  for (const changed of [record(newName, 'A', '192.0.2.1', 300), record(oldName, 'A', '192.0.2.1', 60)]) {
    const seen = snapshot([
      ...before.records.filter((one) => one.name !== changed.name || one.type !== 'A'),
      changed,
    ])
    expect(keptSnapshot(before, seen, pair)).toBe(before)
  }
})

test('a reopened request plans the change that is to be made again, not the one of the first time', () => {
  const change = (request: object) => moment(facts(request), 'change')!
  const executedAt = '2026-11-16T02:20:00.000Z'
  expect(change({ state: 'executed', executedAt }).at).toBe(executedAt)
  expect(change({ state: 'assigned', executedAt })).toEqual(change({ executedAt: null }))
})

test('a redirect to another host is a change as well; a server that is silent, or stays on its own host, is none', () => {
  const pair = { oldName, newName }
  const url = (text: string, status: number | null = 200) => ({ url: text, status })
  const visited = (status: number | null, end: SnapshotVisit['end'] = null): Snapshot => ({
    ...before,
    visits: [{ name: oldName, scheme: 'https', status, end }],
  })
  const own = visited(200)
  for (const same of [visited(null), visited(503), visited(302, url(`https://${oldName}/id`)), before])
    expect(hasChanged(own, same, pair)).toBe(false)
  // Whether or not anything answers there.
  for (const status of [200, null])
    expect(hasChanged(own, visited(301, url(`https://${newName}/`, status)), pair)).toBe(true)
  expect(hasChanged(before, visited(301, url(`https://${newName}/`)), pair)).toBe(false)
})

test('a snapshot holds what the web did: the first response, and where the redirects ended', () => {
  const hop = (url: string, status: number | null) => ({ url, status })
  const web = (scheme: string, ...hops: object[]) => ({
    kind: 'web',
    purpose: 'old',
    probe: 'home',
    name: oldName,
    scheme,
    hops,
    page: null,
    certificate: null,
  })
  const soa = {
    kind: 'dns',
    role: 'authoritative',
    purpose: 'old',
    zone: 'kaltim.example',
    server: { name: null, address: '192.0.2.53', port: 53 },
    outcome: { status: 'answered', aa: true, answers: [], authorities: [] },
  }
  const seen = [
    soa,
    web('https', hop(`https://${oldName}/`, 301), hop(`https://${newName}/`, null)),
    web('http', hop(`http://${oldName}/`, 200)),
  ] as unknown as Observation[]
  expect(snapshotOf({ oldName, newName }, seen, before.takenAt)!.visits).toEqual([
    { name: oldName, scheme: 'https', status: 301, end: { url: `https://${newName}/`, status: null } },
    { name: oldName, scheme: 'http', status: 200, end: null },
  ])
})
