/** Every row of the catalogue of conditions is there, and is emitted by a rule while the tables of cases run. */
import { describe, expect, it, vi } from 'vitest'
import type * as Told from '../../server/core/conditions/told.ts'
import { conditions, levels } from '../../server/core/conditions/index.ts'
import type { Condition } from '../../server/core/conditions/index.ts'
import { noMemory } from '../../server/core/memory.ts'
import { defaultPatience } from '../../server/core/patience.ts'
import type { Site } from '../../server/core/site.ts'
import type { VerdictFinding } from '../../server/core/verdict.ts'
import { withAge } from '../../server/findings/age.ts'
import { checked, found, observed, openDesk, settle } from '../support/desk.ts'
// The tables run here once more, and what they make the rules say is counted.
import './judge.test.ts'
import './judge-web.test.ts'
import './preflight.test.ts'

const { emitted, TABLES } = vi.hoisted(() => ({
  emitted: new Set<string>(),
  // Random looks stand beside the tables: what they make the rules say proves nothing.
  TABLES:
    /^(a look is judged|what was seen, and what it means|a request is looked over|what takes more than a look) /,
}))
vi.mock('../../server/core/conditions/told.ts', async (original) => {
  const { told } = await original<typeof Told>()
  const counting: typeof told = (condition, ...facts) => {
    const finding = told(condition, ...facts)
    if (TABLES.test(expect.getState().currentTestName ?? ''))
      emitted.add(condition).add(`${condition} ${finding.level}`)
    return finding
  }
  return { told: counting }
})

// Id, name, level and whether it stops a rename. Several levels: the case at hand decides; `-`: the catalogue fixes none.
const catalogue = `
N01 LABEL_ILLEGAL error stop
N02 NAME_TOO_LONG error stop
N03 DOUBLE_HYPHEN error stop
N04 IDN_INVALID_OR_CONFUSABLE warning
N05 LABEL_RESERVED error stop
N06 SAME_NAME error stop
N07 NEW_NAME_TAKEN error stop
N08 CLAIMED_BY_OTHER_REQUEST error stop
N09 CHAIN_OR_SWAP warning
N10 OLD_NAME_ABSENT warning
N11 OUTSIDE_ZONE error stop
N12 CHILDREN_OF_OLD warning
N13 DEPTH_NEEDS_OWN_CERT notice
N14 TTL_TOO_LONG_FOR_WINDOW warning
N15 NEGATIVE_TTL_LONG warning
N16 WINDOW_CROSSES_CLOSING notice
N17 INBOUND_REFERENCES warning
A01 NO_DELEGATION_OR_NO_WORKING_NS critical stop
A02 NS_LAME error
A03 NS_SILENT_UDP warning
A04 NS_NO_TCP warning
A05 NS_NO_ADDRESS error
A06 SERVERS_CONVERGING notice
A07 SERVERS_SPLIT error stop
A08 SPLIT_SAME_SERIAL error stop
A09 SERIAL_NOT_BUMPED_OR_WENT_BACK error
A10 NEW_RIGHT pass
A11 NEW_NXDOMAIN error stop
A12 NEW_NODATA error stop
A13 NEW_ELSEWHERE error stop
A14 NEW_MIXED error stop
A15 NEW_INCOMPLETE warning
A16 NEW_BY_WILDCARD notice/error stop
A17 AAAA_DISAGREES error
A18 ADDRESS_NOT_PUBLIC error stop
A19 CNAME_AND_OTHER critical
A20 CNAME_AT_APEX critical
A21 CNAME_LOOP_OR_TOO_LONG error/warning
A22 CNAME_DANGLING error/critical
A23 TARGET_OUTSIDE_POLICY warning
A24 NEW_LEANS_ON_OLD error stop
A25 OLD_ALIASES_NEW info
A26 OLD_STILL_SERVED info/warning/error
A27 OLD_GONE pass
A28 OLD_GONE_PARTLY notice/error
A29 OLD_BY_WILDCARD warning
A30 OLD_LEFTOVERS notice
A31 WWW_PAIR warning
A32 ALIAS_AS_NS_OR_MX error
A33 TTL_UNEQUAL_IN_SET_OR_BY_SERVER notice
A34 TTL_NOT_RESTORED notice
A35 SOA_TIMERS warning
A36 PARENT_CHILD_NS notice/warning
A37 GLUE_MISMATCH error
A38 TOO_FEW_NS_OR_SAME_IP error
A39 OPEN_RECURSOR error
A40 EDNS_BROKEN warning
A41 TRUNCATED -
A42 TRANSFER_OPEN warning
R01 PROPAGATED pass
R02 PROPAGATING info
R03 NEGATIVE_CACHED info
R04 OVERDUE warning/error
R05 SERVED_STALE warning
R06 TTL_RAISED notice
R07 RESOLVER_FILTERS notice
R08 RESOLVER_UNWELL notice
R09 SPLIT_VIEW warning
R10 BOGUS error stop
R11 DENIED_BY_RANGE info
R12 OLD_DELEGATION_CACHED info
R13 FAILURE_CACHED info
R14 NO_QUORUM -
R15 DO_NOT_ASK -
D01 INSECURE notice
D02 SECURE pass
D03 UNSIGNED_EDIT error stop
D04 DS_WITHOUT_KEY error stop
D05 SIGNATURE_EXPIRED_OR_SOON error/warning
D06 INDETERMINATE notice
H01 NO_CONNECTION error stop
H02 WRONG_SITE error stop
H03 CONTENT_DIFFERS warning
H04 SERVER_ERROR_OR_NOT_FOUND error
H05 NEEDS_LOGIN info
H06 OLD_REDIRECTS_RIGHT pass
H07 OLD_REDIRECTS_TEMPORARILY warning
H08 PATH_OR_QUERY_LOST warning
H09 METHOD_MAY_CHANGE notice
H10 NEW_SENDS_BACK_TO_OLD error stop
H11 LOOP_OR_TOO_MANY_HOPS error/warning
H12 DOWNGRADE error
H13 LEAVES_ALLOWED_NAMES error
H14 PAGE_REDIRECT_ONLY notice
H15 OLD_NAME_IN_PAGE notice
H16 CHECKER_BLOCKED notice
H17 OLD_SAYS_GONE pass
H18 OLD_STILL_SERVES_CONTENT warning/error
T01 NAME_NOT_COVERED error stop
T02 SELF_SIGNED error stop
T03 OLD_CERT_GONE_EARLY warning
T04 EXPIRED_OR_NOT_YET_OR_SOON error/warning
T05 CHAIN_INCOMPLETE warning
T06 OTHER_SITES_CERT error stop
T07 CAA_FORBIDS error
T08 ACME_WILL_FAIL warning
T09 HSTS_INHERITED notice
S01 DANGLING_ADDRESS warning
S02 DANGLING_ALIAS error
S03 DANGLING_DELEGATION error
S04 DEAD_SITE warning
S05 PARKED warning
S06 OLD_CONTENT notice
S07 NOT_IN_REGISTER notice
S08 GHOST warning
S09 REAPPEARED error
S10 DRIFTED error
S11 KEEP_UNTIL_PASSED notice
M01 CHECKER_OFFLINE -
M02 CLOCK_WRONG -
M03 FLAPPING -
M04 INCONCLUSIVE -
M05 RATE_LIMITED -
M06 UNSAFE_TARGET -
`

/** Rows that stop a rename although the catalogue leaves that open. */
const stricter: Record<string, string> = {
  A19: 'the zone would not load at all',
  A20: 'the zone would not load at all',
  A21: 'a loop resolves to nothing; a chain that is only long does not stop',
  A22: 'a name that leads to nothing is no new name',
  A28: 'as A07, which stops',
  H11: 'a loop ends no visit; a chain that is only long does not stop',
  S09: 'a removed name that answers again undoes the rename',
}

const rows = catalogue
  .trim()
  .split('\n')
  .map((line) => {
    const [id = '', name = '', level = '', stop] = line.split(' ')
    return { id, name, level: level.split('/'), stop: stop === 'stop' }
  })

const known: Record<string, Condition> = conditions

it('has all rows, and no others', () => {
  expect(Object.keys(known).sort()).toEqual(rows.map(({ id }) => id).sort())
  const names = Object.values(known).map(({ name }) => name)
  expect(names).toHaveLength(new Set(names).size)
})

describe.each(rows)('$id $name', ({ id, name, level, stop }) => {
  const row = known[id]!
  it('is what the catalogue says', () => {
    expect(row.name).toBe(name)
    expect(levels).toContain(row.level)
    if (level[0] !== '-') expect(level).toContain(row.level)
    expect(row.stop).toBe(stop || id in stricter)
    expect(row.source).not.toBe('')
  })
  it('speaks both languages', () => {
    for (const { id: indonesian, en } of [row.message, row.remedy]) {
      expect(indonesian.trim()).not.toBe('')
      expect(en.trim()).not.toBe('')
      expect(indonesian).not.toBe(en)
    }
  })
})

describe('what takes more than a look', () => {
  const at = new Date('2026-11-24T04:00:00Z')
  it('is told of a site that was dead for days', () => {
    const site = { hostname: 'mati.kaltim.example', status: 'broken', statusSince: null } as Site
    const memory = { ...noMemory, dead: { looks: '1'.repeat(defaultPatience.dead.n), at: at.toISOString() } }
    const seen = [{ condition: 'A10' }, { condition: 'H01' }] as VerdictFinding[]
    const dead = checked('broken', seen, at)
    const { findings } = withAge(site, dead, memory, defaultPatience)
    expect(findings.map(({ condition }) => condition)).toContain('S04')
  })
  it('is told of a site whose results keep changing', async () => {
    const desk = await openDesk()
    await settle(desk)
    const input = {
      hostname: 'resah.kaltim.example',
      agencyId: 1,
      kind: 'website',
      records: { A: ['192.0.2.1'] },
    }
    const { body: site } = await desk.call('operator', 'POST', '/sites', input)
    for (let look = 0; look < 24; look++) {
      const amiss = look % 2 === 0
      desk.world.look = ({ newName }) =>
        checked(amiss ? 'wrong' : 'ok', [found(amiss ? 'A13' : 'A10', newName)], desk.clock.now)
      await desk.sweep()
      desk.clock.now = new Date(desk.clock.now.getTime() + 3_600_000)
    }
    const { body: look } = await desk.call('operator', 'GET', `/sites/${site.id}/check`)
    expect(look.findings.map(({ condition }: VerdictFinding) => condition)).toContain('M03')
    await desk.stop()
  })
  it('is told of a name that nobody registered', async () => {
    const desk = await openDesk()
    await settle(desk)
    const hostname = 'portal.kaltim.example'
    const input = { hostname, agencyId: 1, kind: 'website', records: { A: ['192.0.2.1'] } }
    const { body: site } = await desk.call('operator', 'POST', '/sites', input)
    const mentions = [{ host: 'asing.kaltim.example', where: 'link' }]
    const visit = {
      kind: 'web',
      purpose: 'new',
      name: hostname,
      hops: [],
      certificate: null,
      page: { mentions },
    }
    desk.world.look = () => ({
      ...checked('ok', [], desk.clock.now),
      observations: [observed(visit)],
    })
    await desk.sweep()
    const { body: look } = await desk.call('operator', 'GET', `/sites/${site.id}/check`)
    expect(look.findings.map(({ condition }: VerdictFinding) => condition)).toEqual(['S07'])
    await desk.stop()
  })
})

describe('while all these ran', () => {
  it.each(rows)('$id was emitted, at each of its levels', ({ id, level }) => {
    expect(emitted).toContain(id)
    for (const one of level) if (one !== '-') expect(emitted).toContain(`${id} ${one}`)
  })
})
